"""The rules by which two neighbouring times of a sentence become one. Each looks at both and at what stands between
them, and gives the time they make together, or None."""

from collections.abc import Callable
from dataclasses import replace

from plans.enums import DeadlineKind, Every
from plans.reading.deadlines.cycles import Cycle, returning
from plans.reading.deadlines.drafts import Draft
from plans.reading.deadlines.joints import Joint
from plans.reading.deadlines.lexicon import Name
from plans.reading.deadlines.naming import Words
from plans.reading.deadlines.numbers import word_at
from plans.reading.deadlines.points import Unit

Rule = Callable[[Words, Draft, Draft, Joint], Draft | None]

DATED = (DeadlineKind.FIXED, DeadlineKind.RANGE)
_CLOSE_BY = (Joint.NONE, Joint.COMMA, Joint.OPEN, Joint.COLON)
_ATTACHED = (Joint.NONE, Joint.OPEN)
BREAKS = (Name.COMMA, Name.SEMICOLON, Name.DOT, Name.DASH, Name.AND, Name.OR, Name.COLON, Name.CLOSE)
_PERIOD_END = {
    Every.MONTH: range(1, 13),
    Every.QUARTER: (3, 6, 9, 12),
    Every.HALF_YEAR: (6, 12),
    Every.NINE_MONTH: (9,),
}


def _over(left: Draft, right: Draft, main: Draft, **changes: object) -> Draft:
    return replace(main, begin=left.begin, end=right.end, firm=True, **changes)  # type: ignore[arg-type]


def in_year(draft: Draft, year: Draft) -> Draft:
    """ "Năm 2024: quý I, quý III": a date under a year takes it."""
    if draft.kind not in DATED or draft.due is None or draft.due.has_year or year.due is None:
        return draft
    start = replace(draft.start, year=year.due.year) if draft.start and not draft.start.has_year else draft.start
    return replace(draft, due=replace(draft.due, year=year.due.year, shift=year.due.shift), start=start)


def _vague_day(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "hàng tháng vào tuần cuối", "đầu năm hàng năm", "tháng 5/2024 (tuần 2)": the clear one holds, with a doubt."""
    recurring = left.kind is DeadlineKind.RECURRING and between in _CLOSE_BY
    if right.is_vague and (recurring or (left.kind is DeadlineKind.FIXED and between is Joint.OPEN)):
        return _over(left, right, left, codes=(*left.codes, "vague_in_period"))
    if left.is_vague and right.kind is DeadlineKind.RECURRING and right.firm and between is Joint.NONE:
        return _over(left, right, right, codes=(*right.codes, "vague_in_period"))
    return None


def _day_of_period(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "hàng quý, trước ngày 15 tháng cuối quý"; "báo cáo tháng trước ngày 20"."""
    if left.kind is not DeadlineKind.RECURRING or left.every is None or left.day:
        return None
    sent = right.kind is DeadlineKind.RECURRING and left.firm and _only_acts(words[left.end : right.begin])
    if between not in _CLOSE_BY and not sent:
        return None
    if right.is_day_alone:
        return returning(right, Cycle(left.every, right.end, left.codes), begin=left.begin, end=right.end)
    same = right.kind is DeadlineKind.RECURRING and right.every is left.every
    if same and (right.day or right.codes):
        return _over(left, right, right, on_demand=left.on_demand, codes=left.codes + right.codes)
    return None


def _only_acts(between: Words) -> bool:
    """ "định kỳ hàng quý, báo cáo trước ngày 20 tháng cuối quý" is one duty."""
    return len(between) > 1 and between[0].name is Name.COMMA and all(word.name is Name.ACTION for word in between[1:])


def _named_again(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "ngày 20 hàng tháng (đối với báo cáo tháng)", "trước 15/6 (6 tháng)": the bracket says what it is for."""
    opened = any(word.name is Name.OPEN for word in words[left.end : right.begin])
    joined = any(word.name in BREAKS for word in words[left.end : right.begin])
    if right.kind is not DeadlineKind.RECURRING or right.firm or (joined and not opened):
        return None
    same = left.kind is DeadlineKind.RECURRING and left.every is right.every
    return _over(left, right, left) if same or (opened and left.kind is DeadlineKind.FIXED) else None


def _date_of_period(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "hàng năm trước ngày 15/12"; "6 tháng (trước 15/6)"."""
    undated = (
        right.kind is DeadlineKind.FIXED and right.due is not None and not right.due.has_year and left.every is not None
    )
    if not undated or left.kind is not DeadlineKind.RECURRING or left.day or left.every is None or right.due is None:
        return None
    yearly = left.every is Every.YEAR and (left.firm or between is Joint.OPEN)
    if yearly and between in _CLOSE_BY and not right.due.is_bare_year:
        return returning(right, Cycle(Every.YEAR, right.end, left.codes), begin=left.begin, end=right.end)
    if between is not Joint.OPEN and not (between is Joint.NONE and left.firm and right.due.unit is Unit.DAY):
        return None
    if right.due.unit is not Unit.DAY:
        return _over(left, right, left) if right.due.is_bare_year or _names_turns(left, right) else None
    closing = right.due.month in _PERIOD_END.get(left.every, (12,))
    codes = left.codes if closing else (*left.codes, "day_after_period")
    day = returning(right, Cycle(left.every, right.end, codes), begin=left.begin, end=right.end)
    return replace(day, due=None)


def _same_day_again(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "hàng quý (ngày 15/3, 15/6, 15/9, 15/12)": one duty, and the bracket tells its months."""
    if left.kind is not DeadlineKind.RECURRING or right.kind is not DeadlineKind.FIXED or right.due is None:
        return None
    brackets = [word.name for word in words[left.begin : left.end] if word.name in (Name.OPEN, Name.CLOSE)]
    if Name.OPEN not in brackets or Name.CLOSE in brackets:
        return None
    same = right.due.unit is Unit.DAY and right.due.number - right.before == left.day
    codes = left.codes if same or right.due.unit is not Unit.DAY else (*left.codes, "day_after_period")
    return _over(left, right, left, codes=codes)


def _span(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "thường xuyên trong năm 2023"; "hàng tháng, từ tháng 6 đến tháng 12/2024"; "thường xuyên đến 15/12"."""
    if left.kind not in (DeadlineKind.CONTINUOUS, DeadlineKind.RECURRING) or left.due or left.start:
        return None
    long = right.is_year_alone or right.kind is DeadlineKind.RANGE or right.is_onward
    slashed = between is Joint.AND and left.kind is DeadlineKind.CONTINUOUS and right.is_year_alone
    if not (between in _ATTACHED or slashed or (between is Joint.COMMA and long)):
        return None
    if right.is_onward:
        return _over(left, right, left, start=right.start)
    until = (
        right.kind is DeadlineKind.FIXED
        and right.firm
        and right.due is not None
        and left.kind is DeadlineKind.CONTINUOUS
    )
    if not (right.is_stretch or until) or _names_turns(left, right):
        return None
    bare = right.is_year_alone and right.due is not None and not right.due.has_year
    start = right.start or (None if _runs_to(words, right) else right.due)
    codes = left.codes + right.codes
    if bare:
        return _over(left, right, left, codes=codes)
    return _over(left, right, left, start=start, due=right.due, before=right.before, codes=codes)


def _names_turns(left: Draft, right: Draft) -> bool:
    """ "02 lần/năm (quý II, quý IV)": a month or quarter within the period says when its turn comes."""
    if right.kind is not DeadlineKind.FIXED or right.due is None or left.every is None:
        return False
    longer = {Unit.MONTH: (Every.MONTH,), Unit.QUARTER: (Every.MONTH, Every.QUARTER)}
    return right.due.unit in longer and left.every not in longer[right.due.unit]


def _runs_to(words: Words, draft: Draft) -> bool:
    """ "đến năm 2025" and a day name an end only; "trong quý III" names both ends."""
    to_it = word_at(words, draft.begin).name in (Name.TO, Name.BEFORE, Name.BY)
    return to_it or draft.due is None or draft.due.unit is Unit.DAY


def _start_and_end(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "Bắt đầu từ quý I/2024, hoàn thành trước quý IV/2024" is one stretch."""
    ended = right.kind is DeadlineKind.FIXED and word_at(words, right.begin).name is Name.DONE
    if not (left.is_onward and ended and between in (Joint.NONE, Joint.COMMA, Joint.AND)):
        return None
    codes = tuple(code for code in left.codes if code != "no_end") + right.codes
    return _over(left, right, right, kind=DeadlineKind.RANGE, start=left.start, codes=codes)


def _said_twice(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "Thường xuyên (hàng ngày)", "thường xuyên, liên tục trong suốt năm 2024": one standing duty."""
    standing = left.kind is right.kind is DeadlineKind.CONTINUOUS and not left.start and not left.due
    return _over(left, right, right) if standing and between in (Joint.NONE, Joint.COMMA, Joint.OPEN) else None


def _span_before(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "Năm 2023, thường xuyên"; "Năm 2024: hàng quý"; "từ quý II/2024, thường xuyên"."""
    if between not in _CLOSE_BY or not (left.is_year_alone or left.kind is DeadlineKind.RANGE or left.is_onward):
        return None
    if (
        right.kind not in (DeadlineKind.CONTINUOUS, DeadlineKind.RECURRING)
        or right.due
        or right.start
        or not right.firm
    ):
        return None
    bare = left.due is not None and not left.due.has_year
    if bare:
        return _over(left, right, right)
    return _over(left, right, right, start=left.start or left.due, due=left.due)


def _standing_periods(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "thường xuyên hàng năm" is a standing duty; "thường xuyên hàng quý" comes back each quarter."""
    kinds = (left.kind, right.kind)
    if kinds == (DeadlineKind.RECURRING, DeadlineKind.CONTINUOUS) and between in (Joint.NONE, Joint.COMMA):
        return _over(left, right, right) if left.every is Every.YEAR and not left.day else None
    if kinds != (DeadlineKind.CONTINUOUS, DeadlineKind.RECURRING) or left.due or left.codes:
        return None
    if right.every is Every.YEAR and not right.day and between in (Joint.NONE, Joint.COMMA):
        return _over(left, right, left)
    return _over(left, right, right) if between is Joint.NONE and right.firm else None


def _demand(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "hàng quý hoặc đột xuất (khi có yêu cầu)"; "đột xuất hoặc định kỳ hàng quý"."""
    joined = between in (Joint.NONE, Joint.COMMA, Joint.AND, Joint.OR, Joint.OPEN)
    if not joined:
        return None
    if left.kind is DeadlineKind.EVENT and right.kind is DeadlineKind.RECURRING and right.firm:
        sudden = word_at(words, left.begin).name is Name.DEMAND and between in (Joint.AND, Joint.OR, Joint.COMMA)
        return _over(left, right, right, on_demand=True) if sudden else None
    periodic = left.kind is DeadlineKind.EXTERNAL and word_at(words, left.begin).name is Name.PERIODIC
    if left.kind in (DeadlineKind.RECURRING, DeadlineKind.CONTINUOUS) or periodic:
        sudden = right.kind is DeadlineKind.EVENT and word_at(words, right.begin).name is Name.DEMAND
        asked = left.kind is DeadlineKind.RECURRING and right.is_free and _is_asked(words, right)
        if sudden or asked:
            return _over(left, right, left, on_demand=True)
    return None


def _is_asked(words: Words, draft: Draft) -> bool:
    keys = " ".join(word.key for word in words[draft.begin : draft.end])
    return "yêu cầu" in keys or "đột xuất" in keys or keys in ("khi cần", "khi cần thiết")


def _source_of_time(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "hàng năm, theo thời gian quy định của Hội đồng": a time of its own, whose day another document tells."""
    if right.kind is not DeadlineKind.EXTERNAL or left.is_free or between not in (Joint.NONE, Joint.COMMA, Joint.OPEN):
        return None
    if left.kind is DeadlineKind.UNKNOWN:
        return _over(left, right, right)
    vague = between is not Joint.NONE or left.is_year_alone
    return _over(left, right, left, codes=(*left.codes, "time_elsewhere") if vague else left.codes)


def _time_of_event(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "thường xuyên khi có sự thay đổi" waits for the change; "tháng 5 khi có hướng dẫn" keeps its month."""
    if right.kind is not DeadlineKind.EVENT or between not in (Joint.NONE, Joint.OPEN, Joint.COMMA):
        return None
    if left.kind is DeadlineKind.CONTINUOUS and between is not Joint.COMMA:
        return _over(left, right, right, codes=("standing_event",))
    if left.is_year_alone:
        return _over(left, right, right)
    if left.kind in (*DATED, DeadlineKind.RECURRING) and between is Joint.NONE:
        return _over(left, right, left, codes=(*left.codes, "conditional"))
    return None


def _limit_of_event(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "Ngay sau khi có Quyết định, chậm nhất 05 ngày làm việc" waits for one thing."""
    both = left.kind is right.kind is DeadlineKind.EVENT and between is Joint.COMMA
    if not both or left.told is None or right.told is None or word_at(words, right.begin).name is not Name.BY:
        return None
    return _over(left, right, left, told=(left.told[0], right.told[1]))


def _year_and_date(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "Năm 2024, trước ngày 15/12"."""
    if not left.is_year_alone or right.kind not in DATED or right.due is None or right.is_year_alone:
        return None
    dashed = [word.name for word in words[left.end : right.begin]] == [Name.DASH] and not words[right.begin - 1].fresh
    if not (between in _CLOSE_BY or dashed) or (between is not Joint.COLON and right.due.has_year):
        return None
    return _over(left, right, in_year(right, left))


def _narrower(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "Quý I/2024 (trước ngày 15/3/2024)": the closer of the two is meant."""
    if between not in _ATTACHED or left.kind is not DeadlineKind.FIXED or right.kind not in DATED:
        return None
    if left.due is None or right.due is None or (between is Joint.NONE and not (right.firm and not left.firm)):
        return None
    main = left if left.due.unit is Unit.DAY and not left.is_day_alone else in_year(right, left)
    return _over(left, right, main)


def named_by_period(words: Words, left: Draft, right: Draft, between: Joint) -> Draft | None:
    """ "Quý I: trước ngày 15/3; 6 tháng trước ngày 15/6": the period names what is due that day."""
    named = left.kind is DeadlineKind.RECURRING or (left.kind is DeadlineKind.FIXED and between is Joint.COLON)
    dated = right.kind is DeadlineKind.FIXED and right.due is not None and right.due.unit is Unit.DAY
    if not (named and dated) or left.firm or right.is_day_alone or between not in (Joint.NONE, Joint.COLON):
        return None
    return _over(left, right, in_year(right, left))


RULES: tuple[Rule, ...] = (
    _start_and_end,
    _vague_day,
    _named_again,
    _day_of_period,
    _date_of_period,
    _same_day_again,
    _span,
    _said_twice,
    _span_before,
    _standing_periods,
    _demand,
    _source_of_time,
    _time_of_event,
    _limit_of_event,
    _year_and_date,
    _narrower,
)
