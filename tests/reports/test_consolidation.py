"""A government's report from its communes' accepted ones: every sum counted here by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Refused
from plans.models import Plan
from reports.actions.approving import Approval, approve_report
from reports.actions.drafting import draft_report, refresh_report
from reports.actions.editing import edit_section
from reports.actions.freezing import frozen_facts
from reports.actions.sending import reopen_report, return_report
from reports.collecting import collect_facts
from reports.collecting.consolidation import noun_of
from reports.collecting.sums import sum_indicators, with_earlier
from reports.differences import differences
from reports.enums import ReportState
from reports.facts import BodyFacts, Consolidation, Indicator, ReportFacts, from_json, to_json
from reports.models import NarrativeText, Report, ReportFile, Submission
from reports.queries.earlier import SentReport
from reports.queries.reach import reports_in_reach
from reports.queries.schedule import drafts_due
from tasks.actions.regimes import set_regime
from tasks.enums import Audience, PeriodKind, State
from tasks.regimes import Line, Regime
from tests.cast import Cast, at
from tests.plans_in_force import plan_in_force
from tests.reports.bodies import (
    LATE,
    UNTIL,
    commune,
    makers,
    ratio,
    said,
    sends,
    tally,
)
from tests.reports.sample import sample
from tests.reports.year import numbers, quarter

pytestmark = pytest.mark.django_db
A = {State.ON_TIME: 10, State.LATE: 2, State.OVERDUE: 3, State.WAITING: 1}
"""12 of 15 done, 80 %."""
B = {State.ON_TIME: 1, State.OVERDUE: 4, State.CANCELLED: 2}
"""1 of 5 done, 20 %: the mean of both would be 50 %, of the sums it is 13/20 = 65 %."""
DRAFT_DAY = at("2023-03-15 00:10")


@pytest.fixture
def communes(cast: Cast) -> dict[str, Report]:
    """Quang Trung in time, Ba Đình late, both taken in; Xã Ba silent; Xã Bốn returned; Xã Năm not yet taken in."""
    commune(cast, "xa-ba", "Xã Ba")
    bodies = {"quang_trung": cast.quang_trung, "ba_dinh": cast.ba_dinh}
    bodies |= {code: commune(cast, code, name) for code, name in (("bon", "Xã Bốn"), ("nam", "Xã Năm"))}
    to = cast.home_affairs
    return {
        "quang_trung": sends(bodies["quang_trung"], A, recipient=to),
        "ba_dinh": sends(bodies["ba_dinh"], B, recipient=to, sent_at=LATE),
        "bon": sends(bodies["bon"], {State.ON_TIME: 100}, recipient=to, state=ReportState.RETURNED),
        "nam": sends(bodies["nam"], {State.ON_TIME: 1000}, recipient=to, state=ReportState.SUBMITTED),
    }


def collected(government: Organization, until: Any = UNTIL) -> ReportFacts:
    of = quarter(1)
    return collect_facts(
        actor=Actor.system(government), organization=government, period=of, as_of=of.cutoff_on, until=until
    )


def consolidated(government: Organization, until: Any = UNTIL) -> Consolidation:
    found = collected(government, until).consolidation
    assert found is not None
    return found


# sums and sentences


def test_states_and_bases_are_added_and_the_percentage_is_taken_of_the_sums(
    cast: Cast, communes: dict[str, Report]
) -> None:
    found = consolidated(cast.district)
    assert [body.name for body in found.bodies] == ["Phường Ba Đình", "Xã Quang Trung"]
    assert numbers(found.rows) == {
        State.ON_TIME: 11,
        State.LATE: 2,
        State.OVERDUE: 7,
        State.WAITING: 1,
        State.CANCELLED: 2,
    }
    assert (found.rows.total, found.rows.done, found.rows.base, found.rows.percent) == (23, 13, 20, "65,0 %")
    assert found.rows.left_out == "Không tính vào tỷ lệ: 1 nhiệm vụ đang chờ, 2 nhiệm vụ đã hủy."
    assert found.period_tally.left_out == "Không tính vào tỷ lệ: 1 việc đang chờ, 2 việc đã hủy."


def test_the_opening_names_the_silent_first_and_its_numbers_add_up(cast: Cast, communes: dict[str, Report]) -> None:
    facts = collected(cast.district)
    assert [paragraph.text for paragraph in facts.opening] == [
        "Ủy ban nhân dân thị xã Bỉm Sơn báo cáo kết quả thực hiện công tác cải cách hành chính quý I năm 2023, tổng "
        "hợp từ báo cáo của các xã, phường, như sau:",
        "Đến 09:00 ngày 20/03/2023: 4/5 xã, phường đã gửi báo cáo quý I năm 2023; 1 chưa gửi: Xã Ba.",
        "Trong 4 báo cáo đã gửi: 3 gửi đúng hạn, 1 gửi muộn (Phường Ba Đình).",
        "Cộng vào số liệu: 2 báo cáo đã được nhận. Chưa cộng: 1 trả lại, chưa gửi lại (Xã Bốn); 1 đã gửi, chờ nhận "
        "(Xã Năm).",
        "Theo 2 báo cáo đã nhận, kế hoạch của các xã, phường có 23 nhiệm vụ: 11 xong đúng hạn, 2 xong muộn, 7 quá hạn, "
        "1 đang chờ, 2 đã hủy. Đã hoàn thành 13/20 nhiệm vụ, đạt 65,0 %. Không tính vào tỷ lệ: 1 nhiệm vụ đang chờ, "
        "2 nhiệm vụ đã hủy.",
        "Trong kỳ, các xã, phường có 23 việc: 11 xong đúng hạn, 2 xong muộn, 7 quá hạn, 1 đang chờ, 2 đã hủy. Đã hoàn "
        "thành 13/20 việc, đạt 65,0 %. Không tính vào tỷ lệ: 1 việc đang chờ, 2 việc đã hủy.",
    ]


def test_every_body_that_owes_has_a_line_the_most_pressing_first(cast: Cast, communes: dict[str, Report]) -> None:
    found = consolidated(cast.district)
    assert [(one.name, one.state, one.words, one.attempt, one.document) for one in found.sendings] == [
        ("Xã Ba", "silent", "Chưa gửi, quá 4 ngày", 0, ""),
        ("Xã Bốn", "returned", "Gửi đúng hạn, 15/03/2023", 1, "12/BC-UBND ngày 15/03/2023"),
        ("Xã Năm", "waiting", "Gửi đúng hạn, 15/03/2023", 1, "12/BC-UBND ngày 15/03/2023"),
        ("Phường Ba Đình", "taken", "Gửi muộn 4 ngày, 20/03/2023", 1, "12/BC-UBND ngày 15/03/2023"),
        ("Xã Quang Trung", "taken", "Gửi đúng hạn, 15/03/2023", 1, "12/BC-UBND ngày 15/03/2023"),
    ]
    assert found.exempt == ()


def test_dossiers_of_two_communes_give_the_share_of_the_sums(cast: Cast) -> None:
    """1 297 early and 779 on time of 2 158: 96,2 %; the mean of 98,1 % and 90,0 % would be 94,1 %."""
    sends(cast.quang_trung, A, recipient=cast.home_affairs, indicators=(ratio("1617", "1648", "98,1 %"),))
    sends(cast.ba_dinh, B, recipient=cast.home_affairs, indicators=(ratio("459", "510", "90,0 %"),))
    line = next(one for one in collected(cast.district).indicators if one.code == "on_time")
    assert (line.numerator, line.denominator, line.value, line.left_out) == ("2076", "2158", "96,2 %", "")


def test_who_entered_no_number_is_named_under_the_figure_and_is_not_a_zero(cast: Cast) -> None:
    xa_ba = commune(cast, "xa-ba", "Xã Ba")
    half = (ratio("5", "", ""), Indicator("Buổi đối thoại", "buổi", "2", "", "2", code="talks"))
    sends(cast.quang_trung, A, recipient=cast.home_affairs, indicators=(ratio("90", "100", "90,0 %"),))
    sends(cast.ba_dinh, B, recipient=cast.home_affairs, indicators=(ratio("", "", ""),))
    sends(xa_ba, B, recipient=cast.home_affairs, indicators=half)
    lines = {one.code: one for one in collected(cast.district).indicators if one.code}
    assert (lines["on_time"].value, lines["on_time"].left_out) == (
        "90,0 %",
        "chưa có số liệu: Phường Ba Đình, Xã Ba",
    )
    assert (lines["talks"].numerator, lines["talks"].denominator, lines["talks"].value, lines["talks"].left_out) == (
        "2",
        "",
        "2",
        "chưa có số liệu: Phường Ba Đình, Xã Quang Trung",
    )


def test_what_nobody_entered_stays_empty() -> None:
    body = BodyFacts("Xã A", 1, 1, tally("Nhiệm vụ", A), tally("Việc", A), (ratio("", "", ""),))
    (line,) = sum_indicators((ratio("", "", ""),), (body,))
    assert (line.numerator, line.denominator, line.value) == ("", "", "")
    assert line.left_out == "chưa đơn vị nào có số liệu"


def test_sums_stand_beside_those_that_the_government_reported_before() -> None:
    sums = Consolidation((), (), tally("Nhiệm vụ", A), tally("Việc", A))
    told = replace(sample(approved=True), consolidation=sums, indicators=(ratio("9", "10", "90,0 %"),))
    alone = replace(told, consolidation=None)
    of = quarter(2)
    sent = [SentReport(1, quarter(1), UNTIL.date(), told), SentReport(2, quarter(2, 2022), UNTIL.date(), alone)]
    (line,) = with_earlier((ratio("19", "20", "95,0 %"),), sent, of)
    assert (line.value, line.previous, line.last_year) == ("95,0 %", "90,0 %", "")


# who owes


def test_what_is_not_asked_differs_from_what_was_not_sent(cast: Cast) -> None:
    commune(cast, "moi", "Xã Mới", valid_from=date(2023, 3, 15))
    commune(cast, "cu", "Xã Cũ", valid_to=date(2022, 12, 14))
    gone = commune(cast, "gop", "Xã Gộp", valid_from=None, valid_to=date(2023, 2, 1))
    Organization.objects.filter(pk=gone.pk).update(merged_into=cast.quang_trung)
    found = consolidated(cast.district)
    assert [one.name for one in found.sendings] == ["Phường Ba Đình", "Xã Quang Trung"]
    assert found.exempt == ("Xã Gộp (kết thúc hoạt động ngày 01/02/2023, nhập vào Xã Quang Trung)",)


def test_a_regime_that_does_not_ask_for_the_period_exempts_the_body(cast: Cast) -> None:
    set_regime(
        actor=cast.actors["ba-dinh.vptk"],
        organization=cast.ba_dinh,
        audience=Audience.OWN,
        from_year=2023,
        regime=Regime("Chỉ báo cáo năm", (Line(PeriodKind.YEAR),)),
        now=at("2023-01-03 08:00"),
    )
    found = consolidated(cast.district)
    assert [one.name for one in found.sendings] == ["Xã Quang Trung"]
    assert found.exempt == ("Phường Ba Đình (chế độ báo cáo không yêu cầu kỳ này)",)
    assert [p.text for p in collected(cast.district).opening][1:] == [
        "Đến 09:00 ngày 20/03/2023: 0/1 xã, phường đã gửi báo cáo quý I năm 2023; 1 chưa gửi: Xã Quang Trung.",
        "Không phải gửi kỳ này: Phường Ba Đình (chế độ báo cáo không yêu cầu kỳ này).",
    ]


def test_a_body_that_has_ended_counts_where_its_report_came(cast: Cast) -> None:
    gone = commune(cast, "gop", "Xã Gộp", valid_to=date(2023, 2, 1))
    sends(gone, A, recipient=cast.home_affairs)
    found = consolidated(cast.district)
    assert ([body.name for body in found.bodies], found.exempt) == (["Xã Gộp"], ())


@pytest.mark.parametrize(
    ("names", "noun"),
    [
        (["Phường Ba Đình", "Xã Quang Trung"], "xã, phường"),
        (["Thị trấn Diêu Trì", "Xã Phước An"], "xã, thị trấn"),
        (["Huyện Hà Trung", "Thị xã Bỉm Sơn"], "thị xã, huyện"),
        ([], "đơn vị"),
    ],
)
def test_bodies_are_called_what_they_are(names: list[str], noun: str) -> None:
    assert noun_of(names) == noun


# words


def test_each_body_keeps_its_own_paragraphs_and_gaps_are_not_copied(cast: Cast) -> None:
    words = said(
        ("I", "Ban hành 02 văn bản chỉ đạo;\nhọp giao ban hằng tháng"),
        ("I", "Họp 03 lần;"),
        ("II.1", ""),
        ("II.7", "Khác."),
    )
    sends(cast.quang_trung, A, recipient=cast.home_affairs, narrative=words)
    sends(cast.ba_dinh, B, recipient=cast.home_affairs, narrative=said(("I", "Họp 01 lần."), ("II.1", "")))
    sections = {section.part: section for section in collected(cast.district).narrative}
    assert [(p.text, p.source, p.gap) for p in sections["I"].paragraphs] == [
        ("Phường Ba Đình: Họp 01 lần.", "Báo cáo số 12/BC-UBND ngày 15/03/2023 của UBND phường Ba Đình", False),
        (
            "Xã Quang Trung: Ban hành 02 văn bản chỉ đạo; họp giao ban hằng tháng.",
            "Báo cáo số 12/BC-UBND ngày 15/03/2023 của UBND xã Quang Trung",
            False,
        ),
        ("Họp 03 lần.", "Báo cáo số 12/BC-UBND ngày 15/03/2023 của UBND xã Quang Trung", False),
    ]
    assert [p.gap for p in sections["II.1"].paragraphs] == [True]
    assert [p.text for p in sections["II.7"].paragraphs] == ["Xã Quang Trung: Khác."]
    assert [section.key for section in sections.values()][-2:] == ["IV", "V"]


# the report


def drafted_by(cast: Cast, actor: Actor) -> Report:
    return draft_report(actor=actor, organization=cast.district, period=quarter(1), now=DRAFT_DAY)


def test_a_government_without_a_plan_drafts_from_its_communes_alone(cast: Cast, communes: dict[str, Report]) -> None:
    coordinator, _ = makers(cast)
    report = drafted_by(cast, coordinator)
    facts = frozen_facts(report)
    assert (report.state, report.recipient, facts.plan_title) == ("draft", cast.province, "")
    assert from_json(to_json(facts)) == facts


def test_a_plan_of_its_own_stands_beside_the_communes_and_is_not_added_to_them(
    cast: Cast, communes: dict[str, Report]
) -> None:
    coordinator, _ = makers(cast)
    cast.actors["bim-son"] = coordinator
    own = plan_in_force(cast, who="bim-son")
    facts = collected(cast.district)
    assert facts.consolidation is not None
    assert (facts.rows.total, facts.consolidation.rows.total) == (own.tasks.count(), 23)
    first, *told = [paragraph.text for paragraph in facts.opening]
    assert first.startswith("Thực hiện Kế hoạch")
    assert told[0].startswith("Đến 09:00 ngày 20/03/2023: 4/5 xã, phường đã gửi báo cáo quý I năm 2023; 1 chưa gửi")
    assert told[5] == "Kế hoạch của Ủy ban nhân dân thị xã Bỉm Sơn:"
    assert told[6].startswith(f"Kế hoạch có {own.tasks.count()} nhiệm vụ")


def test_the_schedule_drafts_for_a_government_that_has_somebody_to_make_its_report(cast: Cast, plan: Plan) -> None:
    after = at("2023-03-15 00:10")
    assert {due.organization for due in drafts_due(after)} == {cast.quang_trung}
    makers(cast)
    assert {due.organization for due in drafts_due(after)} == {cast.quang_trung, cast.district}


def test_nobody_beneath_and_no_plan_is_refused_as_before(cast: Cast) -> None:
    with pytest.raises(Refused, match="Phường Ba Đình chưa có kế hoạch năm 2023 được chấp nhận"):
        draft_report(actor=cast.actors["ba-dinh.vptk"], organization=cast.ba_dinh, period=quarter(1), now=DRAFT_DAY)


def test_what_is_accepted_after_the_cut_off_is_taken_in_until_approval_and_then_no_more(
    cast: Cast, communes: dict[str, Report]
) -> None:
    coordinator, leader = makers(cast)
    report = drafted_by(cast, coordinator)
    assert _taken(report) == []
    refresh_report(actor=coordinator, report_id=report.pk, now=UNTIL)
    assert _taken(report) == ["Phường Ba Đình", "Xã Quang Trung"]
    assert Report.objects.get(pk=report.pk).as_of == date(2023, 3, 14)
    _accept(communes["nam"])
    refresh_report(actor=coordinator, report_id=report.pk, now=at("2023-03-21 09:00"))
    assert _taken(report) == ["Phường Ba Đình", "Xã Năm", "Xã Quang Trung"]
    approval = Approval("31", date(2023, 3, 21), "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trịnh Quốc Đạt")
    approve_report(actor=leader, report_id=report.pk, approval=approval, now=at("2023-03-21 15:00"))
    before = to_json(frozen_facts(report))
    Report.objects.filter(pk=communes["quang_trung"].pk).update(state=ReportState.SUBMITTED, received_at=None)
    return_report(
        actor=cast.actors["noivu"], report_id=communes["quang_trung"].pk, comment="Sai số.", now=at("2023-03-22 09:00")
    )
    assert to_json(frozen_facts(report)) == before
    with pytest.raises(Refused, match="đã duyệt nên số liệu không thay đổi được nữa"):
        refresh_report(actor=coordinator, report_id=report.pk, now=at("2023-03-22 10:00"))


def _taken(report: Report) -> list[str]:
    found = frozen_facts(report).consolidation
    assert found is not None
    return [body.name for body in found.bodies]


def _accept(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(state=ReportState.ACCEPTED, received_at=at("2023-03-21 08:00"))


def test_an_earlier_day_tells_what_had_become_of_each_report_then(cast: Cast) -> None:
    """Accepted by 20/3, opened again on 21/3, sent once more on 23/3, accepted on 24/3."""
    report = sends(cast.quang_trung, A, recipient=cast.home_affairs)
    reviewer, days = cast.actors["noivu"], [at(f"2023-03-{day} 09:00") for day in (20, 22, 23, 25)]
    reopen_report(actor=reviewer, report_id=report.pk, reason="Thiếu số liệu.", now=at("2023-03-21 08:00"))
    first = Submission.objects.get()
    again = at("2023-03-23 08:00")
    Submission.objects.create(
        report=report, snapshot=first.snapshot, attempt=2, submitted_at=again, submitted_by=first.submitted_by
    )
    Report.objects.filter(pk=report.pk).update(
        attempt=2, state=ReportState.ACCEPTED, is_reopened=False, received_at=at("2023-03-24 08:00")
    )
    told = [consolidated(cast.district, day).sendings for day in days]
    assert [[(one.state, one.attempt) for one in sendings if one.report_id == report.pk] for sendings in told] == [
        [("taken", 1)],
        [("reopened", 1)],
        [("waiting", 2)],
        [("taken", 2)],
    ]


def test_words_of_a_report_accepted_later_wait_beside_an_edited_section(cast: Cast) -> None:
    coordinator, _ = makers(cast)
    sends(cast.quang_trung, A, recipient=cast.home_affairs, narrative=said(("I", "Họp 02 lần.")))
    late = sends(
        cast.ba_dinh,
        B,
        recipient=cast.home_affairs,
        state=ReportState.SUBMITTED,
        narrative=said(("I", "Họp 01 lần.")),
    )
    report = draft_report(actor=coordinator, organization=cast.district, period=quarter(1), now=UNTIL)
    section = NarrativeText.objects.get(report=report, key="I")
    assert section.text == "Xã Quang Trung: Họp 02 lần."
    edit_section(
        actor=coordinator, report_id=report.pk, key="I", text="Các xã họp đủ.", seen_version=section.version, now=UNTIL
    )
    _accept(late)
    refresh_report(actor=coordinator, report_id=report.pk, now=at("2023-03-21 09:00"))
    section.refresh_from_db()
    assert (section.text, [p["text"] for p in section.fresh]) == (
        "Các xã họp đủ.",
        ["Phường Ba Đình: Họp 01 lần."],
    )


def test_the_reviewer_above_sees_which_body_changed_the_sums(cast: Cast, communes: dict[str, Report]) -> None:
    before, after = collected(cast.district, at("2023-03-19 09:00")), collected(cast.district)
    changed = {one.where: (one.before, one.after) for one in differences(before, after).figures}
    assert changed["Phường Ba Đình"] == ("Chưa gửi", "Đã nhận, 1/5 nhiệm vụ")
    assert changed["Nhiệm vụ của các xã, phường: quá hạn"] == ("3", "7")
    assert "Xã Quang Trung" not in changed


# one level up


def test_a_province_adds_what_its_districts_added_once(cast: Cast) -> None:
    own = {State.ON_TIME: 5, State.OVERDUE: 5}
    beneath = Consolidation((), (), tally("Nhiệm vụ", A), tally("Việc", A, "việc"))
    sums = (ratio("2076", "2158", "96,2 %"),)
    sends(cast.district, own, recipient=cast.province, consolidation=beneath, indicators=sums)
    makers(cast, cast.province)
    facts = collected(cast.province)
    found = facts.consolidation
    assert found is not None
    assert (found.noun, [body.name for body in found.bodies]) == ("thị xã", ["Thị xã Bỉm Sơn"])
    assert (found.rows.total, found.rows.done, found.rows.base) == (26, 17, 25)
    line = next(one for one in facts.indicators if one.code == "on_time")
    assert (line.numerator, line.denominator, line.value) == ("2076", "2158", "96,2 %")


# the door


def test_a_government_reaches_what_was_sent_to_it_and_no_draft(cast: Cast, communes: dict[str, Report]) -> None:
    coordinator, leader = makers(cast)
    Report.objects.filter(pk=communes["bon"].pk).update(submitted_at=None, state=ReportState.DRAFT, received_at=None)
    mine = {communes[name].pk for name in ("quang_trung", "ba_dinh", "nam")}
    for actor in (coordinator, leader, Actor.system(cast.district)):
        assert set(Report.objects.visible_to(actor).values_list("pk", flat=True)) == mine
        assert set(reports_in_reach(actor).values_list("pk", flat=True)) == mine
        files = ReportFile.objects.visible_to(actor).values_list("report", flat=True)
        assert set(files) == mine


def test_nobody_else_reaches_it(cast: Cast, communes: dict[str, Report]) -> None:
    other = replace(cast.actors["noivu"], organization=cast.province, role=Role.COORDINATOR)
    department = Organization.objects.get(code="tckh-bim-son")
    officer = replace(other, organization=department, role=Role.OFFICER)
    sibling = replace(other, organization=cast.ba_dinh)
    assert [
        Submission.objects.visible_to(actor).count()
        for actor in (other, officer, sibling, Actor.system(cast.province), Actor.system(department))
    ] == [0, 0, 1, 0, 0]


# cost


def test_as_many_queries_for_many_communes_as_for_two(cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            collected(cast.district)
        return len(caught)

    sends(cast.quang_trung, A, recipient=cast.home_affairs)
    few = asked()
    for number in range(20):
        sends(commune(cast, f"xa-{number}", f"Xã Số {number}"), B, recipient=cast.home_affairs)
    assert asked() == few
