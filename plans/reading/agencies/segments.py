"""A text cut into bodies, groups, marks of role, remarks and what is left: every word falls into one segment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from plans.enums import AgencyRole
from plans.reading.agencies import words
from plans.reading.agencies.directory import Directory, Match
from plans.reading.agencies.groups import group_end, is_plural, is_spread, spread_end
from plans.reading.agencies.marks import mark_at
from plans.reading.agencies.tails import read_tail
from plans.reading.agencies.tokens import Kind, Token, kind_at, longest_phrase
from plans.reading.results import Former


class Part(Enum):
    BODY = auto()
    GROUP = auto()
    UNKNOWN = auto()
    MARK = auto()
    REMARK = auto()
    NEUTRAL = auto()
    NOTICE = auto()
    BREAK = auto()


ENTITIES = (Part.BODY, Part.GROUP, Part.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Segment:
    """`guess` tells that the body was assumed; `is_label` that a colon follows the mark of role; `former` that the name
    was no longer right on the document's day."""

    part: Part
    start: int
    end: int
    body: str = ""
    rivals: tuple[str, ...] = ()
    role: AgencyRole | None = None
    is_label: bool = False
    guess: bool = False
    kind: Kind | None = None
    former: Former | None = None


_SEPARATORS = (Kind.COMMA, Kind.SEMICOLON, Kind.STOP, Kind.COLON, Kind.OPEN, Kind.CLOSE, Kind.BULLET, Kind.NUMBERED)
_LIGHT = (Kind.COMMA, Kind.JOINER, Kind.NEWLINE, Kind.OPEN)
_NAME_STARTS = (words.HEADS, words.TITLES)


class Segmenter:
    """Walks once over the tokens; at each place the longest thing that can stand there is taken."""

    def __init__(self, tokens: Sequence[Token], directory: Directory) -> None:
        self.tokens = tokens
        self.directory = directory
        self._named: dict[int, Match | None] = {}

    def segments(self) -> Iterator[Segment]:
        at = 0
        after_entity = False
        while at < len(self.tokens):
            segment = self._next(at, after_entity)
            yield segment
            after_entity = segment.part in ENTITIES or (
                after_entity and (segment.part is not Part.BREAK or segment.kind in _LIGHT)
            )
            at = segment.end

    def _next(self, at: int, after_entity: bool) -> Segment:
        if self.tokens[at].kind is not Kind.WORD:
            return Segment(Part.BREAK, at, at + 1, kind=self.tokens[at].kind)
        if self._is_list_of_bodies(at):
            return Segment(Part.NEUTRAL, at, at + 1)
        entity = self.entity(at)
        mark = mark_at(self.tokens, at)
        if entity and entity.part is Part.BODY and mark and mark.end >= entity.end:
            entity = None
        if mark and (entity is None or entity.part is Part.GROUP):
            return Segment(Part.MARK, at, mark.end, role=mark.role, is_label=mark.is_label)
        if entity is None:
            return self._words(at, after_entity)
        is_object = after_entity and self._is_object(at)
        return replace(entity, part=Part.NEUTRAL, body="", rivals=(), former=None) if is_object else entity

    def entity(self, at: int) -> Segment | None:
        """The body or group that begins at `at`; the longer of both, and of equals the plural."""
        body = self._body(at)
        group = group_end(self.tokens, at, self.is_named)
        match = self.directory.match(self.tokens, at)
        spread = spread_end(self.tokens, at, match.end, self.is_named) if match else None
        if spread is not None:
            return Segment(Part.GROUP, at, spread)
        body_end = body.end if body else at
        if group is not None and (group > body_end or (group == body_end and is_plural(self.tokens, at))):
            is_heading = kind_at(self.tokens, group) is Kind.COLON and mark_at(self.tokens, group + 1) is None
            return Segment(Part.NEUTRAL if is_heading else Part.GROUP, at, group)
        if body is None:
            return None
        rivals = tuple(rival.name for rival in body.rivals)
        part = Part.GROUP if body.body.fan_out else Part.BODY
        return Segment(part, at, body.end, body.body.name, rivals, former=body.former)

    def _is_list_of_bodies(self, at: int) -> bool:
        """ "Các Phòng Nội vụ, Tư pháp" names two bodies, no group."""
        if self.tokens[at].lower not in words.PLURALS:
            return False
        match = self.directory.match(self.tokens, at + 1) if kind_at(self.tokens, at + 1) is Kind.WORD else None
        return match is not None and not match.body.fan_out and kind_at(self.tokens, match.end) is Kind.COMMA

    def _is_object(self, at: int) -> bool:
        """A body that is served does not act: "tham mưu UBND xã"."""
        return kind_at(self.tokens, at - 1) is Kind.WORD and self.tokens[at - 1].folded in ("muu", "cho", "trinh")

    def _words(self, at: int, after_entity: bool) -> Segment:
        if after_entity and longest_phrase(self.tokens, at, words.TAIL_LINKS) is not None:
            tail = read_tail(self.tokens, at)
            if tail.end > at:
                return Segment(Part.NEUTRAL, at, tail.end)
        if not after_entity and longest_phrase(self.tokens, at, words.NOTICES) is not None:
            return Segment(Part.NOTICE, at, self._stretch_end(at, (Kind.COMMA,)))
        neutral = longest_phrase(self.tokens, at, words.NEUTRAL) or self._title_over_list(at)
        if neutral is not None and (not after_entity or self._begins_entity(neutral) or neutral == len(self.tokens)):
            return Segment(Part.NEUTRAL, at, neutral)
        activity = longest_phrase(self.tokens, at, words.ACTIVITIES)
        if activity is not None:
            return Segment(Part.REMARK, at, self._remark_end(activity) if after_entity else activity)
        if neutral is not None:
            return Segment(Part.NEUTRAL, at, neutral)
        return self._unnamed(at, after_entity)

    def _unnamed(self, at: int, after_entity: bool) -> Segment:
        """Words that name no known body: one that is served, one of many places, or one that the directory lacks."""
        end = self._unknown_end(at)
        if after_entity and self._is_object(at):
            return Segment(Part.NEUTRAL, at, end)
        return Segment(Part.GROUP if is_spread(self.tokens[at:end]) else Part.UNKNOWN, at, end)

    def is_named(self, at: int) -> bool:
        return self._body(at) is not None

    def name_end(self, at: int) -> int | None:
        """The place after the known name that begins at `at`."""
        found = self._body(at)
        return found.end if found else None

    def is_group(self, at: int) -> bool:
        found = self.entity(at)
        return found is not None and found.part is Part.GROUP

    def _body(self, at: int) -> Match | None:
        if at not in self._named:
            match = self.directory.match(self.tokens, at) if kind_at(self.tokens, at) is Kind.WORD else None
            self._named[at] = match if match and self._is_whole(match.end) else None
        return self._named[at]

    def _is_whole(self, end: int) -> bool:
        """A name must not run on: "Văn phòng" is not found in "Văn phòng Đăng ký đất đai"."""
        if kind_at(self.tokens, end) is not Kind.WORD:
            return True
        following = self.tokens[end]
        if following.lower in words.PLURALS:
            return False
        if not following.is_capitalised:
            return True
        starts = (*_NAME_STARTS, words.NEUTRAL, words.ACTIVITIES, words.LABEL_NOUNS)
        if any(longest_phrase(self.tokens, end, phrases) is not None for phrases in starts):
            return True
        return mark_at(self.tokens, end) is not None or self.directory.match(self.tokens, end) is not None

    def _begins_entity(self, at: int) -> bool:
        if kind_at(self.tokens, at) is not Kind.WORD:
            return False
        if self.is_named(at) or group_end(self.tokens, at, self.is_named) is not None:
            return True
        return any(longest_phrase(self.tokens, at, phrases) is not None for phrases in _NAME_STARTS)

    def _remark_end(self, at: int) -> int:
        """A remark runs on until a stop, a mark of role, or a comma before another name."""
        end = at
        while end < len(self.tokens) and not self._ends_remark(end, self._is_in_brackets(at)):
            end += 1
        return end

    def _ends_remark(self, at: int, in_brackets: bool) -> bool:
        kind = self.tokens[at].kind
        if kind is Kind.WORD:
            return not in_brackets and mark_at(self.tokens, at) is not None
        if kind in (Kind.COMMA, Kind.NEWLINE) or (kind is Kind.SEMICOLON and in_brackets):
            return self._begins_entity(at + 1) or mark_at(self.tokens, at + 1) is not None
        return kind in _SEPARATORS

    def _title_over_list(self, at: int) -> int | None:
        """The place after the title of "Công chức: VP-TK, TP-HT", which names nobody by itself."""
        end = longest_phrase(self.tokens, at, words.TITLES)
        return end if end is not None and kind_at(self.tokens, end) is Kind.COLON else None

    def _is_in_brackets(self, at: int) -> bool:
        kinds = [token.kind for token in self.tokens[:at]]
        return kinds.count(Kind.OPEN) > kinds.count(Kind.CLOSE)

    def _stretch_end(self, at: int, inside: tuple[Kind, ...]) -> int:
        end = at
        while end < len(self.tokens) and (self.tokens[end].kind not in _SEPARATORS or self.tokens[end].kind in inside):
            end += 1
        return end

    def _unknown_end(self, at: int) -> int:
        """An unknown name runs on over dashes, and over "và" or a comma that no other name follows."""
        end = at + 1
        while end < len(self.tokens) and self._stays_unknown(at, end):
            end += 1
        return end

    def _stays_unknown(self, start: int, at: int) -> bool:
        token = self.tokens[at]
        is_office = self.tokens[at - 1].folded in ("hdnd", "dan", "uy")
        if token.kind is Kind.WORD and token.folded == "va":
            return kind_at(self.tokens, at + 1) is Kind.WORD and (is_office or not self._begins_entity(at + 1))
        if token.kind is Kind.WORD:
            return not self._breaks_unknown(start, at)
        if token.kind is Kind.JOINER:
            return is_office or not self.is_named(at + 1)
        following = kind_at(self.tokens, at + 1) is Kind.WORD and not self._begins_entity(at + 1)
        if token.kind is Kind.COMMA:
            is_post = longest_phrase(self.tokens, start, words.TITLES) is not None
            goes_on = following and (is_post or not self.tokens[at + 1].is_capitalised)
            return goes_on and mark_at(self.tokens, at + 1) is None
        return token.kind is Kind.NEWLINE and following and not self.tokens[at + 1].is_capitalised

    def _breaks_unknown(self, start: int, at: int) -> bool:
        """A role, an activity (but "Tổ kiểm tra …" is a name) or "cùng" before another body ends an unknown name."""
        if mark_at(self.tokens, at):
            return True
        neutral = longest_phrase(self.tokens, at, words.NEUTRAL)
        if neutral is not None and self._begins_entity(neutral):
            return True
        is_in_name = longest_phrase(self.tokens, start, words.HEADS) == at or self.tokens[at - 1].kind is Kind.JOINER
        return longest_phrase(self.tokens, at, words.ACTIVITIES) is not None and not is_in_name
