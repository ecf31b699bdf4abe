"""Pages of reports: who sees what, what a form does, files through the door, a constant number of queries."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cchc.orgs.enums import Role
from plans.models import Plan
from reports.actions.sending import return_report
from reports.models import NarrativeText, Report, ReportFile
from tests.cast import TODAY, Cast
from tests.conftest import ReadingClient
from tests.plans_in_force import plan_in_force
from tests.reports.reporting import SENT_AT, approved, drafted, draw_all, sent
from tests.tasks.given_work import enlist

pytestmark = pytest.mark.django_db
READING_PAGES = ("detail", "narrative", "rows", "history", "files")


@pytest.fixture(autouse=True)
def june(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def report(cast: Cast, plan: Plan) -> Report:
    found = drafted(cast, plan)
    draw_all(cast, found)
    return found


def browser_of(cast: Cast, who: str) -> Client:
    """A signed-in browser whose looking writes nothing."""
    client = ReadingClient()
    client.force_login(cast.people[who], backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client


def page(cast: Cast, who: str, name: str, *args: object, **query: str) -> Any:
    return browser_of(cast, who).get(reverse(f"reports:{name}", args=args), query)


def words_of(response: Any) -> str:
    """The text of a page without its tags, blanks squeezed."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def buttons_of(response: Any) -> set[str]:
    """Where the page's forms and primary links lead."""
    text = response.content.decode()
    return set(re.findall(r'(?:action|href)="/bao-cao/\d+/([a-z-]+)/"', text))


# who sees what


@pytest.mark.parametrize("name", READING_PAGES)
def test_a_draft_is_seen_by_its_body_and_does_not_exist_for_others(cast: Cast, report: Report, name: str) -> None:
    seen = {
        who: page(cast, who, name, report.pk).status_code
        for who in ("vptk", "tpht", "chutich", "noivu", "ba-dinh.vptk")
    }
    assert seen == {"vptk": 200, "tpht": 200, "chutich": 200, "noivu": 404, "ba-dinh.vptk": 404}


@pytest.mark.parametrize("name", READING_PAGES)
def test_a_sent_report_is_seen_above_and_by_no_neighbour(cast: Cast, report: Report, name: str) -> None:
    sent(cast, report)
    seen = {who: page(cast, who, name, report.pk).status_code for who in ("vptk", "noivu", "admin", "ba-dinh.chutich")}
    assert seen == {"vptk": 200, "noivu": 200, "admin": 200, "ba-dinh.chutich": 404}


def test_each_role_is_shown_its_own_next_step(cast: Cast, report: Report) -> None:
    tabs = {"noi-dung", "nhiem-vu", "so-sanh", "nhat-ky", "tep", "kiem-tra-tep", "tai-ngay"}
    draft = {who: buttons_of(page(cast, who, "detail", report.pk)) - tabs for who in ("vptk", "tpht", "chutich")}
    sent(cast, report)
    received = {who: buttons_of(page(cast, who, "detail", report.pk)) - tabs for who in ("vptk", "chutich", "noivu")}
    assert draft == {"vptk": {"cap-nhat"}, "tpht": set(), "chutich": {"duyet", "cap-nhat"}}
    assert received == {"vptk": set(), "chutich": set(), "noivu": {"nhan", "tra-lai", "mo-lai", "y-kien"}}


def test_the_reviewer_of_a_returned_report_reads_what_was_sent(cast: Cast, report: Report) -> None:
    sent(cast, report)
    return_report(actor=cast.actors["noivu"], report_id=report.pk, comment="Sửa.", now=SENT_AT)
    client = browser_of(cast, "vptk")
    client.post(reverse("reports:section", args=[report.pk, "V"]), {"text": "Bản đang soạn dở.", "version": 1})
    assert NarrativeText.objects.get(key="V").text == "Bản đang soạn dở."
    said = [words_of(page(cast, "noivu", name, report.pk)) for name in ("narrative", "history")]
    assert ["Bản đang soạn dở." in words for words in said] == [False, False]


# the list


def test_the_list_drafts_a_period_and_opens_it(cast: Cast, plan: Plan) -> None:
    client = browser_of(cast, "vptk")
    answer = client.post(reverse("reports:draft"), {"kind": "quarter", "year": 2023, "number": 1})
    made = Report.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("reports:detail", args=[made.pk]))
    listed = words_of(client.get(reverse("reports:list")))
    assert "Quý I năm 2023 14/03/2023 16/03/2023 Chưa gửi, quá 86 ngày Dự thảo Mở" in listed
    assert "14 kỳ, 1 báo cáo đã lập." in listed


@pytest.mark.parametrize(
    "asked", [{"kind": "week", "year": 2023, "number": 1}, {"kind": "quarter", "year": 2023, "number": 5}]
)
def test_a_period_that_is_not_there_is_not_drafted(cast: Cast, plan: Plan, asked: dict[str, Any]) -> None:
    answer = browser_of(cast, "vptk").post(reverse("reports:draft"), asked)
    assert (answer.status_code, Report.objects.count()) == (404, 0)


def test_a_refusal_is_said_on_the_list(cast: Cast, plan: Plan) -> None:
    answer = browser_of(cast, "vptk").post(
        reverse("reports:draft"), {"kind": "quarter", "year": 2023, "number": 4}, follow=True
    )
    assert "Kỳ quý IV năm 2023 bắt đầu từ ngày 15/09/2023; hãy lập báo cáo từ ngày ấy trở đi." in words_of(answer)


def test_the_inbox_puts_who_has_not_sent_first(cast: Cast, report: Report) -> None:
    sent(cast, report)
    listed = words_of(page(cast, "noivu", "list", ky="quarter-2023-1"))
    assert "1 báo cáo chờ nhận. 1 trên 2 đơn vị chưa gửi báo cáo quý I năm 2023." in listed
    assert (
        "Phường Ba Đình 16/03/2023 Chưa gửi, quá 86 ngày chưa có kế hoạch năm 2023 "
        "Xã Quang Trung 16/03/2023 Gửi đúng hạn, 16/03/2023 Đã gửi"
    ) in listed
    assert "2 đơn vị." in listed


# figures open their rows


def test_each_figure_opens_as_many_rows_as_it_says(cast: Cast, report: Report) -> None:
    client = browser_of(cast, "vptk")
    text = client.get(reverse("reports:detail", args=[report.pk])).content.decode()
    links = re.findall(r'href="(/bao-cao/\d+/nhiem-vu/\?(trang-thai|viec)=\w+)">(\d+)<', text)
    opened = [len(re.findall(r"<tr data-row[ >]", client.get(url).content.decode())) for url, _, _ in links]
    assert [int(number) for _, _, number in links] == opened == [1, 1, 1, 2, 1, 1, 1]


def test_rows_say_how_many_are_shown(cast: Cast, report: Report) -> None:
    assert "Hiện 5 trên 5 nhiệm vụ" in words_of(page(cast, "vptk", "rows", report.pk))
    assert "Hiện 2 trên 5 nhiệm vụ Phụ lục số 02" in words_of(
        browser_of(cast, "vptk").get(reverse("reports:rows", args=[report.pk]), {"phu-luc": "1"})
    )


# editing


def save(client: Client, report: Report, text: str, *, version: int = 1, htmx: bool = False, **more: Any) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    data = {"text": text, "version": version} | more
    return client.post(reverse("reports:section", args=[report.pk, "V"]), data, headers=headers)


def test_saving_a_section_returns_to_it(cast: Cast, report: Report) -> None:
    answer = save(browser_of(cast, "vptk"), report, "Đề nghị tập huấn.")
    assert (answer.status_code, answer["Location"]) == (302, reverse("reports:narrative", args=[report.pk]) + "#muc-V")
    assert NarrativeText.objects.get(key="V").text == "Đề nghị tập huấn."


def test_htmx_gets_the_new_version_alone(cast: Cast, report: Report) -> None:
    answer = save(browser_of(cast, "vptk"), report, "Đề nghị tập huấn.", htmx=True)
    assert answer.status_code == 200
    assert '<input type="hidden" name="version" value="2">' in answer.content.decode()
    assert "<textarea" not in answer.content.decode()


@pytest.mark.parametrize("htmx", [True, False])
def test_the_second_of_two_editors_sees_both_versions(cast: Cast, report: Report, htmx: bool) -> None:
    client = browser_of(cast, "vptk")
    save(client, report, "Bản của người kia.")
    answer = save(client, report, "Bản của tôi.", htmx=htmx)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản của người kia." in text
    assert ("Bản của tôi." in text) is not htmx
    assert '<input type="hidden" name="version" value="1">' in text
    assert '<button class="btn small" name="overwrite" value="2">' in text
    assert save(client, report, "Bản của tôi.", overwrite=2).status_code == 302
    assert NarrativeText.objects.get(key="V").text == "Bản của tôi."


def test_text_survives_a_refusal(cast: Cast, report: Report) -> None:
    client = browser_of(cast, "vptk")
    approved(cast, report)
    answer = save(client, report, "Gõ muộn.")
    assert answer.status_code == 422
    assert "Gõ muộn." in answer.content.decode()
    assert "chỉ sửa được khi lãnh đạo rút lại phê duyệt" in words_of(answer)


def test_a_section_of_another_body_does_not_exist(cast: Cast, report: Report) -> None:
    sent(cast, report)
    for who in ("noivu", "ba-dinh.vptk"):
        assert save(browser_of(cast, who), report, "Chen vào.").status_code == 404


# the life in the browser


def test_the_whole_life_in_the_browser(cast: Cast, report: Report) -> None:
    leader, coordinator, reviewer = (browser_of(cast, who) for who in ("chutich", "vptk", "noivu"))
    at_ = [report.pk]
    form = {
        "number": "5",
        "issued_on": "15/03/2023",
        "authority": "kt",
        "signer_title": "PHÓ CHỦ TỊCH",
        "signer": "Lê Thị Mai",
    }
    leader.post(reverse("reports:approve", args=at_), form)
    draw_all(cast, report)
    coordinator.post(reverse("reports:submit", args=at_))
    reviewer.post(reverse("reports:return", args=at_), {"comment": "Thiếu kiến nghị.", "seen": 1})
    report.refresh_from_db()
    assert (report.state, report.return_comment, report.authority) == (
        "returned",
        "Thiếu kiến nghị.",
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH",
    )
    leader.post(reverse("reports:approve", args=at_), form | {"number": "6"})
    draw_all(cast, report)
    coordinator.post(reverse("reports:submit", args=at_))
    changed = words_of(reviewer.get(reverse("reports:detail", args=at_)))
    assert (
        "Đã đổi so với lần gửi trước lần gửi 2 so với lần gửi 1 "
        "Đã đổi so với lần gửi trước Ở đâu Lần trước Lần này Số văn bản 05 06" in changed
    )
    reviewer.post(reverse("reports:accept", args=at_), {"seen": 2})
    report.refresh_from_db()
    assert (report.state, report.attempt) == ("accepted", 2)


def test_a_bad_approval_keeps_what_was_typed(cast: Cast, report: Report) -> None:
    form = {"number": "5", "issued_on": "31/11/2023", "signer_title": "CHỦ TỊCH", "signer": "Lê Thị Mai"}
    answer = browser_of(cast, "chutich").post(reverse("reports:approve", args=[report.pk]), form)
    assert answer.status_code == 422
    assert "Ngày này không có trong lịch hoặc viết sai kiểu" in words_of(answer)
    assert 'value="Lê Thị Mai"' in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "who"),
    [("approve", "vptk"), ("return", "noivu"), ("reopen", "noivu"), ("return", "vptk")],
)
def test_a_step_that_is_not_ones_own_is_no_page(cast: Cast, report: Report, name: str, who: str) -> None:
    assert page(cast, who, name, report.pk).status_code == 404


# files


def test_a_file_comes_only_through_the_door(cast: Cast, report: Report) -> None:
    file = ReportFile.objects.get(format="pdf")
    seen = {who: page(cast, who, "download", file.pk).status_code for who in ("vptk", "tpht", "noivu", "ba-dinh.vptk")}
    assert seen == {"vptk": 200, "tpht": 200, "noivu": 404, "ba-dinh.vptk": 404}
    sent(cast, report)
    last = ReportFile.objects.filter(format="pdf").latest("pk")
    assert (page(cast, "noivu", "download", last.pk).status_code, last.pk == file.pk) == (200, False)
    assert page(cast, "noivu", "download", file.pk).status_code == 404


def test_a_download_is_private_and_has_a_name(cast: Cast, report: Report) -> None:
    answer = page(cast, "vptk", "download", ReportFile.objects.get(format="docx").pk)
    assert answer["Content-Disposition"] == (
        'attachment; filename="bao-cao-quy-I-2023-quang-trung.docx"; '
        "filename*=UTF-8''bao-cao-quy-I-2023-quang-trung.docx"
    )
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-cache")


def test_files_being_drawn_are_asked_for_again(cast: Cast, plan: Plan) -> None:
    report = drafted(cast, plan)
    running = page(cast, "vptk", "files", report.pk).content.decode()
    draw_all(cast, report)
    done = page(cast, "vptk", "files", report.pk).content.decode()
    assert [text.count('hx-trigger="every 1s"') for text in (running, done)] == [1, 0]
    assert [len(re.findall(r"/tep-bao-cao/\d+/\"", text)) for text in (running, done)] == [0, 3]


def test_a_failed_file_is_asked_for_again_by_its_body(cast: Cast, report: Report) -> None:
    ReportFile.objects.filter(format="pdf").update(state="failed", error="Hết mực.")
    client = browser_of(cast, "vptk")
    assert "Hết mực." in words_of(client.get(reverse("reports:detail", args=[report.pk])))
    client.post(reverse("reports:redraw", args=[ReportFile.objects.get(format="pdf").pk]))
    assert ReportFile.objects.get(format="pdf").state == "queued"


# first screens


def test_the_first_screen_of_each_role(cast: Cast, plan: Plan) -> None:
    first = {who: browser_of(cast, who).get("/")["Location"] for who in ("vptk", "tpht", "chutich", "noivu")}
    overview = reverse("reports:overview")
    assert first == {"vptk": overview, "tpht": reverse("tasks:mine"), "chutich": overview, "noivu": overview}


def test_the_administrator_of_a_commune_sees_the_commune(cast: Cast, plan: Plan) -> None:
    """He has no bodies beneath: a matrix would be empty."""
    enlist(cast, "quan-tri", cast.quang_trung, Role.ADMINISTRATOR)
    said = words_of(page(cast, "quan-tri", "overview"))
    assert ("Toàn xã" in said, "Toàn địa bàn" in said) == (True, False)
    assert "5 nhiệm vụ của các kế hoạch đang thực hiện." in said


def test_the_bodys_overview_counts_its_work(cast: Cast, report: Report) -> None:
    """On 10/6: 1.1 (31/3) and 2.2 (31/3, 16/3) overdue; 2.2's report of quý II (16/6) within seven days; 2.1 waits."""
    said = words_of(page(cast, "chutich", "overview"))
    assert (
        "1/4 nhiệm vụ xong phần đến hạn 25,0 % 2 nhiệm vụ quá hạn 1 việc đến hạn trong 7 ngày 1 việc chờ đặt hạn"
        in said
    )
    assert (
        "Quý I năm 2023 hạn gửi 16/03/2023 Dự thảo Chưa gửi, quá 86 ngày Bước tiếp theo: xem báo cáo rồi duyệt" in said
    )
    assert "Công chức Văn phòng - Thống kê 2 việc quá hạn 1 việc im lặng" in said
    assert "5 nhiệm vụ của các kế hoạch đang thực hiện." in said


# queries


@pytest.mark.parametrize(
    ("name", "who", "budget"),
    [("list", "vptk", 12), ("list", "noivu", 15), ("overview", "vptk", 16), ("overview", "noivu", 8)],
)
def test_the_number_of_queries_does_not_grow(cast: Cast, plan: Plan, name: str, who: str, budget: int) -> None:
    def count() -> int:
        client = browser_of(cast, who)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"reports:{name}")).status_code == 200
        return len(queries)

    sent(cast, drafted(cast, plan))
    one = count()
    neighbour = plan_in_force(cast, who="ba-dinh.vptk")
    sent(cast, drafted(cast, neighbour))
    drafted(cast, plan, number=2, now=SENT_AT)
    three = count()
    assert (three, one <= budget) == (one, True)
