"""Beginning a plan that is written here: from last year's, or from nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Forbidden, Refused
from cchc.paper.words import roman
from cchc.text import fold
from plans.actions.heading import Heading, check_heading
from plans.actions.issuing import whole_title
from plans.actions.rows import cut, folded_heading
from plans.actions.writing import HandWriter, Words, write_aims
from plans.enums import PlanState, Relation
from plans.models import Plan, PlanItem, Section
from plans.queries import leaves_of
from plans.row_words import agency_words
from plans.rules import can_start_next_plan, can_upload_plan
from plans.shifting import Shift

NO_RIGHT = "Chỉ Văn phòng - Thống kê của đơn vị mới được viết kế hoạch."
NOT_IN_FORCE = "Chỉ bắt đầu được kế hoạch năm sau từ kế hoạch đang thực hiện hoặc đã khép lại."
NO_ROWS = "Hãy chọn ít nhất một nhiệm vụ để đưa sang kế hoạch mới."
FIRST_SECTION = "Các nhiệm vụ trọng tâm"
_OWN_NUMBER = re.compile(r"^\d*[a-zđ]?(?=/)")
_IN_TABLE = re.compile(r"[IVXLC]+|[A-ZĐ]")


@dataclass(frozen=True, slots=True)
class Start:
    """What of last year's plan goes on: ids of its rows (whether each was left unfinished), and the new years."""

    rows: Mapping[int, bool]
    from_year: int
    to_year: int


@transaction.atomic
def start_next_plan(*, actor: Actor, last: Plan, start: Start, now: datetime) -> Plan:
    """A draft that follows `last`, with the chosen rows in the words of the new years. Started already, the plan of the
    first time is found (its `created_at` is then not `now`)."""
    last = Plan.objects.select_for_update(of=("self",)).select_related("organization").get(pk=last.pk)
    _check_start(actor, last)
    known = Plan.objects.filter(relation=Relation.FOLLOWS, related=last).select_related("organization").first()
    if known:
        return known
    shift = _shift(last, start)
    chosen = [item for item in leaves_of(last) if item.pk in start.rows]
    if not chosen:
        raise Refused(NO_ROWS)
    plan = _follow(last, start, shift, now)
    sections = _copy_sections(plan, last, chosen, shift)
    writer = HandWriter(plan)
    for item in chosen:
        words = _words_of(item, shift, last, is_unfinished=start.rows[item.pk])
        writer.add(sections[item.section_id], words, origin=item, is_carried_over=start.rows[item.pk])
    write_aims(plan, [shift.words(target.text) for target in last.targets.all()])
    after = {"từ kế hoạch": last.title, "số nhiệm vụ": len(chosen), "chuyển tiếp": sum(start.rows.values())}
    record("Bắt đầu kế hoạch năm sau", plan, actor=actor, organization=plan.organization, now=now, after=after)
    return plan


@transaction.atomic
def begin_plan(*, actor: Actor, title: str, from_year: int, to_year: int, now: datetime) -> Plan:
    """An empty plan with one section, to be written here."""
    if not can_upload_plan(actor):
        raise Forbidden(NO_RIGHT)
    check_heading(Heading("", title, from_year, to_year, None))
    plan = Plan.objects.create(
        organization=Organization.objects.get(pk=actor.organization.pk),
        state=PlanState.DRAFT,
        title=whole_title(title),
        from_year=from_year,
        to_year=to_year,
        created_at=now,
        folded=folded_heading(whole_title(title), ""),
    )
    Section.objects.create(plan=plan, order=0, label="Phụ lục", title=FIRST_SECTION)
    record("Viết kế hoạch mới", plan, actor=actor, organization=plan.organization, now=now)
    return plan


def _check_start(actor: Actor, last: Plan) -> None:
    if can_start_next_plan(actor, last):
        return
    if last.state not in (PlanState.ACCEPTED, PlanState.CLOSED):
        raise Refused(NOT_IN_FORCE)
    raise Forbidden(NO_RIGHT)


def _shift(last: Plan, start: Start) -> Shift:
    first, final = last.span
    check_heading(Heading("", last.title, start.from_year, start.to_year, None))
    if start.from_year <= first:
        raise Refused(f"Kế hoạch mới phải bắt đầu sau năm {first}; hãy ghi lại năm đầu của kế hoạch mới.")
    return Shift(first, final, start.from_year - first)


def _follow(last: Plan, start: Start, shift: Shift, now: datetime) -> Plan:
    """Who signs is expected to be who signed; what the plan carries out is for a person to write."""
    number, title = _OWN_NUMBER.sub("", last.number), shift.words(last.title)
    return Plan.objects.create(
        organization=last.organization,
        state=PlanState.DRAFT,
        number=number,
        title=title,
        folded=folded_heading(title, number),
        from_year=start.from_year,
        to_year=start.to_year,
        signer=last.signer,
        authority=last.authority,
        signer_title=last.signer_title,
        relation=Relation.FOLLOWS,
        related=last,
        created_at=now,
    )


def _copy_sections(plan: Plan, last: Plan, chosen: Sequence[PlanItem], shift: Shift) -> dict[int, Section]:
    """By the old section's id: those with a chosen row and all above them, in their order."""
    known = {section.pk: section for section in last.sections.select_related("lead")}
    wanted: set[int] = set()
    for item in chosen:
        at: int | None = item.section_id
        while at is not None:
            wanted.add(at)
            at = known[at].parent_id
    copies: dict[int, Section] = {}
    for old in (section for section in known.values() if section.pk in wanted):
        above = copies.get(old.parent_id or 0)
        copies[old.pk] = _copy_section(plan, old, above, len(copies), shift)
    return copies


def _copy_section(plan: Plan, old: Section, above: Section | None, order: int, shift: Shift) -> Section:
    """A heading of the prose becomes an appendix of its own: its rows stand in a table now."""
    is_group = not old.label and above is not None
    is_kept = is_group or fold(old.label).startswith("phu luc") or _IN_TABLE.fullmatch(old.label) is not None
    inherits = above is not None and above.lead_id == old.lead_id
    lead_text = old.lead_text if old.lead is None or inherits else old.lead.name
    return Section.objects.create(
        plan=plan,
        parent=above if is_kept else None,
        order=order,
        kind=old.kind,
        label=old.label if is_kept else f"Phụ lục {roman(plan.sections.filter(parent=None).count() + 1)}",
        title=cut(shift.words(old.title), 500),
        area=old.area,
        lead_text=cut(lead_text, 300),
        lead=old.lead,
    )


def _words_of(item: PlanItem, shift: Shift, last: Plan, *, is_unfinished: bool) -> Words:
    """Corrected words stand for those of the document; a part of a row brings the row's words along."""
    note = shift.words(item.note)
    if is_unfinished:
        carried = f"Chuyển tiếp từ năm {last.span[1]}"
        note = f"{note}\n{carried}" if note else carried
    return Words(
        text=shift.words(_whole_text(item)),
        product=shift.words(item.product_words),
        agency=agency_words(item),
        time=shift.words(item.deadline_words),
        note=note,
    )


def _whole_text(item: PlanItem) -> str:
    above = item.parent
    if above is None or fold(item.text) in fold(above.text):
        return item.text
    return f"{_whole_text(above).rstrip(' .;:')}: {item.text}"
