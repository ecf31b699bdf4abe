"""Adding, dropping and moving rows and sections of a plan that is written here."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.refusals import Refused
from cchc.paper.words import clean, roman
from cchc.text import fold
from plans.actions.rows import cut
from plans.actions.writing import (
    EMPTY_TITLE,
    HandWriter,
    SectionWords,
    Words,
    cleaned,
    name_lead,
    renumber,
    require_text,
    writable_plan,
    write_aims,
)
from plans.models import Plan, PlanItem, Section

FAR = 10_000
LAST_SECTION = "Kế hoạch cần ít nhất một mục; hãy sửa tên mục này thay vì bỏ."
FULL_SECTION = "Mục này còn nhiệm vụ; hãy bỏ hoặc chuyển hết các hàng của mục rồi hãy bỏ mục."
_COUNTED = re.compile(r"(?P<words>.*?)(?P<number>\d{1,3})$", re.DOTALL)


@transaction.atomic
def add_row(*, actor: Actor, section: Section, words: Words, now: datetime) -> PlanItem:
    """One more row at the end of a section."""
    plan = writable_plan(actor, section.plan_id)
    words = cleaned(words)
    require_text(words)
    item = HandWriter(plan).add(Section.objects.get(pk=section.pk, plan=plan), words)
    after = {"nhiệm vụ": item.text, "mục": str(item.section)}
    record("Thêm hàng", item, actor=actor, organization=plan.organization, now=now, after=after)
    return item


@transaction.atomic
def remove_row(*, actor: Actor, item: PlanItem, now: datetime) -> None:
    """The audit trail keeps its words; the rows below it are numbered anew."""
    plan = writable_plan(actor, item.section.plan_id)
    before = {"nhiệm vụ": item.text, "sản phẩm": item.product_text, "cơ quan": item.agency_text}
    before |= {"thời gian": item.deadline_text, "mục": str(item.section)}
    record("Bỏ hàng", item, actor=actor, organization=plan.organization, now=now, before=before)
    section = item.section
    item.delete()
    renumber(_rows_of(section))


@transaction.atomic
def move_row(*, actor: Actor, item: PlanItem, step: int, now: datetime) -> None:
    """One place up (-1) or down (+1), into the neighbouring section at the end of its own."""
    plan = writable_plan(actor, item.section.plan_id)
    item = PlanItem.objects.select_related("section").get(pk=item.pk)
    rows = _rows_of(item.section)
    place = next(n for n, row in enumerate(rows) if row.pk == item.pk)
    if 0 <= place + step < len(rows):
        rows.insert(place + step, rows.pop(place))
        renumber(rows)
    elif not _move_over(plan, item, step):
        return
    after = {"mục": str(item.section), "thứ tự": item.order + 1}
    record("Chuyển hàng", item, actor=actor, organization=plan.organization, now=now, after=after)


@transaction.atomic
def add_section(*, actor: Actor, plan: Plan, words: SectionWords, now: datetime) -> Section:
    """A new appendix at the end, numbered on from the last one."""
    plan = writable_plan(actor, plan.pk)
    title = " ".join(clean(words.title).split())
    if not title:
        raise Refused(EMPTY_TITLE)
    known = list(plan.sections.all())
    section = Section(
        plan=plan,
        order=len(known),
        label=_next_label([section.label for section in known if section.parent_id is None]),
        title=cut(title, 500),
        lead_text=cut(" ".join(clean(words.lead).split()), 300),
    )
    name_lead(section, HandWriter(plan))
    section.save()
    record("Thêm mục", section, actor=actor, organization=plan.organization, now=now)
    return section


@transaction.atomic
def remove_section(*, actor: Actor, section: Section, now: datetime) -> None:
    """Only an empty one, and never the last."""
    plan = writable_plan(actor, section.plan_id)
    if section.items.exists() or section.children.exists():
        raise Refused(FULL_SECTION)
    if plan.sections.count() == 1:
        raise Refused(LAST_SECTION)
    record("Bỏ mục", section, actor=actor, organization=plan.organization, now=now)
    section.delete()
    _reorder(list(plan.sections.all()))


@transaction.atomic
def move_section(*, actor: Actor, section: Section, step: int, now: datetime) -> None:
    """A section with all below it changes places with its neighbour of the same level."""
    plan = writable_plan(actor, section.plan_id)
    families = _families(list(plan.sections.all()), section.parent_id)
    place = next(n for n, family in enumerate(families) if family[0].pk == section.pk)
    if not 0 <= place + step < len(families):
        return
    first = min(one.order for family in families for one in family)
    families.insert(place + step, families.pop(place))
    _reorder([one for family in families for one in family], first)
    record("Chuyển mục", section, actor=actor, organization=plan.organization, now=now)


@transaction.atomic
def write_targets(*, actor: Actor, plan: Plan, seen: int, sentences: Sequence[str], now: datetime) -> None:
    """Keep the sentences that state what the plan aims at; their figures are read from them."""
    plan = writable_plan(actor, plan.pk)
    before = [target.text for target in plan.targets.all()]
    if plan.revision != seen and list(dict.fromkeys(before)) != list(sentences):
        raise Refused("Người khác vừa sửa đầu kế hoạch hoặc chỉ tiêu; hãy tải lại trang, so hai bản rồi lưu lại.")
    write_aims(plan, sentences)
    after = [target.text for target in plan.targets.all()]
    if after == before:
        return
    plan.revision += 1
    plan.save(update_fields=["revision"])
    old, new = {"chỉ tiêu": before}, {"chỉ tiêu": after}
    record("Sửa chỉ tiêu", plan, actor=actor, organization=plan.organization, now=now, before=old, after=new)


def _next_label(labels: Sequence[str]) -> str:
    """ "Phụ lục số 08" after "Phụ lục số 07"; "Phụ lục II" after a single "Phụ lục"."""
    found = _COUNTED.fullmatch(labels[-1]) if labels else None
    if found and fold(found["words"]).startswith("phu luc"):
        return f"{found['words']}{str(int(found['number']) + 1).zfill(len(found['number']))}"
    return f"Phụ lục {roman(len(labels) + 1)}"


def _rows_of(section: Section) -> list[PlanItem]:
    return list(PlanItem.objects.filter(section=section, parent=None).select_related("section").order_by("order"))


def _move_over(plan: Plan, item: PlanItem, step: int) -> bool:
    sections = list(plan.sections.all())
    place = next(n for n, one in enumerate(sections) if one.pk == item.section_id) + step
    if not 0 <= place < len(sections):
        return False
    old, others = item.section, _rows_of(sections[place])
    item.section, item.order = sections[place], FAR * 2
    item.save(update_fields=["section", "order"])
    renumber([item, *others] if step > 0 else [*others, item])
    renumber(_rows_of(old))
    return True


def _families(sections: Sequence[Section], parent_id: int | None) -> list[list[Section]]:
    """Sections of one level, each with all below it, in their order."""
    found: dict[int, list[Section]] = {}
    top: dict[int, int] = {}
    for section in sections:
        if section.parent_id == parent_id:
            found[section.pk], top[section.pk] = [section], section.pk
        elif section.parent_id in top:
            top[section.pk] = top[section.parent_id]
            found[top[section.pk]].append(section)
    return list(found.values())


def _reorder(sections: Sequence[Section], first: int = 0) -> None:
    for shift in (FAR, 0):
        for place, section in enumerate(sections, start=first):
            section.order = place + shift
            section.save(update_fields=["order"])
