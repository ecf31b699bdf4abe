"""The cells of one pasted line: parted by tabs, or by the bars of Markdown."""

import re
from collections.abc import Sequence

from cchc.text import squeeze
from plans.reading.pasted.cleaning import CELL_BREAK
from plans.reading.results import Block
from plans.reading.words import find_area, is_shouted, roman_value

_MARK = re.compile(r"[-–+•]|\d{1,3}(?:\.\d{1,3})*[.)]|[IVXLC]{1,6}[.)]|[A-Za-zđĐ][.)]")
_ORDINAL = re.compile(r"\(?(?:[IVXLC]{1,6}|[A-Za-zĐđ]|\d{1,3}(?:\.\d{1,3})*[a-zđ]?)\s*[.):]?|[-–+•]")
_SECTION = re.compile(
    r"(?:(?:phần|mục|nhóm|PHẦN|MỤC|NHÓM|Phần|Mục|Nhóm)\s+)?"
    r"(?:(?P<roman>[IVXLC]{1,6})\b|[A-HĐ](?=\s*[.):/]))\s*[.):/-]?\s*(?P<title>\S.*)",
    re.DOTALL,
)
_BAR = re.compile(r"(?<!\\)\|")
_FEWEST_WORDS, _MOST_CELLS = 2, 100
_ITEM = re.compile(
    r"(?:(?<=[.;:])|(?<=[\w)%])(?=\s[-–]\s(?:Phòng|Văn phòng|UBND|Ủy ban|Các|Ban|Chi|Công an|Trung tâm|Bộ phận"
    r"|CC|Công chức|Hội|Đoàn|Trường|Sở|Thường xuyên|H[àằ]ng|Tháng|Quý|Trước|Theo|Sau|Khi|Năm|Hoàn thành|Định kỳ|Ngày"
    r"|Trong|Tham mưu|Rà soát|Xây dựng|Đôn đốc|Tổ chức|Thực hiện|Tiếp tục|Tăng cường|Phối hợp|Triển khai|Báo cáo)\b))"
    r"\s(?=[-–]\s[^\W\d_])"
)
_RULE = re.compile(r"[\s|:+=–-]*-{2,}[\s|:+=–-]*")


def cells_of(line: str, *, in_table: bool = False) -> list[str] | None:
    """None for a line of prose. A mark before a tab ("1.⇥Rà soát") and tabs before the first word part cells only
    inside a table."""
    if is_rule(line) or max(line.count("\t"), line.count("|")) > _MOST_CELLS:
        return None
    if line.count("|") > 1:
        return [squeeze(cell.replace(r"\|", "|").replace(CELL_BREAK, "\n")) for cell in _parted(line)]
    if not in_table:
        line = line.strip("\t")
    if "\t" not in line:
        return None
    cells = [squeeze(cell.replace(CELL_BREAK, "\n")) for cell in line.split("\t")]
    if not in_table and len(cells) == 2 and _MARK.fullmatch(cells[0]):
        return None
    return _with_marks(cells)


def is_rule(line: str) -> bool:
    """The line of dashes below the header of a Markdown table."""
    return "--" in line[:_MOST_CELLS] and _RULE.fullmatch(line) is not None


def is_ordinal(cell: str) -> bool:
    return _ORDINAL.fullmatch(cell) is not None


def section_title(line: str) -> str:
    """The words of an area that stands alone on its line: marked I or A., or all in capitals; else nothing."""
    found = _SECTION.fullmatch(line)
    if found and (found["roman"] is None or roman_value(found["roman"])):
        title = found["title"]
        return title if is_shouted(title) or find_area(title) else ""
    return line if is_shouted(line) and len(line.split()) > _FEWEST_WORDS else ""


def laid_out(rows: Sequence[Sequence[str]]) -> Block:
    """Rows of unequal length as a table."""
    width = max(map(len, rows))
    return Block("table", rows=tuple((*map(_relisted, row), *[""] * (width - len(row))) for row in rows))


def _relisted(cell: str) -> str:
    """ "- Thường xuyên - Hàng quý" was a list before its lines were run together; the dash of a name ("Văn hóa - Xã
    hội") begins no item."""
    return _ITEM.sub("\n", cell) if cell.startswith(("- ", "– ")) and "\n" not in cell else cell


def _parted(line: str) -> list[str]:
    return _BAR.split(line.strip().removeprefix("|").removesuffix("|"))


def _with_marks(cells: list[str]) -> list[str]:
    """The dash of an automatic list and its item are one cell though a tab stands between; not so the first, which may
    be an ordinal."""
    joined = cells[:1]
    for cell in cells[1:]:
        if len(joined) > 1 and joined[-1].rsplit("\n", 1)[-1] in ("-", "–", "+", "•") and cell:
            joined[-1] = f"{joined[-1]} {cell}"
        else:
            joined.append(cell)
    return joined
