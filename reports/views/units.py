"""Bodies over time: the tree with what they were called, one body's history, one change and what it did."""

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cchc.orgs.enums import OrganizationKind, Role
from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from cchc.orgs.pages import people_places
from cchc.orgs.queries.units import change_of, changes_of, unit_of, unit_tree
from cchc.orgs.rules import can_change_units, can_manage_people
from cchc.text import fold
from reports.queries.units import counts_of

ADMINISTRATORS = (Role.ADMINISTRATOR,)


@require_GET
def units(request: ActorRequest) -> HttpResponseBase:
    """Every body within reach, ended ones too, and the changes of late."""
    words, state = request.GET.get("q", "").strip(), request.GET.get("tinh-trang", "")
    tree = unit_tree(request.actor)
    found = [body for body in tree if _is_wanted(body, fold(words), state)]
    context = {
        "bodies": [(body, _depth(body, tree[0].path.count("/"))) for body in found],
        "total": len(tree),
        "ended": sum(body.is_over for body in tree),
        "changes": changes_of(request.actor)[:10],
        "words": words,
        "state": state,
        "may_change": request.actor.has_role(*ADMINISTRATORS),
        "places": places_of(request),
    }
    return render(request, "reports/units.html", context)


@require_GET
def unit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One body: what it is and was, whose work it carries on, what can be done with it."""
    body = body_of(request, pk)
    may_change = can_change_units(request.actor, body) and not body.is_over
    context = {
        "body": body,
        "changes": changes_of(request.actor, body),
        "counts": counts_of(body),
        "may_change": may_change,
        "may_merge": may_change and body.parent_id is not None,
        "may_end": may_change and body.kind == OrganizationKind.DISTRICT and body.parent_id is not None,
        "may_found": can_manage_people(request.actor, body) and not body.is_over and not _is_lowest(body),
        "places": places_of(request),
    }
    return render(request, "reports/unit.html", context)


@require_GET
def change(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One change with what became of every body."""
    found = change_of(request.actor, pk)
    if found is None:
        raise Http404
    return render(request, "reports/unit_change.html", {"change": found, "places": places_of(request)})


def body_of(request: ActorRequest, pk: int) -> Organization:
    body = unit_of(request.actor, pk)
    if body is None:
        raise Http404
    return body


def places_of(request: ActorRequest) -> list[dict[str, Any]]:
    """The tabs of people and bodies, for those who have them."""
    return people_places("reports:units") if request.actor.has_role(*ADMINISTRATORS) else []


def _is_wanted(body: Organization, words: str, state: str) -> bool:
    names = (body.name, body.code, *(was.name for was in body.former_names.all()))
    named = not words or any(words in fold(name) for name in names)
    return named and (not state or body.is_over == (state == "ket-thuc"))


def _depth(body: Organization, top: int) -> int:
    """How far to the right a body stands in the tree; the styles know four steps."""
    return min(max(body.path.count("/") - top, 0), 3)


def _is_lowest(body: Organization) -> bool:
    return body.kind == OrganizationKind.DEPARTMENT
