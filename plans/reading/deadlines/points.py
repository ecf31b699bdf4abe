"""Points of the calendar as deadlines name them, and the days they stand for."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

MONTHS_IN_YEAR = 12
MONTHS_IN_QUARTER = 3


class Unit(Enum):
    DAY = auto()
    MONTH = auto()
    MONTHS = auto()  # the first or last so many months of a year
    QUARTER = auto()
    YEAR = auto()


class Part(Enum):
    FIRST = auto()
    MIDDLE = auto()
    LAST = auto()


@dataclass(frozen=True, slots=True)
class Point:
    """ "15/12", "quý II/2024", "6 tháng đầu năm", "cuối tháng 5". `number` is the day, month, quarter or count of
    months; `month` belongs to a day and is 0 when only the day is named; `year` is None when the plan's is meant,
    `shift` years away ("năm sau"). `part` is đầu, giữa or cuối. `odd_year` is a year not of four digits, as written."""

    unit: Unit
    number: int = 0
    month: int = 0
    year: int | None = None
    shift: int = 0
    part: Part | None = None
    odd_year: str = ""
    codes: tuple[str, ...] = ()

    @property
    def is_bare_year(self) -> bool:
        return self.unit is Unit.YEAR and self.part is None

    @property
    def is_bare_day(self) -> bool:
        return self.unit is Unit.DAY and not self.month

    @property
    def has_year(self) -> bool:
        return self.year is not None or (self.unit is Unit.YEAR and bool(self.shift))


@dataclass(frozen=True, slots=True)
class Days:
    """From `first` to `last`. `lacking`: the calendar has no such day and the last that exists was taken."""

    first: date
    last: date
    lacking: bool = False


class SenselessError(ValueError):
    """No day can be told: the message is the code of the doubt."""


def days_of(point: Point, year: int) -> Days:
    """The days of a point in a year. Raises `SenselessError` for a quarter V, a month 13, "đầu quý II"."""
    days = _whole(point, year)
    if point.part in (Part.FIRST, Part.MIDDLE) and point.unit is not Unit.MONTHS:
        raise SenselessError("vague_time")
    if point.part is Part.LAST and point.unit is not Unit.MONTHS:
        return Days(days.last, days.last)
    return days


def start_of(point: Point, year: int) -> Days:
    """The days of a point that begins a range, where "từ đầu quý II" is clear."""
    if point.part is Part.FIRST:
        return _whole(point, year)
    return days_of(point, year)


def _whole(point: Point, year: int) -> Days:
    if point.unit is Unit.DAY:
        return _day(point, year)
    if point.unit is Unit.MONTH:
        if not 1 <= point.number <= MONTHS_IN_YEAR:
            raise SenselessError("no_such_period")
        return _months(year, point.number, point.number)
    if point.unit is Unit.QUARTER:
        if not 1 <= point.number <= 4:
            raise SenselessError("no_such_period")
        return _months(year, 3 * point.number - 2, 3 * point.number)
    if point.unit is Unit.MONTHS:
        if not 1 <= point.number <= MONTHS_IN_YEAR:
            raise SenselessError("no_such_period")
        if point.part is Part.LAST:
            return _months(year, MONTHS_IN_YEAR + 1 - point.number, MONTHS_IN_YEAR)
        return _months(year, 1, point.number)
    return _months(year, 1, MONTHS_IN_YEAR)


def _day(point: Point, year: int) -> Days:
    if not point.month:
        raise SenselessError("month_missing")
    if not 1 <= point.month <= MONTHS_IN_YEAR:
        raise SenselessError("no_such_period")
    if not point.number:
        raise SenselessError("no_such_period")
    length = monthrange(year, point.month)[1]
    day = date(year, point.month, min(point.number, length))
    return Days(day, day, lacking=point.number > length)


def _months(year: int, first: int, last: int) -> Days:
    return Days(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
