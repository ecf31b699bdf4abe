"""The life of a report: each step from one set-up, its success and its refusals, with equality."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Event
from cchc.orgs.refusals import Refused
from plans.models import Plan
from reports.actions.approving import approve_report, withdraw_approval
from reports.actions.drafting import draft_report, refresh_report
from reports.actions.editing import Conflict, restore_section, settle_fresh
from reports.actions.sending import accept_report, reopen_report, return_report, submit_report
from reports.differences import differences
from reports.enums import DrawingState
from reports.facts import Indicator, from_json
from reports.models import NarrativeText, Report, ReportFile, Snapshot, Submission
from reports.queries.reach import reports_in_reach, sent_facts, snapshot_for
from tasks.enums import Outcome
from tasks.models import ClosedPeriod
from tests.cast import Cast, at
from tests.plans_in_force import duty
from tests.reports.reporting import (
    APPROVAL,
    APPROVED_AT,
    DRAFTED_AT,
    NOON,
    SENT_AT,
    approved,
    drafted,
    draw_all,
    edit,
    sent,
)
from tests.reports.sample import sample
from tests.reports.year import facts_of, numbers, quarter, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast: Cast, plan: Plan) -> Report:
    return drafted(cast, plan)


def refusal_of(act: Callable[..., Any], **given: Any) -> str:
    """The sentence of a refusal; nothing was stored."""
    before = (Snapshot.objects.count(), Event.objects.count(), list(Report.objects.values_list("state", flat=True)))
    with pytest.raises(Refused) as refusal:
        act(**given)
    after = (Snapshot.objects.count(), Event.objects.count(), list(Report.objects.values_list("state", flat=True)))
    assert after == before
    return refusal.value.message


def verbs(report: Report) -> list[str]:
    events = Event.objects.filter(object_type="reports.report", object_id=report.pk).order_by("pk")
    return [event.verb for event in events]


# drafting


def test_a_draft_freezes_facts_narrative_and_asks_for_three_files(cast: Cast, report: Report) -> None:
    snapshot = Snapshot.objects.get()
    facts = from_json(snapshot.facts)
    assert (report.state, report.as_of, report.recipient) == ("draft", date(2023, 3, 14), cast.home_affairs)
    assert facts == facts_of(cast, quarter(1))
    assert sorted(ReportFile.objects.values_list("format", "state")) == [
        ("docx", "queued"),
        ("pdf", "queued"),
        ("xlsx", "queued"),
    ]
    assert list(NarrativeText.objects.values_list("key", flat=True)) == [s.key for s in facts.narrative]
    assert verbs(report) == ["Lập báo cáo"]


def test_drafting_twice_makes_one(cast: Cast, plan: Plan, report: Report) -> None:
    again = drafted(cast, plan, now=at("2023-03-16 00:10"))
    assert (again.pk, Report.objects.count(), Snapshot.objects.count()) == (report.pk, 1, 1)


@pytest.mark.parametrize("who", ["tpht", "noivu", "admin", "ba-dinh.vptk"])
def test_only_the_bodys_coordinator_or_leader_drafts(cast: Cast, plan: Plan, who: str) -> None:
    said = refusal_of(
        draft_report, actor=cast.actors[who], organization=cast.quang_trung, period=quarter(1), now=DRAFTED_AT
    )
    assert said == "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị mới lập được báo cáo của đơn vị mình."


def test_a_period_that_has_not_begun_is_refused(cast: Cast, plan: Plan) -> None:
    said = refusal_of(
        draft_report,
        actor=cast.actors["vptk"],
        organization=cast.quang_trung,
        period=quarter(2),
        now=at("2023-03-14 23:59"),
    )
    assert said == "Kỳ quý II năm 2023 bắt đầu từ ngày 15/03/2023; hãy lập báo cáo từ ngày ấy trở đi."


def test_an_early_draft_holds_what_is_known_today_and_is_refreshed_later(cast: Cast, plan: Plan) -> None:
    early = drafted(cast, plan, now=at("2023-03-11 08:00"))
    assert (early.as_of, from_json(Snapshot.objects.get().facts).rows) == (
        date(2023, 3, 11),
        facts_of(cast, quarter(1), as_of=date(2023, 3, 11)).rows,
    )
    later = refresh_report(actor=Actor.system(cast.quang_trung), report_id=early.pk, now=DRAFTED_AT)
    assert (later.as_of, from_json(Snapshot.objects.latest("pk").facts)) == (
        date(2023, 3, 14),
        facts_of(cast, quarter(1)),
    )


def test_refreshing_without_news_draws_nothing_again(cast: Cast, report: Report) -> None:
    refresh_report(actor=cast.actors["vptk"], report_id=report.pk, now=NOON)
    assert (Snapshot.objects.count(), ReportFile.objects.count()) == (1, 3)


# the narrative


def test_an_edited_section_stands_in_the_report_and_keeps_its_drafted_words(cast: Cast, report: Report) -> None:
    section = edit(cast, report, "III.3", "Cán bộ kiêm nhiệm.\nThiếu thiết bị.")
    assert (section.is_edited, section.version, section.editor_name) == (True, 2, "Người vptk")
    approved(cast, report)
    narrative = {s.key: s.paragraphs for s in from_json(Snapshot.objects.latest("pk").facts).narrative}
    assert [(p.text, p.gap) for p in narrative["III.3"]] == [("Cán bộ kiêm nhiệm.", False), ("Thiếu thiết bị.", False)]
    assert narrative["II.1"][0].source == "Người tckt, Công chức Tài chính - Kế toán, ngày 10/03/2023"


def test_an_emptied_section_is_a_gap_again(cast: Cast, report: Report) -> None:
    edit(cast, report, "II.1", "")
    approved(cast, report)
    narrative = {s.key: s.paragraphs for s in from_json(Snapshot.objects.latest("pk").facts).narrative}
    assert [(p.text, p.gap) for p in narrative["II.1"]] == [("kết quả cải cách thể chế", True)]


def test_the_second_of_two_editors_is_told_and_may_overwrite(cast: Cast, report: Report) -> None:
    edit(cast, report, "V", "Đề nghị cấp kinh phí.")
    with pytest.raises(Conflict) as conflict:
        edit(cast, report, "V", "Đề nghị tập huấn.", seen=1)
    assert (conflict.value.theirs.text, conflict.value.message) == (
        "Đề nghị cấp kinh phí.",
        "Người vptk vừa sửa mục này; hãy xem bản đã lưu rồi giữ bản của ai hoặc gộp lại.",
    )
    assert edit(cast, report, "V", "Đề nghị tập huấn.", seen=2).version == 3


def test_the_same_text_twice_is_stored_once(cast: Cast, report: Report) -> None:
    edit(cast, report, "V", "Đề nghị.")
    assert edit(cast, report, "V", "Đề nghị.", seen=1).version == 2


def test_the_officials_words_can_be_taken_back(cast: Cast, report: Report) -> None:
    before = NarrativeText.objects.get(key="II.1").text
    edit(cast, report, "II.1", "Viết lại.")
    section = restore_section(actor=cast.actors["vptk"], report_id=report.pk, key="II.1", now=NOON)
    assert (section.text, section.is_edited, section.version) == (before, False, 3)
    event = Event.objects.filter(verb="Lấy lại lời cán bộ").get()
    assert (event.before, event.after) == ({"mục II.1": "Viết lại."}, {"mục II.1": before})


def test_new_words_wait_beside_an_edited_section(cast: Cast, plan: Plan) -> None:
    report = drafted(cast, plan, now=at("2023-03-12 20:00"))
    edit(cast, report, "II.1", "Bản của tôi.")
    refresh_report(actor=cast.actors["vptk"], report_id=report.pk, now=DRAFTED_AT)
    section = NarrativeText.objects.get(key="II.1")
    assert (section.text, [p["text"] for p in section.fresh]) == ("Bản của tôi.", ["Đã theo dõi 02 lĩnh vực."])
    taken = settle_fresh(actor=cast.actors["vptk"], report_id=report.pk, key="II.1", take=True, now=NOON)
    assert (taken.text, taken.fresh) == ("Bản của tôi.\nĐã theo dõi 02 lĩnh vực.", [])


def test_new_words_can_be_left_out(cast: Cast, plan: Plan) -> None:
    report = drafted(cast, plan, now=at("2023-03-12 20:00"))
    edit(cast, report, "II.1", "Bản của tôi.")
    refresh_report(actor=cast.actors["vptk"], report_id=report.pk, now=DRAFTED_AT)
    left = settle_fresh(actor=cast.actors["vptk"], report_id=report.pk, key="II.1", take=False, now=NOON)
    assert (left.text, left.fresh, left.is_edited) == ("Bản của tôi.", [], True)


@pytest.mark.parametrize("who", ["tpht", "chutich"])
def test_only_the_coordinator_edits(cast: Cast, report: Report, who: str) -> None:
    said = refusal_of(edit, cast=cast, report=report, key="V", text="Đề nghị.", who=who)
    assert said == "Chỉ Văn phòng - Thống kê của đơn vị mới sửa được nội dung báo cáo."


def test_a_heading_of_parts_is_not_written_in(cast: Cast, report: Report) -> None:
    said = refusal_of(edit, cast=cast, report=report, key="II", text="Chữ.")
    assert said == "Mục này chỉ gồm các mục con; hãy viết vào mục con."


def test_an_approved_report_is_not_edited(cast: Cast, report: Report) -> None:
    approved(cast, report)
    said = refusal_of(edit, cast=cast, report=report, key="V", text="Đề nghị.")
    assert said == ("Báo cáo quý I năm 2023 đã duyệt nên không sửa được; chỉ sửa được khi lãnh đạo rút lại phê duyệt.")


# approval


def test_approval_freezes_number_date_and_signer(cast: Cast, report: Report) -> None:
    approved(cast, report)
    report.refresh_from_db()
    head = from_json(Snapshot.objects.latest("pk").facts).letterhead
    assert (report.state, report.approved_by, report.approved_at) == ("approved", cast.people["chutich"], APPROVED_AT)
    assert (head.number, head.issued_on, head.signer) == ("05", date(2023, 3, 15), "Phạm Ngọc Thắng")
    assert verbs(report) == ["Lập báo cáo", "Duyệt báo cáo"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"number": "05/BC"}, "Số văn bản chỉ gồm chữ số, ví dụ 05; phần “/BC-UBND” được ghi sẵn."),
        (
            {"issued_on": date(2023, 3, 13)},
            "Ngày ký 13/03/2023 trước ngày chốt số liệu 14/03/2023; hãy ghi từ ngày ấy trở đi.",
        ),
        ({"issued_on": date(2023, 3, 16)}, "Ngày ký 16/03/2023 chưa tới; hãy ghi từ hôm nay trở về trước."),
        ({"signer": " "}, "Hãy ghi đủ quyền hạn và họ tên người ký."),
    ],
)
def test_a_bad_approval_is_refused(cast: Cast, report: Report, change: dict[str, Any], sentence: str) -> None:
    approval = replace(APPROVAL, **change)
    said = refusal_of(
        approve_report, actor=cast.actors["chutich"], report_id=report.pk, approval=approval, now=APPROVED_AT
    )
    assert said == sentence


@pytest.mark.parametrize("who", ["vptk", "tpht"])
def test_only_the_leader_approves(cast: Cast, report: Report, who: str) -> None:
    said = refusal_of(approve_report, actor=cast.actors[who], report_id=report.pk, approval=APPROVAL, now=APPROVED_AT)
    assert said == "Chỉ lãnh đạo đơn vị mới duyệt báo cáo hoặc rút lại phê duyệt."


def test_a_draft_from_before_the_cut_off_is_not_approved(cast: Cast, plan: Plan) -> None:
    early = drafted(cast, plan, now=at("2023-03-11 08:00"))
    approval = replace(APPROVAL, issued_on=date(2023, 3, 11))
    said = refusal_of(
        approve_report, actor=cast.actors["chutich"], report_id=early.pk, approval=approval, now=at("2023-03-11 09:00")
    )
    assert said == (
        "Số liệu mới tính đến hết ngày 11/03/2023 mà kỳ quý I năm 2023 chốt số liệu ngày 14/03/2023; hãy duyệt "
        "sau ngày ấy."
    )


def test_approval_can_be_withdrawn_before_sending(cast: Cast, report: Report) -> None:
    approved(cast, report)
    back = withdraw_approval(actor=cast.actors["chutich"], report_id=report.pk, now=NOON)
    head = from_json(Snapshot.objects.latest("pk").facts).letterhead
    assert (back.state, back.approved_by, head.number, head.issued_on) == ("draft", None, "", None)
    assert back.number == "05"


def test_a_number_under_ten_has_its_zero_everywhere(cast: Cast, report: Report) -> None:
    assert approved(cast, report, number="5").number == "05"


def test_what_was_sent_is_not_withdrawn(cast: Cast, report: Report) -> None:
    sent(cast, report)
    said = refusal_of(withdraw_approval, actor=cast.actors["chutich"], report_id=report.pk, now=NOON)
    assert said == "Báo cáo quý I năm 2023 đã gửi; chỉ rút lại được phê duyệt khi chưa gửi."


# sending


def test_sending_freezes_closes_the_period_and_is_in_time(cast: Cast, report: Report) -> None:
    found = sent(cast, report)
    assert (found.state, found.submitted_at, found.attempt) == ("submitted", SENT_AT, 1)
    assert list(ClosedPeriod.objects.values_list("organization", "period_name")) == [
        (cast.quang_trung.pk, "quý I năm 2023")
    ]
    sending = Submission.objects.get()
    assert (sending.snapshot, sending.submitted_by) == (Snapshot.objects.latest("pk"), "Người vptk")


def test_a_draft_is_not_sent(cast: Cast, report: Report) -> None:
    said = refusal_of(submit_report, actor=cast.actors["vptk"], report_id=report.pk, now=SENT_AT)
    assert said == "Báo cáo quý I năm 2023 dự thảo; chỉ gửi được báo cáo lãnh đạo đã duyệt."


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (DrawingState.QUEUED, "Các tệp của báo cáo đang được vẽ; hãy chờ vài giây rồi gửi."),
        (
            DrawingState.FAILED,
            "Một tệp của báo cáo chưa vẽ được; hãy bấm “Vẽ lại” rồi gửi khi cả ba tệp đã xong.",
        ),
    ],
)
def test_nothing_is_sent_without_its_files(cast: Cast, report: Report, state: DrawingState, sentence: str) -> None:
    approved(cast, report)
    ReportFile.objects.filter(snapshot=Snapshot.objects.latest("pk"), format="pdf").update(state=state)
    assert refusal_of(submit_report, actor=cast.actors["vptk"], report_id=report.pk, now=SENT_AT) == sentence


def test_an_officer_does_not_send(cast: Cast, report: Report) -> None:
    approved(cast, report)
    said = refusal_of(submit_report, actor=cast.actors["tpht"], report_id=report.pk, now=SENT_AT)
    assert said == "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị mới gửi báo cáo đi."


def test_figures_of_a_sent_report_never_change(cast: Cast, plan: Plan, report: Report) -> None:
    sent(cast, report)
    frozen = snapshot_for(cast.actors["noivu"], reports_in_reach(cast.actors["noivu"]).get())
    say(
        cast,
        duty(plan, "1.3"),
        "tpht",
        "2023-03-20 09:00",
        Outcome.DOING,
        effective_on=date(2023, 3, 10),
        text="Bổ sung.",
        is_after_cutoff=True,
    )
    said = refusal_of(refresh_report, actor=cast.actors["vptk"], report_id=report.pk, now=at("2023-03-21 09:00"))
    assert said == (
        "Báo cáo quý I năm 2023 đã gửi nên số liệu không thay đổi được nữa; chỉ Phòng Nội vụ thị xã Bỉm Sơn trả lại "
        "hoặc mở lại được."
    )
    assert snapshot_for(cast.actors["noivu"], reports_in_reach(cast.actors["noivu"]).get()) == frozen


# the body above


def test_the_body_above_sees_nothing_before_it_is_sent(cast: Cast, report: Report) -> None:
    seen: list[int] = []
    for step in (
        lambda: None,
        lambda: approved(cast, report),
        lambda: submit_report(actor=cast.actors["vptk"], report_id=report.pk, now=SENT_AT),
    ):
        step()
        seen.append(reports_in_reach(cast.actors["noivu"]).count())
    assert seen == [0, 0, 1]


def test_the_reviewer_accepts(cast: Cast, report: Report) -> None:
    sent(cast, report)
    found = accept_report(actor=cast.actors["noivu"], report_id=report.pk, now=at("2023-03-17 08:00"))
    assert (found.state, found.received_at) == ("accepted", at("2023-03-17 08:00"))
    again = refusal_of(accept_report, actor=cast.actors["noivu"], report_id=report.pk, now=at("2023-03-17 09:00"))
    assert again == "Báo cáo quý I năm 2023 đã nhận; chỉ nhận hoặc trả lại báo cáo vừa gửi đến."


@pytest.mark.parametrize("who", ["vptk", "chutich", "admin"])
def test_only_the_reviewer_of_the_recipient_decides(cast: Cast, report: Report, who: str) -> None:
    sent(cast, report)
    sentence = "Chỉ người theo dõi của Phòng Nội vụ thị xã Bỉm Sơn mới nhận, trả lại hoặc mở lại báo cáo này."
    given: dict[str, Any] = {"actor": cast.actors[who], "report_id": report.pk, "now": SENT_AT}
    assert refusal_of(accept_report, **given) == sentence
    assert refusal_of(return_report, comment="Sửa.", **given) == sentence
    assert refusal_of(reopen_report, reason="Sửa.", **given) == sentence


def test_a_reviewer_further_up_reads_but_does_not_decide(cast: Cast, report: Report) -> None:
    sent(cast, report)
    province = Actor(user=None, organization=cast.province, role=Role.REVIEWER)
    assert reports_in_reach(province).count() == 1
    said = refusal_of(accept_report, actor=province, report_id=report.pk, now=SENT_AT)
    assert said == "Chỉ người theo dõi của Phòng Nội vụ thị xã Bỉm Sơn mới nhận, trả lại hoặc mở lại báo cáo này."


def test_a_return_needs_a_comment(cast: Cast, report: Report) -> None:
    sent(cast, report)
    said = refusal_of(return_report, actor=cast.actors["noivu"], report_id=report.pk, comment=" \n", now=SENT_AT)
    assert said == "Hãy viết ý kiến trả lại để đơn vị biết cần sửa gì."


def test_after_a_return_the_reviewer_sees_only_what_changed(cast: Cast, report: Report) -> None:
    sent(cast, report)
    return_report(actor=cast.actors["noivu"], report_id=report.pk, comment="Thiếu kiến nghị.", now=SENT_AT)
    edit(cast, report, "V", "Đề nghị cấp kinh phí.")
    reviewer = cast.actors["noivu"]
    while_edited = from_json(snapshot_for(reviewer, reports_in_reach(reviewer).get()).facts)
    again = sent(cast, report, now=at("2023-03-20 08:00"))
    assert (again.attempt, again.submitted_at, again.return_comment) == (2, SENT_AT, "")
    before, after = sent_facts(again)
    assert while_edited == before
    changed = differences(before, after)
    assert (changed.figures, changed.rows) == ((), ())
    assert [(one.where, one.before, one.after) for one in changed.sections] == [
        ("V. Kiến nghị, đề xuất", "", "Đề nghị cấp kinh phí.")
    ]


def test_reopening_lets_forgotten_work_into_the_figures(cast: Cast, plan: Plan, report: Report) -> None:
    sent(cast, report)
    forgotten = {"effective_on": date(2023, 3, 13), "text": "Đã gửi báo cáo."}
    owed = duty(plan, "2.1")
    with pytest.raises(Refused):
        say(cast, owed, "vptk", "2023-03-20 09:00", Outcome.DONE, **forgotten)
    found = reopen_report(
        actor=cast.actors["noivu"], report_id=report.pk, reason="Sót việc đào tạo.", now=at("2023-03-20 08:00")
    )
    assert (found.state, found.return_comment, ClosedPeriod.objects.count()) == ("returned", "Sót việc đào tạo.", 0)
    say(cast, owed, "vptk", "2023-03-20 09:00", Outcome.DONE, **forgotten)
    later = refresh_report(actor=cast.actors["vptk"], report_id=report.pk, now=at("2023-03-20 10:00"))
    facts = from_json(Snapshot.objects.latest("pk").facts)
    assert (later.as_of, later.known_on) == (date(2023, 3, 14), date(2023, 3, 20))
    assert numbers(facts.rows) == {"on_time": 2, "doing": 1, "not_yet": 2}
    sent(cast, report, now=at("2023-03-20 11:00"))
    assert ClosedPeriod.objects.count() == 1


def test_a_return_alone_leaves_the_figures(cast: Cast, plan: Plan, report: Report) -> None:
    sent(cast, report)
    return_report(actor=cast.actors["noivu"], report_id=report.pk, comment="Sửa lời.", now=SENT_AT)
    say(
        cast,
        duty(plan, "2.1"),
        "vptk",
        "2023-03-20 09:00",
        Outcome.DONE,
        effective_on=date(2023, 3, 13),
        is_after_cutoff=True,
        text="Đã đào tạo.",
    )
    refresh_report(actor=cast.actors["vptk"], report_id=report.pk, now=at("2023-03-20 10:00"))
    assert numbers(from_json(Snapshot.objects.latest("pk").facts).rows) == {
        "on_time": 1,
        "doing": 1,
        "not_yet": 2,
        "waiting": 1,
    }


def test_reopening_needs_a_reason_and_happens_once(cast: Cast, report: Report) -> None:
    sent(cast, report)
    given: dict[str, Any] = {"actor": cast.actors["noivu"], "report_id": report.pk, "now": SENT_AT}
    assert refusal_of(reopen_report, reason=" ", **given) == "Hãy viết lý do mở lại kỳ; lý do được giữ trong nhật ký."
    reopen_report(reason="Sót việc.", **given)
    assert refusal_of(reopen_report, reason="Sót việc.", **given) == (
        "Kỳ quý I năm 2023 đang mở hoặc báo cáo chưa gửi nên không cần mở lại."
    )


def test_withdrawing_after_a_return_comes_back_to_the_return(cast: Cast, report: Report) -> None:
    sent(cast, report)
    return_report(actor=cast.actors["noivu"], report_id=report.pk, comment="Sửa.", now=SENT_AT)
    approved(cast, report)
    back = withdraw_approval(actor=cast.actors["chutich"], report_id=report.pk, now=SENT_AT)
    assert (back.state, back.return_comment) == ("returned", "Sửa.")


def test_another_commune_cannot_touch_a_report(cast: Cast, report: Report) -> None:
    draw_all(cast, report)
    for who in ("ba-dinh.vptk", "ba-dinh.chutich"):
        with pytest.raises(Report.DoesNotExist):
            submit_report(actor=cast.actors[who], report_id=report.pk, now=SENT_AT)
        assert reports_in_reach(cast.actors[who]).count() == 0


def test_changed_statistics_read_as_in_the_table() -> None:
    was = sample()
    share = Indicator("Đúng hạn", "hồ sơ", "2076", "2158", "96,2 %")
    count = Indicator("Đang giải quyết", "hồ sơ", "1682", "", "1.682")
    changed = differences(replace(was, indicators=()), replace(was, indicators=(share, count))).figures
    assert [(one.where, one.after) for one in changed] == [
        ("Đúng hạn", "2.076/2.158 = 96,2 %"),
        ("Đang giải quyết", "1.682"),
    ]
