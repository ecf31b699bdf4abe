"""Every list page asks the database as often for one row as for fifty, and not more often than is written here."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cchc.orgs.actions.bodies import found_organization
from cchc.orgs.actions.notices import tell
from cchc.orgs.actions.people import add_membership, add_user
from cchc.orgs.actors import Actor
from cchc.orgs.enums import NoticeKind, OrganizationKind, Role
from cchc.orgs.models import Organization
from cchc.orgs.telling import Telling
from plans.actions import import_plan
from plans.actions.starting import Start, start_next_plan
from plans.enums import Comparator, DeadlineKind, PlanState
from plans.models import Plan, PlanItem, PlanSource
from plans.reading.results import AgencyReading, Clause, DeadlineReading, Doubt, ReadPlan, ReadProduct, ReadTarget
from reports.models import Drafting, Heartbeat, Urging
from reports.queries.lists import AT_ONCE
from tasks.actions.updating import state_update
from tasks.enums import Outcome
from tasks.evidence_files import EvidenceFile
from tasks.models import Obligation
from tasks.statements import Statement
from tests.cast import NOW, PASSWORD, TODAY, Cast, at, make_cast
from tests.indices.asking import closed_survey
from tests.indices.contest import own_campaign
from tests.indices.growing_appraising import grown_appraising
from tests.indices.growing_scoring import grown_scoring
from tests.indices.ideas import opened, registered
from tests.indices.improving import many_improvements
from tests.indices.marks.criteria import many_sets
from tests.indices.published import many_results
from tests.marked import WORD_FILES
from tests.plans_in_force import READING, TPHT, VHXH, plan_in_force
from tests.reports.bodies import gathered_report
from tests.reports.letters import part_of, sent_to, urging_to
from tests.reports.reporting import drafted, sent

pytestmark = pytest.mark.django_db

BUDGETS = {
    "tasks:list": 15,
    "tasks:register": 10,
    "tasks:mine": 13,
    "tasks:sheet": 12,
    "tasks:waiting": 7,
    "tasks:exchange_download": 9,
    "tasks:plan": 18,
    "tasks:detail": 20,
    "tasks:review": 21,
    "tasks:start": 15,
    "tasks:table": 19,
    "plans:list": 7,
    "indices:assessments": 8,
    "indices:assessment": 10,
    "indices:score": 13,
    "indices:score_table": 11,
    "indices:score_submit": 9,
    "indices:proof_choose": 9,
    "reports:cite": 9,
    "reports:locks": 12,
    "reports:running": 13,
    "reports:urgings": 7,
    "reports:urged": 8,
    "reports:statistics": 14,
    "reports:targets": 17,
    "reports:list": 10,
    "reports:lists": 18,
    "reports:overview": 14,
    "reports:search": 6,
    "reports:regime": 8,
    "reports:calendar": 7,
    "reports:rows": 10,
    "reports:history": 11,
    "orgs:notices": 8,
    "orgs:profile": 9,
    "orgs:people": 10,
    "tasks:posts": 9,
    "reports:rights": 8,
    "orgs:journal": 7,
    "indices:overview": 12,
    "indices:results": 8,
    "indices:result_table": 7,
    "indices:trends": 8,
    "indices:aims": 12,
    "indices:what_if": 7,
    "indices:sets": 6,
    "indices:set": 7,
    "indices:improvements": 6,
    "indices:surveys": 9,
    "indices:survey": 9,
    "emulation:initiatives": 12,
    "emulation:gradings": 8,
    "emulation:grading": 8,
    "emulation:grading_propose": 11,
    "emulation:campaigns": 8,
    "emulation:campaign": 20,
    "tasks:list from above": 15,
    "tasks:waiting from above": 6,
    "reports:regime from above": 9,
    "reports:statistics from above": 13,
    "reports:targets from above": 14,
    "reports:incoming from above": 9,
    "reports:list from above": 15,
    "reports:lists from above": 18,
    "reports:locks from above": 12,
    "reports:urgings from above": 7,
    "reports:urge_new from above": 11,
    "reports:urge_edit from above": 13,
    "reports:urge_send from above": 14,
    "reports:urging from above": 8,
    "reports:running from above": 12,
    "reports:overview from above": 8,
    "reports:matrix from above": 8,
    "reports:body from above": 13,
    "reports:bodies from above": 8,
    "indices:rounds": 7,
    "indices:rounds from above": 6,
    "indices:round from above": 10,
    "indices:round_team from above": 8,
    "indices:appraise from above": 11,
    "indices:survey_marks from above": 10,
    "indices:ranking from above": 11,
    "indices:publish from above": 10,
    "orgs:people from above": 9,
    "tasks:posts from above": 8,
    "reports:rights from above": 7,
    "orgs:journal from above": 6,
    "emulation:initiatives from above": 10,
    "emulation:initiative_counts from above": 7,
    "emulation:gradings from above": 8,
    "indices:overview from above": 9,
    "indices:results from above": 7,
    "indices:sets from above": 5,
    "indices:surveys from above": 8,
}
BATCHED, A_ROUND = "reports:lists from above", 4
"""Printed lists read so many bodies at once, to bound memory; each further round of bodies without a plan asks this."""


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_lists_ask_as_often_for_many_rows_as_for_one(rows: int, settings: Any) -> None:
    settings.TODAY = TODAY
    cast = make_cast()
    places = grown(cast, rows)
    clients = {name: cast.client(name) for name in ("vptk", "tpht", "noivu")}
    asked = {}
    for page in BUDGETS:
        name, _, above = page.partition(" ")
        who = "noivu" if above else "tpht" if name in ("tasks:mine", "tasks:sheet") else "vptk"
        with CaptureQueriesContext(connection) as caught:
            answer = clients[who].get(reverse(name, args=places.get(name, ())))
        assert (page, answer.status_code) == (page, 200)
        asked[page] = len(caught)
    assert asked == BUDGETS | {BATCHED: BUDGETS[BATCHED] + A_ROUND * ((rows + 1) // AT_ONCE)}


def grown(cast: Cast, rows: int) -> dict[str, list[int]]:
    """So many rows, words, files, points, targets, plans, people and communes; the objects that pages are about."""
    reading = plan_of_rows(rows)
    plan = plan_in_force(cast, reading=reading)
    for obligation in Obligation.objects.filter(due_on=date(2023, 3, 31)):
        say(cast, obligation)
    report = drafted(cast, plan)
    sent(cast, report)
    draft = import_plan(
        actor=cast.actors["vptk"], name="nhap.docx", data=WORD_FILES["doan-ket-2022"], reading=reading, now=NOW
    )
    for number in range(rows):
        other = Plan.objects.create(organization=cast.quang_trung, state=PlanState.FAILED, created_at=NOW)
        PlanSource.objects.create(plan=other, name=f"{number}.docx", size=1, sha256=str(number), uploaded_at=NOW)
        add_person(cast, number)
        add_commune(cast, number)
        add_failure(cast, number)
        registered(cast, name=f"Sáng kiến thứ {number}")
    task = plan.sections.get().items.earliest("pk").tasks.get()
    many_improvements(cast, rows)
    letter, draft_letter = letters(cast, rows)
    results = many_results(cast, rows)
    year = opened(cast)
    return {
        "tasks:plan": [plan.pk],
        "emulation:campaign": [own_campaign(cast, rows).pk],
        "tasks:detail": [task.pk],
        "tasks:review": [draft.pk],
        "tasks:start": [plan.pk],
        "tasks:table": [written(cast, plan, rows).pk],
        "reports:rows": [report.pk],
        "reports:body": [cast.quang_trung.pk],
        "reports:bodies": [gathered_report(cast).pk],
        "reports:history": [report.pk],
        "reports:urging": [letter.pk],
        "indices:result_table": [results.pk],
        "indices:what_if": [results.results.get(organization=cast.quang_trung).pk],
        "indices:set": [many_sets(cast, rows).pk],
        "indices:survey": [[closed_survey(cast.actors["vptk"], name=f"Lần {n}").pk for n in range(rows)][-1]],
        "reports:urged": [part_of(letter, cast.quang_trung).pk],
        "reports:urge_edit": [draft_letter.pk],
        "reports:urge_send": [draft_letter.pk],
        **grown_scoring(cast, rows),
        **grown_appraising(cast),
        **{f"emulation:{name}": [year.pk] for name in ("grading", "grading_propose")},
    }


def letters(cast: Cast, rows: int) -> tuple[Urging, Urging]:
    """A sent letter and a draft to all communes, and so many more of each."""
    everyone = list(Organization.objects.filter(kind=OrganizationKind.COMMUNE))
    for number in range(rows):
        sent_to(cast, cast.quang_trung, subject=f"V/v đôn đốc lần {number}")
        urging_to(cast, cast.quang_trung, subject=f"V/v đôn đốc lần {number} nữa")
    return sent_to(cast, *everyone), urging_to(cast, *everyone, text="Bản nháp")


def written(cast: Cast, last: Plan, rows: int) -> Plan:
    """A plan that is written here, of rows carried over from another."""
    items = PlanItem.objects.filter(section__plan=last)
    chosen = Start(dict.fromkeys(items.values_list("pk", flat=True), True), 2024, 2024)
    plan = start_next_plan(actor=cast.actors["vptk"], last=last, start=chosen, now=NOW)
    assert PlanItem.objects.filter(section__plan=plan).count() == rows
    return plan


def plan_of_rows(rows: int) -> ReadPlan:
    """Each row is due on 31/3, waits for another plan as well, and holds a point."""
    section = READING.sections[0]
    clauses = (
        Clause(DeadlineKind.FIXED, "Quý I", label="Kế hoạch", due=date(2023, 3, 31)),
        Clause(DeadlineKind.EXTERNAL, "Theo KH", label="Báo cáo", source="KH"),
    )
    tasks = tuple(
        replace(
            section.tasks[0],
            ordinal=str(number),
            text=f"Rà soát văn bản lần {number}",
            products=(ReadProduct("Kế hoạch", (0,)), ReadProduct("Báo cáo", (1,))),
            agencies=AgencyReading("", lead=(TPHT,), coordinate=(VHXH,), unknown=("Ban lạ",)),
            deadline=DeadlineReading("Quý I; Theo KH", clauses),
        )
        for number in range(1, rows + 1)
    )
    aims = [ReadTarget(f"Đạt {n} %", "hồ sơ", Comparator.AT_LEAST, Decimal(n), None, "%") for n in range(1, rows + 1)]
    points = [Doubt("figure_conflict", f"Hai con số khác nhau ở câu {n}.", str(n)) for n in range(1, rows + 1)]
    return replace(READING, sections=(replace(section, tasks=tasks),), targets=tuple(aims), doubts=tuple(points))


def say(cast: Cast, obligation: Obligation) -> None:
    state_update(
        actor=cast.actors["tpht"],
        obligation_id=obligation.pk,
        seen_update_id=None,
        statement=Statement(Outcome.DOING, date(2023, 3, 10), "Đang rà soát."),
        files=[EvidenceFile("so-lieu.pdf", b"%PDF-1.4")],
        now=at("2023-03-10 09:00"),
    )


def add_failure(cast: Cast, number: int) -> None:
    """The machinery ran, and could not draft one more report."""
    Heartbeat.objects.update_or_create(name="reports.draft_due", defaults={"at": NOW})
    Drafting.objects.create(
        organization=cast.quang_trung,
        period_kind="year",
        period_year=1900 + number,
        period_number=1,
        state="failed",
        message="Hệ thống gặp lỗi.",
        asked_at=NOW,
        ended_at=NOW,
    )


def add_person(cast: Cast, number: int) -> None:
    system = Actor.system(cast.quang_trung)
    told = [Telling(NoticeKind.DUE, f"due:{number}", "Việc sắp đến hạn", "/", f"due:{number}", TODAY)]
    tell(actor=system, organization=cast.quang_trung, users=[cast.people["vptk"]], tellings=told, now=NOW)
    user = add_user(
        actor=system,
        organization=cast.quang_trung,
        username=f"nguoi-{number}",
        full_name=f"Người thứ {number}",
        password=PASSWORD,
        now=NOW,
    )
    posts = [cast.positions["tpht"], cast.positions["vhxh"]]
    add_membership(actor=system, user=user, organization=cast.quang_trung, role=Role.OFFICER, positions=posts, now=NOW)


def add_commune(cast: Cast, number: int) -> None:
    found_organization(
        actor=None,
        code=f"xa-{number}",
        name=f"Xã thứ {number}",
        kind=OrganizationKind.COMMUNE,
        issuer_name=f"Ủy ban nhân dân xã thứ {number}",
        place_name=f"Xã thứ {number}",
        parent=cast.district,
        now=NOW,
    )
