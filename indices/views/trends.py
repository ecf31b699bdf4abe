"""Years of results: lines with the aim drawn in, component by component; what a rise would bring."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.paper.sheets import Sheet, Value
from cchc.web.clock import local_today
from cchc.web.downloads import file_response
from indices.enums import IndexKind
from indices.forms.results import read_wishes
from indices.models import Aim
from indices.queries.results import line_of, table_view
from indices.queries.standing import Yearly, aim_for, aims_of, history_of
from indices.resulting.standing import moved, percent
from indices.resulting.what_if import faults_of, what_if
from indices.resulting.workbook import sheets_book
from indices.views.choosing import chosen_body
from indices.views.drawing import part_names, part_points, rank_levels, rank_points, total_levels, total_points
from indices.views.places import places
from indices.views.results import found_result


@require_GET
def trends(request: ActorRequest) -> HttpResponseBase:
    """One part an index: totals and ranks over the years, a row a component."""
    body = chosen_body(request)
    history = history_of(request.actor, body)
    aims = aims_of(request.actor, [body])
    parts = [
        _part(IndexKind(kind), history[kind], aims.get((body.pk, kind), [])) for kind in IndexKind if history.get(kind)
    ]
    context = {
        "organization": body,
        "parts": parts,
        "query": request.GET.urlencode(),
        "places": places("indices:trends"),
    }
    return render(request, "indices/trends.html", context)


def _part(kind: IndexKind, years: Sequence[Yearly], aims: Sequence[Aim]) -> dict[str, Any]:
    aim = aim_for(aims, years[-1].year)
    return {
        "kind": kind,
        "aim": aim,
        "totals": total_points(years, aim),
        "total_levels": total_levels(years, aim),
        "ranks": rank_points(years, aim) if any(one.line.rank for one in years) else [],
        "rank_levels": rank_levels(aim),
        "rows": [_year(kind, one, years) for one in reversed(years)],
        "years": [one.year for one in years],
        "components": [(name, part_points(years, name)) for name in part_names(years)],
        "last": years[-1],
    }


def _year(kind: IndexKind, one: Yearly, years: Sequence[Yearly]) -> dict[str, Any]:
    before = next((other.line for other in years if other.year == one.year - 1), None)
    points, ranks = moved(before, one.line)
    return {"yearly": one, "percent": percent(kind, one.table.parts, one.line), "points": points, "ranks": ranks}


@require_GET
def sheet(request: ActorRequest) -> HttpResponseBase:
    """The years and components as a workbook, a sheet an index."""
    body, today = chosen_body(request), local_today()
    history = history_of(request.actor, body)
    sheets = [_sheet(IndexKind(kind), history[kind]) for kind in IndexKind if history.get(kind)]
    empty = Sheet("Chưa có kết quả", ("Chỉ số",), (30.0,), ())
    titles = (f"Kết quả chỉ số qua các năm của {body}", f"Lập ngày {today:%d/%m/%Y}")
    data = sheets_book(sheets or [empty], titles, as_of=today, author=body.name)
    return file_response(data, f"chi-so-qua-cac-nam-{today:%Y-%m-%d}", "xlsx")


def _sheet(kind: IndexKind, years: Sequence[Yearly]) -> Sheet:
    names = part_names(years)
    by_name = {name: {year: value for year, value, _ in part_points(years, name)} for name in names}
    lines: list[tuple[Value, ...]] = [
        (
            one.year,
            one.line.total,
            percent(kind, one.table.parts, one.line),
            one.line.class_name,
            one.line.rank,
            one.line.of_how_many,
            *(by_name[name][one.year] for name in names),
        )
        for one in years
    ]
    headers = ("Năm", "Tổng điểm", "Tỷ lệ (%)", "Xếp loại", "Hạng", "Trên tổng số", *names)
    return Sheet(kind.label, headers, (8.0, 11.0, 10.0, 14.0, 8.0, 10.0, *(14.0 for _ in names)), tuple(lines))


@require_GET
def wishes(request: ActorRequest, pk: int) -> HttpResponseBase:
    """If these components reached those points: total, class, likely rank; nothing is stored."""
    result = found_result(request, pk)
    view = table_view(result.table)
    line = line_of(result)
    components = line.parts(view.components)
    wished, faults = read_wishes(components, request.GET.dict())
    faults |= faults_of(components, line, wished)
    others = [line_of(one) for one in view.results if one.pk != result.pk]
    valid = {code: value for code, value in wished.items() if code not in faults}
    outcome = what_if(components, result.table.classes, result.table.places, line, others, valid)
    of = result.of_how_many
    context = {
        "result": result,
        "table": result.table,
        "line": line,
        "rows": [_wish(one, line.values.get(one.code), request, faults) for one in components],
        "outcome": outcome if outcome and outcome.steps else None,
        "faults": faults,
        "is_whole": of is None or of <= len(view.results),
        "others": len(others),
        "is_asked": bool(request.GET),
        "places": places("indices:overview"),
    }
    return render(request, "indices/what_if.html", context)


def _wish(component: Any, value: Decimal | None, request: ActorRequest, faults: dict[str, str]) -> dict[str, Any]:
    """One component with what was typed for it."""
    return {
        "component": component,
        "value": value,
        "percent": None if value is None else component.share(value),
        "typed": request.GET.get(f"d-{component.code}", ""),
        "fault": faults.get(component.code, ""),
    }
