"""Published tables: the list, one table with what in it contradicts itself, as a workbook, thrown away."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.paper.sheets import Sheet, Value
from cchc.web.clock import local_now, local_today
from cchc.web.downloads import file_response
from indices.actions.results import NO_RIGHT, drop_line, drop_table, keep_table
from indices.enums import IndexKind
from indices.models import PublishedResult, ResultTable
from indices.queries.entering import stated_of, wanted_of
from indices.queries.results import bare, kept_table, line_of, result_of, table_list, table_of, table_view
from indices.resulting.standing import heat_of
from indices.resulting.workbook import sheets_book, table_book
from indices.rules.results import can_change_table, can_keep_results, keeper_of
from indices.scoring.bands import words_of
from indices.scoring.composite import whole_of
from indices.views.choosing import chosen_kind
from indices.views.places import places

PAGE_SIZE = 50


@require_GET
def results(request: ActorRequest) -> HttpResponseBase:
    """All tables within reach, and results that one's own plans state."""
    kind = chosen_kind(request)
    found = table_list(request.actor)
    page = Paginator(found.filter(kind=kind) if kind else found, PAGE_SIZE).get_page(request.GET.get("page"))
    may_keep = can_keep_results(request.actor)
    context = {
        "page": page,
        "kind": kind,
        "query": request.GET.urlencode(),
        "kinds": [(one.value, one.label) for one in IndexKind],
        "may_keep": may_keep,
        "stated": stated_of(request.actor, keeper_of(request.actor)) if may_keep else [],
        "places": places("indices:results"),
    }
    return render(request, "indices/results.html", context)


@require_GET
def list_sheet(request: ActorRequest) -> HttpResponseBase:
    """The list as a workbook."""
    kind, today = chosen_kind(request), local_today()
    found = table_list(request.actor)
    tables: Iterable[Any] = found.filter(kind=kind) if kind else found
    lines: list[tuple[Value, ...]] = [
        (one.name, one.year, one.source, one.line_count, bare(one.own_total), one.own_rank, one.own_of, _keeper(one))
        for one in tables
    ]
    headers = ("Bảng", "Năm", "Văn bản công bố", "Số dòng", "Điểm của đơn vị", "Hạng", "Trên tổng số", "Đơn vị ghi")
    sheet_of = Sheet("Bảng kết quả", headers, (36.0, 8.0, 40.0, 10.0, 12.0, 8.0, 10.0, 30.0), tuple(lines))
    own = request.actor.organization.name
    data = sheets_book([sheet_of], ("Các bảng kết quả chỉ số", own), as_of=today, author=own)
    return file_response(data, f"bang-ket-qua-{today:%Y-%m-%d}", "xlsx")


def _keeper(table: ResultTable) -> str:
    return f"Đợt đánh giá {table.round}" if table.round else table.organization.name


@require_GET
def table(request: ActorRequest, pk: int) -> HttpResponseBase:
    """One table, its components with maximum and weight, each line, doubts on top."""
    found = found_table(request, pk)
    view = table_view(found)
    doubts: dict[str, list[str]] = {}
    for doubt in view.doubts:
        doubts.setdefault(doubt.name, []).append(doubt.words)
    own = request.actor.organization.government if request.actor.looks_over else request.actor.organization
    context = {
        "table": found,
        "components": view.components,
        "whole": whole_of(view.components) if view.components else None,
        "is_weighted": any(one.maximum != one.weight for one in view.components),
        "lines": [_line(one, view.components, one.name in doubts, own.pk) for one in view.results],
        "doubts": doubts,
        "bands": words_of(found.classes),
        "may_change": can_change_table(request.actor, found),
        "places": places("indices:results"),
    }
    return render(request, "indices/result_table.html", context)


def _line(result: PublishedResult, components: Any, is_doubted: bool, own: int) -> dict[str, Any]:
    """One line for the table: each value with the colour of its share."""
    line = line_of(result)
    own_parts = {one.code: one for one in line.parts(components)}
    values = []
    for one in components:
        value, part = line.values.get(one.code), own_parts.get(one.code, one)
        share = None if value is None else part.share(value)
        values.append((part, value, share, heat_of(share)))
    return {
        "result": result,
        "values": values,
        "is_doubted": is_doubted,
        "has_result": line.has_result,
        "is_own": result.organization_id == own,
    }


@require_GET
def sheet(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The table as the workbook that reads back without a difference."""
    found = found_table(request, pk)
    view = table_view(found)
    titles = (found.name, found.source or f"{found.organization} ghi")
    lines = [line_of(one) for one in view.results]
    data = table_book(titles, view.components, lines, as_of=local_today(), author=found.organization.name)
    return file_response(data, f"ket-qua-{found.kind}-{found.year}", "xlsx")


@require_POST
def drop(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Throw a table away."""
    found = changed_table(request, pk)
    try:
        drop_table(actor=request.actor, table=found, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("indices:result_table", pk)
    messages.success(request, f"Đã xóa bảng “{found.name}”.")
    return redirect("indices:results")


@require_POST
def line_drop(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take one line out."""
    found = found_result(request, pk)
    changed_table(request, found.table_id)
    try:
        drop_line(actor=request.actor, result=found, now=local_now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Đã xóa dòng {found.name}.")
    return redirect("indices:result_table", found.table_id)


@require_POST
def stated(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Take over the result that a plan states."""
    body = keeper_of(request.actor)
    found = next((one for one in stated_of(request.actor, body) if one.plan.pk == pk), None)
    if found is None:
        raise Http404
    if not can_keep_results(request.actor):
        raise PermissionDenied(NO_RIGHT)
    wanted = wanted_of(found, body)
    known = kept_table(request.actor, wanted.kind, wanted.level, wanted.year)
    try:
        kept, _ = keep_table(
            actor=request.actor, wanted=wanted, seen=known.revision if known else None, now=local_now()
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("indices:results")
    messages.success(request, "Đã lấy kết quả nêu trong kế hoạch; hãy đối chiếu với văn bản công bố.")
    return redirect("indices:result_table", kept.pk)


def found_table(request: ActorRequest, pk: int) -> ResultTable:
    found = table_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


def found_result(request: ActorRequest, pk: int) -> PublishedResult:
    found = result_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


def changed_table(request: ActorRequest, pk: int) -> ResultTable:
    """One that the actor keeps."""
    found = found_table(request, pk)
    if not can_change_table(request.actor, found) and not found.round_id:
        raise PermissionDenied(NO_RIGHT)
    return found
