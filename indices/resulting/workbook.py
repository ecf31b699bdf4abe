"""Result tables as workbooks: one that reads back without a difference, and lists of what a page shows."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from cchc.numbers import plain
from cchc.paper.sheet_pages import new_book, packed
from cchc.paper.sheets import Sheet, Value, add_sheet
from indices.resulting.lines import Line
from indices.scoring.composite import Component, whole_of

NAME, TOTAL, RANK, OF, CLASS = "Đơn vị", "Tổng điểm", "Xếp hạng", "Trên tổng số", "Xếp loại"
MAXIMUM, WEIGHT, CODE = "Điểm tối đa", "Trọng số", "Mã thành phần"


def table_book(
    titles: tuple[str, ...], components: Sequence[Component], lines: Sequence[Line], *, as_of: date, author: str
) -> bytes:
    """The table with the rows that say what its components are; reading it finds the very same table."""
    headers = (NAME, *(one.name for one in components), TOTAL, RANK, OF, CLASS)
    meta: list[tuple[Value, ...]] = []
    if components:
        blank = (None, None, None)
        meta = [
            (CODE, *(one.code for one in components), None, *blank),
            (MAXIMUM, *(_number(one.maximum) for one in components), _number(whole_of(components)), *blank),
            (WEIGHT, *(_number(one.weight) for one in components), None, *blank),
        ]
    rows = [
        (
            line.name,
            *(_number(line.values.get(one.code)) for one in components),
            _number(line.total),
            line.rank,
            line.of_how_many,
            line.class_name or None,
        )
        for line in lines
    ]
    widths = (34.0, *(12.0 for _ in components), 12.0, 10.0, 10.0, 16.0)
    return sheets_book([Sheet("Kết quả", headers, widths, (*meta, *rows))], titles, as_of=as_of, author=author)


def sheets_book(sheets: Sequence[Sheet], titles: tuple[str, ...], *, as_of: date, author: str) -> bytes:
    """Sheets with the same lines above each of them."""
    book = new_book(title=titles[0], author=author)
    for sheet in sheets:
        add_sheet(book, sheet, titles)
    return packed(book, as_of)


def _number(value: Decimal | None) -> Decimal | None:
    """Without empty places, so that 68,60 and 68,6 are one number."""
    return None if value is None else Decimal(plain(value))
