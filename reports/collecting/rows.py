"""The rows of a report as facts: the words of the document, what was achieved, every duty behind them."""

from collections.abc import Sequence

from plans.models import Section
from reports.collecting.duties import DutyFact, RowFact
from reports.collecting.given import GIVEN_TITLE, given_by
from reports.collecting.words import Posts, elsewhere, result_of, said_words, source_of
from reports.facts import AppendixFacts, DutyFacts, RowFacts
from tasks.models import Update


def by_section(rows: Sequence[RowFact]) -> list[tuple[Section, list[RowFact]]]:
    """The rows of each appendix in the plan's order; a row that a revision left out stands in the appendix of the same
    name."""
    sections = {row.task.item.section_id: row.task.item.section for row in rows if not row.is_left_out}
    named = {str(section): key for key, section in sections.items()}
    found: dict[int, tuple[Section, list[RowFact]]] = {}
    for row in rows:
        section = row.task.item.section
        key = section.pk if section.pk in sections else named.get(str(section), section.pk)
        found.setdefault(key, (sections.get(key, section), []))[1].append(row)
    return list(found.values())


def appendix_of(section: Section, rows: Sequence[RowFact], posts: Posts) -> AppendixFacts:
    """One appendix of the plan with its rows."""
    lead = section.lead.name if section.lead else section.lead_text
    return AppendixFacts(*names_of(section), lead, tuple(_row(row, posts) for row in rows))


def given_of(rows: Sequence[RowFact], posts: Posts) -> AppendixFacts | None:
    """What governments above gave, as an appendix of its own; None where they gave nothing."""
    return AppendixFacts("", GIVEN_TITLE, "", tuple(_row(row, posts) for row in rows)) if rows else None


def names_of(section: Section) -> tuple[str, str]:
    """Label and title; a part of an area is named after it: "I", "Chỉ đạo, điều hành: Nội dung cần khắc phục"."""
    if section.parent is None or section.label:
        return section.label, section.title
    label, title = names_of(section.parent)
    return label, f"{title}: {section.title}"


def _row(row: RowFact, posts: Posts) -> RowFacts:
    item = row.task.item
    return RowFacts(
        task_id=row.task.pk,
        ordinal=item.number,
        text=item.text,
        product=item.product_words,
        agency=row.leads if row.leads and row.task.is_given and not row.beneath else item.agency_text or row.leads,
        deadline=item.deadline_words,
        result=result_of(row),
        state=row.state.value,
        state_label=row.state.label,
        due_on=row.due_on,
        obligations=tuple(fact.obligation.pk for fact in row.duties),
        duties=tuple(_duty(fact, posts) for fact in row.duties),
        given_by=given_by(row),
        part=row.task.item.section.whole_name if row.giver else "",
        late_cause=row.cause.value if row.cause else "",
    )


def _duty(fact: DutyFact, posts: Posts) -> DutyFacts:
    last = fact.words[-1] if fact.words else None
    return DutyFacts(
        obligation=fact.obligation.pk,
        name=fact.obligation.short_name,
        due_on=fact.due_on,
        state=fact.state.value,
        state_label=fact.state.label,
        said=_said(fact, last) if last else "",
        source=source_of(last, posts) if last else "",
        evidence=_files(fact),
        late_cause=fact.cause.value if fact.cause else "",
        late_reason=fact.late_reason,
    )


def _said(fact: DutyFact, last: Update) -> str:
    told = fact.told_at.get(last.pk)
    return f"{last.get_outcome_display()}. {elsewhere(told)}" if told else said_words(last)


def _files(fact: DutyFact) -> tuple[int, ...]:
    """Those of its words, and of the words that they repeat."""
    own = [file.pk for update in fact.words for file in update.evidence.all()]
    return (*own, *(pk for told in fact.told_at.values() for pk in told.files))
