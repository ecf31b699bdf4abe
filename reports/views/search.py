"""Search over everything that one may read: a plain form, its answer grouped by kind."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.orgs.scope import GIVERS
from reports.queries.search import PAGE, Group, Hit, Wish, group_of, groups_of, years_known
from reports.searching import Kind, asked
from tasks.queries.lists import filter_choices

LONGEST = 200
SHORTEST = 2
EXAMPLES = ("rà soát văn bản", "45/BC-UBND", '"một cửa"')


@require_GET
def search(request: ActorRequest) -> HttpResponseBase:
    """Nothing asked: how to ask. One kind: its pages. Otherwise the first few of each."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    kind = next((one for one in Kind if one == request.GET.get("loai")), None)
    wish = Wish(asked(words), _year(request.GET.get("nam")), _number(request.GET.get("don-vi")))
    context: dict[str, Any] = {"words": words, "kind": kind, "wish": wish} | _choices(request)
    context["is_short"] = bool(words) and not _is_enough(wish)
    if _is_enough(wish):
        page = max(1, _number(request.GET.get("page")) or 1)
        groups = [group_of(request.actor, wish, kind, page=page)] if kind else groups_of(request.actor, wish)
        context |= {"groups": [_drawn(request, group) for group in groups if group.total], "asked": True}
        context["total"] = sum(group.total for group in groups)
        context["is_more"] = any(group.is_more for group in groups)
        if kind:
            context["page"] = Paginator(range(groups[0].total), PAGE).get_page(page)
    return render(request, "reports/search.html", context)


def _is_enough(wish: Wish) -> bool:
    return len(wish.asked.whole) >= SHORTEST


def _number(value: str | None) -> int | None:
    """A number of an address; anything else is not asked for."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else None


def _year(value: str | None) -> int | None:
    year = _number(value)
    return year if year and year <= date.max.year else None


def _choices(request: ActorRequest) -> dict[str, Any]:
    """What the drop-downs offer; whoever sees one body has none to choose."""
    actor = request.actor
    choices: dict[str, Any] = {"kinds": list(Kind), "years": years_known(actor), "examples": EXAMPLES, "bodies": ()}
    if actor.looks_over or actor.organization.kind in GIVERS:
        choices["bodies"] = [(body.pk, body.name) for body in filter_choices(actor)["body"]]
    return choices


def _drawn(request: ActorRequest, group: Group) -> dict[str, Any]:
    values = {**request.GET.dict(), "loai": group.kind.value}
    values.pop("page", None)
    return {
        "kind": group.kind,
        "total": group.total,
        "is_more": group.is_more,
        "left": group.total - len(group.hits),
        "hits": [{"hit": hit, "url": _address(hit)} for hit in group.hits],
        "url": f"{request.path}?{urlencode(values)}",
    }


def _address(hit: Hit) -> str:
    if hit.kind == Kind.PLANS:
        return reverse("tasks:review" if hit.is_draft else "tasks:plan", args=[hit.pk])
    if hit.kind == Kind.REPORTS:
        return reverse("reports:detail", args=[hit.pk])
    if hit.kind == Kind.UPDATES:
        return f"{reverse('tasks:detail', args=[hit.task])}#viec-{hit.pk}"
    if hit.kind == Kind.EVIDENCE:
        return f"{reverse('tasks:evidence', args=[hit.pk])}"
    return reverse("tasks:detail", args=[hit.pk])
