"""The file that says what each body of a district becomes: rows of an Excel or CSV file as lines. Pure.

Columns are known by their headings, in any order: “Mã cũ” and “Tên mới” must be there, “Mã mới” and “Người” may be.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from cchc.orgs.becoming import NEW_CODE, NEW_NAME, OLD_CODE, PEOPLE, Line
from cchc.text import fold, nfc, squeeze
from plans.reading.archive import Archive
from plans.reading.results import Unreadable
from plans.reading.workbooks.sheets import read_sheets

COLUMNS = (OLD_CODE, NEW_NAME, NEW_CODE, PEOPLE)
NEEDED = (OLD_CODE, NEW_NAME)
NOT_UTF8 = "Tệp CSV không phải UTF-8; hãy lưu lại bằng “CSV UTF-8” rồi chạy lại."
Row = tuple[int, Sequence[str]]


def read_map(name: str, data: bytes) -> list[Line]:
    """The lines with their rows as places. Raises `Unreadable`."""
    rows = list(_csv_rows(data) if name.lower().endswith(".csv") else _sheet_rows(data))
    if not rows:
        raise Unreadable("Tệp không có hàng nào; hàng đầu phải là tên cột: " + ", ".join(COLUMNS) + ".")
    headings = [fold(cell) for cell in rows[0][1]]
    missing = [heading for heading in NEEDED if fold(heading) not in headings]
    if missing:
        raise Unreadable(f"Hàng đầu thiếu cột {', '.join(f'“{one}”' for one in missing)}; cần: {', '.join(COLUMNS)}.")
    places = [headings.index(fold(heading)) if fold(heading) in headings else None for heading in COLUMNS]
    return [_line(number, cells, places) for number, cells in rows[1:] if any(cell.strip() for cell in cells)]


def _line(number: int, cells: Sequence[str], places: Iterable[int | None]) -> Line:
    values = [squeeze(nfc(cells[at])) if at is not None and at < len(cells) else "" for at in places]
    code, name, new_code, people = values
    return Line(f"Hàng {number}", code, name, new_code, people)


def _sheet_rows(data: bytes) -> Iterable[Row]:
    """The first visible sheet that shows something."""
    sheet = next((one for one in read_sheets(Archive(data)) if one.lines), None)
    return [(line.number, line.cells) for line in sheet.lines] if sheet else []


def _csv_rows(data: bytes) -> Iterable[Row]:
    """Commas, or semicolons as an Excel set to Vietnamese writes them."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(NOT_UTF8) from error
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    return [(reader.line_num, cells) for cells in reader]
