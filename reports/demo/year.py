"""A first half of 2023 of xã Quang Trung, from `fixtures/demo/year-2023.json`, in its order."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from cchc.orgs.actors import Actor
from cchc.orgs.models import User
from cchc.orgs.queries import actor_of, working_days
from plans.actions import import_plan, settle_all
from plans.enums import PlanState
from plans.models import Plan
from plans.queries import directory_of
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from reports.demo.papers import draw_paper
from reports.demo.reports import Step, moment, report_steps
from tasks.actions.accepting import accept_plan
from tasks.actions.dates import set_due
from tasks.actions.updating import state_update
from tasks.enums import ObligationKind, Outcome, PeriodKind
from tasks.evidence_files import EvidenceFile
from tasks.models import Obligation
from tasks.statements import Statement, split_document


def load_year(data: dict[str, Any], fixtures: Path) -> bool:
    """Live through the half year; False when it was lived through before."""
    plan = _plan(data["plan"], fixtures)
    if plan is None:
        return False
    steps: list[Step] = []
    for found in data["updates"]:
        steps.append((moment(found["at"]), partial(_update, plan, found)))
    for found in data["due_changes"]:
        steps.append((moment(found["at"]), partial(_set_due, plan, found)))
    for found in data["reports"]:
        steps.extend(report_steps(plan.organization, found, actor_named))
    for _, step in sorted(steps, key=lambda step: step[0]):
        step()
    return True


def _plan(found: dict[str, Any], fixtures: Path) -> Plan | None:
    coordinator = actor_named(found["coordinator"])
    data = (fixtures / found["file"]).read_bytes()
    reading = read_plan(read_docx(data), directory_of(coordinator.organization))
    plan = import_plan(
        actor=coordinator, name=found["file"], data=data, reading=reading, now=moment(found["uploaded_at"])
    )
    if plan.state == PlanState.ACCEPTED:
        return None
    accepted_at = moment(found["accepted_at"])
    settle_all(actor=coordinator, plan=plan, now=accepted_at)
    plan.refresh_from_db()
    accept_plan(actor=coordinator, plan=plan, calendar=working_days(), now=accepted_at)
    return plan


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
    """The obligation of row "2.3" named "q1", "fixed", "standing" or "waiting"."""
    section, ordinal = found["row"].split(".")
    own = Obligation.objects.filter(
        task__item__section__plan=plan, task__item__section__order=int(section) - 1, task__item__ordinal=ordinal
    )
    duty = found["duty"]
    if duty.startswith("q"):
        return own.get(period_kind=PeriodKind.QUARTER, period_number=int(duty[1:]))
    return own.get(kind=ObligationKind(duty))


def actor_named(username: str) -> Actor:
    """The person in his first membership."""
    user = User.objects.get(username=username)
    actor = actor_of(user, membership_id=None, today=date(2023, 1, 1))
    if actor is None:
        raise LookupError(username)
    return actor


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
