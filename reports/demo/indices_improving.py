"""Improvement plans of the demonstration, from `fixtures/demo/improving.json`: drafts drawn from published results,
with a measure for each weak component whose name holds the given words."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from cchc.orgs.actors import Actor
from cchc.text import fold
from indices.actions.improving import RowWords, Start, Words, begin_improvement, write_improvement
from indices.improving.components import Component, sort_out
from indices.models import Improvement
from indices.queries.improving_sources import Source, offers_of, source_of
from reports.demo.reports import moment
from reports.demo.year import actor_named

Measures = Sequence[Sequence[str]]
MOST_ROWS = 10
"""Components that a plan takes up: those that lost most points."""


def load_improving(now: datetime) -> None:
    """Each whose day has come and whose body has a result of the base year; what is there stays."""
    path = settings.BASE_DIR / "fixtures" / "demo" / "improving.json"
    for found in json.loads(path.read_text(encoding="utf-8")):
        at = moment(found["at"])
        if at <= now:
            _load(found, at)


def _load(found: dict[str, Any], at: datetime) -> None:
    actor = actor_named(f"{found['by']}@{found['body']}")
    source = _source(actor, found)
    if source is None or Improvement.objects.filter(organization=actor.organization, kind=found["kind"]).exists():
        return
    weak = [one for one in sort_out(source.components, source.threshold).weak if _measure(one.name, found["rows"])]
    chosen: list[Component] = weak[:MOST_ROWS]
    if not chosen:
        return
    start = Start(source.key, source.year + 1, source.threshold, [one.code for one in chosen])
    begun = begin_improvement(actor=actor, start=start, now=at)
    rows = tuple(_worded(row.pk, row.side, row.area, row.name, found["rows"]) for row in begun.rows.all())
    words = Words(begun.title, begun.opening, rows)
    write_improvement(actor=actor, improvement_id=begun.pk, words=words, seen=begun.revision, now=at)


def _source(actor: Actor, found: dict[str, Any]) -> Source | None:
    offers = (one for one in offers_of(actor) if one.kind == found["kind"] and one.year == found["base_year"])
    first = next(offers, None)
    return source_of(actor, first.key) if first else None


def _worded(pk: int, side: str, area: str, name: str, measures: Measures) -> RowWords:
    measure, agency, deadline = _measure(name, measures)
    return RowWords(pk, side, area, name, measure, agency, deadline)


def _measure(name: str, measures: Measures) -> Sequence[str]:
    """The first whose words the name holds."""
    return next((cells for words, *cells in measures if fold(words) in fold(name)), ())
