"""The grammar of points: "ngày 15/12/2023", "quý II năm 2024", "6 tháng đầu năm", "cuối tháng 5".

Each reader takes the words and a place, and gives back what stands there with the place after it, or None.
"""

from collections.abc import Sequence
from dataclasses import replace

from plans.reading.deadlines.lexicon import Name
from plans.reading.deadlines.numbers import is_at, number_at, ordinal_at, row_at, skip, skip_all, word_at
from plans.reading.deadlines.points import MONTHS_IN_QUARTER, MONTHS_IN_YEAR, Part, Point, Unit
from plans.reading.deadlines.words import Word

Words = Sequence[Word]
Read = tuple[Point, int]

_PARTS = {Name.FIRST: Part.FIRST, Name.MIDDLE: Part.MIDDLE, Name.LAST: Part.LAST}
_SEPARATORS = (Name.SLASH, Name.DOT, Name.DASH)
_CENTURY = 2000
_SHORT_YEARS = range(20, 100)


def read_point(words: Words, at: int) -> Read | None:
    reader = _READERS.get(word_at(words, at).name)
    read = reader(words, at) if reader else None
    if read and word_at(words, read[1]).key == "âm lịch":
        # The lunar calendar gives no day of the civil year.
        return replace(read[0], part=Part.MIDDLE), read[1] + 1
    return read


def after_document(words: Words, at: int) -> int | None:
    """The place after "12/KH-UBND ngày 15/3/2024": the date of a document is no deadline."""
    if not is_at(words, at, Name.SYMBOL):
        return None
    point = read_point(words, at + 1) if is_at(words, at + 1, Name.DAY) else None
    return point[1] if point else at + 1


def read_year(words: Words, at: int, point: Point) -> Read:
    """The year after a point: "/2024", "-2024", " năm 2024", ", năm 2024", "của năm sau"; a point that has none keeps
    the plan's."""
    place = skip(words, at, Name.OF)
    if is_at(words, at, *_SEPARATORS) and is_at(words, at + 1, Name.NUMBER):
        year = word_at(words, at + 1)
        two = year.digits == 2 and year.number in _SHORT_YEARS and word_at(words, at).name is not Name.DASH
        if year.is_year or two or year.digits > 2:
            return _with_year(point, year), at + 2
    if (
        is_at(words, at, Name.COMMA)
        and word_at(words, at + 1).is_year
        and not row_at(words, at + 2, _SEPARATORS, Name.NUMBER)
    ):
        return _with_year(point, word_at(words, at + 1)), at + 2
    if row_at(words, at, (*_SEPARATORS, Name.COMMA), Name.YEAR, Name.NUMBER):
        place = at + 1
    bracketed = skip(words, at + 1, Name.YEAR) if is_at(words, at, Name.OPEN) else at
    if bracketed > at and word_at(words, bracketed).is_year and is_at(words, bracketed + 1, Name.CLOSE):
        return _with_year(point, word_at(words, bracketed)), bracketed + 2
    place = skip(words, place, Name.THOSE)
    if is_at(words, place, Name.YEAR):
        named = _named_year(words, place + 1)
        if named:
            return replace(point, year=named[0].year, shift=named[0].shift, odd_year=named[0].odd_year), named[1]
    if word_at(words, at).is_year and not row_at(words, at + 1, _SEPARATORS, Name.NUMBER):
        return _with_year(point, word_at(words, at)), at + 1
    return point, at


def _with_year(point: Point, word: Word) -> Point:
    """A year not of four digits is kept as written too, for a doubt: one of two is of this century; of five the first
    four are taken where they make a year; otherwise the plan's year is."""
    if word.is_year:
        return replace(point, year=word.number)
    if word.digits == 2:
        return replace(point, year=_CENTURY + word.number, odd_year=word.key)
    first = int(word.key[:4]) if word.digits > 4 else 0
    return replace(point, year=first if first in range(1900, 2201) else None, odd_year=word.key)


def _named_year(words: Words, at: int) -> Read | None:
    """After the word "năm": a number, or "sau", "tới", "trước", "nay"."""
    year, blank = word_at(words, at), Point(Unit.YEAR)
    if year.name is Name.NUMBER and (year.digits > 2 or year.number in _SHORT_YEARS):
        return _with_year(blank, year), at + 1
    plain_next = not is_at(words, at + 1, Name.WHEN, Name.NUMBER, Name.DAY)
    if year.key in ("sau", "tới", "kế") and plain_next:
        return replace(blank, shift=1), at + (2 if word_at(words, at + 1).key == "tiếp" else 1)
    if year.key == "trước" and not is_at(words, at + 1, Name.NUMBER, Name.DAY, Name.MONTH, Name.QUARTER):
        return replace(blank, shift=-1), at + 1
    return (blank, at + 1) if year.key in ("nay", "này") else None


def _after_day(words: Words, at: int) -> Read | None:
    """ "ngày 15/12", "ngày 15 tháng 12 năm 2023", "ngày 15" alone, "ngày cuối cùng của quý II"."""
    place = at + 1
    if is_at(words, place, Name.LAST):
        inner = read_point(words, skip(words, place + 1, Name.OF))
        clear = inner and inner[0].unit in (Unit.MONTH, Unit.QUARTER, Unit.YEAR) and inner[0].part is None
        return (replace(inner[0], part=Part.LAST), inner[1]) if inner and clear else None
    number = number_at(words, place)
    if number is None:
        return None
    if is_at(words, place, Name.NUMBER):
        dated = _numeric(words, place, day_named=True)
        if dated:
            return dated
    return _day_of_month(words, number[0], number[1]) or (Point(Unit.DAY, number[0]), number[1])


def _day_of_month(words: Words, day: int, at: int) -> Read | None:
    place = skip(words, at, Name.OF, Name.COMMA, Name.SLASH)
    if not is_at(words, place, Name.MONTH):
        return None
    month = read_point(words, place)
    if month is None or month[0].unit is not Unit.MONTH or month[0].part:
        return None
    point = month[0]
    return replace(point, unit=Unit.DAY, number=day, month=point.number), month[1]


def _from_number(words: Words, at: int) -> Read | None:
    """ "15/12/2023", "01/2023", "2024", "6 tháng đầu năm"."""
    return _months(words, at) or _numeric(words, at, day_named=False) or _bare_day(words, at) or _bare_year(words, at)


def _bare_year(words: Words, at: int) -> Read | None:
    year = word_at(words, at)
    return (Point(Unit.YEAR, year=year.number), at + 1) if year.is_year else None


def _bare_day(words: Words, at: int) -> Read | None:
    """ "15 tháng 12 năm 2023" without the word "ngày", and the first of "15-20/5" or "15, 16, 20/5"."""
    day = word_at(words, at)
    if row_at(words, at, Name.NUMBER, Name.DASH, Name.NUMBER, Name.SLASH, Name.NUMBER) or _begins_days(words, at):
        return Point(Unit.DAY, day.number), at + 1
    if day.name is not Name.NUMBER or day.digits > 2 or not is_at(words, at + 2, Name.NUMBER, Name.ROMAN):
        return None
    return _day_of_month(words, day.number, at + 1) if is_at(words, at + 1, Name.MONTH) else None


def _begins_days(words: Words, at: int) -> bool:
    """Whether a cell begins with days that share the month of the last ("15, 16 và 20/5")."""
    place = at
    while at == 0 and word_at(words, place).digits in (1, 2) and is_at(words, place + 1, Name.COMMA, Name.AND):
        place += 2
    return place > at and row_at(words, place, Name.NUMBER, Name.SLASH, Name.NUMBER) and not _months(words, place)


def _chain(words: Words, at: int) -> tuple[list[Word], list[str]]:
    """Numbers joined by "/", or by "." and "-" without blanks, four at most: enough to tell a date from a range."""
    numbers, marks = [words[at]], []
    place = at + 1
    while len(numbers) < 4 and is_at(words, place, *_SEPARATORS) and is_at(words, place + 1, Name.NUMBER):
        tight = words[place].glued and words[place + 1].glued
        if words[place].name is not Name.SLASH and not tight:
            break
        marks.append("-" if words[place].name is Name.DASH else words[place].key)
        numbers.append(words[place + 1])
        place += 2
    return numbers, marks


def _numeric(words: Words, at: int, *, day_named: bool) -> Read | None:
    if not is_at(words, at, Name.NUMBER):
        return None
    numbers, marks = _chain(words, at)
    if len(numbers) > 2 and numbers[0].is_year and marks[0] == marks[1] and numbers[1].digits <= 2:
        day = Point(Unit.DAY, numbers[2].number, month=numbers[1].number, year=numbers[0].number)
        return day, at + 5
    if len(numbers) < 2 or numbers[0].digits > 2:
        return None
    if numbers[1].digits > 2:
        return _with_year(Point(Unit.MONTH, numbers[0].number), numbers[1]), at + 3
    if _is_full_date(numbers, marks):
        return _full_date(numbers, marks, at, day_named)
    return _day_and_month(words, at, numbers, marks, day_named)


def _is_full_date(numbers: list[Word], marks: list[str]) -> bool:
    if len(numbers) < 3:
        return False
    if numbers[2].digits > 2:
        # "15-20/5/2024" is two days: the year belongs to the number behind.
        return True
    return marks[0] == marks[1] != "-" and numbers[2].digits == 2 and numbers[2].number in _SHORT_YEARS


def _full_date(numbers: list[Word], marks: list[str], at: int, day_named: bool) -> Read:
    day, month = numbers[0].number, numbers[1].number
    point = _with_year(Point(Unit.DAY, day, month=month), numbers[2])
    if marks[0] == "-" != marks[1] and not day_named and day <= MONTHS_IN_YEAR:
        point = replace(point, codes=("mixed_date",))
    return point, at + 5


def _day_and_month(words: Words, at: int, numbers: list[Word], marks: list[str], day_named: bool) -> Read | None:
    day, month = numbers[0].number, numbers[1].number
    days = len(numbers) > 2 or is_at(words, at + 3, Name.MONTH, Name.SLASH) or day < month > MONTHS_IN_YEAR
    if marks[0] == "-" and days:
        return None
    short_year = not day_named and day <= MONTHS_IN_YEAR and month in _SHORT_YEARS and marks[0] == "/"
    if short_year:
        return _with_year(Point(Unit.MONTH, day), numbers[1]), at + 3
    return read_year(words, at + 3, Point(Unit.DAY, day, month=month))


def _months(words: Words, at: int) -> Read | None:
    """ "6 tháng đầu năm 2024", "03 tháng cuối năm", and "6 tháng năm 2024", which is read as its first half."""
    count = number_at(words, at)
    if count and row_at(words, count[1], Name.DAY, (Name.FIRST, Name.LAST)):
        return _days_of_part(words, skip(words, count[1] + 2, Name.OF))
    if count is None or not is_at(words, count[1], Name.MONTH):
        return None
    part = _PARTS.get(word_at(words, count[1] + 1).name)
    if is_at(words, skip(words, count[1] + 2, Name.OF, Name.EACH), Name.QUARTER, Name.EACH):
        return None
    if part is None or part is Part.MIDDLE:
        if not (is_at(words, count[1] + 1, Name.YEAR) and word_at(words, count[1] + 2).is_year):
            return None
        point = Point(Unit.MONTHS, count[0], part=Part.FIRST, codes=("half_assumed",))
        return read_year(words, count[1] + 1, point)
    return _year_or_none(words, count[1] + 2, Point(Unit.MONTHS, count[0], part=part))


def _days_of_part(words: Words, at: int) -> Read | None:
    """ "10 ngày đầu tháng 6" gives no day."""
    inner = read_point(words, at) if is_at(words, at, Name.MONTH, Name.QUARTER, Name.YEAR) else None
    return (replace(inner[0], part=Part.MIDDLE), inner[1]) if inner else None


def _year_or_none(words: Words, at: int, point: Point) -> Read:
    """A point of a year whose number may be missing: "đầu năm", "đầu năm 2024", "đầu"."""
    year, after = read_year(words, at, point)
    if after > at:
        return year, after
    place = skip(words, at, Name.OF)
    return point, place + 1 if is_at(words, place, Name.YEAR) else at


def _after_month(words: Words, at: int) -> Read | None:
    place = at + 1
    fifth = is_at(words, place, Name.YEAR) and (
        is_at(words, place + 1, Name.YEAR)
        or (is_at(words, place + 1, *_SEPARATORS) and word_at(words, place + 2).is_year)
    )
    if fifth:
        return read_year(words, place + 1, Point(Unit.MONTH, 5))
    if is_at(words, place, Name.FIRST, Name.LAST):
        return _month_of(words, place)
    number = ordinal_at(words, place)
    if number is None or is_at(words, number[1], Name.TIMES) or names_each_quarter(words, number[1]):
        return None
    return read_year(words, number[1], Point(Unit.MONTH, number[0]))


def names_each_quarter(words: Words, at: int) -> bool:
    """ "(tháng thứ ba) của mỗi quý"; not "của quý II"."""
    place = skip_all(words, at, Name.OF, Name.EACH, Name.THOSE)
    return place > at and is_at(words, place, Name.QUARTER) and ordinal_at(words, place + 1) is None


def _month_of(words: Words, at: int) -> Read | None:
    """ "tháng cuối (của) quý II", "tháng đầu năm"."""
    place = skip(words, at + 1, Name.OF)
    last = is_at(words, at, Name.LAST)
    if is_at(words, place, Name.YEAR):
        return _year_or_none(words, place, Point(Unit.MONTH, MONTHS_IN_YEAR if last else 1))
    quarter = _after_quarter(words, place) if is_at(words, place, Name.QUARTER) else None
    if quarter is None or quarter[0].part:
        return None
    number = MONTHS_IN_QUARTER * quarter[0].number - (0 if last else 2)
    return replace(quarter[0], unit=Unit.MONTH, number=number if quarter[0].number <= 4 else 0), quarter[1]


def _after_quarter(words: Words, at: int) -> Read | None:
    place = at + 2 if row_at(words, at + 1, Name.COLON, Name.ROMAN) else at + 1
    if is_at(words, place, Name.FIRST, Name.LAST):
        point = Point(Unit.QUARTER, 4 if is_at(words, place, Name.LAST) else 1)
        year = skip(words, place + 1, Name.OF)
        return _year_or_none(words, year, point) if is_at(words, year, Name.YEAR) else None
    number = ordinal_at(words, place)
    if number is None or is_at(words, number[1], Name.TIMES):
        return None
    return read_year(words, number[1], Point(Unit.QUARTER, number[0]))


def _roman_quarter(words: Words, at: int) -> Read | None:
    """ "III/2024" in a column of quarters."""
    named = row_at(words, at, Name.ROMAN, Name.SLASH, Name.NUMBER) and word_at(words, at + 2).is_year
    return read_year(words, at + 1, Point(Unit.QUARTER, word_at(words, at).number)) if named else None


def _after_year(words: Words, at: int) -> Read:
    """ "năm 2024", "năm sau", and "năm" alone, the plan's own; its reader must see that something makes it a date."""
    return _named_year(words, at + 1) or (Point(Unit.YEAR), at + 1)


def _after_part(words: Words, at: int) -> Read | None:
    """ "cuối tháng 5", "đầu quý II", "giữa năm"."""
    place = skip(words, at + 1, Name.OF)
    inner = read_point(words, place) if is_at(words, place, Name.MONTH, Name.QUARTER, Name.YEAR) else None
    if inner is None or inner[0].part:
        return None
    return replace(inner[0], part=_PARTS[words[at].name]), inner[1]


def _after_half(words: Words, at: int) -> Read | None:
    """ "nửa đầu năm 2024"; half a month is too vague to give a day."""
    part = _PARTS.get(word_at(words, at + 1).name)
    place = skip(words, at + 2, Name.OF)
    if part in (None, Part.MIDDLE):
        return None
    if is_at(words, place, Name.YEAR):
        return _year_or_none(words, place, Point(Unit.MONTHS, 6, part=part))
    inner = read_point(words, place)
    return (replace(inner[0], part=Part.MIDDLE), inner[1]) if inner else None


_READERS = {
    Name.DAY: _after_day,
    Name.NUMBER: _from_number,
    Name.ROMAN: _roman_quarter,
    Name.WORD: _months,
    Name.MONTH: _after_month,
    Name.QUARTER: _after_quarter,
    Name.YEAR: _after_year,
    Name.FIRST: _after_part,
    Name.MIDDLE: _after_part,
    Name.LAST: _after_part,
    Name.HALF: _after_half,
}
