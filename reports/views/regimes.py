"""The reporting regime of a body: what holds and where it comes from, setting another one, taking one away."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from reports.forms.regimes import RegimeForm
from reports.queries.listing import bodies_below
from reports.queries.sources import recipient_of
from reports.views.places import places
from tasks.actions.regimes import NO_RIGHT, remove_regime, set_regime
from tasks.enums import Audience
from tasks.periods import Timetable, coming_periods
from tasks.queries.regimes import (
    Regimes,
    Standing,
    government_in_reach,
    refusal_to_set,
    regime_row,
    regimes_of,
    standing_in,
)
from tasks.queries.timetables import decision_of, government_of
from tasks.regime_words import KIND_TITLES, line_words, period_words
from tasks.regimes import COMMUNE, TEMPLATES, Decision, Regime
from tasks.rules import can_set_regime

UNPROCESSABLE = 422
NEXT = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of report in words, with its next dates."""

    title: str
    words: str
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """One line of the years: from when which regime held, who set it; `removes` is the stored row that may go."""

    since: int
    regime: Regime
    where: str
    lines: tuple[str, ...]
    removes: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """What rules one's own reports, or those of the bodies beneath."""

    audience: Audience
    regime: Regime
    where: str
    rows: tuple[Row, ...]
    years: tuple[Past, ...]
    set_url: str


@require_GET
def regime(request: ActorRequest) -> HttpResponseBase:
    """What holds now and next, where it comes from, what held before."""
    body = _body(request, request.GET.get("don-vi", ""))
    found, year = regimes_of(body), local_today().year
    has_below = body.kind in ("province", "district")
    blocks = [_block(request, found, audience) for audience in Audience if audience == Audience.OWN or has_below]
    if request.actor.looks_over:
        blocks.reverse()
    bodies = bodies_below(request.actor).filter(path__startswith=body.path).exclude(pk=body.pk) if has_below else ()
    context = {
        "body": body,
        "is_own": body.pk == government_of(request.actor.organization).pk,
        "year": year,
        "blocks": blocks,
        "decree": COMMUNE,
        "bodies": [(one, *_said(standing_in(year, found.of(one)), one)) for one in bodies],
        "recipient": recipient_of(body),
        "has_right": any(block.set_url for block in blocks),
        "places": places("settings"),
    }
    return render(request, "reports/regime.html", context)


def _body(request: ActorRequest, given: str) -> Organization:
    """The body named in the address, within reach; one's own government where none is."""
    own = government_of(request.actor.organization)
    if given in ("", str(own.pk)):
        return own
    found = government_in_reach(request.actor, int(given)) if given.isascii() and given.isdecimal() else None
    if found is None:
        raise Http404
    return found


def _block(request: ActorRequest, found: Regimes, audience: Audience) -> Block:
    body, today = found.organization, local_today()
    standing = found.own if audience == Audience.OWN else found.below
    regime, where = _said(standing_in(today.year, standing), body)
    may_set = can_set_regime(request.actor, body, audience)
    asked = _asked(body, audience)
    return Block(
        audience,
        regime,
        where,
        _rows(regime, found.timetable(standing), today),
        tuple(_past(since, one, body, may_set, today.year) for since, one in standing),
        f"{reverse('reports:set_regime')}?{asked}" if may_set else "",
    )


def _said(decision: Decision | None, body: Organization) -> tuple[Regime, str]:
    """A regime and where it comes from, in words."""
    if decision is None:
        return COMMUNE, f"Mặc định theo {COMMUNE.source}"
    if decision.audience == Audience.BELOW:
        return decision.regime, f"{decision.body} đặt cho các đơn vị cấp dưới, từ năm {decision.from_year}"
    who = "Đơn vị" if decision.path == body.path else decision.body
    return decision.regime, f"{who} tự đặt, từ năm {decision.from_year}"


def _rows(regime: Regime, timetable: Timetable, first: date) -> tuple[Row, ...]:
    return tuple(
        Row(
            KIND_TITLES[line.kind],
            line_words(line),
            tuple(period_words(one) for one in coming_periods(line.kind, first, timetable, NEXT)),
        )
        for line in regime.lines
    )


def _past(since: int, decision: Decision, body: Organization, may_set: bool, year: int) -> Past:
    _, where = _said(decision, body)
    may_remove = may_set and decision.path == body.path and since >= year
    return Past(since, decision.regime, where, _lines(decision.regime), decision.row_id if may_remove else None)


def _lines(regime: Regime) -> tuple[str, ...]:
    return tuple(f"{KIND_TITLES[line.kind]}: {line_words(line)}." for line in regime.lines)


@require_http_methods(["GET", "POST"])
def set_(request: ActorRequest) -> HttpResponseBase:
    """Choose, see the next dates, and only then, confirmed, store."""
    asked = request.POST if request.method == "POST" else request.GET
    body, audience = _body(request, asked.get("don-vi", "")), _audience(asked.get("cho", ""))
    if not can_set_regime(request.actor, body, audience):
        raise PermissionDenied(NO_RIGHT[audience])
    found, year = regimes_of(body), local_today().year
    standing = found.own if audience == Audience.OWN else found.below
    start = TEMPLATES.get(asked.get("mau", "")) or _said(standing_in(year, standing), body)[0]
    form = RegimeForm(request.POST or None, regime=start, year=year)
    context = {"body": body, "audience": audience, "form": form, "places": places("settings")}
    context |= {"templates": TEMPLATES.items(), "asked": _asked(body, audience)}
    if form.is_bound and form.is_valid() and "edit" not in request.POST:
        decision = Decision(body.path, audience, form.cleaned_data["from_year"], form.regime())
        refusal = refusal_to_set(body, decision, year=year)
        if not refusal and "confirmed" in request.POST:
            return _store(request, body, decision)
        if not refusal:
            context |= _preview(request, found, standing, decision)
            return render(request, "reports/regime_preview.html", context)
        form.add_error(None, refusal)
    return render(request, "reports/regime_set.html", context, status=UNPROCESSABLE if form.errors else 200)


def _audience(given: str) -> Audience:
    try:
        return Audience(given or Audience.OWN)
    except ValueError as error:
        raise Http404 from error


def _asked(body: Organization, audience: Audience) -> str:
    return urlencode({"cho": audience.value, "don-vi": str(body.pk)})


def _store(request: ActorRequest, body: Organization, decision: Decision) -> HttpResponseBase:
    year = decision.from_year
    try:
        set_regime(
            actor=request.actor,
            organization=body,
            audience=decision.audience,
            from_year=year,
            regime=decision.regime,
            now=local_now(),
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã đặt chế độ báo cáo, áp dụng từ năm {year}.")
    return _to_page(body)


def _to_page(body: Organization) -> HttpResponseBase:
    return redirect(f"{reverse('reports:regime')}?{urlencode({'don-vi': str(body.pk)})}")


def _preview(request: ActorRequest, found: Regimes, standing: Standing, decision: Decision) -> dict[str, Any]:
    """The next dates by the regime that is about to be set, and what was sent, to be sent once more."""
    year = decision.from_year
    earlier = tuple(pair for pair in standing if pair[0] < year)
    first = max(local_today(), date(year, 1, 1))
    rows = _rows(decision.regime, found.timetable((*earlier, (year, decision))), first)
    hidden = [(name, one) for name, values in request.POST.lists() for one in values if name != "csrfmiddlewaretoken"]
    return {"rows": rows, "decision": decision, "hidden": hidden}


@require_http_methods(["GET", "POST"])
def drop(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take away a regime that has not begun to be used."""
    row = regime_row(request.actor, pk)
    if row is None or not can_set_regime(request.actor, row.organization, Audience(row.audience)):
        raise Http404
    if request.method == "GET":
        lines = " ".join(_lines(decision_of(row).regime))
        context = {
            "row": row,
            "consequence": f"“{row.name}”, từ năm {row.from_year}. {lines} Chế độ trước đó lại có hiệu lực.",
            "back": f"{reverse('reports:regime')}?{urlencode({'don-vi': str(row.organization_id)})}",
        }
        return render(request, "reports/regime_drop.html", context)
    try:
        remove_regime(actor=request.actor, regime_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã bỏ chế độ báo cáo.")
    return _to_page(row.organization)
