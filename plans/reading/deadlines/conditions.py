"""The grammar of what waits: an event ("khi có hồ sơ trễ hẹn", "trong 05 ngày kể từ ngày ký") or another document
("theo quy định của tỉnh"). Its words run on until the sentence turns to another time."""

from plans.enums import DeadlineKind
from plans.reading.deadlines.dates import read_dates
from plans.reading.deadlines.drafts import Draft, Found
from plans.reading.deadlines.lexicon import Name
from plans.reading.deadlines.naming import Words, after_document, read_point
from plans.reading.deadlines.numbers import is_at, number_at, row_at, skip, skip_all, word_at
from plans.reading.deadlines.periods import read_periods, read_standing

_SEPARATORS = (Name.COMMA, Name.AND, Name.OR, Name.SEMICOLON, Name.DASH, Name.DOT)
_AGREED = ("quy định", "quyết định", "thông báo", "ấn định", "hướng dẫn")
_UPPER = ("có thẩm quyền", "cấp trên", "tỉnh", "huyện", "thị xã", "thành phố", "trung ương", "bộ", "ngành", "chính phủ")
_RELATIVE = (Name.DAY, Name.WEEK)
_RELATIVE_LEADS = (Name.IN, Name.WITHIN, Name.BY, Name.AFTER, Name.BEFORE, Name.ABOUT, Name.LEAST)
_RUN = 40
_EVENT_KEYS = ("ngay", "trước khi kết thúc", "trước khi hết")


def read_event(words: Words, at: int) -> Found | None:
    if is_at(words, at, Name.AFTER) and _names_point(words, at + 1):
        return _after_point(words, at)
    if not _leads_event(words, at):
        return None
    same = (Name.WHEN, Name.AFTER, Name.DEMAND)
    end = _run_on(words, at, (*same, Name.ACCORDING) if is_at(words, at, Name.DEMAND) else same)
    codes = ("start_missing",) if _counts_from_nothing(words, at, end) else ()
    return [Draft(DeadlineKind.EVENT, at, end, told=(at, end), codes=codes, firm=True)], end


def _leads_event(words: Words, at: int) -> bool:
    word = word_at(words, at)
    if word.name is Name.WHEN:
        return not _is_if_any(words, at)
    if word.name in (Name.DEMAND, Name.AFTER) or word.key in _EVENT_KEYS:
        return True
    if word.key == "kể từ" or row_at(words, at, Name.FROM, Name.DAY):
        return read_point(words, at + 1) is None
    return _leads_occasion(words, at) or _is_relative(words, at)


def _is_if_any(words: Words, at: int) -> bool:
    """ "(nếu có)" waits for nothing; "nếu có yêu cầu" does."""
    any_at_all = word_at(words, at).key == "nếu" and word_at(words, at + 1).key == "có"
    return any_at_all and not is_at(words, at + 2, Name.WORD, Name.WHEN)


def _leads_occasion(words: Words, at: int) -> bool:
    """ "trước kỳ họp", "tại hội nghị", "trước ngày bầu cử"."""
    if not is_at(words, at, Name.BEFORE, Name.IN):
        return False
    if is_at(words, skip(words, at + 1, Name.THOSE, Name.EACH), Name.OCCASION):
        return True
    named = row_at(words, at, Name.BEFORE, Name.DAY, (Name.WORD, Name.OCCASION, Name.ACTION, Name.DONE))
    return named and number_at(words, at + 2) is None


def _after_point(words: Words, at: int) -> Found | None:
    """ "sau ngày 15/12": where it begins, not when it is due."""
    point = read_point(words, at + 1)
    return ([Draft(DeadlineKind.UNKNOWN, at, point[1], codes=("only_start",), firm=True)], point[1]) if point else None


def _names_point(words: Words, at: int) -> bool:
    point = read_point(words, at)
    return point is not None and (point[0].has_year or not point[0].is_bare_year) and not _is_relative(words, at)


def _is_relative(words: Words, at: int) -> bool:
    """ "trong 05 ngày làm việc", "sau 10 ngày", "trong vòng 3 tháng kể từ", "24 giờ"."""
    place = skip_all(words, at, *_RELATIVE_LEADS)
    led = place > at
    if is_at(words, place, Name.CLOCK):
        return is_at(words, at, Name.WITHIN, Name.AFTER) or is_at(words, place + 1, Name.FROM, Name.WHEN, Name.AFTER)
    count = number_at(words, place)
    if count is None:
        return False
    if is_at(words, count[1], *_RELATIVE):
        return not is_at(words, place - 1, Name.DAY) and (is_at(words, count[1], Name.DAY) or led)
    if is_at(words, count[1], Name.MONTH, Name.YEAR) and word_at(words, place).digits < 3:
        counted = is_at(words, count[1] + 1, Name.FROM, Name.AFTER)
        return counted or (is_at(words, at, Name.WITHIN) and not is_at(words, count[1] + 1, Name.FIRST, Name.LAST))
    return False


def _counts_from_nothing(words: Words, at: int, end: int) -> bool:
    """ "trong vòng 10 ngày" with no word on what it is counted from."""
    counted = is_at(words, at, Name.IN, Name.WITHIN, Name.BY, Name.NUMBER, Name.ABOUT)
    return counted and not any(
        is_at(words, place, Name.FROM, Name.AFTER, Name.WHEN, Name.BEFORE) for place in range(at, end)
    )


def read_external(words: Words, at: int) -> Found | None:
    """Another document, or its author, sets the time. "Định kỳ theo quy định" is one, and so is a bare "quy định"."""
    if row_at(words, at, Name.PERIODIC, (Name.AND, Name.OR, Name.COMMA), Name.DEMAND):
        return _periodic_or_sudden(words, at)
    lead = _source_lead(words, at)
    if not _leads_external(words, lead):
        return None
    end = _run_on(words, lead, (Name.ACCORDING, Name.SETTLED))
    if any(is_at(words, place, Name.DEMAND) for place in range(lead, end)) and lead == at:
        return [Draft(DeadlineKind.EVENT, at, end, told=(lead, end), firm=True)], end
    return [Draft(DeadlineKind.EXTERNAL, at, end, told=(lead, _end_of_source(words, lead, end)), firm=True)], end


def starts_time(words: Words, at: int) -> bool:
    """Whether a time of its own begins here; a year or a number alone does not, nor an unnamed "quý", for they may
    belong to the words of a source ("kế hoạch của tỉnh, năm 2024")."""
    if at >= len(words) or after_document(words, at):
        return False
    found = read_standing(words, at) or read_periods(words, at) or read_dates(words, at)
    if found is None:
        return _leads_event(words, at) or _leads_external(words, _source_lead(words, at))
    draft = found[0][0]
    return draft.firm or not (draft.is_year_alone or draft.is_day_alone or draft.every)


def _source_lead(words: Words, at: int) -> int:
    """Where the source begins: "Định kỳ theo quy định"."""
    periodic = is_at(words, at, Name.PERIODIC) and not words[at].key.startswith("theo")
    return at + 1 if periodic else at


def _end_of_source(words: Words, lead: int, end: int) -> int:
    """ "Theo KH và báo cáo kết quả": the source is the plan; the report is what is done by it."""
    for place in range(lead + 2, end):
        if words[place].key == "báo cáo" and is_at(words, place - 1, Name.AND, Name.COMMA):
            return place - 1
    return end


def _periodic_or_sudden(words: Words, at: int) -> Found:
    """ "Định kỳ hoặc đột xuất theo quy định" is set by the rule; without one its period is missing."""
    end = _run_on(words, at + 2, (Name.WHEN, Name.AFTER, Name.DEMAND))
    source = next((place for place in range(at, end) if is_at(words, place, Name.ACCORDING)), None)
    if source is None or any("yêu cầu" in word.key or word.key == "yêu" for word in words[source:end]):
        return [Draft(DeadlineKind.UNKNOWN, at, end, on_demand=True, codes=("period_missing",), firm=True)], end
    return [Draft(DeadlineKind.EXTERNAL, at, end, told=(source, end), on_demand=True, firm=True)], end


def _leads_external(words: Words, at: int) -> bool:
    word = word_at(words, at)
    if word.name is Name.SETTLED:
        return True
    if word.name is Name.ACCORDING:
        return at + 1 < len(words)
    if word.key == "do":
        return any(word_at(words, place).key in _AGREED for place in range(at + 1, min(at + _RUN, len(words))))
    return False


def _run_on(words: Words, at: int, same: tuple[Name, ...]) -> int:
    """Where the words of an event or source end: before a comma, "và", a dash or a full stop after which another time
    begins, or before "trước ngày …", "chậm nhất …". More of the same kind is part of it."""
    place, opened = at + 1, False
    while place < len(words):
        if is_at(words, place, Name.COLON) or (is_at(words, place, Name.CLOSE) and not opened):
            return place
        if is_at(words, place, Name.OPEN) and starts_time(words, place + 1):
            return place
        opened = opened or is_at(words, place, Name.OPEN)
        if is_at(words, place, *_SEPARATORS) and _turns(words, place, same):
            return place
        if is_at(words, place, Name.BEFORE, Name.BY) and _is_deadline(words, place):
            return place
        place += 1
    return place


def _turns(words: Words, at: int, same: tuple[Name, ...]) -> bool:
    after = skip_all(words, at + 1, *_SEPARATORS)
    if is_at(words, after, *same) and not is_at(words, at, Name.SEMICOLON, Name.DASH) and not words[after].fresh:
        return False
    if starts_time(words, after):
        return True
    return is_at(words, after, Name.ACTION, Name.DOCUMENT) and _acts_in_time(words, after)


def _acts_in_time(words: Words, at: int) -> bool:
    """ "…, báo cáo trước ngày 15/12": an action that has a time of its own before the sentence turns again."""
    place = at + 1
    while place < len(words) and not is_at(words, place, *_SEPARATORS):
        if starts_time(words, place) and not is_at(words, place, Name.YEAR, Name.NUMBER):
            return True
        place += 1
    return False


def _is_deadline(words: Words, at: int) -> bool:
    place = skip_all(words, at, Name.BEFORE, Name.BY, Name.IN, Name.TO)
    point = read_point(words, place)
    return point is not None and not point[0].is_bare_year and not point[0].is_bare_day and place > at


def names_upper_document(words: Words) -> bool:
    """ "Các Quyết định của cơ quan có thẩm quyền": a document of a higher body stands where a time should."""
    place = skip(words, 0, Name.DASH, Name.BULLET)
    place = skip(words, place, Name.THOSE)
    if not is_at(words, place, Name.DOCUMENT):
        return False
    text = " ".join(word.key for word in words[place:])
    labelled = any(word.name is Name.COLON for word in words)
    return not labelled and is_at(words, place + 1, Name.OF) and any(f" {upper}" in text for upper in _UPPER)
