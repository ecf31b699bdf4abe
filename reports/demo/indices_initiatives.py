"""Initiatives and classification of the demonstration: Quang Trung registered in both years, Ba Đình is silent in 2023;
the officials of Quang Trung were classified for 2022."""

from datetime import date, datetime
from decimal import Decimal

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from indices.actions.grading import Paper, Proposal, decide_grading, grade_self, open_grading, propose_grades
from indices.actions.initiatives import Idea, adopt_initiative, register_initiative
from indices.actions.spreading import Taken, record_spread
from indices.authorship import Author
from indices.enums import CapBase, Grade
from indices.grading import Cap
from indices.models import Grading, Initiative
from reports.demo.reports import moment
from reports.demo.year import actor_named

BODY, TAKER = "quang-trung", "ba-dinh"
AT_HOME = Idea(
    year=2022,
    name="Trả kết quả hộ tịch tại nhà văn hóa thôn cho người cao tuổi, người khuyết tật",
    area="Cải cách thủ tục hành chính",
    problem=(
        "Người cao tuổi, người khuyết tật ở các thôn xa phải đến Bộ phận Một cửa từ hai đến ba lần cho một thủ tục hộ "
        "tịch; nhiều hồ sơ trễ hẹn nhận kết quả."
    ),
    solution=(
        "Công chức Tư pháp - Hộ tịch lập danh sách theo thôn, mỗi tuần một buổi mang kết quả đến nhà văn hóa thôn, thu "
        "lại phiếu hẹn và ghi nhận ý kiến hài lòng ngay tại chỗ."
    ),
    effect="Giảm ít nhất một lần đi lại cho mỗi hồ sơ; áp dụng được cho mọi xã, phường.",
    applied_on=date(2022, 7, 1),
)
BY_MESSAGE = Idea(
    year=2023,
    name="Nhắc lịch hẹn trả kết quả qua nhóm Zalo của thôn",
    area="Xây dựng, phát triển Chính quyền điện tử, Chính quyền số",
    problem="Người dân quên ngày hẹn, gọi điện hỏi nhiều lần; công chức mất thời gian trả lời.",
    solution=(
        "Cuối ngày Bộ phận Một cửa gửi danh sách mã hồ sơ đã có kết quả vào nhóm Zalo của từng thôn, không nêu họ tên."
    ),
    effect="",
    applied_on=date(2023, 4, 3),
)
CAP = Cap(Decimal(25), CapBase.ALL, "Quy chế đánh giá, xếp loại công chức của UBND xã")
SAID = {
    "vptk.quangtrung": (Grade.EXCELLENT, "Đầu mối cải cách hành chính, báo cáo đúng hạn cả năm."),
    "tpht.quangtrung": (Grade.EXCELLENT, "Sáng kiến trả kết quả tại nhà văn hóa thôn được thị xã công nhận."),
    "tckt.quangtrung": (Grade.GOOD, "Quyết toán đúng hạn; một báo cáo công khai ngân sách gửi muộn."),
    "vhxh.quangtrung": (Grade.GOOD, ""),
}
ELSEWHERE = "Kiêm nhiệm, xếp loại tại đơn vị chính"
FINAL = {"tpht.quangtrung": Grade.EXCELLENT}


def load_initiatives(now: datetime) -> None:
    """What is not there yet."""
    body = Organization.objects.get(code=BODY)
    if not Initiative.objects.filter(organization=body).exists():
        _ideas(now)
    if not Grading.objects.filter(organization=body, year=2022).exists():
        _classified(now)


def _ideas(now: datetime) -> None:
    """One adopted by the town and taken over by Ba Đình, one that waits."""
    maker, town = actor_named("tpht.quangtrung"), actor_named("noivu.bimson")
    one = register_initiative(
        actor=maker, idea=AT_HOME, authors=[_author(maker)], now=min(moment("2022-09-14T10:20"), now)
    )
    adopt_initiative(
        actor=town,
        initiative_id=one.pk,
        adopter="UBND thị xã Bỉm Sơn",
        decision="4127/QĐ-UBND",
        decided_on=date(2022, 12, 16),
        now=min(moment("2022-12-19T08:40"), now),
    )
    taker = Organization.objects.get(code=TAKER)
    taken = Taken(taker.pk, "", date(2023, 3, 1), "Công văn số 212/PNV", "Làm ở hai khu phố, mỗi tuần một buổi.")
    record_spread(actor=town, initiative_id=one.pk, taken=taken, now=min(moment("2023-03-06T15:05"), now))
    office = actor_named("vptk.quangtrung")
    authors = [_author(office, 60), _author(actor_named("vhxh.quangtrung"), 40)]
    register_initiative(actor=office, idea=BY_MESSAGE, authors=authors, now=min(moment("2023-05-08T09:30"), now))


def _classified(now: datetime) -> None:
    """The year 2022, told, proposed and decided in December and January."""
    office, leader = actor_named("vptk.quangtrung"), actor_named("chutich.quangtrung")
    grading = open_grading(actor=office, year=2022, cap=CAP, now=min(moment("2022-12-05T08:15"), now))
    people = {one.user_id: one for one in grading.people.all()}
    for name, (grade, text) in SAID.items():
        actor = actor_named(name)
        person = people[_user(actor)]
        told = min(moment("2022-12-07T16:00"), now)
        grade_self(actor=actor, person_id=person.pk, grade=grade, text=text, seen_revision=person.revision, now=told)
    finals = {people[_user(actor_named(name))].pk: FINAL.get(name, Grade.GOOD) for name in SAID}
    proposals = {pk: Proposal(grade, "Hoàn thành nhiệm vụ được giao trong năm.") for pk, grade in finals.items()}
    elsewhere = [one.pk for one in people.values() if not one.left_out and one.pk not in finals]
    proposals |= {pk: Proposal(left_out=ELSEWHERE) for pk in elsewhere}
    proposed = min(moment("2022-12-12T14:30"), now)
    grading = propose_grades(
        actor=office, grading_id=grading.pk, proposals=proposals, seen_revision=grading.revision, now=proposed
    )
    paper = Paper("156/QĐ-UBND", date(2022, 12, 14), leader.name)
    decide_grading(
        actor=leader,
        grading_id=grading.pk,
        finals=finals,
        paper=paper,
        seen_revision=grading.revision,
        now=min(moment("2022-12-14T10:00"), now),
    )


def _author(actor: Actor, share: int | None = None) -> Author:
    return Author(actor.name, actor.user, actor.positions_text, share)


def _user(actor: Actor) -> int:
    return actor.user.pk if actor.user else 0
