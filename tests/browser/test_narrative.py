"""What is typed into a report survives a closed tab, a failed save and an expired session."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from plans.models import Plan
from reports.actions.drafting import draft_report
from reports.models import NarrativeText
from tasks.enums import PeriodKind
from tasks.periods import Timetable, period
from tests.browser.walking import Walker
from tests.cast import Cast, at

TEXT = "Đề nghị thị xã tổ chức tập huấn."
BOX, LINE = "#text-V", "#luu-V"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(walker: Walker, cast: Cast, plan: Plan) -> Page:
    """The coordinator has the narrative of quý I open."""
    quarter = period(PeriodKind.QUARTER, 2023, 1, Timetable())
    report = draft_report(
        actor=cast.actors["vptk"], organization=cast.quang_trung, period=quarter, now=at("2023-03-15 08:00")
    )
    walker.sign_in("vptk")
    walker.page.goto(f"{walker.at}/bao-cao/{report.pk}/noi-dung/")
    return walker.page


def stored() -> str:
    return NarrativeText.objects.get(key="V").text


def test_a_pause_saves_and_tells_whose_words_they_are(editor: Page) -> None:
    editor.fill(BOX, TEXT)
    expect(editor.locator(LINE)).to_contain_text("Đã lưu lúc")
    expect(editor.locator("#nguon-V")).to_contain_text("Văn phòng soạn")
    assert stored() == TEXT


def test_a_tab_closed_before_saving_loses_nothing(editor: Page) -> None:
    editor.fill(BOX, TEXT)
    editor.wait_for_timeout(500)
    address, context = editor.url, editor.context
    editor.close()
    again = context.new_page()
    again.goto(address)
    expect(again.locator(BOX)).to_have_value(TEXT)
    again.locator("#muc-V").get_by_role("button", name="Lưu mục này").click()
    expect(again.locator(LINE)).to_contain_text("Đã lưu lúc")
    assert stored() == TEXT


def test_a_failed_save_says_so_and_keeps_the_text(editor: Page) -> None:
    def fail(route: Any) -> None:
        route.fulfill(status=500, body="")

    editor.route("**/noi-dung/V/", fail)
    editor.fill(BOX, TEXT)
    expect(editor.locator("#alert")).to_be_visible()
    expect(editor.locator(BOX)).to_have_value(TEXT)
    editor.unroute("**/noi-dung/V/", fail)
    editor.locator("#muc-V").get_by_role("button", name="Lưu mục này").click()
    expect(editor.locator(LINE)).to_contain_text("Đã lưu lúc")
    assert stored() == TEXT


def test_an_expired_session_says_so_and_keeps_the_text(editor: Page, walker: Walker) -> None:
    Session.objects.all().delete()
    editor.fill(BOX, TEXT)
    alarm = editor.locator("#alert")
    expect(alarm).to_contain_text("Phiên làm việc đã hết hạn, chưa lưu")
    assert stored() == ""
    with editor.expect_popup() as opened:
        alarm.get_by_role("link", name="Đăng nhập ở thẻ mới").click()
    Walker(opened.value, walker.at).sign_in("vptk")
    editor.locator("#muc-V").get_by_role("button", name="Lưu mục này").click()
    expect(editor.locator(LINE)).to_contain_text("Đã lưu lúc")
    assert stored() == TEXT


def test_the_second_of_two_people_sees_both_texts(editor: Page) -> None:
    other = editor.context.new_page()
    other.goto(editor.url)
    other.fill(BOX, "Bản của người khác.")
    expect(other.locator(LINE)).to_contain_text("Đã lưu lúc")
    editor.fill(BOX, TEXT)
    expect(editor.locator(LINE)).to_contain_text("Bản của người khác.")
    expect(editor.locator(BOX)).to_have_value(TEXT)
    editor.get_by_role("button", name="Lưu bản của tôi").click()
    expect(editor.locator(LINE)).to_contain_text("Đã lưu lúc")
    assert stored() == TEXT
