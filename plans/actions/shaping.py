"""Rows put right by hand: one parted into two, two joined, one written, one taken out. The document's words stay words
of the document; each of these steps can be taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import Organization, Position
from cchc.orgs.refusals import Refused
from cchc.text import fold, squeeze
from plans.actions.correcting import (
    Correction,
    Stale,
    add_doubts,
    reread_deadline,
    reread_products,
    row_name,
    shown_reading,
    write_bodies,
)
from plans.actions.rows import cut, folded_words
from plans.actions.settling import locked_plan, require_correctable
from plans.actions.steps import Step
from plans.doubt_kinds import Field, field_of
from plans.enums import TRACKED, SectionKind
from plans.models import Doubt, Plan, PlanItem, Responsibility, Section
from plans.reading.results import Doubt as ReadDoubt
from plans.reading.words import join_cut

HAS_PARTS = "Hàng này gồm nhiều việc nhỏ; hãy tách hoặc gộp từng việc một."
CELLS = ("product_text", "agency_text", "deadline_text", "note")
NOBODY = "Việc này không nêu ai thực hiện; chưa giao cho ai, hãy chọn cơ quan."
QUOTED_WORDS = 14
_ROOM = 10_000


@dataclass(frozen=True, slots=True)
class NewSection:
    """A section written by hand."""

    title: str
    kind: SectionKind


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row written by hand; its words are read like those of a document."""

    text: str
    ordinal: str = ""
    product_text: str = ""
    deadline_text: str = ""
    note: str = ""
    leads: tuple[Position | Organization, ...] = ()
    coordinates: tuple[Position | Organization, ...] = ()


@transaction.atomic
def split_row(*, actor: Actor, item: PlanItem, seen: int, at: int, now: datetime) -> tuple[PlanItem, PlanItem]:
    """Part a row where its text says `at`. What stands in the other cells goes with the part that says it, else with
    both; both are corrected afterwards."""
    plan, item = _held(actor, item, seen)
    first, second = squeeze(item.text[:at]), squeeze(item.text[at:])
    if not first or not second:
        raise Refused("Chỗ tách phải nằm giữa lời của hàng; hãy chọn một từ khác từ đầu tiên.")
    step = Step(items=[item.pk])
    named = list(item.responsibilities.all())
    undecided = list(Doubt.objects.filter(item=item, settlement=""))
    below = PlanItem(
        section=item.section, parent=item.parent, order=open_place(item.section, item.parent, item.order + 1)
    )
    for name in ("place", "agency_text", "groups", "unknown_agencies", "is_agency_corrected", *CELLS):
        setattr(below, name, getattr(item, name))
    below.corrected_product, below.corrected_deadline = item.corrected_product, item.corrected_deadline
    _share_text(item, below, first, second)
    _share_cells(item, below)
    below.save()
    Responsibility.objects.bulk_create(
        Responsibility(item=below, position=one.position, body=one.body, role=one.role) for one in named
    )
    for part in (item, below):
        _read_anew(plan, part)
    _share_doubts(undecided, item, below)
    after = {"thành": [item.text, below.text]}
    record("Tách hàng", item, actor=actor, organization=plan.organization, now=now, after=after)
    step.keep(actor=actor, plan=plan, words=f"Tách {row_name(item)} thành hai", now=now, items=[below.pk])
    return item, below


@transaction.atomic
def join_rows(*, actor: Actor, upper: PlanItem, lower: PlanItem, seen: tuple[int, int], now: datetime) -> PlanItem:
    """Join a row with the one right above it; splitting it again gives the two back."""
    plan, lower = _held(actor, lower, seen[1])
    _, upper = _held(actor, upper, seen[0])
    if _row_above(lower) != upper:
        raise Refused("Hàng ở trên đã khác đi; hãy tải lại trang rồi gộp lại.")
    step = Step(items=[upper.pk, lower.pk])
    before = {"hàng trên": shown_reading(upper), "hàng dưới": shown_reading(lower)}
    _join_words(upper, lower)
    roles = {r.position or r.body: r.role for r in lower.responsibilities.select_related("position", "body")}
    held = {r.position or r.body for r in upper.responsibilities.select_related("position", "body")}
    Responsibility.objects.filter(item=lower).exclude(pk__in=_doubled(lower, held)).update(item=upper)
    upper.is_agency_corrected |= lower.is_agency_corrected and bool(roles)
    Doubt.objects.filter(item=lower).update(item=upper)
    lower.delete()
    _read_anew(plan, upper)
    record("Gộp hàng", upper, actor=actor, organization=plan.organization, now=now, before=before)
    step.keep(actor=actor, plan=plan, words=f"Gộp {row_name(lower)} vào {row_name(upper)}", now=now)
    return upper


@transaction.atomic
def drop_row(*, actor: Actor, item: PlanItem, seen: int, now: datetime) -> None:
    """Take out a row that is no duty, with its parts; its words stay in the audit trail."""
    plan, item = _held(actor, item, seen, may_have_parts=True)
    step = Step(items=[item.pk])
    drop_rows(actor, plan, [item], now)
    step.keep(actor=actor, plan=plan, words=f"Bỏ {row_name(item)}", now=now)


@transaction.atomic
def write_row(
    *, actor: Actor, plan: Plan, section: Section | NewSection, below: PlanItem | None, row: NewRow, now: datetime
) -> PlanItem:
    """Write a row by hand: right below another one, else at the end of its section, which may be a new one."""
    plan = locked_plan(plan.pk)
    require_correctable(actor, plan)
    if not squeeze(row.text):
        raise Refused("Hãy ghi lời của nhiệm vụ.")
    step = Step()
    made = isinstance(section, NewSection)
    place = _new_section(plan, section) if isinstance(section, NewSection) else section
    if place.plan_id != plan.pk:
        raise Refused("Phần này không thuộc kế hoạch; hãy tải lại trang rồi chọn lại.")
    item = _new_item(place, below, row)
    if row.leads or row.coordinates:
        write_bodies(item, plan, Correction("", "", row.leads, row.coordinates))
    _read_anew(plan, item)
    doubt_nobody(plan, item)
    record("Thêm hàng", item, actor=actor, organization=plan.organization, now=now, after=shown_reading(item))
    words = f"Thêm {row_name(item)}"
    step.keep(actor=actor, plan=plan, words=words, now=now, items=[item.pk], sections=[place.pk] if made else [])
    return item


def drop_rows(actor: Actor, plan: Plan, items: Iterable[PlanItem], now: datetime) -> None:
    """Delete rows and tell the audit trail what they said; part of an action that keeps the step."""
    for item in items:
        before = shown_reading(item)
        parts = [part.text for part in item.children.all()]
        record(
            "Bỏ hàng",
            item,
            actor=actor,
            organization=plan.organization,
            now=now,
            before=before | ({"việc nhỏ": parts} if parts else {}),
        )
        item.delete()


def doubt_nobody(plan: Plan, item: PlanItem) -> None:
    """A row to be done that falls to nobody is a point to decide."""
    somebody = item.section.lead_id or item.groups or item.unknown_agencies or item.responsibilities.exists()
    if item.section.kind in TRACKED and not somebody:
        words = " ".join(item.text.split()[:QUOTED_WORDS])
        add_doubts(plan, item, [ReadDoubt("agency_none", NOBODY, words)])


def _row_above(item: PlanItem) -> PlanItem | None:
    """The row right above, in the same section and below the same row."""
    beside = PlanItem.objects.filter(section=item.section_id, parent=item.parent_id, order__lt=item.order)
    return beside.order_by("-order").first()


def next_order(section: Section) -> int:
    """The place after the last row of a section."""
    last = PlanItem.objects.filter(section=section, parent=None).aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def open_place(section: Section, parent: PlanItem | None, order: int) -> int:
    """Make room for a row at `order`; the rows from there on move down by one."""
    beside = PlanItem.objects.filter(section=section, parent=parent)
    if beside.filter(order=order).exists():
        beside.filter(order__gte=order).update(order=F("order") + _ROOM)
        beside.filter(order__gte=_ROOM).update(order=F("order") - (_ROOM - 1))
    return order


def _held(actor: Actor, item: PlanItem, seen: int, *, may_have_parts: bool = False) -> tuple[Plan, PlanItem]:
    """The plan and the row, locked, as the person saw them."""
    plan = locked_plan(item.section.plan_id)
    require_correctable(actor, plan)
    held = (
        PlanItem.objects.select_for_update(of=("self",)).select_related("section", "parent").filter(pk=item.pk).first()
    )
    if held is None or held.revision != seen:
        raise Stale
    if held.children.exists() and not may_have_parts:
        raise Refused(HAS_PARTS)
    return plan, held


def _share_text(item: PlanItem, below: PlanItem, first: str, second: str) -> None:
    """Where a person rewrote the row, the document's words stay with the first part."""
    item.text, below.text = first, second
    for part in (item, below):
        part.is_by_hand = True
    item.revision += 1


def _share_cells(item: PlanItem, below: PlanItem) -> None:
    """A cell whose words only one part says belongs to that part."""
    texts = fold(item.text), fold(below.text)
    for name in ("product_text", "deadline_text"):
        words = fold(getattr(item, name))
        said = [bool(words) and words in text for text in texts]
        if said == [True, False]:
            setattr(below, name, "")
        elif said == [False, True]:
            setattr(item, name, "")


def _share_doubts(undecided: Sequence[Doubt], item: PlanItem, below: PlanItem) -> None:
    """Points whose words only the second part says go with it."""
    texts = fold(item.text), fold(below.text)
    gone = [d.pk for d in undecided if d.words and fold(d.words) in texts[1] and fold(d.words) not in texts[0]]
    Doubt.objects.filter(pk__in=gone, item=item).update(item=below)


def _join_words(upper: PlanItem, lower: PlanItem) -> None:
    """One below the other; what both say alike once. Corrected words are joined as they were shown."""
    if upper.document_words.get("text") or lower.document_words.get("text"):
        upper.document_words["text"] = join_cut(upper.document_text, lower.document_text)
    upper.text = f"{upper.text}\n{lower.text}"
    product, deadline = (
        _joined(upper.product_words, lower.product_words),
        _joined(upper.deadline_words, lower.deadline_words),
    )
    for name in CELLS:
        setattr(upper, name, _joined(getattr(upper, name), getattr(lower, name)))
    upper.corrected_product = "" if product == upper.product_text else product
    upper.corrected_deadline = "" if deadline == upper.deadline_text else deadline
    upper.groups = list(dict.fromkeys([*upper.groups, *lower.groups]))
    upper.unknown_agencies = list(dict.fromkeys([*upper.unknown_agencies, *lower.unknown_agencies]))
    upper.is_by_hand = True
    upper.revision += 1


def _joined(above: str, below: str) -> str:
    if not below or fold(below) == fold(above):
        return above or below
    return f"{above}\n{below}" if above else below


def _doubled(lower: PlanItem, held: set[Position | Organization | None]) -> list[int]:
    named = lower.responsibilities.select_related("position", "body")
    return [one.pk for one in named if (one.position or one.body) in held]


def _read_anew(plan: Plan, item: PlanItem) -> None:
    """Deadline and products from the words as they now are; undecided points about deadlines are raised anew."""
    raised = reread_deadline(item, plan)
    item.folded = folded_words(item)
    item.save()
    reread_products(item)
    held = list(Doubt.objects.filter(item=item))
    known = {(doubt.code, doubt.words) for doubt in held}
    fresh = {(doubt.code, doubt.words) for doubt in raised}
    outdated = [
        doubt.pk
        for doubt in held
        if not doubt.settlement and field_of(doubt.code) == Field.DEADLINE and (doubt.code, doubt.words) not in fresh
    ]
    Doubt.objects.filter(pk__in=outdated).delete()
    add_doubts(plan, item, [doubt for doubt in raised if (doubt.code, doubt.words) not in known])


def _new_item(section: Section, below: PlanItem | None, row: NewRow) -> PlanItem:
    follows = below is not None and below.section_id == section.pk and below.parent_id is None
    item = PlanItem(
        section=section,
        order=open_place(section, None, below.order + 1) if below and follows else next_order(section),
        ordinal=cut(row.ordinal, 20),
        text=squeeze(row.text),
        product_text=squeeze(row.product_text),
        deadline_text=squeeze(row.deadline_text),
        note=squeeze(row.note),
        is_by_hand=True,
    )
    item.save()
    return item


def _new_section(plan: Plan, wanted: NewSection) -> Section:
    title = " ".join(squeeze(wanted.title).split())
    if not title:
        raise Refused("Hãy chọn phần của nhiệm vụ, hoặc ghi tên phần mới.")
    last = Section.objects.filter(plan=plan).aggregate(last=Max("order"))["last"]
    order = 0 if last is None else last + 1
    return Section.objects.create(plan=plan, order=order, kind=wanted.kind, title=cut(title, 500))
