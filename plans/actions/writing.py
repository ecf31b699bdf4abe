"""Writing a plan that no document stands behind: rows are words, their readings are made by the readers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import Position
from cchc.orgs.refusals import Forbidden, Refused
from cchc.paper.words import clean
from plans.actions.correcting import Stale, add_doubts
from plans.actions.rows import OUT_OF_COLUMN, RowWriter, cut, fits, keep_targets
from plans.actions.settling import NO_RIGHT, NOT_DRAFT, locked_plan
from plans.enums import PlanState
from plans.models import Doubt, Plan, PlanItem, Section
from plans.queries import directory_of
from plans.reading.agencies import read_agencies
from plans.reading.assembling import Context, read_row, task_doubts
from plans.reading.results import ReadPlan
from plans.reading.rows import Row
from plans.reading.targets import read_targets
from plans.reading.words import sentences
from plans.rules import can_write_plan

EMPTY_ROW = "Hãy ghi nội dung nhiệm vụ; nếu không cần hàng này nữa thì bấm “Bỏ hàng”."
EMPTY_TITLE = "Hãy ghi tên của mục."
LONGEST_CELL = 4000
OF_TARGETS = "Chỉ tiêu"
FROM_DOCUMENT = "Kế hoạch này đọc từ văn bản nên không sửa thành bảng được; hãy sửa ở trang xem lại cách đọc."


@dataclass(frozen=True, slots=True)
class Words:
    """The cells of a row as a person wrote them."""

    text: str
    product: str = ""
    agency: str = ""
    time: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SectionWords:
    title: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class TableWords:
    """What a person wrote in the table since it was drawn: rows with the revision seen, sections with their words as
    seen and as they should be."""

    rows: Mapping[int, tuple[int, Words]] = field(default_factory=dict)
    sections: Mapping[int, tuple[SectionWords, SectionWords]] = field(default_factory=dict)


class Faulty(Refused):
    """Something in the table could not be kept: sentences by row or section ("12", "m3"). Nothing was stored."""

    def __init__(self, faults: Mapping[str, str], *, is_stale: bool) -> None:
        super().__init__("Chưa lưu được bảng: có chỗ cần xem lại, lời bạn gõ vẫn còn nguyên.")
        self.faults, self.is_stale = faults, is_stale


@transaction.atomic
def write_row(*, actor: Actor, item: PlanItem, seen: int, words: Words, now: datetime) -> PlanItem:
    """Keep the words written on revision `seen` and read them anew; words that are the same write nothing."""
    plan = writable_plan(actor, item.section.plan_id)
    return _write_row(HandWriter(plan), actor, item.pk, seen, words, now)


@transaction.atomic
def write_table(*, actor: Actor, plan: Plan, words: TableWords, now: datetime) -> None:
    """Keep all that was written in the table, or nothing: raises Faulty with a sentence for each place."""
    plan = writable_plan(actor, plan.pk)
    writer = HandWriter(plan)
    faults: dict[str, Refused] = {}
    for pk, (was, wanted) in words.sections.items():
        try:
            _write_section(writer, actor, pk, was, wanted, now)
        except Refused as refusal:
            faults[f"m{pk}"] = refusal
    for pk, (seen, row) in words.rows.items():
        try:
            _write_row(writer, actor, pk, seen, row, now)
        except Refused as refusal:
            faults[str(pk)] = refusal
    if faults:
        stale = any(isinstance(refusal, Stale) for refusal in faults.values())
        raise Faulty({place: refusal.message for place, refusal in faults.items()}, is_stale=stale)


class HandWriter:
    """Reads and writes rows of one plan; knows its directory."""

    def __init__(self, plan: Plan) -> None:
        first, last = plan.span
        self.plan = plan
        first_day = plan.issued_on or date(first, 1, 1)
        self.directory = directory_of(plan.organization).on(first_day)
        self._rows = RowWriter(plan, ReadPlan("", "", first, last))
        self._context = Context(self.directory, first, last, first_day, {})

    def add(
        self, section: Section, words: Words, *, origin: PlanItem | None = None, is_carried_over: bool = False
    ) -> PlanItem:
        """One more row at the end of its section."""
        order = section.items.filter(parent=None).count()
        item = PlanItem(
            section=section,
            order=order,
            ordinal=str(order + 1),
            is_by_hand=True,
            origin=origin,
            is_carried_over=is_carried_over,
        )
        self.write(item, words)
        return item

    def post_named(self, names: Iterable[str]) -> Position | None:
        """The first of these names that is a post of the body."""
        found = (self._rows.named.get(name) for name in names)
        return next((post for post in found if isinstance(post, Position)), None)

    def write(self, item: PlanItem, words: Words) -> None:
        """Read the words into the row; points that were decided on the same words are not raised again."""
        row = Row(item.ordinal, words.text, product=words.product, lead=words.agency, time=words.time, note=words.note)
        section = item.section
        lead = read_agencies(section.lead_text, self.directory).lead if section.lead_text else ()
        task = read_row(row, f"{section.label or section.title}, hàng {item.ordinal}", self._context, lead)
        task = replace(task, agency_text=words.agency)
        is_new = item.pk is None
        item.corrected_product, item.corrected_deadline, item.is_agency_corrected = "", "", False
        decided = set() if is_new else self._forget_points(item)
        self._rows.fill(item, task)
        raised = (doubt for doubt in task_doubts(task) if (doubt.code, doubt.words) not in decided)
        add_doubts(self.plan, item, raised)

    def _forget_points(self, item: PlanItem) -> set[tuple[str, str]]:
        """Undecided points go; those decided stay with their row."""
        points = Doubt.objects.filter(item=item)
        points.filter(settlement="").delete()
        return set(points.values_list("code", "words"))


def writable_plan(actor: Actor, plan_id: int) -> Plan:
    """The plan, locked; raises Refused unless the actor may write it now."""
    plan = locked_plan(plan_id)
    if can_write_plan(actor, plan):
        return plan
    if plan.state != PlanState.DRAFT:
        raise Refused(NOT_DRAFT)
    raise Refused(FROM_DOCUMENT) if not plan.is_written_here else Forbidden(NO_RIGHT)


def write_aims(plan: Plan, wanted: Iterable[str]) -> None:
    """The targets that these sentences state, each sentence once. Raises Refused for a figure too large to be kept."""
    plan.targets.all().delete()
    lines = dict.fromkeys(sentence for text in wanted for sentence in sentences(clean(text)))
    found = [replace(target, where=OF_TARGETS) for line in lines for target in read_targets(line)]
    if not all(fits(target.value, target.value_to) for target in found):
        raise Refused(OUT_OF_COLUMN)
    keep_targets(plan, found)


def renumber(rows: Sequence[PlanItem]) -> None:
    """Rows of one section in this order, numbered from 1; first out of the way of each other's places."""
    far = 10_000
    for shift in (far, 0):
        for place, item in enumerate(rows):
            item.order, item.ordinal = place + shift, str(place + 1)
            item.save(update_fields=["order", "ordinal"])


def _write_row(writer: HandWriter, actor: Actor, pk: int, seen: int, words: Words, now: datetime) -> PlanItem:
    found = PlanItem.objects.select_for_update(of=("self",)).select_related("section")
    item = found.filter(pk=pk, section__plan=writer.plan).first()
    if item is None:
        raise Refused("Người khác vừa bỏ hàng này; lời bạn gõ vẫn còn dưới đây, hãy chép lại nếu cần.")
    words = cleaned(words)
    before = _words_of(item)
    if words == before:
        return item
    if item.revision != seen:
        raise Stale
    require_text(words)
    item.revision += 1
    item.is_by_hand = True
    writer.write(item, words)
    old, new = _shown(before), _shown(words)
    changed = [name for name in new if new[name] != old[name]]
    record(
        "Sửa hàng",
        item,
        actor=actor,
        organization=writer.plan.organization,
        now=now,
        before={name: old[name] for name in changed},
        after={name: new[name] for name in changed},
    )
    return item


def _write_section(
    writer: HandWriter, actor: Actor, pk: int, was: SectionWords, wanted: SectionWords, now: datetime
) -> None:
    """A section has no revision: what it said when the person saw it tells whether somebody else changed it."""
    plan = writer.plan
    section = Section.objects.filter(plan=plan, pk=pk).first()
    if section is None:
        raise Refused("Người khác vừa bỏ mục này; hãy tải lại trang.")
    stored = SectionWords(section.title, section.lead_text)
    wanted = SectionWords(" ".join(clean(wanted.title).split()), " ".join(clean(wanted.lead).split()))
    if wanted in (was, stored):
        return
    if was != stored:
        raise Stale
    if not wanted.title:
        raise Refused(EMPTY_TITLE)
    section.title, section.lead_text = cut(wanted.title, 500), cut(wanted.lead, 300)
    name_lead(section, writer)
    section.save()
    if wanted.lead != stored.lead:
        for item in section.items.filter(parent=None).select_related("section"):
            writer.write(item, _words_of(item))
    before = {"tên": stored.title, "chủ trì": stored.lead}
    after = {"tên": wanted.title, "chủ trì": wanted.lead}
    record("Sửa mục", section, actor=actor, organization=plan.organization, now=now, before=before, after=after)


def name_lead(section: Section, writer: HandWriter) -> None:
    """Who leads a section, by its words; without words the lead of the section above."""
    names = read_agencies(section.lead_text, writer.directory).lead if section.lead_text else ()
    own = writer.post_named(names)
    section.lead = own or (section.parent.lead if section.parent and not section.lead_text else None)


def _words_of(item: PlanItem) -> Words:
    return Words(item.text, item.product_text, item.agency_text, item.deadline_text, item.note)


def cleaned(words: Words) -> Words:
    """Without signs that no document can hold."""
    cells = (words.text, words.product, words.agency, words.time, words.note)
    if max(map(len, cells)) > LONGEST_CELL:
        raise Refused(f"Một ô dài quá {LONGEST_CELL} chữ; hãy chia nội dung thành nhiều hàng.")
    return Words(*map(clean, cells))


def require_text(words: Words) -> None:
    """A row says something: signs alone are no duty."""
    if not any(char.isalnum() for char in words.text):
        raise Refused(EMPTY_ROW)


def _shown(words: Words) -> dict[str, str]:
    return {
        "nhiệm vụ": words.text,
        "sản phẩm": words.product,
        "cơ quan": words.agency,
        "thời gian": words.time,
        "ghi chú": words.note,
    }
