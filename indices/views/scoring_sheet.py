"""Self-scores by Excel: download, fill in, upload, see what changes, store all or nothing."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from cchc.web.downloads import file_response
from indices.actions.scoring import Faulty, mark_many
from indices.forms.scoring_sheet import BookForm, compare, form_of, row_of
from indices.models import Assessment
from indices.queries.scoring import Line, self_score_of
from indices.rules.reasons import why_closed
from indices.rules.rounds import can_mark_self
from indices.sheets.self_scores import NotOurBook, read_book, write_book
from indices.views.finding import found_own
from indices.views.places import places
from plans.reading.results import Unreadable

UNPROCESSABLE = 422
SALT = "indices.scoring"
PARCEL_SECONDS = 3600


@require_GET
def download(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Every criterion that the body scores itself, with what is stored of it."""
    found = found_own(request, pk)
    data = write_book(row_of(line) for line in _lines(request, found))
    return file_response(data, f"tu-cham-{found.organization.code}-{found.pk}", "xlsx")


@require_http_methods(["GET", "POST"])
def upload(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Every change and every fault of a filled-in workbook; nothing is stored yet."""
    found = found_own(request, pk)
    form = BookForm(request.POST, request.FILES) if request.method == "POST" else BookForm()
    more: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        try:
            rows = read_book(form.cleaned_data["file"].read())
        except NotOurBook as refusal:
            form.add_error("file", str(refusal))
        except Unreadable:
            form.add_error("file", "Tệp này không phải sổ Excel (.xlsx) hoặc đã hỏng; hãy tải lại sổ rồi điền.")
        else:
            compared = compare(rows, _lines(request, found))
            parcel = {str(change.criterion.pk): change.typed for change in compared.changes}
            more = {"compared": compared, "parcel": signing.dumps([pk, parcel], salt=SALT, compress=True)}
    return _page(request, found, form, status=UNPROCESSABLE if form.errors else 200, **more)


@require_POST
def confirm(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Store what was shown."""
    found = found_own(request, pk)
    try:
        whose, parcel = signing.loads(request.POST.get("parcel", ""), salt=SALT, max_age=PARCEL_SECONDS)
    except signing.BadSignature:
        whose, parcel = 0, {}
    if whose != pk:
        messages.error(request, "Bản xem trước đã quá một giờ hoặc không nguyên vẹn; hãy tải tệp lên lại.")
        return redirect("indices:score_sheet", pk=pk)
    leaves = {line.criterion.pk: line.criterion for line in _lines(request, found)}
    words = {int(key): form_of(leaves[int(key)], typed) for key, typed in parcel.items() if int(key) in leaves}
    try:
        count = mark_many(actor=request.actor, assessment_id=pk, words=words, now=local_now())
    except Faulty as faulty:
        return _page(request, found, BookForm(), status=UNPROCESSABLE, refusals=list(faulty.faults.values()))
    except Refused as refusal:
        return _page(request, found, BookForm(), status=UNPROCESSABLE, refusals=[refusal.message])
    messages.success(request, f"Đã lưu {count} tiêu chí từ sổ Excel.")
    return redirect("indices:assessment", pk=pk)


def _lines(request: ActorRequest, found: Assessment) -> list[Line]:
    return [line for line in self_score_of(request.actor, found).lines if not line.is_survey]


def _page(
    request: ActorRequest, found: Assessment, form: BookForm, *, status: int = 200, **more: Any
) -> HttpResponseBase:
    may_mark = can_mark_self(request.actor, found, local_today())
    context = {
        "places": places("indices:assessments"),
        "found": found,
        "form": form,
        "may_mark": may_mark,
        "closed": "" if may_mark else why_closed(found, local_today()),
    }
    return render(request, "indices/scoring_sheet.html", context | more, status=status)
