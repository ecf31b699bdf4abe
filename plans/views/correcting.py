"""Inline correction of a reading: a form in place with htmx, a page of its own without."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from plans.actions import Stale, correct_heading, correct_item, correct_target
from plans.forms import AimForm, CorrectionForm, HeadingForm
from plans.models import Plan
from plans.queries import choices_of_bodies, item_of, plan_of, sections_of, target_of

UNPROCESSABLE, CONFLICT = 422, 409


@dataclass(frozen=True, slots=True)
class Place:
    """Where a correction is made: the form's template by name, the address of what is drawn after saving with htmx,
    the anchor to come back to without."""

    name: str
    fragment: str
    anchor: str
    said: str = "Đã sửa cách đọc; lời văn bản vẫn được giữ bên cạnh."


@require_http_methods(["GET", "POST"])
def item(request: ActorRequest, pk: int, item_pk: int) -> HttpResponseBase:
    """Correct products, deadline words and bodies of one row."""
    found = item_of(request.actor, pk, item_pk)
    if found is None:
        raise Http404
    posts, others = choices_of_bodies(found.section.plan.organization)
    sections = sections_of(found.section.plan) if found.parent_id is None else []
    data = request.POST if request.method == "POST" else None
    form = CorrectionForm(data, item=found, bodies=[*posts, *others], sections=sections)

    def save() -> None:
        correct_item(
            actor=request.actor,
            item=found,
            seen=form.cleaned_data["seen"],
            correction=form.correction(),
            now=local_now(),
        )

    context = {"item": found, "plan": found.section.plan}
    place = Place("item", reverse("tasks:review_row", args=(pk, item_pk)), f"hang-{item_pk}")
    return answer(request, form, save, context, place)


@require_http_methods(["GET", "POST"])
def target(request: ActorRequest, pk: int, target_pk: int) -> HttpResponseBase:
    """Correct the figure of a target."""
    found = target_of(request.actor, pk, target_pk)
    if found is None:
        raise Http404
    form = AimForm(request.POST if request.method == "POST" else None, target=found)

    def save() -> None:
        correct_target(
            actor=request.actor, target=found, seen=form.cleaned_data["seen"], aim=form.aim(), now=local_now()
        )

    place = Place("target", reverse("tasks:review_target", args=(pk, target_pk)), f"chi-tieu-{target_pk}")
    return answer(request, form, save, {"target": found, "plan": found.plan}, place)


@require_http_methods(["GET", "POST"])
def heading(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Correct number, title, day and years of the plan; the whole review is drawn anew."""
    found = plan_of(request.actor, pk)
    if found is None:
        raise Http404
    form = HeadingForm(request.POST if request.method == "POST" else None, plan=found)

    def save() -> None:
        correct_heading(
            actor=request.actor, plan=found, seen=form.cleaned_data["seen"], heading=form.heading(), now=local_now()
        )

    return answer(request, form, save, {"plan": found}, Place("heading", "", ""))


def answer(
    request: ActorRequest,
    form: Form,
    save: Callable[[], object],
    context: dict[str, Any],
    place: Place,
) -> HttpResponseBase:
    """The form, drawn anew with what is wrong until it is saved. `cot` is the number of columns of the table that it
    stands in."""
    status = 200
    if form.is_bound and form.is_valid():
        try:
            save()
        except Refused as refusal:
            form.add_error(None, refusal.message)
            status = CONFLICT if isinstance(refusal, Stale) else UNPROCESSABLE
        else:
            return _saved(request, context["plan"], place)
    elif form.is_bound:
        status = UNPROCESSABLE
    part = f"plans/_correct_{place.name}.html"
    in_place = request.htmx and place.fragment
    columns = request.GET.get("cot") or request.POST.get("cot") or ""
    context |= {"form": form, "is_stale": status == CONFLICT, "part": part, "in_place": in_place}
    context |= {"columns": columns if columns.isdecimal() else "1", "form_id": f"sua-{place.anchor}"}
    return render(request, "plans/_in_row.html" if in_place else "plans/correct.html", context, status=status)


def _saved(request: ActorRequest, plan: Plan, place: Place) -> HttpResponseBase:
    if request.htmx and place.fragment:
        return redirect(place.fragment)
    messages.success(request, place.said)
    page = reverse("tasks:review", args=(plan.pk,))
    return redirect(f"{page}#{place.anchor}" if place.anchor else page)
