"""Steps in the life of a report: refresh, approve, withdraw, send, accept, return, open again."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from reports import rules
from reports.actions.approving import approve_report, withdraw_approval
from reports.actions.drafting import refresh_report
from reports.actions.sending import accept_report, reopen_report, return_report, submit_report
from reports.facts import from_json
from reports.forms.deciding import ApprovalForm, CommentForm, approval_proposal
from reports.forms.remarks import whole_number
from reports.models import Report
from reports.queries.reach import mark_of, snapshot_for
from reports.queries.remarks import untold
from reports.queries.unready import unready
from reports.views.finding import found_report, head_of
from reports.wording import too_late_words

UNPROCESSABLE = 422


@require_POST
def refresh(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Draft an open report again."""
    return _do(request, pk, refresh_report, "Đã cập nhật số liệu; mục đã sửa được giữ nguyên, tệp đang được vẽ lại.")


@require_POST
def withdraw(request: ActorRequest, pk: int) -> HttpResponseBase:
    return _do(request, pk, withdraw_approval, "Đã rút lại phê duyệt; báo cáo trở về dự thảo.")


@require_POST
def submit(request: ActorRequest, pk: int) -> HttpResponseBase:
    return _do(request, pk, submit_report, "Đã gửi báo cáo; số liệu, nội dung và tệp đã khóa.")


@require_POST
def accept(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take the sending that the page showed (`seen`)."""
    seen = whole_number(request.POST.get("seen", ""))
    return _do(request, pk, partial(accept_report, seen=seen), "Đã nhận báo cáo.")


def _do(request: ActorRequest, pk: int, action: Callable[..., Report], done: str) -> HttpResponseBase:
    found_report(request, pk)
    try:
        action(actor=request.actor, report_id=pk, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("reports:detail", pk=pk)


@require_http_methods(["GET", "POST"])
def approve(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Number, date and signature of the leader."""
    report = found_report(request, pk)
    if not rules.can_approve(request.actor, report):
        return _too_late(request, report, rules.approves(request.actor, report))
    facts = from_json(snapshot_for(request.actor, report).facts)
    proposal = approval_proposal(report, facts.letterhead, request.actor, local_today())
    form = ApprovalForm(request.POST or None, initial=proposal)
    if form.is_bound and form.is_valid():
        try:
            approve_report(
                actor=request.actor,
                report_id=pk,
                approval=form.approval(),
                now=local_now(),
                seen=request.POST.get("seen"),
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã duyệt báo cáo; tệp có số và ngày đang được vẽ.")
            return redirect("reports:detail", pk=pk)
    lacking = list(unready(report, facts))
    context = head_of(request, report, "detail") | {"form": form, "seen": mark_of(report), "unready": lacking}
    return render(request, "reports/approve.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "POST"])
def send_back(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Return a report with a comment, with the remarks on its places, or both."""
    report = found_report(request, pk)
    if not rules.can_decide(request.actor, report):
        return _too_late(request, report, rules.receives(request.actor, report))
    remarks = untold(report)
    form = CommentForm(
        request.POST or None,
        label="Ý kiến chung" if remarks else "Ý kiến trả lại",
        missing="Hãy viết ý kiến trả lại để đơn vị biết cần sửa gì.",
        is_needed=not remarks,
    )
    words = {
        "title": f"Trả lại báo cáo {report.period_name}",
        "consequence": f"{report.organization} sẽ đọc ý kiến này, sửa nội dung rồi gửi lại; số liệu giữ nguyên như lúc "
        "chốt. Nếu số liệu sai, hãy mở lại kỳ.",
        "label": "Trả lại",
        "done": "Đã trả lại báo cáo kèm ý kiến.",
    }
    action = partial(return_report, seen=whole_number(request.POST.get("seen", "")))
    return _comment(request, report, form, action, "comment", words | {"remarks": remarks})


@require_http_methods(["GET", "POST"])
def reopen(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Open the period of one body again, with a reason."""
    report = found_report(request, pk)
    if not rules.can_reopen(request.actor, report):
        return _too_late(request, report, rules.receives(request.actor, report))
    form = CommentForm(
        request.POST or None, label="Lý do mở lại", missing="Hãy viết lý do mở lại kỳ; lý do được giữ trong nhật ký."
    )
    words = {
        "title": f"Mở lại {report.period_name} của {report.organization}",
        "consequence": "Cán bộ của đơn vị ghi thêm được kết quả trong kỳ này, báo cáo lấy số liệu mới và gửi lại. Chỉ "
        "kỳ này của đơn vị này được mở.",
        "label": "Mở lại kỳ",
        "done": "Đã mở lại kỳ; đơn vị có thể ghi bổ sung và gửi lại báo cáo.",
    }
    return _comment(request, report, form, reopen_report, "reason", words)


def _too_late(request: ActorRequest, report: Report, is_theirs: bool) -> HttpResponseBase:
    """Whose step it was, and is no longer, is told so; for others the page does not exist."""
    if not is_theirs:
        raise Http404
    messages.error(request, too_late_words(report))
    return redirect("reports:detail", pk=report.pk)


def _comment(
    request: ActorRequest,
    report: Report,
    form: CommentForm,
    action: Callable[..., Report],
    name: str,
    words: dict[str, Any],
) -> HttpResponseBase:
    if form.is_bound and form.is_valid():
        given: dict[str, Any] = {name: form.cleaned_data["comment"]}
        try:
            action(actor=request.actor, report_id=report.pk, now=local_now(), **given)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, words["done"])
            return redirect("reports:detail", pk=report.pk)
    context = head_of(request, report, "detail") | {"form": form, "words": words}
    return render(request, "reports/comment.html", context, status=UNPROCESSABLE if form.errors else 200)
