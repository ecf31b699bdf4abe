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
    heading = page.locator("#diem > h2")
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
