"""Survey results of all bodies of a round on one page: typed, or taken from a workbook and looked at before saving."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cchc.numbers import UnreadableError
from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from cchc.web.downloads import file_response
from indices.actions.appraising import Unkept, mark_surveys
from indices.actions.marks import Word
from indices.enums import RuleKind, Stage
from indices.forms.appraising import read_survey, survey_words
from indices.models import Assessment, Criterion, Mark, Round
from indices.papers.surveys_sheet import Typed, draw_surveys, read_surveys
from indices.queries.appraising import area_of, survey_marks_of
from indices.queries.rounds import assessments_of, criteria_of, round_of, team_of
from indices.queries.surveys import satisfactions_of
from indices.rules.rounds import WRITES, can_judge, oversees
from indices.surveying.wording import asks_citizens
from indices.views.places import places
from plans.reading.results import Unreadable

UNPROCESSABLE, CONFLICT = 422, 409
LARGEST = 5 * 1024 * 1024


@dataclass(slots=True)
class Table:
    """The whole page: bodies, survey criteria, what holds in each cell and whether it may be written."""

    round: Round
    assessments: list[Assessment]
    criteria: list[Criterion]
    marks: Mapping[tuple[int, int], Mark]
    open: set[tuple[int, int]]
    proposals: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def fillable(self) -> dict[tuple[int, int], str]:
        """What closed surveys propose for cells that may be written and hold nothing yet."""
        return {key: words for key, words in self.proposals.items() if key in self.open and key not in self.marks}

    def typed(self, cells: Mapping[tuple[int, int], str]) -> list[dict[str, Any]]:
        """The rows, with what was typed where something was."""
        return [
            {"one": one, "cells": [self._cell(one, leaf, cells) for leaf in self.criteria]} for one in self.assessments
        ]

    def _cell(self, one: Assessment, leaf: Criterion, cells: Mapping[tuple[int, int], str]) -> dict[str, Any]:
        key, mark = (one.pk, leaf.pk), self.marks.get((one.pk, leaf.pk))
        return {
            "name": f"o-{one.pk}-{leaf.pk}",
            "seen": mark.pk if mark else "",
            "value": cells.get(key, survey_words(mark)),
            "changed": key in cells and cells[key] != survey_words(mark),
            "points": mark.points if mark else None,
            "proposed": self.proposals.get(key, ""),
            "is_open": key in self.open,
            "leaf": leaf,
        }


def _table(request: ActorRequest, pk: int) -> Table:
    found = round_of(request.actor, pk)
    team = team_of(found) if found else []
    if found is None or not oversees(request.actor, found, team):
        raise Http404
    criteria = criteria_of(found.criteria_set)
    known, bodies = {one.pk: one for one in criteria}, assessments_of(found)
    surveys = [one for one in criteria if one.rule_kind == RuleKind.SURVEY]
    open_cells = {
        (one.pk, leaf.pk)
        for one in bodies
        for leaf in surveys
        if WRITES.get(one.state) == Stage.FIRST and can_judge(request.actor, one, team, area_of(leaf, known))
    }
    return Table(
        found, bodies, surveys, survey_marks_of(found), open_cells, _proposals(request, found, bodies, surveys)
    )


def _proposals(
    request: ActorRequest, found: Round, bodies: list[Assessment], surveys: list[Criterion]
) -> dict[tuple[int, int], str]:
    """For criteria that ask how satisfied citizens are: b/a of the surveys that each body closed for that year."""
    asked = [leaf for leaf in surveys if asks_citizens(leaf.name)]
    if not asked:
        return {}
    known = satisfactions_of(request.actor, [one.organization for one in bodies], found.criteria_set.year)
    return {
        (one.pk, leaf.pk): f"{said.satisfied}/{said.answered}"
        for one in bodies
        if (said := known.get(one.organization_id))
        for leaf in asked
    }


@require_http_methods(["GET", "POST"])
def survey_marks(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The table; with `tep=xlsx` as the workbook to fill in; a file that is sent, or with `tu-khao-sat=1` what the
    bodies' own surveys propose, fills the page, unsaved."""
    table = _table(request, pk)
    if request.method == "GET":
        if request.GET.get("tep") == "xlsx":
            return _draw(table)
        return _page(request, table, table.fillable if request.GET.get("tu-khao-sat") == "1" else {})
    if file := request.FILES.get("file"):
        return _from_file(request, table, file.read(LARGEST + 1))
    return _save(request, table)


def _draw(table: Table) -> HttpResponseBase:
    rows = [
        (one.organization.code, one.organization.name, [cell["value"] for cell in row["cells"]])
        for one, row in zip(table.assessments, table.typed({}), strict=True)
    ]
    criteria = [(leaf.code, leaf.name) for leaf in table.criteria]
    data = draw_surveys(table.round.name, criteria, rows, local_today())
    return file_response(data, f"dieu-tra-{table.round.pk}", "xlsx")


def _from_file(request: ActorRequest, table: Table, data: bytes) -> HttpResponseBase:
    codes = {one.organization.code: one.pk for one in table.assessments}
    leaves = {leaf.code: leaf.pk for leaf in table.criteria}
    try:
        if len(data) > LARGEST:
            raise Unreadable("Tệp lớn hơn 5 MB; hãy dùng mẫu Excel của trang này.")
        typed: Typed = read_surveys(data, list(codes), list(leaves))
    except Unreadable as fault:
        return _page(request, table, {}, faults=[str(fault)])
    cells = {(codes[body], leaves[code]): words for (body, code), words in typed.cells.items()}
    changed = {key: words for key, words in cells.items() if words != survey_words(table.marks.get(key))}
    faults = [*typed.faults, *_shut(table, changed)]
    if not faults and not changed:
        messages.info(request, "Tệp Excel giống hệt kết quả đang có; không có gì để lưu.")
        return redirect("indices:survey_marks", pk=table.round.pk)
    return _page(request, table, changed, faults=faults, from_file=len(changed))


def _shut(table: Table, changed: Mapping[tuple[int, int], str]) -> list[str]:
    bodies = {key[0] for key in changed if key not in table.open}
    names = [one.organization.name for one in table.assessments if one.pk in bodies]
    return [f"{', '.join(names)}: chưa nhận thẩm định, hoặc đã báo kết quả, nên không ghi được."] if names else []


def _save(request: ActorRequest, table: Table) -> HttpResponseBase:
    cells = {
        (one.pk, leaf.pk): request.POST[name].strip()
        for one in table.assessments
        for leaf in table.criteria
        if (name := f"o-{one.pk}-{leaf.pk}") in request.POST
    }
    words, faults = {}, []
    for (body, leaf), typed in cells.items():
        try:
            seen = request.POST.get(f"seen-{body}-{leaf}", "")
            entry = read_survey(typed)
            if not (entry.is_empty and (body, leaf) not in table.marks):
                words[body, leaf] = Word(entry, seen=int(seen) if seen.isdecimal() and len(seen) < 16 else None)
        except UnreadableError as fault:
            faults.append(str(fault))
    if faults:
        return _page(request, table, cells, faults=faults)
    try:
        written = mark_surveys(actor=request.actor, round_id=table.round.pk, words=words, now=local_now())
    except Unkept as unkept:
        table = _table(request, table.round.pk)
        status = CONFLICT if unkept.overtaken else UNPROCESSABLE
        return _page(request, table, cells, faults=list(unkept.faults.values()), status=status)
    except Refused as refusal:
        return _page(request, table, cells, faults=[refusal.message])
    messages.success(request, f"Đã lưu {len(written)} kết quả." if written else "Không có gì thay đổi.")
    return redirect("indices:survey_marks", pk=table.round.pk)


def _page(
    request: ActorRequest,
    table: Table,
    cells: Mapping[tuple[int, int], str],
    *,
    faults: list[str] | None = None,
    from_file: int = 0,
    status: int = UNPROCESSABLE,
) -> HttpResponseBase:
    context = {
        "places": places("indices:rounds"),
        "round": table.round,
        "criteria": table.criteria,
        "rows": table.typed(cells),
        "faults": faults or [],
        "from_file": from_file,
        "from_surveys": len(table.fillable),
        "is_filled": request.method == "GET" and bool(cells),
        "may_write": bool(table.open),
        "shut": len(table.assessments) - len({body for body, _ in table.open}),
    }
    return render(request, "indices/survey_marks.html", context, status=status if faults else 200)
