"""Addresses of initiatives and of the year-end classification of officials."""

from typing import Any

from tests.indices.ideas import lines
from tests.marked import Marked
from tests.visiting import (
    ALL,
    DECIDERS,
    DECIDERS_AWAY,
    LEADER,
    LEADER_AWAY,
    OWN,
    OWN_AWAY,
    Address,
    words,
)

IDEA = words(
    **{
        "name": "Sổ tay một cửa",
        "year": "2023",
        "problem": "Khó nhớ thủ tục",
        "solution": "Sổ tay",
        "author-0": "Người tpht",
        "revision": "1",
    }
)
ADOPTED = words(adopter="UBND thị xã", decision="45/QĐ-UBND", decided_on="01/06/2023")
SPREAD = words(place="Phường Bắc Sơn", spread_on="05/06/2023")
CAP = words(cap="10", base="all", source="Kế hoạch số 2", revision="1")
OWNERS = "officer coordinator leader"
SPEAKERS = "coordinator leader"
BY_ABOVE = (404, 200, 200, 200, 404)
BY_ABOVE_AWAY = (404, 302, 302, 302, 404)
NOT_ADMIN = (200, 200, 200, 200, 404)
NOT_ADMIN_AWAY = (302, 302, 302, 302, 404)
FOLLOWERS = (403, 403, 403, 200, 200)


def proposed(found: Marked) -> dict[str, Any]:
    """One person, the others as they are."""
    pk = lines(found.home["grading"])["tckt"].pk
    return {f"grade-{pk}": "good", f"text-{pk}": "Tốt", "revision": found.home["grading"].revision}


def finals(found: Marked) -> dict[str, Any]:
    people = lines(found.home["grading"]).values()
    grades = {f"grade-{one.pk}": "good" for one in people if not one.left_out}
    paper = {"number": "15/QĐ-UBND", "decided_on": "01/06/2023", "signer": "Người chutich"}
    return grades | paper | {"revision": found.home["grading"].revision}


def own(found: Marked) -> dict[str, Any]:
    return {"grade": "done", "text": "Đã xong", "revision": lines(found.home["grading"])["tpht"].revision}


ADDRESSES: tuple[Address, ...] = (
    Address("emulation:initiatives", ALL),
    Address("emulation:initiatives_file", ALL),
    Address(
        "emulation:initiative_register", (200, 200, 200, 403, 403), (302, 302, 302, 403, 403), sent=IDEA, writers=OWNERS
    ),
    Address("emulation:initiative_counts", FOLLOWERS),
    Address("emulation:initiative_counts_file", FOLLOWERS),
    Address("emulation:initiative", ALL, on=("idea",)),
    Address("emulation:initiative", ALL, on=("adopted_idea",)),
    Address("emulation:initiative_file", ALL, on=("idea", "format")),
    Address("emulation:initiative_edit", OWN, OWN_AWAY, on=("idea",), sent=IDEA, writers=OWNERS),
    Address("emulation:initiative_withdraw", None, OWN_AWAY, on=("idea",), writers=OWNERS),
    Address(
        "emulation:initiative_adopt",
        BY_ABOVE,
        BY_ABOVE_AWAY,
        on=("idea",),
        sent=ADOPTED,
        writers=f"{SPEAKERS} reviewer",
    ),
    Address(
        "emulation:initiative_refuse",
        BY_ABOVE,
        BY_ABOVE_AWAY,
        on=("idea",),
        sent=words(reason="Trùng năm trước"),
        writers=f"{SPEAKERS} reviewer",
    ),
    Address(
        "emulation:initiative_spread",
        NOT_ADMIN,
        NOT_ADMIN_AWAY,
        on=("adopted_idea",),
        sent=SPREAD,
        writers=f"{OWNERS} reviewer",
    ),
    Address(
        "emulation:initiative_unspread",
        None,
        NOT_ADMIN_AWAY,
        on=("adopted_idea", "idea_spread"),
        writers=f"{OWNERS} reviewer",
    ),
    Address("emulation:gradings", ALL),
    Address(
        "emulation:grading_begin",
        (403, 200, 200, 403, 403),
        (403, 302, 302, 403, 403),
        sent=words(year="2020", base="all"),
        writers=SPEAKERS,
    ),
    Address("emulation:grading", ALL, on=("grading",)),
    Address("emulation:grading", ALL, on=("decided_grading",)),
    Address("emulation:grading_cap", DECIDERS, DECIDERS_AWAY, on=("grading",), sent=CAP, writers=SPEAKERS),
    Address("emulation:grading_draw", None, DECIDERS_AWAY, on=("grading",)),
    Address(
        "emulation:grading_own",
        (200, 200, 302, 404, 404),
        (302, 409, 302, 404, 404),
        on=("grading",),
        sent=own,
        writers="officer",
    ),
    Address("emulation:grading_propose", DECIDERS, DECIDERS_AWAY, on=("grading",), sent=proposed, writers=SPEAKERS),
    Address("emulation:grading_decide", LEADER, LEADER_AWAY, on=("grading",), sent=finals, writers="leader"),
    Address("emulation:grading_weighed", DECIDERS, on=("grading",)),
    Address("emulation:grading_file", BY_ABOVE, on=("decided_grading", "format")),
)
