"""What nobody types on a page, but anybody can send: numbers of thousands of digits, NUL, words that grow."""

from typing import Any
from urllib.parse import quote

import pytest
from django.urls import reverse

from cchc.text import fold, squeeze
from indices.actions.proving import Cited, add_proof
from indices.models import Initiative
from tests.cast import NOW, TODAY, Cast
from tests.indices.asking import open_one
from tests.indices.ideas import registered
from tests.indices.judging import assessment_in, leaf, round_with_ties

pytestmark = pytest.mark.django_db
DIGITS, NUL = "9" * 5000, quote("\x00")


@pytest.fixture(autouse=True)
def today(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("indices:overview", f"don-vi={DIGITS}"),
        ("indices:trends", f"don-vi={DIGITS}"),
        ("indices:aims", f"sua={DIGITS}"),
        ("indices:improvements", f"q={NUL}&nam={NUL}"),
        ("indices:surveys", f"nam={NUL}&ky={NUL}"),
        ("emulation:initiatives", f"q={NUL}&linh-vuc={NUL}&nam={DIGITS}"),
    ],
)
def test_an_address_with_anything_after_the_question_mark_is_answered(cast: Cast, name: str, asked: str) -> None:
    assert cast.client("vptk").get(f"{reverse(name)}?{asked}").status_code == 200


def test_an_address_of_a_survey_that_cannot_be_is_not_found(cast: Cast) -> None:
    known = open_one(cast.actors["vptk"])
    client = cast.client("")
    for secret in (f"{known.secret}x", "x" * 3000, "\x00"):
        path = reverse("indices:answer", args=["khac"]).replace("khac", quote(secret))
        assert [client.get(path).status_code, client.post(path).status_code] == [404, 404]


def test_nul_is_a_blank(cast: Cast) -> None:
    assert (squeeze("\x00a\x00 b\x00"), fold("Đà\x00Nẵng")) == ("a b", "da nang")
    found = registered(cast, name="Một\x00cửa")
    assert Initiative.objects.get(pk=found.pk).name == "Một cửa"


def test_a_place_that_grows_when_composed_is_cut(cast: Cast) -> None:
    """U+0958 is two letters in the composed spelling."""
    held = assessment_in(round_with_ties(cast, cast.quang_trung), cast.quang_trung)
    cited = Cited("Kế hoạch", "45", "KH-UBND", TODAY, "\u0958" * 120)
    args: dict[str, Any] = {
        "assessment_id": held.pk,
        "criterion_id": leaf(held.round, "1.2").pk,
        "cited": cited,
        "now": NOW,
    }
    assert len(add_proof(actor=cast.actors["vptk"], **args).place) == 120
