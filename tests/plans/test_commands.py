"""The three commands: what they print, what they keep, and how they refuse."""

import io
import json
import subprocess
import sys

import pytest
from django.core.management import call_command

from plans.models import Doubt, Plan, PlanItem
from plans.reading.archive import DAMAGED, EMPTY, NOT_OFFICE, PDF, TOO_LARGE
from plans.reading.pasted.reader import NOT_TEXT
from plans.reading.plan import NO_PLAN
from tests.plans.conftest import FIXTURES, NAME
from tests.reading.wordfiles import word_file
from tests.reading.workbooks import excel_file
from tests.sources import ROOT

FILE = str(FIXTURES / NAME)


@pytest.fixture
def given(monkeypatch):
    """Put bytes on standard input."""
    return lambda data: monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def run(capsys, *arguments):
    call_command(*arguments)
    return capsys.readouterr().out


def refused(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        call_command(*arguments)
    shown = capsys.readouterr()
    return ended.value.code, shown.out, shown.err


def test_dry_run_shows_the_plan_of_the_issue_and_keeps_nothing(cast, capsys, settings):
    read = json.loads(run(capsys, "import_plan", FILE, "--organization", "quang-trung", "--dry-run", "--json"))
    assert [len(section["tasks"]) for section in read["sections"]] == [3, 9, 3, 5, 4, 5, 4]
    assert list(read) == ["number", "title", "from_year", "to_year", "sections", "targets", "figures", "doubts"]
    found = {(doubt["code"], doubt["where"]) for doubt in read["doubts"]}
    assert found >= {
        ("impossible_date", "Phụ lục số 07, hàng 2"),
        ("deadline_before_plan", "Phụ lục số 07, hàng 1"),
        ("caption_lead_mismatch", "Phụ lục số 05"),
    }
    conflict = next(doubt for doubt in read["doubts"] if doubt["code"] == "target_conflict")
    assert ("99" in conflict["message"], "98" in conflict["message"]) == (True, True)
    assert (Plan.objects.count(), settings.MEDIA_ROOT.exists()) == (0, False)


def test_import_keeps_a_draft_with_its_points_and_twice_changes_nothing(cast, capsys):
    first = run(capsys, "import_plan", FILE, "--organization", "quang-trung")
    plan, points = Plan.objects.get(), Doubt.objects.count()
    assert first == (
        f"Đã giữ bản nháp (kế hoạch số {plan.pk}): Kế hoạch Cải cách Hành chính trên địa bàn xã Quang Trung năm 2023:"
        f" 7 phụ lục, 33 nhiệm vụ, 7 chỉ tiêu, {points} điểm cần quyết.\n"
    )
    assert (plan.state, plan.source.uploaded_by) == ("draft", None)
    second = run(capsys, "import_plan", FILE, "--organization", "quang-trung")
    assert second == f"Tệp này đã có trong hệ thống từ trước (kế hoạch số {plan.pk}); không có gì thay đổi.\n"
    assert (Plan.objects.count(), PlanItem.objects.count(), Doubt.objects.count()) == (1, 33, points)


def test_an_unknown_body_is_refused_with_the_codes_that_exist(cast, capsys):
    codes = "ba-dinh, bim-son, noi-vu-bim-son, quang-trung, tckh-bim-son, thanh-hoa"
    assert refused(capsys, "import_plan", FILE, "--organization", "nga-son", "--dry-run") == (
        1,
        "",
        f"Không có đơn vị mang mã “nga-son”; các mã đang có: {codes}.\n",
    )


@pytest.mark.parametrize("switches", [(), ("--dry-run", "--json")])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", EMPTY),
        (b"%PDF-1.7\n", PDF),
        (bytes(10 * 1024 * 1024 + 1), TOO_LARGE),
        (word_file("Thông báo nghỉ lễ."), NO_PLAN),
    ],
)
def test_a_file_that_is_no_plan_is_one_sentence_and_status_1(cast, capsys, tmp_path, content, sentence, switches):
    refuse_file(cast, capsys, tmp_path / "tep.docx", content, sentence, switches)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("tep.xlsx", excel_file([("Thông báo",), ("nghỉ lễ",)]), NO_PLAN),
        ("tep.xlsx", excel_file([("Thông báo",)])[:2000], DAMAGED),
        ("tep.txt", "Thông báo nghỉ lễ.".encode(), NO_PLAN),
        ("tep.md", b"\xff\xfe\x00", NOT_TEXT),
        ("tep.txt", b"", EMPTY),
        ("tep.csv", b"STT,Nhiem vu", NOT_OFFICE),
    ],
)
def test_other_kinds_of_files_are_refused_in_one_sentence_too(cast, capsys, tmp_path, name, content, sentence):
    refuse_file(cast, capsys, tmp_path / name, content, sentence, ())


def refuse_file(cast, capsys, path, content, sentence, switches):
    path.write_bytes(content)
    ended = refused(capsys, "import_plan", str(path), "--organization", "quang-trung", *switches)
    assert (ended, Plan.objects.count()) == ((1, "", f"{sentence}\n"), 0)


@pytest.mark.parametrize("name", ["ke-hoach.txt", "ke-hoach.md", "ke-hoach.xlsx"])
def test_text_and_workbooks_are_imported_as_word_files_are(cast, capsys, tmp_path, name):
    lines = [
        ("KẾ HOẠCH",),
        ("Cải cách hành chính năm 2023",),
        ("Phụ lục 1",),
        ("STT", "Nhiệm vụ", "Cơ quan thực hiện", "Thời gian"),
        ("1", "Rà soát văn bản", "CC TP - HT", "Quý I"),
    ]
    path = tmp_path / name
    text = "\n".join("\t".join(line) for line in lines)
    path.write_bytes(excel_file(lines) if name.endswith("xlsx") else text.encode())
    out = run(capsys, "import_plan", str(path), "--organization", "quang-trung")
    plan = Plan.objects.get()
    assert out.startswith(
        f"Đã giữ bản nháp (kế hoạch số {plan.pk}): Kế hoạch Cải cách hành chính năm 2023: 1 phụ lục, 1 "
    )
    assert (plan.source.name, PlanItem.objects.get().text) == (name, "Rà soát văn bản")
    again = run(capsys, "import_plan", str(path), "--organization", "quang-trung")
    assert again == f"Tệp này đã có trong hệ thống từ trước (kế hoạch số {plan.pk}); không có gì thay đổi.\n"


def test_a_file_that_is_not_there(cast, capsys):
    assert refused(capsys, "import_plan", "khong-co.docx", "--organization", "quang-trung") == (
        1,
        "",
        "Không mở được tệp khong-co.docx; hãy kiểm tra lại đường dẫn và quyền đọc tệp.\n",
    )


def test_agencies_line_by_line(cast, capsys, given):
    given("CC Văn phòng – Thống kê Tham mưu thực hiện, phối hợp với các bộ phận liên quan\nCC TP - HT\n".encode())
    lines = run(capsys, "read_agencies", "--organization", "quang-trung").splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "text": "CC Văn phòng – Thống kê Tham mưu thực hiện, phối hợp với các bộ phận liên quan",
            "lead": ["Công chức Văn phòng - Thống kê"],
            "coordinate": [],
            "groups": ["các bộ phận liên quan"],
            "unknown": [],
            "doubts": [],
        },
        {
            "text": "CC TP - HT",
            "lead": ["Công chức Tư pháp - Hộ tịch"],
            "coordinate": [],
            "groups": [],
            "unknown": [],
            "doubts": [],
        },
    ]
    assert "Văn phòng – Thống kê" in lines[0]


def test_deadlines_line_by_line_empty_ones_too_without_a_database(capsys, given):
    given("\ufeffHoàn thành trước tháng 11/2024\r\n\nQuý 1".encode())
    lines = run(capsys, "read_deadlines", "--from-year", "2024", "--to-year", "2024").splitlines()
    read = [json.loads(line) for line in lines]
    assert [one["text"] for one in read] == ["Hoàn thành trước tháng 11/2024", "", "Quý 1"]
    assert [one["clauses"][0]["due"] for one in read] == ["2024-10-31", None, "2024-03-31"]
    assert "Hoàn thành trước" in lines[0]


def test_other_encodings_are_refused(capsys, given):
    given("Quý".encode("utf-16"))
    assert refused(capsys, "read_deadlines", "--from-year", "2024", "--to-year", "2024") == (
        1,
        "",
        "Đầu vào không phải UTF-8; hãy lưu tệp bằng bảng mã UTF-8 rồi chạy lại.\n",
    )


def test_as_typed_in_a_shell():
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "read_deadlines", "--from-year", "2024", "--to-year", "2024"],
        input="Quý II, III/2024\n".encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert [clause["due"] for clause in json.loads(done.stdout)["clauses"]] == ["2024-06-30", "2024-09-30"]
