"""Search over plans, tasks, stated words, evidence and reports: each kind through the door that its own pages use, so
that nothing is found, counted or shown of what its reader could not open."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, When

from cchc.orgs.actors import Actor
from cchc.orgs.scope import own_body
from plans.enums import PlanState
from plans.models import Plan, PlanItem
from plans.queries import plans_in_reach
from plans.reading.folding import fold_in_place
from reports.models import NarrativeText, Report, Submission
from reports.queries.reach import reports_in_reach
from reports.searching import Asked, Kind, Piece, snippet
from tasks.models import Evidence, Task, Update

FEW = 3
"""Of each kind, where all are shown."""
PAGE = 20
MANY = 1000
"""Counting stops here: nobody reads further, a further word helps."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; no year or body: of any."""

    asked: Asked
    year: int | None = None
    body: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: where it leads (`kind` and `pk`, a word's with its `task`), what it is called, whose it is, the
    words in it, and what stands beside."""

    kind: Kind
    pk: int
    title: tuple[Piece, ...]
    said: tuple[Piece, ...]
    body: str
    note: str
    task: int | None = None
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One kind: what is shown of it and how many there are (`is_more` than `MANY`)."""

    kind: Kind
    hits: tuple[Hit, ...]
    total: int
    is_more: bool


def group_of(actor: Actor, wish: Wish, kind: Kind, *, page: int = 1, size: int = PAGE) -> Group:
    """One page of a kind: its ids in one query, the rows of the page in another, at most two for what stands beside."""
    ids = list(_FOUND[kind](actor, wish).values_list("pk", flat=True)[: MANY + 1])
    chosen = ids[:MANY][(page - 1) * size : page * size]
    rows = {row.pk: row for row in _ROWS[kind]().filter(pk__in=chosen)} if chosen else {}
    shown = _SHOWN[kind](actor, wish, [rows[pk] for pk in chosen if pk in rows])
    return Group(kind, tuple(shown), min(len(ids), MANY), len(ids) > MANY)


def groups_of(actor: Actor, wish: Wish) -> list[Group]:
    """The first few of each kind."""
    return [group_of(actor, wish, kind, size=FEW) for kind in Kind]


def _holds(column: str, asked: Asked) -> Q:
    """Every term somewhere in the folded column."""
    held = Q()
    for pattern in asked.patterns:
        held &= Q(**{f"{column}__contains": pattern})
    return held


def _in_order(column: str, asked: Asked) -> list[Any]:
    """What has the words in the order in which they were asked for comes first; nothing to tell of a single word."""
    if len(asked.terms) < 2:
        return []
    whole = When(**{f"{column}__contains": asked.whole}, then=0)
    return [Case(whole, default=1, output_field=IntegerField())]


def _narrowed(found: QuerySet[Any], body: str, year: Mapping[str, str], wish: Wish) -> QuerySet[Any]:
    """Of one body and of one year; `year` names the lookups that must hold for it."""
    wanted: dict[str, int] = {body: wish.body} if wish.body else {}
    if wish.year:
        wanted |= {f"{field}__{lookup}": wish.year for field, lookup in year.items()}
    return found.filter(**wanted)


def _plans(actor: Actor, wish: Wish) -> QuerySet[Plan]:
    """By title and number, or by a row; a version that was merged is found as the plan that took it over."""
    rows = PlanItem.objects.filter(_holds("folded", wish.asked), section__plan=OuterRef("pk"))
    found = plans_in_reach(actor).exclude(state=PlanState.MERGED)
    found = found.filter(_holds("folded", wish.asked) | Exists(rows))
    found = _narrowed(found, "organization", {"from_year": "lte", "to_year": "gte"}, wish)
    return found.order_by(*_in_order("folded", wish.asked), "-from_year", "-pk")


def _tasks(actor: Actor, wish: Wish) -> QuerySet[Task]:
    found: QuerySet[Task] = Task.objects.visible_to(actor).exclude(plan__state=PlanState.MERGED)
    found = found.filter(_holds("item__folded", wish.asked))
    found = _narrowed(found, "organization", {"plan__from_year": "lte", "plan__to_year": "gte"}, wish)
    return found.order_by(*_in_order("item__folded", wish.asked), "-plan__from_year", "plan", "order", "pk")


def _updates(actor: Actor, wish: Wish) -> QuerySet[Update]:
    """A word that was carried to a tied duty is found once, where it was said, by who may read it there. The words are
    looked at first and the door after: of a hundred thousand only those found go through it."""
    within: QuerySet[Update] = Update.objects.visible_to(actor).order_by()
    reached = _narrowed(within, "obligation__task__organization", {"effective_on": "year"}, wish)
    found = Update.objects.filter(_holds("folded", wish.asked), Exists(reached.filter(pk=OuterRef("pk"))))
    return found.exclude(Exists(reached.filter(pk=OuterRef("carried_from")))).order_by("-pk")


def _evidence(actor: Actor, wish: Wish) -> QuerySet[Evidence]:
    within: QuerySet[Evidence] = Evidence.objects.visible_to(actor).order_by()
    body = "update__obligation__task__organization"
    reached = _narrowed(within, body, {"update__effective_on": "year"}, wish)
    found = Evidence.objects.filter(_holds("folded", wish.asked), Exists(reached.filter(pk=OuterRef("pk"))))
    return found.order_by("-pk")


def _reports(actor: Actor, wish: Wish) -> QuerySet[Report]:
    """One's own as they stand now; another body's by the words that it sent."""
    own = own_body(actor)
    said = own & _holds("words__own", wish.asked) | ~own & _holds("words__sent", wish.asked)
    found = _narrowed(reports_in_reach(actor).filter(said), "organization", {"period_year": "exact"}, wish)
    return found.order_by("-cutoff_on", "organization", "pk")


_FOUND: dict[Kind, Callable[[Actor, Wish], QuerySet[Any]]] = {
    Kind.PLANS: _plans,
    Kind.TASKS: _tasks,
    Kind.UPDATES: _updates,
    Kind.EVIDENCE: _evidence,
    Kind.REPORTS: _reports,
}
"""The ids of what is within reach and holds the words, in the order in which they are shown."""
_ROWS: dict[Kind, Callable[[], QuerySet[Any]]] = {
    Kind.PLANS: lambda: Plan.objects.select_related("organization"),
    Kind.TASKS: lambda: Task.objects.select_related("organization", "plan", "item__section__parent"),
    Kind.UPDATES: lambda: Update.objects.select_related("obligation__task__organization", "obligation__task__item"),
    Kind.EVIDENCE: lambda: Evidence.objects.select_related(
        "update__obligation__task__organization", "update__obligation__task__item"
    ),
    Kind.REPORTS: lambda: Report.objects.select_related("organization"),
}


def _best(texts: Iterable[str], terms: Sequence[str]) -> str:
    """The text in which most of the terms stand."""
    found = [text for text in texts if text]
    return max(found, key=lambda text: sum(term in fold_in_place(text) for term in terms), default="")


def _shown_plans(actor: Actor, wish: Wish, plans: Sequence[Plan]) -> Iterable[Hit]:
    items = PlanItem.objects.filter(_holds("folded", wish.asked), section__plan__in=plans).order_by("pk")
    rows: dict[int, list[str]] = {}
    for key, text in items.values_list("section__plan", "text"):
        rows.setdefault(key, []).append(text)
    for plan in plans:
        held = rows.get(plan.pk, [])
        notes = (f"số {plan.number}" if plan.number else "", plan.years, plan.get_state_display().lower())
        many = f"{len(held)} hàng" if held else ""
        yield Hit(
            kind=Kind.PLANS,
            pk=plan.pk,
            title=snippet(str(plan), wish.asked.terms),
            said=snippet(_best(held, wish.asked.terms), wish.asked.terms),
            body=plan.organization.name,
            note=" · ".join(filter(None, (*notes, many))),
            is_draft=plan.state not in (PlanState.ACCEPTED, PlanState.CLOSED),
        )


def _shown_tasks(actor: Actor, wish: Wish, tasks: Sequence[Task]) -> Iterable[Hit]:
    for task in tasks:
        item = task.item
        beside = (item.product_text, item.agency_text, item.deadline_text, item.note)
        left = [term for term in wish.asked.terms if term not in fold_in_place(item.text)]
        text = _best(beside, left)
        yield Hit(
            kind=Kind.TASKS,
            pk=task.pk,
            title=snippet(item.text, wish.asked.terms),
            said=snippet(text, wish.asked.terms) if left else (),
            body=task.organization.name,
            note=" · ".join(
                filter(None, (item.section.mark, f"số {item.number}" if item.number else "", str(task.plan)))
            ),
        )


def _shown_updates(actor: Actor, wish: Wish, updates: Sequence[Update]) -> Iterable[Hit]:
    for update in updates:
        task = update.obligation.task
        document = f"văn bản số {update.document}" if update.document else ""
        words = " · ".join(filter(None, (update.text, update.difficulty, update.late_reason, document)))
        yield Hit(
            kind=Kind.UPDATES,
            pk=update.obligation_id,
            task=task.pk,
            title=(Piece(_cut(task.item.text), False),),
            said=snippet(words, wish.asked.terms),
            body=task.organization.name,
            note=f"{update.get_outcome_display()}, {update.author_name}, {update.effective_on:%d/%m/%Y}",
        )


def _shown_evidence(actor: Actor, wish: Wish, files: Sequence[Evidence]) -> Iterable[Hit]:
    for file in files:
        task = file.update.obligation.task
        yield Hit(
            kind=Kind.EVIDENCE,
            pk=file.pk,
            task=task.pk,
            title=snippet(file.name, wish.asked.terms),
            said=snippet(file.place, wish.asked.terms),
            body=task.organization.name,
            note=f"{file.update.effective_on:%d/%m/%Y} · {_cut(task.item.text)}",
        )


def _shown_reports(actor: Actor, wish: Wish, reports: Sequence[Report]) -> Iterable[Hit]:
    texts = _texts_of(actor, reports)
    for report in reports:
        number = f"số {report.number}, {report.issued_on:%d/%m/%Y}" if report.number and report.issued_on else ""
        yield Hit(
            kind=Kind.REPORTS,
            pk=report.pk,
            title=snippet(f"Báo cáo {report.period_name}", wish.asked.terms),
            said=snippet(_best(texts.get(report.pk, ()), wish.asked.terms), wish.asked.terms),
            body=report.organization.name,
            note=" · ".join(filter(None, (number, report.get_state_display().lower()))),
        )


def _texts_of(actor: Actor, reports: Sequence[Report]) -> dict[int, list[str]]:
    """The sections of one's own reports as they stand, of others' as last sent (two queries)."""
    own = [report.pk for report in reports if actor.belongs_to(report.organization_id)]
    others = [report.pk for report in reports if report.pk not in own]
    found: dict[int, list[str]] = {}
    for pk, text in NarrativeText.objects.filter(report__in=own).values_list("report", "text"):
        found.setdefault(pk, []).append(text)
    sent = Submission.objects.filter(report__in=others, attempt=F("report__attempt"))
    for pk, sections in sent.values_list("report", "snapshot__facts__narrative"):
        found[pk] = [one["text"] for part in sections for one in part["paragraphs"] if not one.get("gap")]
    return found


def _cut(text: str, longest: int = 140) -> str:
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"


_SHOWN: dict[Kind, Callable[[Actor, Wish, Sequence[Any]], Iterable[Hit]]] = {
    Kind.PLANS: _shown_plans,
    Kind.TASKS: _shown_tasks,
    Kind.UPDATES: _shown_updates,
    Kind.EVIDENCE: _shown_evidence,
    Kind.REPORTS: _shown_reports,
}


def years_known(actor: Actor) -> list[int]:
    """The years of the plans within reach, the newest first (one query)."""
    spans = plans_in_reach(actor).exclude(from_year=None).order_by().values_list("from_year", "to_year").distinct()
    known = ((first, last) for first, last in spans if first and last)
    return sorted({year for first, last in known for year in range(first, last + 1)}, reverse=True)
