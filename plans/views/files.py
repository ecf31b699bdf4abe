"""Files of plans: the list, uploading, the progress of reading, discarding. The review itself shows due days, so it
belongs to `tasks`."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from plans.actions import discard_plan, read_again, upload_plan
from plans.enums import PlanState
from plans.forms import UploadForm
from plans.models import Plan
from plans.queries import plan_list, plan_of, source_of
from plans.reading.pasted import decoded
from plans.reading.sources import TEXT, ending_of
from plans.rules import can_discard_plan, can_upload_plan

PAGE_SIZE = 50
UNPROCESSABLE = 422
LONGEST_PK = 12
LOOKS = {
    PlanState.READING: "not_yet",
    PlanState.FAILED: "overdue",
    PlanState.DRAFT: "waiting",
    PlanState.ACCEPTED: "doing",
    PlanState.CLOSED: "on_time",
}


@require_GET
def plan_table(request: ActorRequest) -> HttpResponseBase:
    """Plans within reach: drafts, those in force, those that could not be read with the reason."""
    page = Paginator(plan_list(request.actor), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [{"plan": plan, "look": LOOKS[PlanState(plan.state)], "url": _where_to(plan)} for plan in page.object_list]
    return render(
        request, "plans/list.html", {"page": page, "rows": rows, "may_upload": can_upload_plan(request.actor)}
    )


@require_http_methods(["GET", "POST"])
def upload(request: ActorRequest) -> HttpResponseBase:
    """Take a file or pasted text in; its reading starts in a job."""
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
    else:
        form = UploadForm(initial={"text": _pasted_before(request)})
    if form.is_bound and form.is_valid():
        now = local_now()
        name, data = form.source(now.date())
        try:
            plan = upload_plan(actor=request.actor, name=name, data=data, now=now)
        except Refused as refusal:
            form.add_error(form.field_of_source, refusal.message)
        else:
            _say_what_came(request, plan, is_new=plan.created_at == now)
            return redirect("plans:reading", pk=plan.pk)
    context = {"form": form, "may_upload": can_upload_plan(request.actor)}
    return render(request, "plans/upload.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_GET
def reading(request: ActorRequest, pk: int) -> HttpResponseBase:
    """How far the reading is, asked every second; a plan that was read goes on to its review, one that could not be
    read to the whole page, which says what to do."""
    plan = plan_of(request.actor, pk)
    if plan is None:
        raise Http404
    if request.htmx and plan.state == PlanState.FAILED:
        return HttpResponseClientRedirect(_where_to(plan))
    if plan.state not in (PlanState.READING, PlanState.FAILED):
        return HttpResponseClientRedirect(_where_to(plan)) if request.htmx else redirect(_where_to(plan))
    context = {
        "plan": plan,
        "state": _job_state(plan),
        "refresh_seconds": 2 if plan.state == PlanState.READING else None,
        "may_retry": can_upload_plan(request.actor) and request.actor.belongs_to(plan.organization_id),
        "may_discard": can_discard_plan(request.actor, plan),
        "is_pasted": ending_of(plan.source.name) == TEXT,
    }
    return render(request, "plans/_progress.html" if request.htmx else "plans/reading.html", context)


@require_POST
def again(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Read a file once more."""
    plan = plan_of(request.actor, pk)
    if plan is None:
        raise Http404
    try:
        read_again(actor=request.actor, plan=plan, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("plans:reading", pk=pk)


@require_http_methods(["GET", "POST"])
def discard(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Ask, then throw a plan away that was never accepted."""
    plan = plan_of(request.actor, pk)
    if plan is None:
        raise Http404
    if request.method == "POST":
        try:
            discard_plan(actor=request.actor, plan=plan, now=local_now())
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            said = "viết tại đây" if plan.is_written_here else f"đọc từ tệp “{plan.source.name}”"
            messages.success(request, f"Đã bỏ bản nháp {said}.")
        return redirect("plans:list")
    return render(request, "plans/discard.html", {"plan": plan, "back": _where_to(plan)})


@require_GET
def source(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The file as it was uploaded."""
    found = source_of(request.actor, pk)
    if found is None:
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name)


def _where_to(plan: Plan) -> str:
    if plan.state in (PlanState.READING, PlanState.FAILED):
        return reverse("plans:reading", args=(plan.pk,))
    draft = "tasks:table" if plan.is_written_here else "tasks:review"
    return reverse(draft if plan.state == PlanState.DRAFT else "tasks:plan", args=(plan.pk,))


def _job_state(plan: Plan) -> str:
    if plan.state == PlanState.FAILED:
        return "failed"
    return "running" if plan.source.progress else "waiting"


def _pasted_before(request: ActorRequest) -> str:
    """The text of a plan that could not be read, to be mended where it was pasted."""
    pk = request.GET.get("sua", "")
    found = source_of(request.actor, int(pk)) if pk.isascii() and pk.isdigit() and len(pk) < LONGEST_PK else None
    if found is None or ending_of(found.name) != TEXT:
        return ""
    with found.file.open("rb") as file:
        return decoded(file.read())


def _say_what_came(request: ActorRequest, plan: Plan, *, is_new: bool) -> None:
    if is_new:
        messages.success(request, f"Đã nhận “{plan.source.name}”.")
    elif plan.state == PlanState.READING:
        messages.info(request, "Kế hoạch này đã được tải lên trước đây; hệ thống đang đọc.")
    else:
        sent_on = f"{localtime(plan.source.uploaded_at):%d/%m/%Y}"
        messages.info(request, f"Kế hoạch này đã được tải lên ngày {sent_on}; không có gì thay đổi.")
