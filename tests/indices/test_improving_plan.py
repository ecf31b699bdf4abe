"""From a draft to a plan that runs, and what it moved a year later."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cchc.orgs.refusals import Forbidden, Refused
from indices.actions.improving import Start, begin_improvement
from indices.actions.improving_plan import NO_ROWS, make_plan
from indices.enums import Side
from indices.improving.facts import Draft, Line, measures_of
from indices.improving.files import draw_docx, draw_pdf, draw_xlsx
from indices.improving.movement import Move, Reached, Summary, dumbbell, summary_of
from indices.models import Improvement, ImprovementRow, ResultTable
from indices.queries.improving import being_mended, draft_of, improvement_of
from indices.queries.improving_moves import Moved, moved_by, work_of
from plans.actions import discard_plan, settle_all
from plans.actions.shaping import drop_row
from plans.enums import PlanState
from plans.models import Plan, PlanItem
from plans.queries import version_mark
from plans.reading.agencies import Directory
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from plans.reading.results import Block, ReadPlan, ReadTask
from plans.reading.workbooks import read_workbook
from tasks.actions.accepting import accept_plan
from tasks.actions.revising import apply_revision
from tasks.enums import State
from tasks.periods import Timetable
from tests.cast import TODAY, Cast
from tests.indices.improving import NOW, POINTS, begun, moved_set, published, town_line, written
from tests.indices.sets import small_set
from tests.reading.wordfiles import real_plan
from tests.revisions import revision_of

FULL = Decimal(100)


def drawn(cast: Cast) -> Draft:
    found = written(cast, begun(cast))
    rows = list(found.rows.all())
    first, *others = (
        Line(row.area, Side(row.side), row.name, row.measure, row.agency, row.deadline, row.note) for row in rows
    )
    single = replace(first, measure="Chỉ một việc", agency="Văn phòng", deadline="Quý III/2023", note="Ghi thêm")
    return replace(draft_of(found, rows, date(2023, 6, 10)), lines=(single, *others))


def told(task: ReadTask) -> tuple[str, list[tuple[str, str, str]]]:
    return task.text, [(one.text, one.agency_text, one.deadline_text) for one in task.actions]


def expected(line: Line) -> tuple[str, list[tuple[str, str, str]]]:
    cells = (measures_of(text) for text in (line.measure, line.agency, line.deadline))
    return line.name, list(zip(*cells, strict=True))


def rows_of(reading: ReadPlan) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return [told(task) for section in reading.sections for task in section.tasks]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_file_reads_back_with_the_same_rows(cast: Cast, kind: str) -> None:
    draft = drawn(cast)
    blocks: tuple[Block, ...] = read_docx(draw_docx(draft)) if kind == "docx" else read_workbook(draw_xlsx(draft))
    reading = read_plan(blocks, Directory(()))
    assert rows_of(reading) == [expected(line) for line in draft.lines]
    assert (reading.title, reading.from_year, reading.to_year) == (f"Kế hoạch {draft.subject}", 2023, 2023)
    assert [(one.label, one.title) for one in reading.sections] == [
        ("Phụ lục", "NHIỆM VỤ, GIẢI PHÁP"),
        ("I", "CHỈ ĐẠO, ĐIỀU HÀNH"),
        ("", "Nội dung cần khắc phục"),
        ("", "Nội dung cần duy trì thực hiện"),
        ("II", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH"),
        ("", "Nội dung cần khắc phục"),
        ("III", "KHẢO SÁT"),
        ("", "Nội dung cần khắc phục"),
    ]


def test_the_table_has_the_shape_of_the_real_plan_of_tuy_phuoc(cast: Cast) -> None:
    def heads(blocks: tuple[Block, ...]) -> tuple[str, ...]:
        return next(row for block in blocks for row in block.rows if row[0] == "STT")

    ours, theirs = heads(read_docx(draw_docx(drawn(cast)))), heads(read_docx(real_plan("tuy-phuoc-2024")))
    assert ours == theirs


def test_the_files_are_the_same_for_the_same_draft(cast: Cast) -> None:
    draft = drawn(cast)
    for draw, start in ((draw_docx, b"PK"), (draw_xlsx, b"PK"), (draw_pdf, b"%PDF")):
        first = draw(draft)
        assert first.startswith(start)
        assert draw(draft) == first


def test_the_plan_is_made_once_and_tied_row_by_row(cast: Cast) -> None:
    found = written(cast, begun(cast))
    plan = make_plan(actor=cast.actors["vptk"], improvement_id=found.pk, now=NOW)
    again = make_plan(actor=cast.actors["vptk"], improvement_id=found.pk, now=NOW)
    assert (plan.pk, plan.state, plan.years) == (again.pk, PlanState.DRAFT, "2023")
    assert Plan.objects.filter(organization=cast.quang_trung).count() == 1
    rows = list(found.rows.select_related("item"))
    assert [row.item.text for row in rows if row.item] == [row.name for row in rows]
    parts = [[part.text for part in row.item.children.all()] for row in rows if row.item]
    assert parts == [list(measures_of(row.measure)) for row in rows]
    assert plan.doubts.filter(code__startswith="agency").count() == 0


def test_only_the_coordinator_of_the_body_makes_the_plan(cast: Cast) -> None:
    found = written(cast, begun(cast))
    for who in ("tpht", "chutich", "noivu"):
        with pytest.raises(Forbidden):
            make_plan(actor=cast.actors[who], improvement_id=found.pk, now=NOW)
    with pytest.raises(Improvement.DoesNotExist):
        make_plan(actor=cast.actors["ba-dinh.vptk"], improvement_id=found.pk, now=NOW)
    assert Plan.objects.count() == 0


def test_a_row_without_a_measure_is_named(cast: Cast) -> None:
    found = begun(cast)
    with pytest.raises(Refused, match="Chưa ghi nhiệm vụ, giải pháp cho “Thực hiện đầy đủ chế độ báo cáo”"):
        make_plan(actor=cast.actors["vptk"], improvement_id=found.pk, now=NOW)
    found.rows.all().delete()
    with pytest.raises(Refused) as refusal:
        make_plan(actor=cast.actors["vptk"], improvement_id=found.pk, now=NOW)
    assert refusal.value.message == NO_ROWS


def test_a_plan_thrown_away_leaves_the_draft_which_can_be_made_again(cast: Cast) -> None:
    found = written(cast, begun(cast))
    plan = make_plan(actor=cast.actors["vptk"], improvement_id=found.pk, now=NOW)
    discard_plan(actor=cast.actors["vptk"], plan=plan, now=NOW)
    found.refresh_from_db()
    assert (found.plan, {row.item for row in found.rows.all()}) == (None, {None})
    assert make_plan(actor=cast.actors["vptk"], improvement_id=found.pk, now=NOW).pk != plan.pk


def test_a_row_taken_out_of_the_plan_stays_in_the_improvement(cast: Cast) -> None:
    found = written(cast, begun(cast))
    plan = make_plan(actor=cast.actors["vptk"], improvement_id=found.pk, now=NOW)
    row = found.rows.get(code="2.1")
    assert row.item is not None
    drop_row(actor=cast.actors["vptk"], item=row.item, seen=row.item.revision, now=NOW)
    assert [one.item_id is None for one in found.rows.all()] == [False, False, True, False]
    assert plan.pk == Improvement.objects.get(pk=found.pk).plan_id


def running(cast: Cast) -> Improvement:
    """Quang Trung's improvement whose plan is in force."""
    found = written(cast, begun(cast))
    actor = cast.actors["vptk"]
    plan = make_plan(actor=actor, improvement_id=found.pk, now=NOW)
    in_force(cast, plan)
    again = improvement_of(actor, found.pk)
    assert again is not None
    return again


def in_force(cast: Cast, plan: Plan) -> None:
    settle_all(actor=cast.actors["vptk"], plan=plan, now=NOW)
    plan.refresh_from_db()
    accept_plan(actor=cast.actors["vptk"], plan=plan, timetable=Timetable(), now=NOW)


def states(cast: Cast, found: Improvement) -> dict[str, list[tuple[State, int]]]:
    rows = list(found.rows.all())
    return {one.row.code: one.states for one in work_of(cast.actors["vptk"], found, rows, TODAY)}


def test_each_row_tells_the_state_of_its_tasks(cast: Cast) -> None:
    found = running(cast)
    assert states(cast, found) == {key: [(State.DOING, 1), (State.NOT_YET, 1)] for key in ("1.2", "1.3", "2.1", "3.1")}
    mended = being_mended(cast.actors["vptk"], [row.criterion_id for row in found.rows.all() if row.criterion_id])
    assert {one.pk for plans in mended.values() for one in plans} == {found.pk}
    assert len(mended) == 3


def test_the_tie_holds_when_the_plan_is_revised(cast: Cast) -> None:
    found = running(cast)
    assert found.plan is not None
    rows = list(found.rows.all())
    before = states(cast, found)
    draft = draft_of(found, rows, date(2023, 6, 10))
    first, *others = draft.lines
    changed = replace(first, measure=f"{first.measure}, gửi Chủ tịch xã")
    data = draw_docx(replace(draft, lines=(changed, *others)))
    revision = revision_of(cast, found.plan, data, "sua.docx")
    apply_revision(
        actor=cast.actors["vptk"], draft=revision, seen=version_mark(revision), timetable=Timetable(), now=NOW
    )
    again = improvement_of(cast.actors["vptk"], found.pk)
    assert again is not None
    assert again.plan_id == found.plan_id
    assert states(cast, again) == before


def moved(cast: Cast, found: Improvement) -> Moved | None:
    return moved_by(cast.actors["vptk"], found, list(found.rows.select_related("criterion")))


def test_without_a_later_result_nothing_is_said(cast: Cast) -> None:
    assert moved(cast, begun(cast)) is None


def test_movement_follows_the_lineage_when_codes_moved(cast: Cast) -> None:
    found = begun(cast)
    published(cast, moved_set(cast, 2023), {"1.3": "6", "1.2": "9", "2.1": "30", "3.1": None})
    told = moved(cast, found)
    assert told is not None
    by_code = {row.code: told.moves[row.pk] for row in found.rows.all()}
    assert {code: (one.then.percent, one.now and one.now.percent) for code, one in by_code.items()} == {
        "1.2": (Decimal("0.00"), Decimal("100.00")),
        "1.3": (Decimal("80.00"), Decimal("90.00")),
        "2.1": (Decimal("50.00"), Decimal("75.00")),
        "3.1": (Decimal("70.00"), None),
    }
    assert told.summary == Summary(mended=3, known=2, rose=1)
    assert told.summary.words(found.threshold) == (
        "1 trên 3 nội dung cần khắc phục đã đạt từ 80 % trở lên; 1 nội dung chưa có kết quả."
    )


def test_a_result_of_a_year_before_the_plan_s_is_no_movement(cast: Cast) -> None:
    line = town_line(cast.quang_trung, 2020, {"CC": "40", "KS": "6.71", "HL": "23.27"}, "69.98")
    town_line(cast.quang_trung, 2021, {"CC": "50", "KS": "9", "HL": "29"}, "88")
    start = Start(f"ket-qua-{line.pk}", 2022, Decimal(80), ("CC", "KS", "HL"))
    found = begin_improvement(actor=cast.actors["vptk"], start=start, now=NOW)
    assert moved(cast, found) is None
    town_line(cast.quang_trung, 2022, {"CC": "50", "KS": None, "HL": "23.27"}, "80")
    told = moved(cast, found)
    assert told is not None
    by_code = {row.code: told.moves[row.pk].words for row in found.rows.all()}
    assert by_code == {
        "CC": "+16,66 điểm phần trăm (+10 điểm)",
        "HL": "0 điểm phần trăm (0 điểm)",
        "KS": "",
    }


def test_rows_of_a_printed_table_are_found_in_the_table_of_our_own_round(cast: Cast) -> None:
    """The year after was scored here: its assessment holds criteria, its table the areas that the rows are of."""
    line = town_line(cast.quang_trung, 2021, {"CC": "40", "KS": "6.71", "HL": "23.27"}, "69.98")
    start = Start(f"ket-qua-{line.pk}", 2022, Decimal(80), ("CC", "KS"))
    found = begin_improvement(actor=cast.actors["vptk"], start=start, now=NOW)
    assessment = published(cast, small_set(cast.district, year=2022), POINTS)
    table = town_line(cast.quang_trung, 2022, {"CC": "54", "KS": None, "HL": "29"}, "88").table
    ResultTable.objects.filter(pk=table.pk).update(round=assessment.round)
    told = moved(cast, found)
    assert told is not None
    assert {row.code: told.moves[row.pk].words for row in found.rows.all()} == {
        "CC": "+23,33 điểm phần trăm (+14 điểm)",
        "KS": "",
    }


def test_neighbours_results_are_never_the_own_ones(cast: Cast) -> None:
    found = begun(cast)
    other = small_set(cast.district, year=2023)
    published(cast, other, {code: value and str(FULL / 100) for code, value in POINTS.items()}, cast.ba_dinh)
    assert moved(cast, found) is None


def test_the_drawing_says_what_it_shows_and_draws_nothing_of_what_is_missing() -> None:
    move = Move("Hồ sơ", Side.MEND, Reached(Decimal(5), Decimal(10)), Reached(Decimal(9), Decimal(10)))
    drawing = dumbbell(move, Decimal(80))
    assert 'aria-label="Hồ sơ: từ 50 % đến 90 %"' in drawing
    assert [f'{place}"' in drawing for place in ("M156.4 2V24", "M100.0 13H175.2")] == [True, True]
    assert dumbbell(replace(move, now=None), Decimal(80)) == ""
    assert dumbbell(replace(move, now=Reached(None, Decimal(10))), Decimal(80)) == ""


def test_other_maxima_are_compared_by_per_cent_alone() -> None:
    move = Move("Hồ sơ", Side.MEND, Reached(Decimal(5), Decimal(10)), Reached(Decimal(16), Decimal(20)))
    assert (move.by, move.points, move.words) == (Decimal("30.00"), None, "+30 điểm phần trăm")
    assert summary_of([move], Decimal(80)) == Summary(1, 1, 1)


def test_rows_stand_in_the_order_of_the_plan(cast: Cast) -> None:
    """The draft's rows are those of the plan that it makes, in the same order."""
    found = running(cast)
    items = PlanItem.objects.filter(section__plan=found.plan, parent=None).order_by("section__order", "order")
    rows = ImprovementRow.objects.filter(improvement=found).order_by("order")
    assert [row.item_id for row in rows] == [item.pk for item in items]
