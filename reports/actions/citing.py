"""A sent report of the own body as proof of a self-score, instead of uploading it again."""

from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.queries.letterheads import head_of
from cchc.orgs.refusals import Refused
from indices.actions.proving import Cited, add_report_proof
from indices.models import Assessment, Proof
from reports.models import CitedReport, Report
from reports.queries.citing import citable_reports


@transaction.atomic
def cite_report(
    *, actor: Actor, assessment_id: int, criterion_id: int, report_id: int, place: str, now: datetime
) -> Proof:
    """The proof and the report behind it as of its last sending, in one transaction; one that proves the criterion
    already is the one that is there."""
    Assessment.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=assessment_id)
    report = citable_reports(actor).filter(pk=report_id).first()
    if report is None:
        raise Refused(
            "Chỉ lấy được báo cáo của chính đơn vị, đã gửi và không bị trả lại; hãy chọn một báo cáo như vậy."
        )
    known = CitedReport.objects.filter(
        proof__assessment=assessment_id,
        proof__criterion=criterion_id,
        proof__removed_at=None,
        report=report,
        attempt=report.attempt,
    )
    before = known.select_related("proof").first()
    if before:
        return before.proof
    proof = add_report_proof(
        actor=actor, assessment_id=assessment_id, criterion_id=criterion_id, cited=_cited(report, place), now=now
    )
    CitedReport.objects.create(proof=proof, report=report, attempt=report.attempt)
    return proof


def _cited(report: Report, place: str) -> Cited:
    return Cited(
        title=f"Báo cáo {report.period_name}",
        number=report.number,
        symbol=head_of(report.organization, "BC").symbol,
        issued_on=report.issued_on,
        place=place.strip(),
    )
