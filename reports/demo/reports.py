"""The reports of the demonstration, drafted, edited, approved, sent and received on their days."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from reports.actions.approving import Approval, approve_report
from reports.actions.drafting import draft_report, refresh_report
from reports.actions.editing import edit_section
from reports.actions.remarking import Answer, add_remark, answer_remarks
from reports.actions.sending import accept_report, return_report, submit_report
from reports.facts import from_json
from reports.jobs import draw_file
from reports.models import NarrativeText, Report, ReportFile
from reports.queries.remarks import to_answer
from reports.spots import spots_of
from tasks.enums import PeriodKind
from tasks.periods import period
from tasks.queries.timetables import timetable_of

Step = tuple[datetime, Callable[[], Any]]
People = Mapping[str, str]
"""Accounts of the coordinator, the leader and the reviewer, by these names."""


def moment(text: str) -> datetime:
    """A local instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def report_steps(
    organization: Organization, found: dict[str, Any], people: People, actor_named: Callable[[str], Actor]
) -> list[Step]:
    """What happens to one report, each step with its instant."""
    at = moment(found["drafted_at"])
    steps: list[Step] = [(at, partial(_draft, organization, found, at))]
    if "refreshed_at" in found:
        at = moment(found["refreshed_at"])
        steps.append((at, partial(_refresh, organization, found, at)))
    if found["approved_at"]:
        at = moment(found["approved_at"])
        steps.append((at, partial(_approve, organization, found, people, actor_named, at)))
    if found["submitted_at"]:
        at = moment(found["submitted_at"])
        steps.append((at, partial(_send, organization, found, actor_named(people["coordinator"]), at)))
    if "returned" in found:
        steps += _again_steps(organization, found, people, actor_named)
    if found["received_at"]:
        at = moment(found["received_at"])
        steps.append((at, partial(_receive, organization, found, actor_named(people["reviewer"]), at)))
    return steps


def _again_steps(
    organization: Organization, found: dict[str, Any], people: People, actor_named: Callable[[str], Actor]
) -> list[Step]:
    """A report that came back with remarks, was answered and mended, and was sent again."""
    back, given = found["returned"], (organization, found | found["returned"])
    coordinator, reviewer = actor_named(people["coordinator"]), actor_named(people["reviewer"])
    returned_at, answered_at = moment(back["returned_at"]), moment(back["answered_at"])
    approved_at, submitted_at = moment(back["approved_at"]), moment(back["submitted_at"])
    return [
        (returned_at, partial(_return, *given, reviewer, returned_at)),
        (answered_at, partial(_answer, *given, coordinator, answered_at)),
        (approved_at, partial(_approve, *given, people, actor_named, approved_at)),
        (submitted_at, partial(_send, *given, coordinator, submitted_at)),
    ]


def _return(organization: Organization, found: dict[str, Any], actor: Actor, now: datetime) -> None:
    report = _report(organization, found)
    spots = spots_of(from_json(report.submissions.latest("attempt").snapshot.facts)).values()
    for remark in found["remarks"]:
        address = next(spot.address for spot in spots if remark["place"] in spot.name)
        add_remark(actor=actor, report_id=report.pk, address=address, text=remark["text"], seen=report.attempt, now=now)
    return_report(actor=actor, report_id=report.pk, comment=found.get("comment", ""), now=now, seen=report.attempt)


def _answer(organization: Organization, found: dict[str, Any], actor: Actor, now: datetime) -> None:
    report = _report(organization, found)
    remarks = zip(to_answer(report), found["remarks"], strict=True)
    answers = [Answer(one.pk, remark["answer"], one.version) for one, remark in remarks]
    answer_remarks(actor=actor, report_id=report.pk, answers=answers, now=now)


def _report(organization: Organization, found: dict[str, Any]) -> Report:
    return Report.objects.get(
        organization=organization,
        period_kind=found["kind"],
        period_year=found["year"],
        period_number=found["number"],
    )


def _draft(organization: Organization, found: dict[str, Any], now: datetime) -> None:
    of = period(PeriodKind(found["kind"]), found["year"], found["number"], timetable_of(organization))
    draft_report(actor=Actor.system(organization), organization=organization, period=of, now=now)


def _refresh(organization: Organization, found: dict[str, Any], now: datetime) -> None:
    refresh_report(actor=Actor.system(organization), report_id=_report(organization, found).pk, now=now)


def _approve(
    organization: Organization,
    found: dict[str, Any],
    people: People,
    actor_named: Callable[[str], Actor],
    now: datetime,
) -> None:
    report, coordinator = _report(organization, found), actor_named(people["coordinator"])
    for key, text in found.get("edited", {}).items():
        seen = NarrativeText.objects.get(report=report, key=key).version
        edit_section(actor=coordinator, report_id=report.pk, key=key, text=text, seen_version=seen, now=now)
    leader = actor_named(people["leader"])
    approval = Approval(
        number=found["document_number"],
        issued_on=date.fromisoformat(found["issued_on"]),
        authority="TM. ỦY BAN NHÂN DÂN",
        signer_title="CHỦ TỊCH",
        signer=leader.name,
    )
    approve_report(actor=leader, report_id=report.pk, approval=approval, now=now)


def _send(organization: Organization, found: dict[str, Any], actor: Actor, now: datetime) -> None:
    """Only a drawn report can be sent; here nobody waits for the worker."""
    report = _report(organization, found)
    newest = report.snapshots.latest("pk")
    for file_id in ReportFile.objects.filter(snapshot=newest).values_list("pk", flat=True):
        draw_file(file_id=file_id)
    submit_report(actor=actor, report_id=report.pk, now=now)


def _receive(organization: Organization, found: dict[str, Any], actor: Actor, now: datetime) -> None:
    accept_report(actor=actor, report_id=_report(organization, found).pk, now=now)
