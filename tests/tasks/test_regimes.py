"""Reporting regimes: what they make of a year, whose word holds, what is refused, what is kept."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import assume, given
from hypothesis import strategies as st

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Event, Organization
from cchc.orgs.refusals import Forbidden, Refused
from cchc.orgs.working_days import WorkingDays
from reports.windows import window_of
from tasks.actions.closing import close_period
from tasks.actions.regimes import remove_regime, set_regime
from tasks.enums import Audience, PeriodKind
from tasks.models import RegimeRow
from tasks.periods import PAGE_ORDER, Timetable, coming_periods, count_in_year, period, period_holding, periods_of_year
from tasks.queries.timetables import timetable_of, timetables_of
from tasks.regime_words import fault_of, line_words, period_words
from tasks.regimes import COMMUNE, MINISTRY, NINE_MONTHS, TEMPLATES, Decision, Line, Regime, SendRule, decisions_for
from tests.cast import NOW, Cast

CALENDAR = WorkingDays()
COVERING = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR)
DAY = timedelta(days=1)

days = st.integers(1, 31)
send_rules = st.builds(SendRule, working_days=st.integers(1, 25)) | st.builds(
    SendRule, day=days, months_later=st.integers(0, 2)
)
kinds = st.sampled_from(COVERING)
years = st.integers(2018, 2030)


def regime_of(*lines: Line, name: str = "Chế độ thử") -> Regime:
    return Regime(name, lines)


@st.composite
def lawful(draw: st.DrawFn, kind: PeriodKind | None = None) -> Regime:
    """A regime of one kind of which nothing is refused."""
    line = Line(kind or draw(kinds), (), draw(days), draw(send_rules))
    regime = regime_of(line)
    assume(not fault_of(regime, 2018, CALENDAR))
    return regime


# what a regime makes of a year


@given(st.data(), kinds, years)
def test_periods_of_a_kind_cover_the_years_once(data: st.DataObject, kind: PeriodKind, year: int) -> None:
    """Also where the next year has another regime: each day belongs to one period, the first begins the day after the
    last cut-off of the year before."""
    timetable = Timetable(CALENDAR, ((year, data.draw(lawful(kind))), (year + 1, data.draw(lawful(kind)))))
    found = [one for y in (year, year + 1, year + 2) for one in periods_of_year(kind, y, timetable)]
    assert [b.start_on for _, b in pairwise(found)] == [a.cutoff_on + DAY for a, _ in pairwise(found)]
    assert all(one.start_on <= one.cutoff_on for one in found)
    held = {period_holding(kind, one.cutoff_on, timetable).key: one.key for one in found}
    assert all(key == own for key, own in held.items())


@given(lawful(), st.integers(2018, 2024))
def test_a_lawful_regime_leaves_a_working_day_to_send(regime: Regime, year: int) -> None:
    kind = regime.lines[0].kind
    for one in periods_of_year(kind, year, Timetable(CALENDAR, ((2018, regime),))):
        assert one.send_by > one.cutoff_on
        assert CALENDAR.is_working(one.send_by)


@given(lawful(), st.integers(2018, 2024))
def test_windows_hold_each_due_day_of_a_year_once(regime: Regime, year: int) -> None:
    kind, timetable = regime.lines[0].kind, Timetable(CALENDAR, ((2018, regime),))
    windows = [window_of(one, timetable) for one in periods_of_year(kind, year, timetable)]
    every = [date(year, 1, 1) + n * DAY for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    assert [sum(window.holds_due(day) for window in windows) for day in every] == [1] * len(every)
    outside = (date(year - 1, 12, 31), date(year + 1, 1, 1))
    assert not any(window.holds_due(day) for window in windows for day in outside)


@pytest.mark.parametrize(
    ("year", "cutoff", "start_of_march"),
    [(2023, date(2023, 2, 28), date(2023, 3, 1)), (2024, date(2024, 2, 29), date(2024, 3, 1))],
)
def test_the_31st_of_february_is_its_last_day(year: int, cutoff: date, start_of_march: date) -> None:
    timetable = Timetable(CALENDAR, ((2020, regime_of(Line(PeriodKind.MONTH, (), 31))),))
    assert period(PeriodKind.MONTH, year, 2, timetable).cutoff_on == cutoff
    assert period(PeriodKind.MONTH, year, 3, timetable).start_on == start_of_march


def sent_by(rule: SendRule, cutoff_on: date, calendar: WorkingDays = CALENDAR) -> date:
    return rule.send_by(cutoff_on, calendar)


@pytest.mark.parametrize(
    ("rule", "cutoff_on", "expected"),
    [
        (SendRule(day=18), date(2023, 6, 14), date(2023, 6, 19)),  # 18/6 is a Sunday
        (SendRule(day=30), date(2023, 4, 14), date(2023, 5, 4)),  # 30/4, 1/5 and the days in lieu
        (SendRule(day=31, months_later=2), date(2022, 12, 14), date(2023, 2, 28)),
        (SendRule(day=5, months_later=1), date(2023, 12, 14), date(2024, 1, 5)),
        (SendRule(2), date(2023, 1, 19), date(2023, 1, 30)),  # over Tết
        (SendRule(1), date(2024, 5, 3), date(2024, 5, 4)),  # a Saturday worked for 29/4
        (SendRule(1), date(2023, 9, 1), date(2023, 9, 5)),
    ],
)
def test_a_day_off_gives_way_to_the_next_working_day(rule: SendRule, cutoff_on: date, expected: date) -> None:
    assert sent_by(rule, cutoff_on) == expected


def test_a_swapped_saturday_moves_the_deadline() -> None:
    swapped = CALENDAR.with_days(off_on=date(2023, 6, 16), work_on=date(2023, 6, 17))
    assert sent_by(SendRule(2), date(2023, 6, 14)) == date(2023, 6, 16)
    assert sent_by(SendRule(2), date(2023, 6, 14), swapped) == date(2023, 6, 17)
    assert sent_by(SendRule(2), date(2023, 6, 14), CALENDAR.with_days(off_on=date(2023, 6, 16), work_on=None)) == date(
        2023, 6, 19
    )


def test_the_next_dates_cross_the_year_and_follow_its_regime() -> None:
    timetable = Timetable(CALENDAR, ((2023, MINISTRY), (2024, COMMUNE)))
    found = coming_periods(PeriodKind.QUARTER, date(2023, 6, 10), timetable, 3)
    assert [one.name for one in found] == ["quý III năm 2023", "quý I năm 2024", "quý II năm 2024"]
    gone = Timetable(CALENDAR, ((2023, COMMUNE), (2024, NINE_MONTHS)))
    assert [one.name for one in coming_periods(PeriodKind.MONTH, date(2023, 11, 20), gone, 3)] == []


def test_words() -> None:
    assert line_words(Line(PeriodKind.QUARTER, (1, 3))) == (
        "quý I, quý III; chốt số liệu ngày 14 tháng cuối quý; gửi trong 2 ngày làm việc sau ngày chốt"
    )
    assert line_words(Line(PeriodKind.HALF_YEAR, (1,), 31, SendRule(day=5, months_later=1))) == (
        "6 tháng đầu năm; chốt số liệu ngày cuối tháng 6; gửi trước hết ngày 5 tháng sau (gặp ngày nghỉ thì sang ngày "
        "làm việc kế tiếp)"
    )
    assert line_words(Line(PeriodKind.YEAR)) == (
        "chốt số liệu ngày 14 tháng 12; gửi trong 2 ngày làm việc sau ngày chốt"
    )
    assert period_words(period(PeriodKind.QUARTER, 2023, 3, Timetable())) == (
        "Quý III năm 2023: chốt hết ngày 14/09/2023, gửi trước hết ngày 18/09/2023 (thứ Hai)"
    )


# whose word holds


def decision(path: str, audience: Audience, from_year: int, regime: Regime) -> Decision:
    return Decision(path, audience, from_year, regime)


def test_own_before_the_nearest_above_before_one_further_up() -> None:
    province = decision("/1/", Audience.BELOW, 2022, NINE_MONTHS)
    district = decision("/1/4/", Audience.BELOW, 2023, MINISTRY)
    own = decision("/1/4/9/", Audience.OWN, 2025, COMMUNE)
    not_asked = decision("/1/4/", Audience.OWN, 2020, COMMUNE)
    beside = decision("/1/4/8/", Audience.OWN, 2020, COMMUNE)
    everything = [own, not_asked, province, beside, district]
    assert decisions_for("/1/4/9/", everything) == ((2022, province), (2023, district), (2025, own))
    assert decisions_for("/1/4/", everything) == ((2020, not_asked),)
    later = replace(province, from_year=2024)
    assert decisions_for("/1/4/9/", [later, district]) == ((2023, district),)
    assert decisions_for("/2/", everything) == ()


def test_before_the_first_regime_the_decree_holds() -> None:
    timetable = Timetable(CALENDAR, ((2023, MINISTRY), (2025, NINE_MONTHS)))
    assert [timetable.regime(year).name for year in (2022, 2023, 2024, 2025)] == [
        COMMUNE.name,
        MINISTRY.name,
        MINISTRY.name,
        NINE_MONTHS.name,
    ]


# what is refused


def test_what_a_template_says_is_lawful() -> None:
    assert [fault_of(regime, 2019, CALENDAR) for regime in TEMPLATES.values()] == ["", "", ""]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ((), "Hãy chọn ít nhất một loại báo cáo."),
        ((Line(PeriodKind.YEAR), Line(PeriodKind.YEAR)), "Loại báo cáo “Năm” được ghi hai lần; hãy gộp làm một."),
        (
            (Line(PeriodKind.QUARTER, (1, 1)),),
            "Loại báo cáo “Quý” có một kỳ được chọn hai lần; hãy chọn mỗi kỳ một lần.",
        ),
        (
            (Line(PeriodKind.QUARTER, (5,)),),
            "Loại báo cáo “Quý” có một kỳ không có trong năm; hãy chọn lại các kỳ.",
        ),
        ((Line(PeriodKind.YEAR, (), 32),), "Ngày chốt số liệu của loại báo cáo “Năm” phải từ 1 đến 31."),
        (
            (Line(PeriodKind.YEAR, (), 14, SendRule(1)),),
            "Loại báo cáo “Năm” phải có ít nhất 2 ngày làm việc để gửi sau ngày chốt.",
        ),
        (
            (Line(PeriodKind.QUARTER, (), 14, SendRule(day=15)),),
            "Kỳ quý I năm 2023 chốt số liệu hết ngày 14/03/2023 mà hạn gửi là 15/03/2023 (thứ Tư); giữa hai ngày phải "
            "có ít nhất một ngày làm việc (Nghị định 09/2019/NĐ-CP, Điều 12). Hãy chốt sớm hơn hoặc gửi muộn hơn.",
        ),
    ],
)
def test_what_is_wrong_with_a_regime(lines: tuple[Line, ...], fault: str) -> None:
    assert fault_of(Regime("", lines), 2023, CALENDAR) == fault


def set_by(cast: Cast, who: str, body: Organization, audience: Audience, year: int, regime: Regime) -> RegimeRow:
    return set_regime(
        actor=cast.actors[who], organization=body, audience=audience, from_year=year, regime=regime, now=NOW
    )


def test_what_is_set_comes_back_and_is_told(cast: Cast) -> None:
    regime = regime_of(
        Line(PeriodKind.QUARTER, (1, 3), 20, SendRule(day=25)),
        Line(PeriodKind.YEAR, (), 31, SendRule(day=15, months_later=1)),
        Line(PeriodKind.MONTH, (), 10, SendRule(3)),
    )
    row = set_by(cast, "vptk", cast.quang_trung, Audience.OWN, 2023, regime)
    assert timetable_of(cast.quang_trung).regimes == ((2023, regime),)
    assert timetable_of(cast.ba_dinh).regimes == ()
    told = Event.objects.get(object_type="tasks.regimerow", object_id=row.pk)
    assert (told.verb, told.actor_name, told.after["từ năm"], told.after["Tháng"]) == (
        "Đặt chế độ báo cáo",
        "Người vptk",
        2023,
        "cả 12 tháng; chốt số liệu ngày 10 của tháng; gửi trong 3 ngày làm việc sau ngày chốt",
    )


def test_setting_the_same_year_again_replaces(cast: Cast) -> None:
    set_by(cast, "vptk", cast.quang_trung, Audience.OWN, 2023, MINISTRY)
    set_by(cast, "chutich", cast.quang_trung, Audience.OWN, 2023, NINE_MONTHS)
    assert timetable_of(cast.quang_trung).regimes == ((2023, NINE_MONTHS),)
    assert RegimeRow.objects.count() == 1


def test_a_government_sets_it_for_those_beneath_and_one_of_them_for_itself(cast: Cast) -> None:
    set_by(cast, "noivu", cast.district, Audience.BELOW, 2023, MINISTRY)
    set_by(cast, "admin", cast.province, Audience.BELOW, 2023, NINE_MONTHS)
    set_by(cast, "ba-dinh.vptk", cast.ba_dinh, Audience.OWN, 2024, COMMUNE)
    bodies = [cast.quang_trung, cast.ba_dinh, cast.district, cast.home_affairs, cast.province]
    with CaptureQueriesContext(connection) as asked:
        found = timetables_of(bodies)
    assert len(asked) == 3
    assert [[regime.name for _, regime in found[body.pk].regimes] for body in bodies] == [
        [MINISTRY.name],
        [MINISTRY.name, COMMUNE.name],
        [NINE_MONTHS.name],
        [NINE_MONTHS.name],
        [],
    ]
    assert all(found[body.pk] == timetable_of(body) for body in bodies)


@pytest.mark.parametrize(
    ("who", "body", "audience", "allowed"),
    [
        ("vptk", "quang_trung", Audience.OWN, True),
        ("chutich", "quang_trung", Audience.OWN, True),
        ("tpht", "quang_trung", Audience.OWN, False),
        ("ba-dinh.vptk", "quang_trung", Audience.OWN, False),
        ("noivu", "quang_trung", Audience.OWN, False),
        ("admin", "quang_trung", Audience.OWN, True),
        ("vptk", "quang_trung", Audience.BELOW, False),
        ("vptk", "district", Audience.BELOW, False),
        ("noivu", "district", Audience.BELOW, True),
        ("noivu", "district", Audience.OWN, False),
        ("noivu", "province", Audience.BELOW, False),
        ("noivu", "home_affairs", Audience.OWN, False),
        ("admin", "district", Audience.BELOW, True),
        ("admin", "home_affairs", Audience.OWN, False),
    ],
)
def test_who_may_set_it(cast: Cast, who: str, body: str, audience: Audience, allowed: bool) -> None:
    def setting() -> RegimeRow:
        return set_by(cast, who, getattr(cast, body), audience, 2023, MINISTRY)

    if allowed:
        assert setting().name == MINISTRY.name
    else:
        with pytest.raises(Forbidden, match="Chỉ"):
            setting()
        assert RegimeRow.objects.count() == 0


def test_the_government_itself_sets_it_for_those_beneath(cast: Cast) -> None:
    for role in (Role.COORDINATOR, Role.LEADER):
        actor = Actor(cast.actors["vptk"].user, cast.district, role)
        row = set_regime(
            actor=actor,
            organization=cast.district,
            audience=Audience.BELOW,
            from_year=2023,
            regime=MINISTRY,
            now=NOW,
        )
        assert row.organization == cast.district


def refused(cast: Cast, who: str, body: Organization, audience: Audience, year: int, regime: Regime) -> str:
    with pytest.raises(Refused) as refusal:
        set_by(cast, who, body, audience, year, regime)
    return refusal.value.message


def test_a_year_that_was_reported_on_keeps_its_regime(cast: Cast) -> None:
    first = period(PeriodKind.QUARTER, 2023, 1, Timetable())
    close_period(actor=cast.actors["vptk"], organization=cast.quang_trung, period=first, now=NOW)
    reason = "Đã có báo cáo gửi theo chế độ đang dùng (Xã Quang Trung: quý I năm 2023); hãy đặt chế độ mới từ năm 2024."
    assert refused(cast, "vptk", cast.quang_trung, Audience.OWN, 2023, MINISTRY) == reason
    assert refused(cast, "noivu", cast.district, Audience.BELOW, 2023, MINISTRY) == reason
    assert RegimeRow.objects.count() == 0
    set_by(cast, "vptk", cast.quang_trung, Audience.OWN, 2024, MINISTRY)
    set_by(cast, "ba-dinh.vptk", cast.ba_dinh, Audience.OWN, 2023, MINISTRY)
    same = replace(COMMUNE, name="Như cũ, có tên của xã")
    set_by(cast, "vptk", cast.quang_trung, Audience.OWN, 2023, same)
    assert timetable_of(cast.quang_trung).regimes == ((2023, same), (2024, MINISTRY))
    set_by(cast, "noivu", cast.district, Audience.BELOW, 2023, NINE_MONTHS)


def test_a_year_gone_by_is_not_set(cast: Cast) -> None:
    assert refused(cast, "vptk", cast.quang_trung, Audience.OWN, 2022, MINISTRY) == (
        "Chế độ báo cáo chỉ đặt được từ năm nay trở đi; hãy chọn năm 2023 hoặc một năm sau."
    )


def test_a_regime_that_was_not_used_is_taken_away(cast: Cast) -> None:
    row = set_by(cast, "vptk", cast.quang_trung, Audience.OWN, 2023, MINISTRY)
    with pytest.raises(RegimeRow.DoesNotExist):
        remove_regime(actor=cast.actors["ba-dinh.vptk"], regime_id=row.pk, now=NOW)
    with pytest.raises(Forbidden):
        remove_regime(actor=cast.actors["tpht"], regime_id=row.pk, now=NOW)
    remove_regime(actor=cast.actors["vptk"], regime_id=row.pk, now=NOW)
    assert timetable_of(cast.quang_trung).regimes == ()
    assert Event.objects.filter(verb="Bỏ chế độ báo cáo").count() == 1


def test_a_regime_in_use_stays(cast: Cast) -> None:
    row = set_by(cast, "vptk", cast.quang_trung, Audience.OWN, 2023, MINISTRY)
    first = period(PeriodKind.QUARTER, 2023, 1, timetable_of(cast.quang_trung))
    close_period(actor=cast.actors["vptk"], organization=cast.quang_trung, period=first, now=NOW)
    with pytest.raises(Refused) as refusal:
        remove_regime(actor=cast.actors["vptk"], regime_id=row.pk, now=NOW)
    assert refusal.value.message == (
        "Đã có báo cáo gửi theo chế độ này (Xã Quang Trung: quý I năm 2023) nên không bỏ được; hãy đặt chế độ khác từ "
        "năm sau."
    )
    with pytest.raises(Refused) as refusal:
        remove_regime(actor=cast.actors["vptk"], regime_id=row.pk, now=NOW.replace(year=2024))
    assert refusal.value.message == (
        "Chế độ này đã áp dụng từ năm 2023 nên được giữ lại; hãy đặt chế độ khác từ năm nay."
    )


def test_every_kind_has_its_place_on_pages() -> None:
    assert set(PAGE_ORDER) == set(PeriodKind)
    assert {kind: count_in_year(kind) for kind in PAGE_ORDER} == {
        PeriodKind.QUARTER: 4,
        PeriodKind.HALF_YEAR: 2,
        PeriodKind.NINE_MONTH: 1,
        PeriodKind.YEAR: 1,
        PeriodKind.MONTH: 12,
    }
