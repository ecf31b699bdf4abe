"""The year-end classification: the years, one of them, its beginning and cap, what an official says of himself."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused, Stale
from cchc.web.clock import local_now, local_today
from indices.actions.grading import DECIDED, NO_RIGHT, draw_people, grade_self, open_grading, set_cap
from indices.enums import Grade, GradingState
from indices.forms.grading import CapForm, OpenForm, SelfForm, cap_initial
from indices.forms.initiatives import asked_of
from indices.grading import WorkFacts, shares_of, weigh
from indices.models import GradedPerson, Grading
from indices.papers.formats import PaperFormat
from indices.queries.grading import (
    YearOf,
    cap_of,
    facts_of,
    grading_of,
    grading_of_year,
    lines_of,
    own_line,
    own_lines,
    own_years,
    suggested_cap,
    years_of_bodies,
)
from indices.rules.grading import (
    can_decide_grading,
    can_grade_self,
    can_open_gradings,
    can_run,
    reads_all,
    reads_decided,
    reads_figures,
)
from indices.rules.initiatives import can_count
from indices.views.places import places

UNPROCESSABLE, CONFLICT = 422, 409
HERE = "emulation:gradings"


@require_GET
def gradings(request: ActorRequest) -> HttpResponseBase:
    """The years of one's own body, one's own lines, and from above every body of a year."""
    actor, today = request.actor, local_today()
    year = asked_of(request.GET).year or today.year - 1
    context: dict[str, Any] = {
        "places": places(HERE),
        "may_open": can_open_gradings(actor),
        "mine": own_lines(actor),
        "years": [_figures(one) for one in own_years(actor)] if can_open_gradings(actor) else [],
        "may_count": can_count(actor),
    }
    if can_count(actor):
        lines = [_figures(one) for one in years_of_bodies(actor, year, today=today)]
        context |= {
            "beneath": lines,
            "year": year,
            "choices": range(today.year, today.year - 6, -1),
            "decided": sum(one["line"].is_decided for one in lines),
        }
    return render(request, "emulation/gradings.html", context)


@require_GET
def grading(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One year: every line for who runs or reads it, figures from above, one's own line for others."""
    actor, found = request.actor, found_grading(request, pk)
    lines = lines_of(actor, found)
    sees_list = reads_all(actor, found) or reads_decided(actor, found)
    if not lines and not reads_figures(actor, found.organization):
        raise Http404
    own = own_line(actor, found)
    context: dict[str, Any] = {
        "grading": found,
        "lines": [{"person": one, "facts": known_facts(one)} for one in lines] if sees_list else [],
        "sees_list": sees_list,
        "own": own,
        "own_facts": known_facts(own) if own else None,
        "may_self": own is not None and can_grade_self(actor, own),
        "may_run": can_run(actor, found),
        "may_decide": can_decide_grading(actor, found),
        "kinds": list(PaperFormat) if sees_list else [],
    }
    if sees_list:
        context |= _sums(found, lines)
    return render(request, "emulation/grading.html", context)


@require_http_methods(["GET", "POST"])
def begin(request: ActorRequest) -> HttpResponseBase:
    """A new year, with the cap that the plan or the law names."""
    actor, today = request.actor, local_today()
    if not can_open_gradings(actor):
        raise PermissionDenied(NO_RIGHT)
    last = today.year - (today.month < 11)
    is_open = grading_of_year(actor.organization, last) is not None
    year = asked_of(request.GET).year or (today.year if is_open else last)
    suggested = suggested_cap(actor, actor.organization, year)
    form = OpenForm(request.POST or None, initial={"year": year, **cap_initial(suggested)})
    if request.method == "POST" and form.is_valid():
        try:
            made = open_grading(actor=actor, year=form.cleaned_data["year"], cap=form.said(), now=local_now())
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã mở xếp loại năm {made.year}; công chức của đơn vị tự xếp loại được rồi.")
            return redirect("emulation:grading", pk=made.pk)
    context = {"form": form, "suggested": suggested, "year": year}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "emulation/grading_cap.html", context, status=status)


@require_http_methods(["GET", "POST"])
def cap(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The largest share of excellent officials."""
    found = open_year(request, pk)
    if not isinstance(found, Grading):
        return found
    initial = {"revision": found.revision, **cap_initial(cap_of(found))}
    form, status = CapForm(request.POST or None, initial=initial), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            seen = form.cleaned_data["revision"] or 0
            try:
                set_cap(actor=request.actor, grading_id=pk, cap=form.said(), seen_revision=seen, now=local_now())
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = CONFLICT if isinstance(refusal, Stale) else UNPROCESSABLE
            else:
                messages.success(request, "Đã lưu tỷ lệ xuất sắc tối đa.")
                return redirect("emulation:grading", pk=pk)
    suggested = suggested_cap(request.actor, found.organization, found.year)
    context = {
        "form": form,
        "grading": found,
        "suggested": suggested,
        "year": found.year,
        "stored": cap_of(found) if status == CONFLICT else None,
        "revision": found.revision if status != UNPROCESSABLE else form["revision"].value() or 0,
    }
    return render(request, "emulation/grading_cap.html", context, status=status)


@require_POST
def draw(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Add who came to the body since."""
    found = open_year(request, pk)
    if not isinstance(found, Grading):
        return found
    try:
        added = draw_people(actor=request.actor, grading_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã thêm {added} người." if added else "Danh sách đã đủ người.")
    return redirect("emulation:grading", pk=pk)


@require_http_methods(["GET", "POST"])
def own(request: ActorRequest, pk: int) -> HttpResponseBase:
    """What an official says of his own year."""
    found = found_grading(request, pk)
    person = own_line(request.actor, found)
    if person is None:
        raise Http404
    if not can_grade_self(request.actor, person):
        messages.error(request, (person.left_out and f"Không xếp loại: {person.left_out}.") or DECIDED)
        return redirect("emulation:grading", pk=pk)
    initial = {"grade": person.own_grade, "text": person.own_text, "revision": person.revision}
    form = SelfForm(request.POST or None, initial=initial)
    if request.method == "GET":
        return _own(request, person, form)
    if not form.is_valid():
        return _own(request, person, form, status=UNPROCESSABLE)
    data = form.cleaned_data
    said = {"grade": Grade(data["grade"]), "text": data["text"], "seen_revision": data["revision"] or 0}
    try:
        grade_self(actor=request.actor, person_id=person.pk, now=local_now(), **said)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        stale = isinstance(refusal, Stale)
        return _own(request, person, form, is_stale=stale, status=CONFLICT if stale else UNPROCESSABLE)
    messages.success(request, "Đã lưu phần tự xếp loại của anh chị.")
    return redirect("emulation:grading", pk=pk)


def found_grading(request: ActorRequest, pk: int) -> Grading:
    found = grading_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


def open_year(request: ActorRequest, pk: int) -> Grading | HttpResponseBase:
    """A year that this person may run; one that is decided sends back to its page, others have none."""
    found = found_grading(request, pk)
    if not reads_all(request.actor, found):
        raise Http404
    if found.state == GradingState.OPEN:
        return found
    messages.error(request, DECIDED)
    return redirect("emulation:grading", pk=pk)


def known_facts(person: GradedPerson) -> WorkFacts | None:
    """What was counted when he was proposed."""
    return WorkFacts(**person.facts) if person.facts else None


def _sums(found: Grading, lines: list[GradedPerson]) -> dict[str, Any]:
    is_decided = found.state == GradingState.DECIDED
    grades = [Grade(one.final if is_decided else one.proposed) for one in lines if one.final or one.proposed]
    graded = [one for one in lines if not one.left_out]
    return {
        "weighing": weigh(cap_of(found), grades),
        "shares": shares_of(grades),
        "graded": len(graded),
        "told": sum(bool(one.own_grade) for one in graded),
        "proposed": sum(bool(one.proposed) for one in graded),
        "left_out": len(lines) - len(graded),
    }


def _figures(line: YearOf) -> dict[str, Any]:
    return {"line": line, "shares": shares_of(line.finals) if line.is_decided else ()}


def _own(
    request: ActorRequest, person: GradedPerson, form: SelfForm, *, is_stale: bool = False, status: int = 200
) -> HttpResponseBase:
    """The form beside what the system counted; after a conflict beside what is stored, to be replaced by one's own."""
    facts = facts_of(request.actor, person.grading, [person], today=local_today())
    context = {
        "form": form,
        "person": person,
        "grading": person.grading,
        "facts": facts[person.pk],
        "is_stale": is_stale,
        "revision": person.revision if is_stale else form["revision"].value() or 0,
    }
    return render(request, "emulation/grading_own.html", context, status=status)
