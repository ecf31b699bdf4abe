"""Readings in the words of an office: "hàng quý, và khi có yêu cầu", "ít nhất 99 %"."""

from datetime import date
from decimal import Decimal

from cchc.web.wording import NO_BREAK, date_words, number_words
from plans.enums import Comparator, DeadlineKind, Every
from plans.reading.results import Clause

_PERIODS = {
    Every.MONTH: "hàng tháng",
    Every.QUARTER: "hàng quý",
    Every.HALF_YEAR: "6 tháng một lần",
    Every.NINE_MONTH: "9 tháng",
    Every.YEAR: "hàng năm",
}
_COMPARATORS = {
    Comparator.AT_LEAST: "ít nhất",
    Comparator.AT_MOST: "nhiều nhất",
    Comparator.EQUAL: "",
    Comparator.ABOVE: "trên",
    Comparator.BELOW: "dưới",
}
_SPOKEN_UNITS = {"points": "điểm", "rank": "thứ hạng", "count": "", "days": "ngày"}


def clause_words(clause: Clause) -> str:
    """One clause of a deadline as a person says it, its label first ("Báo cáo kết quả: hàng quý")."""
    words = _timing(clause)
    if clause.on_demand:
        words += ", và khi có yêu cầu"
    return f"{clause.label}: {words}" if clause.label else words


def target_words(comparator: Comparator, value: Decimal, value_to: Decimal | None, unit: str) -> str:
    """What a target asks for: "ít nhất 99 %", "từ 30 đến 50 %"."""
    spoken = _SPOKEN_UNITS.get(unit, unit)
    tail = f"{NO_BREAK}{spoken}" if spoken else ""
    if comparator == Comparator.BETWEEN and value_to is not None:
        return f"từ {_plain(value)} đến {_plain(value_to)}{tail}"
    return f"{_COMPARATORS.get(comparator, comparator.label)} {_plain(value)}{tail}".strip()


def _timing(clause: Clause) -> str:
    words = {
        DeadlineKind.FIXED: f"hạn {date_words(clause.due)}",
        DeadlineKind.RANGE: _span(clause.start, clause.due).strip(),
        DeadlineKind.RECURRING: _recurring(clause),
        DeadlineKind.CONTINUOUS: f"thường xuyên{_span(clause.start, clause.due)}",
        DeadlineKind.EVENT: f"chờ sự việc: {clause.trigger or clause.words}",
        DeadlineKind.EXTERNAL: f"theo văn bản khác: {clause.source or clause.words}",
        DeadlineKind.UNKNOWN: f"chưa rõ: {clause.words}" if clause.words else "không ghi thời hạn",
    }
    return words[clause.kind]


def _recurring(clause: Clause) -> str:
    period = _PERIODS[clause.every] if clause.every else "định kỳ"
    if clause.every == Every.YEAR and clause.due:
        return f"{period}, hạn {clause.due:%d/%m}"
    return f"ngày {clause.day} {period}" if clause.day else period


def _span(start: date | None, due: date | None) -> str:
    parts = [f" từ {date_words(start)}" if start else "", f" đến {date_words(due)}" if due else ""]
    return "".join(parts)


def _plain(value: Decimal) -> str:
    """Without the zeros of the column ("99", "0,7")."""
    return number_words(value.normalize() if value != value.to_integral() else value.quantize(Decimal(1)))
