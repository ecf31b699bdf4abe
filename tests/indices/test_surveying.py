"""Counting answers, the interval of a share by published values, bars and codes."""

import re
from decimal import Decimal

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from indices.surveying.counting import LEAST, OTHERS, Answered, Tally, grouped, results_of, tally_of
from indices.surveying.drawing import bar, qr
from indices.surveying.intervals import Z, wilson
from indices.surveying.report import between, percent
from indices.surveying.wording import choices, key_text, period_name, read_key
from tasks.enums import PeriodKind

QUESTIONS = (("1", "Thái độ"), ("2", "Kết quả"))
FIELDS = (("a", "Đất đai"), ("b", "Hộ tịch"), ("c", "Chứng thực"), ("d", "Xây dựng"))


def sheets(**counts: int) -> list[Answered]:
    """So many sheets of each field, all satisfied."""
    return [Answered(field, {"1": 5, "2": 4}) for field, count in counts.items() for _ in range(count)]


@pytest.mark.parametrize(
    ("satisfied", "answered", "low", "high"),
    [
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_wilson_is_as_published(satisfied: int, answered: int, low: str, high: str) -> None:
    """Newcombe, Two-sided confidence intervals for the single proportion (1998), table I, method 3."""
    found = wilson(satisfied, answered)
    assert (str(round(found.low, 4)), str(round(found.high, 4))) == (low, high)


def test_wilson_at_the_ends_by_hand() -> None:
    """Nobody of n: from 0 to z²/(n + z²); everybody: the mirror of it. One of two: symmetrical about a half."""
    high = Z * Z / (10 + Z * Z)
    assert (wilson(0, 10).low, wilson(0, 10).high) == (Decimal(0), round(high, 12))
    assert (wilson(10, 10).low, wilson(10, 10).high) == (round(1 - high, 12), Decimal(1))
    assert wilson(1, 2).low + wilson(1, 2).high == 1


@pytest.mark.parametrize(("satisfied", "answered"), [(0, 0), (3, 2), (-1, 4)])
def test_there_is_no_share_of_nothing(satisfied: int, answered: int) -> None:
    with pytest.raises(ValueError, match="/"):
        wilson(satisfied, answered)


@given(answered=st.integers(1, 3000), share=st.fractions(0, 1))
def test_the_interval_holds_its_share_and_stays_between_0_and_1(answered: int, share: Decimal) -> None:
    satisfied = int(answered * share)
    found = wilson(satisfied, answered)
    assert 0 <= found.low <= Decimal(satisfied) / answered <= found.high <= 1


def test_a_person_who_answers_five_questions_is_one_person() -> None:
    """The same share is as sure as that of so many persons, not of so many answers."""
    assert wilson(40, 50, people=10) == wilson(8, 10)


def test_a_tally_by_hand() -> None:
    """1, 3, 4, 5, 5: three of five satisfied, 18/5 on the mean."""
    found = tally_of([Answered("a", {"1": mark}) for mark in (1, 3, 4, 5, 5)], ["1"])
    assert found == Tally((1, 0, 1, 1, 2), 5)
    assert (found.satisfied, found.answered, found.share, found.mean) == (3, 5, Decimal("0.6"), Decimal("3.6"))
    assert (percent(found.share), between(found)) == ("60", "23,1 – 88,2")


def test_fewer_than_five_sheets_tell_nothing_but_their_number() -> None:
    few, enough = results_of(sheets(a=LEAST - 1), QUESTIONS, FIELDS), results_of(sheets(a=LEAST), QUESTIONS, FIELDS)
    assert (few.received, few.overall, few.questions, few.fields) == (4, None, (), ())
    assert enough.overall == Tally((0, 0, 0, 5, 5), 5)
    assert [line.code for line in enough.fields] == ["a"]


def groups(**counts: int) -> dict[str, int]:
    return {code: len(own) for code, _, _, own in grouped(sheets(**counts), FIELDS)}


def test_small_fields_are_told_together_and_never_alone() -> None:
    """One small field takes the next smallest along: else it would be the whole less the others."""
    assert groups(a=9, b=5) == {"a": 9, "b": 5}
    assert groups(a=9, b=3, c=2) == {"a": 9, OTHERS: 5}
    assert groups(a=9, b=6, c=1) == {"a": 9, OTHERS: 7}
    assert groups(a=9, b=1) == {OTHERS: 10}
    assert groups(a=2, b=2, c=2, d=2) == {OTHERS: 8}


@given(st.lists(st.integers(0, 20), min_size=4, max_size=4))
def test_every_group_that_is_told_has_enough_sheets(counts: list[int]) -> None:
    asked = dict(zip("abcd", counts, strict=True))
    found = results_of(sheets(**asked), QUESTIONS, FIELDS)
    assert all(line.tally.sheets >= LEAST for line in (*found.fields, *found.questions))
    assert sum(line.tally.sheets for line in found.fields) == (sum(counts) if found.is_told else 0)


def test_results_narrow_to_a_field_that_is_told() -> None:
    everything = [*sheets(a=6), *(Answered("b", {"1": 1, "2": 5}) for _ in range(5)), Answered("c", {"1": 3, "2": 3})]
    found = results_of(everything, QUESTIONS, FIELDS, "a")
    assert found.overall == Tally((0, 0, 0, 6, 6), 6)
    assert [line.tally.sheets for line in found.questions] == [6, 6]
    assert found.folded == ("Hộ tịch", "Chứng thực")
    with pytest.raises(KeyError):
        results_of(everything, QUESTIONS, FIELDS, "b")


def test_a_bar_names_every_choice() -> None:
    drawn = bar(Tally((1, 0, 2, 3, 4), 10))
    label = re.search('aria-label="([^"]+)"', drawn)
    assert label is not None
    assert label[1] == "rất không hài lòng: 1, không hài lòng: 0, bình thường: 2, hài lòng: 3, rất hài lòng: 4"
    assert drawn.count("<rect") == 4


def test_the_drawn_code_is_the_code_of_the_address() -> None:
    address = "https://cchc.quangtrung.gov.vn/y-kien/Ab-9_xYz01234567/"
    drawn = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", qr(address, "Mã"))}
    code = segno.make(address, micro=False, error="q", boost_error=False)
    dark = {(x + 4, y + 4) for y, row in enumerate(code.matrix) for x, bit in enumerate(row) if bit}
    assert drawn == dark
    assert code.error == "Q"


def test_periods_in_words_and_as_choices() -> None:
    assert period_name(PeriodKind.QUARTER, 2023, 2) == "quý II năm 2023"
    assert period_name(PeriodKind.HALF_YEAR, 2023, 1) == "6 tháng đầu năm 2023"
    assert len([one for _, group in choices((2023,)) for one in group]) == 4 + 12 + 2 + 1
    every = [key for _, group in choices((2023, 2022)) for key, _ in group]
    assert [key_text(read_key(key) or (PeriodKind.YEAR, 0, 0)) for key in every] == every


@pytest.mark.parametrize("text", ["", "quarter-2023", "quarter-2023-5", "week-2023-1", "month-0-1", "quarter-²-1"])
def test_other_words_are_no_period(text: str) -> None:
    assert read_key(text) is None
