"""Two values for one aim: "99% … trước và đúng hạn" in one place, "đúng hạn từ 98% trở lên" in another."""

import re
from collections.abc import Sequence
from decimal import Decimal

from cchc.text import fold
from plans.reading.results import Doubt, ReadTarget

_LONG_FORMS = (
    (r"\btthc\b", "thu tuc hanh chinh"),
    (r"\b(?:ths|hs)\b", "ho so"),
    (r"\bqppl\b", "quy pham phap luat"),
    (r"\bvb\b", "van ban"),
    (r"\bcbccvc\b", "can bo cong chuc vien chuc"),
    (r"\bcbcc\b", "can bo cong chuc"),
    (r"\bdvctt\b", "dich vu cong truc tuyen"),
    (r"\bdvc\b", "dich vu cong"),
    (r"\bcchc\b", "cai cach hanh chinh"),
    (r"\bdung hen\b", "dung han"),
    (r"\bsom hen\b", "som han"),
    (r"\b(?:tre hen|qua hen|qua han|cham han)\b", "tre han"),
    (r"\b(?:truoc|som)(?: han)?(?:,| va| hoac)+ dung han\b", "dung han"),
    (r"\bdung(?: han)?(?:,| va| hoac)+ (?:truoc|som) han\b", "dung han"),
)
_ASPECT_WORDS = (
    "dung han, truoc han, som han, tre han, truc tuyen, hai long, so hoa, thanh toan, niem yet, cong khai, cong "
    "bo, ky so, buu chinh, cap nhat, kiem tra, boi duong, dao tao, xin loi, xuat sac, hoan thanh tot, giai ngan, "
    "rut ngan, cat giam, chung thuc, dat dai, ho tich, tu phap, bao tro xa hoi, nguoi co cong, xay dung co ban, "
    "toan trinh, mot phan, cap huyen, cap xa, cap tinh, phan anh, dien tu, rui ro, dang ky kinh doanh, doanh "
    "nghiep moi, van ban di, van ban den, noi bo, lien thong, ra soat, ban hanh, tap huan, chuan hoa, tiep nhan, "
    "nong nghiep, y te, giao duc"
)
_ASPECTS = frozenset(_ASPECT_WORDS.split(", "))
"""What a target is about. Two targets with different aspects are two targets, however many other words they share."""

_OUTCOME_WORDS = (
    "dung han, truoc han, som han, tre han, truc tuyen, hai long, so hoa, thanh toan, ky so, buu chinh, giai "
    "ngan, xuat sac"
)
_OUTCOMES = frozenset(_OUTCOME_WORDS.split(", "))
"""Aspects that are measured as such: "tỷ lệ hài lòng" needs no further words to be recognised."""

_FILLER_WORDS = (
    "cac cua va duoc ty le ti so tong tren duoi theo quy dinh dat trong voi doi la co cho tai den tu phai deu "
    "su viec muc do thuoc tham quyen xa huyen tinh dia ban quan don vi nam nhung hanh chinh nha nuoc thuc "
    "chat chi xep hang"
)
_FILLERS = frozenset(_FILLER_WORDS.split())
_ENOUGH_SHARED = 0.75
_FEWEST_WORDS = 4
_FEWEST_COUNTED_WORDS = 2


def conflicts(targets: Sequence[ReadTarget]) -> tuple[Doubt, ...]:
    """One doubt for each aim that is given two values, naming every place of both. Figures of one sentence are never
    set against each other: "… 100%, trong đó 30% …"."""
    doubts: dict[frozenset[tuple[Decimal, Decimal | None]], list[tuple[ReadTarget, ReadTarget]]] = {}
    for number, first in enumerate(targets):
        for second in targets[number + 1 :]:
            if _are_at_odds(first, second):
                values = frozenset({(first.value, first.value_to), (second.value, second.value_to)})
                doubts.setdefault(values, []).append((first, second))
    return tuple(_doubt(pairs) for pairs in doubts.values())


def _are_at_odds(first: ReadTarget, second: ReadTarget) -> bool:
    if first.unit != second.unit or (first.value, first.value_to) == (second.value, second.value_to):
        return False
    if first.text == second.text or _speak_of_other_years(first, second):
        return False
    fewest = _FEWEST_WORDS if first.unit == "%" else _FEWEST_COUNTED_WORDS
    return _is_same_subject(_plain(first.subject), _plain(second.subject), fewest)


def _is_same_subject(first: str, second: str, fewest: int) -> bool:
    if _aspects(first) != _aspects(second):
        return False
    own, other = (set(re.findall(r"[a-z]+", words)) - _FILLERS for words in (first, second))
    fewer = min(len(own), len(other))
    tells_enough = fewer >= fewest or (fewer and _aspects(first) & _OUTCOMES)
    return bool(tells_enough) and len(own & other) >= _ENOUGH_SHARED * fewer


def _plain(subject: str) -> str:
    words = fold(subject)
    for pattern, long_form in _LONG_FORMS:
        words = re.sub(pattern, long_form, words)
    return words


def _aspects(words: str) -> set[str]:
    return {aspect for aspect in _ASPECTS if re.search(rf"\b{aspect}\b", words)}


def _speak_of_other_years(first: ReadTarget, second: ReadTarget) -> bool:
    own, other = (set(re.findall(r"\bnam (20\d\d)\b", fold(target.text))) for target in (first, second))
    return bool(own and other) and not own & other


def _doubt(pairs: Sequence[tuple[ReadTarget, ReadTarget]]) -> Doubt:
    first, second = pairs[0]
    places = dict.fromkeys(target.where for pair in pairs for target in pair if target.where)
    message = (
        f"Cùng một chỉ tiêu nhưng ghi hai mức: {_value(first)} (“{first.subject}”) và {_value(second)}"
        f" (“{second.subject}”); hãy chọn một mức."
    )
    return Doubt("target_conflict", message, f"{first.text} / {second.text}", "; ".join(places))


def _value(target: ReadTarget) -> str:
    unit = target.unit if target.unit == "%" else f" {target.unit}"
    if target.value_to is not None:
        return f"{_printed(target.value)}–{_printed(target.value_to)}{unit}"
    return f"{target.comparator.label} {_printed(target.value)}{unit}"


def _printed(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
