"""How far a round has come, as a workbook."""

from collections.abc import Sequence
from datetime import date

from cchc.paper.sheet_pages import new_book, packed
from cchc.paper.sheets import Sheet, Value, add_sheet
from cchc.paper.words import clean, short_date


def draw_progress(
    name: str, areas: Sequence[tuple[str, str]], rows: Sequence[tuple[str, str, Sequence[str]]], today: date
) -> bytes:
    """A row a body: its step, and of each area how many criteria are appraised."""
    book = new_book(title=clean(name), author="CCHC")
    headers = ("TT", "Đơn vị", "Bước", *(clean(f"{code}. {area}") for code, area in areas))
    lines: tuple[tuple[Value, ...], ...] = tuple(
        (n, clean(body), step, *cells) for n, (body, step, cells) in enumerate(rows, start=1)
    )
    sheet = Sheet("Tiến độ", headers, (6.0, 28.0, 28.0, *(18.0 for _ in areas)), lines)
    titles = ("TIẾN ĐỘ ĐÁNH GIÁ", clean(name), f"Đến ngày {short_date(today)}; danh sách có {len(rows)} đơn vị.")
    add_sheet(book, sheet, titles)
    return packed(book, today)
