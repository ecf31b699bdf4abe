"""A plan as a file: Word in the official layout, Excel that comes back in as it went out."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.text import fold
from plans.drawing.docx import draw_docx
from plans.drawing.facts import PlanFacts
from plans.drawing.xlsx import draw_xlsx
from plans.enums import PlanState
from plans.models import Plan
from plans.papers import plan_facts
from plans.queries import plan_for_review

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNREAD = (PlanState.READING, PlanState.FAILED)


@require_GET
def word(request: ActorRequest, pk: int) -> HttpResponse:
    """The plan as a Word document."""
    return _sent(request, pk, draw_docx, "docx", WORD)


@require_GET
def excel(request: ActorRequest, pk: int) -> HttpResponse:
    """The plan as a workbook, a sheet for each appendix."""
    return _sent(request, pk, draw_xlsx, "xlsx", EXCEL)


def _sent(
    request: ActorRequest, pk: int, draw: Callable[[PlanFacts], bytes], ending: str, content_type: str
) -> HttpResponse:
    view = plan_for_review(request.actor, pk)
    if view is None or view.plan.state in UNREAD:
        raise Http404
    response = HttpResponse(draw(plan_facts(view)), content_type=content_type)
    name = f"{_name(view.plan)}.{ending}"
    response["Content-Disposition"] = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _name(plan: Plan) -> str:
    """ "ke-hoach-03-kh-ubnd-2023": letters that every system keeps."""
    words = "".join(
        char if char.isascii() and char.isalnum() else " " for char in fold(f"ke hoach {plan.number} {plan.years}")
    )
    return "-".join(words.split())
