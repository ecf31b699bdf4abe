"""Addresses of emulation."""

from typing import Any

from tests.marked import Marked
from tests.visiting import (
    ALL,
    AWAY,
    DECIDERS,
    DECIDERS_AWAY,
    LEADER,
    LEADER_AWAY,
    OWN,
    OWN_AWAY,
    Address,
    words,
)

WRITERS = "coordinator leader"


def campaign_form(found: Marked) -> dict[str, Any]:
    """A campaign with one content and no rows beneath."""
    rows = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    return {
        "name": "Phong trào khác",
        "from_on": "01/01/2023",
        "to_on": "31/12/2023",
        "threshold": 50,
        "contents": "Không để hồ sơ trễ hạn",
        "entrants": [found.home["commune"].pk],
        "revision": found.home["campaign_draft"].revision,
        **{f"{prefix}-{name}": value for prefix in "rc" for name, value in rows.items()},
    }


def registration(found: Marked) -> dict[str, Any]:
    user = found.cast.actors["tpht"].user
    return {"subject": "individual", "user": user.pk if user else "", "occasion": "yearly-2023"}


def ballot(found: Marked) -> dict[str, Any]:
    return {"member": found.home["seat"].pk, f"phieu-{found.home['proposal'].pk}": "dong-y"}


def refusal(found: Marked) -> dict[str, Any]:
    pk = found.home["proposal"].pk
    return {f"xet-{pk}": "khong", f"ly-do-{pk}": "Còn hồ sơ trễ hạn"}


ADDRESSES: tuple[Address, ...] = (
    Address("emulation:campaigns", ALL),
    Address(
        "emulation:campaign_new",
        (403, 200, 200, 403, 403),
        (403, 302, 302, 403, 403),
        sent=campaign_form,
        writers=WRITERS,
    ),
    Address("emulation:campaign_draw", None, AWAY),
    Address("emulation:campaign", ALL, on=("campaign",)),
    Address(
        "emulation:campaign_edit",
        DECIDERS,
        DECIDERS_AWAY,
        on=("campaign_draft",),
        sent=campaign_form,
        writers=WRITERS,
    ),
    Address("emulation:campaign_drop", None, DECIDERS_AWAY, on=("campaign_draft",), writers=WRITERS),
    Address("emulation:campaign_launch", None, LEADER_AWAY, on=("campaign_draft",), writers="leader"),
    Address(
        "emulation:campaign_close", LEADER, (404, 404, 422, 404, 404), on=("campaign",), sent=words(closing="Đã xong")
    ),
    Address(
        "emulation:campaign_extend",
        DECIDERS,
        DECIDERS_AWAY,
        on=("campaign",),
        sent=words(until="20/06/2023", reason="Đơn vị đề nghị"),
        writers=WRITERS,
    ),
    Address(
        "emulation:council", DECIDERS, DECIDERS_AWAY, on=("campaign",), sent=words(name="Ông Mới"), writers=WRITERS
    ),
    Address("emulation:council_end", None, DECIDERS_AWAY, on=("seat",), writers=WRITERS),
    Address(
        "emulation:register", OWN, OWN_AWAY, on=("campaign",), sent=registration, writers="officer coordinator leader"
    ),
    Address(
        "emulation:assess",
        DECIDERS,
        DECIDERS_AWAY,
        on=("nomination",),
        sent=lambda found: {"summary": "Tốt", "revision": found.home["nomination"].revision},
        writers=WRITERS,
    ),
    Address("emulation:withdraw", None, DECIDERS_AWAY, on=("nomination",), writers=WRITERS),
    Address("emulation:ballot", DECIDERS, DECIDERS_AWAY, on=("campaign",), sent=ballot, writers=WRITERS),
    Address("emulation:decide", LEADER, LEADER_AWAY, on=("campaign",), sent=refusal, writers="leader"),
    Address("emulation:paper", ALL, on=("campaign", "format")),
    Address(
        "reports:nomination",
        ALL,
        DECIDERS_AWAY,
        on=("nomination",),
        sent=lambda found: {"reward": found.home["reward"].pk},
        writers=WRITERS,
    ),
    Address("reports:nomination_file", ALL, on=("nomination", "format")),
)
