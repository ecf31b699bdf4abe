"""The sheets of an Excel file → blocks: what stands above and below a table becomes paragraphs, as in a Word file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cchc.text import fold
from plans.reading.archive import Archive
from plans.reading.headers import Header, Role, header_at
from plans.reading.results import Block, Span, Unreadable
from plans.reading.workbooks.sheets import Line, Sheet, read_sheets

NO_CELLS = "Bảng tính không có chữ nào ở các trang tính đang hiện; hãy bỏ ẩn trang tính của kế hoạch rồi tải lên lại."

_DEFAULT_NAME = re.compile(r"(?:sheet|trang tinh|trang|tab|table)\s*\d*(?:\s*\(\d+\))?")
_APPENDIX_NAME = re.compile(r"(?:pl|phu luc)[\s._-]*(?:so[\s._-]*)?(?P<number>\d{1,2}[a-z]?|[ivx]+)\b")
_CAPTION = re.compile(r"(?:phu luc|phu bieu|bieu|bang)\b")
_LETTERHEAD = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap\s*-|dang cong san|so\s*:?.{0,8}/|.*ngay.{0,6}thang.{0,6}nam"
)
_TITLE = re.compile(r"ke hoach$|chuong trinh$|de an$")
_CLOSING = re.compile(
    r"noi nhan\b|(?:t/?m|kt|tl|tuq)\s*\.|(?:pho )?chu tich$|nguoi lap\b|.*ngay.{0,6}thang.{0,6}nam \d{4}$"
)
_NOTE = re.compile(r"(?:ghi chu|luu y|chu thich)\b")
_ORDINAL = re.compile(r"\(?(?:[IVXLC]+|[A-Za-zĐđ]|\d{1,3}(?:[.,]\d{1,3})*)[.):]?")
_DECIMAL_ORDINAL = re.compile(r"\d{1,3}(?:,\d{1,3})+")


def read_workbook(data: bytes) -> tuple[Block, ...]:
    """Every visible sheet in its order. Raises `Unreadable`."""
    sheets = [sheet for sheet in read_sheets(Archive(data)) if sheet.lines]
    blocks = tuple(block for sheet in sheets for block in _blocks(sheet, is_one_of_many=len(sheets) > 1))
    if not blocks:
        raise Unreadable(NO_CELLS)
    return blocks


def _blocks(sheet: Sheet, is_one_of_many: bool) -> Iterator[Block]:
    whole = Block(
        "table",
        rows=tuple(line.cells for line in sheet.lines),
        spans=sheet.spans,
        sheet=sheet.name,
        numbers=tuple(line.number for line in sheet.lines),
    )
    headers = _headers(sheet, whole)
    tables = [_extent(sheet, header, stop) for header, stop in zip(headers, _stops(headers, sheet), strict=True)]
    above = list(_prose(sheet.lines[: tables[0].start if tables else None]))
    named = _named(sheet.name, above, is_one_of_many)
    begins_plan = any(_LETTERHEAD.match(line) or _TITLE.match(line) for block in above for line in [fold(block.text)])
    yield from (*above, *named) if begins_plan else (*named, *above)
    ends = [*(table.start for table in tables[1:]), len(sheet.lines)][: len(tables)]
    for header, table, end in zip(headers, tables, ends, strict=True):
        yield _piece(whole, header, table)
        yield from _prose(sheet.lines[table.stop : end])


def _named(name: str, above: Sequence[Block], is_one_of_many: bool) -> Iterator[Block]:
    """The name of a sheet titles its table where nothing above it does."""
    bare = fold(name)
    found = _APPENDIX_NAME.match(bare)
    lines = [fold(block.text) for block in above]
    if found and not any(_CAPTION.match(line) for line in lines):
        number = found["number"]
        words = name if bare.startswith("phu luc") else f"Phụ lục {number.upper() if number.isalpha() else number}"
        yield Block("p", words)
    elif is_one_of_many and not above and not found and not _DEFAULT_NAME.fullmatch(bare):
        yield Block("p", name)


def _headers(sheet: Sheet, whole: Block) -> list[Header]:
    """Headers of the tables of a sheet; one printed again inside its own table begins none."""
    found: list[Header] = []
    row = 0
    while row < len(sheet.lines):
        header = header_at(whole, row)
        if header and (not found or _begins_anew(sheet, found[-1], header)):
            found.append(header)
            row = header.first_row
        else:
            row += 1
    return found


def _begins_anew(sheet: Sheet, above: Header, header: Header) -> bool:
    """A row of tasks may hold the words of a header too, but none for ordinals. Under the same header a table begins
    where its caption stands above it, or where empty rows do and the numbers begin again."""
    if Role.ORDINAL in above.roles and Role.ORDINAL not in header.roles:
        return False
    if header.words != above.words:
        return True
    top = _caption_top(sheet, header)
    is_captioned = any(_CAPTION.match(fold(text)) for line in sheet.lines[top : header.top_row] for text in line.cells)
    ordinals = header.places(Role.ORDINAL)
    below = sheet.lines[header.first_row].cells if header.first_row < len(sheet.lines) else ()
    restarts = any(below[place].strip(" .") in ("1", "01", "I") for place in ordinals if below)
    return is_captioned or (restarts and sheet.lines[top].after_gap)


def _stops(headers: Sequence[Header], sheet: Sheet) -> Iterator[int]:
    """Where each table ends at the latest: at the captions of the next one."""
    yield from (_caption_top(sheet, header) for header in headers[1:])
    if headers:
        yield len(sheet.lines)


def _caption_top(sheet: Sheet, header: Header) -> int:
    """The first of the lines of one cell above a header that belong to it: from its caption on, else below the last
    empty row."""
    start = header.top_row
    while start > 0 and _is_alone(sheet.lines[start - 1]):
        start -= 1
    above = range(start, header.top_row)
    captions = [at for at in above if _CAPTION.match(fold(_filled(sheet.lines[at])[0]))]
    gaps = [at for at in above if sheet.lines[at].after_gap]
    return captions[0] if captions else gaps[-1] if gaps else start


def _extent(sheet: Sheet, header: Header, stop: int) -> slice:
    """The rows of a table without the notes and signatures below it; empty rows end none."""
    last = max((row for row in range(header.first_row, stop) if _is_task(sheet.lines[row], header)), default=stop)
    end = next((row for row in range(last + 1, stop) if _is_below(sheet.lines[row])), stop)
    return slice(header.top_row, end)


def _is_task(line: Line, header: Header) -> bool:
    ordinals = header.places(Role.ORDINAL)
    if ordinals:
        return any(_ORDINAL.fullmatch(line.cells[place]) for place in ordinals) and len(_filled(line)) > 1
    return len(_filled(line)) > 1 and not any(_CLOSING.match(fold(text)) for text in line.cells if text)


def _is_below(line: Line) -> bool:
    folded = [fold(text) for text in line.cells if text]
    return any(_NOTE.match(text) or _CLOSING.match(text) for text in folded) or (line.after_gap and len(folded) == 1)


def _piece(whole: Block, header: Header, table: slice) -> Block:
    spans = (span for span in whole.spans if table.start <= span.row < table.stop)
    rows = whole.rows[table]
    for place in header.places(Role.ORDINAL):
        rows = tuple((*row[:place], _dotted(row[place]), *row[place + 1 :]) for row in rows)
    return replace(
        whole,
        rows=rows,
        spans=tuple(
            Span(s.row - table.start, s.column, min(s.height, table.stop - s.row), s.width)
            for s in sorted(spans, key=_place)
        ),
        numbers=whole.numbers[table],
    )


def _place(span: Span) -> tuple[int, int]:
    return span.row, span.column


def _dotted(ordinal: str) -> str:
    """An ordinal 2.1 typed as a number is printed with a comma."""
    return ordinal.replace(",", ".") if _DECIMAL_ORDINAL.fullmatch(ordinal) else ordinal


def _prose(lines: Sequence[Line]) -> Iterator[Block]:
    """Rows of one cell are paragraphs. Of rows side by side, letterheads and signatures are read column by column,
    anything longer is a table of another kind."""
    at = 0
    while at < len(lines):
        if len(_filled(lines[at])) < 2:
            yield from (Block("p", text) for text in lines[at].cells if text)
            at += 1
            continue
        run = next((n for n in range(at, len(lines)) if len(_filled(lines[n])) < 2), len(lines))
        texts = [fold(text) for line in lines[at:run] for text in line.cells if text]
        if any(_CLOSING.match(text) for text in texts) and not any(_LETTERHEAD.match(text) for text in texts[:4]):
            yield from _by_columns(lines[at:])
            return
        if run - at > 1 and not any(_LETTERHEAD.match(text) for text in texts):
            yield Block("table", rows=tuple(line.cells for line in lines[at:run]))
        else:
            yield from _by_columns(lines[at:run])
        at = run


def _by_columns(lines: Sequence[Line]) -> Iterator[Block]:
    for cells in zip(*(line.cells for line in lines), strict=True):
        yield from (Block("p", text) for text in cells if text)


def _filled(line: Line) -> list[str]:
    return [text for text in line.cells if text]


def _is_alone(line: Line) -> bool:
    return len(_filled(line)) == 1
