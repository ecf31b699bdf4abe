"""Published tables and their lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from cchc.numbers import plain
from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.orgs.scope import GIVERS
from indices.enums import IndexKind
from indices.models import PublishedResult, ResultTable
from indices.resulting.differences import Differences, Stored, compare
from indices.resulting.doubts import Doubt, doubts_of
from indices.resulting.lines import Line, Wanted, values_from_json
from indices.resulting.matching import Known, Matcher
from indices.rules.results import keeper_of
from indices.scoring.composite import Component

_LEVELS = {"province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã", "department": "cơ quan chuyên môn"}


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with its lines, best first, those without a rank last, and what in it contradicts itself. What a round
    of ours published was computed here and is not doubted."""

    table: ResultTable
    components: tuple[Component, ...]
    results: tuple[PublishedResult, ...]
    doubts: tuple[Doubt, ...]


def table_list(actor: Actor) -> "QuerySet[ResultTable]":
    """Tables within reach with `line_count` and the actor's own line (`own_total`, `own_rank`, `own_of`), the newest
    first."""
    tables: QuerySet[ResultTable] = ResultTable.objects.visible_to(actor)
    own = PublishedResult.objects.filter(table=OuterRef("pk"), organization=_own(actor))
    return (
        tables.select_related("organization", "round")
        .annotate(
            line_count=Count("results"),
            own_total=Subquery(own.values("total")[:1]),
            own_rank=Subquery(own.values("rank")[:1]),
            own_of=Subquery(own.values("of_how_many")[:1]),
        )
        .order_by("-year", "kind", "level", "pk")
    )


def _own(actor: Actor) -> Organization:
    return actor.organization.government if actor.looks_over else actor.organization


def table_of(actor: Actor, pk: int) -> ResultTable | None:
    tables: QuerySet[ResultTable] = ResultTable.objects.visible_to(actor)
    return tables.select_related("organization", "round").filter(pk=pk).first()


def result_of(actor: Actor, pk: int) -> PublishedResult | None:
    results: QuerySet[PublishedResult] = PublishedResult.objects.visible_to(actor)
    return results.select_related("table__organization", "table__round", "organization").filter(pk=pk).first()


def table_view(table: ResultTable) -> TableView:
    """One query."""
    results = tuple(table.results.order_by(F("rank").asc(nulls_last=True), F("total").desc(nulls_last=True), "name"))
    doubts = [] if table.round_id else doubts_of(table.parts, _lines(results), table.classes, table.places)
    return TableView(table, table.parts, results, tuple(doubts))


def line_of(result: PublishedResult) -> Line:
    """The line as plain values."""
    return Line(
        result.name,
        values_from_json(result.values),
        bare(result.total),
        result.rank,
        result.of_how_many,
        result.class_name,
        {code: Decimal(most) for code, most in result.maxima.items()},
    )


def bare(value: Decimal | None) -> Decimal | None:
    """Without the empty places that the column adds: as it was published."""
    return None if value is None else Decimal(plain(value))


def _lines(results: Iterable[PublishedResult]) -> list[Line]:
    return [line_of(one) for one in results]


def stored_lines(table: ResultTable | None) -> list[Stored]:
    """The lines that are there; none of a table that is not."""
    found = table.results.all() if table else ()
    return [Stored(one.pk, line_of(one), one.organization_id) for one in found]


def kept_table(actor: Actor, kind: str, level: str, year: int) -> ResultTable | None:
    """The table of that index, level and year that the actor's body keeps."""
    return ResultTable.objects.filter(organization=keeper_of(actor), kind=kind, level=level, year=year).first()


def last_components(actor: Actor, kind: str, level: str) -> tuple[Component, ...]:
    """The components of the newest table of an index within reach: next year's has them again."""
    tables: QuerySet[ResultTable] = ResultTable.objects.visible_to(actor)
    found = tables.filter(kind=kind, level=level).exclude(components=[]).order_by("-year", "pk").first()
    return found.parts if found else ()


def bodies_to_tie(actor: Actor, level: str) -> list[Organization]:
    """The bodies of a level that lines of the actor's tables may mean: the keeper itself and, for a government, those
    of its territory. Others stay names."""
    keeper = keeper_of(actor)
    beneath = keeper.path if keeper.kind in GIVERS else ""
    found = Organization.objects.filter(kind=level, valid_to=None)
    found = found.filter(path__startswith=beneath) if beneath else found.filter(pk=keeper.pk)
    return list(found.order_by("path"))


def bodies_meant(actor: Actor, level: str, names: Iterable[str]) -> dict[str, int | None]:
    """Which body each name means. Where two names mean one body, none does (one query)."""
    bodies = bodies_to_tie(actor, level)
    known = (Known(one.pk, (one.name, one.place_name, one.issuer_name, *one.aliases)) for one in bodies)
    matcher = Matcher(known)
    found = {name: matcher.match(name) for name in names}
    counts: dict[int, int] = {}
    for pk in found.values():
        if pk is not None:
            counts[pk] = counts.get(pk, 0) + 1
    return {name: pk if pk is not None and counts[pk] == 1 else None for name, pk in found.items()}


def differences_of(actor: Actor, wanted: Wanted, table: ResultTable | None) -> Differences:
    """What keeping `wanted` would change (two queries)."""
    bodies = bodies_meant(actor, wanted.level, [line.name for line in wanted.lines])
    return compare(stored_lines(table), wanted.lines, bodies, joined_components(table, wanted), wanted.fields)


def joined_components(table: ResultTable | None, wanted: Wanted) -> tuple[Component, ...]:
    """What is wanted, then what only the table has."""
    known = table.parts if table else ()
    codes = {one.code for one in wanted.components}
    return (*wanted.components, *(one for one in known if one.code not in codes))


def names_of_bodies(pks: Iterable[int | None]) -> Mapping[int, str]:
    found = Organization.objects.filter(pk__in=[pk for pk in pks if pk is not None])
    return dict(found.values_list("pk", "name"))


def default_name(kind: str, level: str, year: int) -> str:
    """ "PCI năm 2021, cấp tỉnh"."""
    return f"{IndexKind(kind).label} năm {year}, {_LEVELS[level]}"
