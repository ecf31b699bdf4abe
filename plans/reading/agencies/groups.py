"""Groups: "UBND các xã, thị trấn", "các bộ phận liên quan", "các công chức chuyên môn"."""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from cchc.text import fold
from plans.reading.agencies import words
from plans.reading.agencies.tails import level_at
from plans.reading.agencies.tokens import Kind, Token, by_first_word, kind_at, longest_phrase

Named = Callable[[int], bool]
"""Whether a known body is named at a place."""

_LEADERS = by_first_word(
    "ubnd, uy ban nhan dan, hdnd, chu tich, pho chu tich, lanh dao, thu truong, bi thu, dang uy, truong, nguoi dung "
    "dau, mttq, cong chuc, can bo, cap uy, truong phong"
)
_MOST_LEADERS = 3
_ALLOWED_BEFORE_ACTIVITY = ("duoc", "bi", "co", "thuoc", "lam", "phu")
_NAMED_BY_ACTIVITY = ("ban", "to", "doan")
_COMMUNES = re.compile(
    r"\b(?:cac|cap|moi|tung|toan the|tat ca|\d+)\s+(?:don vi\s+)?(?:cap\s+)?(?:xa(?!\s+hoi)|phuong|thi tran|dac khu)\b"
    r"|\b(?:xa|phuong|thi tran|dac khu)\s*[,/]\s*(?:xa|phuong|thi tran|dac khu)\b"
)
_POSITIONS = re.compile(
    r"\b(?:cong chuc|chuc danh|bo phan|can bo)\s+chuyen\b|\b(?:cac|moi|tung|toan the)\s+(?:can bo\W+)?cong chuc\b"
)
_DEPARTMENTS = re.compile(r"\b(?:phong|ban|co quan|don vi|nganh)\b")
_VAGUE = re.compile(r"\b(?:lien quan|huu quan|co tham quyen|chuc nang|duoc phan cong|duoc giao|phu trach)\b")


def fans_out(group_words: str) -> Literal["communes", "positions"] | None:
    """Whether a group stands for each commune under the issuing body, or for each position of the commune. One that
    says "liên quan" stands for nobody in particular."""
    folded = fold(group_words)
    if _VAGUE.search(folded):
        return None
    if _COMMUNES.search(folded):
        return "communes"
    return "positions" if _POSITIONS.search(folded) else None


def names_departments(group_words: str) -> bool:
    """Whether a group stands for the departments of the issuing body as a whole: "các phòng, ban chuyên môn huyện"."""
    folded = fold(group_words)
    return fans_out(group_words) is None and not is_vague(group_words) and _DEPARTMENTS.search(folded) is not None


def is_vague(group_words: str) -> bool:
    """Whether a group names nobody ("các bộ phận liên quan") and so gives no duty to anybody."""
    return _VAGUE.search(fold(group_words)) is not None


def group_end(tokens: Sequence[Token], at: int, is_named: Named) -> int | None:
    """Where the group that begins at `at` ends, or None where none begins."""
    if kind_at(tokens, at) is not Kind.WORD:
        return None
    start = _plural_start(tokens, at) or _levels_start(tokens, at) or _bare_start(tokens, at)
    return None if start is None else _extend(tokens, start, is_named)


def is_plural(tokens: Sequence[Token], at: int) -> bool:
    """Whether words of number ("các", "cấp xã") make a group of what begins at `at`."""
    return _plural_start(tokens, at) is not None or _levels_start(tokens, at) is not None


def is_spread(tokens: Sequence[Token]) -> bool:
    """Whether an unknown name is one of many places: "Trạm Y tế các xã"."""
    plurals = (at for at, token in enumerate(tokens) if token.lower in words.PLURALS)
    return any(level_at(tokens, at + 1) is not None for at in plurals)


def spread_end(tokens: Sequence[Token], at: int, name_end: int, is_named: Named) -> int | None:
    """The end of a group made by place words in the plural after one body's name: "Công chức Tư pháp - Hộ tịch các
    xã, thị trấn"."""
    if kind_at(tokens, name_end) is not Kind.WORD or tokens[name_end].lower not in words.PLURALS:
        return None
    return group_end(tokens, name_end, is_named) if level_at(tokens, name_end + 1) else None


def _after_leaders(tokens: Sequence[Token], at: int) -> int:
    """The place after "UBND", "Chủ tịch UBND"."""
    place = at
    for _ in range(_MOST_LEADERS):
        leader = longest_phrase(tokens, place, _LEADERS)
        place = leader if leader is not None else place
    return place


def _plural_start(tokens: Sequence[Token], at: int) -> int | None:
    """As in "các …", "UBND các …", "Chủ tịch UBND 11 xã …"."""
    place = _after_leaders(tokens, at)
    phrase = longest_phrase(tokens, place, words.PLURAL_PHRASES)
    if phrase is not None:
        return phrase
    if kind_at(tokens, place) is not Kind.WORD:
        return None
    is_number = tokens[place].text.isdigit() and longest_phrase(tokens, place + 1, words.COLLECTIVES) is not None
    is_plural = tokens[place].lower in words.PLURALS and kind_at(tokens, place + 1) is Kind.WORD
    return place + 1 if is_plural or is_number else None


def _levels_start(tokens: Sequence[Token], at: int) -> int | None:
    """As in "UBND xã, phường, thị trấn", "UBND cấp xã", "cấp xã"."""
    place = _after_leaders(tokens, at)
    if kind_at(tokens, place) is Kind.WORD and tokens[place].folded == "cap":
        level = level_at(tokens, place + 1)
        return level[0] if level else None
    first = level_at(tokens, place)
    if not first or not _is_list_mark(tokens, first[0]):
        return None
    second = level_at(tokens, first[0] + 1)
    return second[0] if second else None


def _bare_start(tokens: Sequence[Token], at: int) -> int | None:
    """As in "ban, ngành, đoàn thể …", "công chức chuyên môn", "đơn vị sự nghiệp thuộc huyện", "nhân dân"."""
    noun = longest_phrase(tokens, at, words.COLLECTIVES)
    if noun is None:
        return None
    end, nouns = noun, 1
    while _is_list_mark(tokens, end) and (more := longest_phrase(tokens, end + 1, words.COLLECTIVES)) is not None:
        end, nouns = more, nouns + 1
    qualifier = longest_phrase(tokens, end, words.QUALIFIERS)
    stands_alone = (
        longest_phrase(tokens, at, words.WHOLE_COLLECTIVES) == end
        and kind_at(tokens, end) is not Kind.WORD
        and kind_at(tokens, end) is not Kind.JOINER
        and kind_at(tokens, end) is not Kind.COLON
        and not tokens[at].is_abbreviation
    )
    return end if nouns > 1 or qualifier is not None or stands_alone else None


def _extend(tokens: Sequence[Token], start: int, is_named: Named) -> int:
    end = start
    while end < len(tokens) and _goes_on(tokens, end, start, is_named):
        end += 1
    while end > start and tokens[end - 1].kind is not Kind.WORD:
        end -= 1
    return end


def _goes_on(tokens: Sequence[Token], at: int, start: int, is_named: Named) -> bool:
    token = tokens[at]
    if token.kind is Kind.WORD and token.folded != "va":
        return not _begins_role_or_activity(tokens, at) or at == start
    if token.kind is Kind.COMMA or token.kind is Kind.WORD:
        return _adds_a_member(tokens, at + 1) and not is_named(at + 1)
    if token.kind is Kind.NEWLINE:
        following = kind_at(tokens, at + 1) is Kind.WORD
        return following and not tokens[at + 1].is_capitalised and not is_named(at + 1)
    return token.kind is Kind.JOINER and kind_at(tokens, at + 1) is Kind.WORD


def _adds_a_member(tokens: Sequence[Token], at: int) -> bool:
    """As in "…, ban", "… và đơn vị sự nghiệp" go on a group; "… và Bộ phận tiếp nhận" is the name of one body."""
    if longest_phrase(tokens, at, words.COLLECTIVES) is None:
        return False
    return not tokens[at].is_capitalised or _bare_start(tokens, at) is not None


def _begins_role_or_activity(tokens: Sequence[Token], at: int) -> bool:
    marks = (words.LEAD_MARKS, words.COORDINATE_MARKS)
    if any(longest_phrase(tokens, at, phrases) is not None for phrases in marks):
        return True
    before = tokens[at - 1].folded if at else ""
    noun = longest_phrase(tokens, at, words.COLLECTIVES)
    is_activity = longest_phrase(tokens, at, words.ACTIVITIES) is not None and noun is None
    is_in_name = before in _NAMED_BY_ACTIVITY and tokens[at - 1].is_capitalised
    return is_activity and before not in _ALLOWED_BEFORE_ACTIVITY and not is_in_name


def _is_list_mark(tokens: Sequence[Token], at: int) -> bool:
    kind = kind_at(tokens, at)
    if kind in (Kind.COMMA, Kind.JOINER):
        return True
    return kind is Kind.WORD and tokens[at].folded == "va"
