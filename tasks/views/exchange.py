"""Updates by Excel: download, fill in, upload, see what changes, store all or nothing."""

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from tasks.actions.importing import take_in_changes
from tasks.exchange.differences import find_differences, seen_in
from tasks.exchange.parcel import changes_from_parcel, changes_to_parcel
from tasks.exchange.sheet import NotOurSheet, read_sheet, write_sheet
from tasks.forms.duties import SheetForm
from tasks.models import Obligation
from tasks.queries.lines import former_lines, lines_for
from tasks.views.listing import XLSX

SALT = "tasks.exchange"
PARCEL_SECONDS = 3600


@require_GET
def download(request: ActorRequest) -> HttpResponseBase:
    """The workbook with every duty that one may update."""
    response = HttpResponse(write_sheet(lines_for(request.actor, today=local_today())), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="cap-nhat-{local_today():%Y-%m-%d}.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
def upload(request: ActorRequest) -> HttpResponseBase:
    """Read the filled-in workbook and show every change and every fault; nothing is stored yet."""
    form = SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        try:
            rows = read_sheet(form.cleaned_data["file"].read())
        except NotOurSheet as refusal:
            form.add_error("file", str(refusal))
        else:
            lines = {line.obligation_id: line for line in lines_for(request.actor, today=local_today())}
            former = former_lines(lines, [seen_in(values) for _, values in rows])
            found = find_differences(rows, lines, today=local_today(), former=former)
            parcel = signing.dumps(changes_to_parcel(found.changes), salt=SALT, compress=True)
            context |= {"found": found, "parcel": parcel}
    return render(request, "tasks/exchange.html", context, status=422 if form.errors else 200)


@require_POST
def confirm(request: ActorRequest) -> HttpResponseBase:
    """Store what was shown; what was shown to somebody of another body is not found."""
    try:
        parcel = signing.loads(request.POST.get("parcel", ""), salt=SALT, max_age=PARCEL_SECONDS)
        count = take_in_changes(actor=request.actor, changes=changes_from_parcel(parcel), now=local_now())
    except signing.BadSignature:
        messages.error(request, "Bản xem trước đã quá một giờ hoặc không nguyên vẹn; hãy tải tệp lên lại.")
    except Obligation.DoesNotExist as missing:
        raise Http404 from missing
    except Refused as refusal:
        return render(
            request, "tasks/exchange.html", {"form": SheetForm(), "refusals": refusal.message.split("\n")}, status=422
        )
    else:
        messages.success(request, f"Đã cập nhật {count} việc từ sổ Excel.")
        return redirect("tasks:mine")
    return redirect("tasks:exchange")
