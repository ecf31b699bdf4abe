"""Urging bodies beneath: what is late there, the draft, the sending that freezes it, what its receivers do."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cchc.orgs.actions.bodies import found_organization
from cchc.orgs.actions.calendar import set_days
from cchc.orgs.enums import NoticeKind, OrganizationKind
from cchc.orgs.models import Event, Notice, Organization
from cchc.orgs.refusals import Forbidden, Refused
from plans.models import Plan
from reports.actions.answering import Answered, answer_urging, see_urging
from reports.actions.sending import return_report
from reports.actions.urging import Edited, drop_urging, edit_urging, send_urging
from reports.collecting.letters import bodies_now, letter_of, letter_to
from reports.collecting.urging import late_bodies, late_lines
from reports.letters.facts import LateKind, body_from_json
from reports.letters.files import draw_docx
from reports.models import UrgedBody, Urging
from reports.queries.letters import letters_received, letters_written, urged_of, urging_of
from reports.queries.urging import without_readers
from reports.rules import can_answer_urging, can_urge
from tasks.actions.updating import state_update
from tasks.enums import LateCause, Outcome
from tasks.statements import Statement
from tests.cast import NOW, TODAY, Cast, at
from tests.plans_in_force import duty, plan_in_force
from tests.reports.bodies import commune, makers
from tests.reports.letters import WORDS, part_of, sent_to, urging_to
from tests.reports.reporting import drafted, sent

pytestmark = pytest.mark.django_db

FIRST_QUARTER = "Báo cáo cải cách hành chính quý I năm 2023"
LATER = at("2023-06-12 10:00")
ROLES = ("tpht", "vptk", "chutich", "noivu", "admin")


def late_of(cast: Cast, body: Organization, who: str = "noivu", today: date = TODAY) -> dict[str, list[Any]]:
    """What is late in a body: its kinds with (text, days)."""
    late = late_bodies(cast.actors[who], [body], today=today)[body.pk]
    return {kind: [(item.text, item.days) for item in late.items if item.kind == kind] for kind in LateKind}


def finish(cast: Cast, plan: Plan, row: str, due: date | None, now: Any = LATER) -> None:
    """One duty of Quang Trung is done."""
    found = duty(plan, row, due)
    state_update(
        actor=cast.actors["vptk"],
        obligation_id=found.pk,
        seen_update_id=found.last_update_id,
        statement=Statement(Outcome.DONE, now.date(), "Đã xong.", late_cause=LateCause.OWN, late_reason="Thiếu người."),
        now=now,
    )


# who is late, and how long


def test_what_is_late_are_reports_past_their_deadline_and_duties_past_their_day(cast: Cast) -> None:
    plan_in_force(cast)
    found = late_of(cast, cast.quang_trung)
    assert found[LateKind.TASK] == [
        ("Báo cáo tài chính", 86),
        ("Kiểm tra công vụ", 86),
        ("Rà soát văn bản", 71),
        ("Kiểm tra công vụ", 71),
    ]
    assert found[LateKind.REPORT] == [
        (f"Báo cáo cải cách hành chính {name} năm 2023", days)
        for name, days in (("tháng 1", 144), ("tháng 2", 114), ("quý I", 86), ("tháng 4", 53), ("tháng 5", 25))
    ]


def test_a_report_that_was_sent_is_not_late_and_one_that_came_back_is_owed_again(cast: Cast, plan: Plan) -> None:
    report = drafted(cast, plan)
    assert days_of(cast, FIRST_QUARTER) == [86]
    sent(cast, report)
    assert days_of(cast, FIRST_QUARTER) == []
    return_report(actor=cast.actors["noivu"], report_id=report.pk, comment="Thiếu số liệu.", now=NOW)
    assert days_of(cast, FIRST_QUARTER) == [None]


def days_of(cast: Cast, name: str, today: date = TODAY) -> list[int | None]:
    """How long a report of Quang Trung has been late; nothing where it is not."""
    return [days for text, days in late_of(cast, cast.quang_trung, today=today)[LateKind.REPORT] if text == name]


@pytest.mark.parametrize(
    ("now", "days"), [("2023-03-16 23:59", []), ("2023-03-17 00:01", [1]), ("2023-03-18 00:01", [2])]
)
def test_a_report_is_late_from_the_day_after_its_deadline(cast: Cast, now: str, days: list[int]) -> None:
    """Quý I is sent by 16/3/2023, two working days after the 14th."""
    urging = sent_to(cast, cast.quang_trung, now=at(now), answer_by=None)
    facts = body_from_json(part_of(urging, cast.quang_trung).facts)
    assert [item.days for item in facts.reports if item.text == FIRST_QUARTER] == days


def test_a_swapped_saturday_moves_the_deadline_and_the_days_late_are_calendar_days(cast: Cast) -> None:
    """Two working days after Tuesday 14/3: Thursday off moves the deadline to Friday, Friday off as well to the
    Saturday that is worked in its place."""
    tuesday = date(2023, 3, 21)
    assert days_of(cast, FIRST_QUARTER, tuesday) == [5]
    set_days(actor=cast.actors["admin"], off_on=date(2023, 3, 16), work_on=None, name="Nghỉ", now=NOW)
    set_days(actor=cast.actors["admin"], off_on=date(2023, 3, 17), work_on=date(2023, 3, 18), name="Đổi", now=NOW)
    assert days_of(cast, FIRST_QUARTER, tuesday) == [3]


def test_over_tet_the_deadline_waits_and_the_days_late_do_not(cast: Cast) -> None:
    """Tháng 2 closes on Wednesday 14/2/2024, the last day off of Tết, and is sent by
    Friday 16/2; the weekend counts as days late."""
    name = "Báo cáo cải cách hành chính tháng 2 năm 2024"
    found = [days_of(cast, name, date(2024, 2, day)) for day in (16, 17, 19)]
    assert found == [[], [1], [3]]


def test_reports_of_last_year_are_owed_where_there_was_a_plan_then(cast: Cast) -> None:
    january = date(2024, 1, 10)
    plan_in_force(cast)
    names = [text for text, _ in late_of(cast, cast.quang_trung, today=january)[LateKind.REPORT]]
    assert "Báo cáo cải cách hành chính năm 2023" in names
    assert late_of(cast, cast.ba_dinh, today=january)[LateKind.REPORT] == []


def test_a_body_owes_no_report_of_a_time_before_it_was(cast: Cast) -> None:
    young = commune(cast, "xa-moi", "Xã Mới", valid_from=date(2023, 4, 1))
    names = [text for text, _ in late_of(cast, young)[LateKind.REPORT]]
    assert names == [f"Báo cáo cải cách hành chính tháng {month} năm 2023" for month in (4, 5)]


def test_silent_bodies_stand_first(cast: Cast, plan: Plan) -> None:
    lines = late_lines(cast.actors["noivu"], today=TODAY)
    assert [(one.body, one.is_silent) for one in lines] == [(cast.ba_dinh, True), (cast.quang_trung, False)]
    assert lines[0].report_words == ("tháng 1 (quá 144 ngày), tháng 2 (quá 114 ngày), quý I (quá 86 ngày) và 2 kỳ khác")
    assert lines[0].duty_words == ""


def test_who_may_not_look_over_a_body_learns_nothing_of_its_own_plan(cast: Cast) -> None:
    plan_in_force(cast)
    cast.actors["office"], _ = makers(cast)
    assert late_of(cast, cast.quang_trung, "office")[LateKind.TASK] == []
    assert len(late_of(cast, cast.quang_trung, "noivu")[LateKind.TASK]) == 4


# who may


def test_who_may_urge(cast: Cast) -> None:
    cast.actors["office"], cast.actors["chairman"] = makers(cast)
    may = {who: can_urge(cast.actors[who]) for who in (*ROLES, "office", "chairman")}
    assert may == dict.fromkeys(ROLES, False) | {"noivu": True, "office": True, "chairman": True}


@pytest.mark.parametrize("who", ["tpht", "vptk", "chutich", "admin"])
def test_others_are_told_who_may(cast: Cast, who: str) -> None:
    with pytest.raises(Forbidden, match="Chỉ cơ quan theo dõi cấp trên"):
        urging_to(cast, cast.quang_trung, who=who)
    assert Urging.objects.count() == 0


def test_only_bodies_beneath_that_are_there_today_can_be_chosen(cast: Cast) -> None:
    ended = commune(cast, "xa-cu", "Xã Cũ", valid_to=date(2023, 5, 31))
    elsewhere = found_organization(
        actor=None,
        code="xa-khac",
        name="Xã Khác",
        kind=OrganizationKind.COMMUNE,
        issuer_name="Ủy ban nhân dân xã Khác",
        place_name="Khác",
        parent=cast.province,
        now=NOW,
    )
    for stranger in (ended, elsewhere, cast.district):
        with pytest.raises(Refused, match="không còn là đơn vị cấp dưới"):
            urging_to(cast, cast.quang_trung, stranger)
    with pytest.raises(Refused, match="ít nhất một đơn vị"):
        urging_to(cast)
    assert urging_to(cast, cast.quang_trung).bodies.count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"text": "  "}, "trích yếu và nội dung"),
        ({"subject": " "}, "trích yếu và nội dung"),
        ({"answer_by": TODAY}, "phải sau hôm nay"),
        ({"issued_on": date(2023, 6, 11)}, "không thể sau hôm nay"),
    ],
)
def test_a_letter_says_something_and_names_days_that_can_be(cast: Cast, words: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        urging_to(cast, cast.quang_trung, **words)
    assert Urging.objects.count() == 0


# the draft


def test_the_same_draft_twice_is_one(cast: Cast) -> None:
    first, again = urging_to(cast, cast.quang_trung), urging_to(cast, cast.quang_trung)
    other = urging_to(cast, cast.quang_trung, cast.ba_dinh)
    assert first == again != other


def test_a_draft_is_known_to_its_writers_alone(cast: Cast) -> None:
    urging = urging_to(cast, cast.quang_trung)
    part = part_of(urging, cast.quang_trung)
    for who in ("vptk", "chutich", "tpht", "admin"):
        actor = cast.actors[who]
        assert (who, urging_of(actor, urging.pk), urged_of(actor, part.pk)) == (who, None, None)
    assert urging_of(cast.actors["noivu"], urging.pk) == urging
    assert Notice.objects.count() == 0


def test_the_second_of_two_who_edit_a_draft_sees_what_the_first_saved(cast: Cast) -> None:
    urging = urging_to(cast, cast.quang_trung)
    more = {"actor": cast.actors["noivu"], "urging_id": urging.pk, "bodies": [cast.ba_dinh.pk], "now": LATER}
    edit_urging(words=replace(WORDS, text="Bản thứ nhất"), seen_version=1, **more)
    with pytest.raises(Edited) as refused:
        edit_urging(words=replace(WORDS, text="Bản thứ hai"), seen_version=1, **more)
    assert refused.value.theirs.text == "Bản thứ nhất"
    edit_urging(words=replace(WORDS, text="Bản thứ hai"), seen_version=2, **more)
    urging.refresh_from_db()
    assert (urging.text, [one.organization for one in urging.bodies.all()]) == ("Bản thứ hai", [cast.ba_dinh])


def test_a_draft_is_dropped_with_a_line_in_the_journal(cast: Cast) -> None:
    urging = urging_to(cast, cast.quang_trung)
    drop_urging(actor=cast.actors["noivu"], urging_id=urging.pk, now=LATER)
    assert (Urging.objects.count(), UrgedBody.objects.count()) == (0, 0)
    assert Event.objects.latest("pk").verb == "Xóa bản nháp đôn đốc"


# sending


def test_sending_tells_those_who_answer_for_each_body_and_writes_both_journals(cast: Cast) -> None:
    urging = sent_to(cast, cast.quang_trung, cast.ba_dinh)
    told = {(notice.user.username, notice.path) for notice in Notice.objects.filter(kind=NoticeKind.URGING)}
    paths = {prefix: f"/bao-cao/don-doc/don-vi/{part_of(urging, body).pk}/" for prefix, body in bodies(cast).items()}
    assert told == {(f"{prefix}{who}", path) for prefix, path in paths.items() for who in ("vptk", "chutich")}
    heard = Event.objects.filter(verb="Được đôn đốc").values_list("organization", "actor_name")
    assert set(heard) == {(cast.quang_trung.pk, "Người noivu"), (cast.ba_dinh.pk, "Người noivu")}
    assert Event.objects.get(verb="Gửi công văn đôn đốc").organization == cast.home_affairs


def bodies(cast: Cast) -> dict[str, Organization]:
    return {"": cast.quang_trung, "ba-dinh.": cast.ba_dinh}


def test_a_letter_is_sent_once(cast: Cast) -> None:
    urging = sent_to(cast, cast.quang_trung)
    events, notices = Event.objects.count(), Notice.objects.count()
    again = send_urging(actor=cast.actors["noivu"], urging_id=urging.pk, now=LATER)
    assert (again.sent_at, Event.objects.count(), Notice.objects.count()) == (NOW, events, notices)


def test_what_was_sent_is_never_changed(cast: Cast) -> None:
    urging = sent_to(cast, cast.quang_trung)
    more = {"actor": cast.actors["noivu"], "urging_id": urging.pk, "now": LATER}
    with pytest.raises(Refused, match="đã gửi"):
        edit_urging(words=replace(WORDS, text="Khác"), bodies=[cast.ba_dinh.pk], seen_version=1, **more)
    with pytest.raises(Refused, match="đã gửi"):
        drop_urging(**more)
    assert Urging.objects.get().text == WORDS.text


def test_the_list_is_frozen_when_the_letter_is_sent(cast: Cast, plan: Plan) -> None:
    actor = cast.actors["noivu"]
    draft = urging_to(cast, cast.quang_trung, answer_by=None)
    early = letter_of(actor, draft, today=TODAY)
    urging = send_urging(actor=actor, urging_id=draft.pk, now=LATER)
    parts = [part_of(urging, cast.quang_trung)]
    letter, data = letter_to(urging, parts), draw_docx(letter_to(urging, parts))
    assert (early.as_of, letter.as_of) == (TODAY, LATER.date())
    finish(cast, plan, "1.1", None, at("2023-06-13 08:00"))
    cast.home_affairs.__class__.objects.filter(pk=cast.home_affairs.pk).update(name="Tên khác", issuer_name="Tên khác")
    again = Urging.objects.get(pk=urging.pk)
    assert letter_of(actor, again, today=date(2023, 7, 1)) == letter
    assert draw_docx(letter_to(again, list(again.bodies.all()))) == data


def test_a_body_that_ended_meanwhile_is_named_and_can_be_left_out(cast: Cast) -> None:
    urging = urging_to(cast, cast.quang_trung, cast.ba_dinh)
    Organization.objects.filter(pk=cast.ba_dinh.pk).update(valid_to=date(2023, 6, 11))
    with pytest.raises(Refused, match="Phường Ba Đình không còn là đơn vị cấp dưới"):
        send_urging(actor=cast.actors["noivu"], urging_id=urging.pk, now=LATER)
    assert Notice.objects.count() == 0
    sent = send_urging(actor=cast.actors["noivu"], urging_id=urging.pk, leave_out=[cast.ba_dinh.pk], now=LATER)
    assert [one.organization for one in sent.bodies.all()] == [cast.quang_trung]


def test_a_letter_is_not_sent_when_the_day_for_the_answer_has_passed(cast: Cast) -> None:
    urging = urging_to(cast, cast.quang_trung)
    with pytest.raises(Refused, match="phải sau hôm nay"):
        send_urging(actor=cast.actors["noivu"], urging_id=urging.pk, now=at("2023-06-19 08:00"))
    assert Urging.objects.get().sent_at is None


def test_bodies_in_which_nobody_would_hear_of_it_are_named(cast: Cast) -> None:
    lonely = commune(cast, "xa-vang", "Xã Vắng")
    assert without_readers([cast.quang_trung, lonely], today=TODAY) == [lonely]


# those who were urged


def test_each_body_reaches_its_own_part_alone(cast: Cast) -> None:
    urging = sent_to(cast, cast.quang_trung, cast.ba_dinh)
    own, other = part_of(urging, cast.quang_trung), part_of(urging, cast.ba_dinh)
    actor = cast.actors["vptk"]
    assert (urged_of(actor, own.pk), urged_of(actor, other.pk), urging_of(actor, urging.pk)) == (own, None, None)
    assert list(letters_received(actor)) == [own]
    assert list(letters_written(actor)) == []


def test_who_may_answer(cast: Cast) -> None:
    part = part_of(sent_to(cast, cast.quang_trung), cast.quang_trung)
    may = {who: can_answer_urging(cast.actors[who], part) for who in (*ROLES, "ba-dinh.vptk")}
    assert may == dict.fromkeys((*ROLES, "ba-dinh.vptk"), False) | {"vptk": True, "chutich": True}
    for who in ("tpht", "noivu", "admin"):
        with pytest.raises(Forbidden, match="Chỉ Văn phòng"):
            see_urging(actor=cast.actors[who], urged_id=part.pk, now=LATER)
    with pytest.raises(UrgedBody.DoesNotExist):
        see_urging(actor=cast.actors["ba-dinh.vptk"], urged_id=part.pk, now=LATER)


def test_the_first_who_saw_it_is_kept(cast: Cast) -> None:
    part = part_of(sent_to(cast, cast.quang_trung), cast.quang_trung)
    see_urging(actor=cast.actors["vptk"], urged_id=part.pk, now=LATER)
    again = see_urging(actor=cast.actors["chutich"], urged_id=part.pk, now=at("2023-06-13 08:00"))
    assert (again.seer_name, again.seen_at) == ("Người vptk", LATER)


def test_an_answer_reaches_the_sender_and_two_do_not_overwrite_each_other(cast: Cast) -> None:
    part = part_of(sent_to(cast, cast.quang_trung), cast.quang_trung)
    more = {"urged_id": part.pk, "now": LATER}
    answer_urging(actor=cast.actors["vptk"], answer="Sẽ xong ngày 15/6.", seen_version=0, **more)
    with pytest.raises(Answered) as refused:
        answer_urging(actor=cast.actors["chutich"], answer="Đang làm.", seen_version=0, **more)
    assert refused.value.theirs.answer == "Sẽ xong ngày 15/6."
    told = Notice.objects.filter(user=cast.people["noivu"])
    assert [notice.text for notice in told] == [
        "Xã Quang Trung đã trả lời công văn đôn đốc “V/v đôn đốc thực hiện nhiệm vụ cải cách hành chính năm 2023”."
    ]
    with pytest.raises(Refused, match="Hãy viết nội dung trả lời"):
        answer_urging(actor=cast.actors["vptk"], answer="  ", seen_version=1, **more)


def test_the_sender_sees_what_got_done_since(cast: Cast, plan: Plan) -> None:
    urging = sent_to(cast, cast.quang_trung, cast.ba_dinh)
    part = part_of(urging, cast.quang_trung)
    finish(cast, plan, "1.1", None)
    answer_urging(actor=cast.actors["vptk"], urged_id=part.pk, answer="Đã làm.", seen_version=0, now=LATER)
    (listed,) = letters_written(cast.actors["noivu"])
    assert (listed.to, listed.seen, listed.answered) == (2, 1, 1)
    silent, answered = bodies_now(cast.actors["noivu"], list(urging.bodies.all()), today=LATER.date())
    assert (silent.urged.organization, answered.urged.organization) == (cast.ba_dinh, cast.quang_trung)
    said = {one.item.text: one.said.words for one in answered.items if one.item.part == ""}
    assert said["Báo cáo cải cách hành chính quý I năm 2023"] == "Chưa gửi, quá 88 ngày"
    assert said["Rà soát văn bản"] == "Đã xong ngày 12/06/2023"
    assert answered.done == 1
