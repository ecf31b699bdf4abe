"""Many duties brought up to date on one screen: all of it stored or nothing, by the rules of the workbook."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from tasks.actions.importing import take_in_changes
from tasks.enums import LateCause, Outcome
from tasks.exchange.differences import Fault, find_differences
from tasks.exchange.screen import screen_rows, typed_rows
from tasks.exchange.sheet import Line
from tasks.queries.lines import asked_lines, lines_for

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def sheet(request: ActorRequest) -> HttpResponseBase:
    """Every duty that wants a word now; what was said in it, or why nothing of it was stored."""
    lines = _shown(request)
    if request.method != "POST":
        return _drawn(request, lines)
    rows = typed_rows(lines, request.POST, set(request.POST.getlist("pick")), today=local_today())
    found = find_differences(list(rows), {line.obligation_id: line for line in lines}, today=local_today())
    if found.faults:
        return _drawn(request, lines, found.faults)
    try:
        count = take_in_changes(actor=request.actor, changes=found.changes, now=local_now())
    except Refused as refusal:
        return _drawn(request, lines, refusals=refusal.message.split("\n"))
    if count:
        messages.success(request, f"Đã cập nhật {count} việc.")
    else:
        messages.info(request, "Chưa ghi việc nào: hãy chọn tình trạng ở ít nhất một dòng.")
    return redirect("tasks:sheet")


def _shown(request: ActorRequest) -> list[Line]:
    """What wants a word now, then what was on the page when it was filled in and somebody settled meanwhile."""
    asked = asked_lines(request.actor, today=local_today())
    gone = set(request.POST.getlist("row")) - {str(line.obligation_id) for line in asked}
    if not gone:
        return asked
    return asked + [line for line in lines_for(request.actor, today=local_today()) if str(line.obligation_id) in gone]


def _drawn(
    request: ActorRequest, lines: Sequence[Line], faults: Sequence[Fault] = (), refusals: Sequence[str] = ()
) -> HttpResponseBase:
    typed: Mapping[str, str] = request.POST
    context = {
        "rows": screen_rows(lines, typed, set(request.POST.getlist("pick")), faults, today=local_today()),
        "has_over": any(line.due_on is not None and line.due_on < local_today() for line in lines),
        "outcomes": Outcome.choices(),
        "causes": LateCause.choices(),
        "all": typed.get("all", ""),
        "all_cause": typed.get("all_cause", ""),
        "all_reason": typed.get("all_reason", ""),
        "faulty": len({fault.row for fault in faults}),
        "refusals": refusals,
        "today": local_today(),
        "trail": [{"label": "Việc của tôi", "url": reverse("tasks:mine")}],
    }
    return render(request, "tasks/sheet.html", context, status=UNPROCESSABLE if faults or refusals else 200)
