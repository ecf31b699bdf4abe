"""A criteria set as a workbook that reads back the same: one sheet of criteria, one of what holds for all. Pure."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from indices.enums import RuleKind
from indices.scoring.bands import in_order
from indices.sheets.outline import DEPTH_NAMES, Head, Line, Outline
from indices.sheets.rule_words import HOW, rule_parts
from tasks.exchange.paper import Column, new_cell, new_sheet

CRITERIA, GENERAL, GUIDE = "Tiêu chí", "Thông tin chung", "Hướng dẫn"
YES = "Có"
SPARE_ROWS = 200
"""So many empty rows below offer the lists of choices."""


COLUMNS = (
    Column("code", "Mã", 9),
    Column("depth", "Cấp", 20),
    Column("name", "Tên lĩnh vực, tiêu chí", 60),
    Column("maximum", "Điểm tối đa", 11),
    Column("kind", "Cách tính", 30),
    Column("parts", "Tham số", 44),
    Column("is_bonus", "Ngoài thang điểm", 12),
    Column("may_not_apply", "Có thể không áp dụng", 14),
    Column("proof", "Tài liệu kiểm chứng", 40),
)
HEADINGS = {column.field: column.heading for column in COLUMNS}
HEAD_COLUMNS = ("Mục", "Nội dung", "Giá trị")
NAME, SOURCE, PLACES, THRESHOLD, EXAMPLE = "Tên", "Văn bản căn cứ", "Số lẻ của điểm", "Ngưỡng yếu (%)", "Bộ mẫu"
BAND, TIE = "Xếp loại", "Khi bằng điểm"


def write_workbook(outline: Outline) -> bytes:
    """The whole set, with lists to choose from and a sheet that says what each column takes."""
    book, sheet = new_sheet(CRITERIA, [column.width for column in COLUMNS], freeze="D2")
    _add_choices(sheet, len(outline.lines))
    sheet.append([_heading(sheet, column.heading) for column in COLUMNS])
    for line in outline.lines:
        sheet.append(_cells(sheet, line))
    general = book.create_sheet(GENERAL)
    _write_head(general, outline.head)
    _write_guide(book.create_sheet(GUIDE))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(sheet: Worksheet, line: Line) -> list[Cell]:
    values: dict[str, Any] = {
        "code": line.code,
        "depth": DEPTH_NAMES[line.depth - 1],
        "name": line.name,
        "maximum": line.maximum,
        "kind": line.rule.kind.label if line.rule else "",
        "parts": rule_parts(line.rule) if line.rule else "",
        "is_bonus": YES if line.is_bonus else "",
        "may_not_apply": YES if line.may_not_apply else "",
        "proof": line.proof,
    }
    cells = [new_cell(sheet, values[column.field], bold=line.depth == 1) for column in COLUMNS]
    for cell, column in zip(cells, COLUMNS, strict=True):
        if column.field in ("code", "parts"):
            cell.number_format = "@"
    return cells


def _heading(sheet: Worksheet, words: str) -> Cell:
    cell = new_cell(sheet, words, bold=True)
    cell.fill = PatternFill("solid", fgColor="ECEFF2")
    return cell


def _add_choices(sheet: Worksheet, rows: int) -> None:
    letters = {column.field: "ABCDEFGHI"[place] for place, column in enumerate(COLUMNS)}
    lists = {"depth": DEPTH_NAMES, "is_bonus": (YES,), "may_not_apply": (YES,)}
    for field, words in lists.items():
        _add_list(sheet, f'"{",".join(words)}"', letters[field], rows)
    kinds = f"'{GUIDE}'!$A$2:$A${len(RuleKind) + 1}"
    _add_list(sheet, kinds, letters["kind"], rows)


def _add_list(sheet: Worksheet, formula: str, letter: str, rows: int) -> None:
    validation = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
    validation.add(f"{letter}2:{letter}{rows + 1 + SPARE_ROWS}")
    sheet.add_data_validation(validation)


def _write_head(sheet: Worksheet, head: Head) -> None:
    rows: list[Sequence[Any]] = [
        (NAME, head.name),
        (SOURCE, head.source),
        (PLACES, "", head.places),
        (THRESHOLD, "", head.threshold),
        (EXAMPLE, YES if head.is_example else ""),
        *((BAND, band.name, band.least) for band in in_order(head.bands)),
        *((TIE, tie.kind.label, tie.code) for tie in head.ties),
    ]
    for letter, width in (("A", 22), ("B", 90), ("C", 14)):
        sheet.column_dimensions[letter].width = width
    sheet.append([_heading(sheet, words) for words in HEAD_COLUMNS])
    for row in rows:
        cells = [new_cell(sheet, value) for value in (*row, "")[:3]]
        if row[0] == TIE:
            cells[2].number_format = "@"
        sheet.append(cells)


def _write_guide(sheet: Worksheet) -> None:
    """The names of the rules, from which the column chooses, and what stands in the column of their data."""
    for letter, width in (("A", 40), ("B", 100)):
        sheet.column_dimensions[letter].width = width
    sheet.append([_heading(sheet, words) for words in ("Cách tính được chọn", "Cột Tham số ghi gì")])
    for kind in RuleKind:
        sheet.append([new_cell(sheet, kind.label), new_cell(sheet, HOW.get(kind, "để trống"))])
    said = (
        "Dòng có mục con thì để trống Cách tính và Tham số; điểm tối đa bằng tổng các mục con.",
        "Cấp: " + ", ".join(DEPTH_NAMES) + "; để trống thì hiểu theo số dấu chấm trong mã.",
        "Cột Mã để kiểu Text, kẻo Excel đổi 1.10 thành 1.1 hoặc thành ngày.",
    )
    for words in said:
        cell = new_cell(sheet, words)
        cell.font = Font(italic=True)
        sheet.append([cell])
