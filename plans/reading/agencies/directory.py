"""The bodies that a text may name, found by any usual spelling of their names."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cchc.text import nfc, squeeze
from plans.enums import AgencyRole
from plans.reading.agencies import words
from plans.reading.agencies.alignment import align, name_words
from plans.reading.agencies.likeness import LIKENESSES
from plans.reading.agencies.tails import Tail, level_at, read_tail
from plans.reading.agencies.tokens import Kind, Token, kind_at, longest_phrase, phrase_end, tokenize
from plans.reading.results import AgencyReading, Body, Former

_ONE_STOP = (
    "Bộ phận Một cửa",
    "Một cửa",
    "Bộ phận 1 cửa",
    "Bộ phận tiếp nhận hồ sơ và trả kết quả",
    "Bộ phận tiếp nhận và trả kết quả",
    "Bộ phận tiếp nhận và trả kết quả giải quyết thủ tục hành chính",
    "Tổ tiếp nhận và trả kết quả",
)
"""Nghị định 61/2018/NĐ-CP calls the one-stop section both ways."""
_FRONT = ("MTTQ", "UBMTTQ", "Mặt trận Tổ quốc", "Ủy ban Mặt trận Tổ quốc", "Mặt trận Tổ quốc Việt Nam")
_MOST_TITLES = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A body named from some place of a text up to `end`; `rivals` are others that the same words may name; `former`
    tells that the name was no longer right on the document's day."""

    end: int
    body: Body
    rivals: tuple[Body, ...] = ()
    former: Former | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One spelling and the place of its body; a `whole` one has its place words among its own, a `former` one was right
    until a day."""

    name: tuple[Token, ...]
    tail: Tail
    body: Body
    whole: bool
    former: Former | None = None

    def was_right_on(self, day: date | None) -> bool:
        return self.former is None or day is None or day <= self.former.until_on


class Directory:
    """Look-up by name or alias: accents' placement, case, dashes, "CC", initials and place words do not matter."""

    def __init__(self, bodies: Iterable[Body], day: date | None = None) -> None:
        self.bodies, self.day = tuple(bodies), day
        entries = [entry for body in self.bodies for entry in _entries(body)]
        self.places = frozenset(tuple(entry.tail.place.split()) for entry in entries if entry.tail.place)
        self._by_letter: dict[str, list[_Entry]] = {}
        for entry in entries:
            self._by_letter.setdefault(entry.name[0].folded[0], []).append(entry)
        self._readings: dict[tuple[str, AgencyRole], AgencyReading] = {}

    def on(self, day: date) -> "Directory":
        """The same bodies for a document of that day: former names are right in it or not."""
        has_former = any(body.former for body in self.bodies)
        return Directory(self.bodies, day) if has_former and day != self.day else self

    def remembered(self, text: str, role: AgencyRole, read: Callable[[], AgencyReading]) -> AgencyReading:
        """A plan names the same bodies row after row: each text is read once."""
        if (text, role) not in self._readings:
            self._readings[text, role] = read()
        return self._readings[text, role]

    def find(self, name: str) -> Body | None:
        """The body that the whole of `name` names, or None."""
        tokens = _tokens(name)
        match = self.match(tokens, 0)
        return match.body if match and not _has_words(tokens[match.end :]) else None

    def match(self, tokens: Sequence[Token], at: int) -> Match | None:
        """The longest name that begins at `at`, titles before it and place words after it included."""
        best: dict[int, list[_Entry]] = {}
        for start in self._starts(tokens, at):
            for entry in self._by_letter.get(tokens[start].folded[:1], ()):
                end = align(tokens, start, entry.name)
                tail = read_tail(tokens, end, self.places) if end is not None else None
                if tail and (entry.whole or tail.agrees_with(entry.tail)):
                    best.setdefault(tail.end, []).append(entry)
        if not best:
            return None
        end = max(best)
        right = [entry for entry in best[end] if entry.was_right_on(self.day)]
        entries = right or best[end]
        found = tuple(dict.fromkeys(entry.body for entry in entries))
        return Match(end, found[0], found[1:], None if right else entries[0].former)

    def meant_by(self, tokens: Sequence[Token]) -> tuple[Body, ...]:
        """Bodies that words which name none most likely mean: a slip of the pen, the beginning of a name ("Tư pháp"),
        a name that goes on ("Tư pháp - Hộ tịch Nguyễn Văn A") or one without its head ("Nội vụ"). Groups never are."""
        plain = _split_tail(tuple(tokens))[0]
        core, tail = _core(tokens)
        entries = [entry for kept in self._by_letter.values() for entry in kept if not entry.body.fan_out]
        fitting = [entry for entry in entries if tail.agrees_with(entry.tail)]
        for is_meant in LIKENESSES:
            for said in dict.fromkeys((plain, core)):
                found = tuple(dict.fromkeys(entry.body for entry in fitting if is_meant(said, entry.name)))
                if found:
                    return found
        return ()

    def _starts(self, tokens: Sequence[Token], at: int) -> Iterator[int]:
        """`at` and the places after the titles that stand there."""
        yield at
        start = at
        for _ in range(_MOST_TITLES):
            end = longest_phrase(tokens, start, words.TITLES)
            if end is None:
                return
            if kind_at(tokens, end) is Kind.COMMA and longest_phrase(tokens, end + 1, words.TITLES) is not None:
                start = end + 1
                continue
            start = longest_phrase(tokens, end, words.TITLE_LINKS) or end
            while start < len(tokens) and tokens[start].kind in (Kind.JOINER, Kind.NEWLINE, Kind.BULLET):
                start += 1
            if start < len(tokens) and tokens[start].kind is Kind.WORD:
                yield start


def _entries(body: Body) -> Iterator[_Entry]:
    """Every spelling of a body: as written, without its title, without its place; then those of its former names."""
    yield from _spelled(body)
    for former in body.former:
        for entry in _spelled(Body(former.name, former.aliases)):
            yield replace(entry, body=body, former=former)


def _spelled(body: Body) -> Iterator[_Entry]:
    split = [(_tokens(name), *_split_tail(_tokens(name))) for name in _spellings(body)]
    home = next((tail for _, _, tail in split if tail.place), Tail(0))
    for tokens, core, own_tail in split:
        tail = home if own_tail.level == home.level and not own_tail.place else own_tail
        written = [name_words(tokens), name_words(core), name_words(_untitled(core))]
        for words_of_name in dict.fromkeys(spelling for spelling in written if spelling):
            yield _Entry(words_of_name, tail, body, words_of_name == written[0] and own_tail.end > 0)


def _spellings(body: Body) -> tuple[str, ...]:
    names = (body.name, *body.aliases)
    if any("tiep nhan" in folded and "tra ket qua" in folded for folded in map(_folded, names)):
        return (*names, *_ONE_STOP)
    if any("mat tran to quoc" in folded for folded in map(_folded, names)):
        return (*names, *_FRONT)
    bare_places = tuple(f"UBND {name}" for name in names if level_at(_tokens(name), 0))
    return (*names, *bare_places)


def _split_tail(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], Tail]:
    """A name cut before the place words that end it; a name that is nothing but a place is not cut."""
    for cut in range(1, len(tokens) if level_at(tokens, 0) is None else 0):
        if tokens[cut - 1].kind is not Kind.WORD or tokens[cut - 1].folded == "va":
            continue
        tail = read_tail(tokens, cut)
        if tail.end == len(tokens) and tail.level:
            return tokens[:cut], tail
    return tokens, Tail(0)


def _untitled(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    for title in words.BODY_TITLES:
        end = phrase_end(tokens, 0, title)
        if end is not None and name_words(tokens[end:]):
            return tokens[end:]
    return tokens


def _core(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], Tail]:
    """Words of a text without the titles before them, and the place after them."""
    start = 0
    while (end := longest_phrase(tokens, start, words.TITLES)) is not None and _has_words(tokens[end:]):
        start = end
        while tokens[start].kind is not Kind.WORD:
            start += 1
    return _split_tail(tuple(tokens[start:]))


def _has_words(tokens: Sequence[Token]) -> bool:
    return any(token.kind is Kind.WORD for token in tokens)


def _tokens(name: str) -> tuple[Token, ...]:
    return tuple(token for token in tokenize(squeeze(nfc(name))))


def _folded(name: str) -> str:
    return " ".join(word.folded for word in name_words(_tokens(name)))
