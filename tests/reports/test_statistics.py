"""The statistics in plain Python: numbers as typed, formulas, what must agree, sums over the year, targets met."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.numbers import UnreadableError, plain, read_number, shown
from plans.enums import Comparator
from reports.statistics.aims import Aim, achieved_words, target_keys, verdict
from reports.statistics.checks import faults, leap_words
from reports.statistics.covering import cover
from reports.statistics.formulas import Formula, Measured, OverYear, Ratio, evaluate
from reports.statistics.numbers import share_words
from reports.statistics.starting_set import AREAS, CHECKS, FORMULAS, MEASURES
from reports.statistics.year import proposal, values_so_far
from tasks.enums import PeriodKind

CASE = {
    "received": Decimal(2840),
    "settled": Decimal(2158),
    "settled_early": Decimal(1297),
    "settled_on_time": Decimal(779),
    "settled_late": Decimal(82),
    "pending": Decimal(682),
}
"""The worked case of the reporting rules."""
NAMES = {one.code: one.name for one in MEASURES}
BY_CODE = {one.code: one for one in FORMULAS}
AMOUNTS = st.decimals(0, 10**9, places=1)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2.840", 2840),
        ("2840", 2840),
        (" 2 840 ", 2840),
        ("96,5", Decimal("96.5")),
        ("1.234,5", Decimal("1234.5")),
        ("0", 0),
        ("", None),
        ("  ", None),
        ("12.345.678", 12345678),
    ],
)
def test_numbers_are_read_as_people_here_write_them(typed: str, value: Decimal | None) -> None:
    assert read_number(typed) == value


@pytest.mark.parametrize(
    "typed", ["2.84", "96.5", "-3", "12 hồ sơ", "1,2,3", "96,5 %", "1.2345", "0.125", "٣", "1" * 15, "0,12345"]
)
def test_what_could_mean_two_things_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UnreadableError, match=r"“.+”"):
        read_number(typed)


@given(AMOUNTS)
def test_what_is_shown_is_read_back(value: Decimal) -> None:
    assert read_number(shown(value)) == value
    assert Decimal(plain(value)) == value


def test_the_worked_case_comes_out() -> None:
    assert list(faults(CHECKS, CASE, NAMES)) == []
    told = {code: evaluate(BY_CODE[code], CASE) for code in ("settled_in_time", "received", "settled", "settled_late")}
    assert told["settled_in_time"] == Ratio(Decimal(2076), Decimal(2158))
    assert {code: ratio and ratio.words for code, ratio in told.items()} == {
        "settled_in_time": "96,2 %",
        "received": "2.840",
        "settled": "76,0 %",
        "settled_late": "3,8 %",
    }


def test_a_share_is_rounded_half_up_and_of_nothing_it_is_a_dash() -> None:
    assert (share_words(Decimal(1), Decimal(8)), share_words(Decimal(5), Decimal(10000))) == ("12,5 %", "0,1 %")
    assert (share_words(Decimal(1), Decimal(3)), share_words(Decimal(1), Decimal(0))) == ("33,3 %", "–")


def test_a_part_is_never_taken_for_the_whole() -> None:
    without = {code: value for code, value in CASE.items() if code != "settled_on_time"}
    assert evaluate(BY_CODE["settled_in_time"], without) is None
    assert evaluate(BY_CODE["online"], CASE) is None


def test_a_fault_names_both_sides_in_words() -> None:
    found = list(faults(CHECKS, CASE | {"pending": Decimal(680), "received_online": Decimal(3000)}, NAMES))
    assert [(fault.codes, fault.words) for fault in found] == [
        (
            ("received", "settled", "pending"),
            "Hồ sơ tiếp nhận (cả kỳ trước chuyển sang) 2.840 phải bằng hồ sơ đã giải quyết 2.158 + hồ sơ đang giải "
            "quyết 680 (cộng lại là 2.838).",
        ),
        (
            ("received_online", "received"),
            "Hồ sơ tiếp nhận trực tuyến 3.000 không được lớn hơn hồ sơ tiếp nhận (cả kỳ trước chuyển sang) 2.840.",
        ),
    ]


@given(st.dictionaries(st.sampled_from(sorted(NAMES)), AMOUNTS))
def test_checks_never_fail_and_hold_where_sums_are_equal(values: dict[str, Decimal]) -> None:
    found = {fault.codes for fault in faults(CHECKS, values, NAMES)}
    parts = [values.get(code) for code in ("settled_early", "settled_on_time", "settled_late")]
    if None not in parts and "settled" in values:
        whole = ("settled", "settled_early", "settled_on_time", "settled_late")
        assert (whole in found) == (sum(one for one in parts if one is not None) != values["settled"])
    for formula in FORMULAS:
        ratio = evaluate(formula, values)
        assert (ratio is None) == (not set(formula.codes) <= values.keys())


def test_the_starting_set_is_whole() -> None:
    codes = [one.code for one in MEASURES]
    assert len(codes) == len(set(codes)) == len({one.name for one in MEASURES})
    assert len({one.code for one in FORMULAS}) == len({one.name for one in FORMULAS}) == len(FORMULAS)
    used = {code for one in (*FORMULAS, *CHECKS) for code in one.codes}
    assert used == set(codes)
    assert {one.area for one in (*MEASURES, *FORMULAS)} == set(AREAS)


def test_a_leap_is_a_hint() -> None:
    assert leap_words(Decimal(2448), Decimal(612)) == "Gấp 4 lần kỳ trước (612), hãy xem lại."
    assert leap_words(Decimal(100), Decimal(612)) == "Chưa bằng một phần 3 kỳ trước (612), hãy xem lại."
    assert [
        leap_words(Decimal(a), b) for a, b in ((700, Decimal(612)), (9, Decimal(2)), (5, None), (5, Decimal(0)))
    ] == [""] * 4


Q, M, H = PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.HALF_YEAR


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({(Q, 1), (Q, 2), (M, 4)}, ((Q, 1), (Q, 2))),
        ({(Q, 1), (M, 4), (M, 5), (M, 6)}, ((Q, 1), (M, 4), (M, 5), (M, 6))),
        ({(Q, 1), (M, 4), (M, 5)}, None),
        ({(H, 1), (Q, 1), (Q, 2)}, ((H, 1),)),
        ({(M, n) for n in range(1, 7)}, tuple((M, n) for n in range(1, 7))),
    ],
)
def test_the_year_is_made_of_whole_periods_without_a_gap(
    known: set[tuple[PeriodKind, int]], found: tuple[tuple[PeriodKind, int], ...] | None
) -> None:
    assert cover(0, 6, known) == found


def test_sums_over_the_year_mix_quarters_and_months() -> None:
    flow, stand = Measured("a", "A", "", ""), Measured("b", "B", "", "", OverYear.LAST)
    own = Measured("c", "C", "", "", OverYear.OWN)
    by_period = {
        ("quarter", 2023, 1): {"a": Decimal(724), "b": Decimal(21), "c": Decimal(1)},
        ("month", 2023, 4): {"a": Decimal(240), "b": Decimal(20), "c": Decimal(2)},
        ("month", 2023, 5): {"a": Decimal(249), "b": Decimal(22), "c": Decimal(3)},
    }
    found = values_so_far((flow, stand, own), (), ("month", 2023, 5), by_period)
    assert found == {"a": Decimal(1213), "b": Decimal(22)}
    assert values_so_far((flow,), (), ("month", 2023, 5), {k: v for k, v in by_period.items() if k[2] != 4}) == {}


def test_what_is_carried_over_is_not_counted_twice() -> None:
    first = {"received": 741, "settled": 724, "pending": 17}
    second = {"received": 831, "settled": 806, "pending": 25}
    by_period = {
        ("quarter", 2023, number): {code: Decimal(value) for code, value in values.items()}
        for number, values in ((1, first), (2, second))
    }
    measures = [one for one in MEASURES if one.code in first]
    found = values_so_far(measures, CHECKS[:1], ("quarter", 2023, 2), by_period)
    assert found == {"settled": Decimal(1530), "pending": Decimal(25), "received": Decimal(1555)}


def test_shorter_periods_propose_their_sum() -> None:
    flow, key = Measured("a", "A", "", ""), ("half_year", 2023, 1)
    quarters = {("quarter", 2023, n): {"a": Decimal(617)} for n in (1, 2)}
    found = proposal(flow, key, quarters)
    assert found is not None
    assert (found.value, found.words) == (Decimal(1234), "cộng quý I, quý II: 1.234")
    assert proposal(flow, key, {("quarter", 2023, 1): {"a": Decimal(617)}}) is None
    assert proposal(Measured("a", "A", "", "", OverYear.OWN), key, quarters) is None


def test_state_at_the_end_is_that_of_the_last_shorter_period() -> None:
    state, key = Measured("a", "A", "", "", OverYear.LAST), ("half_year", 2023, 1)
    found = proposal(state, key, {("quarter", 2023, n): {"a": Decimal(10 * n)} for n in (1, 2)})
    assert found is not None
    assert (found.value, found.words) == (Decimal(20), "cuối quý II: 20")
    assert proposal(state, key, {("quarter", 2023, 1): {"a": Decimal(10)}}) is None
    assert proposal(state, ("quarter", 2023, 2), {key: {"a": Decimal(10)}}) is None


def aim(comparator: Comparator, value: str, to: str | None = None, unit: str = "%") -> Aim:
    return Aim(comparator, Decimal(value), Decimal(to) if to else None, unit)


@pytest.mark.parametrize(
    ("asked", "met"),
    [
        (aim(Comparator.AT_LEAST, "96"), "yes"),
        (aim(Comparator.AT_LEAST, "97"), "no"),
        (aim(Comparator.AT_MOST, "96"), "no"),
        (aim(Comparator.ABOVE, "96"), "yes"),
        (aim(Comparator.BELOW, "97"), "yes"),
        (aim(Comparator.EQUAL, "100"), "no"),
        (aim(Comparator.BETWEEN, "95", "97"), "yes"),
        (aim(Comparator.BETWEEN, "97", "99"), "no"),
    ],
)
def test_a_target_is_met_by_its_comparator(asked: Aim, met: str) -> None:
    ratio = Ratio(Decimal(2076), Decimal(2158))
    assert (verdict(asked, ratio), verdict(asked, None), verdict(asked, Ratio(Decimal(1), Decimal(0)))) == (met, "", "")


def test_rounding_never_tells_another_verdict() -> None:
    asked = aim(Comparator.AT_LEAST, "96")
    assert achieved_words(asked, Ratio(Decimal(9596), Decimal(10000))) == "9.596/10.000 = 95,96 %"
    assert achieved_words(asked, Ratio(Decimal(2076), Decimal(2158))) == "2.076/2.158 = 96,2 %"
    assert achieved_words(aim(Comparator.AT_LEAST, "12", unit="points"), Ratio(Decimal("12.50"))) == "12,5 điểm"


def test_a_target_keeps_its_name_when_its_sentence_asks_for_more() -> None:
    old = [
        ("Tối thiểu 98% hồ sơ đúng hạn", "hồ sơ đúng hạn", "%"),
        ("100% thủ tục", "", "%"),
        ("A", "hồ sơ đúng hạn", "%"),
    ]
    new = [("Đạt 99% hồ sơ đúng hạn", "Hồ sơ đúng hạn", "%"), ("100% thủ tục", "", "%")]
    assert target_keys(old) == ["ho so dung han (%)", "100% thu tuc (%)", "ho so dung han (%) #2"]
    assert target_keys(new) == target_keys(old)[:2]


def test_a_figure_without_denominator_is_its_number() -> None:
    formula = Formula("x", "X", "cuộc", "", ("dialogues",))
    assert evaluate(formula, {"dialogues": Decimal(0)}) == Ratio(Decimal(0))
