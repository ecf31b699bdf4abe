"""What people hear of given work; part of the actions that give, take back, ask and answer, inside their transactions.

Who answers for a body hears of it: coordinators and leaders, in a department every officer.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from cchc.orgs.actions.notices import tell
from cchc.orgs.actors import Actor
from cchc.orgs.enums import NoticeKind, OrganizationKind, Role
from cchc.orgs.models import Organization, User
from cchc.orgs.queries.people import people_with, who_answers
from cchc.orgs.telling import Telling
from plans.models import Plan
from tasks.models import DueRequest, Task


def tell_given(actor: Actor, plan: Plan, tasks: Iterable[Task], key: str, now: datetime) -> None:
    """Each body that was given any of these tasks hears of it once, however many there are."""
    given = [task for task in tasks if task.organization_id != plan.organization_id]
    counts = Counter(task.organization_id for task in given)
    bodies = {task.organization_id: task.organization for task in given}
    told = {
        pk: Telling(
            NoticeKind.GIVEN,
            key,
            f"{plan.organization} giao {number} việc theo {plan.title or 'kế hoạch'}; hãy xem và bấm “Đã nhận”.",
            reverse("tasks:given"),
            about=about_given(plan.pk, pk),
        )
        for pk, number in counts.items()
    }
    _tell_bodies(actor, bodies, told, now)


def about_given(plan: int, body: int) -> str:
    """What the notices of the work that a plan gives a body say they are about: settled once all of it is received."""
    return f"given:{plan}:{body}"


def tell_taken_back(actor: Actor, tasks: Iterable[Task], reason: str, now: datetime) -> None:
    taken = {task.organization_id: task for task in tasks}
    told = {
        pk: Telling(
            NoticeKind.GIVEN,
            f"taken-back:{task.pk}:{now:%Y%m%d%H%M%S}",
            f"{task.plan.organization} thu hồi việc đã giao “{task.item.text}”; lý do: {reason}",
            reverse("tasks:detail", args=[task.pk]),
        )
        for pk, task in taken.items()
    }
    _tell_bodies(actor, {pk: task.organization for pk, task in taken.items()}, told, now)


def tell_asked(actor: Actor, request: DueRequest, now: datetime) -> None:
    """Who may answer: the giver's coordinator and leader, the reviewers of its departments."""
    task, today = request.obligation.task, localdate(now)
    giver = _answering(task.plan.organization)
    telling = Telling(
        NoticeKind.GIVEN,
        f"due-request:{request.pk}",
        f"{task.organization} xin lùi hạn tới {request.asked_due_on:%d/%m/%Y}: {task.item.text}",
        reverse("tasks:answer_due", args=[request.pk]),
        about=about_request(request),
    )
    _tell(actor, giver, people_with(giver, Role.COORDINATOR, Role.LEADER, today=today), telling, now)
    for department in giver.children.filter(kind=OrganizationKind.DEPARTMENT):
        _tell(actor, department, people_with(department, Role.REVIEWER, today=today), telling, now)


def about_request(request: DueRequest) -> str:
    """What the notices of a question say they are about: settled once it is answered or taken back."""
    return f"due-request:{request.pk}"


def tell_answered(actor: Actor, request: DueRequest, words: str, now: datetime) -> None:
    """Who answers for the body that asked, and the person who asked."""
    task = request.obligation.task
    body = _answering(task.organization)
    people = who_answers([body], today=localdate(now)).get(body.pk, [])
    asker = [request.asker] if request.asker else []
    telling = Telling(
        NoticeKind.GIVEN,
        f"due-answer:{request.pk}",
        f"{task.plan.organization} {words}: {task.item.text}",
        reverse("tasks:detail", args=[task.pk]),
    )
    _tell(actor, body, [*people, *asker], telling, now)


def _tell_bodies(actor: Actor, bodies: dict[int, Organization], told: dict[int, Telling], now: datetime) -> None:
    answering = {pk: _answering(body) for pk, body in bodies.items()}
    people = who_answers(answering.values(), today=localdate(now))
    for pk, body in answering.items():
        _tell(actor, body, people.get(body.pk, ()), told[pk], now)


def _answering(body: Organization) -> Organization:
    """The body itself; of one that ended, the one that carries on its work."""
    return body.merged_into if body.is_over and body.merged_into else body


def _tell(actor: Actor, body: Organization, users: Iterable[User], telling: Telling, now: datetime) -> None:
    tell(actor=actor, organization=body, users=users, tellings=[telling], now=now)
