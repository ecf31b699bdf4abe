"""Parts of the actions: finding a report, keeping its narrative, freezing its facts, asking for its files."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.refusals import Refused
from cchc.queue import enqueue
from reports import paragraphs
from reports.actions.searching import keep_searched
from reports.enums import DrawingState, FileFormat, ReportState
from reports.facts import NarrativeSection, ReportFacts, from_json, to_json
from reports.models import NarrativeText, Report, ReportFile, Snapshot
from reports.outline import Filling, Part, numbered
from reports.queries.outlines import outline_of

JOB = "reports.draw_file"


def locked_report(actor: Actor, report_id: int) -> Report:
    """The report within the actor's reach, locked until the end of the transaction."""
    reports: QuerySet[Report] = Report.objects.visible_to(actor)
    return reports.select_for_update(of=("self",)).select_related("organization", "recipient__parent").get(pk=report_id)


def frozen_facts(report: Report) -> ReportFacts:
    """The facts of the report's newest snapshot. Raises Refused when another version of the program wrote them."""
    try:
        return from_json(Snapshot.objects.filter(report=report).latest("pk").facts)
    except ValueError as error:
        raise Refused(str(error)) from error


def keep_narrative(report: Report, sections: Iterable[NarrativeSection]) -> None:
    """Store what was drafted, by the outline that holds now, with what the bodies beneath wrote under other headings. A
    section that a person edited keeps his text, also where the outline no longer has it; what is new to it waits in
    `fresh`."""
    have = {text.key: text for text in NarrativeText.objects.filter(report=report)}
    parts = {part.key: part for part in outline_of(report.organization, report.period_year)}
    kept = []
    for section in sections:
        key = section.part or section.key
        known = have.get(key) or NarrativeText(report=report, key=key)
        _redraft(known, section, parts.get(key) or Part(key, section.heading, Filling.WORDS))
        kept.append(known)
    for gone in [text for key, text in have.items() if text not in kept]:
        if gone.is_edited:
            gone.drafted, gone.fresh = [], []
            kept.insert(_place_after(kept, [*have], gone.key), gone)
        else:
            gone.delete()
    _store_in_order(kept)


def _place_after(kept: Sequence[NarrativeText], old_order: Sequence[str], key: str) -> int:
    """Where a section stands that the outline does not name: behind the nearest that stood before it."""
    before = set(old_order[: old_order.index(key)])
    return max((place for place, text in enumerate(kept, start=1) if text.key in before), default=0)


def _store_in_order(kept: Sequence[NarrativeText]) -> None:
    numbers = numbered(text.level for text in kept)
    for order, (text, number) in enumerate(zip(kept, numbers, strict=True)):
        text.order, text.number = order, number
        text.save()


def _redraft(known: NarrativeText, section: NarrativeSection, part: Part) -> None:
    was, now = paragraphs.from_json(known.drafted), section.paragraphs
    known.level, known.heading = section.level, section.heading
    known.filling, known.gap = part.filling, part.missing
    known.drafted = paragraphs.to_json(now)
    if known.is_edited:
        before = (*paragraphs.from_json(known.earlier), *was)
        known.earlier = paragraphs.to_json(paragraphs.still_used(known.text, before, now))
        waiting = [p for p in paragraphs.from_json(known.fresh) if p in now]
        known.fresh = paragraphs.to_json([*waiting, *paragraphs.missing_from(now, [*was, *waiting])])
    else:
        text = paragraphs.editable(now)
        known.version += known.pk is not None and text != known.text
        known.text, known.earlier = text, []


def freeze(report: Report, facts: ReportFacts, *, now: datetime) -> Snapshot:
    """Keep the facts and ask for their files. The same facts again are the same snapshot: nothing is drawn twice."""
    stored = to_json(facts)
    sha256 = _sha256_of(stored)
    last = Snapshot.objects.filter(report=report).last()
    if last and last.sha256 == sha256:
        keep_searched(report)
        return last
    snapshot = Snapshot.objects.create(report=report, facts=stored, sha256=sha256, taken_at=now)
    for file_format in FileFormat:
        file = ReportFile.objects.create(
            report=report, snapshot=snapshot, format=file_format, state=DrawingState.QUEUED, asked_at=now
        )
        enqueue(JOB, file_id=file.pk)
    keep_searched(report)
    return snapshot


def _sha256_of(stored: dict[str, Any]) -> str:
    """The digest of facts in one spelling of JSON."""
    text = json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def state_words(report: Report) -> str:
    """The state of a report in a sentence: "đã gửi"."""
    return ReportState(report.state).label.lower()
