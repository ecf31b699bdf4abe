"""A criteria set as files: Word and PDF to print, Excel out and in again, shown before it is stored."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from cchc.web.downloads import file_response
from indices.actions.criteria import Overtaken
from indices.actions.criteria_lines import take_in_set
from indices.forms.criteria import SheetForm
from indices.models import CriteriaSet
from indices.queries.criteria import head_of, outline_of
from indices.sheets.differences import differences
from indices.sheets.flaws import doubts_of, flaws_of
from indices.sheets.paper import SetPaper, draw_docx, draw_pdf
from indices.sheets.parcel import outline_from_json, outline_to_json
from indices.sheets.reading import NotASet, read_workbook
from indices.sheets.workbook import write_workbook
from indices.views.criteria import UNPROCESSABLE, found_set, open_set
from plans.reading.results import Unreadable

SALT = "indices.criteria_sheet"
PARCEL_SECONDS = 3600
NOT_A_WORKBOOK = (
    "Tệp này không mở được như một sổ Excel an toàn; hãy mở bằng Excel, bỏ mật khẩu nếu có, "
    "lưu thành kiểu .xlsx rồi tải lên lại."
)
Drawer = Callable[[CriteriaSet, date], bytes]


def _xlsx(found: CriteriaSet, as_of: date) -> bytes:
    return write_workbook(outline_of(found))


def _docx(found: CriteriaSet, as_of: date) -> bytes:
    return draw_docx(_paper(found), as_of)


def _pdf(found: CriteriaSet, as_of: date) -> bytes:
    return draw_pdf(_paper(found), as_of)


def _paper(found: CriteriaSet) -> SetPaper:
    return SetPaper(found.organization.issuer_name, outline_of(found))


FORMATS: dict[str, Drawer] = {"xlsx": _xlsx, "docx": _docx, "pdf": _pdf}


@require_GET
def download(request: ActorRequest, pk: int, fmt: str) -> HttpResponseBase:
    """The whole set as a file."""
    found = found_set(request, pk)
    if fmt not in FORMATS:
        raise Http404
    name = f"bo-tieu-chi-{found.kind}-{found.level}-{found.year}-v{found.version}"
    return file_response(FORMATS[fmt](found, local_today()), name, fmt)


@require_http_methods(["GET", "POST"])
def upload(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Read a filled-in workbook and show every difference and fault; nothing is stored yet."""
    found = open_set(request, pk)
    if found is None:
        return redirect("indices:set", pk=pk)
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    context: dict[str, Any] = {"form": form, "set": found}
    if form.is_bound and form.is_valid():
        try:
            context |= _read(request, found, form.cleaned_data["file"].read())
        except NotASet as refusal:
            form.add_error("file", str(refusal))
        except Unreadable:
            form.add_error("file", NOT_A_WORKBOOK)
    is_faulty = form.errors or context.get("faults")
    return render(request, "indices/criteria_sheet.html", context, status=UNPROCESSABLE if is_faulty else 200)


def _read(request: ActorRequest, found: CriteriaSet, data: bytes) -> dict[str, Any]:
    """What the workbook changes, signed for this person."""
    read = read_workbook(data, head_of(found))
    if read.faults:
        return {"faults": sorted(read.faults, key=lambda fault: fault.row)}
    parcel = [request.user.pk, found.pk, found.revision, outline_to_json(read.outline)]
    return {
        "is_read": True,
        "notes": read.notes,
        "differences": differences(outline_of(found), read.outline),
        "flaws": flaws_of(read.outline),
        "doubts": doubts_of(read.outline),
        "row_count": len(read.outline.lines),
        "parcel": signing.dumps(parcel, salt=SALT, compress=True),
    }


@require_POST
def confirm(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Store what was shown to this person."""
    if open_set(request, pk) is None:
        return redirect("indices:set", pk=pk)
    try:
        parcel = signing.loads(request.POST.get("parcel", ""), salt=SALT, max_age=PARCEL_SECONDS)
        shown_to, shown_set, revision, outline = parcel
        if (shown_to, shown_set) != (request.user.pk, pk):
            raise signing.BadSignature
        take_in_set(
            actor=request.actor,
            set_id=pk,
            outline=outline_from_json(outline),
            seen_revision=revision,
            now=local_now(),
        )
    except signing.BadSignature:
        messages.error(request, "Bản xem trước đã quá một giờ hoặc không nguyên vẹn; hãy tải tệp lên lại.")
    except Overtaken:
        messages.error(
            request, "Người khác vừa sửa bộ tiêu chí này nên chưa lưu gì; hãy tải tệp lên lại để so với bản mới."
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã nhập bộ tiêu chí từ Excel, {len(outline['lines'])} dòng.")
        return redirect("indices:set", pk=pk)
    return redirect("indices:set_sheet", pk=pk)
