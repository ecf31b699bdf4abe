"""`manage.py make_report`: three files without the browser, nothing stored, one sentence for each fault."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from plans.models import Plan
from reports.models import Report, Snapshot

pytestmark = pytest.mark.django_db
GOOD = {
    "organization": "quang-trung",
    "kind": "quarter",
    "year": "2023",
    "number": "1",
    "as_of": "2023-03-14",
}


def test_three_files_are_written_and_nothing_is_stored(plan: Plan, tmp_path: Path) -> None:
    out = StringIO()
    call_command("make_report", **GOOD, out=str(tmp_path / "new"), stdout=out)
    names = [f"bao-cao-quy-I-2023-quang-trung.{ending}" for ending in ("pdf", "docx", "xlsx")]
    assert out.getvalue().splitlines() == [str(tmp_path / "new" / name) for name in names]
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(names)
    assert (Report.objects.count(), Snapshot.objects.count()) == (0, 0)
    book = load_workbook(BytesIO((tmp_path / "new" / names[2]).read_bytes()))
    said = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"Rà soát văn bản", "Kiểm tra công vụ", "Xong đúng hạn"} <= said


def test_the_cut_off_is_the_day_when_none_is_given(plan: Plan, tmp_path: Path) -> None:
    written = []
    for folder, as_of in (("given", GOOD["as_of"]), ("default", "")):
        call_command("make_report", **GOOD | {"as_of": as_of}, out=str(tmp_path / folder), stdout=StringIO())
        written.append([path.read_bytes() for path in sorted((tmp_path / folder).iterdir())])
    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"organization": "ba-vi"},
            "Không có đơn vị nào mang mã “ba-vi”; hãy kiểm tra lại mã, ví dụ quang-trung.",
        ),
        (
            {"kind": "week"},
            "Không có loại kỳ “week”; hãy chọn một trong: month, quarter, half_year, nine_month, year.",
        ),
        (
            {"number": "5"},
            "Một năm chỉ có 4 kỳ loại “quý”; kỳ số “5” không có, hãy ghi từ 1 đến 4.",
        ),
        ({"year": "23"}, "Năm “23” không hợp lệ; hãy ghi bốn chữ số, ví dụ 2023."),
        ({"as_of": "14/3"}, "“14/3” không phải là một ngày; hãy ghi như 2023-03-14."),
        (
            {"organization": "ba-dinh"},
            "Phường Ba Đình chưa có kế hoạch năm 2023 được chấp nhận nên chưa lập được báo cáo; hãy tải kế hoạch lên "
            "và chấp nhận trước.",
        ),
    ],
)
def test_a_fault_is_one_sentence_and_exit_code_one(
    plan: Plan, tmp_path: Path, wrong: dict[str, str], sentence: str
) -> None:
    errors = StringIO()
    with pytest.raises(SystemExit) as exit_:
        call_command("make_report", **GOOD | wrong, out=str(tmp_path), stdout=StringIO(), stderr=errors)
    assert (exit_.value.code, errors.getvalue().strip()) == (1, sentence)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    errors = StringIO()
    with pytest.raises(SystemExit):
        call_command("make_report", **GOOD, out=str(tmp_path / "file" / "x"), stdout=StringIO(), stderr=errors)
    assert errors.getvalue().startswith(f"Không ghi được vào thư mục {tmp_path / 'file' / 'x'} (")
    assert errors.getvalue().strip().endswith("; hãy chọn thư mục khác.")
