"""A corrected document of a plan in force: its difference, and what applying it changes and leaves alone."""

from datetime import date

import pytest

from cchc.orgs.models import Event
from cchc.orgs.refusals import Forbidden, Refused
from plans.actions import import_plan
from plans.actions.relating import relate_plan, tie_row
from plans.enums import PlanState, Relation
from plans.models import Plan, PlanItem
from plans.queries import suggested_relation, version_mark
from tasks.actions.accepting import accept_plan
from tasks.actions.revising import Applied, apply_revision
from tasks.models import DueChange, Evidence, Obligation, Task, Update
from tasks.periods import Timetable
from tasks.queries.revision import RevisionPage, ShownRow, revision_page
from tasks.realigning import Fate
from tests.cast import TODAY, Cast, make_cast
from tests.reading.wordfiles import real_plan
from tests.revisions import NEW_ROW, REVISED, document, duties, live, read_in, real_plan_in_force, revision_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def plan(cast: Cast) -> Plan:
    plan = real_plan_in_force(cast)
    live(cast, plan)
    return plan


@pytest.fixture
def draft(cast: Cast, plan: Plan) -> Plan:
    return revision_of(cast, plan)


def page_of(cast: Cast, draft: Plan) -> RevisionPage:
    page = revision_page(cast.actors["vptk"], draft.pk, today=TODAY)
    assert page is not None
    return page


def apply(cast: Cast, draft: Plan, who: str = "vptk") -> Applied:
    return apply_revision(
        actor=cast.actors[who], draft=draft, seen=version_mark(draft), timetable=Timetable(), now=REVISED
    )


def place(row: ShownRow) -> str:
    number = row.row.section.split(":")[0].removeprefix("Phụ lục số 0")
    return f"{number}.{row.row.ordinal}"


def words(pieces: object) -> str:
    return "".join(piece.text for piece in pieces)  # type: ignore[attr-defined]


def test_the_difference_is_what_was_changed_and_nothing_else(cast: Cast, draft: Plan) -> None:
    page = page_of(cast, draft)
    assert [(place(row), [field.label for field in row.fields]) for row in page.changed] == [
        ("2.3", ["Thời gian thực hiện"]),
        ("3.1", ["Nhiệm vụ"]),
    ]
    assert [row.row.text for row in page.added] == [NEW_ROW[0]]
    assert [place(row) for row in page.gone] == ["6.5"]
    assert sorted(place(row) for row in page.moved) == ["5.2", "5.3"]
    assert (page.same, page.undecided, page.heading, page.targets_changed) == (28, 0, (), ())


def test_words_that_changed_are_marked_on_both_sides(cast: Cast, draft: Plan) -> None:
    [change] = page_of(cast, draft).changed[1].fields
    assert [piece.text for piece in change.before if piece.changed] == ["Khảo sát"]
    assert [piece.text for piece in change.after if piece.changed] == ["Điều tra,"]


def test_a_day_that_moves_is_told_with_both_days(cast: Cast, draft: Plan) -> None:
    [due] = page_of(cast, draft).changed[0].dues
    assert (due.fate, due.before, due.after) == (Fate.MOVED, date(2023, 3, 31), date(2023, 9, 30))


def test_what_was_reported_against_a_row_that_is_gone_is_told(cast: Cast, draft: Plan) -> None:
    [gone] = page_of(cast, draft).gone
    assert gone.reported is not None
    assert (gone.reported.words, gone.reported.files, gone.reported.last) == (1, 1, "Đang duy trì 12 quy trình.")
    assert [due.fate for due in gone.dues] == [Fate.CANCELLED]


def test_applying_keeps_everything_reported(cast: Cast, plan: Plan, draft: Plan) -> None:
    before = (Update.objects.count(), Evidence.objects.count(), set(Task.objects.values_list("pk", flat=True)))
    applied = apply(cast, draft)
    after = set(Task.objects.values_list("pk", flat=True))
    assert (Update.objects.count(), Evidence.objects.count()) == before[:2]
    assert before[2] < after
    assert (applied.added, applied.gone, applied.fates[Fate.MOVED], applied.fates[Fate.ADDED]) == (1, 1, 1, 0)


def test_a_moved_day_keeps_its_duty_and_says_why(cast: Cast, plan: Plan, draft: Plan) -> None:
    moved = next(one for one in duties(plan, "2.3") if one.due_on == date(2023, 3, 31))
    apply(cast, draft)
    moved.refresh_from_db()
    change = DueChange.objects.get(obligation=moved)
    assert (moved.due_on, moved.original_due_on, moved.outcome) == (date(2023, 9, 30), date(2023, 3, 31), "doing")
    assert (change.old_due_on, change.new_due_on) == (date(2023, 3, 31), date(2023, 9, 30))
    assert change.reason == "Theo bản sửa “kh-2023-sua.docx”"
    assert moved.task.item.deadline_text.startswith("- Xây dựng KH: quý III/2023")


def test_a_row_that_is_gone_keeps_what_was_said_and_owes_nothing(cast: Cast, plan: Plan, draft: Plan) -> None:
    [gone] = duties(plan, "6.5")
    apply(cast, draft)
    gone.refresh_from_db()
    assert (gone.cancelled_on, gone.cancel_reason) == (REVISED.date(), "Theo bản sửa “kh-2023-sua.docx”")
    assert (gone.task.item.dropped_at, gone.task.plan.state) == (REVISED, PlanState.MERGED)
    assert gone.updates.get().evidence.get().name == "iso.pdf"


def test_a_new_row_is_a_new_task(cast: Cast, plan: Plan, draft: Plan) -> None:
    apply(cast, draft)
    task = Task.objects.get(item__text=NEW_ROW[0])
    assert (task.plan, [one.due_on for one in task.obligations.all()]) == (plan, [date(2023, 12, 31)])
    assert [one.position for one in task.assignments.all()] == [cast.positions["vptk"]]


def test_rows_stand_where_the_new_document_has_them(cast: Cast, plan: Plan, draft: Plan) -> None:
    done = duties(plan, "5.2")[0].task
    apply(cast, draft)
    done.refresh_from_db()
    assert (done.item.section.plan, done.item.section.order, done.item.ordinal) == (plan, 4, "3")
    assert list(plan.tasks.values_list("item__section__order", flat=True)) == sorted(
        plan.tasks.values_list("item__section__order", flat=True)
    )
    assert (plan.tasks.count(), PlanItem.objects.filter(section__plan=plan).count()) == (33, 33)


def test_the_plan_has_the_new_file_and_keeps_the_old_version(cast: Cast, plan: Plan, draft: Plan) -> None:
    apply(cast, draft)
    plan, earlier = (Plan.objects.get(pk=one.pk) for one in (plan, draft))
    assert (plan.state, plan.source.name) == (PlanState.ACCEPTED, "kh-2023-sua.docx")
    assert (earlier.state, earlier.related, earlier.source.name) == (PlanState.MERGED, plan, "kh-2023.docx")
    assert (earlier.accepted_at, earlier.accepted_by) == (REVISED, cast.people["vptk"])


def test_the_second_time_is_refused_and_changes_nothing(cast: Cast, draft: Plan) -> None:
    apply(cast, draft)
    stood = (Event.objects.count(), Obligation.objects.count(), Task.objects.count())
    with pytest.raises(Refused, match="đã được áp dụng rồi"):
        apply(cast, draft)
    assert (Event.objects.count(), Obligation.objects.count(), Task.objects.count()) == stood


def test_either_file_once_more_changes_nothing(cast: Cast, plan: Plan, draft: Plan) -> None:
    files = [(one.source.name, one.source.file.open().read(), one.pk) for one in (plan, draft)]
    apply(cast, draft)
    stood = Event.objects.count()
    for name, data, _ in files:
        reading = None  # what a known file says is not looked at
        import_plan(actor=cast.actors["vptk"], name=name, data=data, reading=reading, now=REVISED)  # type: ignore[arg-type]
    assert (Event.objects.count(), Plan.objects.count()) == (stood, 2)


def test_the_same_document_in_another_file_has_no_difference(cast: Cast, plan: Plan) -> None:
    same = revision_of(cast, plan, document(lambda found: None), "ban-sao.docx")
    page = page_of(cast, same)
    assert (page.is_empty, page.same) == (True, 33)
    applied = apply(cast, same)
    assert (applied.added, applied.gone, sum(applied.fates.values())) == (0, 0, 0)


@pytest.mark.parametrize("name", ["tuy-phuoc-2024", "doan-ket-2022", "ha-bac-2023-2025", "hoa-xuan-nam-2023-2025"])
def test_a_copy_of_every_real_plan_changes_nothing(cast: Cast, name: str) -> None:
    """Rows with actions and prose as well as tables."""
    plan = read_in(cast, real_plan(name), "goc.docx", REVISED)
    accept_plan(actor=cast.actors["vptk"], plan=plan, timetable=Timetable(), now=REVISED)
    rows = list(Task.objects.values_list("pk", "order", "item__text"))
    duties = list(Obligation.objects.order_by("pk").values())
    copy = revision_of(cast, plan, document(lambda found: None, name), "ban-sao.docx")
    assert page_of(cast, copy).is_empty
    apply(cast, copy)
    assert list(Task.objects.values_list("pk", "order", "item__text")) == rows
    assert list(Obligation.objects.order_by("pk").values()) == duties


def test_a_difference_that_changed_since_it_was_shown_is_not_applied(cast: Cast, draft: Plan) -> None:
    seen = version_mark(draft)
    changed = PlanItem.objects.filter(section__plan=draft, origin__isnull=False).first()
    assert changed is not None
    tie_row(actor=cast.actors["vptk"], item=changed, origin=None, now=REVISED)
    with pytest.raises(Refused, match="Bản so sánh vừa thay đổi"):
        apply_revision(actor=cast.actors["vptk"], draft=draft, seen=seen, timetable=Timetable(), now=REVISED)


def test_a_match_is_undone_and_tied_again_by_hand(cast: Cast, plan: Plan, draft: Plan) -> None:
    row = PlanItem.objects.get(section__plan=draft, text__startswith="Điều tra")
    old, other = row.origin, PlanItem.objects.get(section__plan=draft, text=NEW_ROW[0])
    assert old is not None
    tie_row(actor=cast.actors["vptk"], item=row, origin=None, now=REVISED)
    page = page_of(cast, draft)
    assert [(len(page.added), len(page.gone)), page.may_tie_by_hand] == [(2, 2), True]
    tie_row(actor=cast.actors["vptk"], item=other, origin=old, now=REVISED)
    with pytest.raises(Refused, match="đã nối với một hàng khác"):
        tie_row(actor=cast.actors["vptk"], item=row, origin=old, now=REVISED)
    task = old.tasks.get()
    apply(cast, draft)
    task.refresh_from_db()
    assert task.item == other


def test_points_undecided_and_strangers_are_refused(cast: Cast, plan: Plan) -> None:
    draft = read_in(cast, document(lambda found: found.add_paragraph("31/11/2023")), "kh.docx", REVISED, settled=False)
    relate_plan(actor=cast.actors["vptk"], plan=draft, relation=Relation.REVISES, related=plan, now=REVISED)
    draft.refresh_from_db()
    for who in ("tpht", "noivu", "ba-dinh.vptk"):
        with pytest.raises(Forbidden, match="Chỉ Văn phòng - Thống kê"):
            apply(cast, draft, who)
    draft.doubts.filter(settlement="accepted").update(settlement="", settled_at=None)
    with pytest.raises(Refused, match="điểm chưa quyết"):
        apply(cast, draft)


def test_a_revision_is_not_accepted_as_a_plan_of_its_own(cast: Cast, draft: Plan) -> None:
    with pytest.raises(Refused, match="hãy xem khác biệt rồi áp dụng"):
        accept_plan(actor=cast.actors["vptk"], plan=draft, timetable=Timetable(), now=REVISED)


def test_a_second_revision_goes_on_from_the_first(cast: Cast, plan: Plan, draft: Plan) -> None:
    apply(cast, draft)
    back = revision_of(cast, plan, document(lambda found: None), "ban-dau.docx")
    page = page_of(cast, back)
    assert (len(page.changed), len(page.added), len(page.gone)) == (2, 1, 1)
    moved = next(one for one in duties(plan, "2.3") if one.label and "KH" in one.words)
    apply(cast, back)
    moved.refresh_from_db()
    assert (moved.due_on, moved.due_changes.count()) == (date(2023, 3, 31), 2)


def test_what_the_document_shows_is_suggested_and_never_decided(cast: Cast, plan: Plan) -> None:
    draft = read_in(cast, document(lambda found: None), "kh.docx", REVISED)
    found = suggested_relation(draft, [plan])
    assert found is not None
    assert (found.relation, found.key, draft.relation) == (Relation.REVISES, plan.pk, "")
    assert found.why.startswith("33 trong 33 hàng giống nguyên lời")


def test_a_replaced_plan_is_closed_and_owes_nothing(cast: Cast, plan: Plan) -> None:
    draft = read_in(cast, real_plan("doan-ket-2022"), "moi.docx", REVISED)
    relate_plan(actor=cast.actors["vptk"], plan=draft, relation=Relation.REPLACES, related=plan, now=REVISED)
    done = duties(plan, "5.2")[0]
    draft.refresh_from_db()
    accept_plan(actor=cast.actors["vptk"], plan=draft, timetable=Timetable(), now=REVISED)
    plan.refresh_from_db()
    done.refresh_from_db()
    assert (plan.state, Obligation.objects.filter(task__plan=plan).open().count()) == (PlanState.CLOSED, 0)
    assert (done.outcome, done.cancelled_on) == ("done", None)
    reasons = set(Obligation.objects.filter(task__plan=plan, cancelled_on=REVISED.date()).values_list("cancel_reason"))
    assert [reason.startswith("Thay bằng kế hoạch") for (reason,) in reasons] == [True]


def test_a_supplement_is_a_plan_beside_the_other(cast: Cast, plan: Plan) -> None:
    draft = read_in(cast, real_plan("doan-ket-2022"), "them.docx", REVISED)
    relate_plan(actor=cast.actors["vptk"], plan=draft, relation=Relation.SUPPLEMENTS, related=plan, now=REVISED)
    draft.refresh_from_db()
    owed = Obligation.objects.filter(task__plan=plan).open().count()
    accept_plan(actor=cast.actors["vptk"], plan=draft, timetable=Timetable(), now=REVISED)
    plan.refresh_from_db()
    assert (plan.state, draft.state) == (PlanState.ACCEPTED, PlanState.ACCEPTED)
    assert Obligation.objects.filter(task__plan=plan).open().count() == owed
