"""Remarks on reports as each side may read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from cchc.orgs.actors import Actor
from reports.models import Remark, Report
from reports.rules import reads_untold
from reports.spots import address_of


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """One remark as its reader may see it: what the body has not yet sent as its answer is "" for those above."""

    remark: Remark
    answer: str
    asks: bool

    @property
    def address(self) -> str:
        return address_of(self.remark.place, self.remark.key)

    @property
    def is_told(self) -> bool:
        return self.remark.told_at is not None


@dataclass(frozen=True, slots=True)
class RemarkCount:
    """How many remarks a report bears: all, those not yet told, those that were answered."""

    total: int
    untold: int
    answered: int


def remarks_of(actor: Actor, report: Report) -> list[RemarkLine]:
    """The remarks on a report within the actor's reach, those of the newest sending first (one query)."""
    remarks: QuerySet[Remark] = Remark.objects.visible_to(actor)
    found = remarks.filter(_readable(actor, report), report=report).order_by("-attempt", "pk")
    is_own = actor.belongs_to(report.organization_id)
    return [_line(remark, report, is_own) for remark in found]


def _readable(actor: Actor, report: Report) -> Q:
    return Q() if reads_untold(actor, report) else Q(told_at__isnull=False)


def _line(remark: Remark, report: Report, is_own: bool) -> RemarkLine:
    is_sent = remark.attempt < report.attempt
    asks = remark.told_at is not None and not remark.is_note and not is_sent
    return RemarkLine(remark, remark.answer if is_own or is_sent else "", asks)


def remark_of(actor: Actor, report: Report, pk: int) -> Remark | None:
    """One remark that is not yet told, for those who share it."""
    if not reads_untold(actor, report):
        return None
    remarks: QuerySet[Remark] = Remark.objects.visible_to(actor)
    return remarks.filter(report=report, pk=pk).first()


def untold(report: Report) -> list[Remark]:
    """What will be told with the decision on the report."""
    return list(Remark.objects.filter(report=report, attempt=report.attempt, told_at=None))


def to_answer(report: Report) -> list[Remark]:
    """What the body has to answer before it sends the report again, answered or not."""
    return list(Remark.objects.filter(report=report, attempt=report.attempt, told_at__isnull=False, is_note=False))


def unanswered(report: Report) -> list[Remark]:
    return [remark for remark in to_answer(report) if not remark.answer]


def remark_counts(reports: Iterable[Report]) -> dict[int, RemarkCount]:
    """The remarks on the newest sending of reports that the reader received, by report (one query)."""
    newest = {report.pk: report.attempt for report in reports}
    found = (
        Remark.objects.filter(report__in=newest)
        .order_by()
        .values_list("report", "attempt")
        .annotate(total=Count("pk"), untold=Count("pk", Q(told_at=None)), answered=Count("pk", ~Q(answer="")))
    )
    return {pk: RemarkCount(*numbers) for pk, attempt, *numbers in found if attempt == newest[pk]}


def remarks_by_place(lines: Sequence[RemarkLine]) -> dict[str, list[RemarkLine]]:
    """The remarks at each place by its address."""
    found: dict[str, list[RemarkLine]] = {}
    for line in lines:
        found.setdefault(line.address, []).append(line)
    return found
