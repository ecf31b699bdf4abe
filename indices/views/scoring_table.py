"""An area of criteria as one table, entered with the keyboard: one form, one save."""

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cchc.orgs.http import ActorRequest
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from indices.actions.scoring import Faulty, mark_many
from indices.forms.scoring import MarkForm, known_mark
from indices.models import Assessment, Criterion
from indices.queries.scoring import Line, area_of, self_score_of
from indices.rules.reasons import why_closed
from indices.rules.rounds import can_mark_self
from indices.views.finding import found_own
from indices.views.places import places
from indices.views.typed import Typed, tell_faults

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
def table(request: ActorRequest, pk: int, area_pk: int) -> HttpResponseBase:
    """An area on one screen: one form, one save; every fault stands at its row."""
    found = found_own(request, pk)
    area = area_of(found, area_pk)
    if area is None:
        raise Http404
    lines = [
        line
        for one in self_score_of(request.actor, found).areas
        if one.criterion.pk == area_pk
        for line in one.lines
        if not line.is_survey
    ]
    if request.method != "POST":
        return _table(request, found, area, [_row(line) for line in lines])
    rows = [Typed(line, MarkForm(line.criterion, request.POST, compact=True)) for line in lines]
    for row in rows:
        if not row.form.is_valid():
            row.fault = " ".join(str(error) for errors in row.form.errors.values() for error in errors)
    if any(row.fault for row in rows):
        return _table(request, found, area, rows, status=UNPROCESSABLE)
    words = {row.line.criterion.pk: row.form.word() for row in rows}
    try:
        count = mark_many(actor=request.actor, assessment_id=pk, words=words, now=local_now())
    except Faulty as faulty:
        tell_faults(rows, faulty.faults, faulty.theirs)
        return _table(request, found, area, rows, status=CONFLICT if faulty.theirs else UNPROCESSABLE)
    except Refused as refusal:
        return _table(request, found, area, rows, refusal=refusal.message, status=UNPROCESSABLE)
    if count:
        messages.success(request, f"Đã lưu {count} tiêu chí của lĩnh vực {area.code}.")
    else:
        messages.info(request, "Không có tiêu chí nào thay đổi nên không lưu gì.")
    return redirect(f"{reverse('indices:assessment', args=[pk])}#linh-vuc-{area_pk}")


def _row(line: Line) -> Typed[MarkForm]:
    return Typed(line, MarkForm(line.criterion, initial=known_mark(line.own), compact=True))


def _table(
    request: ActorRequest,
    found: Assessment,
    area: Criterion,
    rows: list[Typed[MarkForm]],
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponseBase:
    may_mark = can_mark_self(request.actor, found, local_today())
    context = {
        "places": places("indices:assessments"),
        "found": found,
        "area": area,
        "rows": rows,
        "refusal": refusal,
        "faulty": [row for row in rows if row.fault],
        "may_mark": may_mark,
        "closed": "" if may_mark else why_closed(found, local_today()),
        "areas": [one for one in found.round.criteria_set.criteria.all() if one.parent_id is None],
    }
    return render(request, "indices/scoring_table.html", context, status=status)
