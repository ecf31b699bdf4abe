"""What an edited Word file says otherwise than the report says now, section by section."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plans.reading.results import Unreadable
from plans.versions.differences import Piece, field_change
from reports.facts import NarrativeSection
from reports.paragraphs import TEXT_LENGTH, TOO_LONG
from reports.roundtrip.marking import AFTER, BEFORE, REPORT, digest, lines_of, stamp_of
from reports.roundtrip.reading import NOT_OURS, Found, WordFile
from reports.spots import heading_words


@dataclass(frozen=True, slots=True)
class Change:
    """A section that the file says otherwise: the text now and the file's, with the words that differ marked.
    `is_conflict`: somebody else changed the section since the file was made."""

    part: str
    title: str
    text: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    is_conflict: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """`notes` name in a sentence each what is not taken back."""

    changes: tuple[Change, ...]
    notes: tuple[str, ...]


def compare(file: WordFile, label: str, narrative: Sequence[NarrativeSection], headings: Iterable[str]) -> Comparison:
    """The file against the narrative as it is now; `headings` are the parts that only stand over others. Raises
    Unreadable where the file is another report's or none of ours, or a section is too long to be kept."""
    if file.properties.get(REPORT) != label:
        raise Unreadable(NOT_OURS)
    bare = set(headings)
    changes = (_change(file, one) for one in narrative if one.part not in bare)
    return Comparison(tuple(one for one in changes if one), tuple(_notes(file, narrative, bare)))


def _change(file: WordFile, section: NarrativeSection) -> Change | None:
    """None where the file says the same, or what it said when it was made."""
    found, stamp = file.sections.get(section.part), stamp_of(file, section.part)
    now = lines_of(section)
    if found is None or tuple(found.lines) == now or (stamp and digest(found.lines) == stamp.digest):
        return None
    text = "\n".join(found.lines)
    if len(text) > TEXT_LENGTH:
        raise Unreadable(f"Mục {section.key} trong tệp {TOO_LONG}; hãy rút gọn rồi đưa lên lại.")
    words = field_change("", "\n".join(now), text)
    is_conflict = stamp is None or stamp.digest != digest(now)
    return Change(section.part, heading_words(section), text, words.before, words.after, is_conflict)


def _notes(file: WordFile, narrative: Sequence[NarrativeSection], bare: set[str]) -> Iterator[str]:
    for section in narrative:
        found = file.sections.get(section.part)
        if found is None:
            yield (
                f"Không tìm thấy mục {heading_words(section)} trong tệp nên mục này giữ nguyên; chữ của nó, nếu còn, "
                "nằm ở mục đứng trên."
            )
        else:
            yield from _notes_of(section, found, is_bare=section.part in bare)
    outside = (
        ("Phần đầu và phần mở đầu, có các bảng số liệu,", file.before, BEFORE),
        ("Phần kết, phần ký và các phụ lục", file.after, AFTER),
    )
    for words, lines, name in outside:
        if name in file.properties and digest(lines) != file.properties[name]:
            yield f"{words} đã bị sửa trong tệp: chỗ này lấy theo số liệu của hệ thống, không lấy về từ Word."


def _notes_of(section: NarrativeSection, found: Found, *, is_bare: bool) -> Iterator[str]:
    number = section.key
    if found.heading:
        yield f"Đề mục {number} đã đổi thành “{found.heading}”: tên mục sửa ở Thiết lập, Đề cương báo cáo."
    if is_bare and found.lines:
        yield f"Chữ viết ngay dưới đề mục {number} (mục chỉ có mục con) không lấy về được; hãy chuyển vào mục con."
    if found.lost:
        lost = ", ".join(dict.fromkeys(found.lost))
        yield f"Mục {number} có {lost} không lấy về được; hãy gõ nội dung ấy thành đoạn văn."
