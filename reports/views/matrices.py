"""The bodies of a territory by period and by area: the reviewer's first screen, as a page and as files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.http import ActorRequest
from cchc.text import nfc
from cchc.web.clock import local_today
from reports.areas import ORDER
from reports.collecting.lists.bodies import LEADERS
from reports.lists.facts import ListFacts
from reports.lists.matrices import Paper, areas_list, days_words, last_words, periods_list, short_name
from reports.matrices import areas, periods
from reports.matrices.areas import AreaCell, AreaRow
from reports.matrices.choosing import Asked, Chosen, Mark, Order, choose
from reports.matrices.periods import Key, PeriodMatrix, Share
from reports.queries.listing import key_words, period_named
from reports.queries.matrices import Territory, by_area, by_period, territory_of
from reports.rules import can_urge, sees_incoming
from reports.views.printing import DRAWERS, is_too_long, list_file
from tasks.periods import YEARS, Period
from tasks.queries.requests import count_open
from tasks.tallies import percent_words

PERIODS, MONTHS, AREAS = "ky", "thang", "linh-vuc"
VIEWS = {PERIODS: "Theo kỳ báo cáo", MONTHS: "Theo tháng", AREAS: "Theo lĩnh vực"}
ORDERS = {view: tuple(Order) if view == AREAS else (Order.URGENCY, Order.NAME, Order.SHARE) for view in VIEWS}


@dataclass(frozen=True, slots=True)
class Seen:
    """What one request looks at."""

    actor: Actor
    territory: Territory
    view: str
    asked: Asked
    today: date
    only: Key | None

    @property
    def paper(self) -> Paper:
        body = self.actor.organization
        return Paper(
            issuer=body.issuer_name,
            place=body.place_name,
            leader=LEADERS.get(OrganizationKind(body.kind), "CHỦ TỊCH"),
            year=self.territory.year,
            today=self.today,
            asked=self.asked,
        )


@require_GET
def matrix(request: ActorRequest) -> HttpResponseBase:
    """Who looks over a territory reads all of it; the people of a government what came in and what they gave."""
    if not sees_incoming(request.actor):
        raise Http404
    return matrix_page(request)


def matrix_page(request: ActorRequest) -> HttpResponseBase:
    """One of the three matrices; with `tep` in the address as a file."""
    seen = seen_in(request)
    facts, context = _areas(seen) if seen.view == AREAS else _periods(seen)
    if asked := request.GET.get("tep", ""):
        return list_file(facts(), asked)
    context["total"] = context["chosen"].total
    return render(request, "reports/matrix.html", {**_frame(request, seen), **context})


def year_asked(request: ActorRequest, today: date) -> int:
    """The year in the address, or this one; years to come have nothing to show."""
    said = request.GET.get("nam", "")
    year = int(said) if said.isdecimal() and len(said) == 4 else today.year
    return year if year in YEARS and year <= today.year else today.year


def seen_in(request: ActorRequest) -> Seen:
    """What the address asks for; what it does not name, and what does not exist, is the first of its kind."""
    asked, today = request.GET, local_today()
    territory = territory_of(request.actor, year_asked(request, today))
    view = asked.get("xem", "")
    only = period_named(asked.get("ky", ""), territory.own)
    return Seen(
        actor=request.actor,
        territory=territory,
        view=view if view in VIEWS else PERIODS,
        asked=Asked(
            words=nfc(asked.get("q", "")).strip()[:100],
            type=nfc(asked.get("loai", "")),
            mark=next((mark for mark in Mark if mark == asked.get("loc")), None),
            order=next((order for order in Order if order == asked.get("xep")), Order.URGENCY),
        ),
        today=today,
        only=only.key if only and only.year == territory.year else None,
    )


def _periods(seen: Seen) -> tuple[Callable[[], ListFacts], dict[str, Any]]:
    of_months = seen.view == MONTHS
    found = by_period(seen.actor, seen.territory, of_months=of_months, only=seen.only, today=seen.today)
    chosen = choose(found.rows, seen.asked, periods.OFFERED)
    shares = zip(found.columns, found.is_one_day, found.sums, found.last, strict=True)
    only = next((short_name(of) for of in found.columns if of.key == seen.only), "")
    shares = zip(found.columns, found.is_one_day, found.sums, found.last, strict=True)
    columns = [_column(*one, seen.only) for one in shares]
    return partial(periods_list, found, chosen, replace(seen.paper, only=only), of_months=of_months), {
        "columns": columns,
        "lines": [(row, list(zip(row.cells, columns, strict=True))) for row in chosen.rows],
        "has_last": any(found.last),
        "chosen": chosen,
        "latest": _latest(found, seen.today),
        "owe_months": sum(bool(row.unsent_months) for row in found.rows),
        **_filters(seen, chosen),
    }


def _column(of: Period, is_one_day: bool, share: Share, last: Share | None, only: Key | None) -> dict[str, Any]:
    return {
        "key": key_words(of),
        "name": short_name(of),
        "days": days_words(of, is_one_day),
        "is_one_day": is_one_day,
        "sum": share,
        "percent": percent_words(share.in_time, share.base),
        "last": last,
        "last_percent": percent_words(last.in_time, last.base) if last else "",
        "here": of.key == only,
    }


def _latest(found: PeriodMatrix, today: date) -> dict[str, Any] | None:
    """The period whose sending deadline passed last, with how it came in."""
    passed = [(of, share) for of, share in zip(found.columns, found.sums, strict=True) if of.send_by < today]
    if not passed:
        return None
    of, share = max(passed, key=lambda one: (one[0].send_by, (one[0].cutoff_on - one[0].start_on).days))
    return {"period": of, "share": share}


def _areas(seen: Seen) -> tuple[Callable[[], ListFacts], dict[str, Any]]:
    found = by_area(seen.actor, seen.territory, today=seen.today)
    chosen = choose(found.rows, seen.asked, areas.OFFERED)
    return partial(areas_list, found, chosen, seen.paper), {
        "matrix": found,
        "lines": [(row, _area_cells(row, found.areas, seen.territory.year)) for row in chosen.rows],
        "chosen": chosen,
        "last_said": last_words(found) if found.last else "",
        **_filters(seen, chosen),
    }


def _area_cells(row: AreaRow, names: Sequence[str], year: int) -> list[tuple[AreaCell | None, str, str]]:
    """Each cell with the address of the tasks behind it and its area."""
    address = f"{reverse('reports:body', args=[row.body.pk])}?nam={year}"
    return [(cell, f"{address}#{anchor_of(area)}", area) for cell, area in zip(row.cells, names, strict=True)]


def anchor_of(area: str) -> str:
    """Where the tasks of an area stand on a body's page."""
    return f"linh-vuc-{ORDER.index(area) + 1}"


def _filters(seen: Seen, chosen: Chosen[Any]) -> dict[str, Any]:
    return {
        "marks": [{"mark": mark, "number": number, "here": mark == seen.asked.mark} for mark, number in chosen.counts],
        "types": chosen.types if len(chosen.types) > 1 else (),
        "orders": ORDERS[seen.view],
        "files": [one for one in DRAWERS if not is_too_long(chosen.shown, one)],
    }


def _frame(request: ActorRequest, seen: Seen) -> dict[str, Any]:
    bodies = seen.territory.bodies
    waiting = [body for body in bodies if body.waiting]
    return {
        "view": seen.view,
        "tabs": [
            {"label": label, "url": f"{request.path}?xem={view}&nam={seen.territory.year}", "here": view == seen.view}
            for view, label in VIEWS.items()
        ],
        "asked": seen.asked,
        "year": seen.territory.year,
        "years": range(seen.today.year, min(seen.territory.since, seen.today.year) - 1, -1),
        "today": seen.today,
        "shows_above": len({body.above for body in bodies}) > 1,
        "waiting": waiting,
        "waiting_total": sum(body.waiting for body in waiting),
        "asking": count_open(request.actor),
        "reset": f"{request.path}?xem={seen.view}&nam={seen.territory.year}",
        "may_urge": can_urge(seen.actor),
        "is_own_page": request.path != reverse("reports:overview"),
    }
