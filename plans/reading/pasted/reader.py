"""Pasted text → blocks: paragraphs made whole, tables laid out again."""

from collections.abc import Iterator, Sequence

from cchc.text import fold, squeeze
from plans.reading.pasted.cells import cells_of, is_rule
from plans.reading.pasted.cleaning import PAGE, clean_lines
from plans.reading.pasted.columns import read_column, starts_column
from plans.reading.pasted.paragraphs import joined_lines
from plans.reading.pasted.tables import read_table
from plans.reading.results import Block, Unreadable

MAX_CHARACTERS = 1_000_000
NO_TEXT = "Văn bản dán vào không có chữ nào; hãy chép lại toàn bộ kế hoạch rồi dán vào."
TOO_LONG = "Văn bản dài hơn 1.000.000 ký tự; hãy chỉ giữ lại phần của kế hoạch."
NOT_TEXT = "Tệp văn bản không dùng bảng mã Unicode (UTF-8); hãy mở tệp, chọn Lưu thành, mã hóa UTF-8, rồi tải lên lại."


def read_text(data: bytes) -> tuple[Block, ...]:
    """UTF-8, or UTF-16 with its mark. Raises `Unreadable`."""
    blocks = tuple(_blocks(clean_lines(decoded(data))))
    if not blocks:
        raise Unreadable(NO_TEXT)
    return blocks


def decoded(data: bytes) -> str:
    """The text of a file. Raises `Unreadable`."""
    try:
        is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as failure:
        raise Unreadable(NOT_TEXT) from failure
    if "\0" in text:
        raise Unreadable(NOT_TEXT)
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(TOO_LONG)
    return text


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    held: list[str] = []
    while at < len(lines):
        table, end = None, at
        if cells_of(lines[at]) is not None:
            table, end = read_table(lines, at)
        elif starts_column(lines, at):
            table, end = read_column(lines, at)
        if table is not None:
            yield from _paragraphs(held)
            yield table
            held, at = [], end
        elif (beside := _side_by_side(lines, at)) > at:
            held += ["", *_by_columns(lines[at:beside]), ""]
            at = beside
        else:
            held.append(lines[at])
            at += 1
    yield from _paragraphs(held)


def _paragraphs(lines: Sequence[str]) -> Iterator[Block]:
    for text in joined_lines([line.replace("\t", " ") for line in lines if line == PAGE or not is_rule(line)]):
        if text := squeeze(text):
            yield Block("p", text)


def _side_by_side(lines: Sequence[str], at: int) -> int:
    """Where a stretch of lines of two cells ends: a letterhead or the end of the document."""
    end = at
    while end < len(lines) and len(cells_of(lines[end]) or ()) == 2:
        end += 1
    return end


def _by_columns(lines: Sequence[str]) -> list[str]:
    """Recipients before the signature beside them; a letterhead line by line."""
    pairs = [cells_of(line) or [] for line in lines]
    if fold(pairs[0][0]).startswith("noi nhan"):
        return [text for column in zip(*pairs, strict=True) for text in column if text]
    return [text for pair in pairs for text in pair if text]
