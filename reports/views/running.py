"""Work in the background: what runs, what failed and why, whether the machinery is alive; and running it again."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from reports.actions.drawing import redraw_failed
from reports.actions.running import retry_drafting, retry_draftings
from reports.enums import RunState
from reports.queries import running as queries
from reports.rules import can_retry
from reports.views.places import places

SHOWN = 100
RELOAD_SECONDS = 3
NOTHING_FAILED = "Không có việc nào cần chạy lại."


@require_GET
def running(request: ActorRequest) -> HttpResponseBase:
    """The page; htmx asks for what runs alone, every two seconds while something does."""
    context = _said(request, local_now())
    return render(request, "reports/_running.html" if request.htmx else "reports/running.html", context)


def _said(request: ActorRequest, now: datetime) -> dict[str, Any]:
    actor = request.actor
    machine = queries.machine()
    waves, drawing = queries.waves(actor, now), queries.drawing(actor, now)
    drafts, files = queries.failed_draftings(actor), queries.failed_files(actor)
    is_running = bool(waves or drawing)
    last = queries.last_run(actor, machine.drafted_at)
    return {
        "machine": machine,
        "is_silent": machine.is_silent(now),
        "next_at": _next_at(machine.drafted_at, now),
        "made": last.get(RunState.DONE, 0),
        "failed": last.get(RunState.FAILED, 0),
        "waves": waves,
        "drawing": drawing,
        "is_running": is_running,
        "drafts": [{"drafting": one, "may": can_retry(actor, one.organization)} for one in drafts[:SHOWN]],
        "drafts_total": drafts.count(),
        "files": [{"file": one, "is_own": actor.belongs_to(one.report.organization_id)} for one in files[:SHOWN]],
        "files_total": files.count(),
        "may_retry_all": can_retry(actor, actor.organization),
        "shows_bodies": actor.looks_over,
        "places": places("settings"),
        "refresh_seconds": RELOAD_SECONDS if is_running else 0,
    }


def _next_at(drafted_at: datetime | None, now: datetime) -> datetime | None:
    """When the schedule drafts next; None when that hour has passed already."""
    every = next(one["schedule"] for one in settings.CELERY_BEAT_SCHEDULE.values() if one["task"] == queries.DRAFTING)
    coming = drafted_at + every if drafted_at and isinstance(every, timedelta) else None
    return coming if coming and coming > now else None


@require_POST
def retry(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Run one failed drafting again."""
    if queries.drafting_in_reach(request.actor, pk) is None:
        raise Http404
    try:
        asked = retry_drafting(actor=request.actor, drafting_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã cho chạy lại." if asked else "Việc này đã được cho chạy lại trước đó.")
    return redirect("reports:running")


@require_POST
def retry_all(request: ActorRequest) -> HttpResponseBase:
    """Run everything of one kind that failed again: draftings, or drawings of files."""
    action = redraw_failed if request.POST.get("kind") == "files" else retry_draftings
    try:
        asked = action(actor=request.actor, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã cho chạy lại {asked} việc." if asked else NOTHING_FAILED)
    return redirect("reports:running")
