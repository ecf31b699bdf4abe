"""Two presses at the same moment keep one thing, and nobody meets an error."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from cchc.orgs.enums import OrganizationKind
from indices.actions.aims import set_aim
from indices.actions.criteria import What, begin_set
from indices.actions.initiatives import Idea, register_initiative
from indices.actions.rounds import open_round
from indices.authorship import Author
from indices.enums import IndexKind
from indices.models import Aim, CriteriaSet, Initiative, Round
from indices.resulting.aims import AimWords
from tests.cast import NOW, Cast, make_cast
from tests.indices.sets import small_set
from tests.indices.test_rounds import JUNE
from tests.reports.test_at_once import at_once

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory belongs to one thread"),
    pytest.mark.django_db(transaction=True),
]


def registering(cast: Cast) -> Callable[[], Any]:
    idea = Idea(2023, "Phiếu hẹn điện tử", "", "Chờ lâu", "Hẹn giờ", "", None)
    actor = cast.actors["vptk"]
    return lambda: register_initiative(actor=actor, idea=idea, authors=[Author(actor.name, actor.user)], now=NOW)


def beginning(cast: Cast) -> Callable[[], Any]:
    what = What(IndexKind.PAR_INDEX, OrganizationKind.COMMUNE, 2023)
    return lambda: begin_set(actor=cast.actors["noivu"], what=what, name="Bộ tiêu chí", now=NOW)


def opening(cast: Cast) -> Callable[[], Any]:
    found, bodies = small_set(cast.district), [cast.quang_trung.pk]
    return lambda: open_round(
        actor=cast.actors["noivu"], criteria_set=found, name="Đợt một", days=JUNE, bodies=bodies, now=NOW
    )


def aiming(cast: Cast) -> Callable[[], Any]:
    words = AimWords(IndexKind.PAR_INDEX, 2025, rank=4)
    return lambda: set_aim(actor=cast.actors["vptk"], organization=cast.quang_trung, words=words, now=NOW)


@pytest.mark.parametrize(
    ("press", "model"),
    [(registering, Initiative), (beginning, CriteriaSet), (opening, Round), (aiming, Aim)],
    ids=["initiative", "set", "round", "aim"],
)
def test_a_double_press_keeps_one(press: Callable[[Cast], Callable[[], Any]], model: Any) -> None:
    act = press(make_cast())
    assert (at_once(act, act), model.objects.count()) == (["", ""], 1)
