"""Saying of a paragraph that it is a duty, a target, or neither."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Refused
from cchc.text import fold, nfc
from plans.actions.correcting import add_doubts
from plans.actions.heading import is_about
from plans.actions.rows import RowWriter, fits, keep_targets
from plans.actions.settling import locked_plan, require_correctable, settle
from plans.actions.shaping import doubt_nobody, drop_rows, next_order, open_place
from plans.actions.steps import Step
from plans.enums import Settlement
from plans.layout import Heading, Place, Ties, tie
from plans.models import Doubt, Plan, PlanItem, Section, Target
from plans.queries import directory_of, document_rows, source_blocks
from plans.reading.assembling import Context, task_doubts
from plans.reading.marking import read_aims, read_duty
from plans.reading.results import Block, ReadPlan
from plans.stored_blocks import block_from_json

NO_PARAGRAPH = "Văn bản không có đoạn này; hãy tải lại trang rồi đánh dấu lại."
NO_FIGURE = (
    "Đoạn này không có con số nào để đo nên chưa thành chỉ tiêu được; nếu là việc phải làm, hãy đánh dấu là nhiệm vụ."
)
USUAL_SECTION = "Nhiệm vụ"


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of the stored document, with what was read from it."""

    plan: Plan
    blocks: list[Block]
    index: int
    ties: Ties

    @property
    def rows(self) -> list[int]:
        return self.ties.rows.get(Place(self.index), [])

    @property
    def text(self) -> str:
        return self.blocks[self.index].text

    def targets(self) -> list[Target]:
        words = fold(self.text)
        return [target for target in Target.objects.filter(plan=self.plan) if fold(target.text) in words]


@transaction.atomic
def mark_duty(*, actor: Actor, plan: Plan, index: int, now: datetime) -> PlanItem:
    """Make the paragraph a row of the section that it stands in, read like the prose of any plan."""
    found = _paragraph(actor, plan, index)
    if found.rows:
        raise Refused("Đoạn này đã là nhiệm vụ.")
    step = Step()
    section, below = _standing_in(found)
    made = section is None
    section = section or Section.objects.create(plan=found.plan, order=0, title=USUAL_SECTION)
    order = open_place(section, None, below.order + 1) if below else _first_place(section)
    task = read_duty(found.blocks, index, _context(found.plan))
    reading = ReadPlan("", "", *found.plan.span)
    item = RowWriter(found.plan, reading).write_row(section, order, task)
    add_doubts(found.plan, item, task_doubts(task))
    doubt_nobody(found.plan, item)
    after = {"nhiệm vụ": item.text, "phần": str(section)}
    record("Đánh dấu là nhiệm vụ", item, actor=actor, organization=found.plan.organization, now=now, after=after)
    sections = [section.pk] if made else []
    step.keep(
        actor=actor, plan=found.plan, words="Đánh dấu đoạn là nhiệm vụ", now=now, items=[item.pk], sections=sections
    )
    return item


@transaction.atomic
def mark_target(*, actor: Actor, plan: Plan, index: int, now: datetime) -> list[Target]:
    """Read the aims that the paragraph measures; it is no duty any more."""
    found = _paragraph(actor, plan, index)
    held = {(target.text, target.subject, target.value) for target in found.targets()}
    aims = [aim for aim in read_aims(found.blocks, index) if fits(aim.value, aim.value_to)]
    fresh = [aim for aim in aims if (nfc(aim.text), nfc(aim.subject), aim.value) not in held]
    if not aims:
        raise Refused(NO_FIGURE)
    if not fresh and not found.rows:
        raise Refused("Đoạn này đã là chỉ tiêu.")
    step = Step(items=found.rows)
    drop_rows(actor, found.plan, PlanItem.objects.filter(pk__in=found.rows).select_related("section"), now)
    last = Target.objects.filter(plan=found.plan).order_by("-order").values_list("order", flat=True).first()
    made = keep_targets(found.plan, fresh, first=0 if last is None else last + 1)
    after = {"chỉ tiêu": [target.text for target in made]}
    record("Đánh dấu là chỉ tiêu", found.plan, actor=actor, organization=found.plan.organization, now=now, after=after)
    pks = [target.pk for target in made]
    step.keep(actor=actor, plan=found.plan, words="Đánh dấu đoạn là chỉ tiêu", now=now, targets=pks)
    return list(made)


@transaction.atomic
def mark_neither(*, actor: Actor, plan: Plan, index: int, now: datetime) -> None:
    """Take out the rows and targets that were read from the paragraph."""
    found = _paragraph(actor, plan, index)
    targets = found.targets()
    if not found.rows and not targets:
        raise Refused("Đoạn này vốn không phải nhiệm vụ, cũng không phải chỉ tiêu.")
    doubts = _doubts_about(found.plan, targets)
    step = Step(items=found.rows, targets=[one.pk for one in targets], doubts=[doubt.pk for doubt in doubts])
    drop_rows(actor, found.plan, PlanItem.objects.filter(pk__in=found.rows).select_related("section"), now)
    _drop_targets(actor, found.plan, targets, doubts, now)
    step.keep(actor=actor, plan=found.plan, words="Bỏ dấu của một đoạn", now=now)


@transaction.atomic
def drop_target(*, actor: Actor, target: Target, seen: int, now: datetime) -> None:
    """Take out one target; points that quote it are answered by that."""
    plan = locked_plan(target.plan_id)
    require_correctable(actor, plan)
    held = Target.objects.filter(pk=target.pk, revision=seen).first()
    if held is None:
        raise Refused("Chỉ tiêu này vừa được người khác sửa hoặc bỏ; hãy tải lại trang.")
    doubts = _doubts_about(plan, [held])
    step = Step(targets=[held.pk], doubts=[doubt.pk for doubt in doubts])
    _drop_targets(actor, plan, [held], doubts, now)
    step.keep(actor=actor, plan=plan, words="Bỏ một chỉ tiêu", now=now)


def _paragraph(actor: Actor, plan: Plan, index: int) -> _Paragraph:
    plan = locked_plan(plan.pk)
    require_correctable(actor, plan)
    if plan.from_year is None or plan.to_year is None:
        raise Refused("Kế hoạch chưa có năm; hãy ghi năm của kế hoạch trước khi đánh dấu.")
    stored = source_blocks(plan)
    if index >= len(stored) or stored[index]["kind"] != "p":
        raise Refused(NO_PARAGRAPH)
    headings = [Heading(one.pk, one.label, one.title) for one in Section.objects.filter(plan=plan)]
    blocks = [block_from_json(block) for block in stored]
    return _Paragraph(plan, blocks, index, tie(stored, document_rows(plan), headings))


def _standing_in(found: _Paragraph) -> tuple[Section | None, PlanItem | None]:
    """The section of the nearest heading or row above, and the row to stand below; the first section for what stands
    above them all."""
    here = Place(found.index)
    above = max((place for place in found.ties.rows if place < here), default=None)
    heading = max((place for place in found.ties.headings if place < here), default=None)
    if above and (heading is None or above > heading):
        item = PlanItem.objects.select_related("section", "parent").get(pk=found.ties.rows[above][-1])
        return item.section, item
    sections = Section.objects.filter(plan=found.plan)
    if heading:
        return sections.get(pk=found.ties.headings[heading]), None
    return sections.order_by("order").first(), None


def _first_place(section: Section) -> int:
    first = PlanItem.objects.filter(section=section, parent=None).order_by("order").first()
    return open_place(section, None, first.order) if first else next_order(section)


def _context(plan: Plan) -> Context:
    first, last = plan.span
    first_day = plan.issued_on or date(first, 1, 1)
    return Context(directory_of(plan.organization).on(first_day), first, last, first_day, {})


def _doubts_about(plan: Plan, targets: list[Target]) -> list[Doubt]:
    undecided = Doubt.objects.filter(plan=plan, settlement="")
    return [doubt for doubt in undecided if any(is_about(doubt, target) for target in targets)]


def _drop_targets(actor: Actor, plan: Plan, targets: list[Target], doubts: list[Doubt], now: datetime) -> None:
    settle(actor=actor, plan=plan, doubts=doubts, settlement=Settlement.CORRECTED, now=now)
    for target in targets:
        before = {"chỉ tiêu": target.text, "đối tượng đo": target.subject}
        record("Bỏ chỉ tiêu", target, actor=actor, organization=plan.organization, now=now, before=before)
        target.delete()
