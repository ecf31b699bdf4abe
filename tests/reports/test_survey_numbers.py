"""What surveys say goes into the statistics of their period: shown first, stored at a press, unless it is closed."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from indices.models import Survey
from indices.queries.surveys import counts_of_period
from reports.models import Measurement, StatIndicator
from reports.queries.statistics import catalogue_of, numbers_of
from reports.queries.survey_numbers import SATISFACTION, period_of, survey_numbers
from tasks.enums import PeriodKind
from tasks.models import ClosedPeriod
from tests.cast import NOW, TODAY, Cast
from tests.indices.asking import closed_survey, open_one

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return closed_survey(cast.actors["vptk"], handed_out=8)


def path_of(survey: Survey) -> str:
    return reverse("reports:survey_numbers", args=[survey.pk])


def stored(cast: Cast, survey: Survey) -> dict[str, Decimal | None]:
    held = numbers_of(cast.actors["vptk"], cast.quang_trung, (2023,)).get(period_of(survey).key, {})
    return {code: number.value for code, number in held.items()}


def sent(page: str) -> dict[str, str]:
    """The fields of the page as its form sends them."""
    return dict(re.findall(r'name="(thay-[\w-]+)" value="(\d*)"', page))


def test_numbers_are_shown_first_and_stored_at_a_press(cast: Cast, survey: Survey) -> None:
    client = cast.client("tpht")
    page = client.get(path_of(survey)).content.decode()
    assert "Ghi 2 số vào thống kê" in page
    assert stored(cast, survey) == {}
    assert client.post(path_of(survey), sent(page)).status_code == 302
    assert stored(cast, survey) == {"surveys_sent": 8, "surveys_received": 6}
    again = client.get(path_of(survey)).content.decode()
    assert again.count("Đã bằng nhau") == 2
    assert "vào thống kê</button>" not in again
    assert client.post(path_of(survey), sent(again)).status_code == 302
    assert Measurement.objects.count() == 2


def test_several_surveys_of_a_period_are_counted_together(cast: Cast, survey: Survey) -> None:
    other = closed_survey(cast.actors["vptk"], [("1", 5, 5)] * 5, name="Tại thôn", handed_out=10)
    open_one(cast.actors["vptk"], name="Đang mở", handed_out=99)
    closed_survey(cast.actors["vptk"], name="Quý I", period=(PeriodKind.QUARTER, 2023, 1))
    found = counts_of_period(survey, today=TODAY)
    assert set(found.surveys) == {survey, other}
    assert (found.handed_out, found.received, found.answers) == (18, 11, (18, 22))


def test_what_nobody_counted_is_left_as_it_stands(cast: Cast) -> None:
    survey = closed_survey(cast.actors["vptk"])
    page = cast.client("vptk").get(path_of(survey)).content.decode()
    assert "Ghi 1 số vào thống kê" in page
    cast.client("vptk").post(path_of(survey), sent(page))
    assert stored(cast, survey) == {"surveys_received": 6}


def test_satisfaction_becomes_a_figure_of_the_statistics(cast: Cast, survey: Survey) -> None:
    client = cast.client("vptk")
    assert client.post(path_of(survey), {"them": "1"}).status_code == 302
    added = StatIndicator.objects.get(organization=cast.quang_trung)
    assert (added.name, added.from_year) == (SATISFACTION, 2023)
    assert client.post(path_of(survey), {"them": "1"}).status_code == 422
    client.post(path_of(survey), sent(client.get(path_of(survey)).content.decode()))
    own = {added.numerator[0]: 8, added.denominator[0]: 12}
    assert stored(cast, survey) == {"surveys_sent": 8, "surveys_received": 6} | own
    assert SATISFACTION in {formula.name for formula in catalogue_of(cast.quang_trung, 2023).formulas}


def test_a_closed_period_takes_nothing(cast: Cast, survey: Survey) -> None:
    of = period_of(survey)
    ClosedPeriod.objects.create(
        organization=cast.quang_trung,
        period_kind=of.kind,
        period_year=of.year,
        period_number=of.number,
        period_name=of.name,
        start_on=of.start_on,
        cutoff_on=of.cutoff_on,
        closed_at=NOW,
    )
    client = cast.client("vptk")
    page = client.get(path_of(survey)).content.decode()
    assert "Kỳ đã khóa." in page
    assert "vào thống kê</button>" not in page
    refused = client.post(path_of(survey), sent(page))
    assert refused.status_code == 422
    assert "mở lại kỳ này" in refused.content.decode()
    assert stored(cast, survey) == {}


def test_a_number_that_somebody_changed_meanwhile_is_not_overwritten(cast: Cast, survey: Survey) -> None:
    client = cast.client("vptk")
    before = sent(client.get(path_of(survey)).content.decode())
    statistics = f"{reverse('reports:statistics')}?ky=quarter-2023-2"
    assert cast.client("tpht").post(statistics, {"so-surveys_sent": "50", "thay-surveys_sent": ""}).status_code == 302
    refused = client.post(path_of(survey), before)
    assert refused.status_code == 422
    assert "Người tpht vừa ghi 50" in refused.content.decode()
    assert stored(cast, survey) == {"surveys_sent": 50}
    client.post(path_of(survey), sent(refused.content.decode()))
    assert stored(cast, survey) == {"surveys_sent": 8, "surveys_received": 6}


def test_who_may_not_enter_numbers_is_told_who_may(cast: Cast, survey: Survey) -> None:
    assert cast.client("chutich").post(path_of(survey)).status_code == 422
    for name in ("noivu", "ba-dinh.vptk"):
        assert cast.client(name).get(path_of(survey)).status_code == 404
    assert stored(cast, survey) == {}


def test_more_received_than_handed_out_is_a_doubt(cast: Cast) -> None:
    survey = closed_survey(cast.actors["vptk"], handed_out=5)
    assert survey_numbers(cast.actors["vptk"], survey, today=TODAY).is_too_many
    assert "lớn hơn số phiếu phát ra" in cast.client("vptk").get(path_of(survey)).content.decode()
