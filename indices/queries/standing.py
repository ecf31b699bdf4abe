"""Where bodies stand: their published lines year by year, which table holds where several tell the same."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from indices.models import Aim, Assessment, Improvement, PublishedResult, ResultTable
from indices.next_steps import OWN_TURN
from indices.queries.results import bare, line_of
from indices.resulting.lines import Line, values_from_json


@dataclass(slots=True)
class Yearly:
    """One body's line in the table that holds for a year; `others` are the other lines, where they were asked for."""

    result: PublishedResult
    table: ResultTable
    line: Line
    others: list[Line] = field(default_factory=list)

    @property
    def year(self) -> int:
        return self.table.year


History = dict[str, list[Yearly]]
"""By index, the oldest year first."""


def body_asked(actor: Actor, pk: int | None) -> Organization | None:
    """The body that an address names, within reach; without one the actor's own, for who looks over a territory its
    government."""
    bodies: QuerySet[Organization] = Organization.objects.visible_to(actor).select_related("parent")
    if pk is None:
        return actor.organization.government if actor.looks_over else actor.organization
    return bodies.filter(pk=pk).first()


def histories(actor: Actor, bodies: Iterable[Organization]) -> dict[int, History]:
    """What was published about each body (one query). Where several tables tell the same year, that of a round of ours
    holds, then that of the body nearest to the root."""
    wanted = {body.pk for body in bodies}
    results: QuerySet[PublishedResult] = PublishedResult.objects.visible_to(actor)
    found = results.filter(organization__in=wanted).select_related("table__organization")
    best: dict[tuple[int, str, int], PublishedResult] = {}
    for one in found:
        key = (one.organization_id or 0, one.table.kind, one.table.year)
        if key not in best or _strength(one.table) < _strength(best[key].table):
            best[key] = one
    by_body: dict[int, History] = {pk: defaultdict(list) for pk in wanted}
    for (pk, kind, _), one in sorted(best.items()):
        by_body[pk][kind].append(Yearly(one, one.table, line_of(one)))
    return by_body


def _strength(table: ResultTable) -> tuple[bool, int, int]:
    return (table.round_id is None, table.organization.path.count("/"), table.pk)


def history_of(actor: Actor, body: Organization) -> History:
    """With the other lines of every table (two queries)."""
    found = histories(actor, [body])[body.pk]
    with_others([one for years in found.values() for one in years])
    return found


def with_others(years: Sequence[Yearly]) -> None:
    """Load who else stands in the tables (one query)."""
    by_table = {one.table.pk: one for one in years}
    rows = PublishedResult.objects.filter(table__in=by_table).order_by("pk")
    columns = ("pk", "table", "name", "values", "total", "rank", "of_how_many", "class_name")
    for pk, table, name, values, total, rank, of, class_name in rows.values_list(*columns):
        own = by_table[table]
        if pk != own.result.pk:
            own.others.append(Line(name, values_from_json(values), bare(total), rank, of, class_name))


def aims_of(actor: Actor, bodies: Iterable[Organization]) -> dict[tuple[int, str], list[Aim]]:
    """By body and index, the earliest year first (one query)."""
    aims: QuerySet[Aim] = Aim.objects.visible_to(actor)
    found: dict[tuple[int, str], list[Aim]] = defaultdict(list)
    for aim in aims.filter(organization__in=[body.pk for body in bodies]).select_related("plan").order_by("year"):
        found[aim.organization_id, aim.kind].append(aim)
    return found


def aim_for(aims: Sequence[Aim], year: int) -> Aim | None:
    """The next aim from that year on; after all of them the last."""
    return next((one for one in aims if one.year >= year), aims[-1] if aims else None)


def open_assessments(actor: Actor, bodies: Iterable[Organization]) -> list[Assessment]:
    """Those of rounds that are not published (one query)."""
    found: QuerySet[Assessment] = Assessment.objects.visible_to(actor)
    found = found.filter(organization__in=[body.pk for body in bodies], round__published_at=None)
    return list(found.select_related("round__criteria_set", "organization").order_by("round__closes_on", "pk"))


def awaiting_assessments(actor: Actor) -> list[Assessment]:
    """Of those the ones in which the actor's own body has something to do (one query)."""
    return [one for one in open_assessments(actor, [actor.organization]) if one.state in OWN_TURN]


def improvements_of(actor: Actor, body: Organization) -> dict[str, Improvement]:
    """The newest by index (one query)."""
    found: QuerySet[Improvement] = Improvement.objects.visible_to(actor)
    own = found.filter(organization=body).select_related("plan").order_by("year", "pk")
    return {one.kind: one for one in own}


def levels_beneath(actor: Actor) -> dict[OrganizationKind, int]:
    """How many live bodies of each level somebody looks over, its own government left out (one query)."""
    bodies: QuerySet[Organization] = Organization.objects.visible_to(actor)
    found: dict[OrganizationKind, int] = defaultdict(int)
    own = actor.organization.government
    for kind in bodies.filter(valid_to=None).exclude(pk=own.pk).values_list("kind", flat=True):
        found[OrganizationKind(kind)] += 1
    order = (OrganizationKind.DISTRICT, OrganizationKind.COMMUNE, OrganizationKind.DEPARTMENT)
    return {kind: found[kind] for kind in order if found[kind]}


def bodies_of_level(actor: Actor, level: str) -> list[Organization]:
    """The live bodies of a level within reach (one query)."""
    bodies: QuerySet[Organization] = Organization.objects.visible_to(actor)
    return list(bodies.filter(kind=level, valid_to=None).select_related("parent").order_by("path"))


def newest_year(bodies: dict[int, History], kind: str) -> int | None:
    """The newest year in which anybody has a line of the index."""
    return max((years[-1].year for one in bodies.values() if (years := one.get(kind))), default=None)


def is_silent(assessment: Assessment, today: date) -> bool:
    """Whether a body has not handed in its score in a round that has begun."""
    return assessment.first_submitted_at is None and assessment.round.opens_on <= today


def aim_of(actor: Actor, pk: int) -> Aim | None:
    aims: QuerySet[Aim] = Aim.objects.visible_to(actor)
    return aims.select_related("organization", "plan").filter(pk=pk).first()
