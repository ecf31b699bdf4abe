"""Parts of the actions: finding a report, keeping its narrative, freezing its facts, asking for its files."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.refusals import Refused
from cchc.queue import enqueue
from reports import paragraphs
from reports.enums import DrawingState, FileFormat, ReportState
from reports.facts import NarrativeSection, ReportFacts, from_json, to_json
from reports.models import NarrativeText, Report, ReportFile, Snapshot
from reports.outline import OUTLINE, PARTS
from tasks.enums import PeriodKind
from tasks.periods import Period

JOB = "reports.draw_file"


def locked_report(actor: Actor, report_id: int) -> Report:
    """The report within the actor's reach, locked until the end of the transaction."""
    reports: QuerySet[Report] = Report.objects.visible_to(actor)
    return reports.select_for_update(of=("self",)).select_related("organization", "recipient__parent").get(pk=report_id)


def period_of(report: Report) -> Period:
    """The report's period with the days it had when the report was first made."""
    return Period(
        kind=PeriodKind(report.period_kind),
        year=report.period_year,
        number=report.period_number,
        start_on=report.start_on,
        cutoff_on=report.cutoff_on,
        send_by=report.send_by,
    )


def frozen_facts(report: Report) -> ReportFacts:
    """The facts of the report's newest snapshot. Raises Refused when another version of the program wrote them."""
    try:
        return from_json(Snapshot.objects.filter(report=report).latest("pk").facts)
    except ValueError as error:
        raise Refused(str(error)) from error


def keep_narrative(report: Report, sections: Iterable[NarrativeSection]) -> None:
    """Store what was drafted. A section that a person edited keeps his text; what is new to it waits in `fresh`."""
    have = {section.key: section for section in NarrativeText.objects.filter(report=report)}
    places = {part.key: place for place, part in enumerate(OUTLINE)}
    for section in sections:
        known = have.pop(section.key, None)
        if known is None:
            known = NarrativeText(report=report, key=section.key, order=places[section.key])
        _redraft(known, section)
    for gone in have.values():
        if gone.is_edited:
            gone.drafted, gone.fresh = [], []
            gone.save()
        else:
            gone.delete()


def _redraft(known: NarrativeText, section: NarrativeSection) -> None:
    was = paragraphs.from_json(known.drafted)
    known.level, known.heading = section.level, section.heading
    known.drafted = paragraphs.to_json(section.paragraphs)
    if known.is_edited:
        waiting = [p for p in paragraphs.from_json(known.fresh) if p in section.paragraphs]
        new = [p for p in paragraphs.missing_from(section.paragraphs, was) if p not in waiting]
        known.fresh = paragraphs.to_json([*waiting, *new])
    else:
        text = paragraphs.editable(section.paragraphs)
        known.version += known.pk is not None and text != known.text
        known.text = text
    known.save()


def narrative_of(report: Report) -> tuple[NarrativeSection, ...]:
    """The narrative as it is to be read now: the officials' words where nobody edited them, else the edited text."""
    return tuple(
        NarrativeSection(text.key, text.level, text.heading, _paragraphs(text))
        for text in NarrativeText.objects.filter(report=report)
    )


def _paragraphs(text: NarrativeText) -> tuple[Any, ...]:
    if not text.is_edited:
        return paragraphs.from_json(text.drafted)
    return paragraphs.edited(text.text, PARTS[text.key].gap)


def freeze(report: Report, facts: ReportFacts, *, now: datetime) -> Snapshot:
    """Keep the facts and ask for their files. The same facts again are the same snapshot: nothing is drawn twice."""
    stored = to_json(facts)
    sha256 = _sha256_of(stored)
    last = Snapshot.objects.filter(report=report).last()
    if last and last.sha256 == sha256:
        return last
    snapshot = Snapshot.objects.create(report=report, facts=stored, sha256=sha256, taken_at=now)
    for file_format in FileFormat:
        file = ReportFile.objects.create(
            report=report, snapshot=snapshot, format=file_format, state=DrawingState.QUEUED, asked_at=now
        )
        enqueue(JOB, file_id=file.pk)
    return snapshot


def _sha256_of(stored: dict[str, Any]) -> str:
    """The digest of facts in one spelling of JSON."""
    text = json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def with_narrative(facts: ReportFacts, report: Report) -> ReportFacts:
    return replace(facts, narrative=narrative_of(report))


def state_words(report: Report) -> str:
    """The state of a report in a sentence: "đã gửi"."""
    return ReportState(report.state).label.lower()
