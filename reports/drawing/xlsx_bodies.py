"""The sheets of a government's report about the bodies beneath it: sendings, results, the numbers behind each sum."""

from collections.abc import Iterator

from cchc.numbers import plain_decimal, shown_decimal
from cchc.paper.sheets import Share, Sheet, Value
from cchc.paper.words import clean
from reports.drawing.consolidation import NOTHING, lateness_words, state_words
from reports.facts import Consolidation, Indicator, ReportFacts, Sending, Tally


def body_sheets(facts: ReportFacts) -> tuple[Sheet, ...]:
    """Nothing for a report that is not consolidated."""
    found = facts.consolidation
    if found is None:
        return ()
    return _sendings(found), _results(found), _statistics(facts.letterhead.issuer, found)


def _sendings(found: Consolidation) -> Sheet:
    headers = ("TT", "Đơn vị", "Số, ngày báo cáo", "Hạn gửi", "Ngày gửi", "Lần gửi", "Đúng hạn, muộn", "Trạng thái")
    lines = tuple(_sending_line(place, one) for place, one in enumerate(found.sendings, start=1))
    last: tuple[Value, ...] = (None, f"{len(lines)} {found.noun}", *[None] * 6)
    return Sheet("Tình hình gửi", headers, (6, 28, 30, 12, 12, 9, 20, 24), (*lines, last))


def _sending_line(place: int, one: Sending) -> tuple[Value, ...]:
    sent = (one.sent_on or NOTHING, one.attempt or NOTHING)
    return (
        place,
        clean(one.name),
        clean(one.document) or NOTHING,
        one.send_by,
        *sent,
        lateness_words(one),
        state_words(one),
    )


def _results(found: Consolidation) -> Sheet:
    """Each body by the rows of its plan and by its duties of the period, the silent ones with dashes, then the sums."""
    states = {count.state: clean(count.label) for count in found.rows.counts}
    headers = ("Đơn vị", "Nội dung", "Tổng số", *states.values(), "Đã xong", "Được tính tỷ lệ", "Tỷ lệ hoàn thành")
    widths = (28, 22, 8, *(9 for _ in states), 8, 10, 10)
    return Sheet("Kết quả từng đơn vị", headers, widths, tuple(_result_lines(found, tuple(states))))


def _result_lines(found: Consolidation, states: tuple[str, ...]) -> Iterator[tuple[Value, ...]]:
    known = {body.name: body for body in found.bodies}
    for one in found.sendings:
        body = known.get(one.name)
        yield (clean(one.name), "Nhiệm vụ", *_figures(body.rows if body else None, states))
        yield (clean(one.name), "Việc trong kỳ", *_figures(body.period_tally if body else None, states))
    total = f"Cộng ({len(found.sendings)} {found.noun})"
    yield (total, "Nhiệm vụ", *_figures(found.rows, states))
    yield (total, "Việc trong kỳ", *_figures(found.period_tally, states))


def _figures(tally: Tally | None, states: tuple[str, ...]) -> tuple[Value, ...]:
    if tally is None:
        return (NOTHING,) * (len(states) + 4)
    numbers = {count.state: count.number for count in tally.counts}
    share = shown_decimal(tally.percent)
    counts = (numbers.get(state, 0) for state in states)
    return (tally.total, *counts, tally.done, tally.base, NOTHING if share is None else Share(share))


def _statistics(issuer: str, found: Consolidation) -> Sheet:
    """The numbers behind the sums of the statistics table: the government's own part, then body by body."""
    headers = ("Chỉ tiêu thống kê", "Đơn vị", "Đơn vị tính", "Tử số", "Mẫu số", "Kết quả")
    parts = [(issuer, found.own), *((body.name, body.indicators) for body in found.bodies)]
    keys = dict.fromkeys(one.key for _, indicators in parts for one in indicators)
    lines = tuple(
        _statistics_line(clean(name), one)
        for key in keys
        for name, indicators in parts
        for one in indicators
        if one.key == key
    )
    return Sheet("Thống kê từng đơn vị", headers, (60, 28, 16, 14, 14, 14), lines)


def _statistics_line(body: str, one: Indicator) -> tuple[Value, ...]:
    value = shown_decimal(one.value)
    shown: Value = clean(one.value) if value is None else Share(value) if "%" in one.value else value
    return (clean(one.name), body, clean(one.unit), plain_decimal(one.numerator), plain_decimal(one.denominator), shown)
