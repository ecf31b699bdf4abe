"""A plan of the town that gives work to its communes and departments: one row of each kind.

1 standing, departments and communes · 2 due 31/5, communes · 3 quarterly, communes · 4 due 30/9, the finance department
5 standing, "các cơ quan liên quan" · 6 due 31/3, the town's own
"""

from datetime import date

from cchc.orgs.actions.people import add_membership, add_user
from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Organization
from plans.enums import DeadlineKind, Every
from plans.models import Plan
from plans.reading.results import AgencyReading, Clause, DeadlineReading, ReadPlan, ReadSection, ReadTask
from tasks.actions.giving import give_row
from tasks.actions.updating import state_update
from tasks.enums import LateCause, Outcome
from tasks.models import Obligation, Task, Update
from tasks.periods import Timetable
from tasks.statements import Statement
from tests.cast import NOW, PASSWORD, Cast, at
from tests.plans_in_force import plan_in_force

COMMUNES, DEPARTMENTS, LOOSE = "UBND các xã, phường", "Các phòng, ban chuyên môn thị xã", "Các cơ quan liên quan"
FINANCE = "Phòng Tài chính - Kế hoạch thị xã Bỉm Sơn"
STANDING = Clause(DeadlineKind.CONTINUOUS, "Thường xuyên", start=date(2023, 1, 1), due=date(2023, 12, 31))
QUARTERLY = Clause(DeadlineKind.RECURRING, "Hàng quý", label="Báo cáo", every=Every.QUARTER)


def fixed(due: date) -> Clause:
    return Clause(DeadlineKind.FIXED, f"Trước {due:%d/%m}", due=due)


def plan_row(
    ordinal: str, text: str, clause: Clause, *, lead: tuple[str, ...] = (), groups: tuple[str, ...] = ()
) -> ReadTask:
    agency = "; ".join((*lead, *groups))
    return ReadTask(
        ordinal=ordinal,
        text=text,
        product_text="",
        agency_text=agency,
        deadline_text=clause.words,
        note="",
        products=(),
        agencies=AgencyReading(agency, lead=lead, groups=groups),
        deadline=DeadlineReading(clause.words, (clause,)),
        where=f"hàng {ordinal}",
    )


ROWS = (
    plan_row("1", "Cập nhật hồ sơ", STANDING, groups=(DEPARTMENTS, COMMUNES)),
    plan_row("2", "Xây dựng kế hoạch kiểm tra", fixed(date(2023, 5, 31)), groups=(COMMUNES,)),
    plan_row("3", "Báo cáo tình hình tài chính", QUARTERLY, groups=(COMMUNES,)),
    plan_row("4", "Thanh tra công vụ", fixed(date(2023, 9, 30)), lead=(FINANCE,)),
    plan_row("5", "Tuyên truyền lưu động", STANDING, groups=(LOOSE,)),
    plan_row("6", "Ban hành chương trình", fixed(date(2023, 3, 31))),
)


def reading_of(rows: tuple[ReadTask, ...] = ROWS) -> ReadPlan:
    return ReadPlan(
        number="20/KH-UBND",
        title="Kế hoạch nâng cao Chỉ số cải cách hành chính năm 2023",
        from_year=2023,
        to_year=2023,
        sections=(ReadSection(label="I", title="Chỉ đạo, điều hành", area="Chỉ đạo, điều hành", lead=(), tasks=rows),),
    )


def town_plan(cast: Cast, rows: tuple[ReadTask, ...] = ROWS) -> Plan:
    """In force since January 2023; `thi-xa` coordinates the town, `lanh-dao` leads it."""
    enlist(cast, "thi-xa", cast.district, Role.COORDINATOR)
    enlist(cast, "lanh-dao", cast.district, Role.LEADER)
    return plan_in_force(cast, who="thi-xa", reading=reading_of(rows))


def enlist(cast: Cast, key: str, body: Organization, role: Role) -> None:
    system = Actor.system(body)
    user = add_user(actor=system, organization=body, username=key, full_name=f"Người {key}", password=PASSWORD, now=NOW)
    add_membership(actor=system, user=user, organization=body, role=role, now=NOW)
    cast.people[key], cast.actors[key] = user, Actor(user=user, organization=body, role=role)


def finance() -> Organization:
    return Organization.objects.get(code="tckh-bim-son")


def task_of(plan: Plan, ordinal: str, body: Organization) -> Task:
    return Task.objects.get(plan=plan, item__ordinal=ordinal, organization=body)


def give(cast: Cast, plan: Plan, ordinal: str, *bodies: Organization, when: str = "2023-06-10 09:00") -> list[Task]:
    """The coordinator of the town gives a row to more bodies."""
    item = plan.sections.get().items.get(ordinal=ordinal)
    return give_row(
        actor=cast.actors["thi-xa"],
        plan_id=plan.pk,
        item_id=item.pk,
        body_ids={body.pk for body in bodies},
        timetable=Timetable(),
        now=at(when),
    )


def say(
    cast: Cast,
    who: str,
    obligation: Obligation,
    outcome: Outcome = Outcome.DOING,
    text: str = "Đang làm.",
    *,
    when: str = "2023-06-09 09:00",
    effective: date | None = None,
    is_after_cutoff: bool = False,
    cause: LateCause | None = None,
) -> Update:
    """A word on the last that was seen."""
    obligation.refresh_from_db()
    now = at(when)
    statement = Statement(
        outcome, effective or now.date(), text, is_after_cutoff=is_after_cutoff, late_cause=cause, late_reason=""
    )
    return state_update(
        actor=cast.actors[who],
        obligation_id=obligation.pk,
        seen_update_id=obligation.last_update_id,
        statement=statement,
        now=now,
    )
