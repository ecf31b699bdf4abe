"""The review as the browser meets it: document beside reading, points, correction in place and on a page, tenancy."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.actions import mark_accepted, settle_all
from plans.models import Doubt, Plan, PlanItem, Target
from tests.cast import NOW, TODAY
from tests.plans.conftest import NAME

HTMX = {"HX-Request": "true"}


@pytest.fixture
def row(draft):
    return PlanItem.objects.get(section__plan=draft, section__order=6, ordinal="2")


@pytest.fixture
def client(cast, settings):
    settings.TODAY = TODAY
    return cast.client("vptk")


def filled(client, row, **others):
    """What the browser sends for the form as it is drawn, with other values laid over."""
    html = client.get(f"/ke-hoach/{row.section.plan_id}/sua/{row.pk}/").text
    ticked = re.findall(r'<input type="checkbox" name="(leads|coordinates)" value="(\w+)"[^>]* checked', html)
    values = {
        "seen": re.search(r'name="seen" value="(\d+)"', html)[1],
        "deadline_text": row.deadline_words,
        "product_text": row.product_words,
        "leads": [value for name, value in ticked if name == "leads"],
        "coordinates": [value for name, value in ticked if name == "coordinates"],
    }
    return values | others


def text_of(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_the_review_counts_what_was_read_and_asks_for_its_points(client, draft):
    text = text_of(client.get(f"/ke-hoach/{draft.pk}/xem-lai/").text)
    total = draft.doubts.count()
    assert f"7 phần, 33 nhiệm vụ, 7 chỉ tiêu đọc từ {NAME}" in text
    assert f"Còn {total} điểm cần quyết" in text
    assert "Đánh số không liền (2) Nhận cả loại này" in text


def test_every_row_stands_in_the_documents_table_with_its_reading(client, draft):
    html = client.get(f"/ke-hoach/{draft.pk}/xem-lai/").text
    rows = {int(pk) for pk in re.findall(r'<tr id="hang-(\d+)"', html)}
    assert rows == set(PlanItem.objects.values_list("pk", flat=True))
    assert "Không có trong văn bản" not in html


def test_a_row_tells_its_deadline_in_words_and_its_next_due_days(client, draft):
    item = PlanItem.objects.get(section__plan=draft, section__order=1, ordinal="3")
    text = text_of(client.get(f"/ke-hoach/{draft.pk}/xem-lai/hang/{item.pk}/").text)
    assert "Sản phẩm Kế hoạch kiểm soát TTHC; Báo cáo kết quả thực hiện" in text
    assert "Chủ trì Công chức Văn phòng - Thống kê" in text
    assert re.search(r"hạn 31/03/2023 .*hàng quý", text)
    assert "Hạn tới 16/06/2023 , 18/09/2023 , 18/12/2023" in text


def test_words_in_doubt_are_marked_where_they_stand(client, draft, row):
    html = client.get(f"/ke-hoach/{draft.pk}/xem-lai/").text
    doubt = row.doubts.get()
    line = html[html.index(f'id="hang-{row.pk}"') :].partition("</tr>")[0]
    link = f'<a href="#doubt-{doubt.pk}">Báo cáo kết quả Tự chấm trước 31/11/2023</a>'
    assert f'<mark id="chu-{doubt.pk}" tabindex="-1">{link}</mark>' in line


def test_correcting_in_place_answers_with_the_row_and_the_points_that_are_left(client, draft, row):
    total = draft.doubts.count()
    url = f"/ke-hoach/{draft.pk}/sua/{row.pk}/"
    assert "<html" not in client.get(url, headers=HTMX).text
    answer = client.post(url, filled(client, row, deadline_text="trước 15/12/2023"), headers=HTMX, follow=True)
    assert answer.redirect_chain == [(f"/ke-hoach/{draft.pk}/xem-lai/hang/{row.pk}/", 302)]
    text = text_of(answer.text)
    assert ("hạn 14/12/2023" in text, "theo lời đã sửa: trước 15/12/2023" in text) == (True, True)
    assert (f"Còn {total - 1} điểm cần quyết" in text, answer.text.count('hx-swap-oob="true"')) == (True, 3)


def test_correcting_on_a_page_of_its_own_comes_back_to_the_row(client, draft, row):
    answer = client.post(f"/ke-hoach/{draft.pk}/sua/{row.pk}/", filled(client, row, deadline_text="quý III"))
    assert (answer.status_code, answer.url) == (302, f"/ke-hoach/{draft.pk}/xem-lai/#hang-{row.pk}")


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_a_refused_correction_keeps_what_was_typed(client, draft, row, headers):
    sent = filled(client, row, deadline_text="quý III sửa dở", product_text="", leads=["p999999"])
    answer = client.post(f"/ke-hoach/{draft.pk}/sua/{row.pk}/", sent, headers=headers)
    assert answer.status_code == 422
    assert ("quý III sửa dở" in answer.text, "không có trong danh bạ" in answer.text) == (True, True)


def test_the_second_save_shows_both_versions_and_can_be_saved_again(client, draft, row):
    url, early = f"/ke-hoach/{draft.pk}/sua/{row.pk}/", filled(client, row)
    client.post(url, early | {"deadline_text": "quý III"})
    answer = client.post(url, early | {"deadline_text": "quý IV"}, headers=HTMX)
    assert answer.status_code == 409
    assert (
        "Người khác vừa sửa" in answer.text,
        "quý IV" in answer.text,
        "Thời hạn đang lưu</dt><dd>quý III" in answer.text,
    ) == (
        True,
        True,
        True,
    )
    again = early | {"deadline_text": "quý IV", "seen": re.search(r'name="seen" value="(\d+)"', answer.text)[1]}
    assert client.post(url, again).status_code == 302
    row.refresh_from_db()
    assert (row.corrected_deadline, row.revision) == ("quý IV", 2)


def test_a_target_is_corrected_with_a_comma(client, draft):
    target = Target.objects.get(value=99)
    url = f"/ke-hoach/{draft.pk}/chi-tieu/{target.pk}/"
    assert 'value="99"' in client.get(url, headers=HTMX).text
    sent = {"comparator": "at_least", "value": "98,5", "value_to": "", "unit": "%", "seen": "0"}
    answer = client.post(url, sent, headers=HTMX, follow=True)
    assert "ít nhất 98,5\u00a0%" in answer.text
    assert client.post(url, sent | {"value": "nhiều", "seen": "1"}).status_code == 422


def test_the_heading_is_corrected_and_a_bad_day_is_told(client, draft):
    url = f"/ke-hoach/{draft.pk}/sua/"
    sent = {
        "title": draft.title,
        "number": "05/KH-UBND",
        "issued_on": "31/11/2023",
        "from_year": "2023",
        "to_year": "2023",
    }
    refused = client.post(url, sent | {"seen": "0"})
    assert (refused.status_code, "Ngày này không có trong lịch" in refused.text, "05/KH-UBND" in refused.text) == (
        422,
        True,
        True,
    )
    assert client.post(url, sent | {"seen": "0", "issued_on": "05/01/2023"}).url == f"/ke-hoach/{draft.pk}/xem-lai/"
    assert str(Plan.objects.get().issued_on) == "2023-01-05"


def test_points_are_decided_in_place_one_by_kind_all_and_back(client, draft):
    total, doubt = draft.doubts.count(), draft.doubts.get(code="impossible_date")
    base = f"/ke-hoach/{draft.pk}/diem/"
    one = client.post(f"{base}{doubt.pk}/", {"settlement": "kept"}, headers=HTMX, follow=True)
    assert f"Còn {total - 1} điểm cần quyết" in one.text
    of_kind = client.post(base, {"code": "numbering_jump"}, headers=HTMX, follow=True)
    assert f"Còn {total - 3} điểm cần quyết" in of_kind.text
    every = client.post(base, {"code": "*"}, follow=True)
    assert "Không còn điểm nào cần quyết" in every.text
    back = client.post(f"{base}{doubt.pk}/quyet-lai/", headers=HTMX, follow=True)
    assert "Còn 1 điểm cần quyết" in back.text


def test_a_refused_decision_is_told_above_the_points(client, cast, draft):
    doubt = draft.doubts.all()[0]
    leader = cast.client("chutich")
    url = f"/ke-hoach/{draft.pk}/diem/{doubt.pk}/"
    answer = leader.post(url, {"settlement": "accepted"}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"], "Chỉ Văn phòng - Thống kê" in answer.text) == (
        422,
        "#tu-choi",
        True,
    )
    assert "Chỉ Văn phòng - Thống kê" in leader.post(url, {"settlement": "accepted"}, follow=True).text
    assert client.post(url, {"settlement": "lạ"}, headers=HTMX).status_code == 422
    assert Doubt.objects.exclude(settlement="").count() == 0


def test_accepting_too_early_is_told_then_makes_the_duties(client, cast, draft):
    total = draft.doubts.count()
    early = client.post(f"/ke-hoach/{draft.pk}/chap-nhan/", follow=True)
    assert f"Còn {total} điểm chưa quyết" in early.text
    settle_all(actor=cast.actors["vptk"], plan=draft, now=NOW)
    assert client.post(f"/ke-hoach/{draft.pk}/chap-nhan/").url == f"/ke-hoach/{draft.pk}/"
    assert Plan.objects.get().state == "accepted"


def test_others_of_the_body_look_on_without_buttons(cast, draft):
    html = cast.client("tpht").get(f"/ke-hoach/{draft.pk}/xem-lai/").text
    assert ("Nhận cách đọc" in html, "Chấp nhận kế hoạch" in html, "/sua/" in html) == (False, False, False)
    assert "Còn" in html


PATHS = (
    "doc/",
    "tep/",
    "bo/",
    "sua/",
    "sua/{item}/",
    "chi-tieu/{target}/",
    "hang/them/",
    "hang/{item}/tach/",
    "xem-lai/",
    "xem-lai/diem/",
    "xem-lai/hang/{item}/",
    "xem-lai/chi-tieu/{target}/",
)
POSTS = (
    "doc-lai/",
    "bo/",
    "sua/",
    "sua/{item}/",
    "chi-tieu/{target}/",
    "hang/",
    "hang/them/",
    "hang/{item}/tach/",
    "diem/",
    "diem/{doubt}/",
    "diem/{doubt}/quyet-lai/",
)


@pytest.mark.parametrize(("method", "path"), [("get", p) for p in PATHS] + [("post", p) for p in POSTS])
def test_the_neighbour_finds_nothing(cast, draft, row, method, path):
    there = path.format(item=row.pk, target=Target.objects.first().pk, doubt=row.doubts.get().pk)
    call = getattr(cast.client("ba-dinh.vptk"), method)
    assert call(f"/ke-hoach/{draft.pk}/{there}").status_code == 404
    assert call(f"/ke-hoach/{draft.pk + 1000}/{there}").status_code == 404


@pytest.mark.parametrize("path", ["sua/{item}/", "chi-tieu/{target}/", "hang/{item}/tach/", "xem-lai/hang/{item}/"])
def test_a_row_of_another_plan_is_not_found_under_this_one(client, cast, draft, row, path):
    other = Plan.objects.create(organization=cast.quang_trung, created_at=NOW)
    there = path.format(item=row.pk, target=Target.objects.first().pk)
    assert client.get(f"/ke-hoach/{other.pk}/{there}").status_code == 404


def test_the_list_shows_drafts_those_in_force_and_nobody_elses(cast, draft):
    assert draft.title in cast.client("tpht").get("/ke-hoach/").text
    empty = cast.client("ba-dinh.vptk").get("/ke-hoach/").text
    assert (draft.title in empty, "Chưa có kế hoạch nào" in empty, "Tải kế hoạch lên" in empty) == (False, True, True)
    above = cast.client("noivu").get("/ke-hoach/").text
    assert (draft.title in above, "Xã Quang Trung" in above) == (False, False)


def test_the_body_above_reads_a_plan_once_it_is_in_force(cast, draft):
    above = cast.client("noivu")
    pages = [f"/ke-hoach/{draft.pk}/{page}" for page in ("", "xem-lai/", "tep/")]
    before = [above.get(page).status_code for page in pages]
    settle_all(actor=cast.actors["vptk"], plan=draft, now=NOW)
    mark_accepted(actor=cast.actors["vptk"], plan=draft, now=NOW)
    assert (before, [above.get(page).status_code for page in pages]) == ([404] * 3, [200] * 3)
    assert draft.title in above.get("/ke-hoach/").text


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_the_list_asks_as_much_for_three_plans_as_for_one(client, cast, draft):
    one = queries_of(client, "/ke-hoach/")
    for year in (2024, 2025):
        plan = Plan.objects.get() if year == 2024 else Plan.objects.order_by("pk")[0]
        source = plan.source
        plan.pk = source.pk = None
        plan.save()
        source.plan, source.sha256 = plan, f"{year}"
        source.save()
    assert (Plan.objects.count(), queries_of(client, "/ke-hoach/")) == (3, one)


def test_the_review_asks_as_much_for_a_few_rows_as_for_all(client, draft):
    whole = queries_of(client, f"/ke-hoach/{draft.pk}/xem-lai/")
    PlanItem.objects.filter(section__plan=draft, section__order__gt=0).delete()
    assert (queries_of(client, f"/ke-hoach/{draft.pk}/xem-lai/"), whole < 40) == (whole, True)


def test_of_a_long_plan_only_parts_with_points_are_open(client, draft, monkeypatch):
    monkeypatch.setattr("tasks.review.MOST_OPEN_ROWS", 20)
    first = PlanItem.objects.get(section__plan=draft, section__order=0, ordinal="1")
    key = re.search(r'id="phan-([\d-]+)"[^§]*?Phụ lục số 01', client.get(f"/ke-hoach/{draft.pk}/xem-lai/").text)
    folded = client.get(f"/ke-hoach/{draft.pk}/xem-lai/").text
    assert (f'id="hang-{first.pk}"' in folded, key is not None) == (False, True)
    opening = re.search(r'href="(\?mo=[\d-]+)#phan-[\d-]+"[^>]*data-key="o">Mở ra<span[^>]*>: Phụ lục số 01', folded)[1]
    assert f'id="hang-{first.pk}"' in client.get(f"/ke-hoach/{draft.pk}/xem-lai/{opening}").text
    assert f'id="hang-{first.pk}"' in client.get(f"/ke-hoach/{draft.pk}/xem-lai/?chon=hang-{first.pk}").text
    for doubt in draft.doubts.all():
        assert f'id="chu-{doubt.pk}"' in folded


@pytest.mark.parametrize("chosen", ["hang-x", "hang", "dong-3-0", "' or 1"])
def test_what_is_to_be_taken_in_hand_may_be_anything(client, draft, chosen):
    assert client.get(f"/ke-hoach/{draft.pk}/xem-lai/", {"chon": chosen}).status_code == 200


def test_every_point_leads_to_a_place_on_the_page(client, draft):
    html = client.get(f"/ke-hoach/{draft.pk}/xem-lai/").text
    wanted = set(re.findall(r'href="#([\w-]+)"', html)) - {"main"}
    ids = re.findall(r'\bid="([\w-]+)"', html)
    assert (wanted - set(ids), len(ids)) == (set(), len(set(ids)))
