"""Points, totals, classes and ranks, each number worked out by hand beside it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indices.enums import TieKind
from indices.scoring.bands import USUAL, Band, bands_from_json, bands_to_json, class_of, level_of
from indices.scoring.bands import flaws_of as flaws_of_bands
from indices.scoring.composite import Component, applicable, components_from_json, components_to_json, sum_of
from indices.scoring.numbers import percent_of, rounded
from indices.scoring.ranking import Contender, Place, TieRule, ranked, ties_from_json, ties_to_json
from indices.scoring.rules import (
    Choice,
    Deduction,
    Entry,
    Judged,
    Met,
    Option,
    PerUnit,
    Rule,
    Share,
    Steps,
    Survey,
    Tier,
    doubts_of,
    faults_of,
    flaws_of,
    points_of,
)
from indices.scoring.standings import Scale, standings
from indices.scoring.totals import Item, Mark, Total, totals_of
from indices.scoring.writing import rule_from_json, rule_to_json, words_of


def d(number: str) -> Decimal:
    return Decimal(number)


PART_OF_ONE = "Số lượng 1,5 không phải số nguyên; nếu đếm số lần, số việc thì hãy xem lại."
CHOICE = Choice((Option("Trước hạn", d("2")), Option("Sau hạn", d("0.5")), Option("Không", d("0"))))
STEPS = Steps((Tier(d("80"), d("1")), Tier(d("95"), d("2")), Tier(d("60"), d("0.5"))))

POINTS: tuple[tuple[Rule, str, Entry, str | None], ...] = (
    (Met(), "2", Entry(met=True), "2.00"),
    (Met(), "2", Entry(met=False), "0.00"),
    (Met(), "2", Entry(), None),
    (Met(), "2", Entry(applies=False), None),
    (CHOICE, "2", Entry(choice=0), "2.00"),
    (CHOICE, "2", Entry(choice=1), "0.50"),
    (CHOICE, "2", Entry(choice=2), "0.00"),
    (CHOICE, "2", Entry(choice=3), None),
    (STEPS, "2", Entry(b=d("95"), a=d("100")), "2.00"),
    (STEPS, "2", Entry(b=d("94.99"), a=d("100")), "1.00"),
    (STEPS, "2", Entry(b=d("4"), a=d("5")), "1.00"),
    (STEPS, "2", Entry(b=d("3"), a=d("5")), "0.50"),
    (STEPS, "2", Entry(b=d("599"), a=d("1000")), "0.00"),
    (STEPS, "2", Entry(b=d("1"), a=d("0")), None),
    (Share(), "3", Entry(b=d("2"), a=d("3")), "2.00"),
    (Share(), "1", Entry(b=d("1"), a=d("3")), "0.33"),
    (Share(), "1", Entry(b=d("1"), a=d("8")), "0.13"),
    (Share(), "1", Entry(b=d("0"), a=d("8")), "0.00"),
    (Share(), "1", Entry(b=d("9"), a=d("8")), "1.00"),
    (Share(d("50")), "2", Entry(b=d("1"), a=d("2")), "1.00"),
    (Share(d("50")), "2", Entry(b=d("49"), a=d("100")), "0.00"),
    (Share(), "1", Entry(b=d("1")), None),
    (PerUnit(d("0.5")), "2", Entry(b=d("3")), "1.50"),
    (PerUnit(d("0.5")), "2", Entry(b=d("9")), "2.00"),
    (PerUnit(d("0.5")), "2", Entry(b=d("0")), "0.00"),
    (PerUnit(d("0.5")), "2", Entry(), None),
    (Deduction(d("0.25")), "2", Entry(b=d("0")), "2.00"),
    (Deduction(d("0.25")), "2", Entry(b=d("3")), "1.25"),
    (Deduction(d("0.25")), "2", Entry(b=d("9")), "0.00"),
    (Survey(), "30", Entry(b=d("70"), a=d("80")), "26.25"),
    (Survey(), "30", Entry(points=d("23.27")), "23.27"),
    (Survey(), "30", Entry(b=d("81"), a=d("80")), None),
    (Survey(), "30", Entry(points=d("30.01")), None),
    (Judged(), "1", Entry(points=d("0.75")), "0.75"),
    (Judged(), "1", Entry(points=d("-0.1")), None),
)


@pytest.mark.parametrize(("rule", "maximum", "entry", "points"), POINTS)
def test_points_by_hand(rule: Rule, maximum: str, entry: Entry, points: str | None) -> None:
    found = points_of(rule, d(maximum), entry)
    assert (None if found is None else str(found)) == points


def test_a_deduction_outside_the_hundred_is_a_minus() -> None:
    rule = Deduction(d("1"))
    assert [points_of(rule, d("5"), Entry(b=d(n)), is_bonus=True) for n in ("0", "2", "9")] == [0, -2, -5]


FAULTS: tuple[tuple[Rule, Entry, list[str]], ...] = (
    (Met(), Entry(), []),
    (Met(), Entry(b=d("1")), ["Hãy chọn đạt hoặc không đạt."]),
    (CHOICE, Entry(choice=7), ["Hãy chọn một mức trong các mức của tiêu chí."]),
    (Share(), Entry(b=d("5")), ["Hãy ghi cả số đạt được (b) và tổng số (a)."]),
    (Share(), Entry(b=d("5"), a=d("4")), []),
    (
        Share(),
        Entry(b=d("0"), a=d("0")),
        ["Tổng số (a) bằng 0 nên không có tỷ lệ; nếu không phát sinh, hãy chọn “Không áp dụng”."],
    ),
    (STEPS, Entry(b=d("-1"), a=d("4")), ["Số đạt được (b) và tổng số (a) không thể âm."]),
    (PerUnit(d("1")), Entry(met=True), ["Hãy ghi số lượng (không có thì ghi 0)."]),
    (PerUnit(d("1")), Entry(b=d("-1")), ["Số lượng không thể âm."]),
    (Survey(), Entry(b=d("9"), a=d("8")), ["Số hài lòng (b) không thể lớn hơn số người trả lời (a)."]),
    (Judged(), Entry(points=d("3")), ["Điểm phải từ 0 đến 2."]),
    (Judged(), Entry(points=d("3"), applies=False), []),
)


@pytest.mark.parametrize(("rule", "entry", "faults"), FAULTS)
def test_faults_of_an_entry(rule: Rule, entry: Entry, faults: list[str]) -> None:
    assert list(faults_of(rule, d("2"), entry)) == faults


def test_more_than_all_is_a_doubt_and_no_fault() -> None:
    assert list(doubts_of(Share(), Entry(b=d("5"), a=d("4")))) == [
        "Số đạt được (b = 5) lớn hơn tổng số (a = 4): tính là 100 %."
    ]
    assert list(doubts_of(Share(), Entry(b=d("4"), a=d("4")))) == []


FLAWS: tuple[tuple[Rule, list[str]], ...] = (
    (Met(), []),
    (CHOICE, []),
    (STEPS, []),
    (Choice((Option("Có", d("2")),)), ["Hãy ghi ít nhất hai mức để chọn."]),
    (Choice((Option("Có", d("1")), Option("Không", d("0")))), ["Mức cao nhất phải bằng điểm tối đa 2."]),
    (Choice((Option("Có", d("3")), Option("Không", d("0")))), ["Điểm của mỗi mức phải từ 0 đến 2."]),
    (Choice((Option("Có", d("2")), Option("Có", d("0")))), ["Có hai mức trùng tên; hãy đặt tên khác nhau."]),
    (Steps(()), ["Hãy ghi ít nhất một bậc, ví dụ 90 % trở lên: 2 điểm."]),
    (Steps((Tier(d("90"), d("1")),)), ["Bậc cao nhất phải bằng điểm tối đa 2."]),
    (
        Steps((Tier(d("90"), d("2")), Tier(d("50"), d("1")), Tier(d("70"), d("0.5")))),
        ["Bậc có tỷ lệ cao hơn không thể ít điểm hơn."],
    ),
    (
        Steps((Tier(d("90"), d("2")), Tier(d("90"), d("2")))),
        ["Có hai bậc cùng một tỷ lệ; mỗi tỷ lệ chỉ ghi một bậc."],
    ),
    (Steps((Tier(d("101"), d("2")),)), ["Tỷ lệ của mỗi bậc phải từ 0 đến 100 %."]),
    (PerUnit(d("0")), ["Số điểm cho mỗi đơn vị phải lớn hơn 0."]),
    (Share(d("120")), ["Tỷ lệ tối thiểu phải từ 0 đến 100 %."]),
)


@pytest.mark.parametrize(("rule", "flaws"), FLAWS)
def test_flaws_of_a_rule(rule: Rule, flaws: list[str]) -> None:
    assert list(flaws_of(rule, d("2"))) == flaws


def test_a_rule_in_words() -> None:
    assert [words_of(rule, d("2")) for rule in (CHOICE, STEPS, Share(d("50")), PerUnit(d("0.5")))] == [
        "Trước hạn: 2 điểm; Sau hạn: 0,5 điểm; Không: 0 điểm.",
        "Tỷ lệ b/a từ 95 %: 2 điểm; từ 80 %: 1 điểm; từ 60 %: 0,5 điểm; dưới 60 %: 0 điểm.",
        "b/a × 2 điểm; dưới 50 %: 0 điểm.",
        "Mỗi đơn vị tính được 0,5 điểm, nhiều nhất 2 điểm.",
    ]


@pytest.mark.parametrize(("counted", "doubted"), [("2", []), ("1.5", [PART_OF_ONE])])
def test_part_of_a_counted_thing_is_doubted(counted: str, doubted: list[str]) -> None:
    entry = Entry(b=d(counted))
    assert [list(doubts_of(rule, entry)) for rule in (PerUnit(d("0.5")), Deduction(d("0.25")))] == [doubted] * 2


decimals = st.decimals(0, 100, places=2, allow_nan=False, allow_infinity=False)
positive = st.decimals("0.01", 100, places=2, allow_nan=False, allow_infinity=False)


@st.composite
def rules(draw: st.DrawFn) -> tuple[Rule, Decimal]:
    """A rule without flaws, and its maximum."""
    maximum = draw(positive)
    parts = st.decimals(0, maximum, places=2, allow_nan=False)
    levels = draw(st.lists(parts, min_size=1, max_size=3, unique=True))
    options = (Option("nhất", maximum), *(Option(f"mức {n}", level) for n, level in enumerate(levels)))
    leasts = draw(st.lists(decimals, min_size=1, max_size=4, unique=True))
    heights = sorted([*draw(st.lists(parts, min_size=len(leasts) - 1, max_size=len(leasts) - 1)), maximum])
    tiers = tuple(Tier(least, height) for least, height in zip(sorted(leasts), heights, strict=True))
    each = draw(positive)
    made = [
        Met(),
        Choice(options),
        Steps(tiers),
        Share(draw(decimals)),
        PerUnit(each),
        Deduction(each),
        Survey(),
        Judged(),
    ]
    return draw(st.sampled_from(made)), maximum


entries = st.builds(
    Entry,
    met=st.none() | st.booleans(),
    choice=st.none() | st.integers(0, 5),
    b=st.none() | st.decimals(-5, 1000, places=2, allow_nan=False),
    a=st.none() | st.decimals(-5, 1000, places=2, allow_nan=False),
    points=st.none() | st.decimals(-5, 200, places=2, allow_nan=False),
    applies=st.booleans(),
)


@given(rules(), entries)
def test_points_stay_between_nothing_and_the_maximum(made: tuple[Rule, Decimal], entry: Entry) -> None:
    rule, maximum = made
    assert list(flaws_of(rule, maximum)) == []
    points = points_of(rule, maximum, entry)
    assert points is None or 0 <= points <= maximum
    minus = points_of(rule, maximum, entry, is_bonus=True)
    assert minus is None or -maximum <= minus <= maximum


@given(rules())
def test_a_rule_comes_back_from_what_is_stored(made: tuple[Rule, Decimal]) -> None:
    rule, _ = made
    assert rule_from_json(rule.kind.value, rule_to_json(rule)) == rule


@given(rules(), entries)
def test_an_entry_gives_points_exactly_when_it_has_no_fault(made: tuple[Rule, Decimal], entry: Entry) -> None:
    rule, maximum = made
    counts = entry.applies and not entry.is_empty and not list(faults_of(rule, maximum, entry))
    assert (points_of(rule, maximum, entry) is not None) == counts


def test_rounding_is_half_up_and_exact() -> None:
    assert [str(rounded(Fraction(n, 1000), 2)) for n in (125, 135, 1244, 1245, -125, 0)] == [
        "0.13",
        "0.14",
        "1.24",
        "1.25",
        "-0.13",
        "0.00",
    ]
    assert percent_of(d("51.15"), d("60")) == d("85.25")
    assert percent_of(d("6.71"), d("10")) == d("67.10")
    assert percent_of(1, 0) is None


ITEMS = (
    Item("1", None, d("20"), is_leaf=False),
    Item("1.1", "1", d("8")),
    Item("1.2", "1", d("12"), is_leaf=False),
    Item("1.2.1", "1.2", d("5")),
    Item("1.2.2", "1.2", d("7")),
    Item("2", None, d("80")),
    Item("3", None, d("2"), is_bonus=True),
)
FULL = {
    "1.1": Mark(d("8")),
    "1.2.1": Mark(d("2.5")),
    "1.2.2": Mark(d("7")),
    "2": Mark(d("60")),
    "3": Mark(d("1.5")),
}


def test_a_total_by_hand() -> None:
    found = totals_of(ITEMS, FULL)
    assert found["1.2"] == Total(points=d("9.5"), maximum=d("12"))
    assert found["1"] == Total(points=d("17.5"), maximum=d("20"))
    assert found[None] == Total(points=d("77.5"), maximum=d("100"), bonus=d("1.5"))
    assert (found["1"].percent(), found[None].percent(), found[None].final()) == (d("87.50"), d("77.50"), d("79.00"))


def test_what_does_not_apply_shrinks_the_maximum() -> None:
    """(8 + 2,5 + 60) of (100 - 7) is 75,806…; with 1,5 outside the hundred 77,31."""
    total = totals_of(ITEMS, FULL | {"1.2.2": Mark(None, applies=False)})[None]
    assert (total.points, total.maximum, total.left_out) == (d("70.5"), d("93"), 1)
    assert (total.percent(), total.final()) == (d("75.81"), d("77.31"))


def test_what_is_missing_is_no_nought() -> None:
    missing = totals_of(ITEMS, {code: mark for code, mark in FULL.items() if code != "1.1"})
    assert missing[None] == Total(points=d("69.5"), maximum=d("100"), bonus=d("1.5"), missing=1)
    assert (missing[None].percent(), missing[None].final(), missing["2"].percent()) == (None, None, d("75.00"))
    nought = totals_of(ITEMS, FULL | {"1.1": Mark(d("0"))})[None]
    assert (nought.missing, nought.final()) == (0, d("71.00"))


def test_a_body_to_which_nothing_applies_has_no_score() -> None:
    none = totals_of(ITEMS[5:6], {"2": Mark(None, applies=False)})[None]
    assert (none.maximum, none.percent(), none.final()) == (0, None, None)


def test_a_missing_bonus_holds_nothing_up() -> None:
    total = totals_of(ITEMS, {code: mark for code, mark in FULL.items() if code != "3"})[None]
    assert (total.missing, total.final()) == (0, d("77.50"))


def test_minus_points_never_lead_below_nothing() -> None:
    low = {"1.1": Mark(d("0")), "1.2.1": Mark(d("0")), "1.2.2": Mark(d("0")), "2": Mark(d("1")), "3": Mark(d("-2"))}
    assert totals_of(ITEMS, low)[None].final() == d("0.00")


def test_classes() -> None:
    scores = ("100", "90", "89.99", "80", "79.99", "65", "64.99", "0")
    assert [class_of(d(score), USUAL) for score in scores] == [
        "Tốt",
        "Tốt",
        "Khá",
        "Khá",
        "Trung bình",
        "Trung bình",
        "Yếu",
        "Yếu",
    ]
    assert class_of(None, USUAL) == ""
    assert class_of(d("50"), (Band("A", d("90")), Band("B", d("80")))) == ""
    assert [level_of(name, USUAL) for name in ("Yếu", "Khá", "Tốt", "Giỏi")] == [0, 2, 3, None]
    assert bands_from_json(bands_to_json(USUAL)) == USUAL
    assert list(flaws_of_bands((Band("A", d("90")), Band("A", d("90"))))) == [
        "Có hai loại cùng một mức điểm; mỗi mức chỉ đặt một loại.",
        "Có hai loại trùng tên; hãy đặt tên khác nhau.",
    ]


def test_ranks_with_ties() -> None:
    """92 · 88 = 88 (the first rule tells them apart) · 85 = 85 = 85 (one apart, two alike in all) · 70 · nothing."""
    found = ranked(
        [
            Contender("a", d("85"), (d("1"), d("5"))),
            Contender("b", d("88"), (d("2"), d("9"))),
            Contender("c", None, (None, None)),
            Contender("d", d("92"), (d("0"), d("0"))),
            Contender("e", d("88"), (d("3"), d("1"))),
            Contender("f", d("85"), (d("1"), d("5"))),
            Contender("g", d("70"), (None, d("4"))),
            Contender("h", d("85"), (d("1"), d("6"))),
        ]
    )
    assert found == {
        "d": Place(1, 7),
        "e": Place(2, 7, decided_by=0),
        "b": Place(3, 7, decided_by=0),
        "h": Place(4, 7, decided_by=1),
        "a": Place(5, 7, shared=1, decided_by=1),
        "f": Place(5, 7, shared=1, decided_by=1),
        "g": Place(7, 7),
        "c": Place(None, 7),
    }


contenders = st.lists(
    st.tuples(st.none() | st.sampled_from([d("80"), d("80.5"), d("90")]), st.none() | st.integers(0, 2)), max_size=8
)


@given(contenders, st.randoms(use_true_random=False))
def test_ranks_do_not_depend_on_order(drawn: list[tuple[Decimal | None, int | None]], chance: object) -> None:
    entered = [Contender(n, score, (breaker,)) for n, (score, breaker) in enumerate(drawn)]
    shuffled = list(entered)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ranked(shuffled) == ranked(entered)


@given(contenders)
def test_a_better_score_never_ranks_lower(drawn: list[tuple[Decimal | None, int | None]]) -> None:
    found = ranked(Contender(n, score, (breaker,)) for n, (score, breaker) in enumerate(drawn))
    whole = [(score, found[n].rank or 0) for n, (score, _) in enumerate(drawn) if score is not None]
    assert all(mine <= theirs for (a, mine) in whole for (b, theirs) in whole if a > b)
    assert sorted(rank for _, rank in whole) == sorted(
        1 + sum(found[m].rank is not None and found[m].rank < place for m in found)
        for _, place in whole  # type: ignore[operator]
    )


TIES = (
    TieRule(TieKind.CRITERION, "2"),
    TieRule(TieKind.BASE),
    TieRule(TieKind.MAXIMUM),
    TieRule(TieKind.EXACT),
)
SCALE = Scale(USUAL, TIES)
PAIR = (Item("1", None, d("30")), Item("2", None, d("70")), Item("3", None, d("3"), is_bonus=True))


def marked(first: str | None, second: str | None, third: str | None = None) -> dict[object, Mark]:
    given_ = {"1": first, "2": second, "3": third}
    return {code: Mark(d(points)) for code, points in given_.items() if points is not None}


def test_standings_by_every_tie_rule() -> None:
    """All but "whole" print 80,00: B has more in area 2; C and D are alike there, D has less by bonus."""
    found = standings(
        PAIR,
        {
            "A": marked("25", "55"),
            "B": marked("20", "60"),
            "C": marked("22", "56", "2"),
            "D": marked("24", "56"),
            "E": marked("30", "61"),
            "silent": marked("30", None),
        },
        SCALE,
    )
    assert {body: (str(one.final), one.class_name, one.place) for body, one in found.items()} == {
        "E": ("91.00", "Tốt", Place(1, 5)),
        "B": ("80.00", "Khá", Place(2, 5, decided_by=0)),
        "D": ("80.00", "Khá", Place(3, 5, decided_by=1)),
        "C": ("80.00", "Khá", Place(4, 5, decided_by=1)),
        "A": ("80.00", "Khá", Place(5, 5, decided_by=0)),
        "silent": ("None", "", Place(None, 5)),
    }
    assert found["silent"].total.missing == 1


def test_an_unrounded_score_tells_apart_what_is_printed_alike() -> None:
    items = (Item("1", None, d("3")),)
    scale = Scale(USUAL, (TieRule(TieKind.MAXIMUM), TieRule(TieKind.EXACT)), places=0)
    found = standings(items, {"x": {"1": Mark(d("2.50"))}, "y": {"1": Mark(d("2.49"))}}, scale)
    assert [(one.final, one.place) for one in (found["x"], found["y"])] == [
        (d("83"), Place(1, 2, decided_by=1)),
        (d("83"), Place(2, 2, decided_by=1)),
    ]
    assert ties_from_json(ties_to_json(TIES)) == TIES


@given(st.permutations(["A", "B", "C", "D"]), st.permutations(["1", "2", "3"]))
def test_the_order_of_entry_does_not_matter(bodies: list[str], codes: list[str]) -> None:
    entered = {
        "A": marked("25", "55"),
        "B": marked("20", "60"),
        "C": marked("22", "56", "2"),
        "D": marked("24", "56"),
    }
    shuffled = {body: {code: entered[body][code] for code in codes if code in entered[body]} for body in bodies}
    assert standings(PAIR, shuffled, SCALE) == standings(PAIR, entered, SCALE)


@given(st.lists(st.tuples(rules(), entries), min_size=1, max_size=6))
def test_a_score_never_exceeds_what_applies(drawn: list[tuple[tuple[Rule, Decimal], Entry]]) -> None:
    items = [Item(n, None, maximum) for n, ((_, maximum), _) in enumerate(drawn)]
    marks = {
        n: Mark(points_of(rule, maximum, entry), entry.applies) for n, ((rule, maximum), entry) in enumerate(drawn)
    }
    total = totals_of(items, marks)[None]
    assert 0 <= total.points <= total.maximum
    assert total.maximum + sum(maximum for n, ((_, maximum), _) in enumerate(drawn) if not marks[n].applies) == sum(
        maximum for (_, maximum), _ in drawn
    )
    assert total.missing == sum(mark.applies and mark.points is None for mark in marks.values())
    final = total.final()
    assert final is None or 0 <= final <= 100


TUY_PHUOC = (
    Component("cchc", "Điểm cải cách hành chính", d("60"), d("60")),
    Component("cbcc", "Khảo sát cán bộ lãnh đạo", d("10"), d("10")),
    Component("sipas", "Chỉ số hài lòng", d("30"), d("30")),
)


def test_a_printed_total_that_does_not_add_up_is_a_doubt() -> None:
    """51,15 + 6,71 + 23,27 is 81,13 and not 82,13; three components and a total may each be off by 0,005."""
    values = {"cchc": d("51.15"), "cbcc": d("6.71"), "sipas": d("23.27")}
    found = sum_of(TUY_PHUOC, values)
    assert found is not None
    assert (found.printed, found.slack) == (d("81.13"), Fraction(2, 100))
    assert [found.differs_from(d(total)) for total in ("82.13", "81.13", "81.15", "81.16")] == [
        True,
        False,
        False,
        True,
    ]
    assert sum_of(TUY_PHUOC, {**values, "sipas": None}) is None
    assert components_from_json(components_to_json(TUY_PHUOC)) == TUY_PHUOC
    assert [one.share(values[one.code]) for one in TUY_PHUOC] == [d("85.25"), d("67.10"), d("77.57")]


def test_what_applies_to_one_body_shares_the_whole_weight() -> None:
    """Of three areas of 50, 30 and 20 the first applies to 30, the last not at all: 30 and 30 share the hundred."""
    parts = tuple(Component(code, code, d(most), d(most)) for code, most in (("a", "50"), ("b", "30"), ("c", "20")))
    found = applicable(parts, {"a": d("30"), "c": d("0")})
    assert [(one.code, one.maximum, one.weight) for one in found] == [("a", 30, d("50")), ("b", 30, d("50"))]
    added = sum_of(found, {"a": d("27"), "b": d("15")})
    assert added is not None
    assert added.printed == d("70.00")
    assert applicable(parts, {}) == parts
