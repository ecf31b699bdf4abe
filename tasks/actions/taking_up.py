"""Rows of a plan in force become duties: whose they are, which posts answer, what falls due. Part of the actions that
accept and change plans, inside their transactions."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from cchc.orgs.models import Organization
from plans.clauses import clause_from_json
from plans.enums import AgencyRole
from plans.models import Plan, PlanItem
from tasks.models import Assignment, Obligation, Task
from tasks.obligations import Due, dues_of
from tasks.ordering import order_of
from tasks.periods import Timetable
from tasks.posts import posts_of


def take_up(items: Iterable[PlanItem], plan: Plan, timetable: Timetable, now: datetime) -> list[Task]:
    """Make the duties of these rows, for each body that has none of the row yet; returns the new tasks. What is there
    stays as it is. A fixed number of queries."""
    rows = list(
        PlanItem.objects.filter(pk__in=[item.pk for item in items])
        .select_related("section__lead", "parent__parent")
        .prefetch_related("responsibilities__position", "responsibilities__body")
    )
    dues = {item.pk: dues_of_row(item, plan, timetable) for item in rows}
    held = set(Task.objects.filter(item__in=rows).values_list("item", "organization"))
    wanted = [(item, body) for item in rows for body in doers_of(item, plan) if _is_asked(dues[item.pk], body, plan)]
    new = [
        new_task(item, body, plan, _dues_of_body(dues[item.pk], body), now)
        for item, body in wanted
        if (item.pk, body.pk) not in held
    ]
    Task.objects.bulk_create(new)
    by_key = {item.pk: item for item in rows}
    own = [task for task in new if task.organization_id == plan.organization_id]
    Assignment.objects.bulk_create(made for task in own for made in assignments_of(task, by_key[task.item_id]))
    Obligation.objects.bulk_create(
        obligation_of(task, due) for task in new for due in _dues_of_body(dues[task.item_id], task.organization)
    )
    return new


def doers_of(item: PlanItem, plan: Plan) -> list[Organization]:
    """The bodies that must do a row: those beneath the plan's own that lead it, each for itself; the plan's own for
    everybody else who leads (itself, its posts, bodies above it) and where nobody does."""
    leads = [r for r in item.responsibilities.all() if r.role == AgencyRole.LEAD]
    beneath = [r.body for r in leads if r.body and _is_beneath(r.body, plan.organization)]
    return beneath if leads and len(beneath) == len(leads) else [plan.organization, *beneath]


def _is_beneath(body: Organization, above: Organization) -> bool:
    return body.pk != above.pk and body.path.startswith(above.path)


def _is_asked(dues: Sequence[Due], body: Organization, plan: Plan) -> bool:
    """A row that fell due whole before the first day of a body beneath is no work of that body."""
    return body.pk == plan.organization_id or not dues or bool(_dues_of_body(dues, body))


def dues_of_row(item: PlanItem, plan: Plan, timetable: Timetable) -> list[Due]:
    """All that a row makes due."""
    first, last = plan.span
    clauses = [clause_from_json(clause) for clause in item.clauses]
    return dues_of(clauses, from_year=first, to_year=last, timetable=timetable, not_before=plan.issued_on)


def _dues_of_body(dues: Sequence[Due], body: Organization) -> list[Due]:
    """What a body answers for: of one founded in mid-year nothing falls due before its first day."""
    first = body.valid_from
    return [due for due in dues if first is None or due.due_on is None or due.due_on >= first]


def new_task(
    item: PlanItem, body: Organization, plan: Plan, dues: Sequence[Due], now: datetime, *, is_chosen: bool = False
) -> Task:
    """A task not yet stored; its obligations are made of `dues`."""
    return Task(
        item=item,
        organization=body,
        plan=plan,
        created_at=now,
        order=order_of(item),
        next_due_on=min((due.due_on for due in dues if due.due_on), default=None),
        is_chosen=is_chosen,
    )


def assignments_of(task: Task, item: PlanItem) -> list[Assignment]:
    """The posts of the plan's own body, the first lead asked first. A row names no posts of bodies beneath: their
    coordinators answer."""
    posts = posts_of(item.responsibilities.all(), item.section)
    first = next((post for post, role in posts.items() if role == AgencyRole.LEAD), None)
    return [Assignment(task=task, position=post, role=role, is_first=post == first) for post, role in posts.items()]


def obligation_of(task: Task, due: Due) -> Obligation:
    return Obligation(
        task=task,
        kind=due.kind,
        label=due.label,
        words=due.words,
        start_on=due.start_on,
        due_on=due.due_on,
        original_due_on=due.due_on,
        waits_for=due.waits_for,
        period_kind=due.period_kind or "",
        period_year=due.period_year,
        period_number=due.period_number,
        period_name=due.period_name,
    )
