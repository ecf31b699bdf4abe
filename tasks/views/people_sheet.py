"""People by Excel: download, fill in, upload, see what changes, store all or nothing."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from cchc.orgs.pages import show_passwords
from cchc.orgs.queries.staff import managed_body
from cchc.orgs.refusals import Refused
from cchc.orgs.rules import can_manage_people
from cchc.web.clock import local_now, local_today
from plans.reading.results import Unreadable
from tasks.actions.staff import take_in_people
from tasks.forms.duties import SheetForm
from tasks.queries.staff import known_people, managed_bodies, sheet_choices, sheet_rows
from tasks.staff.differences import Found, find_differences
from tasks.staff.parcel import changes_from_parcel, changes_to_parcel
from tasks.staff.sheet import NotOurSheet, read_sheet, write_sheet
from tasks.views.listing import XLSX

SALT = "tasks.people_sheet"
PARCEL_SECONDS = 3600
UNPROCESSABLE = 422
NOT_A_WORKBOOK = (
    "Tệp này không mở được như một sổ Excel an toàn; hãy mở sổ tải từ trang này bằng Excel, bỏ mật khẩu nếu có, "
    "lưu thành kiểu .xlsx rồi tải lên lại."
)
ONLY_ADMINISTRATOR = "Chỉ người quản trị của đơn vị, hoặc của cấp trên, mới nhập được danh sách người."


@require_GET
def download(request: ActorRequest) -> HttpResponseBase:
    """Everybody of the territory or of one body as the workbook that comes back unchanged, with empty rows below."""
    _require_right(request)
    today = local_today()
    bodies = managed_bodies(request.actor, _body(request), today=today)
    data = write_sheet(sheet_rows(request.actor, bodies, today=today), sheet_choices(request.actor, bodies))
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="nhan-su-{today:%Y-%m-%d}.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
def upload(request: ActorRequest) -> HttpResponseBase:
    """Read the filled-in workbook and show every addition, change and fault; nothing is stored yet."""
    _require_right(request)
    form = SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "bodies": managed_bodies(request.actor, None, today=local_today())}
    if form.is_bound and form.is_valid():
        try:
            found = _compared(request, form.cleaned_data["file"].read())
        except NotOurSheet as refusal:
            form.add_error("file", str(refusal))
        except Unreadable:
            form.add_error("file", NOT_A_WORKBOOK)
        else:
            parcel = signing.dumps([request.user.pk, changes_to_parcel(found.all)], salt=SALT, compress=True)
            context |= {"found": found, "parcel": parcel}
    return render(request, "tasks/people_sheet.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
def confirm(request: ActorRequest) -> HttpResponseBase:
    """Store what was shown to this person; passwords of new accounts come on one page, once."""
    _require_right(request)
    try:
        shown_to, parcel = signing.loads(request.POST.get("parcel", ""), salt=SALT, max_age=PARCEL_SECONDS)
        if shown_to != request.user.pk:
            raise signing.BadSignature
        changes = changes_from_parcel(parcel)
        opened = take_in_people(actor=request.actor, changes=changes, now=local_now())
    except signing.BadSignature:
        messages.error(request, "Bản xem trước đã quá một giờ hoặc không nguyên vẹn; hãy tải tệp lên lại.")
    except Refused as refusal:
        context = {"form": SheetForm(), "refusals": refusal.message.split("\n")}
        return render(request, "tasks/people_sheet.html", context, status=UNPROCESSABLE)
    else:
        said = f"Đã lưu {len(changes)} dòng từ sổ Excel."
        if opened:
            return show_passwords(request, opened, said)
        messages.success(request, said)
        return redirect("orgs:people")
    return redirect("tasks:people_sheet")


def _compared(request: ActorRequest, data: bytes) -> Found:
    rows = read_sheet(data)
    today = local_today()
    bodies = managed_bodies(request.actor, None, today=today)
    known = known_people(request.actor, bodies, [values["username"] for _, values in rows], today=today)
    return find_differences(rows, known, today=today)


def _require_right(request: ActorRequest) -> None:
    if not can_manage_people(request.actor, request.actor.organization):
        raise PermissionDenied(ONLY_ADMINISTRATOR)


def _body(request: ActorRequest) -> Organization | None:
    given = request.GET.get("don-vi", "")
    if not given:
        return None
    found = managed_body(request.actor, given)
    if found is None:
        raise Http404
    return found
