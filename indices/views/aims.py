"""What a body aims at: the list, setting, taking over from a plan, taking back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.numbers import shown
from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Refused
from cchc.paper.sheets import Sheet, Value
from cchc.web.clock import local_now, local_today
from cchc.web.downloads import file_response
from indices.actions.aims import NO_RIGHT, drop_aim, set_aim
from indices.enums import IndexKind
from indices.forms.results import AimForm, known_aim
from indices.models import Aim
from indices.queries.cards import gaps_to_aim
from indices.queries.contributing import plans_in_force
from indices.queries.entering import proposed_aims
from indices.queries.results import bare
from indices.queries.standing import History, aim_of, aims_of, history_of
from indices.resulting.aims import AimWords
from indices.resulting.workbook import sheets_book
from indices.rules.results import can_set_aim
from indices.views.choosing import chosen_body
from indices.views.places import places

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def aims(request: ActorRequest) -> HttpResponseBase:
    """The aims of a body beside what it has, those that its plans name, a form for one more."""
    body = chosen_body(request)
    may_set = can_set_aim(request.actor, body)
    if request.method == "POST" and not may_set:
        raise PermissionDenied(NO_RIGHT)
    form = AimForm(request.POST or None, initial=_first(request, body))
    if form.is_bound and form.is_valid():
        try:
            _set(request, body, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu mục tiêu.")
            return redirect("indices:aims")
    history = history_of(request.actor, body)
    found = [one for own in aims_of(request.actor, [body]).values() for one in own]
    context = {
        "organization": body,
        "aims": [_line(one, history) for one in sorted(found, key=lambda one: (one.year, one.kind))],
        "proposed": proposed_aims(request.actor, body),
        "form": form,
        "may_set": may_set,
        "query": f"don-vi={body.pk}" if request.GET.get("don-vi") else "",
        "is_open": form.errors or request.GET.get("sua"),
        "places": places("indices:aims"),
    }
    return render(request, "indices/aims.html", context, status=UNPROCESSABLE if form.errors else 200)


def _first(request: ActorRequest, body: Organization) -> dict[str, Any]:
    """The form of one that is there, or of one for this year."""
    given = request.GET.get("sua", "")
    found = aim_of(request.actor, int(given)) if given.isascii() and given.isdecimal() and len(given) < 16 else None
    return known_aim(found) if found and found.organization_id == body.pk else {"year": local_today().year}


def _set(request: ActorRequest, body: Organization, data: dict[str, Any]) -> None:
    words = AimWords(
        IndexKind(data["kind"]), data["year"], data["rank"][0], data["score"], data["class_name"], data["text"]
    )
    plan = next((one for one in plans_in_force(request.actor, body) if one.pk == data["plan"]), None)
    set_aim(actor=request.actor, organization=body, words=words, plan=plan, now=local_now())


def _line(aim: Aim, history: History) -> dict[str, Any]:
    """One aim beside the last result: how many points and ranks are wanting."""
    years = history.get(aim.kind, [])
    last = years[-1] if years else None
    gaps = gaps_to_aim(aim, last) if last else []
    return {
        "aim": aim,
        "kind": IndexKind(aim.kind),
        "last": last,
        "gaps": gaps,
        "is_met": bool(gaps) and all(one.is_reached for one in gaps),
    }


@require_GET
def sheet(request: ActorRequest) -> HttpResponseBase:
    """The list as a workbook."""
    body, today = chosen_body(request), local_today()
    history = history_of(request.actor, body)
    found = [one for own in aims_of(request.actor, [body]).values() for one in own]
    lines: list[tuple[Value, ...]] = []
    for aim in sorted(found, key=lambda one: (one.year, one.kind)):
        one = _line(aim, history)
        last = one["last"].line if one["last"] else None
        wanting = "; ".join(f"{shown(gap.points)} điểm tới {gap.what}" for gap in one["gaps"] if not gap.is_reached)
        own = (one["kind"].label, aim.year, aim.rank, bare(aim.score), aim.class_name)
        lines.append((*own, last.total if last else None, last.rank if last else None, wanting, aim.text))
    headers = (
        "Chỉ số",
        "Năm",
        "Hạng",
        "Điểm",
        "Xếp loại",
        "Điểm hiện nay",
        "Hạng hiện nay",
        "Còn thiếu",
        "Lời văn bản",
    )
    page = Sheet("Mục tiêu", headers, (14.0, 8.0, 8.0, 10.0, 12.0, 12.0, 12.0, 40.0, 60.0), tuple(lines))
    data = sheets_book([page], ("Mục tiêu chỉ số", body.name), as_of=today, author=body.name)
    return file_response(data, f"muc-tieu-chi-so-{today:%Y-%m-%d}", "xlsx")


@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take an aim back."""
    found = aim_of(request.actor, pk)
    if found is None:
        raise Http404
    if not can_set_aim(request.actor, found.organization):
        raise PermissionDenied(NO_RIGHT)
    drop_aim(actor=request.actor, aim=found, now=local_now())
    messages.success(request, "Đã bỏ mục tiêu.")
    return redirect("indices:aims")
