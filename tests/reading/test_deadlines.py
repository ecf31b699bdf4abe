"""The language of deadlines, phrase by phrase.

`deadline_phrases.txt` holds phrases and, indented, what each must be read as: a line a clause (kind, period, day of
the month, start .. due, "on demand", label in brackets) and after "?" the codes of its doubts. "@ 2024 2024" gives
the years of the plan for the lines below it, "⏎" stands for a new line. `deadline_exam.txt` holds in the same way
what the reader was examined with, `deadline_cells_*.txt` every cell of the two plans that have task tables.
"""

import unicodedata
from datetime import date
from pathlib import Path

import docx
import pytest

from plans.reading.deadlines import read_deadline
from plans.reading.results import Clause, DeadlineReading

HERE = Path(__file__).parent
FIXTURES = HERE.parents[1] / "fixtures"
EMPTY = "(trống)"

Case = tuple[str, int, int, list[str]]


def cases(name: str) -> list[Case]:
    found: list[Case] = []
    years = (0, 0)
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            years = (int(line.split()[1]), int(line.split()[2]))
        elif line.startswith("    "):
            found[-1][3].append(line.strip())
        elif not line.startswith("#"):
            found.append((line.replace(" ⏎ ", "\n").replace(EMPTY, ""), *years, []))
    return found


def described(reading: DeadlineReading) -> list[str]:
    lines = [_clause(clause) for clause in reading.clauses]
    codes = " ".join(doubt.code for doubt in reading.doubts)
    return [*lines, f"? {codes}"] if codes else lines


def _clause(clause: Clause) -> str:
    parts = (
        clause.kind.value,
        clause.every.value if clause.every else "",
        f"day {clause.day}" if clause.day else "",
        f"{clause.start} .." if clause.start else "",
        str(clause.due or ""),
        "on demand" if clause.on_demand else "",
        f"[{clause.label}]" if clause.label else "",
    )
    return " ".join(part for part in parts if part)


def read(text: str, from_year: int = 2024, to_year: int = 2024, issued_on: date | None = None) -> DeadlineReading:
    return read_deadline(text, from_year=from_year, to_year=to_year, issued_on=issued_on)


@pytest.mark.parametrize(
    ("text", "from_year", "to_year", "expected"), cases("deadline_phrases.txt") + cases("deadline_exam.txt")
)
def test_phrase(text: str, from_year: int, to_year: int, expected: list[str]) -> None:
    assert described(read(text, from_year, to_year)) == expected


@pytest.mark.parametrize(
    ("text", "from_year", "to_year", "expected"), cases("deadline_cells_2023.txt") + cases("deadline_cells_2024.txt")
)
def test_cell_of_a_real_plan(text: str, from_year: int, to_year: int, expected: list[str]) -> None:
    assert described(read(text, from_year, to_year)) == expected


@pytest.mark.parametrize(
    ("plan", "known", "rows"),
    [("quang-trung-2023", "deadline_cells_2023.txt", 33), ("tuy-phuoc-2024", "deadline_cells_2024.txt", None)],
)
def test_no_cell_of_the_plans_is_left_out(plan: str, known: str, rows: int | None) -> None:
    tables = docx.Document(str(FIXTURES / f"{plan}.docx")).tables[1:]
    cells = [row.cells[4].text for table in tables for row in table.rows[1:]]
    assert {case[0] for case in cases(known)} == set(cells)
    assert rows is None or len(cells) == rows


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hoàn thành trước tháng 11/2024", ["Hoàn thành trước tháng 11/2024"]),
        ("Trong năm 2023.", ["Trong năm 2023"]),
        ("- Xây dựng KH: quý I/2023;\n- Báo cáo: hàng quý.", ["Xây dựng KH: quý I/2023", "Báo cáo: hàng quý"]),
        ("Quý II, III/2024", ["Quý II", "III/2024"]),
        ("Hàng quý, 06 tháng, năm.", ["Hàng quý", "06 tháng", "năm"]),
        ("Báo cáo định kỳ hàng\nquý", ["Báo cáo định kỳ hàng\nquý"]),
        ("Trước  ngày\t15/12", ["Trước ngày 15/12"]),
        ("1. Thường xuyên\n2. Khi có yêu cầu", ["Thường xuyên", "Khi có yêu cầu"]),
        ("Thường xuyên (báo cáo trước 15/12)", ["Thường xuyên", "(báo cáo trước 15/12)"]),
        ("Báo cáo kết quả:\n- Hàng quý\n- Hàng năm", ["Báo cáo kết quả:\n- Hàng quý", "Hàng năm"]),
        ("", [""]),
    ],
)
def test_words_are_quoted_exactly(text: str, words: list[str]) -> None:
    assert [clause.words for clause in read(text).clauses] == words


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        ("Khi có hồ sơ trễ hẹn", "Khi có hồ sơ trễ hẹn", None),
        ("Lập hồ sơ sau khi giải quyết xong công việc.", "sau khi giải quyết xong công việc", None),
        ("Thường xuyên khi có sự thay đổi", "khi có sự thay đổi", None),
        ("Trong 05 ngày làm việc kể từ ngày ký", "Trong 05 ngày làm việc kể từ ngày ký", None),
        ("Đột xuất theo yêu cầu", "Đột xuất theo yêu cầu", None),
        ("Theo quy định của tỉnh", None, "Theo quy định của tỉnh"),
        ("Báo cáo kết quả theo tiến độ KH đề ra.", None, "theo tiến độ KH đề ra"),
        ("Định kỳ theo quy định.", None, "theo quy định"),
        ("Thực hiện theo KH và báo cáo kết quả", None, "theo KH"),
        ("Theo Kế hoạch số 12/KH-UBND ngày 15/3/2024", None, "Theo Kế hoạch số 12/KH-UBND ngày 15/3/2024"),
    ],
)
def test_what_a_clause_waits_for_is_kept(text: str, trigger: str | None, source: str | None) -> None:
    assert [(clause.trigger, clause.source) for clause in read(text).clauses] == [(trigger, source)]


@pytest.mark.parametrize(
    ("text", "issued_on", "codes"),
    [
        ("trước 01/2024", None, ["deadline_before_plan"]),
        ("Quý I/2024", None, []),
        ("Quý I/2024", date(2024, 4, 1), ["deadline_before_plan"]),
        ("Quý I/2024", date(2024, 3, 31), []),
        ("Tháng 12/2023", date(2023, 12, 15), []),
        ("Thường xuyên trong năm 2024", date(2024, 4, 1), []),
        ("Từ 01/01/2024 đến 30/6/2024", date(2024, 4, 1), []),
    ],
)
def test_a_deadline_before_the_plan_is_doubted(text: str, issued_on: date | None, codes: list[str]) -> None:
    assert [doubt.code for doubt in read(text, issued_on=issued_on).doubts] == codes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Ô thời gian để trống; chưa có thời hạn nào, hãy nhập thời hạn."),
        (
            "Trước 31/11/2024",
            "Lịch không có ngày ghi trong “Trước 31/11/2024”; tạm lấy ngày cuối cùng có thật 30/11/2024.",
        ),
        ("14/11/20244", "Năm “20244” trong “14/11/20244” không đủ hoặc thừa chữ số; tạm đọc là 14/11/2024."),
        ("Năm 2030", "Năm 2030 trong “Năm 2030” nằm ngoài các năm của kế hoạch; tạm giữ đúng như văn bản ghi."),
        ("Đầu quý II/2024", "“Đầu quý II/2024” không chỉ rõ ngày; chưa đặt thời hạn, hãy nhập ngày cụ thể."),
        (
            "Ngày 32 hàng tháng",
            "Lịch không có ngày ghi trong “Ngày 32 hàng tháng”; tạm lấy ngày cuối cùng có thật của tháng.",
        ),
        ("Khác", "Chưa đọc được thời hạn trong “Khác”; hãy chọn cách hiểu và nhập ngày."),
    ],
)
def test_a_doubt_is_one_clear_sentence(text: str, message: str) -> None:
    assert [doubt.message for doubt in read(text).doubts] == [message]


def test_decomposed_letters_are_read_and_the_text_is_kept_as_it_came() -> None:
    text = unicodedata.normalize("NFD", "Trước quý III, báo cáo định kỳ hằng quý")
    reading = read(text)
    assert reading.text == text
    assert described(reading) == ["fixed 2024-06-30", "recurring quarter [báo cáo]"]
    assert [clause.words for clause in reading.clauses] == ["Trước quý III", "báo cáo định kỳ hằng quý"]


SPELLINGS = {
    "upper case": str.upper,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "hằng, quí": lambda text: text.replace("hàng ", "hằng ").replace("quý", "quí").replace("Hàng ", "Hằng "),
    "a final full stop": lambda text: f"{text}.",
    "blanks": lambda text: f"  {text.replace(' ', chr(160) + ' ')} ",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spelling_makes_no_difference(spelling: str) -> None:
    respelt = SPELLINGS[spelling]
    known = [case for case in cases("deadline_phrases.txt") if "\n" not in case[0]]
    plain = [_times(read(*case[:3])) for case in known]
    assert [_times(read(respelt(case[0]), *case[1:3])) for case in known] == plain


def _times(reading: DeadlineReading) -> list[tuple[object, ...]]:
    return [(one.kind, one.every, one.day, one.start, one.due, one.on_demand) for one in reading.clauses]


@pytest.mark.parametrize("dash", "-–—‐‑‒―−")
def test_any_dash_joins_a_range_and_marks_a_list(dash: str) -> None:
    assert described(read(f"Quý II {dash} IV/2024")) == ["range 2024-04-01 .. 2024-12-31"]
    assert described(read(f"{dash} Hàng tháng\n{dash} Hàng quý")) == ["recurring month", "recurring quarter"]
    assert described(read(f"15{dash}12{dash}2024")) == ["fixed 2024-12-15"]


@pytest.mark.parametrize("text", ["khi có yêu cầu và báo cáo ", "- quý I - Quý II/2024 ", "a; b; ", "theo a, khi b, "])
def test_a_swollen_cell_is_read_all_the_same(text: str) -> None:
    reading = read(text * 400)
    assert reading.clauses[0].words != ""
