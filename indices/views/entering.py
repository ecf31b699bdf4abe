"""Entering published results: a whole table from a file or pasted, one line by hand."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused, Stale
from cchc.web.clock import local_now, local_today
from indices.actions.results import NO_RIGHT, OF_A_ROUND, keep_table
from indices.enums import IndexKind
from indices.forms.results import LineForm, TableForm, WhichForm, known_line
from indices.models import ResultTable
from indices.queries.results import (
    differences_of,
    joined_components,
    kept_table,
    last_components,
    line_of,
    names_of_bodies,
)
from indices.resulting.doubts import doubts_of
from indices.resulting.lines import Wanted, is_duty_only, wanted_from_json, wanted_to_json
from indices.resulting.reading import Given, NoTable, Read, read_table, rows_of_text
from indices.resulting.stacked import Row, find_header
from indices.rules.results import can_keep_results, keeper_of, levels_of
from indices.views.places import places
from indices.views.results import changed_table, found_result
from plans.reading.archive import Archive
from plans.reading.results import Unreadable
from plans.reading.workbooks.sheets import read_sheets

SALT = "indices.result_table"
PARCEL_SECONDS = 3600
UNPROCESSABLE, CONFLICT = 422, 409
NOT_A_WORKBOOK = (
    "Tệp này không mở được như một sổ Excel an toàn; hãy mở bằng Excel, bỏ mật khẩu nếu có, lưu thành kiểu .xlsx rồi "
    "tải lên lại."
)
NOT_TEXT = "Tệp văn bản này không ở bảng mã UTF-8; hãy lưu lại bằng UTF-8 (Unicode) rồi tải lên."


def _require_right(request: ActorRequest) -> None:
    if not can_keep_results(request.actor):
        raise PermissionDenied(NO_RIGHT)


def _first(request: ActorRequest) -> dict[str, Any]:
    """What the address asks for, otherwise last year's index of one's own level."""
    levels = [level.value for level in levels_of(request.actor)]
    level = request.GET.get("cap", "")
    kind = request.GET.get("loai", "")
    year = request.GET.get("nam", "")
    return {
        "kind": kind if kind in {one.value for one in IndexKind} else IndexKind.PAR_INDEX.value,
        "year": int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else local_today().year - 1,
        "level": level if level in levels else keeper_of(request.actor).kind,
    }


@require_http_methods(["GET", "POST"])
def upload(request: ActorRequest) -> HttpResponseBase:
    """Read a table and show what it would add and change, every fault and every doubt; nothing is stored yet."""
    _require_right(request)
    levels = levels_of(request.actor)
    form = TableForm(request.POST or None, request.FILES or None, levels=levels, initial=_first(request))
    context: dict[str, Any] = {"form": form, "places": places("indices:results")}
    if form.is_bound and form.is_valid():
        try:
            context |= _compared(request, form)
        except (NoTable, Refused) as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(refusal))
        except Unreadable:
            form.add_error("file", NOT_A_WORKBOOK)
        except UnicodeDecodeError:
            form.add_error("file", NOT_TEXT)
    return render(request, "indices/result_import.html", context, status=UNPROCESSABLE if form.errors else 200)


def _compared(request: ActorRequest, form: TableForm) -> dict[str, Any]:
    data = form.cleaned_data
    table = kept_table(request.actor, data["kind"], data["level"], data["year"])
    if table is not None and table.round_id:
        raise Refused(OF_A_ROUND)
    known = table.parts if table else last_components(request.actor, data["kind"], data["level"])
    read = read_table(_rows(data), Given(known, data["maxima"], data["weights"]))
    if read.faults:
        return {"faults": read.faults}
    wanted = _wanted(data, read, table)
    found = differences_of(request.actor, wanted, table)
    seen = table.revision if table else None
    parcel = signing.dumps([request.user.pk, seen, wanted_to_json(wanted)], salt=SALT, compress=True)
    bands = wanted.bands or (table.classes if table else ())
    return {
        "found": found,
        "notes": read.notes,
        "wanted": wanted,
        "kind_label": wanted.kind.label,
        "bodies": names_of_bodies(one.body for one in found.changed),
        "doubts": doubts_of(joined_components(table, wanted), found.after, bands, wanted.places),
        "says_more": table is not None and _says_more(table, wanted),
        "parcel": parcel,
    }


def _says_more(table: ResultTable, wanted: Wanted) -> bool:
    """Whether more than lines would change: components, classes, the document."""
    known = {one.code: one for one in table.parts}
    changed = any(known.get(one.code) != one for one in wanted.components)
    return (
        changed
        or bool(wanted.bands and wanted.bands != table.classes)
        or (wanted.source or table.source) != (table.source)
    )


def _rows(data: dict[str, Any]) -> list[Row]:
    file = data["file"]
    if not file:
        return rows_of_text(data["text"])
    content = file.read()
    if not file.name.lower().endswith(".xlsx"):
        return rows_of_text(content.decode("utf-8"))
    found = [sheet for sheet in read_sheets(Archive(content)) if sheet.lines]
    if not found:
        raise NoTable("Sổ Excel này không có dòng nào.")
    tables: list[list[Row]] = [[(line.number, line.cells) for line in sheet.lines] for sheet in found]
    return next((rows for rows in tables if find_header(rows)), tables[0])


def _wanted(data: dict[str, Any], read: Read, table: ResultTable | None) -> Wanted:
    return Wanted(
        kind=IndexKind(data["kind"]),
        level=data["level"],
        year=data["year"],
        components=read.components,
        lines=read.lines,
        bands=data["bands"],
        places=max(read.places, table.places if table else 0),
        source=data["source"],
        published_on=_day(data["published_on"]),
        fields=read.fields,
    )


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


@require_POST
def confirm(request: ActorRequest) -> HttpResponseBase:
    """Store what was shown to this person."""
    _require_right(request)
    try:
        shown_to, seen, parcel = signing.loads(request.POST.get("parcel", ""), salt=SALT, max_age=PARCEL_SECONDS)
        if shown_to != request.user.pk:
            raise signing.BadSignature
        wanted = wanted_from_json(parcel)
        table, found = keep_table(actor=request.actor, wanted=wanted, seen=seen, now=local_now())
    except signing.BadSignature:
        messages.error(request, "Bản xem trước đã quá một giờ hoặc không nguyên vẹn; hãy tải bảng lên lại.")
        return redirect("indices:result_import")
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("indices:result_import")
    said = f"Đã lưu bảng: thêm {len(found.added)} dòng, đổi {len(found.moved)}, giữ nguyên {found.unchanged}."
    messages.success(request, said)
    return redirect("indices:result_table", table.pk)


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest) -> HttpResponseBase:
    """One line by hand. Which table is chosen first; its components, or those of the year before, are there to fill."""
    _require_right(request)
    chosen = _first(request)
    which = WhichForm(initial=chosen, levels=levels_of(request.actor))
    if is_duty_only(chosen["kind"], chosen["level"]):
        which = WhichForm(chosen, levels=levels_of(request.actor))
        which.is_valid()
        return render(request, "indices/result_add.html", {"which": which, "places": places("indices:results")})
    table = kept_table(request.actor, chosen["kind"], chosen["level"], chosen["year"])
    if table is not None and table.round_id:
        messages.info(request, OF_A_ROUND)
        return redirect("indices:result_table", table.pk)
    parts = table.parts if table else last_components(request.actor, chosen["kind"], chosen["level"])
    keeper = keeper_of(request.actor)
    first: dict[str, Any] = {"name": keeper.name if keeper.kind == chosen["level"] else ""}
    first |= {"source": table.source, "seen": table.revision} if table else {}
    form = LineForm(request.POST or None, components=parts, blanks=0 if parts else 3, initial=first)
    context = {"which": which, "form": form, "chosen": chosen, "table": table, "places": places("indices:results")}
    return _line_page(request, form, chosen, "indices/result_add.html", context)


@require_http_methods(["GET", "POST"])
def line(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Mend one line."""
    found = found_result(request, pk)
    table = changed_table(request, found.table_id)
    if table.round_id:
        messages.info(request, OF_A_ROUND)
        return redirect("indices:result_table", table.pk)
    first = known_line(line_of(found)) | {"source": table.source, "seen": table.revision}
    form = LineForm(request.POST or None, components=table.parts, blanks=0 if table.parts else 3, initial=first)
    form.fields["name"].disabled = True
    chosen = {"kind": table.kind, "year": table.year, "level": table.level}
    context = {"form": form, "table": table, "result": found, "places": places("indices:results")}
    return _line_page(request, form, chosen, "indices/result_line.html", context)


def _line_page(
    request: ActorRequest, form: LineForm, chosen: dict[str, Any], template: str, context: dict[str, Any]
) -> HttpResponseBase:
    """The form; sent, the line is kept, or the page comes again with what was typed."""
    status = 200
    if form.is_bound:
        status = UNPROCESSABLE
        if form.is_valid():
            wanted = Wanted(
                IndexKind(chosen["kind"]),
                chosen["level"],
                chosen["year"],
                form.components(),
                (form.line(),),
                source=form.cleaned_data["source"],
            )
            try:
                table, _ = keep_table(
                    actor=request.actor, wanted=wanted, seen=form.cleaned_data["seen"], now=local_now()
                )
            except Refused as refusal:
                form.add_error(None, refusal.message)
                status = CONFLICT if isinstance(refusal, Stale) else UNPROCESSABLE
            else:
                messages.success(request, f"Đã lưu kết quả của {wanted.lines[0].name}.")
                return redirect("indices:result_table", table.pk)
    return render(request, template, context, status=status)
