"""The outline of reports: which one holds, rearranging it, storing it, going back to what held before."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from plans.reading.words import AREAS
from reports.actions.outlining import NO_RIGHT, remove_outline, set_outline
from reports.forms.outlines import parts_from, rearranged
from reports.models import ReportOutline
from reports.outline import BUILT_IN, Filling, Parts, from_json, numbered
from reports.queries.outlines import outline_row, outline_rows, own_outlines_below
from reports.rules import can_set_outline
from reports.views.places import places
from tasks.enums import Audience
from tasks.periods import YEARS
from tasks.queries.timetables import government_of

UNPROCESSABLE = 422
GOVERNMENTS = (OrganizationKind.PROVINCE, OrganizationKind.DISTRICT)


@require_http_methods(["GET", "POST"])
def outline(request: ActorRequest) -> HttpResponseBase:
    """The outline that holds in a year, as a form for who may set it. A button of the form rearranges what is on the
    page; only "luu" stores."""
    body = government_of(request.actor.organization)
    audience, year = _audience(request, body), _year(request)
    row = outline_row(body, audience, year)
    if request.method != "POST":
        return _page(request, body, audience, year, from_json(row.parts) if row else BUILT_IN, {"row": row})
    asked, parts = request.POST.get("lam", ""), parts_from(request.POST)
    changed = rearranged(parts, asked)
    if changed is not None or asked == "co-san":
        return _page(request, body, audience, year, changed or BUILT_IN, {"row": row, "is_changed": True})
    try:
        done = _store(request, body, audience, year, parts, asked)
    except Refused as refusal:
        context = {"row": row, "is_changed": True, "faults": refusal.message.split("\n")}
        return _page(request, body, audience, year, parts, context, UNPROCESSABLE)
    messages.success(request, done)
    return _back(audience, year)


def _store(request: ActorRequest, body: Organization, audience: Audience, year: int, parts: Parts, asked: str) -> str:
    """Store or take away; what was done, in a sentence."""
    given: dict[str, Any] = {"actor": request.actor, "organization": body, "audience": audience, "from_year": year}
    if asked == "bo-rieng":
        remove_outline(**given, now=local_now())
        return "Đã bỏ đề cương riêng; dưới đây là đề cương được dùng thay."
    set_outline(**given, parts=parts, now=local_now())
    return f"Đã lưu đề cương, áp dụng từ năm {year}; dự thảo đang mở nhận đề cương mới khi cập nhật số liệu."


def _audience(request: ActorRequest, body: Organization) -> Audience:
    """Whose reports: those of the bodies beneath first for who looks over them."""
    if body.kind not in GOVERNMENTS:
        return Audience.OWN
    given = request.POST.get("cho") or request.GET.get("cho", "")
    first = Audience.BELOW if request.actor.looks_over else Audience.OWN
    return Audience(given) if given in set(Audience) else first


def _year(request: ActorRequest) -> int:
    given = request.POST.get("nam") or request.GET.get("nam", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) == 4 else local_today().year


def _page(
    request: ActorRequest,
    body: Organization,
    audience: Audience,
    year: int,
    parts: Parts,
    more: dict[str, Any],
    status: int = 200,
) -> HttpResponseBase:
    row = more["row"]
    context = {
        "body": body,
        "audience": audience,
        "year": year,
        "years": (YEARS[0], YEARS[-1]),
        "lines": _lines(parts),
        "fillings": list(Filling),
        "areas": AREAS,
        "may": can_set_outline(request.actor, body, audience),
        "no_right": NO_RIGHT[audience],
        "whose": _whose(row, body, audience),
        "is_own": _is_own(row, body, audience) and row.from_year == year,
        "tabs": _tabs(body, audience, year),
        "stored": [{"row": one, "url": _address(audience, one.from_year)} for one in outline_rows(body, audience)],
        "apart": own_outlines_below(request.actor, body) if audience == Audience.BELOW else [],
        "places": places("settings"),
    }
    return render(request, "reports/outline.html", context | more, status=status)


def _lines(parts: Parts) -> list[dict[str, Any]]:
    """Each part with its number, the names of its fields and whether it can move."""
    numbers = numbered(part.level for part in parts)
    return [
        {
            "part": part,
            "place": place,
            "name": f"muc-{place}",
            "number": number,
            "is_first": place == 0,
            "is_last": place == len(parts) - 1,
        }
        for place, (part, number) in enumerate(zip(parts, numbers, strict=True))
    ]


def _is_own(row: ReportOutline | None, body: Organization, audience: Audience) -> bool:
    return row is not None and row.organization_id == body.pk and row.audience == audience


def _whose(row: ReportOutline | None, body: Organization, audience: Audience) -> str:
    """Where the outline comes from, in words."""
    if row is None:
        return "Đề cương có sẵn của phần mềm, chưa ai đặt đề cương riêng"
    who = "Đề cương riêng" if _is_own(row, body, audience) else f"Đề cương {row.organization} đặt cho cấp dưới"
    return f"{who}, áp dụng từ năm {row.from_year}, {row.editor_name} sửa ngày {row.edited_at:%d/%m/%Y}"


def _tabs(body: Organization, audience: Audience, year: int) -> list[dict[str, Any]]:
    """One's own reports, those of the bodies beneath; nothing to choose for a commune."""
    if body.kind not in GOVERNMENTS:
        return []
    return [{"label": one.label, "url": _address(one, year), "here": one == audience} for one in Audience]


def _address(audience: Audience, year: int) -> str:
    return f"{reverse('reports:outline')}?{urlencode({'cho': audience.value, 'nam': str(year)})}"


def _back(audience: Audience, year: int) -> HttpResponseRedirect:
    return redirect(_address(audience, year))
