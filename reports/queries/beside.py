"""What a report may be read beside: earlier reports of the body as they were sent, and its own earlier sendings."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cchc.orgs.actors import Actor
from reports.models import Report, Snapshot, Submission
from reports.queries.reach import reports_in_reach, snapshot_for


@dataclass(frozen=True, slots=True)
class Beside:
    """One choice: `key` is its name in addresses, `sending` what was sent then; None where there is none."""

    key: str
    label: str
    sending: Submission | None

    @property
    def title(self) -> str:
        """Which report, sent when."""
        if self.sending is None:
            return ""
        report = self.sending.report
        again = f", lần gửi {self.sending.attempt}" if self.sending.attempt > 1 or self.key == AGAIN else ""
        return f"{report.period_name[:1].upper()}{report.period_name[1:]}{again}"


AGAIN, BEFORE, LAST_YEAR = "lan-truoc", "ky-truoc", "nam-truoc"


def choices_beside(actor: Actor, report: Report) -> tuple[Snapshot, list[Beside]]:
    """The facts of the report that the actor reads, and all there may be beside them, the nearest first (four
    queries). Of what is beside only what was sent is read, also by the body itself."""
    here = snapshot_for(actor, report)
    earlier = reports_in_reach(actor).filter(
        organization=report.organization, period_kind=report.period_kind, submitted_at__isnull=False
    )
    last_year = earlier.filter(period_year=report.period_year - 1, period_number=report.period_number)
    found = [
        Beside(AGAIN, "Lần gửi trước của chính báo cáo này", _sending_before(report, here)),
        Beside(BEFORE, "Kỳ liền trước cùng loại", _last_sent(earlier.filter(cutoff_on__lt=report.cutoff_on))),
        Beside(LAST_YEAR, "Cùng kỳ năm trước", _last_sent(last_year)),
    ]
    return here, found


def _sending_before(report: Report, here: Snapshot) -> Submission | None:
    other = (one for one in reversed(list(report.submissions.all())) if one.snapshot_id != here.pk)
    return next(other, None)


def _last_sent(reports: QuerySet[Report]) -> Submission | None:
    """The newest sending of the newest of these reports."""
    newest = reports.order_by("-cutoff_on", "-pk").values("pk")[:1]
    found = Submission.objects.filter(report__in=newest).select_related("report", "snapshot")
    return found.order_by("-attempt").first()
