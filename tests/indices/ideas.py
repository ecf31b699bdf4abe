"""Initiatives and a year of classification for tests: what the people of Quang Trung registered."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cchc.orgs.models import User
from indices.actions.grading import Paper, Proposal, decide_grading, open_grading, propose_grades
from indices.actions.initiatives import Idea, adopt_initiative, register_initiative
from indices.authorship import Author
from indices.enums import CapBase, Grade
from indices.grading import Cap
from indices.models import GradedPerson, Grading, Initiative
from tests.cast import NOW, Cast

IDEA = Idea(
    year=2023,
    name="Trả kết quả hộ tịch tại nhà",
    area="Cải cách thủ tục hành chính",
    problem="Người già phải đi lại nhiều lần.",
    solution="Công chức mang kết quả đến nhà văn hóa thôn.",
    effect="",
    applied_on=date(2023, 3, 1),
)
CAP = Cap(Decimal(30), CapBase.GOOD_UP, "Kế hoạch số 12/KH-UBND")
PAPER = Paper("15/QĐ-UBND", date(2023, 1, 5), "Phạm Văn Chương")


def author(cast: Cast, key: str, share: int | None = None) -> Author:
    user = cast.people[key]
    assert isinstance(user, User)
    return Author(user.display_name, user, "", share)


def registered(cast: Cast, who: str = "tpht", now: datetime = NOW, **more: Any) -> Initiative:
    """One of a single author, the one who registers it."""
    idea = Idea(**{name: more.get(name, getattr(IDEA, name)) for name in Idea.__slots__})
    return register_initiative(actor=cast.actors[who], idea=idea, authors=[author(cast, who)], now=now)


def adopted(cast: Cast, who: str = "tpht", by: str = "noivu", **more: Any) -> Initiative:
    """The same, adopted by the town on 15/05/2023."""
    found = registered(cast, who, **more)
    return adopt_initiative(
        actor=cast.actors[by],
        initiative_id=found.pk,
        adopter="UBND thị xã Bỉm Sơn",
        decision="45/QĐ-UBND",
        decided_on=date(2023, 5, 15),
        now=NOW,
    )


def opened(cast: Cast, who: str = "vptk", year: int = 2022, cap: Cap = CAP) -> Grading:
    return open_grading(actor=cast.actors[who], year=year, cap=cap, now=NOW)


def lines(grading: Grading) -> dict[str, GradedPerson]:
    """By the key of the cast: "tpht"."""
    return {one.name.removeprefix("Người ").rpartition(".")[2]: one for one in grading.people.all()}


def proposed(cast: Cast, grading: Grading, **grades: Grade) -> Grading:
    """Of these people these classes: proposed(cast, grading, tpht=Grade.GOOD)."""
    people = lines(grading)
    wanted = {people[key].pk: Proposal(grade, "Hoàn thành nhiệm vụ được giao") for key, grade in grades.items()}
    return propose_grades(
        actor=cast.actors["vptk"], grading_id=grading.pk, proposals=wanted, seen_revision=grading.revision, now=NOW
    )


def decided(cast: Cast, grading: Grading, paper: Paper = PAPER, **grades: Grade) -> Grading:
    """By the leader of the body, on what is stored now."""
    people = lines(grading)
    return decide_grading(
        actor=cast.actors["chutich"],
        grading_id=grading.pk,
        finals={people[key].pk: grade for key, grade in grades.items()},
        paper=paper,
        seen_revision=Grading.objects.get(pk=grading.pk).revision,
        now=NOW,
    )
