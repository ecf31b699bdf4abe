"""Remarks on a report, place by place, and the answers of its body."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from reports import rules
from reports.actions.remarking import Answer, RemarkConflict, add_remark, answer_remarks, drop_remark, rewrite_remark
from reports.enums import RemarkPlace
from reports.facts import from_json
from reports.forms.remarks import RemarkForm, answers_of, whole_number
from reports.models import Remark, Report
from reports.queries.reach import snapshot_for
from reports.queries.remarks import RemarkLine, remark_of, remarks_by_place, remarks_of, to_answer
from reports.spots import WHOLE, Spot, spots_of
from reports.views.finding import found_report, head_of

UNPROCESSABLE, CONFLICT = 422, 409
PAGES = {
    "noi-dung": "reports:narrative",
    "nhiem-vu": "reports:rows",
    "so-sanh": "reports:compare",
    "": "reports:detail",
}
"""Where one comes from and goes back to."""


def remarks_said(request: ActorRequest, report: Report, here: str) -> dict[str, Any]:
    """What the pages of a report say about remarks: all of them, by place, and whether this reader may add one; `here`
    is the page's name in `PAGES` (one query)."""
    lines = remarks_of(request.actor, report)
    return {
        "remarks": lines,
        "remarks_at": remarks_by_place(lines),
        "may_remark": rules.can_remark(request.actor, report),
        "remark_page": here,
    }


def told_said(
    request: ActorRequest, report: Report, lines: Sequence[RemarkLine], elsewhere: Sequence[RemarkLine]
) -> dict[str, Any]:
    """Remarks for the first page of a report: those not yet told, those to be answered, those of before that do not
    stand `elsewhere` on the page."""
    may_answer = rules.can_answer(request.actor, report)
    newest = [one for one in lines if one.remark.attempt == report.attempt]
    asked = [one for one in newest if one.asks]
    return {
        "untold": [one for one in newest if not one.is_told],
        "asked": [_asked(one, report) for one in asked],
        "left": sum(not one.answer for one in asked) if may_answer else 0,
        "notes": [one for one in newest if one.remark.is_note],
        "former": [one for one in lines if one.remark.attempt < report.attempt and one not in elsewhere],
        "may_answer": may_answer and bool(asked),
    }


def _asked(line: RemarkLine, report: Report) -> dict[str, Any]:
    return {"line": line, "typed": line.answer, "seen": line.remark.version, "url": place_url(line, report)}


def place_url(line: RemarkLine, report: Report) -> str:
    """Where the place stands on the pages of the report; "" for the whole."""
    key = line.remark.key
    match line.remark.place:
        case RemarkPlace.SECTION:
            return f"{reverse('reports:narrative', args=[report.pk])}#muc-{key.replace('.', '-')}"
        case RemarkPlace.ROW:
            return f"{reverse('reports:rows', args=[report.pk])}#nhiem-vu-{key}"
    return ""


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Remark on one place; the small forms beside the places send here, and what is refused stays typed."""
    report = found_report(request, pk)
    if not rules.receives(request.actor, report):
        raise Http404
    if request.method == "GET":
        spot = _spot(request, report, request.GET.get("o", ""))
        form = RemarkForm(initial={"o": spot.address, "lan": report.attempt, "tu": request.GET.get("tu", "")})
        return _form_page(request, report, form, spot.name)
    form = RemarkForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        address, seen = data["o"] or WHOLE.address, data["lan"] or 0
        try:
            remark = add_remark(
                actor=request.actor, report_id=pk, address=address, text=data["text"], seen=seen, now=local_now()
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, f"Đã ghi ý kiến: {remark.place_name}. Đơn vị chỉ đọc được khi anh chị quyết định."
            )
            return redirect(_back(report, data["tu"], address))
    return _form_page(request, report, form, _spot(request, report, request.POST.get("o", "")).name)


@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, pk: int, remark: int) -> HttpResponseBase:
    """Write a remark otherwise until the body is told."""
    report, known = _known(request, pk, remark)
    if request.method == "GET":
        form = RemarkForm(initial={"text": known.text, "seen": known.version})
        return _form_page(request, report, form, known.place_name, known)
    form = RemarkForm(request.POST)
    if form.is_valid():
        text, seen = form.cleaned_data["text"], form.cleaned_data["seen"] or 0
        try:
            rewrite_remark(actor=request.actor, remark_id=remark, text=text, seen_version=seen, now=local_now())
        except RemarkConflict as conflict:
            return _form_page(request, report, form, known.place_name, conflict.theirs, conflict)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã sửa ý kiến.")
            return redirect(_remarks_url(report))
    return _form_page(request, report, form, known.place_name, known)


@require_POST
def drop(request: ActorRequest, pk: int, remark: int) -> HttpResponseBase:
    """Take a remark back."""
    report, _ = _known(request, pk, remark)
    seen = request.POST.get("seen", "")
    try:
        drop_remark(actor=request.actor, remark_id=remark, seen_version=whole_number(seen), now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã bỏ ý kiến; chữ của nó còn trong nhật ký.")
    return redirect(_remarks_url(report))


def _known(request: ActorRequest, pk: int, remark: int) -> tuple[Report, Remark]:
    report = found_report(request, pk)
    known = remark_of(request.actor, report, remark)
    if known is None:
        raise Http404
    return report, known


def _remarks_url(report: Report) -> str:
    return f"{reverse('reports:detail', args=[report.pk])}#y-kien"


def _form_page(
    request: ActorRequest,
    report: Report,
    form: RemarkForm,
    place: str,
    known: Remark | None = None,
    conflict: RemarkConflict | None = None,
) -> HttpResponseBase:
    """The form on a page of its own, with what was typed and, after a conflict, what is stored beside it."""
    context = head_of(request, report, "detail") | {
        "form": form,
        "place": place,
        "known": known,
        "conflict": conflict,
        "typed": request.POST.get("text", ""),
        "may_remark": rules.can_remark(request.actor, report),
    }
    status = CONFLICT if conflict else UNPROCESSABLE if form.is_bound else 200
    return render(request, "reports/remark.html", context, status=status)


def _spot(request: ActorRequest, report: Report, address: str) -> Spot:
    """The place that is named, or the whole."""
    return spots_of(from_json(snapshot_for(request.actor, report).facts)).get(address, WHOLE)


def _back(report: Report, page: str, address: str) -> str:
    place, _, key = address.partition(":")
    anchors = {RemarkPlace.SECTION.value: f"muc-{key.replace('.', '-')}", RemarkPlace.ROW.value: f"nhiem-vu-{key}"}
    name = PAGES.get(page, PAGES[""])
    anchor = anchors.get(place, "y-kien") if name != PAGES[""] else "y-kien"
    return f"{reverse(name, args=[report.pk])}#{anchor}"


@require_POST
def answers(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Store the answers of the body; a refusal shows the page with all that was typed."""
    report = found_report(request, pk)
    if not request.actor.belongs_to(report.organization_id):
        raise Http404
    given = answers_of(request.POST, to_answer(report))
    try:
        answer_remarks(actor=request.actor, report_id=pk, answers=given, now=local_now())
    except Refused as refusal:
        status = CONFLICT if isinstance(refusal, RemarkConflict) else UNPROCESSABLE
        context = {"error": refusal.message, "asked": _typed(request, report, given), "may_answer": True}
        return render(request, "reports/answers.html", head_of(request, report, "detail") | context, status=status)
    left = sum(not one.text.strip() for one in given)
    messages.success(request, f"Đã lưu trả lời; còn {left} ý kiến chưa trả lời." if left else "Đã lưu trả lời.")
    return redirect(_remarks_url(report))


def _typed(request: ActorRequest, report: Report, given: Sequence[Answer]) -> list[dict[str, Any]]:
    """Every remark with what was typed, and with what somebody else stored meanwhile (`theirs`)."""
    typed = {one.remark_id: one for one in given}
    asked = [_asked(one, report) for one in remarks_of(request.actor, report) if one.asks]
    for one in asked:
        line = one["line"]
        if answer := typed.get(line.remark.pk):
            is_stale = answer.seen_version != line.remark.version and answer.text.strip() != line.answer
            one |= {"typed": answer.text, "theirs": line.answer, "is_stale": is_stale}
    return asked
