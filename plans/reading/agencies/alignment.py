"""One name against the words of a text: letter by letter, or as initials ("VP - TK", "UBND", "LĐTBXH")."""

from collections.abc import Iterator, Sequence

from plans.reading.agencies.tokens import Kind, Token, kind_at

_SOFT = (Kind.JOINER, Kind.COMMA, Kind.NEWLINE, Kind.BULLET)
_SINGLE_LETTERS = {"p": "phong", "t": "to", "b": "ban"}


def name_words(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words of a name without dashes, "&" and "và", which are written or left out at will."""
    return tuple(token for token in tokens if token.kind is Kind.WORD and token.folded != "va")


def align(tokens: Sequence[Token], at: int, name: tuple[Token, ...]) -> int | None:
    """The furthest place in `tokens` after `name` read from `at`, or None. Dashes, commas, "và" and a broken line
    between its words do not count; either side may use initials where the other has whole words."""
    if kind_at(tokens, at) is not Kind.WORD:
        return None
    return max(_ends(tokens, at, name, 0), default=None)


def _ends(tokens: Sequence[Token], at: int, name: tuple[Token, ...], done: int) -> Iterator[int]:
    if done == len(name):
        yield at
        return
    place = at if done == 0 else _skip_soft(tokens, at)
    if kind_at(tokens, place) is not Kind.WORD:
        return
    word, wanted = tokens[place], name[done]
    if word.folded == wanted.folded or _SINGLE_LETTERS.get(word.folded) == wanted.folded:
        yield from _ends(tokens, place + 1, name, done + 1)
    if word.is_abbreviation:
        for used in _initials(word.folded, name[done:]):
            yield from _ends(tokens, place + 1, name, done + used)
    if wanted.is_abbreviation:
        for end in _spelled_out(tokens, place, wanted.folded):
            yield from _ends(tokens, end, name, done + 1)


def _initials(letters: str, words: Sequence[Token]) -> Iterator[int]:
    """How many of `words` the initials stand for; an abbreviation among them may give all its letters (UBMTTQ)."""
    reached = {0}
    for used, word in enumerate(words[: len(letters)], start=1):
        units = {word.folded[0]} | ({word.folded} if word.is_abbreviation else set())
        reached = {place + len(unit) for place in reached for unit in units if letters.startswith(unit, place)}
        if used > 1 and len(letters) in reached:
            yield used


def _spelled_out(tokens: Sequence[Token], at: int, letters: str) -> Iterator[int]:
    """Where the whole words end that the initials of a name stand for."""
    place, used, reached = at, 0, {0}
    while reached and used < len(letters) and kind_at(tokens, place) is Kind.WORD:
        word = tokens[place]
        unit = word.folded if word.is_abbreviation else word.folded[0]
        reached = {done + len(unit) for done in reached if letters.startswith(unit, done)}
        place, used = place + 1, used + 1
        if used > 1 and len(letters) in reached:
            yield place
        place = _skip_soft(tokens, place)


def _skip_soft(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and (
        tokens[at].kind in _SOFT or (tokens[at].kind is Kind.WORD and tokens[at].folded == "va")
    ):
        at += 1
    return at
