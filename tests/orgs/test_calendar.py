"""The calendar of working days: what is published, what is decided beside it, who may, what moves."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cchc.orgs.actions.calendar import remove_days, set_days
from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import CalendarException, Event
from cchc.orgs.queries.calendar import working_days
from cchc.orgs.refusals import Forbidden, Refused
from cchc.orgs.rules import can_set_calendar
from cchc.orgs.working_days import WorkingDays, fault_of_days, holiday_names, worked_weekends
from plans.models import Plan
from reports.queries.calendar import Move, calendar_of, moves
from tasks.actions.regimes import set_regime
from tasks.enums import Audience
from tasks.regimes import MINISTRY
from tests.cast import NOW, TODAY, Cast
from tests.conftest import ReadingClient
from tests.reports.reporting import drafted

FRIDAY, SATURDAY, MONDAY = date(2023, 6, 16), date(2023, 6, 17), date(2023, 6, 19)

TET = {
    2019: (date(2019, 2, 4), date(2019, 2, 8)),
    2020: (date(2020, 1, 23), date(2020, 1, 29)),
    2021: (date(2021, 2, 10), date(2021, 2, 16)),
    2022: (date(2022, 1, 31), date(2022, 2, 4)),
    2023: (date(2023, 1, 20), date(2023, 1, 26)),
    2024: (date(2024, 2, 8), date(2024, 2, 14)),
    2025: (date(2025, 1, 27), date(2025, 1, 31)),
    2026: (date(2026, 2, 16), date(2026, 2, 20)),
}
"""The working days that Tết took from offices by the yearly announcements, first and last."""


@pytest.mark.parametrize("year", TET)
def test_tet_of_each_year_as_it_was_announced(year: int) -> None:
    first, last = TET[year]
    calendar = WorkingDays()
    stretch = [date.fromordinal(day) for day in range(first.toordinal() - 10, last.toordinal() + 11)]
    taken = [day for day in stretch if day.weekday() < 5 and not calendar.is_working(day)]
    assert (taken[0], taken[-1]) == (first, last)


def test_holidays_are_named_in_vietnamese() -> None:
    names = holiday_names(2023)
    assert (names[date(2023, 1, 22)], names[date(2023, 5, 3)]) == ("Tết Nguyên Đán", "Ngày Chiến thắng (nghỉ bù)")


def test_saturdays_worked_for_a_day_between_holidays() -> None:
    calendar = WorkingDays()
    assert worked_weekends(2024) == {date(2024, 5, 4)}
    assert [calendar.is_working(date(2024, *day)) for day in ((4, 29), (5, 4))] == [False, True]
    assert [calendar.is_working(date(2025, *day)) for day in ((4, 26), (5, 2))] == [True, False]


@pytest.mark.parametrize(
    ("off_on", "work_on", "fault"),
    [
        (FRIDAY, SATURDAY, ""),
        (FRIDAY, None, ""),
        (None, SATURDAY, ""),
        (None, date(2023, 9, 1), ""),
        (None, None, "Hãy ghi ngày nghỉ, ngày làm bù, hoặc cả hai."),
        (FRIDAY, FRIDAY, "Ngày nghỉ và ngày làm bù phải là hai ngày khác nhau."),
        (date(2023, 6, 22), None, "Ngày 22/06/2023 đã được ghi trong lịch; hãy bỏ ngày ấy rồi mới ghi lại."),
        (
            SATURDAY,
            None,
            "Thứ Bảy, 17/06/2023 vốn đã là ngày nghỉ; hãy ghi một ngày làm việc vào ô “Ngày nghỉ”.",
        ),
        (
            date(2023, 9, 1),
            None,
            "Thứ Sáu, 01/09/2023 vốn đã là ngày nghỉ; hãy ghi một ngày làm việc vào ô “Ngày nghỉ”.",
        ),
        (
            FRIDAY,
            MONDAY,
            "Thứ Hai, 19/06/2023 vốn đã là ngày làm việc; hãy ghi một ngày nghỉ vào ô “Ngày làm bù”.",
        ),
    ],
)
def test_what_cannot_be_entered(off_on: date | None, work_on: date | None, fault: str) -> None:
    assert fault_of_days(WorkingDays(off=frozenset({date(2023, 6, 22)})), off_on, work_on) == fault


def swap(cast: Cast, who: str = "admin") -> None:
    set_days(actor=cast.actors[who], off_on=FRIDAY, work_on=SATURDAY, name="Hoán đổi", now=NOW)


def test_two_days_are_swapped_and_go_together(cast: Cast) -> None:
    swap(cast)
    assert working_days() == WorkingDays(off=frozenset({FRIDAY}), on=frozenset({SATURDAY}))
    with pytest.raises(Refused, match="đã được ghi trong lịch"):
        swap(cast)
    remove_days(actor=cast.actors["admin"], on_day=SATURDAY, now=NOW)
    assert working_days() == WorkingDays()
    verbs = Event.objects.filter(object_type="orgs.calendarexception").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["Ghi lịch làm việc"] * 2 + ["Bỏ ngày khỏi lịch làm việc"] * 2
    with pytest.raises(Refused, match="không có trong lịch"):
        remove_days(actor=cast.actors["admin"], on_day=SATURDAY, now=NOW)


@pytest.mark.parametrize("who", ["tpht", "vptk", "chutich", "noivu"])
def test_only_an_administrator_with_nobody_above_keeps_the_calendar(cast: Cast, who: str) -> None:
    lower = Actor(cast.actors["admin"].user, cast.district, Role.ADMINISTRATOR)
    assert (can_set_calendar(cast.actors["admin"]), can_set_calendar(lower)) == (True, False)
    with pytest.raises(Forbidden, match="Chỉ người quản trị"):
        swap(cast, who)
    assert CalendarException.objects.count() == 0


def test_the_days_of_a_year_with_what_was_decided(cast: Cast) -> None:
    swap(cast)
    june = [(one.words, one.name, one.is_working) for one in calendar_of(2023) if one.day.month == 6]
    assert june == [("Thứ Sáu, 16/06/2023", "Hoán đổi", False), ("Thứ Bảy, 17/06/2023", "Hoán đổi", True)]
    assert [one.name for one in calendar_of(2024) if one.is_working] == ["Làm bù"]


def test_what_a_change_moves(cast: Cast) -> None:
    """Quý II and the half-year are sent by 16/6, two working days after 14/6; Ba Đình sends no quý II."""
    set_regime(
        actor=cast.actors["ba-dinh.vptk"],
        organization=cast.ba_dinh,
        audience=Audience.OWN,
        from_year=2023,
        regime=MINISTRY,
        now=NOW,
    )
    actor, calendar = cast.actors["noivu"], working_days()
    assert moves(actor, calendar.with_days(off_on=FRIDAY, work_on=None), today=TODAY) == [
        Move("6 tháng đầu năm 2023", FRIDAY, MONDAY, 3),
        Move("quý II năm 2023", FRIDAY, MONDAY, 2),
    ]
    assert moves(actor, calendar.with_days(off_on=MONDAY, work_on=None), today=TODAY) == []
    assert moves(actor, calendar.with_days(off_on=FRIDAY, work_on=None), today=date(2023, 7, 1)) == []


@pytest.fixture
def june(settings: Any) -> None:
    settings.TODAY = TODAY


def browser_of(cast: Cast, who: str) -> Client:
    client = ReadingClient()
    client.force_login(cast.people[who], backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client


def test_a_swap_is_shown_before_it_is_stored(cast: Cast, plan: Plan, june: None) -> None:
    report = drafted(cast, plan, 2, now=NOW)
    client, sent = browser_of(cast, "admin"), {"off_on": "16/6/2023", "work_on": "", "name": "Quyết định 12"}
    shown = client.post(reverse("reports:set_day"), sent).content.decode()
    assert CalendarException.objects.count() == 0
    assert "<td>Quý II năm 2023</td>" in shown
    assert '<td data-label="Đang có">16/06/2023</td><td data-label="Mới"><b>19/06/2023</b></td>' in shown
    answer = client.post(reverse("reports:set_day"), sent | {"confirmed": "1"})
    assert (answer.status_code, answer["Location"]) == (302, "/bao-cao/thiet-lap/lich/?nam=2023")
    assert working_days().off == {FRIDAY}
    report.refresh_from_db()
    assert report.send_by == FRIDAY
    asked = client.post(reverse("reports:drop_day"), {"day": "2023-06-16"}).content.decode()
    assert '<td data-label="Đang có">19/06/2023</td><td data-label="Mới"><b>16/06/2023</b></td>' in asked
    client.post(reverse("reports:drop_day"), {"day": "2023-06-16", "confirmed": "1"})
    assert working_days() == WorkingDays()


def test_what_was_typed_stays(cast: Cast, june: None) -> None:
    client = browser_of(cast, "admin")
    answer = client.post(reverse("reports:set_day"), {"off_on": "17/6/2023", "work_on": "31/6/2023", "name": "Lý do"})
    assert answer.status_code == 422
    assert "Ngày này không có trong lịch hoặc viết sai kiểu" in answer.content.decode()
    assert 'value="17/6/2023"' in answer.content.decode()
    edited = client.post(reverse("reports:set_day"), {"off_on": "16/6/2023", "name": "Lý do", "edit": "1"})
    assert (edited.status_code, 'value="16/6/2023"' in edited.content.decode()) == (200, True)


def test_others_read_the_calendar_and_do_not_write_it(cast: Cast, june: None) -> None:
    client = browser_of(cast, "vptk")
    page = client.get(reverse("reports:calendar"), {"nam": "2024"}).content.decode()
    assert ("Thứ Hai, 29/04/2024" in page, "Xem trước" in page) == (True, False)
    assert client.post(reverse("reports:set_day"), {"off_on": "16/6/2023", "name": "x"}).status_code == 403
    assert client.get(reverse("reports:calendar"), {"nam": "0000"}).status_code == 200
