"""An edited Word file back into the sections of a report: bookmarks first, headings by their words where Word lost one.

Insertions that were tracked count, deletions do not; comments are ignored. What is no paragraph of text (tables,
pictures, text boxes, notes) is named, never guessed at.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree
from rapidfuzz import fuzz

from cchc.paper.words import clean
from cchc.text import fold
from plans.reading.archive import Archive
from plans.reading.markup import attribute, boxed_paragraphs, child, children, name, paragraph_text, unwrapped
from plans.reading.numbering import Numbering
from plans.reading.results import Unreadable

END = "muc_het"
CLOSING = "tren day la bao cao"
ALIKE = 50
_GAP = re.compile(r"\[Chưa có nội dung(?:: .*)?\]")
_PICTURES = {"drawing", "pict", "object"}
_NOTES = {"footnoteReference", "endnoteReference"}

NOT_OURS = (
    "Tệp này không phải bản Word tải về để sửa từ báo cáo này; hãy tải bản Word để sửa, sửa trong tệp ấy bằng Word "
    "hoặc LibreOffice rồi đưa lên."
)
WITH_MACROS = "Tệp Word có macro (.docm) không được nhận; hãy lưu lại thành kiểu .docx rồi đưa lên."
WORKBOOK = "Đây là tệp Excel; hãy chọn tệp Word (.docx) đã tải về để sửa."
ADVICE = "hãy chọn tệp Word (.docx) đã tải về để sửa, không đặt mật khẩu"


@dataclass(frozen=True, slots=True)
class Place:
    """A section as it left: its part of the outline, its bookmark, its heading as printed."""

    part: str
    mark: str
    heading: str


@dataclass(slots=True)
class Found:
    """A section in the file: its paragraphs, its heading where that reads otherwise now, and what cannot be taken back
    ("bảng")."""

    heading: str = ""
    lines: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WordFile:
    """Sections by part; the words before the first and after the last; the properties of the file."""

    sections: dict[str, Found]
    before: tuple[str, ...]
    after: tuple[str, ...]
    properties: dict[str, str]


@dataclass(slots=True)
class _Item:
    """One paragraph or table of the body, with the bookmarks that begin in it."""

    lines: tuple[str, ...]
    marks: list[str]
    lost: tuple[str, ...]
    is_table: bool = False

    @property
    def words(self) -> str:
        return " ".join(self.lines)


def read_word(data: bytes, places: Sequence[Place]) -> WordFile:
    """Raises Unreadable, one Vietnamese sentence, for what is no Word file or holds macros."""
    try:
        archive = Archive(data)
        if archive.is_workbook:
            raise Unreadable(WORKBOOK)
        kinds = [attribute(one, "ContentType") for one in archive.xml("[Content_Types].xml")]
        body = child(archive.xml(archive.main), "body")
        numbering = Numbering(archive.part("numbering.xml"), archive.part("styles.xml"))
    except Unreadable as refusal:
        raise Unreadable(_in_our_words(str(refusal))) from refusal
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds):
        raise Unreadable(WITH_MACROS)
    items = list(_items(body, numbering)) if body is not None else []
    return _sorted_out(items, places, _properties(archive))


def _in_our_words(refusal: str) -> str:
    """The guarded reader advises about plans; here another file is wanted."""
    return refusal if refusal == WORKBOOK else f"{refusal.partition(';')[0]}; {ADVICE}."


def printed_lines(text: str) -> list[str]:
    """The paragraphs that a text makes in the file; the words of a marked gap are none."""
    return [line for line in clean(text).split("\n") if line and not _GAP.fullmatch(line)]


def _properties(archive: Archive) -> dict[str, str]:
    try:
        stored = archive.xml("docProps/custom.xml")
    except Unreadable:
        return {}
    return {attribute(one, "name"): "".join(map(str, one.itertext())).strip() for one in children(stored, "property")}


def _items(body: "etree._Element", numbering: Numbering) -> Iterator[_Item]:
    """The body in reading order; a paragraph whose end was deleted under tracking goes on in the next."""
    waiting: list[str] = []
    carried: list[str] = []
    for node in unwrapped(body):
        kind = name(node)
        marks = [attribute(one, "name") for one in node.iter("{*}bookmarkStart")]
        if kind == "p":
            carried.append(paragraph_text(node))
            properties = child(node, "pPr")
            if child(child(properties, "rPr"), "del") is not None:
                waiting += marks
                continue
            text = "".join(carried)
            marker = numbering.marker(properties) if text.strip() else ""
            yield _Item(tuple(printed_lines(f"{marker} {text}")), [*waiting, *marks], _lost_of(node))
        elif kind == "tbl":
            if carried:
                yield _Item(tuple(printed_lines("".join(carried))), [], ())
            yield _Item(tuple(_texts(node)), [*waiting, *marks], ("bảng",), is_table=True)
        else:
            waiting += marks
            continue
        carried, waiting = [], []
    if carried:
        yield _Item(tuple(printed_lines("".join(carried))), waiting, ())


def _lost_of(paragraph: "etree._Element") -> tuple[str, ...]:
    found = {name(node) for node in paragraph.iter("{*}*")}
    boxed = any(paragraph_text(one).strip() for one in boxed_paragraphs(paragraph))
    kinds = (("khung chữ", boxed), ("hình", bool(found & _PICTURES) and not boxed), ("chú thích", bool(found & _NOTES)))
    return tuple(kind for kind, is_there in kinds if is_there)


def _texts(table: "etree._Element") -> Iterator[str]:
    for paragraph in table.iter("{*}p"):
        yield from printed_lines(paragraph_text(paragraph))


def _sorted_out(items: Sequence[_Item], places: Sequence[Place], properties: dict[str, str]) -> WordFile:
    starts = _starts(items, places)
    end = _end(items, max(starts, default=0))
    first = min(starts, default=end)
    sections: dict[str, Found] = {}
    here = Found()
    for at, item in enumerate(items[:end]):
        if at in starts:
            place, is_heading = starts[at]
            here = sections[place.part] = Found()
            if is_heading:
                here.heading = "" if fold(item.words) == fold(place.heading) else item.words
                here.lost += item.lost
                continue
        here.lost += item.lost
        here.lines += () if item.is_table else item.lines
    return WordFile(sections, _outside(items[:first]), _outside(items[end:]), properties)


def _outside(items: Sequence[_Item]) -> tuple[str, ...]:
    return tuple(line for item in items for line in item.lines)


def _starts(items: Sequence[_Item], places: Sequence[Place]) -> dict[int, tuple[Place, bool]]:
    """Where each section begins and whether its heading stands there: by its bookmark, else by its words. A bookmark
    that slipped into another paragraph begins the section there, but that paragraph is text."""
    marked = {mark: at for at, item in reversed(list(enumerate(items))) for mark in item.marks}
    worded = {fold(item.words): at for at, item in reversed(list(enumerate(items))) if not item.is_table}
    found: dict[int, tuple[Place, bool]] = {}
    for place in places:
        at = marked.get(place.mark)
        is_heading = at is not None and _reads_like(items[at].words, place.heading)
        if not is_heading and (other := worded.get(fold(place.heading))) is not None:
            at, is_heading = other, True
        if at is not None and at not in found:
            found[at] = (place, is_heading)
    return found


def _reads_like(words: str, heading: str) -> bool:
    return not words or fuzz.ratio(fold(words), fold(heading)) >= ALIKE


def _end(items: Sequence[_Item], last: int) -> int:
    """Where the last section ends: at its bookmark, else at the closing formula, else at the signature."""
    after = [(at, item) for at, item in enumerate(items) if at > last]
    tests = (
        lambda item: END in item.marks,
        lambda item: not item.is_table and fold(item.words).startswith(CLOSING),
        lambda item: item.is_table and "noi nhan" in fold(item.words),
    )
    found = (next((at for at, item in after if test(item)), None) for test in tests)
    return next((at for at in found if at is not None), len(items))
