"""The narrative by Word: the file to edit, the edited file against the report as it is, the chosen sections stored."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from plans.reading.results import Unreadable
from reports.actions.editing import Taken, take_sections
from reports.enums import FileFormat
from reports.facts import ReportFacts
from reports.forms.deciding import WordForm
from reports.models import Report
from reports.naming import file_name
from reports.queries.narrative import with_narrative
from reports.queries.reach import sections_of
from reports.roundtrip.comparing import Comparison, compare
from reports.roundtrip.marking import draw_for_editing, places_of
from reports.roundtrip.reading import read_word
from reports.rules import can_edit
from reports.views.detail import facts_to_read
from reports.views.files import CONTENT_TYPES
from reports.views.finding import found_report, head_of
from tasks.enums import PeriodKind

SALT = "reports.word"
PARCEL_SECONDS = 4 * 3600
UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def download(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The report as it is now, marked so that its sections are found again."""
    report = _open_report(request, pk)
    versions = {section.key: section.version for section in sections_of(report)}
    data = draw_for_editing(_facts(request, report), _label(report), versions)
    response = HttpResponse(data, content_type=CONTENT_TYPES[FileFormat.DOCX])
    kind, year, number = PeriodKind(report.period_kind), report.period_year, report.period_number
    name = f"sua-{file_name(kind, year, number, report.organization.code, FileFormat.DOCX)}"
    response["Content-Disposition"] = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "POST"])
def upload(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Read the edited file and show what it says otherwise; nothing is stored yet."""
    report = _open_report(request, pk)
    form = WordForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        try:
            found = _compared(request, report, form.cleaned_data["file"].read())
        except Unreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            context = {"found": found, "parcel": _parcel(report, found), "file_name": form.cleaned_data["file"].name}
    return _page(request, report, context | {"form": form}, UNPROCESSABLE if form.errors else 200)


@require_POST
def take(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Store the ticked sections as they were shown, all or none."""
    report = _open_report(request, pk)
    try:
        parcel = signing.loads(request.POST.get("parcel", ""), salt=SALT, max_age=PARCEL_SECONDS)
    except signing.BadSignature:
        messages.error(request, "Bản so sánh đã quá bốn giờ hoặc không nguyên vẹn; hãy đưa tệp Word lên lại.")
        return redirect("reports:word_back", pk=pk)
    if parcel["report"] != pk:
        raise Http404
    chosen = [one for one in parcel["sections"] if one["key"] in request.POST.getlist("muc")]
    if not chosen:
        messages.warning(request, "Chưa chọn mục nào nên chưa có gì thay đổi; hãy đưa tệp lên lại rồi đánh dấu mục.")
        return redirect("reports:word_back", pk=pk)
    try:
        taken = [Taken(**one) for one in chosen]
        count = take_sections(actor=request.actor, report_id=pk, taken=taken, now=local_now())
    except Refused as refusal:
        sentence = f"Chưa nhận mục nào: {refusal.message} Tệp của bạn vẫn còn; hãy đưa lên lại để so với bản mới nhất."
        return _page(request, report, {"form": WordForm(), "refusal": sentence}, CONFLICT)
    messages.success(request, f"Đã nhận {count} mục từ bản Word.")
    return redirect("reports:narrative", pk=pk)


def _open_report(request: ActorRequest, pk: int) -> Report:
    report = found_report(request, pk)
    if not can_edit(request.actor, report):
        raise Http404
    return report


def _facts(request: ActorRequest, report: Report) -> ReportFacts:
    return with_narrative(facts_to_read(request, report), report)


def _label(report: Report) -> str:
    """Which report a file belongs to, in a way that outlives the database."""
    body, kind = report.organization.code, report.period_kind
    return f"{body}/{kind}/{report.period_year}/{report.period_number}"


def _compared(request: ActorRequest, report: Report, data: bytes) -> Comparison:
    facts = _facts(request, report)
    headings = [section.key for section in sections_of(report) if section.is_heading]
    return compare(read_word(data, places_of(facts)), _label(report), facts.narrative, headings)


def _parcel(report: Report, found: Comparison) -> str:
    """What was shown, signed, so that just that is stored."""
    versions = {section.key: section.version for section in sections_of(report)}
    sections = [{"key": one.part, "text": one.text, "seen_version": versions[one.part]} for one in found.changes]
    return signing.dumps({"report": report.pk, "sections": sections}, salt=SALT, compress=True)


def _page(request: ActorRequest, report: Report, context: dict[str, Any], status: int) -> HttpResponseBase:
    return render(request, "reports/word.html", head_of(request, report, "narrative") | context, status=status)
