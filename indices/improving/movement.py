"""What a plan moved: each component in the base year beside the next result; where there is none, nothing is said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape

from cchc.numbers import shown
from indices.enums import Side
from indices.improving.components import percent_words, points_words
from indices.scoring.numbers import HUNDRED, percent_of

WIDTH, HEIGHT = 200, 26
_LEFT, _MIDDLE = 6, 13
_SCALE = Fraction(WIDTH - 2 * _LEFT, HUNDRED)
_INK, _UP, _DOWN, _AIM = "#4a5763", "#1d7145", "#b3261e", "#7a5b00"


@dataclass(frozen=True, slots=True)
class Reached:
    """What a component reached in one result; None is missing."""

    points: Decimal | None
    maximum: Decimal | None

    @property
    def ratio(self) -> Fraction | None:
        if self.points is None or not self.maximum:
            return None
        return Fraction(self.points) / Fraction(self.maximum)

    @property
    def percent(self) -> Decimal | None:
        if self.points is None or not self.maximum:
            return None
        return percent_of(self.points, self.maximum)

    @property
    def percent_words(self) -> str:
        return percent_words(self.percent)

    @property
    def words(self) -> str:
        return points_words(self.points, self.maximum)

    def is_under(self, threshold: Decimal) -> bool | None:
        """By the exact ratio; None where nothing is known."""
        return None if self.ratio is None else self.ratio * HUNDRED < Fraction(threshold)


NOTHING = Reached(None, None)


@dataclass(frozen=True, slots=True)
class Move:
    """One component, then and now. `now` is None where the later result does not have it."""

    name: str
    side: str
    then: Reached
    now: Reached | None

    @property
    def by(self) -> Decimal | None:
        """Points of per cent gained (below 0: lost), as the printed percentages differ."""
        if self.now is None or self.now.percent is None or self.then.percent is None:
            return None
        return self.now.percent - self.then.percent

    @property
    def points(self) -> Decimal | None:
        """Points gained, where both years are scored out of the same maximum."""
        if self.now is None or self.now.maximum != self.then.maximum:
            return None
        if self.now.points is None or self.then.points is None:
            return None
        return self.now.points - self.then.points

    @property
    def words(self) -> str:
        """ "+25 điểm phần trăm (+2,5 điểm)"."""
        if self.by is None:
            return ""
        points = "" if self.points is None else f" ({signed(self.points)} điểm)"
        return f"{signed(self.by)} điểm phần trăm{points}"

    def rose_above(self, threshold: Decimal) -> bool:
        """Whether it was under the threshold and is no more."""
        return bool(self.then.is_under(threshold)) and self.now is not None and self.now.is_under(threshold) is False


@dataclass(frozen=True, slots=True)
class Summary:
    """Of the components that were to be mended: how many, how many of them have a later result, how many rose to the
    threshold."""

    mended: int
    known: int
    rose: int

    def words(self, threshold: Decimal) -> str:
        """ "3 trên 5 nội dung cần khắc phục đã đạt từ 80 % trở lên"."""
        unknown = self.mended - self.known
        rest = f"; {unknown} nội dung chưa có kết quả" if unknown else ""
        return f"{self.rose} trên {self.mended} nội dung cần khắc phục đã đạt từ {shown(threshold)} % trở lên{rest}."


def summary_of(moves: Iterable[Move], threshold: Decimal) -> Summary:
    mended = [move for move in moves if move.side == Side.MEND]
    known = [move for move in mended if move.now is not None and move.now.ratio is not None]
    return Summary(len(mended), len(known), sum(move.rose_above(threshold) for move in mended))


def signed(value: Decimal) -> str:
    """ "+2,5", "-1", "0"."""
    return f"{'+' if value > 0 else ''}{shown(value)}"


def dumbbell(move: Move, threshold: Decimal) -> str:
    """From a hollow ring (then) to a full mark (now) on a line from 0 to 100 per cent, the threshold dashed across:
    a triangle upwards for a gain, downwards for a loss, a square for the same. "" where one of the two is missing."""
    then, now = move.then.ratio, move.now.ratio if move.now else None
    if then is None or now is None:
        return ""
    start, end, level = (_place(value * HUNDRED) for value in (then, now, Fraction(threshold) / HUNDRED))
    before, after = move.then.percent, move.now.percent if move.now else None
    label = escape(f"{move.name}: từ {shown(before)} % đến {shown(after)} %", quote=True)
    colour = _UP if now > then else _DOWN if now < then else _INK
    parts = (
        f'<path d="M{_LEFT} {_MIDDLE}H{WIDTH - _LEFT}" stroke="#d5dbe1" stroke-width="2"/>',
        f'<path d="M{level} 2V{HEIGHT - 2}" stroke="{_AIM}" stroke-width="1.5" stroke-dasharray="4 3"/>',
        f'<path d="M{start} {_MIDDLE}H{end}" stroke="{colour}" stroke-width="3"/>',
        f'<circle cx="{start}" cy="{_MIDDLE}" r="4.5" fill="#fff" stroke="{_INK}" stroke-width="2"/>',
        _mark(end, now, then, colour),
    )
    head = f'<svg class="dumbbell" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">'
    return f"{head}{''.join(parts)}</svg>"


def _mark(x: str, now: Fraction, then: Fraction, colour: str) -> str:
    shapes: Sequence[str] = ("m0 -6l6 11h-12z", "m-5 -5h10v10h-10z", "m0 6l6 -11h-12z")
    shape = shapes[0] if now > then else shapes[2] if now < then else shapes[1]
    return f'<path d="M{x} {_MIDDLE}{shape}" fill="{colour}"/>'


def _place(percent: Fraction) -> str:
    return f"{float(_LEFT + _SCALE * min(max(percent, Fraction(0)), Fraction(HUNDRED))):.1f}"
