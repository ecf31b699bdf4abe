"""The coordinator's walk in a browser: upload, correct in place, settle, accept; the same without JavaScript."""

import pytest
from playwright.sync_api import expect

from plans.models import Plan, PlanItem
from tests.plans.conftest import FIXTURES, NAME

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page, live_server, cast, name="vptk"):
    session = cast.client(name).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def upload(page, live_server):
    page.goto(f"{live_server.url}/ke-hoach/tai-len/")
    page.locator("input[type=file]").set_input_files(FIXTURES / NAME)
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.wait_for_url("**/xem-lai/")


def test_from_the_word_file_to_duties(page, live_server, cast):
    sign_in(page, live_server, cast)
    upload(page, live_server)
    plan = Plan.objects.get()
    total = plan.doubts.count()
    heading = page.locator("#diem-ten")
    expect(heading).to_contain_text(f"Còn {total} điểm cần quyết")

    doubt = page.locator(".doubt", has_text="Lịch không có ngày")
    doubt.get_by_role("link", name="Sửa").click()
    form = page.get_by_role("form", name="Sửa cách đọc")
    form.get_by_label("Thời hạn").fill("trước ngày 15/11/2023")
    form.get_by_role("button", name="Lưu").click()
    row = PlanItem.objects.get(section__order=6, ordinal="2")
    expect(page.locator(f"#doc-{row.pk}")).to_contain_text("hạn 14/11/2023")
    expect(heading).to_contain_text(f"Còn {total - 1} điểm cần quyết")

    page.get_by_role("button", name="Nhận cả loại này").first.click()
    expect(heading).to_contain_text(f"Còn {total - 3} điểm cần quyết")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Nhận tất cả").click()
    expect(heading).to_contain_text("Không còn điểm nào cần quyết")

    page.get_by_role("button", name="Chấp nhận kế hoạch").click()
    page.wait_for_url(f"**/ke-hoach/{plan.pk}/")
    plan.refresh_from_db()
    assert plan.state == "accepted"


def test_escape_leaves_the_correction_and_nothing_is_saved(page, live_server, cast, draft):
    sign_in(page, live_server, cast)
    page.goto(f"{live_server.url}/ke-hoach/{draft.pk}/xem-lai/")
    row = PlanItem.objects.get(section__order=6, ordinal="2")
    page.locator(f"#doc-{row.pk}").get_by_role("link", name="Sửa").click()
    field = page.get_by_role("form", name="Sửa cách đọc").get_by_label("Thời hạn")
    expect(field).to_be_focused()
    field.fill("gõ nhầm")
    field.press("Escape")
    expect(page.locator(f"#doc-{row.pk} dl")).to_contain_text("hạn 30/11/2023")
    row.refresh_from_db()
    assert row.revision == 0


def test_the_same_walk_without_javascript(browser, live_server, cast):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    sign_in(page, live_server, cast)
    upload(page, live_server)
    doubt = page.locator(".doubt", has_text="Lịch không có ngày")
    doubt.get_by_role("link", name="Sửa").click()
    page.get_by_label("Thời hạn").fill("trước ngày 15/11/2023")
    page.get_by_role("button", name="Lưu").click()
    row = PlanItem.objects.get(section__order=6, ordinal="2")
    assert page.url.endswith(f"#hang-{row.pk}")
    expect(page.locator(f"#doc-{row.pk}")).to_contain_text("hạn 14/11/2023")
    page.get_by_role("button", name="Nhận tất cả").click()
    page.get_by_role("button", name="Chấp nhận kế hoạch").click()
    page.wait_for_url("**/ke-hoach/*/")
    assert Plan.objects.get().state == "accepted"
    context.close()


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_the_keyboard_goes_from_a_point_to_its_row_and_decides(page, live_server, cast, draft):
    sign_in(page, live_server, cast)
    page.goto(f"{live_server.url}/ke-hoach/{draft.pk}/xem-lai/")
    heading, total = page.locator("#diem-ten"), draft.doubts.count()
    first = page.locator(".doubt").first
    press(page, "j")
    expect(first).to_be_focused()
    press(page, "o")
    mark = page.locator(f"#{first.get_attribute('id').replace('doubt', 'chu')}")
    expect(mark).to_be_focused()
    press(page, "e")
    expect(page.get_by_role("form", name="Sửa cách đọc").get_by_label("Thời hạn")).to_be_focused()
    press(page, "Escape")
    expect(page.get_by_role("form", name="Sửa cách đọc")).to_have_count(0)
    expect(page.locator(".row-reading:focus")).to_have_count(1)
    press(page, "o")
    expect(page.locator(".doubt:focus")).to_have_count(1)
    press(page, "a")
    expect(heading).to_contain_text(f"Còn {total - 1} điểm")
    expect(page.locator("#live")).to_contain_text(f"Còn {total - 1} điểm cần quyết")
    press(page, "u")
    expect(heading).to_contain_text(f"Còn {total} điểm")
    press(page, "?")
    expect(page.get_by_role("heading", name="Phím tắt")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("heading", name="Phím tắt")).to_be_hidden()


def test_the_keyboard_splits_joins_takes_out_and_undoes(page, live_server, cast, draft):
    sign_in(page, live_server, cast)
    row = PlanItem.objects.get(section__order=6, ordinal="2")
    page.goto(f"{live_server.url}/ke-hoach/{draft.pk}/xem-lai/#hang-{row.pk}")
    reading, bar, count = page.locator(f"#doc-{row.pk}"), page.locator("#thanh"), PlanItem.objects.count
    before = count()
    reading.focus()
    press(page, "s")
    expect(page.locator("[name=at]:checked")).to_be_focused()
    press(page, "ArrowRight", "Enter")
    expect(bar).to_contain_text("Tách hàng 2 thành hai")
    expect(reading).to_be_focused()
    assert count() == before + 1
    press(page, "j", "m")
    expect(bar).to_contain_text("vào hàng 2")
    expect(reading).to_be_focused()
    assert count() == before
    press(page, "n")
    expect(bar).to_contain_text("Bỏ hàng 2")
    expect(reading).to_have_count(0)
    press(page, "u")
    expect(reading).to_have_count(1)
    assert (count(), PlanItem.objects.get(pk=row.pk).ordinal) == (before, "2")


def test_a_paragraph_is_marked_by_key_and_a_refusal_is_told(page, live_server, cast, draft):
    sign_in(page, live_server, cast)
    page.goto(f"{live_server.url}/ke-hoach/{draft.pk}/xem-lai/")
    paragraph = page.locator("tr[data-line]").first
    paragraph.focus()
    press(page, "t")
    expect(page.locator("#tu-choi")).to_contain_text("không có con số nào để đo")
    press(page, "d")
    expect(page.locator("#thanh")).to_contain_text("Đánh dấu đoạn là nhiệm vụ")
    expect(page.locator(".row-reading:focus")).to_have_count(1)


def test_typed_words_come_back_after_a_closed_tab(browser_context, live_server, cast, draft):
    page = browser_context.new_page()
    sign_in(page, live_server, cast)
    url, row = f"{live_server.url}/ke-hoach/{draft.pk}/xem-lai/", PlanItem.objects.get(section__order=6, ordinal="2")
    page.goto(url)
    page.locator(f"#doc-{row.pk}").get_by_role("link", name="Sửa").click()
    page.get_by_role("form", name="Sửa cách đọc").get_by_label("Thời hạn").fill("trước ngày 15/11/2023")
    expect(page.locator("[data-saved]")).to_contain_text("chưa lưu")
    page.close()
    page = browser_context.new_page()
    page.goto(url)
    form = page.get_by_role("form", name="Sửa cách đọc")
    expect(form.get_by_label("Thời hạn")).to_have_value("trước ngày 15/11/2023")
    form.get_by_label("Thời hạn").press("Enter")
    expect(page.locator(f"#doc-{row.pk}")).to_contain_text("hạn 14/11/2023")
    expect(page.locator("[data-saved]")).to_contain_text("Đã lưu lúc")


def test_splitting_and_marking_without_javascript(browser, live_server, cast, draft):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    sign_in(page, live_server, cast)
    row = PlanItem.objects.get(section__order=6, ordinal="2")
    page.goto(f"{live_server.url}/ke-hoach/{draft.pk}/xem-lai/")
    reading = page.locator(f"#doc-{row.pk}")
    reading.locator("summary").click()
    reading.get_by_role("link", name="Tách hàng").click()
    page.get_by_role("button", name="Tách thành hai hàng").click()
    assert page.url.endswith(f"#hang-{row.pk}")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("button", name="Hoàn tác")).to_have_count(0)
    row.refresh_from_db()
    assert row.revision == 0
    context.close()
