"""Improvement plans within reach: the list, one of them as a document, who is mending which criterion."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.orgs.queries.letterheads import head_of, own_name
from cchc.orgs.scope import own_body
from indices.enums import IndexKind, Side
from indices.improving.components import Component, Reason
from indices.improving.facts import Draft, Line
from indices.models import Improvement, ImprovementRow
from indices.queries.improving_sources import source_of_assessment, source_of_result
from plans.enums import PlanState

WATCHERS = {
    OrganizationKind.COMMUNE: "Công chức Văn phòng - Thống kê",
    OrganizationKind.DISTRICT: "Phòng Nội vụ",
    OrganizationKind.PROVINCE: "Sở Nội vụ",
}
"""Who follows the work, by the kind of body that issues the plan; a department does so itself."""
KIND_OF_DOCUMENT = "kế hoạch"


def improvements_of(actor: Actor) -> QuerySet[Improvement]:
    """All within reach, the newest first, with `row_count`, `mend_count` and `keep_count` (one query)."""
    found: QuerySet[Improvement] = Improvement.objects.visible_to(actor)
    return found.select_related("organization", "plan").annotate(
        row_count=Count("rows"),
        mend_count=Count("rows", filter=Q(rows__side=Side.MEND)),
        keep_count=Count("rows", filter=Q(rows__side=Side.KEEP)),
    )


def improvement_of(actor: Actor, pk: int) -> Improvement | None:
    """One within reach with its rows, body, plan and source (two queries)."""
    rows = ImprovementRow.objects.select_related("criterion")
    found = Improvement.objects.visible_to(actor).filter(pk=pk)
    related = (
        "organization__parent",
        "plan",
        "assessment__organization",
        "assessment__round__criteria_set",
        "assessment__round__organization",
        "result__table",
        "result__organization",
    )
    return found.select_related(*related).prefetch_related(Prefetch("rows", rows)).first()


def locked_improvement(actor: Actor, pk: int) -> Improvement:
    """One within reach, locked until the end of the transaction."""
    found: QuerySet[Improvement] = Improvement.objects.visible_to(actor)
    return found.select_for_update(of=("self",)).select_related("organization__parent", "plan").get(pk=pk)


def same_year(actor: Actor, kind: str, year: int) -> Improvement | None:
    """The one that the actor's body has already for that index and year."""
    return Improvement.objects.visible_to(actor).filter(own_body(actor), kind=kind, year=year).first()


def line_of(row: ImprovementRow) -> Line:
    return Line(row.area, Side(row.side), row.name, row.measure, row.agency, row.deadline, row.note)


def draft_of(improvement: Improvement, rows: Iterable[ImprovementRow], as_of: date) -> Draft:
    """The document as it stands. Reads the body and its parent."""
    body = improvement.organization
    return Draft(
        head=head_of(body, "KH"),
        subject=subject_words(improvement.title),
        opening=improvement.opening,
        index=IndexKind(improvement.kind).words,
        base_year=improvement.base_year,
        year=improvement.year,
        watcher=watcher_of(body),
        lines=tuple(line_of(row) for row in rows),
        as_of=as_of,
    )


def subject_words(title: str) -> str:
    """The title without "Kế hoạch"."""
    words = title.strip()
    is_named = words.lower().startswith(KIND_OF_DOCUMENT)
    rest = words[len(KIND_OF_DOCUMENT) :].strip() if is_named else words
    return f"{rest[:1].upper()}{rest[1:]}" or words


def watcher_of(body: Organization) -> str:
    kind = OrganizationKind(body.kind)
    return WATCHERS.get(kind) or own_name(body)


def doubt_of(actor: Actor, improvement: Improvement) -> str:
    """What does not add up in the result that it was drawn from; "" where all does."""
    if improvement.assessment:
        return source_of_assessment(actor, improvement.assessment).doubt
    return source_of_result(improvement.result).doubt if improvement.result else ""


def reasons_of(actor: Actor, improvement: Improvement) -> dict[int, tuple[Reason, ...]]:
    """Why points were lost, in the appraisers' words, by criterion."""
    if improvement.assessment is None:
        return {}
    found: Sequence[Component] = source_of_assessment(actor, improvement.assessment).components
    return {one.criterion_id: one.reasons for one in found if one.criterion_id and one.reasons}


def being_mended(actor: Actor, criteria: Iterable[int]) -> dict[int, list[Improvement]]:
    """The improvement plans in force that mend these criteria, by criterion (one query)."""
    wanted = set(criteria)
    rows = ImprovementRow.objects.visible_to(actor).filter(
        criterion__in=wanted, side=Side.MEND, improvement__plan__state=PlanState.ACCEPTED
    )
    found: dict[int, list[Improvement]] = {}
    for row in rows.select_related("improvement__plan", "improvement__organization"):
        if row.criterion_id:
            found.setdefault(row.criterion_id, []).append(row.improvement)
    return found
