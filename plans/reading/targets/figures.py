"""Figures in a sentence: a number or a range with its comparator and unit, where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plans.enums import Comparator
from plans.reading.folding import lower_in_place

_DIGITS = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+[.,]\d+|\d+)"
_WORD_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}

_PLACE_WORDS = {"nhất": 1, "nhì": 2, "hai": 2, "ba": 3, "tư": 4}

_COMPARATORS = (
    (Comparator.AT_LEAST, r"tối thiểu|ít nhất|không dưới|không thấp hơn|không ít hơn|không kém|thấp nhất|chí ít|≥|>="
     r"|đạt và vượt|đạt hoặc vượt|bằng hoặc vượt|bằng hoặc cao hơn|bằng và vượt"),
    (Comparator.AT_MOST, r"tối đa|không(?: \w+){0,2} quá|nhiều nhất|không cao hơn|không nhiều hơn|không hơn|không trên"
     r"|cao nhất là|≤|<="),
    (Comparator.ABOVE, r"trên|hơn|vượt mức|vượt|cao hơn|lớn hơn|nhiều hơn|>"),
    (Comparator.BELOW, r"dưới|thấp hơn|ít hơn|nhỏ hơn|chưa đến|chưa tới|<"),
)  # fmt: skip
_FILLER = r"(?:\s*(?:đạt|được|là|khoảng|tỷ lệ|tỉ lệ|mức|có|từ|cho|đối với|ở|thêm)){0,4}\s*"
_BEFORE = "|".join(f"(?P<{kind.value}>{words})" for kind, words in _COMPARATORS)
_GUARD_BEFORE = r"(?<![\w/.,:-])"
_COMPARED = rf"(?:(?<!\w)(?:{_BEFORE}){_FILLER}|{_GUARD_BEFORE})(?P<from>(?<!\w)từ\s+)?"
_AFTER = r"(?:\s*\(?(?P<up>trở lên|(?:hoặc|và) cao hơn|hoặc hơn)\)?|\s*\(?(?P<down>trở xuống|(?:hoặc|và) thấp hơn)\)?)?"
_UNITS = r"%|phần trăm(?!\w)|điểm phần trăm|điểm(?!\w)|ngày làm việc|ngày(?!\w)|bậc(?!\w)|hạng(?!\w)"
_TO = r"\s*(?:-|–|—|−|~|÷|đến dưới|tới dưới|đến|tới)\s*"

_FIGURE = re.compile(
    rf"{_COMPARED}(?P<value>{_DIGITS})(?:\s*\((?:{'|'.join(_WORD_NUMBERS)})\))?\s*(?P<first_unit>{_UNITS})?"
    rf"(?:{_TO}(?P<value_to>{_DIGITS})(?![\d/]))?"
    rf"(?:/(?P<out_of>\d+))?\s*(?P<unit>{_UNITS})?{_AFTER}"
)
_WORDED = re.compile(
    rf"(?<!\w)(?:{_BEFORE})\s+(?:có\s+)?(?P<value>{'|'.join(_WORD_NUMBERS)})(?!\w)"
    r"(?!\s*\d|\s+(?:mươi|trăm|nghìn|phần|phẩy)(?!\w))"
)
_RANK = re.compile(
    r"(?<!\w)(?P<place>(?:(?:xếp|đứng|đạt|giữ vững|giữ|lên|ở|vào)\s+){0,3}(?:từ\s+)?(?:vị trí|thứ hạng|hạng|vị)?"
    rf"(?:\s*từ)?(?:\s*(?:thứ|số))?)\s+(?:(?P<value>\d{{1,3}})(?P<out_of>/\d{{1,3}})?(?:{_TO}(?P<value_to>\d{{1,3}}))?(?![\d%,./])"
    rf"|(?P<word>{'|'.join(_PLACE_WORDS)})(?!\w| định))(?P<up>\s*trở lên)?"
)
_PLACES = re.compile(
    r"(?:xếp|đứng).*(?:thứ|hạng|vị trí)|(?:vị trí|thứ hạng|hạng)\s+(?:từ\s+)?(?:thứ|số)"
    r"|(?:đạt|giữ|giữ vững|lên|ở|vào)\s+(?:vị trí|thứ hạng|hạng)"
)
_TOP = re.compile(
    r"(?<!\w)(?P<verb>(?:(?:thuộc|nằm|lọt|vào|đứng|xếp|ở|trong)\s+){0,3})(?P<group>nhóm|tốp|top)?\s*(?:đầu\s+)?"
    rf"(?:từ\s+)?(?P<value>\d{{1,3}})(?:{_TO}(?P<value_to>\d{{1,3}}))?"
    r"(?![\d%,./])(?P<best>(?:\s+[^\s,;.]+){0,4}?\s+(?:cao nhất|dẫn đầu|tốt nhất|đứng đầu|đầu)(?!\w))?"
)
_UP_LATER = re.compile(r"[^,.;:\d]*(?<!\w)trở lên(?!\w)")
_GOES_ON = re.compile(r"[/.\-:]|h(?![^\W\d_])")
_NEAR = 40
_REACHED = re.compile(r"(?<!\w)(?:đạt|là)\s*$")
_MONEY = re.compile(r"\s*(?:nghìn |triệu |tỷ |tỉ )+đồng")
_SPAN = re.compile(r"\s*(?:năm|tuổi|tháng|tuần|giờ|phút)(?!\w)")
_STRIVEN_FOR = re.compile(r"(?<!\w)phấn đấu(?:\s+(?:có|đạt))?\s*$")


@dataclass(frozen=True, slots=True)
class Figure:
    """`start` is where its comparator begins. `unit` is "" where the counted noun must tell. `explicit` means that the
    words leave no doubt that a bound is set ("ít nhất", "trở lên"); `out_of` that a result is printed ("6,71/10")."""

    start: int
    end: int
    comparator: Comparator
    value: Decimal
    value_to: Decimal | None
    unit: str
    explicit: bool
    out_of: bool = False
    decimals: int = 0


def find_figures(sentence: str) -> tuple[Figure, ...]:
    """Every figure of a sentence, targets or not, in order and without overlap. Dates, symbols of documents and
    years are none."""
    lower = lower_in_place(sentence)
    figures: list[Figure] = []
    for figure in sorted((*_ranks(lower), *_numbers(lower), *_worded(lower)), key=lambda found: found.start):
        if not figures or figure.start >= figures[-1].end:
            figures.append(figure)
    return tuple(figures)


def number(text: str) -> Decimal:
    """The value of "1.234,5" is 1234.5; a lone dot before other than three digits is a decimal point."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return Decimal(text.replace(",", "."))


def _ranks(lower: str) -> Iterator[Figure]:
    """A place is that rank ("xếp vị trí thứ 4"); "thứ 3 trở lên" and "nhóm 03 địa phương cao nhất" are at most it."""
    for found in _RANK.finditer(lower):
        if _PLACES.search(found["place"]):
            kind = Comparator.AT_MOST if found["up"] else Comparator.EQUAL
            yield _place(found, kind, Decimal(found["value"] or _PLACE_WORDS[found["word"]]), bool(found["out_of"]))
    for found in _TOP.finditer(lower):
        if (found["group"] and found["verb"]) or (found["best"] and (found["group"] or found["verb"])):
            yield _place(found, Comparator.AT_MOST, Decimal(found["value"]))


def _place(found: re.Match[str], comparator: Comparator, value: Decimal, out_of: bool = False) -> Figure:
    value_to = Decimal(found["value_to"]) if found["value_to"] else None
    kind = comparator if value_to is None else Comparator.BETWEEN
    return Figure(found.start(), found.end(), kind, value, value_to, "hạng", False, out_of)


def _worded(lower: str) -> Iterator[Figure]:
    for found in _WORDED.finditer(lower):
        value = Decimal(_WORD_NUMBERS[found["value"]])
        comparator = _comparator(found)
        explicit = comparator in (Comparator.AT_LEAST, Comparator.AT_MOST)
        yield Figure(found.start(), found.end(), comparator, value, None, "", explicit)


def _numbers(lower: str) -> Iterator[Figure]:
    for found in _FIGURE.finditer(lower):
        unit = _unit(found["unit"] or found["first_unit"] or "")
        if not unit and not _can_count(lower, found):
            continue
        value, value_to = number(found["value"]), number(found["value_to"]) if found["value_to"] else None
        comparator = _comparator(found)
        if comparator is Comparator.EQUAL and unit and _UP_LATER.match(lower, found.end()):
            comparator = Comparator.AT_LEAST
        if value_to is not None and comparator in (Comparator.EQUAL, Comparator.AT_LEAST):
            comparator = Comparator.BETWEEN
        if comparator is Comparator.ABOVE and unit == "%" and value == 100:
            comparator = Comparator.EQUAL
        explicit = comparator in (Comparator.AT_LEAST, Comparator.AT_MOST) and not (found["from"] and not found["up"])
        decimals = max(0, -int(value.as_tuple().exponent))
        out_of = bool(found["out_of"])
        yield Figure(found.start(), found.end(), comparator, value, value_to, unit, explicit, out_of, decimals)


def _comparator(found: re.Match[str]) -> Comparator:
    groups = found.groupdict()
    named = next((kind for kind, _ in _COMPARATORS if groups[kind.value]), None)
    if groups.get("up"):
        return Comparator.AT_LEAST
    if groups.get("down"):
        return Comparator.AT_MOST
    return named or (Comparator.AT_LEAST if groups.get("from") else Comparator.EQUAL)


def _can_count(lower: str, found: re.Match[str]) -> bool:
    """A bare number counts something only where a bound stands before it and words follow; "/" and "." go on a date
    or a symbol, and a number of four digits or more is a year."""
    before = lower[max(0, found.start() - _NEAR) : found.start()]
    after = lower[found.end() : found.end() + _NEAR]
    is_sum = _REACHED.search(before) is not None and _MONEY.match(after) is not None
    compared = _comparator(found) is not Comparator.EQUAL or is_sum or _STRIVEN_FOR.search(before) is not None
    if compared and _SPAN.match(after) and _comparator(found) in (Comparator.ABOVE, Comparator.BELOW):
        return False
    is_year = re.fullmatch(r"(?:19|20)\d\d", found["value"]) is not None
    return compared and not found["out_of"] and not _GOES_ON.match(after) and not is_year


def _unit(text: str) -> str:
    return "%" if text == "phần trăm" else "ngày" if text == "ngày làm việc" else text
