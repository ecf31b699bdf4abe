"""Marks of role: "chủ trì", "tham mưu thực hiện", "phối hợp với", "Đơn vị phối hợp:"."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans.enums import AgencyRole
from plans.reading.agencies import words
from plans.reading.agencies.tokens import Kind, Token, kind_at, longest_phrase

_MOST_LABEL_NOUNS = 6
_ROLES = (
    (AgencyRole.COORDINATE, words.COORDINATE_MARKS, words.COORDINATE_TRAIL),
    (AgencyRole.LEAD, words.LEAD_MARKS, words.LEAD_TRAIL),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark up to `end`; a label stands before a colon and holds until the next label."""

    end: int
    role: AgencyRole
    is_label: bool


def mark_at(tokens: Sequence[Token], at: int) -> Mark | None:
    """The mark of role that begins at `at`, with the noun before it ("Đơn vị chủ trì") and the words that only
    lengthen it ("phối hợp chặt chẽ với")."""
    if kind_at(tokens, at) is not Kind.WORD:
        return None
    if tokens[at].lower in words.PLURALS:
        label = mark_at(tokens, at + 1)
        return label if label and label.is_label else None
    core = _label_end(tokens, at)
    for start in dict.fromkeys((core, at)):
        for role, phrases, trail in _ROLES:
            end = longest_phrase(tokens, start, phrases)
            if end is not None:
                end = _trail_end(tokens, end, trail)
                return Mark(end, role, kind_at(tokens, end) is Kind.COLON)
    return None


def _label_end(tokens: Sequence[Token], at: int) -> int:
    """The place after "Cơ quan, đơn vị được giao …", or `at` itself."""
    place = at
    for _ in range(_MOST_LABEL_NOUNS):
        link = longest_phrase(tokens, place, words.LABEL_LINKS)
        noun = longest_phrase(tokens, place, words.LABEL_NOUNS)
        end = noun if noun is not None else link
        if end is None:
            break
        place = end
        if kind_at(tokens, place) in (Kind.COMMA, Kind.JOINER) and (
            longest_phrase(tokens, place + 1, words.LABEL_NOUNS) is not None
        ):
            place += 1
    return place


def _trail_end(tokens: Sequence[Token], at: int, trail: dict[str, list[tuple[str, ...]]]) -> int:
    end = at
    while (more := longest_phrase(tokens, end, trail)) is not None:
        end = more
    return end
