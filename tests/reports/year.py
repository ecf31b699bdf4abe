"""The small plan lived through the first half of 2023 by hand: every figure of its reports can be counted here.

Recorded by the cut-off of quý I (14/3): 1.2's report of quý I (in time), 1.2's report of quý II (early), a difficulty
of 1.3. Later: 1.1 done late, 2.2's plan cancelled, 2.2's report of quý I late, nothing arose for 2.2's report of
quý II, a word of 1.3 about 10/3 recorded on 20/3, 2.1 given the day 30/6.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from plans.models import Plan
from reports.collecting import collect_facts
from reports.facts import NarrativeSection, ReportFacts, Tally
from tasks.actions.dates import cancel_obligation, set_due
from tasks.actions.updating import state_update
from tasks.enums import LateCause, Outcome, PeriodKind
from tasks.evidence_files import EvidenceFile
from tasks.models import Obligation, Update
from tasks.periods import Period, Timetable, period
from tasks.statements import Statement, is_behind
from tests.cast import Cast, at
from tests.plans_in_force import duty

Q1_DUE, Q2_DUE = date(2023, 3, 16), date(2023, 6, 16)


def say(
    cast: Cast, obligation: Obligation, who: str, when: str, outcome: Outcome, *files: EvidenceFile, **more: Any
) -> Update:
    """One word by one person, effective on the day it is recorded unless said otherwise; what is late is the body's own
    doing unless said otherwise."""
    now: datetime = at(when)
    obligation.refresh_from_db()
    statement = Statement(**{"outcome": outcome, "effective_on": now.date()} | more)
    if statement.late_cause is None and is_behind(statement, obligation.due_on, now.date()):
        statement = replace(statement, late_cause=LateCause.OWN)
    return state_update(
        actor=cast.actors[who],
        obligation_id=obligation.pk,
        seen_update_id=obligation.last_update_id,
        statement=statement,
        files=files,
        now=now,
    )


def first_quarter(cast: Cast, plan: Plan) -> None:
    """What was recorded by the cut-off of quý I."""
    say(
        cast,
        duty(plan, "1.2", Q1_DUE),
        "tckt",
        "2023-03-10 09:00",
        Outcome.DONE,
        text="Đã gửi báo cáo tài chính quý I.",
        document_number="12",
        document_symbol="BC-UBND",
        document_on=date(2023, 3, 9),
    )
    say(cast, duty(plan, "1.2", Q2_DUE), "tckt", "2023-03-12 09:00", Outcome.DONE, text="Đã gửi sớm báo cáo quý II.")
    say(
        cast,
        duty(plan, "1.3"),
        "tpht",
        "2023-03-13 09:00",
        Outcome.DIFFICULTY,
        text="Đã theo dõi 02 lĩnh vực.",
        difficulty="Thiếu kinh phí in tài liệu.",
    )


def second_quarter(cast: Cast, plan: Plan) -> None:
    """What was recorded after that, up to the cut-off of quý II."""
    late = {"text": "Đã rà soát 14 văn bản, muộn do chờ số liệu."}
    say(
        cast,
        duty(plan, "1.3"),
        "tpht",
        "2023-03-20 09:00",
        Outcome.DOING,
        effective_on=date(2023, 3, 10),
        text="Bổ sung: đã tập huấn 01 lớp.",
        is_after_cutoff=True,
    )
    say(cast, report_of_22(plan, Q1_DUE), "vptk", "2023-03-21 09:00", Outcome.DONE, text="Đã gửi muộn.")
    set_due(
        actor=cast.actors["vptk"],
        obligation_id=duty(plan, "2.1").pk,
        due_on=date(2023, 6, 30),
        reason="Theo công văn 15/UBND",
        now=at("2023-04-01 09:00"),
    )
    say(cast, duty(plan, "1.1"), "tpht", "2023-04-05 09:00", Outcome.DONE, **late)
    cancel_obligation(
        actor=cast.actors["vptk"],
        obligation_id=Obligation.objects.get(task__item__section__plan=plan, label="Kế hoạch").pk,
        reason="Cấp trên đã ban hành kế hoạch chung.",
        now=at("2023-04-20 09:00"),
    )
    say(cast, report_of_22(plan, Q2_DUE), "vptk", "2023-06-10 09:00", Outcome.NOTHING)


def report_of_22(plan: Plan, due_on: date) -> Obligation:
    return Obligation.objects.get(
        task__item__section__plan=plan,
        task__item__ordinal="2",
        label="Báo cáo",
        due_on=due_on,
        task__item__section__order=1,
    )


def quarter(number: int, year: int = 2023) -> Period:
    return period(PeriodKind.QUARTER, year, number, Timetable())


def facts_of(cast: Cast, of: Period, as_of: date | None = None, known_on: date | None = None) -> ReportFacts:
    return collect_facts(
        actor=cast.actors["vptk"],
        organization=cast.quang_trung,
        period=of,
        as_of=as_of or of.cutoff_on,
        known_on=known_on,
    )


def numbers(tally: Tally) -> dict[str, int]:
    """The states that hold something."""
    return {count.state: count.number for count in tally.counts if count.number}


def section(facts: ReportFacts, key: str) -> NarrativeSection:
    return next(found for found in facts.narrative if found.key == key)


def texts(facts: ReportFacts, key: str) -> list[str]:
    return [paragraph.text for paragraph in section(facts, key).paragraphs]
