"""Correcting the reading of a row. The words of the document stay; what a person wrote stands beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes, record
from cchc.orgs.models import Organization, Position
from cchc.orgs.refusals import Refused
from cchc.text import squeeze
from plans.actions.rows import folded_words, responsibility, write_products
from plans.actions.settling import locked_plan, require_correctable, settle
from plans.actions.steps import Step
from plans.clauses import clause_from_json
from plans.doubt_kinds import Field, field_of
from plans.enums import AgencyRole, Settlement
from plans.models import Doubt, Plan, PlanItem, Responsibility, Section
from plans.queries import named_bodies
from plans.reading.deadlines import clause_to_json, read_deadline
from plans.reading.products import read_products
from plans.reading.results import Doubt as ReadDoubt

STALE = "Người khác vừa sửa chỗ này; chữ bạn gõ vẫn còn dưới đây, hãy so với bản đang lưu rồi lưu lại nếu cần."
OWN_WORDS = ("text", "ordinal", "note")
LONGEST_NAME = 8


class Stale(Refused):
    """The row changed after the person opened it; both versions are to be shown."""

    def __init__(self) -> None:
        super().__init__(STALE)


@dataclass(frozen=True, slots=True)
class Correction:
    """All that a person may change in the reading of a row, as it should be; what is None stays."""

    product_text: str
    deadline_text: str
    leads: tuple[Position | Organization, ...]
    coordinates: tuple[Position | Organization, ...]
    text: str | None = None
    ordinal: str | None = None
    note: str | None = None
    section: Section | None = None


@transaction.atomic
def correct_item(*, actor: Actor, item: PlanItem, seen: int, correction: Correction, now: datetime) -> PlanItem:
    """Keep a correction made on revision `seen`; settles the row's points that it answers. What is the same stays the
    same, and a correction that changes nothing writes nothing."""
    plan = locked_plan(item.section.plan_id)
    require_correctable(actor, plan)
    item = PlanItem.objects.select_for_update(of=("self",)).select_related("section").get(pk=item.pk)
    if item.revision != seen:
        raise Stale
    step = Step(items=[item.pk])
    before = shown_reading(item)
    undecided = list(Doubt.objects.filter(item=item, settlement=""))
    changed, raised = _write_words(item, plan, correction)
    changed |= write_bodies(item, plan, correction)
    if changed and item.children.exists():
        raise Refused("Hàng này gồm nhiều việc nhỏ; hãy sửa từng việc một.")
    rewritten = _write_own_words(item, correction) | _move(item, plan, correction.section)
    if not (changed or rewritten):
        return item
    item.revision += 1
    item.folded = folded_words(item)
    item.save()
    answered = [doubt for doubt in undecided if field_of(doubt.code) in changed or _is_gone(doubt, before, item)]
    settle(actor=actor, plan=plan, doubts=answered, settlement=Settlement.CORRECTED, now=now)
    add_doubts(plan, item, raised)
    old, new = changes(before, shown_reading(item))
    record("Sửa cách đọc", item, actor=actor, organization=plan.organization, now=now, before=old, after=new)
    step.keep(actor=actor, plan=plan, words=f"Sửa {row_name(item)}", now=now)
    return item


def reread_deadline(item: PlanItem, plan: Plan) -> Sequence[ReadDoubt]:
    """Read the deadline words of a row anew into `item.clauses`; returns the points that this raises. Where the prose
    writes no time there is nothing to read."""
    if item.is_from_prose and not item.deadline_words.strip():
        item.clauses = []
        return ()
    if plan.from_year is None or plan.to_year is None:
        raise Refused("Kế hoạch chưa có năm; hãy ghi năm của kế hoạch trước khi sửa thời hạn.")
    reading = read_deadline(
        item.deadline_words, from_year=plan.from_year, to_year=plan.to_year, issued_on=plan.issued_on
    )
    item.clauses = [clause_to_json(clause) for clause in reading.clauses]
    return reading.doubts


def reread_products(item: PlanItem) -> None:
    """Write the products anew, each matched to the clauses that its name belongs to."""
    item.products.all().delete()
    clauses = tuple(clause_from_json(clause) for clause in item.clauses)
    write_products(item, read_products(item.product_words, clauses))


def add_doubts(plan: Plan, item: PlanItem, doubts: Iterable[ReadDoubt]) -> None:
    """Points raised by what a person wrote; they come after those of the document."""
    last = Doubt.objects.filter(plan=plan).order_by("-order").values_list("order", flat=True).first()
    first = 0 if last is None else last + 1
    Doubt.objects.bulk_create(
        Doubt(plan=plan, item=item, order=order, code=d.code, message=d.message, words=d.words, place=item.place)
        for order, d in enumerate(doubts, start=first)
    )


def row_name(item: PlanItem) -> str:
    """A row in a sentence: "hàng 2.1", else its first words."""
    if item.ordinal:
        return f"hàng {item.ordinal}"
    words = item.text.split()
    return f"hàng “{' '.join(words[:LONGEST_NAME])}{'…' if len(words) > LONGEST_NAME else ''}”"


def shown_reading(item: PlanItem) -> dict[str, Any]:
    """A row and its reading as the audit trail tells them."""
    named = list(item.responsibilities.select_related("position", "body"))
    return {
        "số thứ tự": item.ordinal,
        "nhiệm vụ": item.text,
        "ghi chú": item.note,
        "phần": str(item.section),
        "sản phẩm": item.product_words,
        "thời hạn": item.deadline_words,
        "chủ trì": [r.name for r in named if r.role == AgencyRole.LEAD],
        "phối hợp": [r.name for r in named if r.role == AgencyRole.COORDINATE],
    }


def _write_words(item: PlanItem, plan: Plan, correction: Correction) -> tuple[set[Field], Sequence[ReadDoubt]]:
    changed: set[Field] = set()
    raised: Sequence[ReadDoubt] = ()
    deadline, product = squeeze(correction.deadline_text), squeeze(correction.product_text)
    if product != squeeze(item.product_words):
        if not product and item.product_text.strip():
            raise Refused("Hãy ghi sản phẩm phải có của nhiệm vụ; ô này không để trống được.")
        item.corrected_product = "" if product == squeeze(item.product_text) else product
        changed.add(Field.PRODUCT)
    if deadline != squeeze(item.deadline_words):
        if not deadline and item.deadline_text.strip():
            raise Refused("Hãy ghi thời hạn bằng lời, ví dụ “quý III”, “trước ngày 15/12” hoặc “thường xuyên”.")
        item.corrected_deadline = "" if deadline == squeeze(item.deadline_text) else deadline
        raised = reread_deadline(item, plan)
        changed.add(Field.DEADLINE)
    if changed:
        reread_products(item)
    return changed, raised


def write_bodies(item: PlanItem, plan: Plan, correction: Correction) -> set[Field]:
    wanted = {**dict.fromkeys(correction.leads, AgencyRole.LEAD)}
    both = [body for body in correction.coordinates if body in wanted]
    if both:
        raise Refused(f"{both[0]} không thể vừa chủ trì vừa phối hợp; hãy chọn một trong hai.")
    wanted |= dict.fromkeys(correction.coordinates, AgencyRole.COORDINATE)
    held = {r.position or r.body: r.role for r in item.responsibilities.select_related("position", "body")}
    if wanted == held:
        return set()
    if not correction.leads:
        raise Refused("Hãy chọn ít nhất một nơi chủ trì; việc không có nơi chủ trì thì không giao được cho ai.")
    known = set(named_bodies(plan.organization).values())
    strangers = [body for body in wanted if body not in known]
    if strangers:
        raise Refused(f"{strangers[0]} không thuộc danh bạ của đơn vị nên không giao việc được.")
    item.responsibilities.all().delete()
    Responsibility.objects.bulk_create(responsibility(item, body, role) for body, role in wanted.items())
    item.is_agency_corrected, item.unknown_agencies = True, []
    return {Field.AGENCY}


def _write_own_words(item: PlanItem, correction: Correction) -> set[str]:
    """The row's own words, ordinal and note; the document's are kept beside, if it has them."""
    changed = set()
    for name in OWN_WORDS:
        wanted, held = getattr(correction, name), getattr(item, name)
        if wanted is None or squeeze(wanted) == squeeze(held):
            continue
        wanted = squeeze(wanted)
        if name == "text" and not wanted:
            raise Refused("Hãy ghi lời của nhiệm vụ; nếu đây không phải nhiệm vụ thì hãy bỏ hàng này.")
        original = item.document_words.pop(name, held if item.place else wanted)
        if squeeze(original) != wanted:
            item.document_words[name] = original
        setattr(item, name, original if squeeze(original) == wanted else wanted)
        changed.add(name)
    return changed


def _move(item: PlanItem, plan: Plan, section: Section | None) -> set[str]:
    """To the end of another section of the plan, with all its parts."""
    if section is None or section.pk == item.section_id:
        return set()
    if section.plan_id != plan.pk or item.parent_id is not None:
        raise Refused("Chỉ chuyển được cả hàng sang một phần khác của chính kế hoạch này.")
    last = PlanItem.objects.filter(section=section, parent=None).order_by("-order").values_list("order", flat=True)
    item.section, item.order = section, (last[0] + 1 if last else 0)
    PlanItem.objects.filter(Q(parent=item) | Q(parent__parent=item)).update(section=section)
    return {"section"}


def _is_gone(doubt: Doubt, before: dict[str, Any], item: PlanItem) -> bool:
    """A point whose quoted words stood in the row and stand there no more."""
    words = " ".join(doubt.words.split())
    old, new = (" ".join(text.split()) for text in (before["nhiệm vụ"], item.text))
    return bool(words) and words in old and words not in new
