"""The narrative of a report as it is to be read now."""

from dataclasses import replace

from reports import paragraphs
from reports.facts import NarrativeSection, Paragraph, ReportFacts
from reports.models import NarrativeText, Report
from reports.outline import Filling


def narrative_of(report: Report) -> tuple[NarrativeSection, ...]:
    """The officials' words where nobody edited them, else the edited text (one query)."""
    return tuple(
        NarrativeSection(text.number, text.level, text.heading, paragraphs_of(text), text.key)
        for text in NarrativeText.objects.filter(report=report)
    )


def paragraphs_of(text: NarrativeText) -> tuple[Paragraph, ...]:
    """The paragraphs of one section, each with whose words it is (no query)."""
    drafted = paragraphs.from_json(text.drafted)
    if not text.is_edited:
        return drafted
    gap = "" if text.filling == Filling.PARTS else text.gap
    return paragraphs.edited(text.text, gap, (*paragraphs.from_json(text.earlier), *drafted))


def with_narrative(facts: ReportFacts, report: Report) -> ReportFacts:
    return replace(facts, narrative=narrative_of(report))
