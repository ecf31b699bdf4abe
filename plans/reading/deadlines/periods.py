"""The grammar of duties that come back ("hàng quý, 06 tháng, năm", "02 lần/năm", "cuối mỗi tháng") and of standing
ones ("thường xuyên", "cả năm")."""

from plans.enums import DeadlineKind, Every
from plans.reading.deadlines.cycles import EVERY, LAST_DAY, UNIT_MONTHS, Cycle, read_cycle
from plans.reading.deadlines.drafts import Draft, Found
from plans.reading.deadlines.lexicon import Name
from plans.reading.deadlines.naming import Words, read_point
from plans.reading.deadlines.numbers import A_FEW, is_at, number_at, row_at, skip, skip_all, word_at

_JOINERS = (Name.COMMA, Name.AND, Name.OR, Name.SLASH, Name.DASH)
_ENDS = (
    Name.COMMA,
    Name.AND,
    Name.OR,
    Name.SEMICOLON,
    Name.DOT,
    Name.OPEN,
    Name.CLOSE,
    Name.COLON,
    Name.DASH,
    Name.DEMAND,
)
_AFTER_BARE = (*_ENDS, Name.BEFORE, Name.BY, Name.IN, Name.DAY, Name.ACCORDING, Name.WHEN, Name.AFTER, Name.TO)
_REPORTS = ("báo cáo", "sơ kết", "tổng kết", "đánh giá", "kỳ", "cáo", "kết", "tổng hợp")
_LIST_MARKS = (Name.OPEN, Name.AND, Name.OR)
_TWO_YEARS = 24
_TIMES_WORDS = 6


def read_periods(words: Words, at: int) -> Found | None:
    """Recurring clauses, one for each period named."""
    return _times_a_period(words, at) or _named_periods(words, at) or _period_ends(words, at)


def _recurring(months: int, begin: int, end: int, *, firm: bool = True) -> Draft:
    if months not in EVERY:
        return Draft(DeadlineKind.UNKNOWN, begin, end, codes=("odd_period",), firm=True)
    return Draft(DeadlineKind.RECURRING, begin, end, every=EVERY[months], firm=firm)


def _period(words: Words, at: int) -> tuple[int, int] | None:
    """A period's length in months: "tháng", "quý", "6 tháng", "nửa năm", "năm"; not "tháng 5" nor "6 tháng đầu năm"."""
    if is_at(words, at, Name.HALF) and is_at(words, at + 1, Name.YEAR):
        return 6, at + 2
    count = number_at(words, at)
    size, place = count if count else (1, at)
    months = UNIT_MONTHS.get(word_at(words, place).name)
    if months is None or not size:
        return None
    after = word_at(words, place + 1)
    if row_at(words, place + 1, Name.COLON, Name.ROMAN):
        return None
    if is_at(words, place + 1, Name.FIRST, Name.MIDDLE, Name.LAST, Name.ROMAN) or after.key in ("nay", "này"):
        return None
    if number_at(words, place + 1) and not _counts_times(words, place + 1):
        return None
    return (size * months, place + 1) if not count or size * months <= _TWO_YEARS * 5 else None


def _counts_times(words: Words, at: int) -> bool:
    """Whether "một lần", "2 lần" stands here."""
    count = number_at(words, at)
    return bool(count and is_at(words, count[1], Name.TIMES))


def _times_a_period(words: Words, at: int) -> Found | None:
    """ "02 lần/năm", "ít nhất 1 lần trong quý", "mỗi năm 2 lần", "6 tháng một lần", "quý/lần"."""
    place = skip_all(words, at, Name.LEAST, Name.PERIODIC)
    count = number_at(words, place)
    if count and is_at(words, count[1], Name.TIMES):
        return _after_times(words, at, count)
    place = skip_all(words, place, Name.EACH, Name.PERIODIC, Name.IN)
    period = _period(words, place)
    if period is None:
        return None
    times = skip(words, skip(words, period[1], Name.SLASH, Name.COMMA), Name.LEAST)
    count = number_at(words, times) if not is_at(words, times, Name.TIMES) else (1, times)
    if count is None or not is_at(words, count[1], Name.TIMES):
        count = _times_ahead(words, period[1]) if place > at else None
    if count is None or not count[0]:
        return None
    months = period[0] // count[0] if period[0] % count[0] == 0 else 0
    return [_recurring(months, at, count[1] + 1)], count[1] + 1


def _times_ahead(words: Words, at: int) -> tuple[int, int] | None:
    """The count of "mỗi năm tổ chức ít nhất 02 lần", a few words on."""
    for place in range(at, at + _TIMES_WORDS):
        if not is_at(words, place, Name.WORD, Name.ACTION, Name.LEAST, Name.DOCUMENT, Name.NUMBER):
            return None
        if _counts_times(words, place):
            return number_at(words, place)
    return None


def _after_times(words: Words, at: int, count: tuple[int, int]) -> Found | None:
    place = skip_all(words, count[1] + 1, Name.SLASH, Name.IN, Name.EACH, Name.WHOLE, Name.OF)
    if is_at(words, place, Name.WEEK) or is_at(words, place, Name.DAY):
        return [Draft(DeadlineKind.CONTINUOUS, at, place + 1, codes=("week_period",), firm=True)], place + 1
    if is_at(words, place, Name.YEAR) and word_at(words, place + 1).is_year:
        period: tuple[int, int] | None = (12, place + 2)
    else:
        period = _period(words, place)
    if period is None or not count[0]:
        return None
    months = period[0] // count[0] if period[0] % count[0] == 0 else 0
    return [_recurring(months, at, period[1])], period[1]


def _named_periods(words: Words, at: int) -> Found | None:
    """ "định kỳ hàng tháng, quý, 6 tháng và năm"; without "hàng" or "định kỳ" only a list, or what a report is named
    by ("báo cáo quý")."""
    begun, said = _prefix(words, at)
    if is_at(words, begun, Name.WEEK) and (said or is_at(words, begun - 1, Name.ACCORDING)):
        return [Draft(DeadlineKind.CONTINUOUS, at, begun + 1, codes=("week_period",), firm=True)], begun + 1
    period = _period(words, begun) or _year_with_number(words, begun, said=said)
    if period is None:
        return None
    drafts = [_recurring(period[0], at, period[1], firm=said)]
    drafts += _more_periods(words, period[1], firm=said)
    end = drafts[-1].end
    if said or len(drafts) > 1 or _names_report(words, at, end):
        return drafts, end
    return None


def _prefix(words: Words, at: int) -> tuple[int, bool]:
    place, said = at, False
    while place < at + A_FEW:
        each = row_at(words, place, Name.THOSE, (Name.MONTH, Name.QUARTER, Name.YEAR))
        if each or is_at(words, place, Name.EACH, Name.PERIODIC):
            said = True
        elif not _leads_periods(words, place, said=said):
            break
        place += 1
    return place, said


def _leads_periods(words: Words, at: int, *, said: bool) -> bool:
    if is_at(words, at, Name.COLON, Name.THOSE, Name.IN):
        return said and is_at(words, at + 1, Name.EACH, Name.MONTH, Name.QUARTER, Name.NUMBER)
    if is_at(words, at, Name.LAST, Name.DONE, Name.IN):
        return is_at(words, at + 1, Name.EACH)
    return row_at(words, at, Name.ACCORDING, (Name.EACH, Name.PERIODIC, Name.WEEK, Name.MONTH, Name.QUARTER))


def _year_with_number(words: Words, at: int, *, said: bool) -> tuple[int, int] | None:
    """ "hàng năm 2024": the duty of a yearly kind, for the year it names."""
    yearly = said and is_at(words, at - 1, Name.EACH) and is_at(words, at, Name.YEAR)
    return (12, at + 1) if yearly else None


def _more_periods(words: Words, at: int, *, firm: bool) -> list[Draft]:
    drafts: list[Draft] = []
    place = at
    while is_at(words, place, *_JOINERS):
        begin = skip_all(words, place + 1, Name.AND, Name.OR, Name.SLASH)
        begun, said = _prefix(words, begin)
        if is_at(words, begun, Name.WHOLE) and is_at(words, begun + 1, Name.YEAR):
            begun += 1
        period = _period(words, begun)
        if period is None or _is_dated(words, begun, period[1]):
            break
        drafts.append(_recurring(period[0], begin, period[1], firm=firm or said))
        place = period[1]
    return drafts


def _is_dated(words: Words, begun: int, end: int) -> bool:
    """A point stands here after all ("tháng 5" cannot be, but "năm sau" can)."""
    point = read_point(words, begun)
    return point is not None and point[1] > end


def _names_report(words: Words, at: int, end: int) -> bool:
    before, after = word_at(words, at - 1), word_at(words, end)
    if end < len(words) and after.name not in _AFTER_BARE:
        return False
    alone = at == 0 or is_at(
        words, at - 1, Name.DASH, Name.BULLET, Name.COMMA, Name.SEMICOLON, Name.COLON, *_LIST_MARKS
    )
    counted = word_at(words, at).name is Name.NUMBER
    return before.key in _REPORTS or alone or counted


def _period_ends(words: Words, at: int) -> Found | None:
    """ "cuối quý", "cuối mỗi tháng", "ngày (làm việc) cuối cùng của tháng", "tháng cuối quý"."""
    place = skip(words, at, Name.IN)
    if is_at(words, place, Name.FIRST, Name.LAST):
        return _part_of_each(words, at, place)
    if is_at(words, place, Name.MONTH):
        cycle = read_cycle(words, place)
        ended = cycle if cycle and cycle.every is not Every.MONTH else None
        return ([_cycle_draft(ended, at, None)], ended.after) if ended else None
    return _last_day(words, at, place) if is_at(words, place, Name.DAY) else None


def _last_day(words: Words, begin: int, at: int) -> Found | None:
    """From "ngày": "cuối cùng của tháng", "làm việc cuối cùng của quý", "cuối tháng cuối quý"."""
    working = word_at(words, at + 1).key == "làm" and word_at(words, at + 2).key == "việc"
    place = at + (3 if working else 1)
    if not is_at(words, place, Name.LAST):
        return None
    codes = ("working_day",) if working else ()
    place = skip(words, place + 1, Name.OF)
    cycle = read_cycle(words, place) if row_at(words, place, Name.MONTH, Name.LAST) else None
    if cycle is None:
        begun, _ = _prefix(words, place)
        period = _period(words, begun)
        cycle = Cycle(EVERY[period[0]], period[1]) if period and period[0] in EVERY else None
    return ([_cycle_draft(cycle, begin, LAST_DAY, codes)], cycle.after) if cycle else None


def _cycle_draft(cycle: Cycle, begin: int, day: int | None, codes: tuple[str, ...] = ()) -> Draft:
    codes += cycle.codes
    return Draft(DeadlineKind.RECURRING, begin, cycle.after, every=cycle.every, day=day, codes=codes, firm=True)


def _part_of_each(words: Words, start: int, at: int) -> Found | None:
    """ "cuối quý" comes back; "cuối năm" without "mỗi" is this year's end, and "đầu quý" is too vague to give a day."""
    begun, said = _prefix(words, skip(words, at + 1, Name.OF))
    period = _period(words, begun)
    if period is None or period[0] not in EVERY:
        return None
    if is_at(words, at, Name.FIRST):
        if said:
            return [_cycle_draft(Cycle(EVERY[period[0]], period[1], ("vague_in_period",)), start, None)], period[1]
        return [Draft(DeadlineKind.UNKNOWN, start, period[1], codes=("vague_time",), firm=True)], period[1]
    if is_at(words, begun, Name.YEAR) and not said:
        return None
    return [_cycle_draft(Cycle(EVERY[period[0]], period[1]), start, None)], period[1]


def read_standing(words: Words, at: int) -> Found | None:
    """ "thường xuyên, liên tục", "cả năm 2024", "tuần 2 tháng 5" (which gives no day)."""
    if is_at(words, at, Name.WEEK):
        return _week(words, at)
    if word_at(words, at).key == "năm học":
        return _school_year(words, at)
    if is_at(words, at, Name.WHOLE):
        place = skip(words, at + 1, Name.SPAN)
        point = read_point(words, place)
        if point is None:
            return ([Draft(DeadlineKind.CONTINUOUS, at, place, firm=True)], place) if place > at + 1 else None
        due = None if point[0].is_bare_year and not point[0].has_year else point[0]
        return [Draft(DeadlineKind.CONTINUOUS, at, point[1], due=due, firm=True)], point[1]
    begin, place = at, at
    while is_at(words, place, Name.PROMPT):
        place = skip(words, place + 1, Name.COMMA, Name.AND)
    if not is_at(words, place, Name.STANDING):
        return None
    end = place + 1
    while True:
        joined = end
        while is_at(words, joined, Name.COMMA, Name.AND, Name.DASH):
            joined += 1
        if not is_at(words, joined, Name.STANDING, Name.PROMPT) or words[joined].fresh or is_at(words, end, Name.DASH):
            return [Draft(DeadlineKind.CONTINUOUS, begin, end, firm=True)], end
        end = joined + 1


def _school_year(words: Words, at: int) -> Found:
    """ "Năm học 2024 - 2025" begins and ends on days that this text does not tell."""
    years = read_point(words, at + 1)
    ends = read_point(words, years[1] + 1) if years and is_at(words, years[1], Name.DASH, Name.TO) else None
    end = (ends or years or (None, at + 1))[1]
    return [Draft(DeadlineKind.UNKNOWN, at, end, codes=("vague_time",), firm=True)], end


def _week(words: Words, at: int) -> Found | None:
    place = at + 1
    while is_at(words, place, Name.NUMBER, Name.FIRST, Name.LAST, Name.OF) or word_at(words, place).key == "thứ":
        place += 1
    point = read_point(words, place)
    if point is None and place == at + 1:
        return None
    end = point[1] if point else place + (1 if is_at(words, place, *UNIT_MONTHS) else 0)
    return [Draft(DeadlineKind.UNKNOWN, at, end, codes=("vague_time",), firm=True)], end
