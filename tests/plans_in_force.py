"""A small plan in force: one row of each kind of deadline, with its duties.

1.1 fixed (31/3, tpht) · 1.2 quarterly report (tckt) · 1.3 standing (tpht) · 2.1 waiting (vptk, by its section)
2.2 plan in quý I and quarterly report (vptk, co-ordinating vhxh)
"""

from datetime import date, datetime

from plans.actions import settle_all, store_reading
from plans.enums import DeadlineKind, Every, PlanState
from plans.models import Plan, PlanSource
from plans.reading.results import (
    AgencyReading,
    Clause,
    DeadlineReading,
    ReadPlan,
    ReadProduct,
    ReadSection,
    ReadTask,
)
from tasks.actions.accepting import accept_plan
from tasks.models import Obligation
from tasks.periods import Timetable
from tests.cast import Cast, at

VPTK, TPHT, TCKT, VHXH = (
    "Công chức Văn phòng - Thống kê",
    "Công chức Tư pháp - Hộ tịch",
    "Công chức Tài chính - Kế toán",
    "Công chức Văn hóa - Xã hội",
)
QUARTERLY = Clause(DeadlineKind.RECURRING, "Báo cáo hàng quý", label="Báo cáo", every=Every.QUARTER)
STANDING = Clause(
    DeadlineKind.CONTINUOUS, "Thường xuyên trong năm 2023", start=date(2023, 1, 1), due=date(2023, 12, 31)
)


def _row(
    ordinal: str, text: str, clauses: tuple[Clause, ...], lead: tuple[str, ...], also: tuple[str, ...] = ()
) -> ReadTask:
    deadline = "; ".join(clause.words for clause in clauses)
    return ReadTask(
        ordinal=ordinal,
        text=text,
        product_text="Báo cáo kết quả",
        agency_text=", ".join(lead + also),
        deadline_text=deadline,
        note="",
        products=(ReadProduct("Báo cáo kết quả", (0,)),),
        agencies=AgencyReading(", ".join(lead + also), lead=lead, coordinate=also),
        deadline=DeadlineReading(deadline, clauses),
        where=f"hàng {ordinal}",
    )


READING = ReadPlan(
    number="03/KH-UBND",
    title="Kế hoạch cải cách hành chính năm 2023",
    from_year=2023,
    to_year=2023,
    sections=(
        ReadSection(
            label="Phụ lục số 01",
            title="Cải cách thể chế",
            area="Cải cách thể chế",
            lead=(TPHT,),
            tasks=(
                _row("1", "Rà soát văn bản", (Clause(DeadlineKind.FIXED, "Quý I", due=date(2023, 3, 31)),), (TPHT,)),
                _row("2", "Báo cáo tài chính", (QUARTERLY,), (TCKT,)),
                _row("3", "Theo dõi thi hành pháp luật", (STANDING,), (TPHT,)),
            ),
        ),
        ReadSection(
            label="Phụ lục số 02",
            title="Cải cách công vụ",
            area="Cải cách chế độ công vụ",
            lead=(VPTK,),
            tasks=(
                _row("1", "Đào tạo cán bộ", (Clause(DeadlineKind.EXTERNAL, "Theo KH", source="KH"),), ()),
                _row(
                    "2",
                    "Kiểm tra công vụ",
                    (Clause(DeadlineKind.FIXED, "Quý I", label="Kế hoạch", due=date(2023, 3, 31)), QUARTERLY),
                    (VPTK,),
                    (VHXH,),
                ),
            ),
        ),
    ),
)
ACCEPTED_AT = at("2023-01-05 16:00")


def plan_in_force(cast: Cast, *, who: str = "vptk", now: datetime = ACCEPTED_AT, reading: ReadPlan = READING) -> Plan:
    """The small plan, accepted by the coordinator `who` of a body of the cast."""
    actor = cast.actors[who]
    plan = Plan.objects.create(organization=actor.organization, state=PlanState.READING, created_at=now)
    PlanSource.objects.create(plan=plan, name="kh.docx", size=1, sha256=f"{plan.pk:064d}", uploaded_at=now)
    store_reading(actor=actor, plan=plan, reading=reading, now=now)
    settle_all(actor=actor, plan=plan, now=now)
    plan.refresh_from_db()
    accept_plan(actor=actor, plan=plan, timetable=Timetable(), now=now)
    return plan


def duty(plan: Plan, row: str, due: date | None = None) -> Obligation:
    """The obligation of row "1.2" (section.ordinal) due on a day; the only one when no day is given."""
    section, ordinal = row.split(".")
    found = Obligation.objects.filter(
        task__item__section__plan=plan, task__item__section__order=int(section) - 1, task__item__ordinal=ordinal
    )
    return found.get(due_on=due) if due else found.get()
