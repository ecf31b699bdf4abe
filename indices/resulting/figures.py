"""Numbers of published tables as people write them: "82,13 %", "04/11", "–"."""

import re
from decimal import Decimal

from cchc.numbers import PLACES
from cchc.text import fold, squeeze

_SIGNS = {"", "-", "\u2013", "\u2014", "/", "n/a", "na"}
NOTHING = _SIGNS | {"khong", "khong co", "chua co"}
_NOTHING = re.compile(
    r"(?:khong|chua)(?: co| thuoc)? (?:ket qua|so lieu|xep hang|xep loai|danh gia|cham diem|tham gia|ap dung|doi tuong)"
    r"(?: (?:danh gia|xep hang|xep loai))?"
)
_NUMBER = re.compile(r"\d{1,5}(?:[.,]\d{1,9})?", re.ASCII)
_LARGE = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d{1,9}", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}\.\d{3}", re.ASCII)
_RANK = re.compile(r"(?:hạng|thứ)?\s*0*([1-9]\d{0,3})(?:\s*/\s*0*([1-9]\d{0,3}))?", re.ASCII | re.IGNORECASE)


class NotAFigure(ValueError):
    """The message says what is allowed."""


def is_nothing(text: str) -> bool:
    """Whether the cell says that there is no result, which is not 0."""
    bare = fold(squeeze(text)).strip(" .()")
    return bare in NOTHING or squeeze(text) in NOTHING or bool(_NOTHING.fullmatch(bare))


def is_figure(text: str) -> bool:
    """Whether the cell holds a score, also one in brackets as maxima are printed."""
    try:
        return read_figure(text.strip().strip("()")) is not None
    except NotAFigure:
        return False


def read_figure(text: str, *, dots: bool = False) -> Decimal | None:
    """A score: the one sign in it parts its decimals. "7.125" could be meant in two ways and is taken only where the
    rest of the table parts decimals by dots (`dots`)."""
    bare = squeeze(text).removesuffix("%").removesuffix("điểm").strip()
    if is_nothing(bare):
        return None
    if _LARGE.fullmatch(bare):
        bare = bare.replace(".", "")
    if not _NUMBER.fullmatch(bare) or (_GROUPED.fullmatch(bare) and not dots):
        raise NotAFigure("một số không âm, dấu phẩy trước số lẻ, ví dụ 82,13; không có kết quả thì để trống")
    value = Decimal(bare.replace(",", "."))
    if -int(value.as_tuple().exponent) > PLACES:
        raise NotAFigure(f"nhiều nhất {PLACES} số lẻ")
    return value


def parts_by_dots(texts: list[str]) -> bool:
    """Whether a table writes decimals with dots: some number can be meant in no other way, and none has a comma."""
    numbers = [bare for text in texts if _NUMBER.fullmatch(bare := squeeze(text).removesuffix("%").strip())]
    return any("." in one and not _GROUPED.fullmatch(one) for one in numbers) and not any("," in one for one in numbers)


def read_rank(text: str) -> tuple[int | None, int | None]:
    """ "4", "04/11": the rank, and of how many where that is written with it."""
    bare = squeeze(text)
    if is_nothing(bare):
        return None, None
    found = _RANK.fullmatch(bare)
    if found is None:
        raise NotAFigure("một số nguyên từ 1, ví dụ 4 hoặc 4/11; không xếp hạng thì để trống")
    return int(found[1]), int(found[2]) if found[2] else None


def read_list(text: str) -> list[Decimal]:
    """ "5; 5; 20", "5 5 20", "5,5,20": numbers of components in their order, or one for all."""
    bare = squeeze(text.replace("\n", ";")).replace("%", "")
    parts = re.split(r"\s*;\s*|,\s+|\s+", bare) if re.search(r"[;\s]", bare) else bare.split(",")
    found = []
    for part in filter(None, (one.strip(" ,") for one in parts)):
        value = read_figure(part)
        if value is None or value <= 0:
            raise NotAFigure("các số lớn hơn 0, cách nhau dấu chấm phẩy, ví dụ 5; 5; 20")
        found.append(value)
    return found
