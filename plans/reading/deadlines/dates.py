"""The grammar of dated deadlines: a date, a list of dates, a range, each with the words that include or exclude it."""

from dataclasses import replace

from plans.enums import DeadlineKind, Every
from plans.reading.deadlines.cycles import NEXT_YEARS, Cycle, read_cycle, returning
from plans.reading.deadlines.drafts import Draft, Found
from plans.reading.deadlines.lexicon import Name
from plans.reading.deadlines.marks import Marks, read_marks
from plans.reading.deadlines.naming import Read, Words, read_point, read_year
from plans.reading.deadlines.numbers import is_at, number_at, ordinal_at, row_at, skip, word_at
from plans.reading.deadlines.points import Part, Point, Unit

_JOINERS = (Name.COMMA, Name.AND, Name.OR)
_LISTERS = (*_JOINERS, Name.SEMICOLON)
_FROM_WORDS = 6
_SINCE = ("từ khi", "kể từ khi", "ngay từ khi")
_SHORT = {Unit.QUARTER: 4, Unit.MONTH: 12, Unit.DAY: 31}


def read_dates(words: Words, at: int) -> Found | None:
    """A range, or dates joined by commas or "và": a clause of their own each."""
    marks = read_marks(words, at)
    if is_at(words, marks.after, Name.FROM):
        return _from(words, at, marks)
    if word_at(words, marks.after).key in _SINCE:
        return _since_something(words, at, marks.after + 1)
    first = _vague_months(words, marks.after, read_point(words, marks.after)) or _day_unsaid(words, marks)
    if first is None or _is_loose_year(words, marks, first):
        return None
    return _range_after(words, at, marks, first) or _list(words, at, marks, first)


def _vague_months(words: Words, at: int, read: Read | None) -> Read | None:
    """ "các tháng cuối năm" are some months, not December."""
    some = row_at(words, at - 1, Name.THOSE, Name.MONTH, (Name.FIRST, Name.LAST))
    return (replace(read[0], part=Part.MIDDLE), read[1]) if read and some else read


def _day_unsaid(words: Words, marks: Marks) -> Read | None:
    """ "trước 20 hàng tháng", "trước 20 tháng cuối quý"."""
    day = word_at(words, marks.after)
    after = marks.after + 1
    cycle = read_cycle(words, after) if marks.firm and day.name is Name.NUMBER and day.digits <= 2 else None
    is_length = cycle is not None and is_at(words, after, Name.MONTH) and cycle.after == after + 1
    return (Point(Unit.DAY, day.number), after) if cycle and not is_length else None


def _is_loose_year(words: Words, marks: Marks, read: Read) -> bool:
    """ "năm" with no number and nothing before it that makes it a date."""
    point = read[0]
    return point.is_bare_year and not point.has_year and not point.odd_year and not marks.firm


def _draft(kind: DeadlineKind, marks: Marks, begin: int, end: int, due: Point) -> Draft:
    codes = due.codes + (("approximate",) if marks.approximate else ())
    return Draft(kind, begin, end, due=due, before=marks.before, codes=codes, firm=marks.firm)


def _from(words: Words, at: int, marks: Marks) -> Found | None:
    """ "từ … đến …"; "từ nay đến …", "từ ngày ký đến …" is its end alone; "từ quý II" with no end stands on."""
    place = skip(words, marks.after + 1, Name.CLOCK)
    start = read_point(words, place) or _short_start(words, place)
    if start is None or (start[0].is_bare_year and not start[0].has_year):
        return _since_something(words, at, place)
    found = _range_after(words, at, replace(marks, firm=True), start)
    if found:
        return found
    if start[0].is_bare_day:
        return None
    end = _years_onward(words, start[1]) or start[1] + (2 if word_at(words, start[1]).key == "trở" else 0)
    codes = ("no_end", *start[0].codes)
    return [Draft(DeadlineKind.CONTINUOUS, at, end, start=start[0], codes=codes, firm=True)], end


def _short_start(words: Words, at: int) -> Read | None:
    """The bare number of "từ 15 đến 20/5", "từ 3 đến 5/2024"."""
    number = number_at(words, at)
    return (Point(Unit.DAY, number[0]), number[1]) if number and is_at(words, number[1], Name.TO, Name.DASH) else None


def _since_something(words: Words, at: int, place: int) -> Found | None:
    for ahead in range(place, place + _FROM_WORDS):
        if is_at(words, ahead, Name.COMMA, Name.SEMICOLON, Name.COLON):
            return None
        if is_at(words, ahead, Name.TO):
            marks = read_marks(words, ahead)
            end = read_point(words, marks.after)
            return ([_draft(DeadlineKind.FIXED, marks, at, end[1], end[0])], end[1]) if end else None
    return None


def _range_after(words: Words, at: int, marks: Marks, start: Read) -> Found | None:
    place = start[1]
    dash = is_at(words, place, Name.DASH)
    if not dash and not is_at(words, place, Name.TO):
        return None
    if dash and _opens_item(words, marks.after, place, start[0]):
        return None
    inner = read_marks(words, place + 1)
    end = _range_end(words, inner.after, start[0])
    if end is None:
        return None
    last = end[0]
    first = _same_kind(start[0], last, dash=dash)
    if first is None:
        return None
    draft = _draft(DeadlineKind.RANGE, replace(inner, firm=marks.firm or inner.firm), at, end[1], last)
    draft = replace(draft, start=first, codes=start[0].codes + draft.codes)
    cycle = read_cycle(words, end[1])
    if cycle and (last.is_bare_day or (last.unit is Unit.DAY and last.year is None)):
        return [returning(draft, cycle, begin=at, end=cycle.after)], cycle.after
    return [draft], end[1]


def _opens_item(words: Words, begin: int, at: int, start: Point) -> bool:
    """Whether a dash opens the next item of a list written on one line ("- Tháng 6/2024 - Tháng 8/2024") rather than
    joins two ends: only where the line began with a dash, and the first date is complete."""
    if is_at(words, begin, Name.FROM):
        return False
    listed = is_at(words, 0, Name.DASH) and not words[at].glued and word_at(words, at + 1).capital
    return listed and (start.has_year or start.part is not None) and word_at(words, at + 1).name is not Name.NUMBER


def _range_end(words: Words, at: int, start: Point) -> Read | None:
    """The end of a range may leave out what the start named: "tháng 3-5/2023", "quý II - IV", "2023-2025"."""
    short = _short_item(words, at, start)
    end = short or read_point(words, at)
    return None if end is None or (end[0].is_bare_year and not end[0].has_year) else end


def _same_kind(start: Point, end: Point, *, dash: bool) -> Point | None:
    """The start in the kind of the end: "từ 3 đến 5/2024" are months, "ngày 15 đến 20/5" days of one month. A dash
    between a year and something smaller makes no range."""
    if start.is_bare_day and end.unit is Unit.MONTH and not end.part:
        return Point(Unit.MONTH, start.number, year=start.year)
    if start.is_bare_day and end.unit is Unit.DAY:
        return replace(start, month=end.month, year=end.year, shift=end.shift)
    return None if dash and (start.unit is Unit.YEAR) != (end.unit is Unit.YEAR) else start


def _list(words: Words, at: int, marks: Marks, first: Read) -> Found:
    months = skip(words, first[1], Name.OF)
    if first[0].is_bare_day and is_at(words, months, Name.THOSE) and is_at(words, months + 1, Name.MONTH):
        return _day_of_months(words, at, marks, first[0].number, months + 1)
    onward = _years_onward(words, first[1]) if first[0].unit is Unit.YEAR else None
    if onward:
        codes = ("no_end", *first[0].codes)
        return [Draft(DeadlineKind.CONTINUOUS, at, onward, start=first[0], codes=codes, firm=True)], onward
    drafts = [_draft(DeadlineKind.FIXED, marks, at, first[1], first[0])]
    place = first[1]
    while is_at(words, place, *_LISTERS) or (is_at(words, place, Name.SLASH) and is_at(words, place + 1, Name.ROMAN)):
        joined = skip(words, place, *_LISTERS, Name.SLASH)
        joined = skip(words, joined, Name.AND)
        item = _next_item(words, joined, marks, drafts[-1])
        if item is None:
            break
        drafts.append(item)
        place = item.end
    onward = _years_onward(words, place)
    if onward:
        drafts[-1] = replace(drafts[-1], end=onward, codes=(*drafts[-1].codes, "partly_read"))
        return _share_years(drafts), onward
    return _returning_list(words, drafts, place)


def _years_onward(words: Words, at: int) -> int | None:
    """The place after "(năm 2024) và các năm tiếp theo"."""
    place = skip(words, at, Name.AND, Name.COMMA)
    next_years = row_at(words, place, Name.THOSE, Name.YEAR) and word_at(words, place + 2).key in NEXT_YEARS
    return place + 3 if next_years else None


def _day_of_months(words: Words, at: int, marks: Marks, day: int, place: int) -> Found:
    """ "ngày 15 các tháng 3, 6, 9, 12"."""
    month = read_point(words, place)
    if month is None or month[0].unit is not Unit.MONTH:
        return _returning_list(
            words, [_draft(DeadlineKind.FIXED, marks, at, place - 1, Point(Unit.DAY, day))], place - 1
        )
    drafts, end = _list(words, at, marks, month)
    dated = [replace(draft, due=_on_day(draft.due, day)) if draft.due else draft for draft in drafts]
    return dated, end


def _on_day(month: Point, day: int) -> Point:
    return replace(month, unit=Unit.DAY, number=day, month=month.number) if month.unit is Unit.MONTH else month


def _next_item(words: Words, at: int, marks: Marks, last: Draft) -> Draft | None:
    """The next date of a list: of the same kind as the one before, or that number alone ("quý II, III")."""
    before = last.due
    if before is None:
        return None
    own = read_marks(words, at)
    year = word_at(words, at)
    if year.is_year and before.year and not row_at(words, at + 1, Name.SLASH, Name.NUMBER):
        return replace(last, begin=at, end=at + 1, due=replace(before, year=year.number))
    if before.unit is Unit.MONTHS and is_at(words, skip(words, at, Name.WHOLE), Name.YEAR):
        return _whole_year(words, at, marks)
    item = _short_item(words, own.after, before) or read_point(words, own.after)
    if item is None or is_at(words, item[1], Name.TO, Name.DASH, Name.BEFORE, Name.BY):
        return None
    whole_year = item[0].is_bare_year and before.unit is not Unit.YEAR
    under_year = before.is_bare_year and not item[0].is_bare_year and is_at(words, at - 1, Name.COMMA)
    if whole_year or under_year or (item[0].is_bare_year and not item[0].has_year):
        return None
    shared = replace(own, before=own.before or (marks.before and not own.firm), firm=own.firm or marks.firm)
    if own.firm and own.before != marks.before:
        shared = own
    return _draft(DeadlineKind.FIXED, shared, at, item[1], item[0])


def _whole_year(words: Words, at: int, marks: Marks) -> Draft | None:
    """ "6 tháng đầu năm và cả năm"."""
    year = read_point(words, skip(words, at, Name.WHOLE))
    return _draft(DeadlineKind.FIXED, marks, at, year[1], year[0]) if year else None


def _short_item(words: Words, at: int, before: Point) -> Read | None:
    """A number that goes on with the unit of the point before it, and its "cuối"."""
    if is_at(words, at + 1, Name.MONTH, Name.TIMES, Name.DAY, Name.YEAR, Name.QUARTER, Name.WEEK):
        clear = before.unit in (Unit.MONTH, Unit.QUARTER) and is_at(words, at + 1, Name.YEAR)
        clear = clear or (before.is_bare_day and is_at(words, at + 1, Name.MONTH))
        if not clear:
            return None
    if before.is_bare_day:
        return _short_day(words, at)
    if before.unit is Unit.YEAR:
        year = word_at(words, at)
        return (Point(Unit.YEAR, year=year.number, part=before.part), at + 1) if year.is_year else None
    if before.unit not in (Unit.MONTH, Unit.QUARTER):
        return None
    number = ordinal_at(words, at)
    return _short_period(words, Point(before.unit, part=before.part), number) if number else None


def _short_period(words: Words, kind: Point, number: tuple[int, int]) -> Read | None:
    point = read_year(words, number[1], replace(kind, number=number[0]))
    date_follows = point[1] == number[1] and row_at(words, number[1], Name.SLASH, Name.NUMBER)
    return None if date_follows else point


def _short_day(words: Words, at: int) -> Read | None:
    number = number_at(words, at)
    if number is None or word_at(words, at).digits > 2:
        return None
    full = read_point(words, at)
    if full and full[0].unit is Unit.DAY:
        return full
    return Point(Unit.DAY, number[0]), number[1]


def _share_years(drafts: list[Draft]) -> list[Draft]:
    """ "Quý II, III/2024": what the last of a list names (year, and month of a day) belongs to those before it too."""
    shared: list[Draft] = []
    after: Point | None = None
    for draft in reversed(drafts):
        point = draft.due
        if point is not None and after is not None:
            point = _completed(point, after)
        shared.append(replace(draft, due=point))
        after = point
    shared.reverse()
    return _years_forward(shared)


def _completed(point: Point, after: Point) -> Point:
    if point.is_bare_day and after.unit is Unit.DAY:
        point = replace(point, month=after.month)
    if not point.has_year and not point.odd_year:
        point = replace(point, year=after.year, shift=after.shift)
    return point


def _years_forward(drafts: list[Draft]) -> list[Draft]:
    """ "tháng 3/2024, 6, 9" are all of 2024."""
    out = drafts[:1]
    for draft in drafts[1:]:
        point, before = draft.due, out[-1].due
        if point and before and before.year and not point.has_year and point.unit is not Unit.YEAR:
            point = replace(point, year=before.year)
        out.append(replace(draft, due=point))
    return out


def _returning_list(words: Words, drafts: list[Draft], place: int) -> Found:
    """The list as it is, or every date of it coming back ("ngày 15 và ngày 30 hàng tháng", "tháng 12 hàng năm"), but
    not those up to one that names its year ("quý I/2024 và quý I hàng năm")."""
    cycle = read_cycle(words, place)
    named = max((number for number, draft in enumerate(drafts, 1) if draft.due and draft.due.year), default=0)
    coming = _share_years(drafts[named:])
    if cycle is None or not _may_return(coming, cycle):
        return _share_years(drafts), place
    ends = [draft.end for draft in coming[:-1]] + [cycle.after]
    back = [returning(draft, cycle, begin=draft.begin, end=end) for draft, end in zip(coming, ends, strict=True)]
    return [*_share_years(drafts[:named]), *back], cycle.after


def _may_return(drafts: list[Draft], cycle: Cycle) -> bool:
    """Days of a month come back in every period, dates of a year only each year, and vague ones not at all."""
    points = [draft.due for draft in drafts if draft.due]
    bare = {point.is_bare_day for point in points}
    if bare != {True} and not (bare == {False} and cycle.every is Every.YEAR):
        return False
    vague = any(point.part in (Part.FIRST, Part.MIDDLE) for point in points)
    return not vague or points[0].unit is Unit.MONTHS
