"""What a body's own survey proposes for the team's survey criteria: told with its source, never stored by itself."""

from typing import Any

import pytest
from django.urls import reverse

from indices.actions.judging import take_up
from indices.models import Mark
from indices.surveying.wording import asks_citizens
from tasks.enums import PeriodKind
from tests.cast import Cast
from tests.indices.asking import closed_survey
from tests.indices.judging import CLOSED, assessment_in, d, leaf, round_with_ties

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        ("Mức độ hài lòng của người dân", True),
        ("Chỉ số SIPAS", True),
        ("Năng lực chuyên môn của đội ngũ công chức", False),
    ],
)
def test_only_citizens_are_asked_by_a_survey(criterion: str, said: bool) -> None:
    assert asks_citizens(criterion) is said


def test_a_survey_is_proposed_and_stored_only_when_saved(cast: Cast, settings: Any) -> None:
    """Eight of twelve answers of 2023 are satisfied; Ba Đình asked nobody and gets no proposal."""
    settings.TODAY = CLOSED.date()
    held = round_with_ties(cast)
    year = held.criteria_set.year
    closed_survey(cast.actors["vptk"], period=(PeriodKind.QUARTER, year, 2))
    one = assessment_in(held, cast.quang_trung)
    take_up(actor=cast.actors["noivu"], assessment_id=one.pk, now=CLOSED)
    client, address = cast.client("noivu"), reverse("indices:survey_marks", args=[held.pk])
    key = f"{one.pk}-{leaf(held, '3.1').pk}"
    plain = client.get(address).content.decode()
    assert plain.count("lấy từ khảo sát: 8/12") == 1
    assert f'name="o-{key}" value=""' in plain
    filled = client.get(f"{address}?tu-khao-sat=1").content.decode()
    assert (f'name="o-{key}" value="8/12"' in filled, "1 ô trống đã điền" in filled) == (True, True)
    assert not Mark.objects.exists()
    assert client.post(address, {f"o-{key}": "8/12", f"seen-{key}": ""}).status_code == 302
    assert Mark.objects.get().points == d("20")
    assert "Điền vào ô trống" not in client.get(address).content.decode()
