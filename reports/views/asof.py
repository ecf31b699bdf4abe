"""The figures of a period as they stood on any day: looked at, never kept, never sent."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_today
from reports.collecting import collect_facts
from reports.enums import FileFormat
from reports.facts import ReportFacts
from reports.forms.deciding import AsOfForm
from reports.jobs import DRAWERS
from reports.naming import view_name
from reports.provenance import Address, opened
from reports.queries.listing import key_words, period_named
from reports.views.figures import figures_said
from reports.views.files import CONTENT_TYPES
from reports.views.finding import found_report
from tasks.enums import PeriodKind
from tasks.periods import PAGE_ORDER, Period, period_holding, periods_of_year
from tasks.queries.timetables import timetable_of

PARTS = (("so-lieu", "Số liệu"), ("loi-van", "Nội dung"), ("nhiem-vu", "Nhiệm vụ"))


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at: the period of a body, on the page `path`; from there back to its report or to the list. Where
    it may be chosen, `choices` are the periods and `key` names this one."""

    organization: Organization
    period: Period
    path: str
    back: str
    choices: tuple[tuple[str, str], ...] = ()
    key: str = ""


@require_GET
def of_report(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The period of a report, for those who may read the report."""
    report = found_report(request, pk)
    here = reverse("reports:as_of", args=[pk]), reverse("reports:detail", args=[pk])
    return _answer(request, Looked(report.organization, report.period, *here))


@require_GET
def of_period(request: ActorRequest) -> HttpResponseBase:
    """A period of one's own body, which need not have a report: `ky` names it ("quarter-2023-1"), otherwise it is the
    quarter that runs."""
    body, today = request.actor.organization, local_today()
    timetable = timetable_of(body)
    of = period_named(request.GET.get("ky", ""), timetable) or period_holding(PeriodKind.QUARTER, today, timetable)
    begun = [one for kind in PAGE_ORDER for one in periods_of_year(kind, of.year, timetable) if one.start_on <= today]
    choices = [(key_words(one), one.name) for one in begun]
    here = reverse("reports:period_as_of"), reverse("reports:list")
    return _answer(request, Looked(body, of, *here, choices=tuple(choices), key=key_words(of)))


def _answer(request: ActorRequest, looked: Looked) -> HttpResponseBase:
    asked = request.GET.dict()
    form = AsOfForm(asked if "ngay" in asked else None, initial={"ngay": local_today()})
    facts = None
    if form.is_bound and form.is_valid():
        try:
            facts = _facts(request, looked, form.cleaned_data["ngay"])
        except Refused as refusal:
            form.add_error("ngay", refusal.message)
    if facts and asked.get("tep") in DRAWERS:
        return _file(looked, facts, FileFormat(asked["tep"]))
    context = {
        "form": form,
        "looked": looked,
        "is_own": request.actor.belongs_to(looked.organization.pk),
        "trail": [{"label": "Báo cáo", "url": reverse("reports:list")}],
    }
    if facts:
        context |= _said(facts, looked, asked)
    return render(request, "reports/as_of.html", context, status=422 if form.errors else 200)


def _facts(request: ActorRequest, looked: Looked, day: date) -> ReportFacts:
    of = looked.period
    if day > local_today():
        raise Refused(f"Ngày {day:%d/%m/%Y} chưa tới; hãy chọn ngày từ {of.start_on:%d/%m/%Y} đến hôm nay.")
    if day < of.start_on:
        raise Refused(
            f"Kỳ {of.name} bắt đầu từ ngày {of.start_on:%d/%m/%Y} nên chưa có số liệu tại ngày {day:%d/%m/%Y}; "
            "hãy chọn ngày từ đó trở đi."
        )
    found = collect_facts(actor=request.actor, organization=looked.organization, period=of, as_of=day)
    return replace(found, is_view=True)


def _said(facts: ReportFacts, looked: Looked, asked: dict[str, str]) -> dict[str, Any]:
    day = {"ngay": f"{facts.as_of:%d/%m/%Y}"} | ({"ky": looked.key} if looked.key else {})
    here = {key: Address(looked.path, {**day, "phan": key}) for key, _ in PARTS}
    part = asked.get("phan") if asked.get("phan") in here else "so-lieu"
    return {
        "facts": facts,
        "part": part,
        "tabs": [
            {"label": label, "url": Address(looked.path, day).to("phan", key), "here": key == part}
            for key, label in PARTS
        ],
        "files": [(one, Address(looked.path, day).to("tep", one.value)) for one in FileFormat],
        "opened": opened(facts, asked),
        "total": opened(facts, {}).shown,
        "all_rows": Address(looked.path, day).to("phan", "nhiem-vu"),
        "warning": f"Bản xem tại ngày {facts.as_of:%d/%m/%Y}, không phải báo cáo.",
        **figures_said(facts, here["nhiem-vu"]),
    }


def _file(looked: Looked, facts: ReportFacts, file_format: FileFormat) -> HttpResponse:
    of, code = looked.period, looked.organization.code
    name = view_name(of.kind, of.year, of.number, code, facts.as_of, file_format)
    response = HttpResponse(DRAWERS[file_format](facts), content_type=CONTENT_TYPES[file_format])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
