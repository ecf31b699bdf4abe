"""Sent reports as proofs of a self-score: which of one's own may be cited, and the file of one that was."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.scope import own_body
from indices.queries.proving import proof_of
from reports.enums import DrawingState, FileFormat, ReportState
from reports.models import CitedReport, Report, ReportFile, Submission

SENT = (ReportState.SUBMITTED, ReportState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Citable:
    """One of the body's sent reports; `is_cited` where it proves the criterion already."""

    report: Report
    is_cited: bool


def citable_reports(actor: Actor) -> QuerySet[Report]:
    """What the actor's own body sent and nobody returned."""
    rows: QuerySet[Report] = Report.objects.visible_to(actor)
    return rows.filter(own_body(actor), state__in=SENT).select_related("organization__parent", "recipient")


def reports_to_cite(actor: Actor, assessment_id: int, criterion_id: int) -> list[Citable]:
    """The newest first (two queries)."""
    cited = CitedReport.objects.filter(
        proof__assessment=assessment_id, proof__criterion=criterion_id, proof__removed_at=None
    )
    known = set(cited.values_list("report", flat=True))
    rows = citable_reports(actor).order_by("-period_year", "-cutoff_on", "-pk")
    return [Citable(report, report.pk in known) for report in rows]


def cited_file(actor: Actor, proof_id: int) -> ReportFile | None:
    """The PDF of a cited report as it was sent, for whoever may read the self-score that it proves."""
    proof = proof_of(actor, proof_id)
    if proof is None:
        return None
    cited = CitedReport.objects.filter(proof=proof).first()
    if cited is None:
        return None
    sending = Submission.objects.filter(report=cited.report_id, attempt=cited.attempt)
    files = ReportFile.objects.filter(snapshot__in=sending.values("snapshot"), state=DrawingState.READY)
    return files.filter(format=FileFormat.PDF).select_related("report__organization").first()
