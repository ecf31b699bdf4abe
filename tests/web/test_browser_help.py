"""What app.js adds in a browser: typed text that is never lost, keys, words about what failed."""

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import expect

TEXT = "Đã rà soát 14 văn bản"
FORM = "form[data-draft=gallery]"
DUTY = "#duty-1"


@pytest.fixture
def address(live_server, settings):
    settings.DEBUG = True
    return f"{live_server.url}/thanh-phan/"


def answer_posts(page, address, **answer):
    page.route(address, lambda route: route.fulfill(**answer) if route.request.method == "POST" else route.continue_())


def drafts(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('cchc:'))")


def type_draft(page, address, where):
    page.goto(address)
    page.fill(f"{where} textarea", TEXT)
    for _ in range(40):
        if drafts(page):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the text typed was not kept")


def test_text_survives_a_closed_tab_and_can_be_dropped(browser_context, address):
    page = browser_context.new_page()
    type_draft(page, address, FORM)
    page.close()
    page = browser_context.new_page()
    page.goto(address)
    expect(page.locator(f"{FORM} textarea")).to_have_value(TEXT)
    page.get_by_role("button", name="Bỏ phần này").click()
    expect(page.locator(f"{FORM} textarea")).to_have_value("")
    assert drafts(page) == []


def test_text_survives_a_save_that_the_server_failed(page, address):
    type_draft(page, address, FORM)
    error = render_to_string("error.html", {"status": 500, "title": "Hệ thống gặp lỗi", "sentence": "Hãy thử lại."})
    answer_posts(page, address, status=500, content_type="text/html; charset=utf-8", body=error)
    page.eval_on_selector(FORM, "form => { form.noValidate = true; form.requestSubmit(); }")
    expect(page.get_by_role("heading", name="Hệ thống gặp lỗi")).to_be_visible()
    page.goto(address)
    expect(page.locator(f"{FORM} textarea")).to_have_value(TEXT)


def test_a_refused_part_of_a_page_says_why_and_keeps_the_text(page, address):
    type_draft(page, address, DUTY)
    refusal = "Phiên làm việc đã hết hạn, chưa lưu."
    answer_posts(page, address, status=401, content_type="text/plain; charset=utf-8", body=refusal)
    page.click(f"{DUTY}-done")
    expect(page.locator("#alert")).to_contain_text(refusal)
    expect(page.get_by_role("link", name="Đăng nhập ở thẻ mới")).to_have_attribute("href", "/dang-nhap/")
    expect(page.locator(f"{DUTY} textarea")).to_have_value(TEXT)


def test_a_saved_part_of_a_page_is_announced_and_its_draft_forgotten(page, address):
    type_draft(page, address, DUTY)
    card = '<li id="duty-1" data-row data-announce="Đã lưu lúc 09:42">Đã xong</li>'
    answer_posts(page, address, status=200, content_type="text/html; charset=utf-8", body=card)
    page.click(f"{DUTY}-done")
    expect(page.locator("#live")).to_have_text("Đã lưu lúc 09:42")
    assert drafts(page) == []


def test_a_question_answered_no_sends_nothing(page, address):
    page.goto(address)
    sent, asked = [], []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("button", name="Không phát sinh").last.click()
    assert (asked, sent) == (["Ghi không phát sinh cho các việc đã chọn?"], [])


def test_keys_search_walk_and_pick(page, address):
    page.goto(address)
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.press("Escape")
    page.locator("td.task a").first.focus()
    page.keyboard.press("j")
    expect(page.locator("td.task a").nth(1)).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("[data-count]")).to_have_text("1")


def test_single_letter_keys_can_be_turned_off(page, address):
    page.goto(address)
    page.uncheck("#keys")
    page.locator("td.task a").first.focus()
    page.keyboard.press("/")
    expect(page.locator("td.task a").first).to_be_focused()


@pytest.mark.parametrize("width", [320, 390, 683, 1366])
def test_nothing_is_wider_than_the_window(page, address, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == width
