"""The pages of the one who receives reports: inbox, accepting many, side by side, the second reading; and of the body
that answers."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from plans.models import Plan
from reports.actions.sending import return_report
from reports.enums import ReportState
from reports.facts import MeasureFacts
from reports.models import Remark, Report
from reports.queries.accepting import prospects
from reports.queries.incoming import Wanted, incoming
from tests.cast import PASSWORD, TODAY, Cast, at
from tests.orgs.test_kept import hidden
from tests.plans_in_force import duty
from tests.reports.bodies import commune, sends
from tests.reports.reporting import SENT_AT, drafted, drafted_month, edit, remarked, sent
from tests.reports.test_report_pages import browser_of, page, words_of

pytestmark = pytest.mark.django_db
FIRST = "Đã gửi báo cáo tài chính quý I (văn bản số 12/BC-UBND ngày 09/03/2023).\nĐã gửi sớm báo cáo quý II."
AGAIN_AT = at("2023-03-20 08:00")


@pytest.fixture(autouse=True)
def june(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def report(cast: Cast, plan: Plan) -> Report:
    return sent(cast, drafted(cast, plan))


def returned(cast: Cast, report: Report, comment: str = "") -> Report:
    return return_report(actor=cast.actors["noivu"], report_id=report.pk, comment=comment, now=SENT_AT)


def answer(client: Client, report: Report, *texts: str) -> Any:
    """The remarks of a returned report answered in their order, as its page has them."""
    remarks = Remark.objects.filter(report=report, attempt=report.attempt)
    posted = {f"tra-loi-{one.pk}": text for one, text in zip(remarks, texts, strict=True)}
    seen = {f"seen-{one.pk}": one.version for one in remarks}
    return client.post(reverse("reports:answers", args=[report.pk]), posted | seen)


def communes(cast: Cast) -> dict[str, Report]:
    """Four communes: one waits since the morning, one since the evening before and late, one came back, one is
    taken."""
    names = {
        "ha-lan": ("Xã Hà Lan", ReportState.SUBMITTED, at("2023-03-16 23:59")),
        "dong-son": ("Phường Đông Sơn", ReportState.SUBMITTED, at("2023-03-17 00:01")),
        "ngoc-trao": ("Phường Ngọc Trạo", ReportState.RETURNED, at("2023-03-15 08:00")),
        "lam-son": ("Phường Lam Sơn", ReportState.ACCEPTED, at("2023-03-15 08:00")),
    }
    return {
        code: sends(commune(cast, code, name), {}, recipient=cast.home_affairs, state=state, sent_at=sent_at)
        for code, (name, state, sent_at) in names.items()
    }


# the inbox


def test_the_inbox_holds_what_waits_what_came_back_and_what_was_taken(cast: Cast) -> None:
    communes(cast)
    found = incoming(cast.actors["noivu"], Wanted(2023), today=TODAY)
    told = [
        [(one.report.organization.name, one.timeliness.words, one.said.words) for one in group]
        for group in (found.waiting, found.back, found.taken)
    ]
    assert told == [
        [
            ("Xã Hà Lan", "Gửi đúng hạn, 16/03/2023", "Đã gửi, chờ nhận"),
            ("Phường Đông Sơn", "Gửi muộn 1 ngày, 17/03/2023", "Đã gửi, chờ nhận"),
        ],
        [("Phường Ngọc Trạo", "Gửi đúng hạn, 15/03/2023", "Trả lại, chưa gửi lại")],
        [],
    ]
    assert [(one.name, one.number) for one in found.taken_periods] == [("quý I năm 2023", 1)]
    assert (found.shown, found.all_taken, found.choices) == (3, 1, (("quarter-2023-1", "quý I năm 2023"),))


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"name": "dong son"}, ["Phường Đông Sơn"]),
        ({"name": "SƠN"}, ["Phường Đông Sơn", "Phường Lam Sơn"]),
        ({"state": "returned"}, ["Phường Ngọc Trạo"]),
        ({"state": "taken"}, ["Phường Lam Sơn"]),
        ({"period": "quarter-2023-1"}, ["Xã Hà Lan", "Phường Đông Sơn", "Phường Ngọc Trạo", "Phường Lam Sơn"]),
        ({"period": "month-2023-1"}, []),
        ({"year": 2022}, ["Xã Hà Lan", "Phường Đông Sơn", "Phường Ngọc Trạo"]),
    ],
)
def test_the_inbox_is_filtered(cast: Cast, wanted: dict[str, Any], names: list[str]) -> None:
    communes(cast)
    found = incoming(cast.actors["noivu"], Wanted(**{"year": 2023} | wanted), today=TODAY)
    assert [one.report.organization.name for one in (*found.waiting, *found.back, *found.taken)] == names


def test_the_inbox_says_how_many_and_ticks_all_that_is_shown(cast: Cast) -> None:
    reports = communes(cast)
    plain, ticked = (page(cast, "noivu", "incoming", q="son", **more) for more in ({}, {"chon": "tat-ca"}))
    assert "Hiện 2 trên 2 báo cáo" in words_of(plain)
    boxes = [
        re.findall(r'name="chon" value="([^"]+)" data-pick( checked)?', one.content.decode()) for one in (plain, ticked)
    ]
    ticket = f"{reports['dong-son'].pk}-1"
    assert boxes == [[(ticket, "")], [(ticket, " checked")]]
    above = page(cast, "admin", "incoming")
    assert (above.status_code, "chon-" in above.content.decode()) == (200, False)


def test_the_list_by_period_still_begins_with_who_is_silent(cast: Cast) -> None:
    communes(cast)
    shown = page(cast, "noivu", "list", ky="quarter-2023-1")
    assert "2 báo cáo chờ nhận, 1 gửi muộn." in words_of(shown)
    assert [(one.body.name, one.is_silent) for one in shown.context["inbox"].lines] == [
        ("Phường Ba Đình", True),
        ("Xã Quang Trung", True),
        ("Phường Đông Sơn", False),
        ("Phường Lam Sơn", False),
        ("Phường Ngọc Trạo", False),
        ("Xã Hà Lan", False),
    ]


# accepting many


def test_many_are_accepted_after_one_page_that_says_what_each_means(cast: Cast) -> None:
    reports = communes(cast)
    chosen = [f"{reports[code].pk}-1" for code in ("ha-lan", "dong-son")]
    remarked(cast, reports["ha-lan"], "Kỳ sau gửi sớm.", address="whole:")
    client = browser_of(cast, "noivu")
    asked = client.get(reverse("reports:accept_many"), {"chon": [*chosen, f"{reports['ngoc-trao'].pk}-1"]})
    said = words_of(asked)
    assert "Xã Hà Lan Quý I năm 2023 23:59 16/03/2023 1 ý kiến chưa báo cho đơn vị sẽ thành lưu ý cho kỳ sau." in said
    assert "Gửi muộn 1 ngày, 17/03/2023; nhận rồi vẫn ghi là gửi muộn." in said
    assert "Phường Ngọc Trạo, quý I năm 2023 : Không còn chờ nhận: trả lại, chưa gửi lại." in said
    assert re.findall(r'type="hidden" name="chon" value="([^"]+)"', asked.content.decode()) == chosen
    taken = client.post(reverse("reports:accept_many"), {"chon": chosen})
    assert (taken.status_code, taken["Location"]) == (302, reverse("reports:incoming"))
    assert "Đã nhận 2 báo cáo." in words_of(client.get(taken["Location"]))
    states = {code: Report.objects.get(pk=one.pk).state for code, one in reports.items()}
    assert states == {"ha-lan": "accepted", "dong-son": "accepted", "ngoc-trao": "returned", "lam-son": "accepted"}
    assert Remark.objects.get().is_note


def test_what_changed_meanwhile_is_not_accepted_and_keeps_no_other_from_it(
    cast: Cast, plan: Plan, report: Report
) -> None:
    others = communes(cast)
    seen = [f"{one.pk}-1" for one in (report, others["ha-lan"], others["dong-son"])]
    returned(cast, report, "Sửa.")
    sent(cast, report, now=AGAIN_AT)
    return_report(actor=cast.actors["noivu"], report_id=others["ha-lan"].pk, comment="Sửa.", now=SENT_AT)
    answered = browser_of(cast, "noivu").post(reverse("reports:accept_many"), {"chon": seen})
    said = words_of(answered)
    assert (answered.status_code, "Đã nhận 1 trên 3 báo cáo; 2 báo cáo chưa nhận." in said) == (409, True)
    assert "Xã Quang Trung vừa gửi lại báo cáo quý I năm 2023 (lần 2) sau khi anh chị mở trang này" in said
    assert "Báo cáo quý I năm 2023 trả lại; chỉ nhận hoặc trả lại báo cáo vừa gửi đến." in said
    states = [Report.objects.get(pk=one.pk).state for one in (report, others["ha-lan"], others["dong-son"])]
    assert states == ["submitted", "returned", "accepted"]


def test_numbers_that_do_not_agree_are_told_before_many_are_accepted(cast: Cast) -> None:
    numbers = {"received": "10", "settled": "5", "pending": "3"}
    measures = tuple(MeasureFacts(code, code, "hồ sơ", value, "") for code, value in numbers.items())
    body = commune(cast, "ha-lan", "Xã Hà Lan")
    report = sends(body, {}, recipient=cast.home_affairs, state=ReportState.SUBMITTED, measures=measures)
    (found,) = prospects(cast.actors["noivu"], {report.pk: 1}, today=TODAY)
    assert found.hints == ("Số liệu thống kê chưa khớp: received 10 phải bằng settled 5 + pending 3 (cộng lại là 8).",)


def test_the_inbox_and_the_page_before_accepting_ask_as_often_for_many_as_for_one(cast: Cast) -> None:
    asked, tickets = [], []
    for wave in (1, 2, 30):
        for number in range(wave):
            body = commune(cast, f"xa-{wave}-{number}", f"Xã {wave}.{number}")
            report = sends(body, {}, recipient=cast.home_affairs, state=ReportState.SUBMITTED)
            remarked(cast, report, "Nêu rõ.", address="whole:")
            tickets.append(f"{report.pk}-1")
        with CaptureQueriesContext(connection) as inbox:
            assert "báo cáo chờ nhận" in words_of(page(cast, "noivu", "incoming"))
        with CaptureQueriesContext(connection) as confirming:
            shown = browser_of(cast, "noivu").get(reverse("reports:accept_many"), {"chon": tickets})
        assert len(shown.context["able"]) == len(tickets)
        asked.append((len(inbox), len(confirming)))
    assert len(set(asked)) == 1, asked


@pytest.mark.parametrize("chosen", ["", "1", "x-1", "1-x", "999999-1", "٣-1", "1" * 30 + "-1"])
def test_nothing_chosen_accepts_nothing(cast: Cast, report: Report, chosen: str) -> None:
    client = browser_of(cast, "noivu")
    answers = [getattr(client, method)(reverse("reports:accept_many"), {"chon": chosen}) for method in ("get", "post")]
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, reverse("reports:incoming"))] * 2
    assert Report.objects.get(pk=report.pk).state == "submitted"


def test_one_is_accepted_as_it_was_read(cast: Cast, report: Report) -> None:
    client, address = browser_of(cast, "noivu"), reverse("reports:accept", args=[report.pk])
    assert '<input type="hidden" name="seen" value="1">' in page(cast, "noivu", "detail", report.pk).content.decode()
    states = []
    for posted in ({}, {"seen": "2"}, {"seen": "1"}):
        client.post(address, posted)
        states.append(Report.objects.get(pk=report.pk).state)
    assert states == ["submitted", "submitted", "accepted"]


# remarking


def test_a_remark_is_written_beside_its_place_and_read_there(cast: Cast, plan: Plan, report: Report) -> None:
    client, address = browser_of(cast, "noivu"), reverse("reports:remark", args=[report.pk])
    task = duty(plan, "1.3").task_id
    places = {
        "noi-dung": ("section:II.1", "narrative", "#muc-II-1"),
        "nhiem-vu": (f"row:{task}", "rows", f"#nhiem-vu-{task}"),
    }
    for name, (spot, view, anchor) in places.items():
        assert f'name="o" value="{spot}"' in page(cast, "noivu", view, report.pk).content.decode()
        posted = client.post(address, {"o": spot, "lan": 1, "tu": name, "text": f"Sửa chỗ {spot}."})
        assert (posted.status_code, posted["Location"]) == (302, reverse(f"reports:{view}", args=[report.pk]) + anchor)
        assert f'id="{anchor[1:]}"' in page(cast, "noivu", view, report.pk).content.decode()
        pages = [words_of(page(cast, who, view, report.pk)) for who in ("noivu", "vptk", "admin")]
        assert [f"Sửa chỗ {spot}." in words for words in pages] == [True, False, False]


def test_a_refused_remark_stays_typed(cast: Cast, report: Report) -> None:
    client, address = browser_of(cast, "noivu"), reverse("reports:remark", args=[report.pk])
    returned(cast, report, "Sửa.")
    late = client.post(address, {"o": "section:II.1", "lan": 1, "text": "Nêu rõ <tên>."})
    said = words_of(late)
    assert (late.status_code, escape("Nêu rõ <tên>.") in late.content.decode()) == (422, True)
    assert "Báo cáo quý I năm 2023 trả lại nên không ghi, sửa, bỏ ý kiến được nữa" in said
    assert "II.1. Cải cách thể chế" in said


def test_the_second_of_two_reviewers_sees_both_versions(cast: Cast, report: Report) -> None:
    client = browser_of(cast, "noivu")
    remark = remarked(cast, report, "Nêu rõ.")
    address = reverse("reports:remark_change", args=[report.pk, remark.pk])
    client.post(address, {"text": "Bản một.", "seen": 1})
    second = client.post(address, {"text": "Bản hai.", "seen": 1})
    assert (second.status_code, Remark.objects.get().text) == (409, "Bản một.")
    assert "Bản một." in words_of(second)
    assert (">\nBản hai.</textarea>" in second.content.decode(), hidden(second.content.decode())["seen"]) == (True, "2")
    client.post(reverse("reports:remark_drop", args=[report.pk, remark.pk]), {"seen": 1})
    assert Remark.objects.count() == 1
    client.post(reverse("reports:remark_drop", args=[report.pk, remark.pk]), {"seen": 2})
    assert Remark.objects.count() == 0


def test_a_remark_typed_on_an_expired_session_is_kept(cast: Cast, report: Report) -> None:
    address = reverse("reports:remark", args=[report.pk])
    typed = {"text": "Nêu rõ tên lĩnh vực.", "o": "section:II.1", "lan": "1", "tu": "noi-dung", "giu": "1"}
    client = Client()
    sent_on = client.post(address, typed)
    carried = hidden(client.post(sent_on["Location"], typed).content.decode())
    shown = client.post("/dang-nhap/", {**carried, "username": "noivu", "password": PASSWORD}).content.decode()
    assert f'action="{address}"' in shown
    client.post(address, hidden(shown))
    assert Remark.objects.values_list("text", "key").get() == ("Nêu rõ tên lĩnh vực.", "II.1")


def test_remarks_alone_return_a_report(cast: Cast, report: Report) -> None:
    remarked(cast, report, "Nêu rõ tên lĩnh vực.")
    client, address = browser_of(cast, "noivu"), reverse("reports:return", args=[report.pk])
    assert "Kèm 1 ý kiến đã ghi tại từng chỗ; đơn vị phải trả lời từng ý kiến: II.1. Cải cách thể chế" in words_of(
        client.get(address)
    )
    assert client.post(address, {"comment": "", "seen": 1}).status_code == 302
    assert Report.objects.get(pk=report.pk).state == "returned"


# answering


def test_the_body_reads_remarks_at_their_places_and_answers_them(cast: Cast, report: Report) -> None:
    remarked(cast, report, "Nêu rõ tên lĩnh vực.")
    remarked(cast, report, "Gửi sớm hơn.", address="whole:")
    returned(cast, report)
    shown = page(cast, "vptk", "detail", report.pk)
    assert "còn 2 trên 2 ý kiến chưa trả lời" in words_of(shown)
    assert f'href="{reverse("reports:narrative", args=[report.pk])}#muc-II-1"' in shown.content.decode()
    editor = words_of(page(cast, "vptk", "narrative", report.pk))
    assert "Nêu rõ tên lĩnh vực." in editor
    assert "tra-loi-" not in page(cast, "tpht", "detail", report.pk).content.decode()
    client = browser_of(cast, "vptk")
    saved = answer(client, report, "Đã nêu.", "")
    assert (saved.status_code, saved["Location"]) == (302, reverse("reports:detail", args=[report.pk]) + "#y-kien")
    assert "Đã lưu trả lời; còn 1 ý kiến chưa trả lời." in words_of(client.get(saved["Location"]))
    pages = [words_of(page(cast, who, "detail", report.pk)) for who in ("tpht", "noivu", "admin")]
    assert ["Đã nêu." in words for words in pages] == [True, False, False]


def test_an_answer_stands_in_the_journal_of_the_body_and_above_once_it_is_sent(cast: Cast, report: Report) -> None:
    remarked(cast, report, "Nêu rõ tên lĩnh vực.")
    returned(cast, report)
    answer(browser_of(cast, "vptk"), report, "Đã nêu tên lĩnh vực.")

    def told() -> list[int]:
        pages = (words_of(page(cast, who, "history", report.pk)) for who in ("vptk", "noivu"))
        return [words.count("Đã nêu tên lĩnh vực.") for words in pages]

    before = told()
    sent(cast, report, now=AGAIN_AT)
    assert (before, told()) == ([1, 0], [2, 1])


def test_a_stale_answer_is_shown_beside_the_stored_one(cast: Cast, report: Report) -> None:
    first, second = (
        remarked(cast, report, text, address) for text, address in (("Một.", "whole:"), ("Hai.", "section:V"))
    )
    returned(cast, report)
    answer(browser_of(cast, "chutich"), report, "Lời một của chủ tịch.", "Lời hai của chủ tịch.")
    posted = {f"tra-loi-{first.pk}": "Lời một của văn phòng.", f"tra-loi-{second.pk}": "Lời hai của văn phòng."}
    old = {f"seen-{one.pk}": 1 for one in (first, second)}
    stale = browser_of(cast, "vptk").post(reverse("reports:answers", args=[report.pk]), posted | old)
    said = words_of(stale)
    assert stale.status_code == 409
    for text in ("Lời một của chủ tịch.", "Lời một của văn phòng.", "Lời hai của chủ tịch.", "Lời hai của văn phòng."):
        assert said.count(text) == 1
    assert Remark.objects.get(pk=first.pk).answer == "Lời một của chủ tịch."


# the second reading


def test_the_second_reading_shows_remark_answer_change_and_folds_the_rest(
    cast: Cast, plan: Plan, report: Report
) -> None:
    row = f"row:{duty(plan, '1.3').task_id}"
    remarked(cast, report, "Nêu rõ tên lĩnh vực.")
    remarked(cast, report, "Số liệu lệch.", address=row)
    returned(cast, report)
    edit(cast, report, "II.1", "Đã theo dõi lĩnh vực đất đai, hộ tịch.")
    edit(cast, report, "V", "Đề nghị cấp kinh phí.")
    answer(browser_of(cast, "vptk"), report, "Đã nêu tên.", "Số đã đúng.")
    sent(cast, report, now=AGAIN_AT)
    shown = page(cast, "noivu", "detail", report.pk)
    again = shown.context["again"]
    assert [
        (one["line"].remark.text, one["line"].answer, one["change"] and (one["change"].before, one["change"].after))
        for one in again["remarked"]
    ] == [
        (
            "Nêu rõ tên lĩnh vực.",
            "Đã nêu tên.",
            (f"{FIRST}\nĐã theo dõi 02 lĩnh vực.", "Đã theo dõi lĩnh vực đất đai, hộ tịch."),
        ),
        ("Số liệu lệch.", "Số đã đúng.", None),
    ]
    found = again["found"]
    assert (found.others.figures, found.others.rows) == ((), ())
    assert [(one.where, one.before, one.after) for one in found.others.sections] == [
        ("V. Kiến nghị, đề xuất", "", "Đề nghị cấp kinh phí.")
    ]
    rows = 5
    assert len(found.same_rows) == rows
    same = [section.key for section in found.same_sections]
    assert ("II.1" in same, "V" in same, bool(same)) == (False, False, True)
    said = words_of(shown)
    assert f"Không đổi: {len(same)} mục, {rows} hàng" in said
    assert "Chỗ này không đổi." in said
    assert "Mở toàn bộ số liệu của lần gửi này" in said
    assert "Mở toàn bộ số liệu của lần gửi này" not in words_of(page(cast, "vptk", "detail", report.pk))


def test_the_third_sending_is_read_against_the_second(cast: Cast, report: Report) -> None:
    for number, text in enumerate(("Lời sửa thứ nhất.", "Lời sửa thứ hai."), start=1):
        remarked(cast, Report.objects.get(pk=report.pk), f"Ý kiến {number}.", address="section:V")
        returned(cast, report)
        edit(cast, report, "V", text)
        answer(browser_of(cast, "vptk"), Report.objects.get(pk=report.pk), f"Trả lời {number}.")
        sent(cast, report, now=AGAIN_AT + timedelta(days=number))
    again = page(cast, "noivu", "detail", report.pk).context["again"]
    (one,) = again["remarked"]
    assert (one["line"].remark.text, one["line"].answer) == ("Ý kiến 2.", "Trả lời 2.")
    assert (one["change"].before, one["change"].after) == ("Lời sửa thứ nhất.", "Lời sửa thứ hai.")
    assert (again["words"], again["found"].others.total) == ("lần gửi 3 so với lần gửi 2", 0)
    assert "Ý kiến của các lần gửi trước (1)" in words_of(page(cast, "noivu", "detail", report.pk))


# side by side


def test_a_report_is_read_beside_the_period_before(cast: Cast, plan: Plan, report: Report) -> None:
    february, march = (sent(cast, drafted_month(cast, plan, number)) for number in (2, 3))
    shown = page(cast, "noivu", "compare", march.pk)
    assert [(one.key, one.title) for one in shown.context["choices"]] == [
        ("lan-truoc", ""),
        ("ky-truoc", "Tháng 2 năm 2023"),
        ("nam-truoc", ""),
    ]
    assert "Trái: Tháng 2 năm 2023 , như đã gửi lúc 16:30 16/03/2023. Phải: báo cáo này ." in words_of(shown)
    for alone in (february, report):
        assert "Chưa có báo cáo nào để đặt bên cạnh" in words_of(page(cast, "noivu", "compare", alone.pk))
    seen = {who: page(cast, who, "compare", march.pk).status_code for who in ("chutich", "admin", "ba-dinh.vptk")}
    assert seen == {"chutich": 200, "admin": 200, "ba-dinh.vptk": 404}


def test_a_draft_of_the_body_is_not_beside_anything_from_above(cast: Cast, plan: Plan, report: Report) -> None:
    returned(cast, report, "Sửa.")
    edit(cast, report, "V", "Bản đang soạn dở.")
    drafted_month(cast, plan, 2)
    month = sent(cast, drafted_month(cast, plan, 3))
    pages = [
        page(cast, "noivu", "compare", one.pk, voi=voi) for one in (report, month) for voi in ("lan-truoc", "ky-truoc")
    ]
    assert ["Bản đang soạn dở." in words_of(one) for one in pages] == [False] * 4
    assert ["beside-pair" in one.content.decode() for one in pages] == [False] * 4


def test_the_previous_sending_stands_beside_with_its_words_marked(cast: Cast, report: Report) -> None:
    returned(cast, report, "Sửa.")
    edit(cast, report, "V", "Đề nghị cấp kinh phí cho xã.")
    sent(cast, report, now=AGAIN_AT)
    returned(cast, Report.objects.get(pk=report.pk), "Sửa.")
    edit(cast, report, "V", "Đề nghị cấp kinh phí cho phường.")
    sent(cast, report, now=AGAIN_AT + timedelta(days=1))
    shown = page(cast, "noivu", "compare", report.pk, voi="lan-truoc").content.decode()
    assert "Đề nghị cấp kinh phí cho <del>xã</del>." in shown
    assert "Đề nghị cấp kinh phí cho <ins>phường</ins>." in shown
    assert "Quý I năm 2023, lần gửi 2" in shown
