"""From a result to a draft: what is weak, what is said of it, who may write it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cchc.orgs.models import Event
from cchc.orgs.refusals import Forbidden, Refused, Stale
from indices.actions.improving import (
    BAD_YEARS,
    IN_PLAN,
    NO_SOURCE,
    NOTHING_CHOSEN,
    RowWords,
    Start,
    Words,
    begin_by_hand,
    begin_improvement,
    drop_improvement,
    write_improvement,
)
from indices.actions.improving_plan import make_plan
from indices.enums import IndexKind, Side
from indices.improving.components import Component, sort_out
from indices.improving.facts import Line, cell_of, uneven
from indices.models import Assessment, Improvement
from indices.queries.improving import being_mended, doubt_of, improvement_of, reasons_of
from indices.queries.improving_hints import Hint, hints_for
from indices.queries.improving_sources import offers_of, source_of
from tests.cast import Cast
from tests.indices.improving import NOW, POINTS, begun, published, town_line, written
from tests.indices.sets import small_set
from tests.plans_in_force import TPHT, plan_in_force


def component(
    code: str, points: str | None, maximum: str = "10", *, applies: bool = True, weight: str = ""
) -> Component:
    value = Decimal(points) if points is not None else None
    return Component(code, code, "", value, Decimal(maximum), Decimal(weight or maximum), applies=applies)


def codes(found: tuple[Component, ...]) -> list[str]:
    return [one.code for one in found]


def test_a_component_at_the_threshold_is_not_weak() -> None:
    found = sort_out([component("a", "8"), component("b", "7.9999"), component("c", "10")], Decimal(80))
    assert (codes(found.weak), codes(found.fine)) == (["b"], ["a", "c"])


def test_a_rounded_percentage_does_not_lift_a_component() -> None:
    near = component("a", "79.9960", "100")
    assert (near.percent, near.is_under(Decimal(80))) == (Decimal("80.00"), True)


def test_most_points_lost_come_first_and_weights_count() -> None:
    small, large = component("a", "5", "10", weight="5"), component("b", "6", "10", weight="20")
    found = sort_out([small, large, component("c", "5", "10", weight="5")], Decimal(80))
    assert codes(found.weak) == ["b", "a", "c"]
    assert [one.lost for one in found.weak] == [Decimal("8.00"), Decimal("2.50"), Decimal("2.50")]


def test_missing_is_named_and_never_weak_and_what_does_not_apply_is_left_out() -> None:
    found = sort_out([component("a", None), component("b", None, applies=False), component("c", "0")], Decimal(80))
    assert (codes(found.weak), codes(found.missing), codes(found.left_out)) == (["c"], ["a"], ["b"])


def test_several_lines_stand_after_dashes() -> None:
    assert cell_of("Một việc") == "Một việc"
    assert cell_of("- Một\n\n• Hai\nBa") == "- Một\n- Hai\n- Ba"
    assert cell_of("1. Một\n2. Hai") == "1. Một\n2. Hai"


def test_lines_that_cannot_be_paired_are_told() -> None:
    line = Line("", Side.MEND, "A", "Một\nHai", "Văn phòng", "Tháng 6/2023", "")
    assert uneven(line) == ""
    three = replace(line, agency="A\nB\nC")
    assert uneven(three) == "2 giải pháp nhưng 3 cơ quan: mỗi giải pháp một dòng, theo cùng thứ tự."


def test_the_own_published_assessment_is_offered_with_its_components(cast: Cast) -> None:
    assessment = published(cast, small_set(cast.district), POINTS)
    actor = cast.actors["vptk"]
    assert [(one.key, one.year) for one in offers_of(actor)] == [(f"ban-cham-{assessment.pk}", 2022)]
    source = source_of(actor, f"ban-cham-{assessment.pk}")
    assert source is not None
    found = sort_out(source.components, source.threshold)
    assert codes(found.weak) == ["2.1", "3.1", "1.2"]
    assert codes(found.fine) == ["1.3", "1.1"]
    assert (codes(found.missing), codes(found.left_out)) == (["2.3"], ["2.2"])
    assert [one.is_survey for one in found.weak] == [False, True, False]
    assert found.weak[0].reasons[0].text == "Thiếu tài liệu kiểm chứng"
    assert source.outcome.source == "do UBND thị xã Bỉm Sơn công bố tại Quyết định số 15/QĐ-UBND ngày 20/01/2023"


def test_nobody_begins_from_a_result_of_others_or_from_one_not_told(cast: Cast) -> None:
    assessment = published(cast, small_set(cast.district), POINTS)
    key = f"ban-cham-{assessment.pk}"
    assert source_of(cast.actors["ba-dinh.vptk"], key) is None
    assert source_of(cast.actors["noivu"], key) is None
    Assessment.objects.filter(pk=assessment.pk).update(state="appraising")
    assert (source_of(cast.actors["vptk"], key), offers_of(cast.actors["vptk"])) == (None, [])


def test_begun_from_an_assessment(cast: Cast) -> None:
    found = begun(cast)
    assert found.title == (
        "Kế hoạch khắc phục tồn tại, hạn chế và nhiệm vụ, giải pháp nâng cao Chỉ số cải cách hành chính của xã Quang "
        "Trung năm 2023"
    )
    assert found.opening.startswith(
        "Theo kết quả đánh giá, xếp hạng Chỉ số cải cách hành chính năm 2022 do UBND thị xã Bỉm Sơn công bố tại Quyết "
        "định số 15/QĐ-UBND ngày 20/01/2023; kết quả xếp hạng Chỉ số cải cách hành chính của xã Quang Trung đạt "
        "72,25%, xếp vị trí thứ 04/11 (loại Khá). Trong đó, chỉ đạo, điều hành đạt 12/20 điểm"
    )
    rows = [(row.code, row.side, row.area, row.points) for row in found.rows.all()]
    assert rows == [
        ("1.2", Side.MEND, "Chỉ đạo, điều hành", Decimal(0)),
        ("1.3", Side.KEEP, "Chỉ đạo, điều hành", Decimal(8)),
        ("2.1", Side.MEND, "Cải cách thủ tục hành chính", Decimal(20)),
        ("3.1", Side.MEND, "Khảo sát", Decimal(21)),
    ]
    assert Event.objects.filter(verb="Lập kế hoạch cải thiện").count() == 1
    reasons = reasons_of(cast.actors["vptk"], found)
    assert [row.code for row in found.rows.all() if row.criterion_id in reasons] == ["1.2", "2.1"]


def test_begun_twice_is_the_one_that_is_there(cast: Cast) -> None:
    first = begun(cast)
    start = Start(f"ban-cham-{first.assessment_id}", 2023, Decimal(80), ("2.1",))
    again = begin_improvement(actor=cast.actors["vptk"], start=start, now=NOW)
    by_hand = begin_by_hand(actor=cast.actors["vptk"], kind=IndexKind.PAR_INDEX, base_year=2022, year=2023, now=NOW)
    assert {first.pk, again.pk, by_hand.pk} == {first.pk}
    assert first.rows.count() == 4


def test_a_component_without_points_cannot_be_chosen(cast: Cast) -> None:
    assert [row.code for row in begun(cast, mend=("2.1", "2.2", "2.3"), keep=()).rows.all()] == ["2.1"]


@pytest.mark.parametrize(
    ("source", "year", "mend", "words"),
    [
        ("ban-cham-999", 2023, ("2.1",), NO_SOURCE),
        ("", 2022, ("2.1",), BAD_YEARS),
        ("", 2023, ("2.3",), NOTHING_CHOSEN),
    ],
)
def test_beginnings_that_are_refused(cast: Cast, source: str, year: int, mend: tuple[str, ...], words: str) -> None:
    assessment = published(cast, small_set(cast.district), POINTS)
    start = Start(source or f"ban-cham-{assessment.pk}", year, Decimal(80), mend)
    with pytest.raises(Refused) as refusal:
        begin_improvement(actor=cast.actors["vptk"], start=start, now=NOW)
    assert (refusal.value.message, Improvement.objects.count()) == (words, 0)


@pytest.mark.parametrize("who", ["tpht", "chutich", "noivu"])
def test_only_the_coordinator_begins(cast: Cast, who: str) -> None:
    with pytest.raises(Forbidden):
        begin_by_hand(actor=cast.actors[who], kind=IndexKind.SIPAS, base_year=2022, year=2023, now=NOW)


@pytest.mark.parametrize(
    ("who", "reads"), [("tpht", True), ("chutich", True), ("noivu", True), ("ba-dinh.vptk", False)]
)
def test_who_reads_and_who_does_not_write(cast: Cast, who: str, reads: bool) -> None:
    found = begun(cast)
    assert (improvement_of(cast.actors[who], found.pk) is not None) == reads
    if reads:
        with pytest.raises(Forbidden):
            drop_improvement(actor=cast.actors[who], improvement_id=found.pk, now=NOW)


def test_the_town_s_parts_do_not_add_up_and_that_is_said(cast: Cast) -> None:
    line = town_line(cast.quang_trung, 2021, {"CC": "51.15", "KS": "6.71", "HL": "23.27"}, "82.13")
    start = Start(f"ket-qua-{line.pk}", 2022, Decimal(80), ("KS", "HL"))
    found = begin_improvement(actor=cast.actors["vptk"], start=start, now=NOW)
    assert "đạt 82,13%, xếp vị trí thứ 04/11. Trong đó, điểm cải cách hành chính đạt 51,15/60 điểm" in found.opening
    assert doubt_of(cast.actors["vptk"], found).startswith("Cộng các thành phần được 81,13, kết quả công bố ghi 82,13")


def test_measures_of_last_year_are_filled_in_with_their_years_moved(cast: Cast) -> None:
    first = written(cast, begun(cast))
    line = published(cast, small_set(cast.district, year=2023), POINTS)
    start = Start(f"ban-cham-{line.pk}", 2024, Decimal(80), ("2.1",))
    second = begin_improvement(actor=cast.actors["vptk"], start=start, now=NOW)
    row = second.rows.get()
    assert (row.measure, row.deadline) == ("Rà soát 2.1\nBáo cáo kết quả 2.1", "Thường xuyên\nTháng 9/2024")
    assert second.pk != first.pk


def test_a_task_that_names_the_component_gives_its_words_and_an_area_its_lead(cast: Cast) -> None:
    plan_in_force(cast)
    hints = hints_for(cast.quang_trung, 2024)
    named = replace(component("a", "1"), name="Theo dõi thi hành pháp luật", area="Cải cách thể chế")
    assert hints.of(named) == Hint(
        "Theo dõi thi hành pháp luật", TPHT, "Thường xuyên trong năm 2024", "Kế hoạch cải cách hành chính năm 2023"
    )
    unknown = replace(named, name="Rà soát văn bản quy phạm")
    assert hints.of(unknown) == Hint(agency=TPHT)
    assert hints.of(replace(unknown, area="Tài chính công")) == Hint()


def words_of(found: Improvement) -> Words:
    return Words.of(found, found.rows.all())


def test_written_once_and_the_second_is_told(cast: Cast) -> None:
    found = begun(cast)
    words = words_of(found)
    changed = replace(words, opening="Lời khác")
    saved = write_improvement(actor=cast.actors["vptk"], improvement_id=found.pk, words=changed, seen=1, now=NOW)
    assert (saved.opening, saved.revision) == ("Lời khác", 2)
    with pytest.raises(Stale):
        write_improvement(actor=cast.actors["vptk"], improvement_id=found.pk, words=words, seen=1, now=NOW)
    same = write_improvement(actor=cast.actors["vptk"], improvement_id=found.pk, words=changed, seen=1, now=NOW)
    assert same.revision == 2


def test_rows_are_dropped_and_added_area_by_area(cast: Cast) -> None:
    found = begun(cast)
    words = words_of(found)
    dropped = replace(words.rows[0], is_dropped=True)
    fresh = RowWords(None, Side.KEEP, "Cải cách thủ tục hành chính", "Công khai thủ tục", "Niêm yết", "", "")
    blank = RowWords(None, Side.MEND, "", "")
    changed = replace(words, rows=(dropped, *words.rows[1:], fresh, blank))
    write_improvement(actor=cast.actors["vptk"], improvement_id=found.pk, words=changed, seen=1, now=NOW)
    names = [row.name for row in found.rows.order_by("order")]
    assert names == [
        "Hoàn thành nhiệm vụ được giao",
        "Hồ sơ giải quyết đúng hạn",
        "Công khai thủ tục",
        "Mức độ hài lòng của người dân",
    ]


def test_a_row_without_a_name_is_refused_and_nothing_is_stored(cast: Cast) -> None:
    found = begun(cast)
    words = words_of(found)
    with pytest.raises(Refused, match="chưa ghi nội dung"):
        write_improvement(
            actor=cast.actors["vptk"],
            improvement_id=found.pk,
            words=replace(words, rows=(replace(words.rows[0], name=" "), *words.rows[1:])),
            seen=1,
            now=NOW,
        )
    assert words_of(Improvement.objects.get(pk=found.pk)) == words


def test_what_became_a_plan_is_written_there(cast: Cast) -> None:
    found = written(cast, begun(cast))
    assert being_mended(cast.actors["vptk"], [row.criterion_id for row in found.rows.all() if row.criterion_id]) == {}
    make_plan(actor=cast.actors["vptk"], improvement_id=found.pk, now=NOW)
    with pytest.raises(Refused) as refusal:
        drop_improvement(actor=cast.actors["vptk"], improvement_id=found.pk, now=NOW)
    assert refusal.value.message == IN_PLAN
