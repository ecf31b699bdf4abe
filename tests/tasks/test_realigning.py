"""What becomes of the duties of a row when its deadline says something else."""

from dataclasses import replace
from datetime import date

import pytest

from tasks.enums import ObligationKind, PeriodKind
from tasks.obligations import Due
from tasks.realigning import Fate, Held, realign, said

MARCH, JUNE, SEPTEMBER = date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)


def fixed(day: date, label: str = "") -> Due:
    return Due(ObligationKind.FIXED, label, f"hạn {day}", due_on=day)


def quarter(number: int, day: date, label: str = "Báo cáo") -> Due:
    return Due(
        ObligationKind.PERIODIC,
        label,
        "hàng quý",
        due_on=day,
        period_kind=PeriodKind.QUARTER,
        period_year=2023,
        period_number=number,
    )


def waiting(words: str, label: str = "") -> Due:
    return Due(ObligationKind.WAITING, label, words, waits_for=words)


def held(key: int, due: Due, **more: object) -> Held:
    period = ("quarter", 2023, due.period_number) if due.period_number else None
    one = Held(key, due.kind, due.label, due.words, due.due_on, due.due_on, period, False, False)
    return replace(one, **more)  # type: ignore[arg-type]


def fates(before: list[Held], after: list[Due], *, asked: list[Due] | None = None) -> dict[int | None, Fate]:
    asked_before = {said(due) for due in asked or []}
    steps = realign(before, after, asked_before=asked_before, since=JUNE)
    return {step.held.key if step.held else None: step.fate for step in steps}


def test_what_stays_stays() -> None:
    dues = [fixed(MARCH), quarter(1, MARCH), waiting("Khi có hướng dẫn")]
    assert set(fates([held(n, due) for n, due in enumerate(dues)], dues).values()) == {Fate.KEPT}


def test_a_moved_day_is_the_same_duty() -> None:
    assert fates([held(1, fixed(MARCH, "Kế hoạch"))], [fixed(SEPTEMBER, "Kế hoạch")]) == {1: Fate.MOVED}
    assert fates([held(1, fixed(MARCH, "Kế hoạch"))], [fixed(SEPTEMBER)]) == {1: Fate.MOVED}
    assert fates([held(1, quarter(3, SEPTEMBER))], [quarter(3, date(2023, 9, 20))]) == {1: Fate.MOVED}


def test_a_new_name_on_the_same_day_is_the_same_duty() -> None:
    settled = held(1, fixed(MARCH, "Báo cáo"), is_settled=True)
    assert fates([settled], [fixed(MARCH, "Báo cáo kết quả")]) == {1: Fate.KEPT}


def test_what_was_settled_is_not_moved_and_not_asked_again() -> None:
    done = held(1, fixed(MARCH), is_settled=True)
    assert fates([done], [fixed(SEPTEMBER)]) == {1: Fate.KEPT}
    assert fates([done], []) == {}


def test_a_settled_duty_does_not_stand_for_another() -> None:
    done, owed = held(1, fixed(MARCH), is_settled=True), held(2, fixed(JUNE))
    assert fates([done, owed], [fixed(JUNE), fixed(SEPTEMBER)]) == {2: Fate.KEPT, None: Fate.ADDED}


def test_a_day_that_a_person_moved_holds_while_the_document_says_the_same() -> None:
    moved = held(1, fixed(MARCH), due_on=JUNE)
    assert fates([moved], [fixed(MARCH)], asked=[fixed(MARCH)]) == {1: Fate.KEPT}
    assert fates([moved], [fixed(SEPTEMBER)], asked=[fixed(MARCH)]) == {1: Fate.MOVED}


def test_what_a_person_cancelled_stays_cancelled() -> None:
    cancelled = held(1, fixed(MARCH), is_cancelled=True)
    assert fates([cancelled], [fixed(MARCH)], asked=[fixed(MARCH)]) == {1: Fate.KEPT}


def test_what_an_earlier_version_left_out_comes_back() -> None:
    assert fates([held(1, fixed(MARCH), is_cancelled=True)], [fixed(MARCH)], asked=[]) == {1: Fate.REVIVED}


def test_what_waited_gets_its_day() -> None:
    assert fates([held(1, waiting("Theo kế hoạch của tỉnh"))], [fixed(SEPTEMBER)]) == {1: Fate.MOVED}


def test_what_had_a_day_does_not_go_back_to_waiting() -> None:
    assert fates([held(1, fixed(MARCH))], [waiting("Theo kế hoạch")]) == {1: Fate.CANCELLED, None: Fate.ADDED}


@pytest.mark.parametrize(("day", "found"), [(MARCH, {}), (SEPTEMBER, {None: Fate.ADDED})])
def test_reports_of_the_time_before_are_asked_of_nobody(day: date, found: dict[None, Fate]) -> None:
    assert fates([], [quarter(1, day)]) == found


def test_a_standing_duty_is_not_a_dated_one() -> None:
    standing = Due(ObligationKind.STANDING, "", "thường xuyên", due_on=date(2023, 12, 31))
    assert fates([held(1, standing)], [fixed(SEPTEMBER)]) == {1: Fate.CANCELLED, None: Fate.ADDED}
    assert fates([held(1, standing)], [replace(standing, due_on=SEPTEMBER)]) == {1: Fate.MOVED}
