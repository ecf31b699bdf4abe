"""Days that come back: what follows a day of the month ("ngày 20" + "hàng tháng", "tháng cuối quý")."""

from dataclasses import dataclass, replace

from plans.enums import DeadlineKind, Every
from plans.reading.deadlines.drafts import Draft
from plans.reading.deadlines.lexicon import Name
from plans.reading.deadlines.naming import Words, names_each_quarter
from plans.reading.deadlines.numbers import is_at, number_at, ordinal_at, row_at, skip, skip_all, word_at
from plans.reading.deadlines.points import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, Unit

LAST_DAY = 31
NEXT_YEARS = ("tiếp theo", "sau", "tới", "kế", "còn")
EVERY = {1: Every.MONTH, 3: Every.QUARTER, 6: Every.HALF_YEAR, 9: Every.NINE_MONTH, 12: Every.YEAR}
_DATE_LEADS = (Name.BEFORE, Name.BY, Name.DAY, Name.IN, Name.OPEN, Name.COLON)
UNIT_MONTHS = {Name.MONTH: 1, Name.QUARTER: 3, Name.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Cycle:
    every: Every
    after: int
    codes: tuple[str, ...] = ()


def read_cycle(words: Words, at: int) -> Cycle | None:
    """What makes a day or date come back: "hàng tháng", "của tháng", "tháng cuối (cùng) của (mỗi) quý", "tháng sau",
    "hàng năm"."""
    place = skip(words, at, Name.OF, Name.COMMA, Name.OPEN)
    if row_at(words, place, Name.THOSE, Name.YEAR) and not _names_other_years(words, place + 2):
        return Cycle(Every.YEAR, place + 2)
    place = skip(words, place, Name.THOSE)
    if is_at(words, place, Name.EACH, Name.PERIODIC):
        cycle = _each(words, place)
        begins_anew = cycle is not None and is_at(words, at, Name.COMMA) and is_at(words, cycle.after, *_DATE_LEADS)
        return None if begins_anew else cycle
    if is_at(words, at, Name.COMMA):
        return None
    return _of_month(words, place, of=place > at)


def _names_other_years(words: Words, at: int) -> bool:
    """ "các năm 2024, 2025", "các năm tiếp theo"."""
    return is_at(words, at, Name.NUMBER) or word_at(words, at).key in NEXT_YEARS


def _each(words: Words, at: int) -> Cycle | None:
    at = skip_all(words, at, Name.EACH, Name.PERIODIC)
    count = number_at(words, at)
    size, place = count if count and is_at(words, count[1], Name.MONTH) else (1, at)
    months = size * UNIT_MONTHS.get(word_at(words, place).name, 0)
    return Cycle(EVERY[months], place + 1) if months in EVERY else None


def _of_month(words: Words, at: int, *, of: bool) -> Cycle | None:
    if not is_at(words, at, Name.MONTH):
        return None
    after = word_at(words, at + 1)
    if after.name in (Name.FIRST, Name.LAST):
        return _of_quarter(words, at + 2, last=after.name is Name.LAST)
    if after.key in ("sau", "tiếp theo", "kế tiếp", "liền kề") or after.key == "liền":
        return Cycle(Every.MONTH, at + 2, ("day_after_period",))
    nth = ordinal_at(words, at + 1)
    if nth and names_each_quarter(words, nth[1]):
        return _of_quarter(words, nth[1], last=nth[0] == MONTHS_IN_QUARTER)
    if after.name is Name.NUMBER or nth or after.name is Name.ROMAN:
        return None
    named = of or after.name in (Name.CLOSE, Name.COMMA, Name.SEMICOLON, Name.DOT) or at + 1 >= len(words)
    return Cycle(Every.MONTH, at + 1) if named else None


def _of_quarter(words: Words, at: int, *, last: bool) -> Cycle | None:
    """After "tháng cuối", "tháng đầu", "tháng thứ ba": "quý", "của quý sau", "của mỗi 6 tháng"."""
    place = skip_all(words, skip(words, at, Name.OF, Name.IN), Name.EACH, Name.THOSE)
    codes = () if last else ("day_after_period",)
    count = number_at(words, place)
    if count and is_at(words, count[1], Name.MONTH) and count[0] in EVERY:
        return Cycle(EVERY[count[0]], count[1] + 1, codes)
    if not is_at(words, place, Name.QUARTER) or ordinal_at(words, place + 1):
        return None
    after = place + 1
    return Cycle(Every.QUARTER, after + 1 if word_at(words, after).key in ("sau", "tiếp theo") else after, codes)


def returning(draft: Draft, cycle: Cycle, *, begin: int, end: int) -> Draft:
    """The draft of a date made to come back. "Trước ngày 20" is day 19; before the first is the last day of the month
    before. A date of the year keeps its day; one outside the last month of its period raises a doubt."""
    point, codes = draft.due, draft.codes + cycle.codes
    day = None
    if point is not None and point.unit is Unit.DAY:
        day, more = _day(point.number, point.month, before=draft.before)
        codes += more
    elsewhere = point is not None and not point.is_bare_day and not _closes_year(draft)
    yearly = cycle.every is Every.YEAR and elsewhere
    return replace(
        draft,
        kind=DeadlineKind.RECURRING,
        begin=begin,
        end=end,
        every=cycle.every,
        day=day,
        due=point if yearly else None,
        start=None,
        codes=codes + (("yearly_date",) if yearly else ()),
        firm=True,
    )


def _day(number: int, month: int, *, before: bool) -> tuple[int, tuple[str, ...]]:
    lacking = number > LAST_DAY or number < 1
    if lacking:
        return LAST_DAY, ("impossible_date",)
    if before and number == 1:
        return LAST_DAY, ("day_after_period",) if not month else ()
    return number - 1 if before else number, ()


def _closes_year(draft: Draft) -> bool:
    """Whether a date of the year stands in its last month, where a yearly duty falls anyway."""
    point = draft.due
    if point is None:
        return False
    if point.unit is Unit.DAY:
        return point.month == MONTHS_IN_YEAR and not (draft.before and point.number == 1)
    closing = {Unit.MONTH: MONTHS_IN_YEAR, Unit.QUARTER: 4, Unit.YEAR: point.number}
    return closing.get(point.unit) == point.number and not draft.before
