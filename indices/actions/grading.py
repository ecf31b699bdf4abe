"""A year's classification of a body's officials: opened, told of oneself, proposed, decided once and frozen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Forbidden, Refused, Stale
from cchc.text import squeeze
from indices.enums import Grade, GradingState
from indices.grading import GRADED_ABOVE, Cap, weigh
from indices.models import GradedPerson, Grading
from indices.queries.grading import cap_of, facts_of, grading_of_year, officials_on
from indices.rules.grading import can_decide_grading, can_grade_self, can_open_gradings, can_run

FIRST_YEAR = 2000
NO_RIGHT = "Chỉ Văn phòng - Thống kê và lãnh đạo của đơn vị lập, sửa việc xếp loại công chức."
NO_DECIDER = "Chỉ lãnh đạo của đơn vị quyết định xếp loại công chức."
DECIDED = "Việc xếp loại năm này đã quyết định nên không sửa được nữa."
NOT_OWN = "Anh chị chỉ tự xếp loại cho chính mình, khi việc xếp loại năm đó còn mở."
CHANGED = "Người khác vừa sửa việc xếp loại này; hãy xem bản đã lưu, rồi lưu lại để thay bằng bản của anh chị."
MOST = 100


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one person: a class with a comment, or why he is not classified."""

    grade: Grade | None = None
    text: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The decision by which a year is closed."""

    number: str
    decided_on: date
    signer: str


@transaction.atomic
def open_grading(*, actor: Actor, year: int, cap: Cap, now: datetime) -> Grading:
    """Begin a year with the people who work in the body, on its last day where it is over."""
    if not can_open_gradings(actor):
        raise Forbidden(NO_RIGHT)
    today = localdate(now)
    if not FIRST_YEAR <= year <= today.year:
        raise Refused(f"Năm xếp loại phải từ {FIRST_YEAR} đến {today.year}.")
    hold(actor.organization)
    if grading_of_year(actor.organization, year):
        raise Refused(f"Việc xếp loại năm {year} của đơn vị đã mở; hãy mở từ danh sách để làm tiếp.")
    cap = _checked(cap)
    grading = Grading.objects.create(
        organization=actor.organization,
        year=year,
        cap=cap.percent,
        cap_base=cap.base,
        cap_source=cap.source,
        author_name=actor.name,
        created_at=now,
    )
    added = _draw(grading, today)
    after = {"năm": year, "tỷ lệ xuất sắc": cap.words, "số người": added}
    _record("Mở xếp loại công chức", grading, actor, now, after=after)
    return grading


@transaction.atomic
def draw_people(*, actor: Actor, grading_id: int, now: datetime) -> int:
    """Add who works in the body and is not on the list yet; nobody is taken from it."""
    grading = _open(actor, grading_id)
    added = _draw(grading, localdate(now))
    if added:
        _record("Lấy thêm người vào xếp loại", grading, actor, now, after={"số người": added})
    return added


@transaction.atomic
def set_cap(*, actor: Actor, grading_id: int, cap: Cap, seen_revision: int, now: datetime) -> Grading:
    """Set the largest share of excellent officials, or none."""
    grading, cap = _open(actor, grading_id), _checked(cap)
    before = cap_of(grading)
    if before == cap:
        return grading
    _require_fresh(grading, seen_revision)
    grading.cap, grading.cap_base, grading.cap_source = cap.percent, cap.base, cap.source
    _saved(grading)
    said = {"before": {"tỷ lệ": before.words}, "after": {"tỷ lệ": cap.words}}
    _record("Đặt tỷ lệ xuất sắc tối đa", grading, actor, now, **said)
    return grading


@transaction.atomic
def grade_self(
    *, actor: Actor, person_id: int, grade: Grade, text: str, seen_revision: int, now: datetime
) -> GradedPerson:
    """What an official says of his own year."""
    found: QuerySet[GradedPerson] = GradedPerson.objects.visible_to(actor)
    person = found.select_for_update(of=("self",)).select_related("grading__organization").get(pk=person_id)
    if not can_grade_self(actor, person):
        raise Forbidden(NOT_OWN)
    text = squeeze(text.replace("\r\n", "\n"))
    if (person.own_grade, person.own_text) == (grade, text):
        return person
    if person.revision != seen_revision:
        raise Stale("Anh chị vừa tự xếp loại ở một trang khác; hãy xem lại bản đã lưu rồi lưu lại nếu cần.")
    before = {"tự xếp loại": person.get_own_grade_display() if person.own_grade else ""}
    person.own_grade, person.own_text = grade, text
    person.revision += 1
    person.save()
    after = {"họ tên": person.name, "tự xếp loại": grade.label}
    _record("Tự xếp loại", person.grading, actor, now, before=before, after=after)
    return person


@transaction.atomic
def propose_grades(
    *, actor: Actor, grading_id: int, proposals: Mapping[int, Proposal], seen_revision: int, now: datetime
) -> Grading:
    """Put down what is proposed for each person, beside his tasks of the year as they stand now."""
    grading = _open(actor, grading_id)
    people = [one for one in grading.people.select_for_update() if one.pk in proposals]
    changed = [one for one in people if _proposal_of(one) != _clean(proposals[one.pk])]
    if not changed:
        return grading
    _require_fresh(grading, seen_revision)
    facts = facts_of(actor, grading, changed, today=localdate(now))
    for one in changed:
        wanted = _clean(proposals[one.pk])
        one.proposed, one.proposed_text, one.left_out = wanted.grade or "", wanted.text, wanted.left_out
        one.facts = asdict(facts[one.pk])
        one.save(update_fields=["proposed", "proposed_text", "left_out", "facts"])
    _saved(grading)
    after = {one.name: one.left_out or (Grade(one.proposed).label if one.proposed else "") for one in changed}
    _record("Đề nghị xếp loại", grading, actor, now, after=after)
    return grading


@transaction.atomic
def decide_grading(
    *, actor: Actor, grading_id: int, finals: Mapping[int, Grade], paper: Paper, seen_revision: int, now: datetime
) -> Grading:
    """Close the year: everybody has a class or a reason, the cap holds, the decision is named. Then all is frozen."""
    grading = _locked(actor, grading_id)
    if not can_decide_grading(actor, grading):
        raise Forbidden(NO_DECIDER) if grading.state == GradingState.OPEN else Refused(DECIDED)
    _require_fresh(grading, seen_revision)
    people = list(grading.people.select_for_update())
    graded = [one for one in people if not one.left_out]
    if not graded:
        raise Refused("Chưa có ai được xếp loại; hãy đề nghị xếp loại trước.")
    missing = [one.name for one in graded if one.pk not in finals]
    if missing:
        raise Refused(f"Chưa xếp loại {', '.join(missing)}; hãy chọn mức hoặc ghi lý do không xếp loại ở phần đề nghị.")
    if fault := weigh(cap_of(grading), [finals[one.pk] for one in graded]).refusal:
        raise Refused(fault)
    _write_decision(grading, paper, localdate(now))
    for one in graded:
        one.final = finals[one.pk]
        one.save(update_fields=["final"])
    after = {"quyết định": grading.decision, **{one.name: Grade(one.final).label for one in graded}}
    _record("Quyết định xếp loại công chức", grading, actor, now, after=after)
    return grading


def _write_decision(grading: Grading, paper: Paper, today: date) -> None:
    number, signer = squeeze(paper.number), squeeze(paper.signer)
    if not (number and signer):
        raise Refused("Hãy ghi số quyết định và người ký.")
    if paper.decided_on > today:
        raise Refused("Ngày quyết định không thể sau hôm nay.")
    if paper.decided_on.year < grading.year:
        raise Refused(f"Quyết định xếp loại năm {grading.year} không thể ký từ năm trước đó.")
    grading.decision, grading.decided_on, grading.signer = number, paper.decided_on, signer
    grading.state = GradingState.DECIDED
    _saved(grading)


def _draw(grading: Grading, today: date) -> int:
    """Leaders are classified by the body above: their lines say so until somebody mends them."""
    known = set(grading.people.values_list("user", flat=True))
    day = min(today, date(grading.year, 12, 31))
    people = [
        GradedPerson(
            grading=grading,
            user=one.user,
            name=one.user.display_name,
            title=one.title,
            left_out=GRADED_ABOVE if one.is_leader else "",
        )
        for one in officials_on(grading.organization, day)
        if one.user.pk not in known
    ]
    GradedPerson.objects.bulk_create(people)
    return len(people)


def _checked(cap: Cap) -> Cap:
    if cap.percent is None:
        return Cap()
    source = squeeze(cap.source)
    if not 0 <= cap.percent <= MOST:
        raise Refused("Tỷ lệ xuất sắc tối đa phải từ 0 đến 100 %.")
    if not source:
        raise Refused("Hãy ghi căn cứ của tỷ lệ xuất sắc tối đa, ví dụ số kế hoạch hoặc nghị định.")
    return Cap(cap.percent, cap.base, source)


def _clean(one: Proposal) -> Proposal:
    left_out = squeeze(one.left_out)
    return Proposal(None if left_out else one.grade, squeeze(one.text), left_out)


def _proposal_of(person: GradedPerson) -> Proposal:
    grade = Grade(person.proposed) if person.proposed else None
    return Proposal(grade, person.proposed_text, person.left_out)


def _locked(actor: Actor, grading_id: int) -> Grading:
    found: QuerySet[Grading] = Grading.objects.visible_to(actor)
    return found.select_for_update(of=("self",)).select_related("organization__parent").get(pk=grading_id)


def _open(actor: Actor, grading_id: int) -> Grading:
    grading = _locked(actor, grading_id)
    if not can_run(actor, grading):
        raise Forbidden(NO_RIGHT) if grading.state == GradingState.OPEN else Refused(DECIDED)
    return grading


def _require_fresh(grading: Grading, seen_revision: int) -> None:
    if grading.revision != seen_revision:
        raise Stale(CHANGED)


def _saved(grading: Grading) -> None:
    grading.revision += 1
    grading.save()


def _record(verb: str, grading: Grading, actor: Actor, now: datetime, **said: Any) -> None:
    record(verb, grading, actor=actor, organization=grading.organization, now=now, **said)
