"""Prose → an outline by its numbering: I., 1., 1.1., a), -, +; each piece knows its place ("Mục II.1.2")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from cchc.text import fold
from plans.reading.results import Block
from plans.reading.topics import is_topic
from plans.reading.words import letter_value, ordinal_value


class Level(IntEnum):
    """How deep a mark stands; dotted numbers lie between ARABIC and LETTER by their number of dots."""

    PART = 0
    ROMAN = 1
    ARABIC = 2
    DOTTED = 3
    LETTER = 7
    BULLET = 8
    PLUS = 9
    TEXT = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph: its mark, the text after it, where it stands, and its place among the blocks."""

    marker: str
    level: int
    text: str
    where: str
    index: int

    @property
    def is_heading(self) -> bool:
        """Carries a number or letter of its own."""
        return self.level <= Level.LETTER


OPENING = "Phần mở đầu"
CLOSING = "Phần kết"

_MARKS: tuple[tuple[int, "re.Pattern[str]"], ...] = (
    (
        Level.PART,
        re.compile(r"(?P<mark>(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:(?:THỨ|thứ)\s+\w+|[IVXLC]+|\d+))\s*[.:)–-]?\s*"),
    ),
    (Level.ROMAN, re.compile(r"(?P<mark>Điều\s+\d{1,3})\s*[.:]\s*")),
    (Level.DOTTED, re.compile(r"(?P<mark>\d{1,2}(?:\.\d{1,2}){1,4})\s*[.)/:]?\s+(?=\S)")),
    (Level.ARABIC, re.compile(r"(?P<mark>\d{1,2})\s*[.)/]\s*(?=[^\d\s.])")),
    (Level.ROMAN, re.compile(r"(?P<mark>[IVXL]+|C|D)\s*[.)/-]\s*(?=[^\W\d_])")),
    (Level.PART, re.compile(r"(?P<mark>[ABEGHK]|Đ)\s*[.)/-]\s+(?=[^\W\d_])")),
    (Level.LETTER, re.compile(r"(?P<mark>[a-eghiklmnopqrstđ])\s*[).]\s*(?=\S)")),
)
_BULLETS = re.compile(r"(?:[-–−—•*·▪●]\s*)+(?P<plus>\+\s*)?|(?P<only>\+\s*)")
_END = re.compile(r"noi nhan\b|(?:t/?m|kt|tl|tuq)\s*\.\s*\S")
_CLOSING = ("tren day la",)
_COUNTED = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_KIND = re.compile(r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN)\b")
_BASIS = re.compile(r"(?:can cu|thuc hien|theo|xet|tren co so|ubnd|uy ban nhan dan)\b")
_LONGEST_TITLE = 14
_SHORTEST_BASIS = 10


def read_outline(blocks: Sequence[Block]) -> tuple[Entry, ...]:
    """Everything from the first heading to the recipients or the signature; tables are left out. A heading has a
    number, or is a line that names a section ("Tổ chức thực hiện") below the legal bases."""
    numbered = _outline(blocks, None)
    end = numbered[0].index if numbered else len(blocks)
    title = _first_title(blocks[:end], is_numbered=bool(numbered))
    return numbered if title is None else _outline(blocks, title)


def _outline(blocks: Sequence[Block], first: int | None) -> tuple[Entry, ...]:
    writer = _Writer(first)
    for index, block in enumerate(blocks):
        if writer.entries and _ends(block):
            break
        for line in _logical_lines(block.text):
            writer.take(line, index)
    return tuple(writer.entries)


def _ends(block: Block) -> bool:
    """Recipients or the signature, each a paragraph or a cell of one table."""
    texts = [block.text] if block.kind == "p" else [cell for row in block.rows for cell in row]
    return any(_END.match(fold(text)) for text in texts)


def _first_title(blocks: Sequence[Block], *, is_numbered: bool) -> int | None:
    """The place of the first short line below the title of the plan and its legal bases that names a section. Above a
    numbered heading a legal basis may still follow a line that only looks like one."""
    title: int | None = None
    below = len(blocks)
    for place, block in enumerate(blocks):
        text = block.text
        is_basis = _BASIS.match(fold(text)) and len(text.split()) >= _SHORTEST_BASIS
        if _KIND.match(text):
            below, title = place + 2, None
        elif is_basis and (title is None or is_numbered):
            below, title = place + 1, None
        elif title is None and place >= below and _is_title(text):
            title = place
    return title


def _is_title(text: str) -> bool:
    return len(text.split()) <= _LONGEST_TITLE and not text.endswith((".", ";", ",")) and is_topic(text)


def with_headings(entries: Sequence[Entry]) -> Iterator[tuple[Entry, tuple[Entry, ...]]]:
    """Each entry with the headings that it stands under, itself included where it is one."""
    above: tuple[Entry, ...] = ()
    for entry in entries:
        if entry.is_heading:
            above = (*(heading for heading in above if heading.level < entry.level), entry)
        yield entry, above


class _Writer:
    def __init__(self, first: int | None) -> None:
        self.entries: list[Entry] = []
        self._first = first
        self._open: list[tuple[int, str]] = []
        self._capital = ""

    def take(self, text: str, index: int) -> None:
        level, mark, rest = self._split(text)
        if not self.entries and level > Level.DOTTED and index != self._first:
            return
        if level <= Level.LETTER:
            self._open = [(above, label) for above, label in self._open if above < level]
            self._open.append((level, mark))
        where = CLOSING if fold(rest).startswith(_CLOSING) else self._where()
        self.entries.append(Entry(mark, level, rest, where, index))

    def _split(self, text: str) -> tuple[int, str, str]:
        for level, pattern in _MARKS:
            found = pattern.match(text)
            if found:
                mark = found["mark"]
                dots = min(mark.count(".") - 1, 3) if level == Level.DOTTED else 0
                return self._as_capital(level + dots, mark), mark, text[found.end() :].strip()
        bullet = _BULLETS.match(text)
        if bullet:
            is_plus = bool(bullet["plus"] or bullet["only"])
            return (Level.PLUS, "+", text[bullet.end() :]) if is_plus else (Level.BULLET, "-", text[bullet.end() :])
        return Level.TEXT, "", text

    def _as_capital(self, level: int, mark: str) -> int:
        """C and D after B are letters, not the numerals 100 and 500."""
        if level == Level.ROMAN and mark in ("C", "D") and self._capital in ("B", "C"):
            level = Level.PART
        if level == Level.PART and len(mark) == 1:
            self._capital = mark
        return level

    def _where(self) -> str:
        labels: list[str] = []
        for level, mark in self._open:
            if Level.DOTTED <= level < Level.LETTER and labels and mark.startswith(f"{labels[-1]}."):
                labels.pop()
            labels.append(mark)
        if labels and " " in labels[0]:
            return ", mục ".join(filter(None, (labels[0], ".".join(labels[1:]))))
        return f"Mục {'.'.join(labels)}" if labels else OPENING


def _logical_lines(text: str) -> Iterator[str]:
    """A soft line break parts a paragraph only where a new mark begins."""
    held = ""
    for line in text.split("\n"):
        if held and not _begins_anew(line):
            held = f"{held} {line}"
        else:
            if held:
                yield held
            held = line
    if held:
        yield held


def _begins_anew(line: str) -> bool:
    return bool(_BULLETS.match(line)) or any(pattern.match(line) for _, pattern in _MARKS)


def number_of(entry: Entry) -> int:
    """The last number of a heading's mark; a letter's place in the alphabet."""
    last = entry.marker.split()[-1]
    if last.lower() in _COUNTED:
        return _COUNTED.index(last.lower()) + 1
    return letter_value(last) or ordinal_value(last) if _is_letter(entry) else ordinal_value(last)


def _is_letter(entry: Entry) -> bool:
    return entry.level == Level.LETTER or (entry.level == Level.PART and len(entry.marker) == 1)
