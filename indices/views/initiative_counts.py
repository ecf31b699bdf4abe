"""Which bodies beneath registered how many initiatives in a year: silent ones first."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.text import fold
from cchc.web.clock import local_today
from cchc.web.downloads import file_response
from indices.drawn_initiatives import count_lines
from indices.forms.initiatives import asked_of
from indices.papers.formats import PaperFormat
from indices.papers.initiatives import draw_counts
from indices.queries.initiatives import LEAST, counts_by_body, years_known
from indices.rules.initiatives import can_count

NO_RIGHT = (
    "Chỉ cơ quan theo dõi cấp trên, hoặc Văn phòng và lãnh đạo của tỉnh, huyện xem tình hình đăng ký của các đơn vị."
)
SILENT = "chua-dang-ky"


@require_GET
def counts(request: ActorRequest) -> HttpResponseBase:
    """Every body with what it registered; search and "only the silent" narrow what is shown, not the sums."""
    _check_right(request)
    today, asked = local_today(), asked_of(request.GET)
    year = asked.year or today.year
    lines = counts_by_body(request.actor, year, today=today)
    only = request.GET.get("tinh-trang", "") == SILENT
    shown = [one for one in lines if fold(asked.words) in fold(one.body.name) and (one.is_silent or not only)]
    context: dict[str, Any] = {
        "lines": shown,
        "total": len(lines),
        "silent": sum(one.is_silent for one in lines),
        "registered": sum(one.registered for one in lines),
        "adopted": sum(one.adopted for one in lines),
        "year": year,
        "years": sorted({year, today.year, *years_known(request.actor)}, reverse=True),
        "q": asked.words,
        "only": only,
        "is_narrowed": only or bool(asked.words),
        "least": LEAST,
    }
    return render(request, "emulation/initiative_counts.html", context)


@require_GET
def counts_file(request: ActorRequest) -> HttpResponseBase:
    """The same of all bodies as Excel."""
    _check_right(request)
    today = local_today()
    year = asked_of(request.GET).year or today.year
    lines = count_lines(counts_by_body(request.actor, year, today=today))
    data = draw_counts(request.actor.organization.issuer_name, year, lines, today)
    return file_response(data, f"dang-ky-sang-kien-{year}-{request.actor.organization.code}", PaperFormat.XLSX)


def _check_right(request: ActorRequest) -> None:
    if not can_count(request.actor):
        raise PermissionDenied(NO_RIGHT)
