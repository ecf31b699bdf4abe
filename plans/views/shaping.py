"""Rows put right by hand on the review: split, joined, written, taken out; paragraphs marked; the last step undone.

With htmx the review is drawn anew and the parts that were opened stay open; without it the page comes back to the row.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from plans.actions import (
    drop_row,
    drop_target,
    join_rows,
    mark_duty,
    mark_neither,
    mark_target,
    split_row,
    undo,
    write_row,
)
from plans.forms import STALE_PAGE, NewRowForm, SplitForm
from plans.models import Plan, PlanItem
from plans.queries import choices_of_bodies, item_of, plan_of, sections_of, target_of
from plans.views.correcting import UNPROCESSABLE

TITLES = {"split": "Tách hàng", "add": "Thêm nhiệm vụ"}
_WORD = re.compile(r"\S+")
_NEW_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a row's text, its place, and whether a line begins with it."""

    text: str
    at: int
    begins_line: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A form to be drawn: its template by name and the id of its row."""

    name: str
    form_id: str
    form: Form


@require_POST
def shape(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One button of the review: its name says what is done, its value to what ("12.3": row 12 as it was at its third
    correction)."""
    plan = plan_of(request.actor, pk)
    if plan is None:
        raise Http404
    name = next((name for name in _ACTS if name in request.POST), None)
    numbers = [int(number) for number in re.findall(r"\d+", request.POST.get(name, ""))] if name else []
    if name is None or len(numbers) != _NUMBERS[name]:
        return refused(request, pk, STALE_PAGE)
    try:
        anchor = _ACTS[name](request, plan, numbers)
    except Refused as refusal:
        return refused(request, pk, refusal.message)
    return back(request, pk, anchor)


@require_http_methods(["GET", "POST"])
def split(request: ActorRequest, pk: int, item_pk: int) -> HttpResponseBase:
    """Part a row where a person says."""
    item = _row(request, pk, item_pk)
    form = SplitForm(request.POST if request.method == "POST" else None)

    def save() -> str:
        data = form.cleaned_data
        split_row(actor=request.actor, item=item, seen=data["seen"], at=data["at"], now=local_now())
        return f"hang-{item_pk}"

    words = words_of(item.text)
    context = {"item": item, "plan": item.section.plan, "words": words, "cut": usual_cut(item.text, words)}
    return _answer(request, Drawn("split", f"tach-{item_pk}", form), save, context)


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Write a row by hand, in the section and below the row that the address names."""
    plan = plan_of(request.actor, pk)
    if plan is None:
        raise Http404
    posts, others = choices_of_bodies(plan.organization)
    below = request.GET.get("sau", "")
    above = item_of(request.actor, pk, int(below)) if below.isdecimal() else None
    asked = request.GET.get("phan", "")
    place = str(above.section_id) if above else asked if asked.isdecimal() else ""
    form = NewRowForm(
        request.POST if request.method == "POST" else None,
        bodies=[*posts, *others],
        sections=sections_of(plan),
        place=place,
    )

    def save() -> str:
        now = local_now()
        made = write_row(actor=request.actor, plan=plan, section=form.place(), below=above, row=form.row(), now=now)
        return f"hang-{made.pk}"

    context = {"plan": plan, "above": above, "place": place}
    return _answer(request, Drawn("add", f"them-{place or 'moi'}", form), save, context)


def back(request: ActorRequest, pk: int, anchor: str) -> HttpResponseBase:
    """The review as it now is, with what was opened still open and `anchor` in hand."""
    page = reverse("tasks:review", args=(pk,))
    if not request.htmx:
        return redirect(f"{page}#{anchor}" if anchor else page)
    opened = parse_qs(urlsplit(request.htmx.current_url or "").query).get("mo", [])
    return redirect(f"{page}?{urlencode([*(('mo', key) for key in opened), ('chon', anchor)])}")


def refused(request: ActorRequest, pk: int, sentence: str) -> HttpResponseBase:
    """The sentence at the foot of the page with htmx, on the page drawn anew without."""
    if not request.htmx:
        messages.error(request, sentence)
        return redirect("tasks:review", pk=pk)
    response = render(request, "plans/_refusal.html", {"sentence": sentence}, status=UNPROCESSABLE)
    response["HX-Reselect"] = "[data-announce]"
    return reswap(retarget(response, "#tu-choi"), "innerHTML")


def words_of(text: str) -> list[Word]:
    """The words of a row from the second on can each begin its second part."""
    found = []
    for hit in _WORD.finditer(text):
        line = "\n" in text[: hit.start()][len(text[: hit.start()].rstrip()) :]
        found.append(Word(hit.group(), hit.start(), line))
    return found


def usual_cut(text: str, words: list[Word]) -> int:
    """Where a person most likely parts it: after the first line or sentence, else in the middle."""
    starts = {word.at for word in words[1:]}
    for hit in _NEW_SENTENCE.finditer(text):
        if hit.end() in starts:
            return hit.end()
    return words[len(words) // 2].at if len(words) > 1 else 0


def _answer(request: ActorRequest, drawn: Drawn, save: Callable[[], str], context: dict[str, Any]) -> HttpResponseBase:
    """The review when it is saved; until then the form, in its row with htmx, on a page of its own without."""
    form = drawn.form
    if form.is_bound and form.is_valid():
        try:
            return back(request, context["plan"].pk, save())
        except Refused as refusal:
            form.add_error(None, refusal.message)
    columns = request.GET.get("cot") or request.POST.get("cot") or ""
    context |= {"part": f"plans/_correct_{drawn.name}.html", "form": form, "form_id": drawn.form_id}
    context |= {"in_place": bool(request.htmx), "columns": columns if columns.isdecimal() else "1"}
    context |= {"page_title": TITLES[drawn.name]}
    template = "plans/_in_row.html" if request.htmx else "plans/correct.html"
    response = render(request, template, context, status=UNPROCESSABLE if form.is_bound else 200)
    if request.htmx and form.is_bound:
        response["HX-Reselect"] = f"#{drawn.form_id}"
        return reswap(retarget(response, f"#{drawn.form_id}"), "outerHTML")
    return response


def _row(request: ActorRequest, pk: int, item_pk: int) -> PlanItem:
    item = item_of(request.actor, pk, item_pk)
    if item is None:
        raise Http404
    return item


def _merge(request: ActorRequest, plan: Plan, numbers: list[int]) -> str:
    lower, seen_lower, upper, seen_upper = numbers
    rows = _row(request, plan.pk, upper), _row(request, plan.pk, lower)
    join_rows(actor=request.actor, upper=rows[0], lower=rows[1], seen=(seen_upper, seen_lower), now=local_now())
    return f"hang-{upper}"


def _drop(request: ActorRequest, plan: Plan, numbers: list[int]) -> str:
    drop_row(actor=request.actor, item=_row(request, plan.pk, numbers[0]), seen=numbers[1], now=local_now())
    return ""


def _drop_target(request: ActorRequest, plan: Plan, numbers: list[int]) -> str:
    target = target_of(request.actor, plan.pk, numbers[0])
    if target is None:
        raise Http404
    drop_target(actor=request.actor, target=target, seen=numbers[1], now=local_now())
    return ""


def _duty(request: ActorRequest, plan: Plan, numbers: list[int]) -> str:
    item = mark_duty(actor=request.actor, plan=plan, index=numbers[0], now=local_now())
    return f"hang-{item.pk}"


def _target(request: ActorRequest, plan: Plan, numbers: list[int]) -> str:
    mark_target(actor=request.actor, plan=plan, index=numbers[0], now=local_now())
    return f"dong-{numbers[0]}-0"


def _neither(request: ActorRequest, plan: Plan, numbers: list[int]) -> str:
    mark_neither(actor=request.actor, plan=plan, index=numbers[0], now=local_now())
    return f"dong-{numbers[0]}-0"


def _undo(request: ActorRequest, plan: Plan, numbers: list[int]) -> str:
    undo(actor=request.actor, plan=plan, step=numbers[0], now=local_now())
    return ""


_ACTS: dict[str, Callable[[ActorRequest, Plan, list[int]], str]] = {
    "merge": _merge,
    "drop": _drop,
    "unaim": _drop_target,
    "duty": _duty,
    "target": _target,
    "neither": _neither,
    "undo": _undo,
}
_NUMBERS = {"merge": 4, "drop": 2, "unaim": 2, "duty": 1, "target": 1, "neither": 1, "undo": 1}
