"""The outline of the periodic report (reporting rules § 4) as data: headings, what fills them, what a gap says.

A body sets its own (`reports.models.ReportOutline`); `BUILT_IN` holds where nobody did. Pure.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cchc.labels import Labelled
from cchc.paper.words import roman
from plans.reading.words import AREAS

LONGEST_HEADING, LONGEST_GAP = 300, 300
MOST_PARTS = 60


class Filling(Labelled):
    """What a section is drafted from; nothing else may write into it."""

    PARTS = "parts", "chỉ có các mục con"
    WORDS = "words", "lời cán bộ đã ghi"
    RESULTS = "results", "văn bản, sản phẩm đã có"
    SHORTCOMINGS = "shortcomings", "khó khăn đã ghi và việc quá hạn"
    CORRECTIONS = "corrections", "bổ sung sau chốt số liệu"
    COMING = "coming", "việc đến hạn kỳ tới"
    NOTHING = "nothing", "đơn vị tự viết"


ONCE = (Filling.RESULTS, Filling.SHORTCOMINGS, Filling.CORRECTIONS, Filling.COMING)
"""What would be said twice if two parts took it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One heading, of `level` 1 or 2. `key` stays the same however the part is moved or renamed. `areas` are the areas
    of the plan whose words belong here, none meaning all that no other part names; an `optional` part stands only where
    something fills it; `gap` names what is missing where nobody wrote it."""

    key: str
    heading: str
    filling: Filling
    areas: tuple[str, ...] = ()
    gap: str = ""
    optional: bool = False
    level: int = 2

    @property
    def missing(self) -> str:
        """What the gap says; a part of parts has none."""
        return "" if self.filling == Filling.PARTS else self.gap or self.heading[:1].lower() + self.heading[1:]


Parts = tuple[Part, ...]

BUILT_IN: Parts = (
    Part(
        "I",
        "Công tác chỉ đạo, điều hành",
        Filling.WORDS,
        ("Chỉ đạo, điều hành",),
        "công tác chỉ đạo, điều hành",
        level=1,
    ),
    Part("II", "Kết quả thực hiện theo lĩnh vực", Filling.PARTS, level=1),
    Part("II.1", "Cải cách thể chế", Filling.WORDS, ("Thể chế",), "kết quả cải cách thể chế"),
    Part(
        "II.2",
        "Cải cách thủ tục hành chính",
        Filling.WORDS,
        ("Thủ tục hành chính",),
        "kết quả cải cách thủ tục hành chính",
    ),
    Part(
        "II.3",
        "Cải cách tổ chức bộ máy",
        Filling.WORDS,
        ("Tổ chức bộ máy",),
        "kết quả cải cách tổ chức bộ máy",
    ),
    Part("II.4", "Cải cách chế độ công vụ", Filling.WORDS, ("Chế độ công vụ",), "kết quả cải cách chế độ công vụ"),
    Part("II.5", "Cải cách tài chính công", Filling.WORDS, ("Tài chính công",), "kết quả cải cách tài chính công"),
    Part(
        "II.6",
        "Xây dựng, phát triển chính quyền điện tử, chính quyền số",
        Filling.WORDS,
        ("Chính quyền điện tử, chính quyền số",),
        "kết quả xây dựng chính quyền điện tử, chính quyền số",
    ),
    Part("II.7", "Nội dung khác của kế hoạch", Filling.WORDS, optional=True),
    Part("III", "Đánh giá chung", Filling.PARTS, level=1),
    Part("III.1", "Kết quả nổi bật", Filling.RESULTS, gap="kết quả nổi bật trong kỳ"),
    Part("III.2", "Tồn tại, hạn chế", Filling.SHORTCOMINGS, gap="tồn tại, hạn chế trong kỳ"),
    Part("III.3", "Nguyên nhân", Filling.NOTHING, gap="nguyên nhân của tồn tại, hạn chế"),
    Part("III.4", "Bổ sung sau chốt số liệu kỳ trước", Filling.CORRECTIONS, optional=True),
    Part("IV", "Phương hướng, nhiệm vụ kỳ tới", Filling.COMING, gap="phương hướng, nhiệm vụ kỳ tới", level=1),
    Part("V", "Kiến nghị, đề xuất", Filling.NOTHING, gap="kiến nghị, đề xuất với cấp trên", level=1),
)


def place_of_area(parts: Parts, area: str) -> str:
    """The key of the part in which the words about an area of the plan stand."""
    words = [part for part in parts if part.filling == Filling.WORDS]
    named = next((part.key for part in words if area in part.areas), None)
    return named or next(part.key for part in words if not part.areas)


def numbered(levels: Iterable[int]) -> tuple[str, ...]:
    """The numbers of headings of these levels: "I", "II", "II.1". One of level 2 above all others counts as level 1."""
    found: list[str] = []
    first = second = 0
    for level in levels:
        if level == 1 or not first:
            first, second = first + 1, 0
            found.append(roman(first))
        else:
            second += 1
            found.append(f"{roman(first)}.{second}")
    return tuple(found)


def standing(parts: Parts, filled: Iterable[str]) -> Parts:
    """The parts of one report: optional ones only where something fills them, parts of parts only over others."""
    filled = set(filled)
    kept = [part for part in parts if not part.optional or part.key in filled]
    below = [*kept[1:], None]
    return tuple(
        part
        for part, other in zip(kept, below, strict=True)
        if part.filling != Filling.PARTS or (other is not None and other.level > part.level)
    )


def new_key(parts: Iterable[Part]) -> str:
    """A key that no part has."""
    taken = {part.key for part in parts}
    return next(key for number in range(1, len(taken) + 2) if (key := f"m{number}") not in taken)


def to_json(parts: Parts) -> list[dict[str, Any]]:
    return [asdict(part) | {"areas": list(part.areas), "filling": part.filling.value} for part in parts]


def from_json(stored: Iterable[Mapping[str, Any]]) -> Parts:
    return tuple(Part(**{**one, "areas": tuple(one["areas"]), "filling": Filling(one["filling"])}) for one in stored)


def faults(parts: Parts) -> list[str]:
    """Everything that is wrong with an outline, a sentence each; nothing of what officials wrote may fall between two
    parts or stand in two of them."""
    if not parts:
        return ["Đề cương chưa có mục nào; hãy thêm ít nhất một mục."]
    names = numbered(part.level for part in parts)
    found = [sentence for part, name in zip(parts, names, strict=True) for sentence in _faults_of(part, name)]
    return [*found, *_faults_of_order(parts, names), *_faults_of_filling(parts), *_faults_of_areas(parts)]


def _faults_of(part: Part, number: str) -> Iterator[str]:
    if not part.heading.strip():
        yield f"Mục {number} chưa có tên; hãy ghi tên mục."
    if len(part.heading) > LONGEST_HEADING or len(part.gap) > LONGEST_GAP:
        yield f"Mục {number} có tên hoặc lời báo thiếu dài hơn {LONGEST_HEADING} ký tự; hãy rút gọn."
    if part.areas and part.filling != Filling.WORDS:
        yield f"Mục {number} nhận lĩnh vực của kế hoạch thì phải lấy “{Filling.WORDS.label}”."
    if unknown := [area for area in part.areas if area not in AREAS]:
        yield f"Mục {number} nhận lĩnh vực không có trong danh mục: {', '.join(unknown)}."
    if part.optional and part.filling in (Filling.PARTS, Filling.NOTHING):
        yield f"Mục {number} không có nguồn tự điền nên không thể “chỉ hiện khi có nội dung”; hãy bỏ chọn ô ấy."


def _faults_of_order(parts: Parts, names: Sequence[str]) -> Iterator[str]:
    if len(parts) > MOST_PARTS:
        yield f"Đề cương có {len(parts)} mục; nhiều nhất là {MOST_PARTS} mục."
    if parts[0].level != 1:
        yield "Mục đầu tiên phải là mục lớn; hãy chuyển mục lớn của nó lên trên."
    if any(times > 1 for times in Counter(part.key for part in parts).values()):
        yield "Hai mục của đề cương mang cùng một mã; hãy tải lại trang rồi sửa lại."
    for part, name, below in zip(parts, names, [*parts[1:], None], strict=True):
        has_parts = part.level == 1 and below is not None and below.level == 2
        if has_parts and part.filling != Filling.PARTS:
            yield f"Mục {name} có mục con thì phải chọn “{Filling.PARTS.label}”; nội dung để ở một mục con."
        if part.filling == Filling.PARTS and not has_parts:
            yield f"Mục {name} chọn “{Filling.PARTS.label}” nhưng chưa có mục con nào."


def _faults_of_filling(parts: Parts) -> Iterator[str]:
    taken = Counter(part.filling for part in parts)
    for filling in ONCE:
        if taken[filling] > 1:
            yield f"Có {taken[filling]} mục cùng lấy “{filling.label}”; chỉ để một mục, nếu không sẽ nói hai lần."
    if not taken[Filling.CORRECTIONS]:
        yield f"Chưa có mục nào lấy “{Filling.CORRECTIONS.label}”; báo cáo phải có mục này."


def _faults_of_areas(parts: Parts) -> Iterator[str]:
    words = [part for part in parts if part.filling == Filling.WORDS]
    twice = [area for area, times in Counter(area for part in words for area in set(part.areas)).items() if times > 1]
    for area in twice:
        yield f"Lĩnh vực “{area}” nằm ở hai mục; hãy chỉ để ở một mục."
    rest = sum(not part.areas for part in words)
    if rest != 1:
        yield (
            f"Phải có đúng một mục lấy “{Filling.WORDS.label}” mà không chọn lĩnh vực nào, để nhận lời về các lĩnh vực "
            f"còn lại; hiện có {rest} mục."
        )


def moved(parts: Sequence[Part], place: int, step: int) -> list[Part]:
    """The parts with one of them, and all beneath it, before its neighbour above (-1) or after the one below (1); as
    they were where there is none. One of level 2 may move under another heading."""
    blocks = _blocks(parts, parts[place].level)
    here = next(i for i, block in enumerate(blocks) if block[0] is parts[place])
    there = here + step
    if not 0 <= there < len(blocks):
        return list(parts)
    blocks[here], blocks[there] = blocks[there], blocks[here]
    found = [part for block in blocks for part in block]
    return found if found[0].level == 1 else list(parts)


def _blocks(parts: Sequence[Part], level: int) -> list[list[Part]]:
    """Runs of parts, a new one at each part of this level or above."""
    found: list[list[Part]] = []
    for part in parts:
        if part.level <= level or not found:
            found.append([])
        found[-1].append(part)
    return found
