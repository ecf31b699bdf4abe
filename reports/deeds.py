"""What may be done with the objects of one body, each asked of the very rule that guards the action and shows the
button: over objects made up for the question, which are never stored."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Organization, Position
from cchc.orgs.rules import can_grant, can_manage_people, can_read_journal
from cchc.orgs.scope import GIVERS
from indices.enums import AssessmentState, CampaignState, GradingState, InitiativeState, NominationState
from indices.models import (
    Assessment,
    Campaign,
    Grading,
    Improvement,
    Initiative,
    Nomination,
    ResultTable,
    Round,
    Survey,
)
from indices.rules.criteria import can_write_sets
from indices.rules.emulation import can_launch, can_propose, can_write_campaign
from indices.rules.emulation import can_register as can_enter
from indices.rules.grading import can_decide_grading, can_run, reads_all, reads_decided
from indices.rules.improving import can_write_improvement
from indices.rules.initiatives import can_decide as can_decide_idea
from indices.rules.initiatives import can_register
from indices.rules.results import can_change_table, can_set_aim
from indices.rules.rounds import can_mark_self, can_take_up, runs
from indices.rules.rounds import can_submit as can_submit_score
from indices.rules.surveys import can_change_survey
from plans.enums import AgencyRole, PlanState
from plans.models import Plan
from plans.rules import can_accept_plan, can_correct_plan, can_upload_plan
from reports.enums import ReportState
from reports.models import Report
from reports.rules import (
    can_approve,
    can_decide,
    can_draft,
    can_edit,
    can_measure,
    can_reopen,
    can_set_outline,
    can_submit,
    can_urge,
)
from tasks.enums import Audience
from tasks.models import Assignment, Obligation, Task
from tasks.rules import can_answer_due, can_ask_due, can_do, can_give, can_set_due, can_set_regime

POST = Position(pk=-1, name="chức danh chủ trì")
"""The post that leads the made-up task; who is asked about holds it."""
IN_ROUND = date(2023, 6, 1)
"""The only day of the made-up round."""
Asked = Callable[[Actor, Organization], bool]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done with the objects of a body, or seen of them."""

    group: str
    label: str
    may: Asked


def reaches(actor: Actor, body: Organization) -> bool:
    """As `visible_to` reaches what belongs to a body."""
    within = actor.looks_over and body.path.startswith(actor.organization.territory)
    return actor.belongs_to(body.pk) or within


def _receives_from(actor: Actor, body: Organization) -> bool:
    """As `given_by` and `received_by` reach what the government right above gave or received."""
    above = body.parent
    is_giver = actor.organization.kind in GIVERS and not actor.looks_over
    return above is not None and is_giver and actor.belongs_to(above.pk)


def _owns(actor: Actor, body: Organization) -> bool:
    return actor.belongs_to(body.pk)


def _reads_grades(actor: Actor, body: Organization) -> bool:
    grading = Grading(organization=body, state=GradingState.DECIDED)
    return reads_all(actor, grading) or reads_decided(actor, grading)


SIGHTS: tuple[Deed, ...] = (
    Deed("Xem", "Kế hoạch đang có hiệu lực, nhiệm vụ, cập nhật, minh chứng", reaches),
    Deed("Xem", "Nhiệm vụ cấp trên giao", lambda a, b: reaches(a, b) or _receives_from(a, b)),
    Deed("Xem", "Kế hoạch dự thảo", _owns),
    Deed("Xem", "Báo cáo dự thảo", _owns),
    Deed("Xem", "Báo cáo đã gửi", lambda a, b: reaches(a, b) or _receives_from(a, b)),
    Deed("Xem", "Nhân sự, chức danh", reaches),
    Deed("Xem", "Nhật ký chung của đơn vị", lambda a, b: _owns(a, b) and can_read_journal(a)),
    Deed("Xem", "Nhật ký về đơn vị, chức danh, nhân sự", lambda a, b: reaches(a, b) and can_read_journal(a)),
    Deed("Xem", "Kế hoạch cải thiện chỉ số", reaches),
    Deed("Xem", "Kết quả khảo sát đã đóng", lambda a, b: reaches(a, b) or _receives_from(a, b)),
    Deed("Xem", "Sáng kiến", lambda a, b: reaches(a, b) or _receives_from(a, b)),
    Deed("Xem", "Danh sách xếp loại công chức đã quyết định", _reads_grades),
)
DEEDS: tuple[Deed, ...] = (
    Deed("Kế hoạch", "Tải lên, viết kế hoạch", lambda a, b: _owns(a, b) and can_upload_plan(a)),
    Deed("Kế hoạch", "Sửa bản dự thảo, giải quyết điểm nghi ngờ", lambda a, b: can_correct_plan(a, _draft(b))),
    Deed("Kế hoạch", "Chấp nhận kế hoạch", lambda a, b: can_accept_plan(a, _draft(b))),
    Deed("Kế hoạch", "Giao việc cho đơn vị trực thuộc", lambda a, b: can_give(a, _plan(b))),
    Deed("Nhiệm vụ", "Cập nhật việc của chức danh mình chủ trì", lambda a, b: can_do(a, _task(b))),
    Deed("Nhiệm vụ", "Đặt hạn, dời hạn, hủy việc của kế hoạch mình", lambda a, b: can_set_due(a, _duty(b))),
    Deed("Nhiệm vụ", "Xin lùi hạn việc cấp trên giao", lambda a, b: can_ask_due(a, _given_duty(b))),
    Deed("Nhiệm vụ", "Trả lời đơn vị xin lùi hạn", lambda a, b: can_answer_due(a, _given_duty(b))),
    Deed("Báo cáo", "Lập dự thảo", can_draft),
    Deed("Báo cáo", "Sửa nội dung dự thảo", lambda a, b: can_edit(a, _report(b, ReportState.DRAFT))),
    Deed("Báo cáo", "Duyệt", lambda a, b: can_approve(a, _report(b, ReportState.DRAFT))),
    Deed("Báo cáo", "Gửi đi", lambda a, b: can_submit(a, _report(b, ReportState.APPROVED))),
    Deed("Báo cáo", "Nhận, trả lại", lambda a, b: can_decide(a, _report(b, ReportState.SUBMITTED))),
    Deed("Báo cáo", "Mở lại kỳ đã gửi", lambda a, b: can_reopen(a, _report(b, ReportState.ACCEPTED))),
    Deed("Báo cáo", "Đôn đốc", lambda a, b: can_urge(a) and _is_beneath(a, b)),
    Deed("Báo cáo", "Nhập số liệu thống kê", can_measure),
    Deed("Chỉ số", "Soạn bộ tiêu chí để chấm đơn vị", lambda a, b: can_write_sets(a) and _is_beneath(a, b)),
    Deed("Chỉ số", "Tự chấm điểm, thêm tài liệu kiểm chứng", lambda a, b: can_mark_self(a, _assessment(b), IN_ROUND)),
    Deed("Chỉ số", "Nộp, rút bản tự chấm, gửi giải trình", lambda a, b: can_submit_score(a, _assessment(b), IN_ROUND)),
    Deed("Chỉ số", "Mở đợt đánh giá, công bố xếp hạng", lambda a, b: _is_beneath(a, b) and _runs(a, b)),
    Deed("Chỉ số", "Thẩm định bản tự chấm", lambda a, b: can_take_up(a, _handed_in(b), (), IN_ROUND)),
    Deed("Chỉ số", "Soạn, mở, đóng khảo sát hài lòng", lambda a, b: can_change_survey(a, Survey(organization=b))),
    Deed("Chỉ số", "Ghi kết quả công bố", lambda a, b: can_change_table(a, ResultTable(organization=b))),
    Deed("Chỉ số", "Đặt mục tiêu chỉ số", can_set_aim),
    Deed("Chỉ số", "Lập, sửa kế hoạch cải thiện", lambda a, b: can_write_improvement(a, Improvement(organization=b))),
    Deed("Thi đua", "Lập, sửa phong trào, hội đồng", lambda a, b: can_write_campaign(a, Campaign(organization=b))),
    Deed(
        "Thi đua", "Phát động phong trào, quyết định khen thưởng", lambda a, b: can_launch(a, Campaign(organization=b))
    ),
    Deed("Thi đua", "Đăng ký thi đua", lambda a, b: can_enter(a, _campaign(b), {b.pk})),
    Deed("Thi đua", "Đề nghị khen thưởng", lambda a, b: can_propose(a, _nomination(b))),
    Deed("Thi đua", "Đăng ký sáng kiến", lambda a, b: _owns(a, b) and can_register(a)),
    Deed("Thi đua", "Ghi kết quả xét công nhận sáng kiến", lambda a, b: can_decide_idea(a, _idea(b))),
    Deed("Thi đua", "Lập, đề nghị xếp loại công chức", lambda a, b: can_run(a, Grading(organization=b))),
    Deed("Thi đua", "Quyết định xếp loại công chức", lambda a, b: can_decide_grading(a, Grading(organization=b))),
    Deed("Thiết lập", "Chế độ báo cáo của đơn vị", lambda a, b: can_set_regime(a, b, Audience.OWN)),
    Deed("Thiết lập", "Đề cương báo cáo của đơn vị", lambda a, b: can_set_outline(a, b, Audience.OWN)),
    Deed("Nhân sự", "Thêm, sửa, cho thôi người và chức danh", can_manage_people),
    Deed("Nhân sự", "Giao vai trò quản trị", lambda a, b: can_grant(a, b, Role.ADMINISTRATOR)),
    Deed("Nhân sự", "Giao vai trò theo dõi", lambda a, b: can_grant(a, b, Role.REVIEWER)),
)


def _is_beneath(actor: Actor, body: Organization) -> bool:
    return not actor.belongs_to(body.pk) and body.path.startswith(actor.organization.territory)


def _idea(body: Organization) -> Initiative:
    return Initiative(organization=body, state=InitiativeState.REGISTERED)


def _campaign(body: Organization) -> Campaign:
    return Campaign(organization=body, state=CampaignState.LAUNCHED)


def _nomination(body: Organization) -> Nomination:
    return Nomination(organization=body, campaign=_campaign(body), state=NominationState.ASSESSED)


def _draft(body: Organization) -> Plan:
    return Plan(organization=body, state=PlanState.DRAFT)


def _plan(body: Organization) -> Plan:
    return Plan(organization=body, state=PlanState.ACCEPTED)


def _report(body: Organization, state: ReportState) -> Report:
    return Report(organization=body, recipient=body.parent, state=state)


def _assessment(body: Organization) -> Assessment:
    """A body of a round that its government runs, not handed in yet."""
    found = Round(organization=body.parent or body, opens_on=IN_ROUND, closes_on=IN_ROUND)
    return Assessment(round=found, organization=body)


def _runs(actor: Actor, body: Organization) -> bool:
    return runs(actor, _assessment(body).round)


def _handed_in(body: Organization) -> Assessment:
    """One that the team can take up."""
    found = _assessment(body)
    found.state = AssessmentState.SUBMITTED
    return found


def _task(body: Organization, giver: Organization | None = None) -> Task:
    """A task that `POST` leads, of the body's own plan or of one of the body above."""
    task = Task(pk=-1, organization=body, plan=_plan(giver or body))
    lead = Assignment(task=task, position=POST, role=AgencyRole.LEAD)
    task._prefetched_objects_cache = {"assignments": [lead]}  # type: ignore[attr-defined]
    return task


def _duty(body: Organization) -> Obligation:
    return Obligation(task=_task(body))


def _given_duty(body: Organization) -> Obligation:
    return Obligation(task=_task(body, body.parent))
