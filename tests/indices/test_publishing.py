"""Publication: the ranking computed by hand, ties told in words, what is refused, and that nothing changes after."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.orgs.enums import NoticeKind
from cchc.orgs.models import Notice
from cchc.orgs.refusals import Forbidden, Refused
from indices.actions.appraising import appraise
from indices.actions.judging import decide, take_up
from indices.actions.marks import Word
from indices.actions.publishing import Decision, publish
from indices.actions.rounds import Days, set_days
from indices.enums import AssessmentState, TieKind
from indices.models import Assessment, CriteriaSet, PublishedResult, ResultTable, Round
from indices.papers.ranking import tie_sentences
from indices.queries.marks import standings_of
from indices.queries.publishing import outcome_of
from indices.queries.ranking import ranking_of
from indices.queries.results import line_of
from indices.resulting.standing import weak_of
from indices.scoring.bands import USUAL
from indices.scoring.ranking import TieRule
from indices.scoring.rules import Entry
from indices.scoring.standings import Scale, standings
from indices.scoring.totals import Item, Mark
from tests.cast import Cast
from tests.indices.judging import CLOSED, FULL, PARTLY, assessment_in, d, decided, judged, leaf, round_with_ties
from tests.reports.bodies import commune

pytestmark = pytest.mark.django_db

DECISION = Decision("345/QĐ-UBND", date(2023, 7, 3), "Trịnh Quốc Đạt")
LATER = CLOSED.replace(hour=15)


def published(cast: Cast, held: Round, who: str = "noivu") -> Round:
    return publish(actor=cast.actors[who], round_id=held.pk, decision=DECISION, now=LATER)


@pytest.fixture
def held(cast: Cast) -> Round:
    """Quang Trung with all criteria, Ba Đình without 2.2; both decided."""
    held = round_with_ties(cast)
    decided(cast, assessment_in(held, cast.quang_trung), FULL)
    decided(cast, assessment_in(held, cast.ba_dinh), PARTLY)
    return held


def frozen(assessment: Assessment) -> tuple[object, ...]:
    one = Assessment.objects.get(pk=assessment.pk)
    numbers = (one.points, one.maximum, one.bonus, one.final)
    return (*numbers, one.class_name, one.rank, one.of_how_many, one.shared_with, one.decided_by, one.state)


def test_the_numbers_are_those_computed_by_hand(cast: Cast, held: Round) -> None:
    published(cast, held)
    assert frozen(assessment_in(held, cast.quang_trung)) == (
        *(d("83"), d("100"), d("0.5"), d("83.5"), "Khá", 1, 2, 0, None),
        AssessmentState.PUBLISHED,
    )
    assert frozen(assessment_in(held, cast.ba_dinh)) == (
        *(d("78.3"), d("96"), d("0"), d("81.56"), "Khá", 2, 2, 0, None),
        AssessmentState.PUBLISHED,
    )


def test_the_table_of_results_has_the_areas_as_components(cast: Cast, held: Round) -> None:
    published(cast, held)
    table = ResultTable.objects.get(round=held)
    assert table.components == [
        ["1", "Chỉ đạo, điều hành", "20", "20"],
        ["2", "Cải cách thủ tục hành chính", "50", "50"],
        ["3", "Khảo sát", "30", "30"],
    ]
    assert (table.kind, table.level, table.year, table.published_on, table.source) == (
        *("par-index", "commune", 2022, date(2023, 7, 3)),
        "Quyết định 345/QĐ-UBND ngày 03/07/2023",
    )
    rows = {
        one.name: (one.organization, one.values, one.total, one.rank, one.of_how_many) for one in table.results.all()
    }
    assert rows == {
        "Xã Quang Trung": (cast.quang_trung, {"1": "16", "2": "41.5", "3": "25.5"}, d("83.5"), 1, 2),
        "Phường Ba Đình": (cast.ba_dinh, {"1": "18", "2": "36", "3": "24.3"}, d("81.56"), 2, 2),
    }


def test_an_area_that_does_not_apply_at_all_has_no_value(cast: Cast) -> None:
    held = round_with_ties(cast, cast.quang_trung)
    held.criteria_set.criteria.filter(code__startswith="2.").update(may_not_apply=True)
    absent = Word(Entry(applies=False), text="Không có bộ phận một cửa.")
    decided(cast, assessment_in(held, cast.quang_trung), FULL | dict.fromkeys(("2.1", "2.2", "2.3"), absent))
    published(cast, held)
    one = PublishedResult.objects.get()
    assert (one.values, one.maxima, one.total) == ({"1": "16", "2": None, "3": "25.5"}, {"2": "0"}, d("83.5"))


def test_a_component_is_measured_by_what_applies_to_the_body(cast: Cast, held: Round) -> None:
    """Ba Đình has 36 of the 46 points of area 2 that apply to it: 78,26 %, not 72 % of all 50."""
    published(cast, held)
    one = PublishedResult.objects.select_related("table").get(organization=cast.ba_dinh)
    assert one.maxima == {"2": "46"}
    weak = weak_of(one.table.parts, line_of(one))
    assert [(found.component.code, found.component.maximum, found.percent) for found in weak] == [("2", 46, d("78.26"))]
    assert PublishedResult.objects.get(organization=cast.quang_trung).maxima == {}


def test_bodies_are_told(cast: Cast, held: Round) -> None:
    published(cast, held)
    told = Notice.objects.filter(kind=NoticeKind.INDEX, key=f"round:{held.pk}:published")
    assert {one.user.username for one in told} == {"vptk", "chutich", "ba-dinh.vptk", "ba-dinh.chutich"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"number": " "}, "Hãy ghi số quyết định"),
        ({"signer": ""}, "người ký"),
        ({"decided_on": date(2023, 7, 4)}, "không thể sau hôm nay"),
    ],
)
def test_the_decision_is_named_whole(cast: Cast, held: Round, changed: dict[str, object], said: str) -> None:
    decision = replace(DECISION, **changed)  # type: ignore[arg-type]
    with pytest.raises(Refused, match=said):
        publish(actor=cast.actors["noivu"], round_id=held.pk, decision=decision, now=LATER)
    assert (ResultTable.objects.count(), frozen(assessment_in(held, cast.ba_dinh))[3]) == (0, None)


@pytest.mark.parametrize("who", ["vptk", "chutich", "admin"])
def test_others_publish_nothing(cast: Cast, held: Round, who: str) -> None:
    with pytest.raises(Forbidden):
        published(cast, held, who)


def test_what_is_undecided_is_named(cast: Cast) -> None:
    held = round_with_ties(cast)
    decided(cast, assessment_in(held, cast.quang_trung), FULL)
    with pytest.raises(Refused, match="Hội đồng chưa quyết định Phường Ba Đình"):
        published(cast, held)


def test_what_is_missing_is_named_and_never_zero(cast: Cast) -> None:
    held = round_with_ties(cast, cast.quang_trung)
    one = assessment_in(held, cast.quang_trung)
    take_up(actor=cast.actors["noivu"], assessment_id=one.pk, now=CLOSED)
    judged(cast, one, {code: word for code, word in FULL.items() if code not in ("1.3", "3.1")})
    Assessment.objects.filter(pk=one.pk).update(state=AssessmentState.REAPPRAISED)
    with pytest.raises(Refused, match=r"tiêu chí 1\.3, 3\.1 chưa có điểm"):
        decide(actor=cast.actors["noivu"], assessment_id=one.pk, now=CLOSED)
    Assessment.objects.filter(pk=one.pk).update(state=AssessmentState.DECIDED)
    with pytest.raises(Refused, match=r"Xã Quang Trung: 1\.3, 3\.1"):
        published(cast, held)
    outcome = outcome_of(held)
    assert (outcome.missing, outcome.ranking.rows[0].final) == ((("Xã Quang Trung", ("1.3", "3.1")),), None)


def test_a_second_table_of_the_same_year_is_refused(cast: Cast, held: Round) -> None:
    ResultTable.objects.create(
        organization=cast.district, kind="par-index", level="commune", year=2022, name="Bảng cũ", created_at=CLOSED
    )
    with pytest.raises(Refused, match="Đã có bảng kết quả “Bảng cũ”"):
        published(cast, held)


def test_nothing_changes_after_publication(cast: Cast, held: Round) -> None:
    published(cast, held)
    one, noivu = assessment_in(held, cast.quang_trung), cast.actors["noivu"]
    before = frozen(one)
    word = {leaf(held, "1.1").pk: Word(Entry(choice=1), text="Đổi.")}
    days = Days(held.opens_on, date(2023, 8, 1))
    for attempt in (
        lambda: appraise(actor=noivu, assessment_id=one.pk, words=word, now=LATER),
        lambda: decide(actor=noivu, assessment_id=one.pk, now=LATER),
        lambda: take_up(actor=noivu, assessment_id=one.pk, now=LATER),
        lambda: set_days(actor=noivu, round_id=held.pk, days=days, reason="Muộn", now=LATER),
        lambda: published(cast, held),
    ):
        with pytest.raises(Refused):
            attempt()
    assert frozen(one) == before


def test_ties_are_broken_by_the_sets_rules_and_told_in_words(cast: Cast) -> None:
    """Quang Trung 16 + 41,5 + 25,5 and Ba Đình 20 + 37,5 + 25,5: both 83; area 2 is higher in Quang Trung."""
    held = round_with_ties(cast)
    plain = {code: word for code, word in FULL.items() if code not in ("4.1", "4.2")}
    other = plain | {"1.3": Word(Entry(b=d("1"), a=d("1"))), "2.1": Word(Entry(b=d("31"), a=d("40")))}
    decided(cast, assessment_in(held, cast.quang_trung), plain)
    decided(cast, assessment_in(held, cast.ba_dinh), other)
    rows = {row.name: (row.final, row.rank, row.decided_by, row.tie) for row in ranking_of(held).rows}
    rule = "tỷ lệ điểm của một lĩnh vực, tiêu chí cao hơn: 2. Cải cách thủ tục hành chính"
    assert rows == {
        "Xã Quang Trung": (d("83.00"), 1, 0, f"cùng 83 điểm; xếp trên Phường Ba Đình nhờ {rule}"),
        "Phường Ba Đình": (d("83.00"), 2, 0, f"cùng 83 điểm; xếp dưới Xã Quang Trung theo quy tắc {rule}"),
    }


def test_who_is_alike_in_all_shares_a_rank(cast: Cast) -> None:
    third = commune(cast, "ngoc-trao", "Phường Ngọc Trạo")
    held = round_with_ties(cast, cast.quang_trung, cast.ba_dinh, third)
    for body, words in ((cast.quang_trung, FULL), (cast.ba_dinh, FULL), (third, PARTLY)):
        decided(cast, assessment_in(held, body), words)
    published(cast, held)
    found = {one.organization.name: one for one in held.assessments.select_related("organization")}
    ranks = {name: (one.rank, one.shared_with, one.of_how_many) for name, one in found.items()}
    assert ranks == {"Xã Quang Trung": (1, 1, 3), "Phường Ba Đình": (1, 1, 3), "Phường Ngọc Trạo": (3, 0, 3)}
    ties = {row.name: row.tie for row in ranking_of(held).rows}
    assert ties == {
        "Xã Quang Trung": "cùng 83,5 điểm; đồng hạng với Phường Ba Đình",
        "Phường Ba Đình": "cùng 83,5 điểm; đồng hạng với Xã Quang Trung",
        "Phường Ngọc Trạo": "",
    }


def test_the_ranking_after_publication_is_what_was_frozen(cast: Cast, held: Round) -> None:
    before = ranking_of(held)
    published(cast, held)
    held.refresh_from_db()
    after = ranking_of(held)
    assert replace(after, published_on=None) == before
    for row in after.rows:
        one = Assessment.objects.get(pk=row.pk)
        assert (row.final, row.rank, row.class_name, row.decided_by) == (
            one.final,
            one.rank,
            one.class_name,
            one.decided_by,
        )


def test_the_order_of_entry_does_not_matter(cast: Cast) -> None:
    forwards, backwards = round_with_ties(cast), None
    for body, words in ((cast.quang_trung, FULL), (cast.ba_dinh, PARTLY)):
        decided(cast, assessment_in(forwards, body), words)
    CriteriaSet.objects.filter(pk=forwards.criteria_set_id).update(year=2021)
    backwards = round_with_ties(cast)
    for body, words in ((cast.ba_dinh, PARTLY), (cast.quang_trung, FULL)):
        decided(cast, assessment_in(backwards, body), dict(reversed(words.items())))
    first, second = (
        {
            one.organization.name: (found[one.pk].totals, found[one.pk].final, found[one.pk].place)
            for one in held.assessments.select_related("organization")
        }
        for held in (forwards, backwards)
        for found in [standings_of(held)]
    )
    assert first == second


ITEMS = [
    Item("1", None, d("10"), is_leaf=False),
    Item("1.1", "1", d("6")),
    Item("1.2", "1", d("4")),
    Item("2", None, d("5"), is_leaf=False),
    Item("2.1", "2", d("5")),
]
Marks = dict[str, dict[str, Mark]]
SCALE = Scale(USUAL, (TieRule(TieKind.CRITERION, "1"), TieRule(TieKind.EXACT)))


@st.composite
def marks_of_bodies(draw: st.DrawFn) -> Marks:
    """Up to six bodies; few values, so that ties are many."""
    found = {}
    for body in "ABCDEF"[: draw(st.integers(1, 6))]:
        found[body] = {
            item.key: Mark(draw(st.sampled_from([None, d("0"), d("1"), item.maximum])), draw(st.booleans()))
            for item in ITEMS
            if item.is_leaf
        }
    return {
        body: {code: mark if mark.applies else Mark(None, False) for code, mark in own.items()}  # type: ignore[misc]
        for body, own in found.items()
    }


@given(marks_of_bodies(), st.randoms(use_true_random=False))
def test_standings_and_their_words_are_the_same_in_every_order(
    marks: dict[str, dict[str, Mark]], random: object
) -> None:
    bodies = list(marks)
    random.shuffle(bodies)  # type: ignore[attr-defined]
    shuffled = {body: dict(reversed(marks[body].items())) for body in bodies}
    first, second = standings(ITEMS, marks, SCALE), standings(ITEMS, shuffled, SCALE)  # type: ignore[arg-type]
    assert first == second
    rules = ("lĩnh vực 1", "điểm chưa làm tròn")
    words = [tie_sentences({str(body): one for body, one in found.items()}, rules) for found in (first, second)]
    assert words[0] == words[1]
    ranks = [one.place.rank for one in first.values() if one.place.rank]
    assert all(one.final is not None and Decimal(0) <= one.final <= 100 for one in first.values() if one.place.rank)
    assert min(ranks, default=1) == 1


def test_an_area_of_bonus_alone_stands_outside_whether_flagged_or_not(cast: Cast, held: Round) -> None:
    held.criteria_set.criteria.filter(code="4").update(is_bonus=False)
    (first, _) = ranking_of(held).rows
    assert [(cell.points, cell.maximum, cell.bonus) for cell in first.cells][3] == (d("0.5"), d("7"), True)
    published(cast, held)
    assert [code for code, *_ in ResultTable.objects.get(round=held).components] == ["1", "2", "3"]
