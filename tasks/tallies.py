"""Counts of states with the percentage they give and, in words, what it leaves out. Pure; exact decimals."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tasks.enums import LateCause, State
from tasks.states import BEHIND, LEFT_OUT, count_states, denominator, numerator

Cause = LateCause | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows or obligations stand in one state (`tasks.enums.State` value). `obligations` are the ids of the
    duties counted, where duties and not rows are counted."""

    state: str
    label: str
    number: int
    obligations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CauseCount:
    """How many of those in a late state (`state`) have one stated cause (`tasks.enums.LateCause` value)."""

    state: str
    cause: str
    number: int
    obligations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts whose sum is `total`. `base` is the denominator of `percent` (total less waiting, cancelled and nothing
    arose); `left_out` says in words what the percentage leaves out. `percent` is as shown ("33,3 %"), "" without a
    base. What is late counts as late whatever its cause: `causes` tells the stated ones, `of_late` says them in words
    with what the percentage would be without the overdue work that is held up outside the body's power."""

    title: str
    total: int
    base: int
    done: int
    percent: str
    counts: tuple[Count, ...]
    left_out: str
    causes: tuple[CauseCount, ...] = ()
    of_late: str = ""


def tally_of(
    states: Iterable[State], *, title: str, things: str = "nhiệm vụ", late: Iterable[tuple[State, Cause]] = ()
) -> Tally:
    """Count `states`; `things` names what is counted in the sentences beneath. `late` are the states once more, each
    with the cause of its lateness."""
    counts = count_states(states)
    base, done = denominator(counts), numerator(counts)
    causes = _causes(Counter((state, cause) for state, cause in late if cause and state in BEHIND))
    return Tally(
        title=title,
        total=sum(counts.values()),
        base=base,
        done=done,
        percent=percent_words(done, base),
        counts=tuple(Count(state.value, state.label, number) for state, number in counts.items()),
        left_out=_left_out(counts, things),
        causes=causes,
        of_late=_of_late(counts, causes, things),
    )


def sum_tallies(tallies: Iterable[Tally], *, title: str, things: str = "nhiệm vụ") -> Tally:
    """Several bodies' tallies as one: counts and bases are added and the percentage is taken of the sums, never the
    mean of percentages. Whose rows they are is told beside it, not by ids."""
    found = tuple(tallies)
    numbers = Counter(dict.fromkeys(State, 0))
    for tally in found:
        numbers.update({State(count.state): count.number for count in tally.counts})
    base, done = sum(tally.base for tally in found), sum(tally.done for tally in found)
    stated: Counter[tuple[State, LateCause]] = Counter()
    for tally in found:
        stated.update({(State(one.state), LateCause(one.cause)): one.number for one in tally.causes})
    causes = _causes(stated)
    return Tally(
        title=title,
        total=sum(tally.total for tally in found),
        base=base,
        done=done,
        percent=percent_words(done, base),
        counts=tuple(Count(state.value, state.label, numbers[state]) for state in State),
        left_out=_left_out(numbers, things),
        causes=causes,
        of_late=_of_late(numbers, causes, things),
    )


def percent_words(part: int | Decimal, whole: int | Decimal) -> str:
    """ "96,2 %": one decimal, half up (2 076 of 2 158); "" where there is nothing to take it of."""
    if not whole:
        return ""
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{share} %".replace(".", ",")


def _causes(stated: Mapping[tuple[State, LateCause], int]) -> tuple[CauseCount, ...]:
    return tuple(
        CauseCount(state.value, cause.value, stated[state, cause])
        for state in BEHIND
        for cause in LateCause
        if stated.get((state, cause))
    )


def _of_late(counts: Mapping[State, int], causes: Iterable[CauseCount], things: str) -> str:
    """ "Trong 5 việc chậm: 3 do nguyên nhân ngoài thẩm quyền (…), 1 do đơn vị, 1 chưa nêu nguyên nhân. …"; "" where no
    cause outside was stated."""
    numbers: Counter[LateCause] = Counter()
    for one in causes:
        numbers[LateCause(one.cause)] += one.number
    outside = {cause: numbers[cause] for cause in LateCause if cause.is_outside and numbers[cause]}
    if not outside:
        return ""
    late = sum(counts[state] for state in BEHIND)
    named = "; ".join(f"{cause.label[:1].lower()}{cause.label[1:]}: {number}" for cause, number in outside.items())
    parts = [
        f"{sum(outside.values())} do nguyên nhân ngoài thẩm quyền ({named})",
        f"{numbers[LateCause.OWN]} do đơn vị" if numbers[LateCause.OWN] else "",
        f"{late - numbers.total()} chưa nêu nguyên nhân" if late > numbers.total() else "",
    ]
    first = f"Trong {late} {things} chậm: {', '.join(filter(None, parts))}."
    return f"{first} {_without(counts, causes, things)}".rstrip()


def _without(counts: Mapping[State, int], causes: Iterable[CauseCount], things: str) -> str:
    """The second percentage, beside the first and never instead of it."""
    excused = sum(one.number for one in causes if one.state == State.OVERDUE and LateCause(one.cause).is_outside)
    base = denominator(dict(counts)) - excused
    if not excused or not base:
        return ""
    share = percent_words(numerator(dict(counts)), base)
    return f"Tỷ lệ vẫn tính cả {excused} {things} quá hạn ngoài thẩm quyền; nếu không tính thì là {share}."


def _left_out(counts: Mapping[State, int], things: str) -> str:
    parts = [
        f"{counts[state]} {things} {state.label.lower()}" for state in State if state in LEFT_OUT and counts[state]
    ]
    return f"Không tính vào tỷ lệ: {', '.join(parts)}." if parts else ""
