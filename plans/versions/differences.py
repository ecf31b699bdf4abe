"""What changed between two versions, ready to be shown: field by field, with the words that changed marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from plans.versions.matching import Pair, order_changes
from plans.versions.rows import WORDS, Row, plain

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES = re.compile(r"[^\n.;]*[\n.;]+\s*|[^\n.;]+")
_MOST_PAIRS = 1_000_000
"""A page waits for the comparison, whose time grows faster than the product of both lengths."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words; `changed` where the other version says otherwise."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after; `name` is that of `Row`."""

    name: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that goes on, with what changed in its words."""

    old: Row
    new: Row
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """All rows of both versions, each once: `moved` only changed their number, appendix or order."""

    changed: tuple[RowChange, ...]
    moved: tuple[Pair, ...]
    same: tuple[Pair, ...]
    added: tuple[Row, ...]
    gone: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.moved or self.added or self.gone)


def differences(old: Sequence[Row], new: Sequence[Row], pairs: Iterable[Pair]) -> Differences:
    """`pairs` say which row is which (`match`, or a person)."""
    order = {row.key: place for place, row in enumerate(old)}
    found = sorted(pairs, key=lambda pair: order[pair[0].key])
    went, came = {ours.key for ours, _ in found}, {theirs.key for _, theirs in found}
    changed = [RowChange(ours, theirs, field_changes(ours, theirs)) for ours, theirs in found]
    shifted = order_changes(found, new)
    still = [(change.old, change.new) for change in changed if not change.fields]
    moved = [pair for pair in still if pair[0].place != pair[1].place or pair[1].key in shifted]
    moved_keys = {theirs.key for _, theirs in moved}
    return Differences(
        changed=tuple(change for change in changed if change.fields),
        moved=tuple(moved),
        same=tuple(pair for pair in still if pair[1].key not in moved_keys),
        added=tuple(row for row in new if row.key not in came),
        gone=tuple(row for row in old if row.key not in went),
    )


def field_changes(old: Row, new: Row) -> tuple[FieldChange, ...]:
    """The fields whose words differ; how lines are broken is no difference."""
    pairs = [(name, plain(getattr(old, name)), plain(getattr(new, name))) for name in WORDS]
    return tuple(field_change(name, before, after) for name, before, after in pairs if before != after)


def field_change(name: str, before: str, after: str) -> FieldChange:
    """One field with its changed words marked on both sides."""
    found = list(_stretches(before, after))
    return FieldChange(
        name,
        _joined(Piece(ours, changed) for ours, _, changed in found),
        _joined(Piece(theirs, changed) for _, theirs, changed in found),
    )


def _stretches(before: str, after: str) -> Iterator[tuple[str, str, bool]]:
    """Both sides in turn and whether they differ: word by word; long texts by sentences, then word by word where
    those differ. What is too long even so differs as a whole."""
    pieces = ((pattern.findall(before), pattern.findall(after)) for pattern in (_PIECES, _SENTENCES))
    ours, theirs = next((pair for pair in pieces if len(pair[0]) * len(pair[1]) <= _MOST_PAIRS), ([before], [after]))
    for code, start, end, from_, to in _opcodes(ours, theirs):
        old, new = "".join(ours[start:end]), "".join(theirs[from_:to])
        if code == "replace" and len(old) + len(new) < len(before) + len(after):
            yield from _stretches(old, new)
        else:
            yield old, new, code != "equal"


def _opcodes(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """As `SequenceMatcher` tells them, with what both begin and end with set aside first: where words repeat, one
    changed word stays one."""
    head = _shared_by(ours, theirs)
    tail = _shared_by(ours[head:][::-1], theirs[head:][::-1])
    last, end = len(ours) - tail, len(theirs) - tail
    yield "equal", 0, head, 0, head
    for code, *places in SequenceMatcher(None, ours[head:last], theirs[head:end], autojunk=False).get_opcodes():
        start, stop, from_, to = (head + place for place in places)
        yield code, start, stop, from_, to
    yield "equal", last, len(ours), end, len(theirs)


def _shared_by(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many pieces both begin with."""
    pairs = zip(ours, theirs, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(ours), len(theirs)))


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Without empty stretches; words changed on both sides of a single blank are one change."""
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        is_gap = len(joined) > 1 and piece.changed and joined[-1].text.isspace() and joined[-2].changed
        if is_gap:
            gap, start = joined.pop(), joined.pop()
            joined.append(Piece(start.text + gap.text + piece.text, True))
        elif joined and joined[-1].changed == piece.changed:
            joined.append(Piece(joined.pop().text + piece.text, piece.changed))
        else:
            joined.append(piece)
    return tuple(joined)
