"""Marked objects of initiatives and of the year-end classification."""

from datetime import date
from typing import Any

from cchc.orgs.models import User
from indices.actions.grading import Paper, Proposal, decide_grading, grade_self, open_grading, propose_grades
from indices.actions.initiatives import Idea, adopt_initiative, register_initiative
from indices.actions.spreading import Taken, record_spread
from indices.authorship import Author
from indices.enums import Grade
from indices.grading import Cap
from indices.models import Grading, Initiative
from tests.cast import Cast, at
from tests.marking import mark

NOW = at("2023-06-08 10:00")


def mark_initiatives(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """Each commune has an idea that waits, one that was taken over elsewhere, a year that is open and one decided."""
    for place, prefix in ((home, ""), (away, "ba-dinh.")):
        adopted = _adopted(cast, prefix)
        taken = Taken(None, "Phường Lam Sơn", date(2023, 6, 2), "", "")
        place |= {
            "idea": _idea(cast, prefix, "Trả kết quả tại nhà"),
            "adopted_idea": adopted,
            "idea_spread": record_spread(
                actor=cast.actors[f"{prefix}vptk"], initiative_id=adopted.pk, taken=taken, now=NOW
            ),
            "grading": _open(cast, prefix, 2022),
            "decided_grading": _decided(cast, prefix),
        }


def _idea(cast: Cast, prefix: str, name: str) -> Initiative:
    told = "" if prefix else f" {mark('idea')}"
    user = cast.people[f"{prefix}tpht"]
    assert isinstance(user, User)
    idea = Idea(2023, f"{name}{told}", "Một cửa", f"Đi lại nhiều{told}", "Mang đến tận nơi", "", None)
    actor = cast.actors[f"{prefix}tpht"]
    return register_initiative(actor=actor, idea=idea, authors=[Author(user.display_name, user)], now=NOW)


def _adopted(cast: Cast, prefix: str) -> Initiative:
    return adopt_initiative(
        actor=cast.actors["noivu"],
        initiative_id=_idea(cast, prefix, "Đặt lịch hẹn").pk,
        adopter="UBND thị xã Bỉm Sơn",
        decision="45/QĐ-UBND",
        decided_on=date(2023, 6, 1),
        now=NOW,
    )


def _open(cast: Cast, prefix: str, year: int) -> Grading:
    grading = open_grading(actor=cast.actors[f"{prefix}vptk"], year=year, cap=Cap(), now=NOW)
    person = grading.people.get(user=cast.people[f"{prefix}tpht"].pk)
    text = "Tôi tự nhận xét" if prefix else f"Tôi tự nhận xét {mark('graded')}"
    grade_self(
        actor=cast.actors[f"{prefix}tpht"], person_id=person.pk, grade=Grade.GOOD, text=text, seen_revision=1, now=NOW
    )
    return grading


def _decided(cast: Cast, prefix: str) -> Grading:
    grading = open_grading(actor=cast.actors[f"{prefix}vptk"], year=2021, cap=Cap(), now=NOW)
    people = [one for one in grading.people.all() if not one.left_out]
    grading = propose_grades(
        actor=cast.actors[f"{prefix}vptk"],
        grading_id=grading.pk,
        proposals={one.pk: Proposal(Grade.GOOD) for one in people},
        seen_revision=grading.revision,
        now=NOW,
    )
    return decide_grading(
        actor=cast.actors[f"{prefix}chutich"],
        grading_id=grading.pk,
        finals={one.pk: Grade.GOOD for one in people},
        paper=Paper("9/QĐ-UBND", date(2022, 1, 5), "Người chutich"),
        seen_revision=grading.revision,
        now=NOW,
    )
