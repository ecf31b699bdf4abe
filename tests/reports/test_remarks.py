"""Remarks of the reviewer place by place and the answers of the body: their life, who reads what when, refusals."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from cchc.orgs.actions.people import add_membership, add_user
from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Event, Notice
from cchc.orgs.refusals import Refused
from plans.models import Plan
from reports.actions.remarking import (
    Answer,
    RemarkConflict,
    add_remark,
    answer_remarks,
    drop_remark,
    rewrite_remark,
)
from reports.actions.sending import accept_report, reopen_report, return_report, submit_report
from reports.models import Remark, Report, ReportFile, Snapshot
from reports.queries.remarks import RemarkCount, remark_counts, remarks_of
from reports.rules import can_answer, can_remark, reads_untold
from tests.cast import NOW, PASSWORD, Cast, at
from tests.plans_in_force import duty
from tests.reports.bodies import makers
from tests.reports.reporting import SENT_AT, approved, drafted, edit, remarked, sent

pytestmark = pytest.mark.django_db
RETURNED_AT, ANSWERED_AT, AGAIN_AT = at("2023-03-17 08:00"), at("2023-03-17 10:00"), at("2023-03-20 08:00")


@pytest.fixture
def report(cast: Cast, plan: Plan) -> Report:
    return sent(cast, drafted(cast, plan))


def row_address(plan: Plan) -> str:
    return f"row:{duty(plan, '1.3').task_id}"


def returned(cast: Cast, report: Report, comment: str = "") -> Report:
    return return_report(actor=cast.actors["noivu"], report_id=report.pk, comment=comment, now=RETURNED_AT)


def answered(cast: Cast, report: Report, *texts: str, who: str = "vptk") -> int:
    """The remarks of the newest sending answered in their order."""
    remarks = Remark.objects.filter(report=report, attempt=report.attempt)
    answers = [Answer(one.pk, text, one.version) for one, text in zip(remarks, texts, strict=True)]
    return answer_remarks(actor=cast.actors[who], report_id=report.pk, answers=answers, now=ANSWERED_AT)


def read_by(actor: Actor, report: Report) -> list[tuple[str, str]]:
    """What somebody reads: each remark with its answer."""
    return [(line.remark.text, line.answer) for line in remarks_of(actor, Report.objects.get(pk=report.pk))]


def refusal_of(act: Callable[..., Any], **given: Any) -> str:
    """The sentence of a refusal; nothing was stored."""
    before = list(Remark.objects.values()), Event.objects.count(), list(Report.objects.values())
    with pytest.raises(Refused) as refusal:
        act(**given)
    assert (list(Remark.objects.values()), Event.objects.count(), list(Report.objects.values())) == before
    return refusal.value.message


def test_remarks_live_from_the_first_reading_to_the_second(cast: Cast, plan: Plan, report: Report) -> None:
    provincial = cast.actors["admin"]
    files = list(ReportFile.objects.order_by("pk").values_list("sha256", flat=True))
    remarked(cast, report, "Nêu rõ tên lĩnh vực.")
    remarked(cast, report, "Số liệu lệch.", address=row_address(plan))
    both = [("Nêu rõ tên lĩnh vực.", ""), ("Số liệu lệch.", "")]
    readers = (cast.actors["noivu"], cast.actors["vptk"], cast.actors["chutich"], provincial)
    assert [read_by(actor, report) for actor in readers] == [both, [], [], []]
    back = returned(cast, report)
    assert (back.state, back.return_comment) == ("returned", "Xem 2 ý kiến ghi tại từng chỗ của báo cáo.")
    assert [read_by(actor, report) for actor in readers] == [both] * 4
    edit(cast, report, "II.1", "Đã theo dõi lĩnh vực đất đai, hộ tịch.")
    ready = approved(cast, report, now=at("2023-03-18 08:00"))
    said = refusal_of(submit_report, actor=cast.actors["vptk"], report_id=ready.pk, now=AGAIN_AT)
    assert said == (
        "Còn 2/2 ý kiến của Phòng Nội vụ thị xã Bỉm Sơn chưa được trả lời: II.1. Cải cách thể chế; "
        "Phụ lục số 01, mục 3: Theo dõi thi hành pháp luật; hãy trả lời ở trang Tổng quan của báo cáo rồi gửi."
    )
    assert answered(cast, report, "Đã nêu tên.", "") == 1
    assert "Còn 1/2 ý kiến" in refusal_of(submit_report, actor=cast.actors["vptk"], report_id=ready.pk, now=AGAIN_AT)
    assert answered(cast, report, "Đã nêu tên.", "Số đã đúng, xem bảng.", who="chutich") == 1
    with_answers = [("Nêu rõ tên lĩnh vực.", "Đã nêu tên."), ("Số liệu lệch.", "Số đã đúng, xem bảng.")]
    assert [read_by(actor, report) for actor in readers] == [both, with_answers, with_answers, both]
    again = submit_report(actor=cast.actors["vptk"], report_id=ready.pk, now=AGAIN_AT)
    assert (again.attempt, again.state) == (2, "submitted")
    assert [read_by(actor, report) for actor in readers] == [with_answers] * 4
    assert list(ReportFile.objects.order_by("pk").values_list("sha256", flat=True))[: len(files)] == files
    assert [snapshot for snapshot in Snapshot.objects.all() if "Đã nêu tên." in str(snapshot.facts)] == []
    locked = refusal_of(
        answer_remarks,
        actor=cast.actors["vptk"],
        report_id=report.pk,
        answers=[Answer(Remark.objects.earliest("pk").pk, "Khác.", 9)],
        now=AGAIN_AT,
    )
    assert locked == ("Báo cáo quý I năm 2023 đã gửi nên câu trả lời đã khóa; chỉ trả lời được khi báo cáo bị trả lại.")


@pytest.mark.parametrize(
    ("state", "remark", "answer", "untold"),
    [
        ("submitted", ["noivu"], [], ["noivu"]),
        ("returned", [], ["vptk", "chutich"], ["noivu"]),
        ("approved", [], ["vptk", "chutich"], ["noivu"]),
        ("accepted", [], [], ["noivu"]),
    ],
)
def test_who_remarks_answers_and_reads_before_the_body(
    cast: Cast, report: Report, state: str, remark: list[str], answer: list[str], untold: list[str]
) -> None:
    coordinator, leader = makers(cast)
    report.state = state
    actors = cast.actors | {"thi-xa.vptk": coordinator, "thi-xa.chutich": leader}
    found = {
        rule.__name__: [name for name, actor in actors.items() if rule(actor, report)]
        for rule in (can_remark, can_answer, reads_untold)
    }
    assert found == {"can_remark": remark, "can_answer": answer, "reads_untold": untold}


def test_a_government_reads_what_was_told_and_not_before(cast: Cast, report: Report) -> None:
    coordinator, _ = makers(cast)
    remarked(cast, report, "Nêu rõ.")
    before = read_by(coordinator, report)
    returned(cast, report)
    assert (before, read_by(coordinator, report)) == ([], [("Nêu rõ.", "")])
    assert read_by(cast.actors["ba-dinh.vptk"], report) == []


@pytest.mark.parametrize("who", ["vptk", "chutich", "tpht", "admin"])
def test_nobody_else_remarks(cast: Cast, report: Report, who: str) -> None:
    said = refusal_of(
        add_remark, actor=cast.actors[who], report_id=report.pk, address="whole:", text="Sửa.", seen=1, now=SENT_AT
    )
    assert said == "Chỉ người theo dõi của Phòng Nội vụ thị xã Bỉm Sơn mới ghi ý kiến về báo cáo này."


@pytest.mark.parametrize("who", ["tpht", "noivu"])
def test_nobody_else_answers(cast: Cast, report: Report, who: str) -> None:
    remarked(cast, report, "Nêu rõ.")
    returned(cast, report)
    answers = [Answer(Remark.objects.get().pk, "Đã nêu.", 1)]
    said = refusal_of(answer_remarks, actor=cast.actors[who], report_id=report.pk, answers=answers, now=ANSWERED_AT)
    assert (
        said
        == {
            "tpht": "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị mới trả lời ý kiến.",
            "noivu": "Chỉ Xã Quang Trung mới trả lời ý kiến về báo cáo của mình.",
        }[who]
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": "  "}, "Hãy viết ý kiến: sai hoặc thiếu gì, cần sửa thế nào."),
        ({"text": "x" * 4001}, "Dài 4001 ký tự, quá 4000; hãy rút gọn rồi lưu lại."),
        ({"address": "section:IX"}, "Báo cáo không có chỗ này; hãy tải lại trang rồi ghi ý kiến vào chỗ khác."),
        ({"address": "row:x"}, "Báo cáo không có chỗ này; hãy tải lại trang rồi ghi ý kiến vào chỗ khác."),
        ({"seen": 0}, "Trang này đã cũ; hãy tải lại trang báo cáo rồi làm lại."),
    ],
)
def test_a_remark_that_cannot_be_kept(cast: Cast, report: Report, given: dict[str, Any], words: str) -> None:
    whole = {"address": "whole:", "text": "Sửa.", "seen": 1} | given
    assert refusal_of(add_remark, actor=cast.actors["noivu"], report_id=report.pk, now=SENT_AT, **whole) == words


def test_words_are_kept_composed_and_one_press_more_is_no_second_remark(cast: Cast, report: Report) -> None:
    typed = unicodedata.normalize("NFD", "Thiếu số liệu.")
    first, second = (remarked(cast, report, f" {typed}\r\nDòng hai. ") for _ in range(2))
    assert (first.pk, Remark.objects.get().text) == (second.pk, "Thiếu số liệu.\nDòng hai.")


def colleague(cast: Cast) -> Actor:
    """Another reviewer of the same office."""
    system = Actor.system(cast.home_affairs)
    user = add_user(
        actor=system, organization=cast.home_affairs, username="hai", full_name="Người hai", password=PASSWORD, now=NOW
    )
    add_membership(actor=system, user=user, organization=cast.home_affairs, role=Role.REVIEWER, now=NOW)
    return Actor(user=user, organization=cast.home_affairs, role=Role.REVIEWER)


def test_two_reviewers_share_remarks_and_neither_overwrites_the_other(cast: Cast, report: Report) -> None:
    first, second = cast.actors["noivu"], colleague(cast)
    remark = remarked(cast, report, "Nêu rõ.")
    assert read_by(second, report) == [("Nêu rõ.", "")]
    changed = rewrite_remark(actor=second, remark_id=remark.pk, text="Nêu rõ tên.", seen_version=1, now=SENT_AT)
    assert (changed.version, changed.author_name) == (2, "Người hai")
    for act in (rewrite_remark, drop_remark):
        more = {"text": "Nêu rõ số."} if act is rewrite_remark else {}
        with pytest.raises(RemarkConflict) as conflict:
            act(actor=first, remark_id=remark.pk, seen_version=1, now=SENT_AT, **more)
        assert (conflict.value.theirs.text, conflict.value.message) == (
            "Nêu rõ tên.",
            "Người hai vừa sửa chỗ này; hãy xem bản đã lưu rồi giữ bản của ai hoặc gộp lại.",
        )
    drop_remark(actor=second, remark_id=remark.pk, seen_version=2, now=SENT_AT)
    assert read_by(first, report) == []
    gone = refusal_of(rewrite_remark, actor=first, remark_id=remark.pk, text="Nêu rõ số.", seen_version=2, now=SENT_AT)
    assert gone == "Ý kiến này vừa được người khác bỏ; chữ của nó còn trong nhật ký."
    last = Event.objects.filter(object_type="reports.remark").latest("pk")
    assert (last.verb, last.before) == ("Bỏ ý kiến về báo cáo", {"ý kiến": "Nêu rõ tên."})


def test_what_was_told_is_changed_no_more(cast: Cast, report: Report) -> None:
    remark = remarked(cast, report, "Nêu rõ.")
    returned(cast, report)
    given = {"actor": cast.actors["noivu"], "remark_id": remark.pk, "seen_version": 1, "now": RETURNED_AT}
    said = {refusal_of(rewrite_remark, text="Khác.", **given), refusal_of(drop_remark, **given)}
    assert said == {
        "Báo cáo quý I năm 2023 trả lại nên không ghi, sửa, bỏ ý kiến được nữa; chỉ làm được khi báo cáo vừa gửi đến, "
        "chưa nhận hoặc trả lại."
    }
    answered(cast, report, "Đã nêu.")
    sent(cast, report, now=AGAIN_AT)
    assert refusal_of(rewrite_remark, text="Khác.", **given) == (
        "Ý kiến này đã báo cho Xã Quang Trung nên không sửa, bỏ được nữa."
    )


def test_a_page_of_the_sending_before_decides_nothing_and_remarks_nothing(cast: Cast, report: Report) -> None:
    returned(cast, report, "Sửa.")
    sent(cast, report, now=AGAIN_AT)
    stale = {"actor": cast.actors["noivu"], "report_id": report.pk, "seen": 1, "now": AGAIN_AT}
    said = {
        refusal_of(accept_report, **stale),
        refusal_of(return_report, comment="Sửa.", **stale),
        refusal_of(add_remark, address="whole:", text="Sửa.", **stale),
    }
    assert said == {
        "Xã Quang Trung vừa gửi lại báo cáo quý I năm 2023 (lần 2) sau khi anh chị mở trang này; hãy xem bản mới rồi "
        "làm tiếp."
    }
    assert accept_report(**stale | {"seen": 2}).state == "accepted"


def test_an_acceptance_makes_notes_that_ask_for_nothing(cast: Cast, report: Report) -> None:
    remarked(cast, report, "Kỳ sau nêu rõ tên.")
    accept_report(actor=cast.actors["noivu"], report_id=report.pk, now=RETURNED_AT, seen=1)
    note = Remark.objects.get()
    assert (note.is_note, note.told_at, read_by(cast.actors["vptk"], report)) == (
        True,
        RETURNED_AT,
        [("Kỳ sau nêu rõ tên.", "")],
    )
    reopen_report(actor=cast.actors["noivu"], report_id=report.pk, reason="Sót việc.", now=AGAIN_AT)
    assert sent(cast, report, now=AGAIN_AT).attempt == 2


def test_opening_the_period_again_tells_remarks_that_are_to_be_answered(cast: Cast, report: Report) -> None:
    remarked(cast, report, "Nêu rõ.")
    reopen_report(actor=cast.actors["noivu"], report_id=report.pk, reason="Sót việc.", now=RETURNED_AT)
    assert read_by(cast.actors["vptk"], report) == [("Nêu rõ.", "")]
    assert "Còn 1/1 ý kiến" in refusal_of(
        submit_report, actor=cast.actors["vptk"], report_id=approved(cast, report).pk, now=AGAIN_AT
    )


def test_a_return_says_something(cast: Cast, report: Report) -> None:
    given = {"actor": cast.actors["noivu"], "report_id": report.pk, "now": RETURNED_AT}
    assert refusal_of(return_report, comment=" ", **given) == "Hãy viết ý kiến trả lại để đơn vị biết cần sửa gì."
    remarked(cast, report, "Nêu rõ.")
    assert return_report(comment=" Xem kỹ. ", **given).return_comment == "Xem kỹ."


def test_two_answers_at_once_lose_no_word(cast: Cast, report: Report) -> None:
    remark = remarked(cast, report, "Nêu rõ.")
    returned(cast, report)
    answered(cast, report, "Đã nêu ở mục II.")
    late = [Answer(remark.pk, "Không nêu.", 1)]
    said = refusal_of(answer_remarks, actor=cast.actors["chutich"], report_id=report.pk, answers=late, now=ANSWERED_AT)
    assert said == "Người vptk vừa sửa chỗ này; hãy xem bản đã lưu rồi giữ bản của ai hoặc gộp lại."
    answered(cast, report, "")
    assert Remark.objects.values_list("answer", "answered_at", "answerer_name").get() == ("", None, "")


def test_who_is_told_of_what(cast: Cast, report: Report) -> None:
    remarked(cast, report, "Nêu rõ.")
    returned(cast, report, "Thiếu số liệu.")
    answered(cast, report, "Đã nêu.")
    sent(cast, report, now=AGAIN_AT)
    remarked(cast, report_now(report), "Kỳ sau viết gọn.")
    accept_report(actor=cast.actors["noivu"], report_id=report.pk, now=AGAIN_AT)
    told = Notice.objects.filter(kind="report").order_by("pk").values_list("user__username", "text", "path")
    page = f"/bao-cao/{report.pk}/"
    office, commune = "Phòng Nội vụ thị xã Bỉm Sơn", "Xã Quang Trung"
    again = f"{commune} gửi lại (lần 2) báo cáo quý I năm 2023; chờ anh chị nhận hoặc trả lại."
    assert list(told) == [
        ("noivu", f"{commune} gửi báo cáo quý I năm 2023; chờ anh chị nhận hoặc trả lại.", page),
        ("vptk", f"{office} trả lại báo cáo quý I năm 2023: Thiếu số liệu.", page),
        ("chutich", f"{office} trả lại báo cáo quý I năm 2023: Thiếu số liệu.", page),
        ("noivu", again, page),
        ("vptk", f"{office} đã nhận báo cáo quý I năm 2023, kèm 1 lưu ý cho kỳ sau.", page),
        ("chutich", f"{office} đã nhận báo cáo quý I năm 2023, kèm 1 lưu ý cho kỳ sau.", page),
    ]


def report_now(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def test_the_journal_of_the_body_holds_what_it_was_told_and_nothing_before(cast: Cast, report: Report) -> None:
    remarked(cast, report, "Chữ bỏ đi.")
    drop_remark(actor=cast.actors["noivu"], remark_id=Remark.objects.get().pk, seen_version=1, now=SENT_AT)
    remarked(cast, report, "Nêu rõ.")
    before = [str(one.after) + str(one.before) for one in Event.objects.visible_to(cast.actors["vptk"])]
    assert [words for words in before if "Chữ bỏ đi." in words or "Nêu rõ." in words] == []
    returned(cast, report, "Sửa.")
    answered(cast, report, "Đã nêu.")
    sent(cast, report, now=AGAIN_AT)
    found = Event.objects.filter(object_type="reports.report", verb__in=("Trả lại báo cáo", "Gửi báo cáo"))
    assert [(one.verb, one.after) for one in found.order_by("pk")][1:] == [
        ("Trả lại báo cáo", {"ý kiến": "Sửa.", "lần gửi": 1, "1. II.1. Cải cách thể chế": "Nêu rõ."}),
        (
            "Gửi báo cáo",
            {
                "nơi nhận": "Phòng Nội vụ thị xã Bỉm Sơn",
                "lần gửi": 2,
                "mã SHA-256 số liệu": Snapshot.objects.latest("pk").sha256,
                "trả lời: II.1. Cải cách thể chế": "Đã nêu.",
            },
        ),
    ]


def test_the_inbox_counts_remarks_on_the_newest_sending(cast: Cast, report: Report) -> None:
    remarked(cast, report, "Nêu rõ.")
    remarked(cast, report, "Thiếu.", address="whole:")
    waiting = remark_counts([report_now(report)])
    returned(cast, report)
    answered(cast, report, "Đã nêu.", "")
    assert (waiting, remark_counts([report_now(report)])) == (
        {report.pk: RemarkCount(2, 2, 0)},
        {report.pk: RemarkCount(2, 0, 1)},
    )
