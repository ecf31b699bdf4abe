"""Which reports, files and facts an actor may read: its own body's all; another body's only what was sent."""

from collections.abc import Sequence

from django.db.models import Prefetch, Q, QuerySet, Sum

from cchc.orgs.actors import Actor
from cchc.orgs.scope import own_body
from reports.facts import ReportFacts, from_json
from reports.models import NarrativeText, Report, ReportFile, Snapshot, Submission
from tasks.models import Update


def reports_in_reach(actor: Actor) -> QuerySet[Report]:
    """A draft does not exist for the body above until it was sent."""
    reports: QuerySet[Report] = Report.objects.visible_to(actor)
    return reports.filter(own_body(actor) | Q(submitted_at__isnull=False)).select_related(
        "organization__parent", "recipient__parent"
    )


def report_of(actor: Actor, pk: int) -> Report | None:
    """One report with its sendings, or None when it is out of reach."""
    sendings = Prefetch("submissions", Submission.objects.select_related("snapshot").order_by("attempt"))
    return reports_in_reach(actor).prefetch_related(sendings).filter(pk=pk).first()


def snapshot_for(actor: Actor, report: Report) -> Snapshot:
    """The facts that this actor reads: its own body's newest, another body's as last sent."""
    if actor.belongs_to(report.organization_id):
        return Snapshot.objects.filter(report=report).latest("pk")
    return list(report.submissions.all())[-1].snapshot


def sent_facts(report: Report) -> list[ReportFacts]:
    """The facts of the last two sendings, the older one first."""
    return [from_json(sending.snapshot.facts) for sending in list(report.submissions.all())[-2:]]


def files_of(snapshot: Snapshot) -> list[ReportFile]:
    return list(ReportFile.objects.filter(snapshot=snapshot).select_related("report__organization"))


def file_of(actor: Actor, pk: int) -> ReportFile | None:
    """A file within reach; of another body only one that was sent."""
    files: QuerySet[ReportFile] = ReportFile.objects.visible_to(actor)
    sent = Q(snapshot__in=Submission.objects.values("snapshot"))
    return (
        files.filter(own_body(actor, "report__organization") | sent)
        .select_related("report__organization", "report__recipient")
        .filter(pk=pk)
        .first()
    )


def mark_of(report: Report) -> str:
    """What one reader has seen of a report: it changes with every new figure and every edited section (two queries)."""
    versions = NarrativeText.objects.filter(report=report).aggregate(all=Sum("version"))["all"]
    return f"{Snapshot.objects.filter(report=report).latest('pk').pk}-{versions}"


def sections_of(report: Report) -> list[NarrativeText]:
    """The narrative as it is being edited."""
    return list(NarrativeText.objects.filter(report=report))


def section_of(report: Report, key: str) -> NarrativeText | None:
    return NarrativeText.objects.filter(report=report, key=key).select_related("report__organization").first()


def words_in_reach(actor: Actor, updates: Sequence[int]) -> dict[int, tuple[int, int]]:
    """The task and the duty of each stated word that this actor may read, by its id."""
    found = Update.objects.visible_to(actor).filter(pk__in=updates)
    return {pk: (task, duty) for pk, task, duty in found.values_list("pk", "obligation__task", "obligation")}
