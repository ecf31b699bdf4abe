"""All tasks within reach: filtered, sorted, searched; as a page and as a workbook."""

from typing import cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_tables2 import RequestConfig

from cchc.orgs.http import ActorRequest
from cchc.orgs.scope import GIVERS
from cchc.web.clock import local_today
from tasks.filters import TaskFilter
from tasks.models import Task
from tasks.queries.listing import list_lines
from tasks.queries.lists import filter_choices, task_list, tasks_in_force, waiting_list
from tasks.queries.live import current_period, task_rows
from tasks.queries.timetables import timetable_of
from tasks.register import write_register
from tasks.rules import can_set_due
from tasks.tables import TaskTable
from tasks.views.places import places

PAGE_SIZE = 50
SELECTS = ("state", "cause", "position", "plan")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _filtered(request: ActorRequest, tasks: QuerySet[Task]) -> TaskFilter:
    today = local_today()
    return TaskFilter(
        request.GET,
        queryset=tasks,
        today=today,
        horizon=current_period(today, timetable_of(request.actor.organization)).send_by,
        choices=filter_choices(request.actor),
    )


@require_GET
def listing(request: ActorRequest) -> HttpResponseBase:
    """The list; htmx asks for the table alone."""
    today = local_today()
    found = _filtered(request, tasks_in_force(request.actor))
    table = TaskTable(found.qs)
    RequestConfig(request, paginate=False).configure(table)
    page = Paginator(table.data.data, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = cast("QuerySet[Task]", page.object_list)
    rows = list_lines(shown, today=today, horizon=found.horizon)
    context = {"filter": found, "table": table, "page": page, "rows": rows, "today": today}
    context["shows_bodies"] = shows_bodies = request.actor.looks_over or request.actor.organization.kind in GIVERS
    context["places"] = places("tasks:list", request.actor)
    context["drop_downs"] = found.drop_downs(SELECTS + ("body",) * shows_bodies)
    return render(request, "tasks/_table.html" if request.htmx else "tasks/list.html", context)


@require_GET
def register(request: ActorRequest) -> HttpResponseBase:
    """The filtered list as an Excel workbook."""
    found = _filtered(request, task_list(request.actor))
    rows = task_rows(found.qs, today=local_today(), horizon=found.horizon)
    response = HttpResponse(write_register(rows, today=local_today()), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="nhiem-vu-{local_today():%Y-%m-%d}.xlsx"'
    return response


@require_GET
def waiting(request: ActorRequest) -> HttpResponseBase:
    """What waits for an event or another document, to be given a day."""
    duties = [
        {"obligation": obligation, "may_set_due": can_set_due(request.actor, obligation)}
        for obligation in waiting_list(request.actor)
    ]
    trail = [{"label": "Nhiệm vụ", "url": reverse("tasks:list")}]
    return render(request, "tasks/waiting.html", {"duties": duties, "trail": trail})
