"""Initiatives and the classification of officials as pages and papers: what is kept, what is told, to whom."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from indices.actions.grading import Proposal, propose_grades
from indices.actions.spreading import Taken, record_spread
from indices.enums import Grade
from indices.grading import GRADED_ABOVE
from indices.models import Grading, Initiative
from tests.cast import NOW, TODAY, Cast
from tests.indices.ideas import CAP, adopted, decided, lines, opened, proposed, registered

pytestmark = pytest.mark.django_db

X, G = Grade.EXCELLENT, Grade.GOOD
FORM = {
    "name": "Sổ tay một cửa",
    "year": "2023",
    "problem": "Khó nhớ thủ tục",
    "solution": "Sổ tay bỏ túi",
    "author-0": "Người tpht",
    "share-0": "60",
    "author-1": "Lê Văn Ngoài",
}


@pytest.fixture(autouse=True)
def _day(settings: Any) -> None:
    settings.TODAY = TODAY


def page(client: Client, name: str, *args: Any, query: str = "") -> str:
    answer = client.get(reverse(f"emulation:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def words_of(client: Client, name: str, *args: Any, query: str = "") -> str:
    """All words of a Word file, paragraphs and cells alike."""
    answer = client.get(reverse(f"emulation:{name}", args=args) + query)
    document = Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def rows_of(client: Client, name: str, *args: Any, query: str = "") -> list[tuple[Any, ...]]:
    """The lines of the first sheet."""
    answer = client.get(reverse(f"emulation:{name}", args=args) + query)
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    return [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]


# initiatives


def test_a_form_whose_shares_are_wrong_keeps_all_that_was_typed(cast: Cast) -> None:
    client, path = cast.client("tpht"), reverse("emulation:initiative_register")
    bad = client.post(path, FORM | {"share-1": "30"})
    assert (bad.status_code, Initiative.objects.count()) == (422, 0)
    assert "cộng lại là 90 %" in bad.content.decode()
    assert all(value in bad.content.decode() for value in FORM.values())
    good = client.post(path, FORM | {"share-1": "40"})
    found = Initiative.objects.get()
    assert good["Location"] == reverse("emulation:initiative", args=[found.pk])
    assert [(a.user_id, a.title, a.share) for a in found.authors.all()] == [
        (cast.actors["tpht"].user and cast.actors["tpht"].user.pk, "Công chức Tư pháp - Hộ tịch", 60),
        (None, "", 40),
    ]


def test_a_second_save_is_refused_with_both_versions(cast: Cast) -> None:
    found = registered(cast)
    path, client = reverse("emulation:initiative_edit", args=[found.pk]), cast.client("vptk")
    form = {"name": "Tên mới", "year": "2023", "problem": "p", "solution": "s", "author-0": "Người tpht"}
    assert client.post(path, form | {"revision": "1"}).status_code == 302
    stale = client.post(path, form | {"name": "Tên khác nữa", "revision": "1"})
    assert stale.status_code == 409
    assert all(words in stale.content.decode() for words in ("Tên mới", "Tên khác nữa", "Người khác vừa sửa"))
    assert client.post(path, form | {"name": "Tên khác nữa", "revision": "2"}).status_code == 302


def test_a_body_without_an_initiative_is_told(cast: Cast) -> None:
    assert "đơn vị chưa đăng ký sáng kiến nào" in page(cast.client("vptk"), "initiatives")
    registered(cast)
    assert "đơn vị chưa đăng ký sáng kiến nào" not in page(cast.client("vptk"), "initiatives")
    assert "đơn vị chưa đăng ký sáng kiến nào" not in page(cast.client("noivu"), "initiatives")


def test_filters_stand_in_the_address(cast: Cast) -> None:
    registered(cast), adopted(cast, "vptk", name="Đặt lịch hẹn")
    client = cast.client("vptk")
    assert "2 sáng kiến" in page(client, "initiatives")
    found = page(client, "initiatives", query="?q=dat+lich&tinh-trang=adopted&nam=2023")
    assert ("Đặt lịch hẹn" in found, "Trả kết quả hộ tịch" in found) == (True, False)
    assert "Không có sáng kiến nào như vậy" in page(client, "initiatives", query="?nam=2020")
    assert page(client, "initiatives", query="?nam=x&tinh-trang=la&don-vi=-1&page=9")


def test_the_list_as_files(cast: Cast) -> None:
    adopted(cast)
    client = cast.client("vptk")
    assert [row[1:4] for row in rows_of(client, "initiatives_file")] == [
        ("Trả kết quả hộ tịch tại nhà", "Người tpht (100 %)", "Xã Quang Trung")
    ]
    said = words_of(client, "initiatives_file", query="?dang=docx&nam=2023")
    assert all(words in said for words in ("DANH SÁCH SÁNG KIẾN", "Chỉ gồm: năm 2023.", "45/QĐ-UBND ngày 15/05/2023"))
    assert client.get(reverse("emulation:initiatives_file") + "?dang=exe").status_code == 404


def test_the_application_says_what_its_form_asks(cast: Cast) -> None:
    found = registered(cast)
    said = words_of(cast.client("tpht"), "initiative_file", found.pk, "docx")
    for words in (
        "ĐƠN YÊU CẦU",
        "Kính gửi: Hội đồng Sáng kiến thị xã Bỉm Sơn",
        "Người tpht",
        "Trả kết quả hộ tịch tại nhà",
        "Lĩnh vực áp dụng sáng kiến: Cải cách thủ tục hành chính",
        "01/03/2023",
        "Người già phải đi lại nhiều lần.",
        "hoàn toàn chịu trách nhiệm trước pháp luật",
    ):
        assert words in said
    pdf = cast.client("tpht").get(reverse("emulation:initiative_file", args=[found.pk, "pdf"]))
    assert pdf.content.startswith(b"%PDF")


def test_silent_bodies_stand_first_on_the_page_and_in_the_file(cast: Cast) -> None:
    registered(cast)
    client = cast.client("noivu")
    found = page(client, "initiative_counts")
    assert "3 trên 4 đơn vị chưa đăng ký" in found
    assert found.index("Phường Ba Đình") < found.index("Xã Quang Trung")
    only = page(client, "initiative_counts", query="?tinh-trang=chua-dang-ky&q=ba+dinh")
    assert ("Phường Ba Đình" in only, "Xã Quang Trung" in only, "Hiện 1 trên 4" in only) == (True, False, True)
    rows = rows_of(client, "initiative_counts_file")
    assert [(row[1], row[2], row[6]) for row in rows][-2:] == [
        ("Phường Ba Đình", 0, "Chưa đăng ký"),
        ("Xã Quang Trung", 1, "Đã đăng ký"),
    ]
    assert cast.client("vptk").get(reverse("emulation:initiative_counts")).status_code == 403


def test_who_took_it_over_reads_it_and_changes_nothing(cast: Cast) -> None:
    found = adopted(cast)
    client = cast.client("ba-dinh.vptk")
    assert client.get(reverse("emulation:initiative", args=[found.pk])).status_code == 404
    taken = Taken(cast.ba_dinh.pk, "", TODAY, "", "")
    record_spread(actor=cast.actors["noivu"], initiative_id=found.pk, taken=taken, now=NOW)
    assert "Trả kết quả hộ tịch tại nhà" in page(client, "initiative", found.pk)
    assert "Trả kết quả hộ tịch tại nhà" in page(client, "initiatives")
    for name in ("initiative_edit", "initiative_spread"):
        assert client.get(reverse(f"emulation:{name}", args=[found.pk])).status_code == 404


# classification


def test_an_official_sees_his_own_line_and_no_other(cast: Cast) -> None:
    grading = proposed(cast, opened(cast), tpht=X, tckt=G)
    own = page(cast.client("tpht"), "grading", grading.pk)
    assert ("Phần của tôi" in own, "Người tckt" in own, "xuất sắc" in own.lower()) == (True, False, False)
    assert "Người tckt" in page(cast.client("vptk"), "grading", grading.pk)
    decided(cast, grading, tpht=X, tckt=G, vhxh=G, vptk=G)
    own = page(cast.client("tpht"), "grading", grading.pk)
    assert ("Hoàn thành xuất sắc nhiệm vụ" in own, "Người tckt" in own) == (True, False)


def test_from_above_figures_first_and_the_list_when_decided(cast: Cast) -> None:
    grading = proposed(cast, opened(cast), tpht=X)
    client, admin = cast.client("noivu"), cast.client("admin")
    assert "Người tpht" not in page(client, "grading", grading.pk)
    decided(cast, grading, tpht=X, tckt=G, vhxh=G, vptk=G)
    assert "Người tpht" in page(client, "grading", grading.pk)
    assert "Người tpht" not in page(admin, "grading", grading.pk)
    above = page(client, "gradings", query="?nam=2022")
    assert above.index("Phường Ba Đình") < above.index("Xã Quang Trung")
    assert "1 trên 4 đơn vị đã quyết định" in above
    assert cast.client("ba-dinh.vptk").get(reverse("emulation:grading", args=[grading.pk])).status_code == 404


def test_the_line_about_the_cap_follows_what_is_chosen(cast: Cast) -> None:
    grading = opened(cast)
    people = lines(grading)
    path = reverse("emulation:grading_weighed", args=[grading.pk])
    chosen = {f"grade-{people[key].pk}": "excellent" for key in ("tpht", "tckt")}
    more = {f"grade-{people[key].pk}": "good" for key in ("vhxh", "vptk")}
    over = cast.client("vptk").get(path, chosen | more).content.decode()
    assert "nhiều nhất 1 trong 4 người, đang đề nghị 2" in over
    assert "Vượt 1 người" in over
    assert "Chưa đề nghị ai" in cast.client("vptk").get(path).content.decode()


def test_deciding_over_the_cap_is_refused_with_its_rule_and_what_was_typed(cast: Cast) -> None:
    grading = opened(cast)
    people = lines(grading)
    grades = {f"grade-{one.pk}": "excellent" for one in people.values() if not one.left_out}
    form = grades | {"number": "15/QĐ-UBND", "decided_on": "01/06/2023", "signer": "Phạm Văn Chương", "revision": "1"}
    client, path = cast.client("chutich"), reverse("emulation:grading_decide", args=[grading.pk])
    bad = client.post(path, form)
    assert bad.status_code == 422
    for words in (CAP.source, "được nhiều nhất 1 trong 4 người, đang đề nghị 4", "15/QĐ-UBND", "Phạm Văn Chương"):
        assert words in bad.content.decode()
    lower = dict.fromkeys(list(grades)[1:], "good")
    assert client.post(path, form | lower).status_code == 302
    assert Grading.objects.get().decision == "15/QĐ-UBND"


def test_leaving_somebody_out_needs_a_reason(cast: Cast) -> None:
    grading = opened(cast)
    pk = lines(grading)["tpht"].pk
    client, path = cast.client("vptk"), reverse("emulation:grading_propose", args=[grading.pk])
    bad = client.post(path, {f"grade-{pk}": "out", "revision": "1"})
    assert (bad.status_code, "lý do không xếp loại Người tpht" in bad.content.decode()) == (422, True)
    boss = lines(grading)["chutich"].pk
    form = {f"grade-{pk}": "out", f"text-{pk}": "Nghỉ hưu", f"grade-{boss}": "out", f"text-{boss}": GRADED_ABOVE}
    assert client.post(path, form | {"revision": "1"}).status_code == 302
    assert lines(grading)["tpht"].left_out == "Nghỉ hưu"
    stale = client.post(path, form | {f"text-{pk}": "Chuyển công tác", "revision": "1"})
    assert stale.status_code == 409
    assert all(words in stale.content.decode() for words in ("Đã lưu: Nghỉ hưu", "Chuyển công tác"))


def test_a_cap_that_is_no_number_is_not_taken(cast: Cast) -> None:
    client, path = cast.client("vptk"), reverse("emulation:grading_begin")
    bad = client.post(path, {"year": "2022", "cap": "hai mươi", "base": "all", "source": "KH"})
    assert (bad.status_code, "hai mươi" in bad.content.decode(), Grading.objects.count()) == (422, True, 0)
    assert client.post(path, {"year": "2022", "cap": "12,5", "base": "all", "source": "KH"}).status_code == 302
    assert str(Grading.objects.get().cap) == "12.50"


def test_the_papers_of_a_year_are_exact(cast: Cast) -> None:
    grading = opened(cast)
    propose_grades(
        actor=cast.actors["vptk"],
        grading_id=grading.pk,
        proposals={lines(grading)["vhxh"].pk: Proposal(left_out="Nghỉ chế độ thai sản")},
        seen_revision=1,
        now=NOW,
    )
    client = cast.client("vptk")
    assert "(Dự thảo, theo đề nghị đến ngày 10/06/2023)" in words_of(client, "grading_file", grading.pk, "docx")
    decided(cast, grading, tpht=G, tckt=G, vptk=Grade.DONE)
    said = words_of(client, "grading_file", grading.pk, "docx")
    for words in (
        "(Kèm theo Quyết định số 15/QĐ-UBND ngày 05/01/2023 của Ủy ban nhân dân xã Quang Trung)",
        "66,7 %",
        "33,3 %",
        "Danh sách có 5 người: 3 người được xếp loại, 2 người không xếp loại.",
        "không quá 30 % số người hoàn thành tốt trở lên (Kế hoạch số 12/KH-UBND)",
    ):
        assert words in said
    rows = {row[1]: row[5:] for row in rows_of(client, "grading_file", grading.pk, "xlsx")}
    assert rows["Người tpht"] == ("Tốt", None)
    assert rows["Người vhxh"] == (None, "Nghỉ chế độ thai sản")
    assert client.get(reverse("emulation:grading_file", args=[grading.pk, "pdf"])).content.startswith(b"%PDF")
    assert cast.client("tpht").get(reverse("emulation:grading_file", args=[grading.pk, "pdf"])).status_code == 404


def test_the_year_that_is_offered_is_one_that_is_not_open_yet(cast: Cast) -> None:
    path = reverse("emulation:grading_begin")
    assert 'value="2022"' in cast.client("vptk").get(path).content.decode()
    opened(cast, year=2022)
    assert 'value="2023"' in cast.client("vptk").get(path).content.decode()
