"""Printed lists: the duties of a month, what is overdue, the plan with its results; the same in page and files."""

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pdfplumber
import pytest
from django.urls import reverse

from cchc.orgs.models import Organization
from plans.models import Plan
from reports.collecting.lists.bodies import Chosen
from reports.collecting.lists.month import month_list
from reports.collecting.lists.overdue import overdue_list
from reports.collecting.lists.plan import plan_list
from reports.enums import FileFormat
from reports.lists.facts import ListFacts, Part
from reports.lists.files import draw_docx, draw_pdf, draw_xlsx
from reports.lists.paper import shown
from reports.queries.lists import works_of
from reports.views.printing import LONGEST
from tests.cast import TODAY, Cast
from tests.conftest import ReadingClient
from tests.plans_in_force import TPHT, VPTK, plan_in_force
from tests.reports.year import second_quarter

pytestmark = pytest.mark.django_db

JUNE, MARCH = date(2023, 6, 1), date(2023, 3, 1)
MM = 72 / 25.4


@pytest.fixture(autouse=True)
def june(settings: Any) -> None:
    settings.TODAY = TODAY


def asked(
    cast: Cast, who: str = "vptk", bodies: Sequence[Organization] = (), as_of: date = TODAY, lead: str = ""
) -> Chosen:
    """A list of the actor's own body, or of others."""
    actor = cast.actors[who]
    works = works_of(actor, bodies or [actor.organization], year=as_of.year, with_earlier=True, known_on=as_of)
    return Chosen(actor.organization, works, are_many=bool(bodies), as_of=as_of, lead=lead)


def rows_of(facts: ListFacts, *names: str) -> dict[str, list[tuple[str, ...]]]:
    """The rows of each part that has any, as read, in the named columns alone."""
    places = [place for place, field in enumerate(facts.fields) if field.title in names]
    return {
        part.title: [tuple(shown(facts.fields[place], row[place]) for place in places) for row in part.rows]
        for part in facts.parts
        if part.rows
    }


# the duties of a month


def test_a_month_holds_what_is_left_what_falls_due_what_is_standing_and_what_waits(cast: Cast, plan: Plan) -> None:
    facts = month_list(asked(cast), JUNE)
    assert rows_of(facts, "Nhiệm vụ", "Sản phẩm", "Hạn", "Trạng thái") == {
        "I. Còn tồn từ trước, đã quá hạn": [
            ("Kiểm tra công vụ", "Báo cáo\nquý I năm 2023", "16/03/2023", "Quá hạn 86 ngày"),
            ("Rà soát văn bản", "Báo cáo kết quả", "31/03/2023", "Quá hạn 71 ngày"),
            ("Kiểm tra công vụ", "Kế hoạch", "31/03/2023", "Quá hạn 71 ngày"),
        ],
        "II. Đến hạn trong tháng": [
            ("Báo cáo tài chính", "Báo cáo\nquý II năm 2023", "16/06/2023", "Xong đúng hạn"),
            ("Kiểm tra công vụ", "Báo cáo\nquý II năm 2023", "16/06/2023", "Chưa đến hạn"),
        ],
        "III. Thường xuyên": [("Theo dõi thi hành pháp luật", "Báo cáo kết quả", "31/12/2023", "Đang trong hạn")],
        "IV. Chưa ấn định thời hạn, đang chờ": [("Đào tạo cán bộ", "Báo cáo kết quả", "Theo KH", "Đang chờ")],
    }
    assert (facts.title, facts.total, facts.leader) == ("Danh mục nhiệm vụ tháng 6 năm 2023", 7, "CHỦ TỊCH")


def test_a_list_of_an_earlier_day_knows_what_was_recorded_by_then(cast: Cast, plan: Plan) -> None:
    second_quarter(cast, plan)
    titles = ("Nhiệm vụ", "Hạn", "Trạng thái", "Kết quả")
    told = rows_of(month_list(asked(cast, as_of=date(2023, 3, 11)), MARCH), *titles)
    assert told["I. Đến hạn trong tháng"][0] == (
        "Báo cáo tài chính",
        "16/03/2023",
        "Xong đúng hạn",
        "Đã gửi báo cáo tài chính quý I (văn bản số 12/BC-UBND ngày 09/03/2023).",
    )
    assert told["II. Thường xuyên"] == [("Theo dõi thi hành pháp luật", "31/12/2023", "Đang trong hạn", "")]
    told = rows_of(month_list(asked(cast, as_of=date(2023, 3, 14)), MARCH), *titles)
    assert told["II. Thường xuyên"][0][-1] == "Đã theo dõi 02 lĩnh vực."


def test_what_was_cancelled_is_left_out_and_counted(cast: Cast, plan: Plan) -> None:
    second_quarter(cast, plan)
    facts = month_list(asked(cast, as_of=date(2023, 4, 20)), MARCH)
    assert [row[0] for row in rows_of(facts, "Sản phẩm")["I. Đến hạn trong tháng"]] == [
        "Báo cáo\nquý I năm 2023",
        "Báo cáo\nquý I năm 2023",
        "Báo cáo kết quả",
    ]
    assert facts.left_out == ("Không kể 1 việc đã hủy.",)


def test_one_post_has_its_own_list(cast: Cast, plan: Plan) -> None:
    facts = month_list(asked(cast, lead=TPHT), JUNE)
    assert [row for rows in rows_of(facts, "Nhiệm vụ").values() for row in rows] == [
        ("Rà soát văn bản",),
        ("Theo dõi thi hành pháp luật",),
    ]


# what is overdue


def test_the_longest_overdue_stands_first_with_its_reason(cast: Cast, plan: Plan) -> None:
    facts = overdue_list(asked(cast), by_lead=False)
    assert rows_of(facts, "TT", "Nhiệm vụ", "Chủ trì", "Quá hạn", "Lý do, vướng mắc đã ghi") == {
        "": [
            ("1", "Kiểm tra công vụ", VPTK, "86 ngày", "Chưa ghi"),
            ("2", "Rà soát văn bản", TPHT, "71 ngày", "Chưa ghi"),
            ("3", "Kiểm tra công vụ", VPTK, "71 ngày", "Chưa ghi"),
        ]
    }
    later = overdue_list(asked(cast, as_of=date(2024, 1, 5)), by_lead=False)
    assert rows_of(later, "Nhiệm vụ", "Lý do, vướng mắc đã ghi")[""][-1] == (
        "Theo dõi thi hành pháp luật",
        "Thiếu kinh phí in tài liệu.",
    )


def test_for_urging_on_each_lead_has_a_part_with_the_name_of_its_holder(cast: Cast, plan: Plan) -> None:
    facts = overdue_list(asked(cast), by_lead=True)
    names = {key: cast.people[key].display_name for key in ("vptk", "tpht")}  # type: ignore[union-attr]
    assert {part.title: len(part.rows) for part in facts.parts} == {
        f"{VPTK} ({names['vptk']})": 2,
        f"{TPHT} ({names['tpht']})": 1,
    }


def test_nothing_overdue_says_so(cast: Cast, plan: Plan) -> None:
    facts = overdue_list(asked(cast, as_of=date(2023, 3, 14)), by_lead=False)
    assert (facts.total, facts.empty) == (0, "Không có việc nào quá hạn tính đến hết ngày 14/03/2023.")
    with pdfplumber.open(BytesIO(draw_pdf(facts))) as document:
        assert facts.empty in document.pages[0].extract_text()


# the plan with its results


def test_the_plan_stands_part_by_part_with_its_days_and_proofs(cast: Cast, plan: Plan) -> None:
    facts = plan_list(asked(cast), 2023)
    told = rows_of(facts, "TT", "Nhiệm vụ", "Các hạn trong năm", "Minh chứng", "Trạng thái")
    assert told == {
        "Phụ lục số 01: Cải cách thể chế": [
            ("1", "Rà soát văn bản", "31/03: quá hạn", "", "Quá hạn"),
            (
                "2",
                "Báo cáo tài chính",
                "16/03, 16/06: xong đúng hạn\n18/09, 18/12: chưa đến hạn",
                "12/BC-UBND ngày 09/03/2023",
                "Xong đúng hạn",
            ),
            ("3", "Theo dõi thi hành pháp luật", "31/12: đang trong hạn", "", "Đang trong hạn"),
        ],
        "Phụ lục số 02: Cải cách công vụ": [
            ("1", "Đào tạo cán bộ", "chưa có hạn: đang chờ", "", "Đang chờ"),
            ("2", "Kiểm tra công vụ", "16/03, 31/03: quá hạn\n16/06, 18/09, 18/12: chưa đến hạn", "", "Quá hạn"),
        ],
    }


# several bodies


def test_of_several_bodies_the_silent_come_first_and_those_without_a_plan_are_named(cast: Cast, plan: Plan) -> None:
    beneath = [cast.quang_trung, cast.ba_dinh]
    facts = overdue_list(asked(cast, "noivu", beneath), by_lead=False)
    assert facts.notes == (
        "Danh sách tính trên 2 đơn vị.",
        f"Chưa có kế hoạch được chấp nhận: {cast.ba_dinh.name}.",
    )
    plan_in_force(cast, who="ba-dinh.vptk")
    facts = overdue_list(asked(cast, "noivu", beneath), by_lead=False)
    assert facts.notes[1:] == (f"Có kế hoạch nhưng chưa cập nhật việc nào: {cast.ba_dinh.name}.",)
    ba_dinh, quang_trung = cast.ba_dinh.name, cast.quang_trung.name
    assert rows_of(facts, "Đơn vị", "Quá hạn")[""] == [
        *((ba_dinh, f"{days} ngày") for days in (86, 86, 71, 71)),
        *((quang_trung, f"{days} ngày") for days in (86, 71, 71)),
    ]
    assert (facts.title, facts.leader) == ("Danh sách việc quá hạn của các đơn vị cấp dưới", "THỦ TRƯỞNG CƠ QUAN")
    assert sum(field.width for field in facts.fields) == 247
    left = month_list(asked(cast, "noivu", beneath, lead=TPHT), JUNE)
    assert left.notes[0] == f"Chỉ gồm việc do {TPHT} chủ trì."
    assert rows_of(left, "Đơn vị", "Hạn") == {
        "I. Còn tồn từ trước, đã quá hạn": [(ba_dinh, "31/03/2023"), (quang_trung, "31/03/2023")],
        "II. Thường xuyên": [(ba_dinh, "31/12/2023"), (quang_trung, "31/12/2023")],
    }


# the page


def test_bodies_are_read_some_at_a_time_and_give_one_list(
    cast: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_in_force(cast, who="ba-dinh.vptk")
    beneath = [cast.quang_trung, cast.ba_dinh]

    def every() -> list[ListFacts]:
        return [
            month_list(asked(cast, "noivu", beneath), JUNE),
            overdue_list(asked(cast, "noivu", beneath), by_lead=True),
            plan_list(asked(cast, "noivu", beneath), 2023),
        ]

    together = every()
    monkeypatch.setattr("reports.queries.lists.AT_ONCE", 1)
    assert every() == together
    assert all(facts.total and TPHT in facts.leads for facts in together)


def page(cast: Cast, who: str, **query: str) -> Any:
    browser = ReadingClient()
    browser.force_login(cast.people[who], backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return browser.get(reverse("reports:lists"), query)


def test_the_page_shows_the_list_and_keeps_what_was_chosen(cast: Cast, plan: Plan) -> None:
    answer = page(cast, "tpht", mau="qua-han", ngay="31/05/2023", chu_tri=TPHT)
    assert answer.context["facts"] == overdue_list(asked(cast, as_of=date(2023, 5, 31), lead=TPHT), by_lead=False)
    text = answer.content.decode()
    assert "Danh sách có 1 dòng." in text
    assert "mau=qua-han&amp;ngay=31%2F05%2F2023" in text
    assert f"<option selected>{TPHT}</option>" in text


def test_what_is_left_out_of_the_address_is_todays(cast: Cast, plan: Plan) -> None:
    assert page(cast, "vptk").context["facts"] == month_list(asked(cast), JUNE)
    beneath = page(cast, "noivu", mau="qua-han").context["facts"]
    assert beneath == overdue_list(asked(cast, "noivu", [cast.ba_dinh, cast.quang_trung]), by_lead=False)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("31/02/2023", "Ngày này không có trong lịch"),
        ("11/06/2023", "Ngày 11/06/2023 chưa đến; hãy chọn từ hôm nay 10/06/2023 trở về trước."),
        ("01/01/0001", "Năm phải từ 2000 đến 2100"),
    ],
)
def test_a_wrong_day_is_told_and_what_was_typed_stays(cast: Cast, plan: Plan, day: str, said: str) -> None:
    answer = page(cast, "vptk", ngay=day, tep="pdf")
    assert (answer.status_code, said in answer.content.decode(), f'value="{day}"' in answer.content.decode()) == (
        422,
        True,
        True,
    )


@pytest.mark.parametrize("wrong", [{"mau": "khac"}, {"thang": "2023-13"}, {"tep": "exe"}, {"don_vi": "tat-ca"}])
def test_what_is_no_choice_does_not_exist(cast: Cast, plan: Plan, wrong: dict[str, str]) -> None:
    assert page(cast, "vptk", **wrong).status_code == 404
    assert page(cast, "vptk").status_code == 200


def test_a_neighbours_list_does_not_exist(cast: Cast, plan: Plan) -> None:
    found = {
        who: page(cast, who, don_vi=str(cast.quang_trung.pk)).status_code for who in ("vptk", "noivu", "ba-dinh.vptk")
    }
    assert found == {"vptk": 200, "noivu": 200, "ba-dinh.vptk": 404}


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_is_drawn_in_the_request(cast: Cast, plan: Plan, kind: str, mime: str) -> None:
    first, second = (page(cast, "tpht", mau="ke-hoach", tep=kind) for _ in range(2))
    assert (first["Content-Type"], first["Cache-Control"]) == (mime, "private, no-store")
    assert first["Content-Disposition"].startswith(f'attachment; filename="ke-hoach-2023-06-10.{kind}"')
    assert first.content == second.content


def test_a_list_too_long_for_a_pdf_is_offered_as_word_and_excel(
    cast: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LONGEST, FileFormat.PDF, 6)
    monkeypatch.setattr("reports.views.printing.ROWS_SHOWN", 4)
    answer = page(cast, "vptk")
    text = answer.content.decode()
    assert [file["label"] for file in answer.context["files"]] == ["Word", "Excel"]
    assert "Danh sách có 7 dòng, quá dài cho PDF (đến 6 dòng)" in text
    assert "Trang này hiện 4 dòng đầu; tệp tải về có đủ." in text
    assert (page(cast, "vptk", tep="pdf").status_code, page(cast, "vptk", tep="xlsx").status_code) == (404, 200)


# the files


@pytest.fixture
def facts(cast: Cast, plan: Plan) -> ListFacts:
    """A month with enough rows for three pages."""
    found = month_list(asked(cast), JUNE)
    due = found.parts[1]
    parts = (*found.parts[:1], Part(due.title, due.rows * 40), *found.parts[2:])
    return replace(found, parts=parts)


def test_the_pdf_is_a4_landscape_with_its_header_on_every_page(facts: ListFacts) -> None:
    with pdfplumber.open(BytesIO(draw_pdf(facts))) as document:
        sizes = {(round(one.width / MM), round(one.height / MM)) for one in document.pages}
        texts = [one.extract_text().split("\n") for one in document.pages]
    assert (sizes, len(texts) > 2) == ({(297, 210)}, True)
    assert texts[0][:3] == [
        "ỦY BAN NHÂN DÂN XÃ QUANG TRUNG",
        "DANH MỤC NHIỆM VỤ THÁNG 6 NĂM 2023",
        "(Số liệu đến hết ngày 10/06/2023)",
    ]
    header = "TT Nhiệm vụ Sản phẩm Chủ trì Hạn Trạng thái Kết quả"
    assert [text[:2] for text in texts[1:]] == [[str(number), header] for number in range(2, len(texts) + 1)]
    assert texts[-1][-3:] == [
        "Danh sách có 85 dòng.",
        "Quang Trung, ngày … tháng … năm 2023",
        "Người lập biểu CHỦ TỊCH",
    ]


def test_the_word_file_is_a_table_to_edit_that_libreoffice_reads(facts: ListFacts, tmp_path: Path) -> None:
    data = draw_docx(facts)
    document = docx.Document(BytesIO(data))
    table, makers = document.tables
    assert [cell.text for cell in table.rows[0].cells] == [field.title for field in facts.fields]
    assert table.rows[0]._tr.trPr.find("{*}tblHeader") is not None
    assert len(table.rows) == 1 + 4 + facts.total
    assert "CHỦ TỊCH" in makers.rows[0].cells[1].text
    (tmp_path / "list.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "list.docx"]
    subprocess.run(words, capture_output=True, check=True, timeout=120)
    with pdfplumber.open(tmp_path / "list.pdf") as converted:
        texts = [one.extract_text() for one in converted.pages]
        assert {(round(one.width / MM), round(one.height / MM)) for one in converted.pages} == {(297, 210)}
    assert "DANH MỤC NHIỆM VỤ THÁNG 6 NĂM 2023" in texts[0]
    assert all("TT Nhiệm vụ Sản phẩm" in text for text in texts[:-1])
    assert "Danh sách có 85 dòng." in texts[-1]


def test_the_workbook_holds_numbers_and_days_as_such_and_prints_well(cast: Cast, plan: Plan) -> None:
    sheet = openpyxl.load_workbook(BytesIO(draw_xlsx(overdue_list(asked(cast), by_lead=True)))).worksheets[0]
    lines = list(sheet.iter_rows(min_row=6, values_only=True))
    assert lines[0] == (
        "Phần",
        "TT",
        "Nhiệm vụ",
        "Sản phẩm",
        "Chủ trì",
        "Hạn",
        "Quá hạn (ngày)",
        "Lý do, vướng mắc đã ghi",
    )
    assert [(line[1], line[5], line[6]) for line in lines[1:]] == [
        (1, datetime(2023, 3, 16), 86),
        (2, datetime(2023, 3, 31), 71),
        (1, datetime(2023, 3, 31), 71),
    ]
    assert (sheet.cell(7, 6).number_format, sheet.cell(7, 7).number_format) == ("dd/mm/yyyy", "#,##0")
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$6:$6", "A7")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert sheet["A4"].value == "Danh sách có 3 dòng."


def test_the_same_facts_give_the_same_files(facts: ListFacts) -> None:
    other = replace(facts, as_of=date(2023, 6, 9))
    for draw in (draw_pdf, draw_docx, draw_xlsx):
        assert draw(facts) == draw(facts)
        assert draw(facts) != draw(other)
    assert {info.date_time[:3] for info in ZipFile(BytesIO(draw_xlsx(facts))).infolist()} == {(2023, 6, 10)}
