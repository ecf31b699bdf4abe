"""Counts of states with the percentage they give and, in words, what it leaves out. Pure; exact decimals."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tasks.enums import State
from tasks.states import LEFT_OUT, count_states, denominator, numerator


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows or obligations stand in one state (`tasks.enums.State` value). `obligations` are the ids of the
    duties counted, where duties and not rows are counted."""

    state: str
    label: str
    number: int
    obligations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts whose sum is `total`. `base` is the denominator of `percent` (total less waiting, cancelled and nothing
    arose); `left_out` says in words what the percentage leaves out. `percent` is as shown ("33,3 %"), "" without a
    base."""

    title: str
    total: int
    base: int
    done: int
    percent: str
    counts: tuple[Count, ...]
    left_out: str


def tally_of(states: Iterable[State], *, title: str, things: str = "nhiệm vụ") -> Tally:
    """Count `states`; `things` names what is counted in the sentence of what is left out."""
    counts = count_states(states)
    base, done = denominator(counts), numerator(counts)
    return Tally(
        title=title,
        total=sum(counts.values()),
        base=base,
        done=done,
        percent=percent_words(done, base),
        counts=tuple(Count(state.value, state.label, number) for state, number in counts.items()),
        left_out=_left_out(counts, things),
    )


def sum_tallies(tallies: Iterable[Tally], *, title: str, things: str = "nhiệm vụ") -> Tally:
    """Several bodies' tallies as one: counts and bases are added and the percentage is taken of the sums, never the
    mean of percentages. Whose rows they are is told beside it, not by ids."""
    found = tuple(tallies)
    numbers = Counter(dict.fromkeys(State, 0))
    for tally in found:
        numbers.update({State(count.state): count.number for count in tally.counts})
    base, done = sum(tally.base for tally in found), sum(tally.done for tally in found)
    return Tally(
        title=title,
        total=sum(tally.total for tally in found),
        base=base,
        done=done,
        percent=percent_words(done, base),
        counts=tuple(Count(state.value, state.label, numbers[state]) for state in State),
        left_out=_left_out(numbers, things),
    )


def percent_words(part: int | Decimal, whole: int | Decimal) -> str:
    """ "96,2 %": one decimal, half up (2 076 of 2 158); "" where there is nothing to take it of."""
    if not whole:
        return ""
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{share} %".replace(".", ",")


def _left_out(counts: Mapping[State, int], things: str) -> str:
    parts = [
        f"{counts[state]} {things} {state.label.lower()}" for state in State if state in LEFT_OUT and counts[state]
    ]
    return f"Không tính vào tỷ lệ: {', '.join(parts)}." if parts else ""
