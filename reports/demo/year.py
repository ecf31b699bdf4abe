"""What happens to one plan of the demonstration, from its file in `fixtures/demo/`, day by day up to today."""

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import Event, Organization, User
from cchc.orgs.queries.people import actor_of
from cchc.paper.words import roman
from cchc.text import searchable
from plans.actions import Heading, correct_heading, import_plan, settle_all
from plans.actions.arranging import add_row, add_section, remove_section
from plans.actions.starting import begin_plan
from plans.actions.writing import SectionWords, Words
from plans.enums import PlanState
from plans.models import Plan
from plans.queries import directory_of
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from reports.demo.giving import giving_steps
from reports.demo.letters import letter_steps
from reports.demo.papers import draw_paper
from reports.demo.reports import Step, moment, report_steps
from reports.demo.statistics import statistics_steps
from tasks.actions.accepting import accept_plan
from tasks.actions.dates import set_due
from tasks.actions.regimes import set_regime
from tasks.actions.updating import state_update
from tasks.enums import Audience, LateCause, ObligationKind, Outcome, PeriodKind
from tasks.evidence_files import EvidenceFile
from tasks.models import Obligation
from tasks.queries.timetables import timetable_of
from tasks.regimes import TEMPLATES, SendRule
from tasks.statements import Statement, split_document

LIVED = "Sống tới ngày này trong bản dùng thử"
PERIODS = {"m": PeriodKind.MONTH, "q": PeriodKind.QUARTER, "h": PeriodKind.HALF_YEAR, "y": PeriodKind.YEAR}


def load_year(data: dict[str, Any], fixtures: Path, *, now: datetime) -> bool:
    """Take the plan in and live through its steps that are not later than `now`; what was lived through before is not
    lived again. A plan of days to come is accepted today. False when nothing was left to do."""
    plan = _plan(data["plan"], fixtures, now)
    lived = _lived_until(plan)
    if plan.state == PlanState.DRAFT:
        _accept(plan, data["plan"], now)
    elif lived is None:
        return False
    steps = [(at, step) for at, step in _steps(plan, data) if at <= now and (lived is None or at > lived)]
    if lived and not steps:
        return False
    for _, step in sorted(steps, key=lambda step: step[0]):
        step()
    record(LIVED, plan, actor=Actor.system(plan.organization), organization=plan.organization, now=now)
    return True


def load_government(data: dict[str, Any], *, now: datetime) -> bool:
    """What a government without a plan of its own does: its reporting regime, its reports from those of its communes.
    False when nothing was left to do."""
    body = Organization.objects.get(code=data["people"]["body"])
    lived = _lived_until(body)
    steps = [step for found in data["reports"] for step in report_steps(body, found, data["people"], actor_named)]
    steps += [step for found in data.get("letters", ()) for step in letter_steps(found, actor_named)]
    ahead = [(at, step) for at, step in steps if at <= now and (lived is None or at > lived)]
    if lived and not ahead:
        return False
    if lived is None:
        _set_regime(body, data["regime"], now)
    for _, step in sorted(ahead, key=lambda step: step[0]):
        step()
    record(LIVED, body, actor=Actor.system(body), organization=body, now=now)
    return True


def _set_regime(body: Organization, found: dict[str, Any], now: datetime) -> None:
    """One of the regimes one may start from, with more working days to gather what the communes send."""
    regime = TEMPLATES[found["template"]]
    lines = tuple(replace(line, send=SendRule(found["working_days"])) for line in regime.lines)
    set_regime(
        actor=actor_named(found["by"]),
        organization=body,
        audience=Audience.OWN,
        from_year=found["year"],
        regime=replace(regime, lines=lines),
        now=min(moment(found["at"]), now),
    )


def _lived_until(lived: Plan | Organization) -> datetime | None:
    found = Event.objects.filter(verb=LIVED, object_type=lived._meta.label_lower, object_id=lived.pk)
    return found.order_by("-at").values_list("at", flat=True).first()


def _steps(plan: Plan, data: dict[str, Any]) -> list[Step]:
    steps: list[Step] = []
    for found in data["updates"]:
        steps.append((moment(found["at"]), partial(_update, plan, found)))
    for found in data["due_changes"]:
        steps.append((moment(found["at"]), partial(_set_due, plan, found)))
    for found in data["reports"]:
        steps.extend(report_steps(plan.organization, found, data["plan"], actor_named))
    steps.extend(statistics_steps(plan, data, actor_named))
    steps.extend(giving_steps(plan, data, actor_named, _duty))
    return steps


def _plan(found: dict[str, Any], fixtures: Path, now: datetime) -> Plan:
    coordinator = actor_named(found["coordinator"])
    if "sections" in found:
        return _written(coordinator, found, now)
    data = (fixtures / found["file"]).read_bytes()
    reading = read_plan(read_docx(data), directory_of(coordinator.organization))
    uploaded_at = min(moment(found["uploaded_at"]), now)
    return import_plan(actor=coordinator, name=found["file"], data=data, reading=reading, now=uploaded_at)


def _written(coordinator: Actor, found: dict[str, Any], now: datetime) -> Plan:
    """A plan that its body wrote here, row by row."""
    known = Plan.objects.filter(organization=coordinator.organization, title=found["title"]).first()
    if known:
        return known
    at, year = min(moment(found["uploaded_at"]), now), found["year"]
    plan = begin_plan(actor=coordinator, title=found["title"], from_year=year, to_year=year, now=at)
    for title, rows in found["sections"].items():
        section = add_section(actor=coordinator, plan=plan, words=SectionWords(title), now=at)
        for row in rows:
            add_row(actor=coordinator, section=section, words=Words(**row), now=at)
    remove_section(actor=coordinator, section=plan.sections.earliest("order"), now=at)
    for place, section in enumerate(plan.sections.order_by("order"), start=1):
        plan.sections.filter(pk=section.pk).update(label=f"Phụ lục {roman(place)}")
    number = found["number"]
    Plan.objects.filter(pk=plan.pk).update(number=number, folded=searchable(plan.title, number))
    return Plan.objects.get(pk=plan.pk)


def _accept(plan: Plan, found: dict[str, Any], now: datetime) -> None:
    """The coordinator writes the day of issue that the document leaves blank, settles the points and accepts."""
    coordinator, at = actor_named(found["coordinator"]), min(moment(found["accepted_at"]), now)
    first, last = plan.span
    issued_on = plan.issued_on or _day(found.get("issued_on"))
    heading = Heading(plan.number, plan.title, first, last, issued_on)
    correct_heading(actor=coordinator, plan=plan, seen=plan.revision, heading=heading, now=at)
    settle_all(actor=coordinator, plan=plan, now=at)
    plan.refresh_from_db()
    accept_plan(actor=coordinator, plan=plan, timetable=timetable_of(plan.organization), now=at)


def _update(plan: Plan, found: dict[str, Any]) -> None:
    now, obligation = moment(found["at"]), _duty(plan, found)
    number, symbol = split_document(found.get("document", "")) or ("", "")
    statement = Statement(
        outcome=Outcome(found["outcome"]),
        effective_on=_day(found.get("effective")) or now.date(),
        text=found.get("text", ""),
        difficulty=found.get("difficulty", ""),
        percent=found.get("percent"),
        document_number=number,
        document_symbol=symbol,
        document_on=_day(found.get("document_on")),
        late_cause=LateCause(found["late_cause"]) if "late_cause" in found else None,
        late_reason=found.get("late_reason", ""),
    )
    files = [EvidenceFile(*draw_paper(found["evidence"], found))] if "evidence" in found else []
    state_update(
        actor=actor_named(found["by"]),
        obligation_id=obligation.pk,
        seen_update_id=obligation.last_update_id,
        statement=statement,
        files=files,
        now=now,
    )


def _set_due(plan: Plan, found: dict[str, Any]) -> None:
    set_due(
        actor=actor_named(found["by"]),
        obligation_id=_duty(plan, found).pk,
        due_on=date.fromisoformat(found["due_on"]),
        reason=found["reason"],
        now=moment(found["at"]),
    )


def _duty(plan: Plan, found: dict[str, Any]) -> Obligation:
    """The obligation "q1" (also "m5", "q1/2024", "y1"), "fixed", "standing" or "waiting" of a row: "row" counts
    sections from 1 ("2.3"), "task" begins as the row does. It is that of the speaker's body, unless "body" names
    another."""
    body = found.get("body", actor_named(found["by"]).organization.code)
    own = Obligation.objects.filter(task__plan=plan, task__organization__code=body)
    if "task" in found:
        own = own.filter(task__item__text__startswith=found["task"])
    else:
        section, ordinal = found["row"].split(".")
        own = own.filter(task__item__section__order=int(section) - 1, task__item__ordinal=ordinal)
    duty = found["duty"]
    if duty in {kind.value for kind in ObligationKind}:
        return own.get(kind=duty)
    number, _, year = duty[1:].partition("/")
    kind = PERIODS[duty[0]]
    return own.get(period_kind=kind, period_number=int(number), period_year=int(year or plan.span[0]))


def actor_named(username: str) -> Actor:
    """The person in his first membership, or in that of the body named behind "@"."""
    username, _, code = username.partition("@")
    user = User.objects.get(username=username)
    chosen = user.memberships.get(organization__code=code).pk if code else None
    actor = actor_of(user, membership_id=chosen, today=date(2023, 1, 1))
    if actor is None:
        raise LookupError(username)
    return actor


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
