"""The rules by which a criterion's points come about, each a value of its own, and what they make of an entry.

Points are exact: `points_of` gives what the rule says rounded to the set's places; a missing entry gives None, never 0.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cchc.numbers import shown
from indices.enums import RuleKind
from indices.scoring.numbers import HUNDRED, rounded

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Met:
    """All points or none."""

    kind = RuleKind.MET


@dataclass(frozen=True, slots=True)
class Option:
    """One level to choose: "Ban hành sau ngày 31/12: 0,5 điểm"."""

    label: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Choice:
    """The points of the level chosen."""

    options: tuple[Option, ...]
    kind = RuleKind.CHOICE


@dataclass(frozen=True, slots=True)
class Tier:
    """From `least` per cent on, so many points."""

    least: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Steps:
    """The points of the highest tier that b/a reaches; 0 under the lowest."""

    tiers: tuple[Tier, ...]
    kind = RuleKind.STEPS


@dataclass(frozen=True, slots=True)
class Share:
    """b/a × the maximum; 0 under `least` per cent."""

    least: Decimal = ZERO
    kind = RuleKind.SHARE


@dataclass(frozen=True, slots=True)
class PerUnit:
    """So many points for each thing counted (b), up to the maximum."""

    each: Decimal
    kind = RuleKind.PER_UNIT


@dataclass(frozen=True, slots=True)
class Deduction:
    """So many points off for each fault counted (b): from the maximum down to 0; of a criterion outside the hundred,
    from 0 down to the maximum as a minus."""

    each: Decimal
    kind = RuleKind.DEDUCTION


@dataclass(frozen=True, slots=True)
class Survey:
    """By survey of others: b/a × the maximum, or the points as published. Nobody scores himself in it."""

    kind = RuleKind.SURVEY


@dataclass(frozen=True, slots=True)
class Judged:
    """Points as a person gives them, with reasons."""

    kind = RuleKind.JUDGED


Rule = Met | Choice | Steps | Share | PerUnit | Deduction | Survey | Judged


@dataclass(frozen=True, slots=True)
class Entry:
    """What was entered for a criterion: `met`, the place of an option from 0 (`choice`), b of a, or `points` outright.
    All None: nothing is entered yet. `applies` False: it does not concern this body."""

    met: bool | None = None
    choice: int | None = None
    b: Decimal | None = None
    a: Decimal | None = None
    points: Decimal | None = None
    applies: bool = True

    @property
    def is_empty(self) -> bool:
        return self.applies and (self.met, self.choice, self.b, self.a, self.points) == (None,) * 5


def points_of(rule: Rule, maximum: Decimal, entry: Entry, *, places: int = 2, is_bonus: bool = False) -> Decimal | None:
    """The points of an entry without faults (`faults_of`); None where it is missing or does not apply."""
    if not entry.applies or entry.is_empty or any(faults_of(rule, maximum, entry)):
        return None
    match rule:
        case Met():
            found: Decimal | Fraction | None = maximum if entry.met else ZERO
        case Choice(options):
            found = options[entry.choice].points if entry.choice is not None else None
        case Steps(tiers):
            found = _of_tiers(tiers, _share(entry))
        case Share(least):
            share = _share(entry)
            found = share * Fraction(maximum) if share * HUNDRED >= least else ZERO
        case PerUnit(each):
            found = min(each * (entry.b or ZERO), maximum)
        case Deduction(each):
            lost = min(each * (entry.b or ZERO), maximum)
            found = -lost if is_bonus else maximum - lost
        case Survey():
            found = entry.points if entry.points is not None else _share(entry) * Fraction(maximum)
        case Judged():
            found = entry.points
    return None if found is None else rounded(found, places)


def _share(entry: Entry) -> Fraction:
    """b/a, at most 1: more than all is all."""
    return min(Fraction(entry.b or ZERO) / Fraction(entry.a or 1), Fraction(1))


def _of_tiers(tiers: tuple[Tier, ...], share: Fraction) -> Decimal:
    reached = [tier for tier in tiers if share * HUNDRED >= tier.least]
    return max(reached, key=lambda tier: tier.least).points if reached else ZERO


def faults_of(rule: Rule, maximum: Decimal, entry: Entry) -> Iterator[str]:
    """What is wrong with what was entered, each a Vietnamese sentence that says what to do. An empty entry has none."""
    if not entry.applies or entry.is_empty:
        return
    match rule:
        case Met() if entry.met is None:
            yield "Hãy chọn đạt hoặc không đạt."
        case Choice(options) if entry.choice is None or not 0 <= entry.choice < len(options):
            yield "Hãy chọn một mức trong các mức của tiêu chí."
        case Steps() | Share():
            yield from _ratio_faults(entry)
        case PerUnit() | Deduction():
            yield from _count_faults(entry)
        case Survey():
            yield from _point_faults(maximum, entry) if entry.points is not None else _ratio_faults(entry)
            if entry.points is None and _is_beyond(entry):
                yield "Số hài lòng (b) không thể lớn hơn số người trả lời (a)."
        case Judged():
            yield from _point_faults(maximum, entry)


def _ratio_faults(entry: Entry) -> Iterator[str]:
    if entry.b is None or entry.a is None:
        yield "Hãy ghi cả số đạt được (b) và tổng số (a)."
    elif entry.a == 0:
        yield "Tổng số (a) bằng 0 nên không có tỷ lệ; nếu không phát sinh, hãy chọn “Không áp dụng”."
    elif entry.a < 0 or entry.b < 0:
        yield "Số đạt được (b) và tổng số (a) không thể âm."


def doubts_of(rule: Rule, entry: Entry) -> Iterator[str]:
    """What should be looked at twice in an entry that counts."""
    if isinstance(rule, Steps | Share) and entry.applies and _is_beyond(entry):
        yield f"Số đạt được (b = {shown(entry.b)}) lớn hơn tổng số (a = {shown(entry.a)}): tính là 100 %."
    if isinstance(rule, PerUnit | Deduction) and entry.applies and entry.b is not None and entry.b % 1:
        yield f"Số lượng {shown(entry.b)} không phải số nguyên; nếu đếm số lần, số việc thì hãy xem lại."


def _is_beyond(entry: Entry) -> bool:
    return entry.a is not None and entry.b is not None and entry.b > entry.a > 0


def _count_faults(entry: Entry) -> Iterator[str]:
    if entry.b is None:
        yield "Hãy ghi số lượng (không có thì ghi 0)."
    elif entry.b < 0:
        yield "Số lượng không thể âm."


def _point_faults(maximum: Decimal, entry: Entry) -> Iterator[str]:
    if entry.points is None:
        yield "Hãy ghi số điểm."
    elif not 0 <= entry.points <= maximum:
        yield f"Điểm phải từ 0 đến {shown(maximum)}."


def flaws_of(rule: Rule, maximum: Decimal) -> Iterator[str]:
    """What is wrong with a rule itself, each a Vietnamese sentence."""
    match rule:
        case Choice(options):
            yield from _option_flaws(options, maximum)
        case Steps(tiers):
            yield from _tier_flaws(tiers, maximum)
        case PerUnit(each) | Deduction(each) if each <= 0:
            yield "Số điểm cho mỗi đơn vị phải lớn hơn 0."
        case Share(least) if not 0 <= least <= HUNDRED:
            yield "Tỷ lệ tối thiểu phải từ 0 đến 100 %."


def _option_flaws(options: tuple[Option, ...], maximum: Decimal) -> Iterator[str]:
    if len(options) < 2:
        yield "Hãy ghi ít nhất hai mức để chọn."
    if len({option.label for option in options}) < len(options):
        yield "Có hai mức trùng tên; hãy đặt tên khác nhau."
    if any(not 0 <= option.points <= maximum for option in options):
        yield f"Điểm của mỗi mức phải từ 0 đến {shown(maximum)}."
    elif options and max(option.points for option in options) != maximum:
        yield f"Mức cao nhất phải bằng điểm tối đa {shown(maximum)}."


def _tier_flaws(tiers: tuple[Tier, ...], maximum: Decimal) -> Iterator[str]:
    if not tiers:
        yield "Hãy ghi ít nhất một bậc, ví dụ 90 % trở lên: 2 điểm."
        return
    ordered = sorted(tiers, key=lambda tier: tier.least)
    if len({tier.least for tier in tiers}) < len(tiers):
        yield "Có hai bậc cùng một tỷ lệ; mỗi tỷ lệ chỉ ghi một bậc."
    if any(not 0 <= tier.least <= HUNDRED for tier in tiers):
        yield "Tỷ lệ của mỗi bậc phải từ 0 đến 100 %."
    if any(not 0 <= tier.points <= maximum for tier in tiers):
        yield f"Điểm của mỗi bậc phải từ 0 đến {shown(maximum)}."
    elif ordered[-1].points != maximum:
        yield f"Bậc cao nhất phải bằng điểm tối đa {shown(maximum)}."
    if any(low.points > high.points for low, high in itertools.pairwise(ordered)):
        yield "Bậc có tỷ lệ cao hơn không thể ít điểm hơn."
