"""Which row of one version is which row of the other: by what they say, not by where they stand.

The same whichever version comes first. Rows that say the same words are paired at once; of the others all likely
pairs are weighed together, so that no row takes the partner that another needs more.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from cchc.text import fold
from plans.versions.assigning import best_pairs
from plans.versions.likeness import Alphabet, likeness, nearest
from plans.versions.rows import Row

Pair = tuple[Row, Row]
SCALE = 1_000_000
WORTH_OF_NO_PAIR = 0.40
NEARNESS = 0.002


def match(old: Sequence[Row], new: Sequence[Row]) -> list[Pair]:
    """The pairs (row of the old version, row of the new one), in the order of the old."""
    if [row.content for row in new] < [row.content for row in old]:
        found = [(theirs, ours) for ours, theirs in _match(new, old)]
    else:
        found = _match(old, new)
    places = {row.key: place for place, row in enumerate(old)}
    return sorted(found, key=lambda pair: places[pair[0].key])


def _match(one: Sequence[Row], other: Sequence[Row]) -> list[Pair]:
    pairs: list[Pair] = []
    left, right = list(one), list(other)
    for said in (_words_and_place, _words_and_section, _words):
        found = _same(left, right, said)
        pairs += found
        left, right = _rest(left, (ours for ours, _ in found)), _rest(right, (theirs for _, theirs in found))
    return pairs + _likely(left, right)


def _words_and_place(row: Row) -> tuple[str, ...]:
    return (*_words(row), *row.place)


def _words_and_section(row: Row) -> tuple[str, ...]:
    return (*_words(row), row.place[0])


def _words(row: Row) -> tuple[str, ...]:
    return tuple(map(fold, row.words))


def _same(one: Iterable[Row], other: Iterable[Row], said: Callable[[Row], tuple[str, ...]]) -> list[Pair]:
    """Rows of which the same is said, in their order."""
    waiting: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in other:
        waiting[said(row)].append(row)
    pairs = []
    for row in one:
        if partners := waiting[said(row)]:
            pairs.append((row, partners.pop(0)))
    return pairs


def _rest(rows: Iterable[Row], taken: Iterable[Row]) -> list[Row]:
    keys = {row.key for row in taken}
    return [row for row in rows if row.key not in keys]


def _likely(one: Sequence[Row], other: Sequence[Row]) -> list[Pair]:
    """Of rows whose words changed, the pairs that are the most alike taken together."""
    alphabet = Alphabet()
    left, right = [alphabet.code(row) for row in one], [alphabet.code(row) for row in other]
    possible = nearest(left, right) | {(ours, theirs) for theirs, ours in nearest(right, left)}
    gains: dict[int, dict[int, int]] = {place: {} for place in range(len(one))}
    for ours, theirs in sorted(possible):
        alike = likeness(left[ours], right[theirs])
        if alike is not None:
            near = 1 - abs(ours / len(one) - theirs / len(other))
            gains[ours][theirs] = round((alike - WORTH_OF_NO_PAIR + NEARNESS * near) * SCALE)
    return [(one[ours], other[theirs]) for ours, theirs in best_pairs(gains).items()]


def order_changes(pairs: Sequence[Pair], new: Sequence[Row]) -> set[int]:
    """Keys of the new rows that changed their order among those that go on: as few as tell of it."""
    places = {row.key: place for place, row in enumerate(new)}
    sequence = [places[theirs.key] for _, theirs in pairs]
    kept = set(_longest_rise(sequence))
    return {theirs.key for (_, theirs), place in zip_longest(pairs, sequence) if place not in kept}


def _longest_rise(sequence: Sequence[int]) -> list[int]:
    """The longest part of a sequence that rises, not needing to be connected."""
    tails: list[int] = []
    below: dict[int, int | None] = {}
    for value in sequence:
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if tails[middle] < value else (low, middle)
        below[value] = tails[low - 1] if low else None
        tails[low : low + 1] = [value]
    rise: list[int] = []
    value_at = tails[-1] if tails else None
    while value_at is not None:
        rise.append(value_at)
        value_at = below[value_at]
    return rise
