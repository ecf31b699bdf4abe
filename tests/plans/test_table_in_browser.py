"""The table of a plan written here, in a browser: cells save by themselves, Enter goes down, refused words stay."""

import pytest
from playwright.sync_api import expect

from cchc.orgs.actors import Actor
from plans.actions.arranging import add_row
from plans.actions.starting import begin_plan
from plans.actions.writing import Words, write_row
from plans.models import Plan, PlanItem
from tests.cast import NOW
from tests.plans.test_review_in_browser import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(cast) -> Plan:
    actor = cast.actors["vptk"]
    plan = begin_plan(actor=actor, title="Kế hoạch năm 2024", from_year=2024, to_year=2024, now=NOW)
    for text in ("Rà soát văn bản", "Báo cáo kết quả"):
        add_row(actor=actor, section=plan.sections.get(), words=Words(text, agency="CC TP - HT"), now=NOW)
    return plan


def cell(page, item, key):
    return page.locator(f"[name='{item.pk}-{key}']")


def test_cells_save_by_themselves_and_keys_walk(page, live_server, cast, plan):
    sign_in(page, live_server, cast)
    first, second = PlanItem.objects.filter(section__plan=plan)
    page.goto(f"{live_server.url}/ke-hoach/{plan.pk}/bang/")
    cell(page, first, "time").fill("trước ngày 15/12")
    cell(page, first, "time").press("Enter")
    expect(cell(page, second, "time")).to_be_focused()
    expect(page.locator(f"#doc-{first.pk}")).to_contain_text("14/12/2024")
    first.refresh_from_db()
    assert (first.deadline_text, first.revision) == ("trước ngày 15/12", 1)
    cell(page, second, "time").press("Escape")
    expect(cell(page, second, "time")).not_to_be_focused()

    blank = page.locator("tr.blank textarea")
    blank.nth(0).fill("Việc thứ ba")
    blank.nth(0).press("Enter")
    page.wait_for_url("**?moi=*")
    expect(page.locator("tr.blank textarea").nth(0)).to_be_focused()
    assert [item.text for item in PlanItem.objects.filter(section__plan=plan)][2] == "Việc thứ ba"


def test_the_second_of_two_people_sees_both_versions(page, live_server, cast, plan):
    sign_in(page, live_server, cast)
    first = PlanItem.objects.filter(section__plan=plan).earliest("pk")
    page.goto(f"{live_server.url}/ke-hoach/{plan.pk}/bang/")
    system = Actor.system(cast.quang_trung)
    write_row(actor=system, item=first, seen=0, words=Words("Lời của người thứ nhất"), now=NOW)
    cell(page, first, "text").fill("Lời của người thứ hai")
    cell(page, first, "text").press("Enter")
    below = page.locator(f"#doc-{first.pk}")
    expect(below).to_contain_text("Lời của người thứ nhất")
    expect(below).to_contain_text("Người khác vừa sửa")
    expect(cell(page, first, "text")).to_have_value("Lời của người thứ hai")


def test_words_survive_a_closed_tab_and_are_gone_once_saved(page, live_server, cast, plan):
    sign_in(page, live_server, cast)
    first, second = PlanItem.objects.filter(section__plan=plan)
    page.goto(f"{live_server.url}/ke-hoach/{plan.pk}/bang/")
    cell(page, first, "note").fill("Đã lưu")
    cell(page, first, "note").press("Enter")
    expect(page.locator(f"#doc-{first.pk}")).to_contain_text("Đã lưu")
    cell(page, second, "note").press_sequentially("Đang gõ")
    page.wait_for_timeout(500)
    page.reload()
    expect(cell(page, second, "note")).to_have_value("Đang gõ")
    expect(page.locator("main")).to_contain_text("Đã đưa lại phần bạn gõ")
    page.get_by_role("button", name="Lưu cả bảng").click()
    expect(page.locator("main")).to_contain_text("Đã lưu bảng")
    assert [item.note for item in PlanItem.objects.filter(section__plan=plan)] == ["Đã lưu", "Đang gõ"]
