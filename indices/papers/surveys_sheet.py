"""Survey results of all bodies as a workbook to fill in, and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc.paper.sheet_pages import new_book, packed
from cchc.paper.sheets import Sheet, add_sheet
from cchc.paper.words import clean
from cchc.text import fold, squeeze
from plans.reading.archive import Archive
from plans.reading.results import Unreadable
from plans.reading.workbooks.sheets import Line, read_sheets

NAME = "Khảo sát"
BODY, CODE = "Đơn vị", "Mã đơn vị"
HOW = "Mỗi ô ghi điểm (8,5) hoặc số hài lòng/số trả lời (425/500); ô trống là chưa có kết quả, không phải 0."


@dataclass(frozen=True, slots=True)
class Typed:
    """The cells of a filled-in workbook by body and criterion code, and what could not be placed, each a sentence."""

    cells: dict[tuple[str, str], str]
    faults: tuple[str, ...]


def draw_surveys(
    name: str, criteria: Sequence[tuple[str, str]], rows: Sequence[tuple[str, str, Sequence[str]]], today: date
) -> bytes:
    """A row a body: its code, its name, what is there already by criterion."""
    book = new_book(title=clean(name), author="CCHC")
    headers = (CODE, BODY, *(f"{code}" for code, _ in criteria))
    lines = tuple((code, clean(body), *cells) for code, body, cells in rows)
    words = "; ".join(clean(f"{code}: {title}") for code, title in criteria)
    titles = ("KẾT QUẢ ĐIỀU TRA XÃ HỘI HỌC", clean(name), HOW, f"Danh sách có {len(rows)} đơn vị. {words}")
    add_sheet(book, Sheet(NAME, headers, (18.0, 30.0, *(16.0 for _ in criteria)), lines), titles)
    return packed(book, today)


def read_surveys(data: bytes, bodies: Sequence[str], criteria: Sequence[str]) -> Typed:
    """What a workbook says; every fault in one pass. Raises Unreadable for a file that is no such workbook."""
    for sheet in read_sheets(Archive(data)):
        for place, line in enumerate(sheet.lines):
            if line.cells and fold(line.cells[0]) == fold(CODE):
                return _typed(line, sheet.lines[place + 1 :], set(bodies), set(criteria))
    raise Unreadable(f"Không tìm thấy hàng tiêu đề có cột “{CODE}”; hãy tải mẫu Excel của trang này rồi điền vào đó.")


def _typed(header: Line, lines: Sequence[Line], bodies: set[str], criteria: set[str]) -> Typed:
    codes = [squeeze(cell) for cell in header.cells]
    strange = [code for code in codes[2:] if code and code not in criteria]
    faults = [f"Cột “{code}” không phải mã tiêu chí điều tra của đợt này." for code in strange]
    cells: dict[tuple[str, str], str] = {}
    for line in lines:
        body = squeeze(line.cells[0]) if line.cells else ""
        if body and body not in bodies:
            faults.append(f"Dòng {line.number}: không có đơn vị mã “{body}” trong đợt này.")
        elif body:
            own = zip(codes, map(squeeze, line.cells), strict=False)
            cells |= {(body, code): words for code, words in own if code in criteria}
    return Typed(cells, tuple(faults))
