"""The matrices of a territory against tables written out by hand; today is Saturday 10/06/2023."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cchc.orgs.models import CalendarException, Organization
from reports.matrices.areas import AreaMatrix
from reports.matrices.choosing import Asked, Mark, Order, choose
from reports.matrices.periods import OFFERED, PeriodMatrix
from reports.queries.matrices import by_area, by_period, territory_of
from tasks.actions.regimes import set_regime
from tasks.enums import Audience, Outcome, PeriodKind
from tasks.regimes import MINISTRY, Line, Regime, SendRule
from tests.cast import NOW, TODAY, Cast
from tests.reports.bodies import commune
from tests.reports.territory import RETURNED, SUBMITTED, One, arrived, plan_of

MONTH, QUARTER = PeriodKind.MONTH, PeriodKind.QUARTER
REGIME = Regime("Quý và tháng 1", (Line(QUARTER), Line(MONTH, (1,), 19, SendRule(2))))
"""The figures of month 1 close on Thursday 19/1; Tết is from Friday 20/1 to Thursday 26/1, and Saturday 28/1 is worked
instead of another day: the second working day after the cut-off is that Saturday."""
SPRING = date(2023, 3, 31)


@pytest.fixture
def bodies(cast: Cast) -> dict[str, Organization]:
    CalendarException.objects.filter(on_day__range=(date(2023, 1, 1), date(2023, 1, 31))).delete()
    CalendarException.objects.bulk_create(
        CalendarException(on_day=date(2023, 1, day), is_working=day == 28, name="Tết Quý Mão")
        for day in (20, 23, 24, 25, 26, 28)
    )
    reviewer = cast.actors["noivu"]
    set_regime(
        actor=reviewer,
        organization=cast.district,
        audience=Audience.BELOW,
        from_year=2023,
        regime=REGIME,
        now=NOW,
    )
    found = {
        "Xã Cát": commune(cast, "cat", "Xã Cát"),
        "Xã Én": commune(cast, "en", "Xã Én", valid_from=date(2023, 4, 1)),
        "Xã Gò": commune(cast, "go", "Xã Gò", valid_to=date(2023, 4, 30)),
        "Xã Hòa": commune(cast, "hoa", "Xã Hòa"),
        "Xã Quang Trung": cast.quang_trung,
        "Phường Ba Đình": cast.ba_dinh,
    }
    commune(cast, "xua", "Xã Xưa", valid_to=date(2022, 12, 31))
    set_regime(
        actor=cast.actors["admin"],
        organization=found["Xã Hòa"],
        audience=Audience.OWN,
        from_year=2023,
        regime=MINISTRY,
        now=NOW,
    )
    return found


def reports_of_2023(cast: Cast, bodies: dict[str, Organization]) -> None:
    arrived(cast, bodies["Xã Quang Trung"], QUARTER, 1, "2023-03-16 23:59")
    arrived(cast, bodies["Xã Quang Trung"], QUARTER, 2, "2023-06-09 08:00", SUBMITTED)
    arrived(cast, bodies["Xã Quang Trung"], MONTH, 1, "2023-01-28 23:59")
    arrived(cast, bodies["Phường Ba Đình"], QUARTER, 1, "2023-03-17 00:01", SUBMITTED)
    arrived(cast, bodies["Phường Ba Đình"], MONTH, 1, "2023-01-29 00:01")
    arrived(cast, bodies["Xã Cát"], QUARTER, 1, "2023-03-15 08:00", RETURNED)
    arrived(cast, bodies["Xã Gò"], QUARTER, 1, "2023-03-16 08:00")


def of_periods(cast: Cast, *, of_months: bool = False, year: int = 2023) -> PeriodMatrix:
    actor = cast.actors["noivu"]
    return by_period(actor, territory_of(actor, year), of_months=of_months, only=None, today=TODAY)


def table(matrix: PeriodMatrix) -> dict[str, list[str]]:
    return {row.body.name: [cell.said for cell in row.cells] for row in matrix.rows}


# bodies and periods


def test_every_cell_of_the_quarters_is_as_counted_by_hand(cast: Cast, bodies: dict[str, Organization]) -> None:
    reports_of_2023(cast, bodies)
    matrix = of_periods(cast)
    assert [of.name for of in matrix.columns] == [
        "quý I năm 2023",
        "quý II năm 2023",
        "6 tháng đầu năm 2023",
        "quý III năm 2023",
        "quý IV năm 2023",
        "năm 2023",
    ]
    far, later = ["Chưa tới hạn, hạn 18/09", "Chưa tới hạn, hạn 18/12"], "Chưa tới hạn, hạn 16/06"
    none = "Không phải gửi"
    assert table(matrix) == {
        "Xã Quang Trung": ["Đúng hạn", "Đúng hạn, chờ nhận", none, *far, none],
        "Phường Ba Đình": ["Muộn 1 ngày, chờ nhận", later, none, *far, none],
        "Xã Cát": ["Trả lại, gửi đúng hạn", later, none, *far, none],
        "Xã Én": [f"{none}, chưa thành lập", later, none, *far, none],
        "Xã Gò": ["Đúng hạn", *[f"{none}, đã kết thúc"], none, *[f"{none}, đã kết thúc"] * 2, none],
        "Xã Hòa": ["Chưa gửi, quá 86 ngày", none, later, far[0], none, far[1]],
    }
    first, second = matrix.sums[:2]
    assert (first.in_time, first.late, first.unsent, first.base) == (3, 1, 1, 5)
    assert (second.in_time, second.late, second.unsent, second.base) == (1, 0, 0, 1)


def test_tet_and_a_worked_saturday_move_the_deadline_of_month_1(cast: Cast, bodies: dict[str, Organization]) -> None:
    reports_of_2023(cast, bodies)
    matrix = of_periods(cast, of_months=True)
    assert [(of.name, of.send_by) for of in matrix.columns] == [("tháng 1 năm 2023", date(2023, 1, 28))]
    assert table(matrix) == {
        "Xã Quang Trung": ["Đúng hạn"],
        "Phường Ba Đình": ["Muộn 1 ngày"],
        "Xã Cát": ["Chưa gửi, quá 133 ngày"],
        "Xã Én": ["Không phải gửi, chưa thành lập"],
        "Xã Gò": ["Chưa gửi, quá 133 ngày"],
        "Xã Hòa": ["Không phải gửi"],
    }
    share = matrix.sums[0]
    assert (share.in_time, share.late, share.unsent, share.base) == (1, 1, 2, 4)


def test_silent_bodies_come_first_then_late_then_returned_ones(cast: Cast, bodies: dict[str, Organization]) -> None:
    """Xã Hòa has not sent quý I, Ba Đình sent it late, Cát's came back; Gò owes a month besides."""
    reports_of_2023(cast, bodies)
    chosen = choose(of_periods(cast).rows, Asked(), OFFERED)
    assert [row.body.name for row in chosen.rows] == [
        "Xã Hòa",
        "Phường Ba Đình",
        "Xã Cát",
        "Xã Gò",
        "Xã Én",
        "Xã Quang Trung",
    ]
    assert [row.unsent_months for row in chosen.rows] == [0, 0, 1, 1, 0, 0]
    assert chosen.counts == ((Mark.UNSENT, 1), (Mark.LATE, 1), (Mark.RETURNED, 1), (Mark.RECEIVABLE, 2))
    assert chosen.said == "Tất cả 6 đơn vị"


def test_lines_are_found_by_words_without_accents_by_type_and_by_mark(
    cast: Cast, bodies: dict[str, Organization]
) -> None:
    reports_of_2023(cast, bodies)
    rows = of_periods(cast).rows

    def names(**asked: object) -> list[str]:
        chosen = choose(rows, Asked(**asked), OFFERED)  # type: ignore[arg-type]
        assert chosen.said == f"Tất cả 6 đơn vị; đang hiện {chosen.shown}"
        return [row.body.name for row in chosen.rows]

    assert names(words="ba dinh") == ["Phường Ba Đình"]
    assert names(type="Phường") == ["Phường Ba Đình"]
    assert names(mark=Mark.UNSENT) == ["Xã Hòa"]
    assert names(mark=Mark.RECEIVABLE, order=Order.NAME) == ["Phường Ba Đình", "Xã Quang Trung"]
    assert names(mark=Mark.LATE, type="Xã") == []


def test_last_year_counts_the_bodies_that_were_there(cast: Cast, bodies: dict[str, Organization]) -> None:
    """Of 2022 Quang Trung had a plan and sent in time, Ba Đình sent late, Cát had a plan and never sent; the others
    neither planned nor reported: whether they should have is not known."""
    assert of_periods(cast).last == (None,) * 6
    plan_of(bodies["Xã Quang Trung"], 2022, [])
    plan_of(bodies["Xã Cát"], 2022, [])
    arrived(cast, bodies["Xã Quang Trung"], QUARTER, 1, "2022-03-10 08:00", year=2022)
    arrived(cast, bodies["Phường Ba Đình"], QUARTER, 1, "2022-04-10 08:00", year=2022)
    share = of_periods(cast).last[0]
    assert share
    assert (share.in_time, share.late, share.unsent, share.base) == (1, 1, 1, 3)
    past = of_periods(cast, year=2022)
    assert table(past)["Phường Ba Đình"][0] == "Muộn 25 ngày"
    assert "Xã Xưa" in table(past)
    assert "Xã Én" not in table(past)


# bodies and areas


def work_of_2023(bodies: dict[str, Organization]) -> None:
    rules, service = "Cải cách thể chế", "Cải cách chế độ công vụ"
    done, doing, nothing = Outcome.DONE, Outcome.DOING, Outcome.NOTHING
    plan_of(
        bodies["Xã Quang Trung"],
        2023,
        [
            (rules, [One(SPRING, done, date(2023, 3, 31))]),
            (rules, [One(SPRING, done, date(2023, 4, 1))]),
            (rules, [One(SPRING)]),
            (rules, [One(SPRING, cancelled=True)]),
            (rules, [One(None)]),
            (rules, [One(SPRING, nothing, date(2023, 3, 20))]),
            (rules, [One(date(2023, 9, 30))]),
            (service, [One(TODAY)]),
        ],
    )
    plan_of(
        bodies["Phường Ba Đình"],
        2023,
        [
            (rules, [One(None)]),
            (service, [One(date(2023, 3, 16), done, date(2023, 3, 10)), One(date(2023, 6, 16), doing, TODAY)]),
            (service, [One(date(2023, 6, 9), doing, date(2023, 6, 1))]),
            (service, [One(date(2023, 12, 31), done, date(2023, 5, 1))]),
        ],
    )


def of_areas(cast: Cast, year: int = 2023) -> AreaMatrix:
    actor = cast.actors["noivu"]
    return by_area(actor, territory_of(actor, year), today=TODAY)


def area_table(matrix: AreaMatrix) -> dict[str, list[str]]:
    return {row.body.name: [cell.words if cell else "–" for cell in (*row.cells, row.whole)] for row in matrix.rows}


def test_every_cell_of_the_areas_is_as_counted_by_hand(cast: Cast, bodies: dict[str, Organization]) -> None:
    """Quang Trung, Thể chế: on time, late, overdue, not yet due count (4, of which 2 done); cancelled, waiting and
    nothing arose do not. Công vụ: due today, nobody said a word. Ba Đình: a waiting one counts nowhere; of the row with
    two duties one is done and one under way; one is overdue though under way; one was done early."""
    work_of_2023(bodies)
    matrix = of_areas(cast)
    assert matrix.areas == ("Thể chế", "Chế độ công vụ")
    assert area_table(matrix) == {
        "Xã Quang Trung": ["2/4, 1 quá hạn", "0/1, im lặng", "2/5, 1 quá hạn"],
        "Phường Ba Đình": ["0/0, im lặng", "1/3, 1 quá hạn", "1/3, 1 quá hạn"],
        "Xã Cát": ["–", "–", "–"],
        "Xã Én": ["–", "–", "–"],
        "Xã Hòa": ["–", "–", "–"],
    }
    assert [cell.words for cell in matrix.sums if cell] == ["2/4, 1 quá hạn", "1/4, 1 quá hạn", "3/8, 2 quá hạn"]
    assert [cell.percent for cell in matrix.sums if cell] == ["50,0 %", "25,0 %", "37,5 %"]
    assert matrix.left_out == (
        "Không tính vào tỷ lệ: 2 nhiệm vụ đang chờ, 1 nhiệm vụ không phát sinh, 1 nhiệm vụ đã hủy."
    )
    assert (matrix.last, matrix.last_on) == ((), None)


def test_last_year_stands_as_it_was_known_on_the_same_day(cast: Cast, bodies: dict[str, Organization]) -> None:
    """On 10/06/2022 one of Quang Trung's two tasks was done in time; of the other nobody had said a word yet."""
    work_of_2023(bodies)
    tasks = [
        ("Thể chế", [One(date(2022, 3, 31), Outcome.DONE, date(2022, 3, 30))]),
        ("Thể chế", [One(date(2022, 3, 31), Outcome.DONE, date(2022, 3, 30), known=date(2022, 7, 1))]),
    ]
    plan_of(bodies["Xã Quang Trung"], 2022, tasks)
    past = plan_of(bodies["Xã Quang Trung"], 2022, tasks)
    type(past).objects.filter(pk=past.pk).update(accepted_at=NOW)
    matrix = of_areas(cast)
    assert [cell and cell.words for cell in matrix.last] == ["1/2, 1 quá hạn", None, "1/2, 1 quá hạn"]
    assert (matrix.last_on, matrix.last_bodies) == (date(2022, 6, 10), 1)
    whole = next(row for row in matrix.rows if row.body.name == "Xã Quang Trung").last
    assert whole
    assert whole.percent == "50,0 %"


def test_a_year_that_is_over_stands_as_of_its_end(cast: Cast, bodies: dict[str, Organization]) -> None:
    late, after = date(2022, 7, 1), date(2023, 1, 9)
    tasks = [
        ("Thể chế", [One(date(2022, 3, 31), Outcome.DONE, late)]),
        ("Thể chế", [One(date(2022, 3, 31), Outcome.DONE, after)]),
    ]
    plan_of(bodies["Xã Quang Trung"], 2022, tasks)
    matrix = of_areas(cast, 2022)
    assert matrix.as_of == date(2022, 12, 31)
    assert area_table(matrix)["Xã Quang Trung"] == ["1/2, 1 quá hạn", "1/2, 1 quá hạn"]


def test_silent_bodies_and_areas_are_found(cast: Cast, bodies: dict[str, Organization]) -> None:
    work_of_2023(bodies)
    rows = of_areas(cast).rows
    marks = {row.body.name: set(row.standing.marks) for row in rows}
    assert marks["Xã Quang Trung"] == {Mark.SILENT, Mark.OVERDUE}
    assert marks["Xã Cát"] == {Mark.PLANLESS}
    lowest = choose(rows, Asked(order=Order.SHARE), ())
    assert [row.body.name for row in lowest.rows][:2] == ["Phường Ba Đình", "Xã Quang Trung"]


def test_who_carries_on_an_ended_body_has_its_tasks(cast: Cast, bodies: dict[str, Organization]) -> None:
    plan_of(bodies["Xã Gò"], 2023, [("Thể chế", [One(SPRING)])])
    Organization.objects.filter(pk=bodies["Xã Gò"].pk).update(merged_into=bodies["Xã Cát"])
    assert area_table(of_areas(cast))["Xã Cát"] == ["0/1, 1 quá hạn, im lặng", "0/1, 1 quá hạn, im lặng"]


# queries


def test_each_matrix_asks_three_times(cast: Cast, bodies: dict[str, Organization]) -> None:
    reports_of_2023(cast, bodies)
    work_of_2023(bodies)
    for matrix in (of_periods, of_areas):
        with CaptureQueriesContext(connection) as asked:
            matrix(cast)
        assert len(asked) == 3
