"""Starting next year's plan: from last year's rows, or from nothing."""

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from plans.actions.starting import Start, begin_plan, start_next_plan
from plans.rules import can_start_next_plan, can_upload_plan
from tasks.enums import State
from tasks.forms.table import BeginForm, YearsForm
from tasks.queries.next_year import NextYear, next_year

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def start(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Choose the rows that go on; all are chosen at first."""
    found = next_year(request.actor, pk, today=local_today())
    if found is None or not request.actor.belongs_to(found.plan.organization_id):
        raise Http404
    if found.plan.from_year is None:
        raise Http404
    first, last = found.plan.span
    form = YearsForm(
        request.POST if request.method == "POST" else None,
        initial={"from_year": last + 1, "to_year": last + 1 + last - first},
    )
    if form.is_bound and form.is_valid():
        answer = _start(request, found, form)
        if answer:
            return answer
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "tasks/start.html", _context(request, found, form), status=status)


@require_http_methods(["GET", "POST"])
def begin(request: ActorRequest) -> HttpResponseBase:
    """A plan written from nothing."""
    year = local_today().year
    form = BeginForm(request.POST if request.method == "POST" else None, initial={"from_year": year, "to_year": year})
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            plan = begin_plan(
                actor=request.actor,
                title=data["title"],
                from_year=data["from_year"],
                to_year=data["to_year"],
                now=local_now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("tasks:table", pk=plan.pk)
    context = {"form": form, "may_write": can_upload_plan(request.actor)}
    return render(request, "tasks/begin.html", context, status=UNPROCESSABLE if form.errors else 200)


def _start(request: ActorRequest, found: NextYear, form: YearsForm) -> HttpResponseBase | None:
    chosen = [int(value) for value in request.POST.getlist("row") if value.isascii() and value.isdigit()]
    years = form.cleaned_data
    now = local_now()
    start = Start(found.carried(chosen), years["from_year"], years["to_year"])
    try:
        plan = start_next_plan(actor=request.actor, last=found.plan, start=start, now=now)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return None
    if plan.created_at != now:
        messages.info(request, "Kế hoạch năm sau đã được bắt đầu trước đây; đây là bản ấy.")
    else:
        messages.success(request, f"Đã đưa {len(start.rows)} nhiệm vụ sang; hãy sửa từng ô rồi ban hành.")
    return redirect("tasks:table", pk=plan.pk)


def _context(request: ActorRequest, found: NextYear, form: YearsForm) -> dict[str, object]:
    wanted = request.GET.get("trang-thai", "")
    state = next((one for one in State if one == wanted), None)
    rows = [row for row in found.rows if state is None or row.state == state]
    chosen = set(request.POST.getlist("row")) if request.method == "POST" else {str(row.item.pk) for row in rows}
    return {
        "found": found,
        "plan": found.plan,
        "form": form,
        "rows": [(row, str(row.item.pk) in chosen) for row in rows],
        "state": state,
        "states": [(one, sum(row.state == one for row in found.rows)) for one in found.states],
        "may_start": can_start_next_plan(request.actor, found.plan),
    }
