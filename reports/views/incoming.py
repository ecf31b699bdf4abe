"""The inbox of reports, and accepting several at once."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from reports import rules
from reports.actions.sending import accept_report
from reports.forms.remarks import STATES, tickets_of, wanted_of
from reports.queries.accepting import Prospect, Tickets, prospects
from reports.queries.incoming import MOST_TAKEN, Incoming
from reports.queries.incoming import incoming as came_in
from reports.queries.listing import years_of
from reports.views.choosing import year_asked
from tasks.enums import State

CONFLICT = 409
TRAIL = ("Báo cáo", "reports:list"), ("Báo cáo gửi đến", "reports:incoming")
EVERYTHING = "tat-ca"


@require_GET
def incoming(request: ActorRequest) -> HttpResponseBase:
    """What waits, what was sent back, what was taken."""
    if not rules.sees_incoming(request.actor):
        raise Http404
    wanted = wanted_of(request.GET, year_asked(request))
    found = came_in(request.actor, wanted, today=local_today())
    asked = {"nam": wanted.year, "ky": wanted.period, "trang-thai": wanted.state, "q": wanted.name}
    here = {name: value for name, value in asked.items() if value}
    context = {
        "found": found,
        "lead": _lead(found),
        "total": len(found.waiting) + len(found.back) + found.all_taken,
        "groups": _groups(found),
        "wanted": wanted,
        "years": years_of(request.actor, local_today()),
        "states": [(state.value, state.label) for state in STATES],
        "most_taken": MOST_TAKEN,
        "may_accept": any(one.may_decide for one in found.waiting),
        "all_ticked": request.GET.get("chon") == EVERYTHING,
        "tick_all": urlencode(here | {"chon": EVERYTHING}),
        "tick_none": urlencode(here),
        "filtered": bool(wanted.period or wanted.state or wanted.name),
        "trail": _trail(1),
    }
    return render(request, "reports/incoming.html", context)


def _lead(found: Incoming) -> str:
    late = sum(one.timeliness.look == State.LATE for one in found.waiting)
    waiting = (
        f"{len(found.waiting)} báo cáo chờ nhận, {late} gửi muộn" if found.waiting else "Không báo cáo nào chờ nhận"
    )
    back = f"; {len(found.back)} đã trả lại, chờ gửi lại" if found.back else ""
    return f"{waiting}{back}. Báo cáo chờ và báo cáo trả lại hiện của mọi năm; báo cáo đã nhận hiện theo năm đang chọn."


def _groups(found: Incoming) -> list[dict[str, Any]]:
    """The three tables, those with nothing in them left out."""
    groups = (
        ("cho-nhan", "Chờ nhận hoặc trả lại", found.waiting, "gửi trước đứng trước"),
        ("da-tra", "Đã trả lại, chờ gửi lại", found.back, "kỳ cũ đứng trước"),
        ("da-nhan", "Đã nhận", found.taken, "kỳ mới đứng trước, rồi theo tên đơn vị"),
    )
    return [
        {"id": name, "title": title, "lines": lines, "note": f"{len(lines)} báo cáo; {note}"}
        for name, title, lines, note in groups
        if lines
    ]


@require_http_methods(["GET", "POST"])
def accept_many(request: ActorRequest) -> HttpResponseBase:
    """Ask what accepting the ticked reports would mean, then accept each by itself: one that cannot be accepted keeps
    no other from it."""
    if not rules.decides_somewhere(request.actor):
        raise Http404
    tickets = tickets_of(request.POST if request.method == "POST" else request.GET)
    chosen = prospects(request.actor, tickets, today=local_today())
    if not chosen:
        messages.error(request, "Hãy đánh dấu ít nhất một báo cáo chờ nhận.")
        return redirect("reports:incoming")
    if request.method == "POST":
        return _accepted(request, tickets, chosen)
    able = [one for one in chosen if not one.obstacle]
    unable = [one for one in chosen if one.obstacle]
    context = {
        "able": able,
        "able_note": f"{len(able)} báo cáo",
        "unable": unable,
        "unable_note": f"{len(unable)} báo cáo",
        "trail": _trail(2),
    }
    return render(request, "reports/accept_many.html", context)


def _accepted(request: ActorRequest, tickets: Tickets, chosen: list[Prospect]) -> HttpResponseBase:
    now, refused = local_now(), []
    for one in chosen:
        report = one.arrival.report
        try:
            accept_report(actor=request.actor, report_id=report.pk, now=now, seen=tickets[report.pk])
        except Refused as refusal:
            refused.append({"report": report, "why": refusal.message})
    accepted = len(chosen) - len(refused)
    if not refused:
        messages.success(request, f"Đã nhận {accepted} báo cáo.")
        return redirect("reports:incoming")
    lead = f"Đã nhận {accepted} trên {len(chosen)} báo cáo; {len(refused)} báo cáo chưa nhận."
    context = {"lead": lead, "refused": refused, "trail": _trail(2)}
    return render(request, "reports/accepted_many.html", context, status=CONFLICT)


def _trail(steps: int) -> list[dict[str, str]]:
    return [{"label": label, "url": reverse(name)} for label, name in TRAIL[:steps]]
