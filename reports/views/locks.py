"""Locked periods and exceptions: what is locked since when, what was opened again, what stands outside the rule."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.web.clock import local_today
from reports.queries import locks as queries
from reports.queries.listing import years_of
from reports.queries.locks import Asked
from reports.views.choosing import year_asked
from reports.views.places import places

PAGE_SIZE = 50
PARTS = {
    "khoa": ("Đang khóa", "kỳ đang khóa", "Kỳ khóa khi báo cáo của kỳ được gửi đi.", queries.closed_periods),
    "mo-lai": ("Đã mở lại", "lần mở lại kỳ", "Chưa kỳ nào của năm này được mở lại.", queries.reopenings),
    "doi-han": ("Hạn đã dời", "lần dời hạn", "Năm này chưa việc nào bị dời hạn.", queries.moved_days),
    "bo-sung": (
        "Bổ sung sau chốt",
        "lời bổ sung sau chốt số liệu",
        "Chưa ai ghi lời nào về kỳ đã khóa của năm này.",
        queries.late_words,
    ),
}
"""The parts of the page: label, what its rows are, why there may be none, where they come from."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the address asks for."""

    part: str
    asked: Asked


@require_GET
def locks(request: ActorRequest) -> HttpResponseBase:
    """One part at a time, each with its number of rows."""
    bodies = queries.bodies_in_reach(request.actor)
    chosen = _chosen(request, {body.pk for body in bodies})
    found = {part: query(request.actor, chosen.asked) for part, (*_, query) in PARTS.items()}
    page = Paginator(found[chosen.part], PAGE_SIZE).get_page(request.GET.get("page"))
    rows: Any = page.object_list
    counts = {part: rows_of.count() for part, rows_of in found.items() if part != chosen.part}
    counts[chosen.part] = page.paginator.count
    context = {
        "part": chosen.part,
        "year": chosen.asked.year,
        "years": years_of(request.actor, local_today()),
        "bodies": bodies,
        "body_id": chosen.asked.body_id,
        "page": page,
        "rows": queries.with_reports(request.actor, rows) if chosen.part == "khoa" else rows,
        "things": PARTS[chosen.part][1],
        "why_none": PARTS[chosen.part][2],
        "tabs": [_tab(part, chosen, counts[part]) for part in PARTS],
        "places": places("settings"),
        "shows_bodies": request.actor.looks_over,
    }
    return render(request, "reports/locks.html", context)


def _chosen(request: ActorRequest, bodies: set[int]) -> Choices:
    part, body = request.GET.get("muc", ""), request.GET.get("don-vi", "")
    return Choices(
        part if part in PARTS else "khoa",
        Asked(
            year_asked(request),
            int(body) if body.isascii() and body.isdecimal() and len(body) < 10 and int(body) in bodies else None,
        ),
    )


def _tab(part: str, chosen: Choices, count: int) -> dict[str, Any]:
    asked: dict[str, Any] = {"muc": part, "nam": chosen.asked.year}
    if chosen.asked.body_id:
        asked["don-vi"] = chosen.asked.body_id
    return {"label": PARTS[part][0], "url": f"?{urlencode(asked)}", "here": part == chosen.part, "count": count}
