"""Two communes at work on 10/06/2023; one of them marks every word of its own, which its neighbour must never meet.

Xã Quang Trung has a plan in force with updates and evidence, a draft plan with points, one being read, one that could
not be read, and a report in each state up to its sending. Phường Ba Đình has a plan in force, a draft and a report.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core import signing
from django.core.files.base import ContentFile

from cchc.orgs.actions.notices import tell
from cchc.orgs.actions.people import add_membership, add_user
from cchc.orgs.actions.posts import add_position
from cchc.orgs.actors import Actor
from cchc.orgs.enums import ChangeKind, NoticeKind, Role
from cchc.orgs.models import Notice, Organization, UnitChange, UnitStep, User
from cchc.orgs.telling import Telling
from cchc.orgs.views.profile import SALT
from plans.actions import fail_reading, import_plan, settle_all, settle_doubt, upload_plan
from plans.actions.arranging import add_row
from plans.actions.relating import relate_plan
from plans.actions.starting import begin_plan
from plans.actions.writing import Words
from plans.enums import Comparator, Relation, Settlement
from plans.models import Doubt, Plan, PlanItem, Target
from plans.reading.results import Doubt as ReadDoubt
from plans.reading.results import ReadPlan, ReadTarget
from reports import paragraphs
from reports.actions.answering import answer_urging
from reports.actions.drafting import draft_report
from reports.actions.drawing import fail_drawing
from reports.actions.editing import edit_section
from reports.actions.measuring import OwnIndicator, add_indicator, measure_target
from reports.actions.remarking import Answer, answer_remarks
from reports.actions.running import ask_drafting, end_drafting, start_drafting
from reports.actions.sending import return_report
from reports.facts import Paragraph
from reports.models import Drafting, Measure, NarrativeText, Report, ReportFile
from reports.queries.statistics import target_lines
from reports.statistics.formulas import OverYear
from reports.statistics.starting_set import AREAS
from tasks.actions.asking import ask_due
from tasks.actions.dates import set_due
from tasks.actions.regimes import set_regime
from tasks.actions.tying import tie_tasks
from tasks.actions.updating import state_update
from tasks.enums import Audience, Outcome, PeriodKind
from tasks.evidence_files import EvidenceFile
from tasks.models import Evidence, Obligation, Task
from tasks.periods import Timetable, period
from tasks.regimes import MINISTRY
from tasks.statements import Statement
from tests.cast import PASSWORD, Cast, at, make_cast
from tests.indices.marks.appraising import mark_appraising
from tests.indices.marks.criteria import mark_criteria
from tests.indices.marks.emulation import mark_emulation
from tests.indices.marks.improving import mark_improving
from tests.indices.marks.initiatives import mark_initiatives
from tests.indices.marks.results import mark_results
from tests.indices.marks.scoring import mark_scoring
from tests.indices.marks.surveys import mark_surveys
from tests.marking import mark
from tests.plans_in_force import READING, duty, plan_in_force
from tests.reading.wordfiles import word_file
from tests.reports.bodies import gathered_report
from tests.reports.letters import part_of, sent_to, urging_to
from tests.reports.reporting import approved, drafted, drafted_month, remarked, sent
from tests.sources import ROOT
from tests.tasks.given_work import reading_of, task_of

WORD_FILES = {
    name: (ROOT / "fixtures" / f"{name}.docx").read_bytes()
    for name in ("quang-trung-2023", "tuy-phuoc-2024", "doan-ket-2022", "ha-bac-2023-2025", "hoa-xuan-nam-2023-2025")
}
SECTION = "II.1"
MARKINGS = (
    mark_criteria,
    mark_scoring,
    mark_appraising,
    mark_results,
    mark_improving,
    mark_initiatives,
    mark_emulation,
    mark_surveys,
)
"""In the order in which they stand on one another."""


@dataclass(slots=True)
class Marked:
    """Objects by short names: `home` belongs to Quang Trung, `away` to Ba Đình. `sessions` are keys by person."""

    cast: Cast
    sessions: dict[str, str] = field(default_factory=dict)
    home: dict[str, Any] = field(default_factory=dict)
    away: dict[str, Any] = field(default_factory=dict)


def marked_communes() -> Marked:
    """Everything, in the order in which it happened."""
    cast = make_cast()
    found = Marked(cast)
    _newcomer(cast)
    found.home |= _plans(cast, "", _marked_reading(), "quang-trung-2023") | _unread(cast)
    found.away |= _plans(cast, "ba-dinh.", _with_points(READING, "điểm", "chỉ tiêu"), "tuy-phuoc-2024")
    found.home |= _duties(cast, found.home["plan"]) | _staff(cast)
    found.home |= _reports(cast, found.home["plan"])
    found.home |= _statistics(cast, found.home["plan"])
    found.home |= _regime(cast, "")
    found.home |= _told(cast, found.home["task"]) | {"commune": cast.quang_trung}
    found.away |= _regime(cast, "ba-dinh.") | {"commune": cast.ba_dinh}
    report = drafted(cast, found.away["plan"])
    found.away |= {"task": duty(found.away["plan"], "1.1").task, "duty": duty(found.away["plan"], "1.1")}
    found.away |= {"report": report, "file": ReportFile.objects.filter(report=report).earliest("pk")}
    month = sent(cast, drafted_month(cast, found.away["plan"], 3))
    found.away |= {"sent": month, "remark": remarked(cast, month, "Nêu rõ tên văn bản.")}
    _letters(found)
    _given(found)
    found.home |= {"unit_change": _renamed(cast, cast.quang_trung), "district": cast.district}
    found.away |= {"unit_change": _renamed(cast, cast.ba_dinh), "district": cast.district}
    for marking in MARKINGS:
        marking(cast, found.home, found.away)
    found.sessions = {name: cast.client(name).cookies["sessionid"].value for name in cast.people}
    return found


def _renamed(cast: Cast, body: Organization) -> UnitChange:
    """A commune that bore another name until the end of 2019."""
    change = UnitChange.objects.create(
        organization=cast.province,
        kind=ChangeKind.RENAME,
        on_day=date(2020, 1, 1),
        decision=f"Nghị quyết số 1 {mark('decision')}" if body == cast.quang_trung else "Nghị quyết số 2",
        recorded_at=at("2023-01-02 08:00"),
        recorder_name="Hệ thống",
    )
    UnitStep.objects.create(change=change, before=body, after=body, before_name="Xã cũ", after_name=body.name)
    return change


def _given(found: Marked) -> None:
    """The town's plan gives work to both communes, each of which tied one task of it and asks for another day."""
    cast, now = found.cast, at("2023-06-09 08:00")
    cast.actors["thi-xa"] = Actor.system(cast.district)
    town = plan_in_force(cast, who="thi-xa", now=now, reading=reading_of())
    for place, who, reason in ((found.home, "vptk", mark("asked")), (found.away, "ba-dinh.vptk", "Chờ tỉnh")):
        actor, own = cast.actors[who], place["plan"]
        tasks = {ordinal: task_of(town, ordinal, actor.organization) for ordinal in "123"}
        given, late = tasks["3"], tasks["2"].obligations.get()
        tie_tasks(actor=actor, given_id=given.pk, own_ids=[duty(own, "1.3").task.pk], now=now)
        request = ask_due(
            actor=actor, obligation_id=late.pk, due_on=date(2023, 7, 31), reason=f"Lý do: {reason}", now=now
        )
        next_due = given.obligations.get(due_on=date(2023, 9, 18))
        place |= {"given": given, "given_duty": next_due, "due_request": request, "tie": given.ties.get()}
    found.home |= {"town": town, "town_row": town.sections.get().items.get(ordinal="2")}
    found.away |= {"town": found.away["plan"], "town_row": duty(found.away["plan"], "1.1").task.item}


def _letters(found: Marked) -> None:
    """A letter of urging to both communes that Quang Trung answered, one that it did not see yet, and a draft."""
    cast, home, away = found.cast, found.cast.quang_trung, found.cast.ba_dinh
    answered = sent_to(cast, home, away, now=at("2023-06-07 09:00"))
    unseen = sent_to(cast, home, away, now=at("2023-06-08 09:00"))
    draft = urging_to(cast, home, now=at("2023-06-09 09:00"), text=f"Nội dung {mark('untold')}")
    answer_urging(
        actor=cast.actors["vptk"],
        urged_id=part_of(answered, home).pk,
        answer=f"Xã đã làm {mark('answered')}",
        seen_version=0,
        now=at("2023-06-07 15:00"),
    )
    for place, body in ((found.home, home), (found.away, away)):
        place |= {"urged": part_of(answered, body), "unseen": part_of(unseen, body), "format": "docx"}
    found.home |= {"urging": answered, "letter_draft": draft}


def _regime(cast: Cast, prefix: str) -> dict[str, Any]:
    """A reporting regime of the body's own, of a year to come."""
    actor, now = cast.actors[f"{prefix}vptk"], at("2023-01-05 08:00")
    regime = replace(MINISTRY, source="" if prefix else mark("regime"))
    row = set_regime(
        actor=actor, organization=actor.organization, audience=Audience.OWN, from_year=2025, regime=regime, now=now
    )
    return {"regime": row}


def _told(cast: Cast, task: Task) -> dict[str, Any]:
    """What the officer was told, the link that confirms his address, and a calendar address that nobody has."""
    user = cast.people["tpht"]
    telling = Telling(NoticeKind.DUE, "due:1", "Việc sắp đến hạn", f"/nhiem-vu/{task.pk}/")
    system = Actor.system(cast.quang_trung)
    tell(actor=system, organization=cast.quang_trung, users=[user], tellings=[telling], now=at("2023-06-09 08:00"))
    token = signing.dumps({"user": user.pk, "address": "tpht@quangtrung.example"}, salt=SALT)
    return {"notice": Notice.objects.get(key="due:1"), "address_token": token, "secret": "khong-co"}


def _newcomer(cast: Cast) -> None:
    """One more person of Quang Trung, with a marked name."""
    system = Actor.system(cast.quang_trung)
    user = add_user(
        actor=system,
        organization=cast.quang_trung,
        username="moi",
        full_name=f"Người {mark('person')}",
        password=PASSWORD,
        now=at("2023-01-02 08:00"),
    )
    add_membership(
        actor=system, user=user, organization=cast.quang_trung, role=Role.OFFICER, now=at("2023-01-02 08:00")
    )


def _staff(cast: Cast) -> dict[str, Any]:
    """Somebody of Quang Trung who walks nowhere, his role, and a post that nobody holds."""
    post = add_position(
        actor=Actor.system(cast.quang_trung),
        organization=cast.quang_trung,
        name="Đài Truyền thanh",
        short_name="Đài TT",
        order=20,
        now=at("2023-01-02 08:00"),
    )
    member = User.objects.get(username="moi")
    return {"member": member, "membership": member.memberships.get(), "post": post}


def _marked_reading() -> ReadPlan:
    first, *others = READING.sections
    row, *rest = first.tasks
    products = tuple(replace(one, words=f"{one.words} {mark('product')}") for one in row.products)
    row = replace(row, text=f"{row.text} {mark('row')}", products=products, note=mark("note"))
    first = replace(first, area=f"{first.area} {mark('area')}", tasks=(row, *rest))
    marked = replace(READING, title=f"{READING.title} {mark('plan')}", sections=(first, *others))
    return _with_points(marked, mark("doubt"), mark("target"))


def _with_points(reading: ReadPlan, doubt: str, target: str) -> ReadPlan:
    return replace(
        reading,
        doubts=(
            ReadDoubt("figure_conflict", f"Hai con số khác nhau: {doubt}.", doubt),
            ReadDoubt("ordinal_gap", f"Đánh số không liền: {doubt}.", doubt),
        ),
        targets=(ReadTarget(f"Đạt 99 % {target}", target, Comparator.AT_LEAST, Decimal(99), None, "%"),),
    )


def _plans(cast: Cast, prefix: str, reading: ReadPlan, name: str) -> dict[str, Any]:
    """A plan in force with its file, and the same reading once more as a draft with one point settled."""
    actor = cast.actors[f"{prefix}vptk"]
    plan = plan_in_force(cast, who=f"{prefix}vptk", reading=reading)
    file_name = f"{name if prefix else mark('file')}.docx"
    plan.source.name = file_name
    plan.source.file.save("kh.docx", ContentFile(WORD_FILES[name]))
    draft = import_plan(
        actor=actor, name=file_name, data=WORD_FILES[name], reading=_other_points(reading), now=at("2023-05-02 08:00")
    )
    first, second = Doubt.objects.filter(plan=draft, item=None)
    settle_doubt(actor=actor, doubt=second, settlement=Settlement.KEPT, now=at("2023-05-02 09:00"))
    return (
        _revision(cast, prefix, plan, reading)
        | _written(cast, prefix)
        | {
            "plan": plan,
            "draft": draft,
            "item": PlanItem.objects.filter(section__plan=draft).earliest("pk"),
            "target": Target.objects.get(plan=draft),
            "doubt": first,
            "settled": second,
        }
    )


def _written(cast: Cast, prefix: str) -> dict[str, Any]:
    """A plan that is written here, with one row and one target."""
    actor, now = cast.actors[f"{prefix}vptk"], at("2023-05-04 08:00")
    title = f"Kế hoạch cải cách hành chính năm 2024 {'' if prefix else mark('title')}"
    plan = begin_plan(actor=actor, title=title, from_year=2024, to_year=2024, now=now)
    words = Words(f"Việc {mark('words')}" if not prefix else "Việc khác", time="Quý III/2024")
    line = add_row(actor=actor, section=plan.sections.get(), words=words, now=now)
    return {"written": plan, "line": line}


def _other_points(reading: ReadPlan) -> ReadPlan:
    """Points of other words, so that the decisions about the plan in force say nothing of them."""
    return replace(reading, doubts=tuple(replace(doubt, words=f"{doubt.words} nữa") for doubt in reading.doubts))


def _revision(cast: Cast, prefix: str, plan: Plan, reading: ReadPlan) -> dict[str, Any]:
    """A draft that revises the plan in force: its last row is another one."""
    actor = cast.actors[f"{prefix}vptk"]
    *sections, last = reading.sections
    *rows, row = last.tasks
    other = replace(row, text="Khảo sát sự hài lòng của người dân và doanh nghiệp", deadline_text="Quý IV")
    revised = replace(reading, sections=(*sections, replace(last, tasks=(*rows, other))))
    data = word_file("KẾ HOẠCH", prefix, plan.title)
    now = at("2023-05-03 08:00")
    draft = import_plan(actor=actor, name="sua.docx", data=data, reading=revised, now=now)
    settle_all(actor=actor, plan=draft, now=now)
    relate_plan(actor=actor, plan=draft, relation=Relation.REVISES, related=plan, now=now)
    items = PlanItem.objects.filter(section__plan=draft)
    gone = PlanItem.objects.get(section__plan=plan, text=row.text)
    return {"revision": Plan.objects.get(pk=draft.pk), "row": items.get(text=other.text), "gone": gone}


def _unread(cast: Cast) -> dict[str, Plan]:
    """A plan whose reading is under way, and one whose reading failed."""
    found = {}
    for state, name in (("reading", "doan-ket-2022"), ("failed", "ha-bac-2023-2025")):
        found[state] = upload_plan(
            actor=cast.actors["vptk"],
            name=f"{mark('unread')}-{state}.docx",
            data=WORD_FILES[name],
            now=at("2023-06-09 08:00"),
        )
    system, words = Actor.system(cast.quang_trung), f"Không thấy bảng nào: {mark('failure')}."
    fail_reading(actor=system, plan=found["failed"], message=words, now=at("2023-06-09 08:01"))
    return found


def _duties(cast: Cast, plan: Plan) -> dict[str, Any]:
    """Words with a file about row 1.1 in the first quarter; a later day for it."""
    obligation = duty(plan, "1.1")
    update = state_update(
        actor=cast.actors["tpht"],
        obligation_id=obligation.pk,
        seen_update_id=None,
        statement=Statement(Outcome.DIFFICULTY, date(2023, 3, 10), mark("update"), f"Thiếu người {mark('trouble')}"),
        files=[EvidenceFile(f"{mark('evidence')}.pdf", b"%PDF-1.4 " + mark("evidence").encode(), mark("place"))],
        now=at("2023-03-10 09:00"),
    )
    set_due(
        actor=cast.actors["vptk"],
        obligation_id=obligation.pk,
        due_on=date(2023, 6, 30),
        reason=f"Theo công văn {mark('due')}",
        now=at("2023-04-01 09:00"),
    )
    return {
        "duty": Obligation.objects.get(pk=obligation.pk),
        "task": obligation.task,
        "evidence": Evidence.objects.get(update=update),
    }


def _returned(cast: Cast, plan: Plan) -> Report:
    """Tháng 3 sent and returned with a remark, which the coordinator answered and did not yet send again."""
    report = sent(cast, drafted_month(cast, plan, 3))
    remarked(cast, report, f"Nêu rõ {mark('told')}")
    return_report(actor=cast.actors["noivu"], report_id=report.pk, comment="", now=at("2023-03-17 08:00"))
    answer = Answer(report.remarks.get().pk, f"Đã nêu {mark('answer')}", 1)
    answer_remarks(actor=cast.actors["vptk"], report_id=report.pk, answers=[answer], now=at("2023-03-17 09:00"))
    return report


def _reports(cast: Cast, plan: Plan) -> dict[str, Any]:
    """Quý I sent and remarked on, tháng 3 returned, 4 approved, 5 a draft whose first file was not drawn."""
    first = drafted(cast, plan)
    _write(cast, first, "narrative", at("2023-03-15 10:00"))
    sent(cast, first)
    returned = _returned(cast, plan)
    months = [
        draft_report(
            actor=cast.actors["vptk"],
            organization=cast.quang_trung,
            period=period(PeriodKind.MONTH, 2023, number, Timetable()),
            now=at("2023-06-01 08:00"),
        )
        for number in (4, 5)
    ]
    approved(cast, months[0], now=at("2023-06-02 08:00"), issued_on=date(2023, 6, 2), signer=f"Ông {mark('signer')}")
    _write(cast, months[1], "unsent", at("2023-06-02 10:00"))
    fresh = paragraphs.to_json([Paragraph(f"Lời mới {mark('fresh')}")])
    NarrativeText.objects.filter(report=months[1], key=SECTION).update(fresh=fresh)
    drafting = _undrafted(cast)
    failed = ReportFile.objects.filter(report=months[1]).earliest("pk")
    fail_drawing(actor=Actor.system(cast.quang_trung), file_id=failed.pk, message=f"Hỏng {mark('failure')}.")
    return {
        "key": SECTION,
        "sent": first,
        "remark": remarked(cast, first, f"Sửa lại {mark('remark')}"),
        "returned": returned,
        "told": returned.remarks.get(),
        "approved": months[0],
        "report": months[1],
        "drafting": drafting,
        "sent_file": ReportFile.objects.filter(report=first).latest("pk"),
        "approved_file": ReportFile.objects.filter(report=months[0]).latest("pk"),
        "file": failed,
        "gathered": gathered_report(cast),
    }


def _statistics(cast: Cast, plan: Plan) -> dict[str, Any]:
    """A figure of Quang Trung's own, and what its target achieved by the end of quý I. After a test that wrote for good
    the starting set is put in again."""
    actor, now = cast.actors["vptk"], at("2023-06-05 08:00")
    if not Measure.objects.exists():
        import_module("reports.migrations.0003_starting_set").put_in(apps, None)
    wanted = OwnIndicator(f"Hộ dân {mark('indicator')}", "hộ", AREAS[0], "", "", OverYear.SUM, 2023)
    line = next(iter(target_lines(actor, cast.quang_trung, 2023, (plan,))))
    measure_target(
        actor=actor,
        line=line,
        period=period(PeriodKind.QUARTER, 2023, 2, Timetable()),
        numerator=Decimal(99),
        denominator=Decimal(100),
        note=f"Theo sổ {mark('result')}",
        now=now,
    )
    return {"indicator": add_indicator(actor=actor, wanted=wanted, now=now), "goal": line.target}


def _undrafted(cast: Cast) -> Drafting:
    """Tháng 2 could not be drafted by the schedule."""
    actor, now = Actor.system(cast.quang_trung), at("2023-06-09 00:10")
    drafting = ask_drafting(
        actor=actor, organization=cast.quang_trung, key=("month", 2023, 2), name="tháng 2 năm 2023", now=now
    )
    start_drafting(actor=actor, drafting_id=drafting.pk, now=now)
    end_drafting(actor=actor, drafting_id=drafting.pk, message="Hệ thống gặp lỗi.", now=now)
    return drafting


def _write(cast: Cast, report: Report, kind: str, now: Any) -> None:
    section = NarrativeText.objects.get(report=report, key=SECTION)
    edit_section(
        actor=cast.actors["vptk"],
        report_id=report.pk,
        key=SECTION,
        text=f"Đã rà soát 14 văn bản {mark(kind)}.",
        seen_version=section.version,
        now=now,
    )
