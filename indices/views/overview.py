"""Where a body stands in each index, and, for who looks over a territory, where all stand."""

from datetime import date
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.paper.sheets import Sheet, Value
from cchc.text import lower_first
from cchc.web.clock import local_today
from cchc.web.downloads import file_response
from cchc.web.trends import Point
from indices.enums import AssessmentState
from indices.models import Assessment
from indices.next_steps import next_of
from indices.queries.cards import BodyPage, Card, Territory, body_page, territory_page
from indices.queries.entering import stated_of
from indices.resulting.workbook import sheets_book
from indices.rules.improving import can_begin_improvement
from indices.rules.results import can_keep_results
from indices.views.choosing import chosen_body
from indices.views.drawing import point_of
from indices.views.places import places


@require_GET
def overview(request: ActorRequest) -> HttpResponseBase:
    """One card an index for a body; before it the whole territory for who looks over one."""
    today = local_today()
    territory = _territory(request, today)
    body = chosen_body(request)
    page = None if territory else body_page(request.actor, body, today=today)
    context = {
        "organization": body,
        "own_pk": body.pk,
        "own_words": f"Chỉ số của {lower_first(body.name)}",
        "territory": territory,
        "page": page,
        "cards": [_card(one) for one in page.cards] if page else [],
        "steps": [_step(one, today) for one in page.assessments] if page else [],
        "stated": stated_of(request.actor, body) if page and request.actor.belongs_to(body.pk) else [],
        "may_keep": can_keep_results(request.actor),
        "may_improve": request.actor.belongs_to(body.pk) and can_begin_improvement(request.actor),
        "is_own": not request.GET.get("don-vi"),
        "query": request.GET.urlencode(),
        "places": places("indices:overview"),
    }
    return render(request, "indices/overview.html", context)


def _territory(request: ActorRequest, today: date) -> Territory | None:
    """Of a body that is named one looks at that body alone."""
    if not request.actor.looks_over or request.GET.get("don-vi"):
        return None
    return territory_page(request.actor, request.GET.get("cap", ""), today=today)


def _card(card: Card) -> dict[str, Any]:
    """One card with its little line over the years."""
    return {"card": card, "points": points_of(card) if len(card.years) > 1 else [], "moved": card.moved}


def points_of(card: Card) -> list[Point]:
    """Year by year from the first to the last, gaps named."""
    by_year = {one.year: one for one in card.years}
    years = range(min(by_year), max(by_year) + 1)
    return [point_of(year, by_year.get(year), None) for year in years]


def _step(assessment: Assessment, today: date) -> dict[str, Any]:
    """The open round and what comes next in it."""
    round_, was_submitted = assessment.round, assessment.first_submitted_at is not None
    found = next_of(assessment.state, round_.opens_on, round_.closes_on, was_submitted=was_submitted, today=today)
    return {"assessment": assessment, "next": found}


@require_GET
def overview_sheet(request: ActorRequest) -> HttpResponseBase:
    """What the page shows as a workbook."""
    today = local_today()
    territory = _territory(request, today)
    body = chosen_body(request)
    if territory:
        sheet, title = _territory_sheet(territory), f"Chỉ số của các đơn vị thuộc {body}"
    else:
        sheet, title = _body_sheet(body_page(request.actor, body, today=today)), f"Chỉ số của {body}"
    titles = (title, f"Tính đến ngày {today:%d/%m/%Y}")
    data = sheets_book([sheet], titles, as_of=today, author=body.name)
    return file_response(data, f"chi-so-{today:%Y-%m-%d}", "xlsx")


def _body_sheet(page: BodyPage) -> Sheet:
    headers = ("Chỉ số", "Năm", "Điểm", "Tối đa", "Tỷ lệ (%)", "Xếp loại", "Hạng", "Trên tổng số", "Mục tiêu", "Yếu")
    lines: list[tuple[Value, ...]] = []
    for card in page.cards:
        last = card.last
        aim = aim_words(card) if card.aim else ""
        if last is None:
            words = "Nhiệm vụ góp phần, không chấm điểm" if card.is_duty else "Chưa có kết quả"
            lines.append((card.kind.label, None, None, None, None, words, None, None, aim, ""))
            continue
        line, weak = last.line, "; ".join(one.component.name for one in card.weak)
        own = (line.total, card.most, card.percent, line.class_name, line.rank, line.of_how_many)
        lines.append((card.kind.label, last.year, *own, aim, weak))
    return Sheet("Chỉ số", headers, (16, 8, 10, 10, 10, 24, 8, 10, 30, 50), tuple(lines))


def aim_words(card: Card) -> str:
    """ "năm 2025: hạng 4"."""
    aim = card.aim
    if aim is None:
        return ""
    said = [
        f"hạng {aim.rank}" if aim.rank else "",
        f"{aim.score.normalize():f} điểm".replace(".", ",") if aim.score is not None else "",
        f"loại {aim.class_name}" if aim.class_name else "",
    ]
    return f"năm {aim.year}: {', '.join(filter(None, said))}"


def _territory_sheet(page: Territory) -> Sheet:
    named = [f"{kind.label}: {words}" for kind in page.kinds for words in ("năm", "điểm", "%", "xếp loại", "hạng")]
    lines: list[tuple[Value, ...]] = []
    for row in page.rows:
        values: list[Value] = []
        for cell in row.cells:
            line = cell.yearly.line if cell else None
            year = cell.yearly.year if cell else None
            own = (line.total, cell.percent, line.class_name, line.rank) if cell and line else (None,) * 4
            values.extend((year, *own))
        state = AssessmentState(row.assessment.state).label if row.assessment else "không có đợt đang mở"
        lines.append((row.organization.name, *values, "im lặng" if row.is_silent else state))
    widths = (30.0, *(11.0 for _ in named), 30.0)
    return Sheet("Các đơn vị", ("Đơn vị", *named, "Đợt đang mở"), widths, tuple(lines))
