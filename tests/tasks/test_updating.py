"""Stating what was done: append-only, one sentence for every refusal, nothing half stored."""

from datetime import date
from typing import Any

import pytest

from cchc.orgs.models import Event
from cchc.orgs.refusals import Forbidden, Refused
from plans.models import Plan
from tasks.actions.closing import close_period, reopen_period
from tasks.actions.dates import cancel_obligation, set_due
from tasks.actions.updating import Conflict, state_update
from tasks.enums import LateCause, Outcome, PeriodKind
from tasks.evidence_files import MAX_SIZE, EvidenceFile
from tasks.models import Evidence, Obligation, Update
from tasks.periods import Timetable, period
from tasks.statements import Statement
from tests.cast import NOW, Cast, at
from tests.plans_in_force import duty

pytestmark = pytest.mark.django_db
PDF = EvidenceFile("bao-cao.pdf", b"%PDF-1.7 ...", "mục 2, trang 3")


def say(cast: Cast, obligation: Obligation, who: str = "tpht", **more: Any) -> Update:
    now = more.pop("now", at("2023-03-20 09:00"))
    seen, files = more.pop("seen", obligation.last_update_id), more.pop("files", ())
    words: dict[str, Any] = {"outcome": Outcome.DONE, "effective_on": now.date(), "text": "Đã rà soát."} | more
    return state_update(
        actor=cast.actors[who],
        obligation_id=obligation.pk,
        seen_update_id=seen,
        statement=Statement(**words),
        files=files,
        now=now,
    )


def test_an_update_is_stored_with_its_evidence_and_its_audit_line(cast: Cast, plan: Plan) -> None:
    obligation = duty(plan, "1.1")
    update = say(cast, obligation, files=[PDF], percent=100, document_number="45", document_symbol="BC-UBND")
    obligation.refresh_from_db()
    obligation.task.refresh_from_db()
    evidence = Evidence.objects.get()
    event = Event.objects.filter(object_type="tasks.task").latest("pk")
    assert (update.document, update.author_name, update.recorded_on) == ("45/BC-UBND", "Người tpht", date(2023, 3, 20))
    assert (obligation.outcome, obligation.outcome_on, obligation.last_update_id) == (
        "done",
        date(2023, 3, 20),
        update.pk,
    )
    assert obligation.task.next_due_on is None
    assert (evidence.name, evidence.place, evidence.sha256) == (PDF.name, PDF.place, PDF.sha256)
    with evidence.file.open() as stored:
        assert stored.read() == PDF.data
    assert (event.actor_name, event.after["tình trạng"], event.after["minh chứng"]) == (
        "Người tpht",
        "Đã xong",
        [PDF.name],
    )


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"effective_on": date(2023, 3, 21)}, "Ngày thực hiện 21/03/2023 chưa tới"),
        ({"document_on": date(2023, 4, 1)}, "Ngày văn bản 01/04/2023 chưa tới"),
        ({"percent": 101}, "từ 0 đến 100"),
        ({"outcome": Outcome.DIFFICULTY}, "một câu nêu khó khăn"),
        ({"files": [EvidenceFile("a.exe", b"MZ")]}, "không thuộc loại được nhận"),
        ({"files": [EvidenceFile("a.pdf", b"PK\x03\x04")]}, "không đúng định dạng"),
        ({"files": [EvidenceFile("a.pdf", b"")]}, "rỗng"),
        ({"files": [PDF, EvidenceFile("b.pdf", b"%PDF-" + b"0" * MAX_SIZE)]}, "nặng hơn 20 MB"),
    ],
)
def test_a_refusal_is_one_sentence_and_stores_nothing(
    cast: Cast, plan: Plan, more: dict[str, Any], sentence: str
) -> None:
    obligation = duty(plan, "1.1")
    with pytest.raises(Refused, match=sentence):
        say(cast, obligation, **more)
    obligation.refresh_from_db()
    assert (Update.objects.count(), Evidence.objects.count(), obligation.outcome) == (0, 0, "")


LATE = at("2023-04-10 08:00")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"text": "Đã rà soát."}, "Việc xong sau hạn 31/03/2023; hãy chọn nguyên nhân chậm"),
        ({"outcome": Outcome.DOING}, "Việc đã quá hạn 31/03/2023; hãy chọn nguyên nhân chậm"),
        ({"outcome": Outcome.DOING, "effective_on": date(2023, 3, 30)}, "Việc đã quá hạn 31/03/2023"),
        ({"outcome": Outcome.DIFFICULTY, "difficulty": "Thiếu người."}, "Việc đã quá hạn 31/03/2023"),
        ({"text": "", "late_cause": LateCause.OWN}, "hãy viết một câu nêu kết quả và lý do muộn"),
        ({"late_cause": LateCause.SUPERIOR}, "nằm ngoài thẩm quyền của đơn vị; hãy viết một câu ở ô Lý do chậm"),
        ({"late_cause": LateCause.FUNDS, "late_reason": "  "}, "nằm ngoài thẩm quyền của đơn vị"),
    ],
)
def test_late_work_says_its_cause_and_why(cast: Cast, plan: Plan, more: dict[str, Any], sentence: str) -> None:
    obligation = duty(plan, "1.1")
    with pytest.raises(Refused, match=sentence):
        say(cast, obligation, now=LATE, **more)
    why = {"late_cause": LateCause.SUPERIOR, "late_reason": "Chờ Quyết định của tỉnh."}
    said = say(cast, obligation, now=LATE, **more | why)
    obligation.refresh_from_db()
    event = Event.objects.filter(object_type="tasks.task").latest("pk")
    assert (said.late_cause, said.late_reason) == ("superior", "Chờ Quyết định của tỉnh.")
    assert (obligation.late_cause, event.after["nguyên nhân chậm"]) == ("superior", LateCause.SUPERIOR.label)


@pytest.mark.parametrize(
    ("now", "more"),
    [
        (at("2023-03-31 23:59"), {"text": ""}),
        (LATE, {"effective_on": date(2023, 3, 31), "text": ""}),
        (LATE, {"outcome": Outcome.NOTHING, "text": ""}),
        (at("2023-03-31 23:59"), {"outcome": Outcome.DOING, "text": ""}),
    ],
)
def test_what_is_not_late_is_asked_for_no_cause(cast: Cast, plan: Plan, now: Any, more: dict[str, Any]) -> None:
    assert say(cast, duty(plan, "1.1"), now=now, **more).late_cause == ""


@pytest.mark.parametrize("who", ["tckt", "chutich"])
def test_who_does_not_lead_is_told_who_does(cast: Cast, plan: Plan, who: str) -> None:
    with pytest.raises(Forbidden, match="Chỉ Công chức Tư pháp - Hộ tịch hoặc Văn phòng - Thống kê"):
        say(cast, duty(plan, "1.1"), who=who)


@pytest.mark.parametrize("who", ["ba-dinh.tpht", "ba-dinh.vptk"])
def test_another_body_does_not_find_it(cast: Cast, plan: Plan, who: str) -> None:
    with pytest.raises(Obligation.DoesNotExist):
        say(cast, duty(plan, "1.1"), who=who)


def test_the_reviewer_sees_but_may_not_write(cast: Cast, plan: Plan) -> None:
    with pytest.raises(Forbidden):
        say(cast, duty(plan, "1.1"), who="noivu")


def test_the_second_of_two_writers_is_refused_with_the_first_version(cast: Cast, plan: Plan) -> None:
    obligation = duty(plan, "1.1")
    first = say(cast, obligation, who="vptk", outcome=Outcome.DOING, text="Đang làm.")
    with pytest.raises(Conflict) as refusal:
        say(cast, obligation, seen=None)
    assert (refusal.value.theirs, Update.objects.count()) == (first, 1)


def test_the_same_tap_twice_is_stored_once(cast: Cast, plan: Plan) -> None:
    obligation = duty(plan, "1.1")
    assert say(cast, obligation, seen=None) == say(cast, obligation, seen=None)
    assert Update.objects.count() == 1


def test_a_closed_period_takes_only_words_marked_as_after_the_cutoff(cast: Cast, plan: Plan) -> None:
    quarter = period(PeriodKind.QUARTER, 2023, 1, Timetable())
    vptk = cast.actors["vptk"]
    close_period(actor=vptk, organization=cast.quang_trung, period=quarter, now=at("2023-03-16 14:00"))
    inside = {"effective_on": date(2023, 3, 14)}
    obligation = duty(plan, "1.1")
    with pytest.raises(Refused, match="Báo cáo quý I năm 2023 đã gửi với số liệu chốt ngày 14/03/2023"):
        say(cast, obligation, **inside)
    assert say(cast, obligation, **inside, is_after_cutoff=True).is_after_cutoff
    reopen_period(actor=vptk, organization=cast.quang_trung, period=quarter, reason="Sót số liệu", now=NOW)
    obligation.refresh_from_db()
    assert not say(cast, obligation, **inside, text="Lại.").is_after_cutoff


def test_days_are_local_days(cast: Cast, plan: Plan) -> None:
    last_minute, next_day = at("2023-03-31 23:59"), at("2023-04-01 00:01")
    obligation = duty(plan, "1.1")
    assert say(cast, obligation, now=last_minute, text="").recorded_on == date(2023, 3, 31)
    obligation = duty(plan, "2.2", date(2023, 3, 31))
    with pytest.raises(Refused, match="Việc xong sau hạn"):
        say(cast, obligation, who="vptk", now=next_day, text="")


def test_a_waiting_duty_is_given_its_day(cast: Cast, plan: Plan) -> None:
    obligation = duty(plan, "2.1")
    change = set_due(
        actor=cast.actors["vptk"], obligation_id=obligation.pk, due_on=date(2023, 9, 15), reason="Theo CV 12", now=NOW
    )
    obligation.refresh_from_db()
    obligation.task.refresh_from_db()
    assert (change.old_due_on, change.new_due_on) == (None, date(2023, 9, 15))
    assert (obligation.due_on, obligation.original_due_on, obligation.task.next_due_on) == (
        date(2023, 9, 15),
        None,
        date(2023, 9, 15),
    )


@pytest.mark.parametrize(
    ("who", "row", "day", "reason", "sentence"),
    [
        ("tpht", "2.1", date(2023, 9, 15), "CV 12", "Chỉ Văn phòng - Thống kê hoặc lãnh đạo"),
        ("vptk", "2.1", date(2023, 9, 15), " ", "lý do đặt hạn"),
        ("vptk", "2.1", date(2025, 9, 15), "CV 12", "nằm ngoài các năm"),
        ("vptk", "1.1", date(2023, 3, 31), "CV 12", "Hạn đang là 31/03/2023"),
    ],
)
def test_a_due_day_is_refused_with_its_reason(
    cast: Cast, plan: Plan, who: str, row: str, day: date, reason: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        set_due(actor=cast.actors[who], obligation_id=duty(plan, row).pk, due_on=day, reason=reason, now=NOW)


def test_a_cancelled_duty_is_owed_no_more_and_takes_no_words(cast: Cast, plan: Plan) -> None:
    obligation = duty(plan, "1.1")
    cancel_obligation(actor=cast.actors["chutich"], obligation_id=obligation.pk, reason="Thị xã làm thay", now=NOW)
    obligation.refresh_from_db()
    obligation.task.refresh_from_db()
    assert (obligation.cancelled_on, obligation.task.next_due_on) == (date(2023, 6, 10), None)
    with pytest.raises(Refused, match="đã hủy ngày 10/06/2023"):
        say(cast, obligation, now=NOW)


def test_history_is_never_changed(cast: Cast, plan: Plan) -> None:
    say(cast, duty(plan, "1.1"))
    with pytest.raises(TypeError):
        Update.objects.update(text="khác")
    with pytest.raises(TypeError):
        Update.objects.all().delete()
