"""Spans of days, both ends inclusive, None: open. Pure."""

from datetime import date

Span = tuple[date | None, date | None]


def span_words(valid_from: date | None, valid_to: date | None) -> str:
    """ "từ 01/7/2023 đến hết 31/12/2023"; "không giới hạn"."""
    parts = [f"từ {valid_from:%d/%m/%Y}"] if valid_from else []
    parts += [f"đến hết {valid_to:%d/%m/%Y}"] if valid_to else []
    return " ".join(parts) or "không giới hạn"


def do_spans_meet(first: Span, second: Span) -> bool:
    """Whether two spans of days have a day in common."""
    (from_a, to_a), (from_b, to_b) = first, second
    return (to_a is None or from_b is None or from_b <= to_a) and (to_b is None or from_a is None or from_a <= to_b)
