"""Dates, numbers and waiting times in the words of an office: 10/06/2023, 1.234,5, "còn 3 ngày". Pure."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

NO_BREAK = "\u00a0"
_POINTS = str.maketrans(",.", ".,")
_UNITS = ("B", "KB", "MB", "GB")


def date_words(day: date | None) -> str:
    """dd/MM/yyyy, "" for nothing."""
    return f"{day:%d/%m/%Y}" if day else ""


def moment_words(at: datetime | None) -> str:
    """HH:mm dd/MM/yyyy, "" for nothing. The caller brings local time."""
    return f"{at:%H:%M %d/%m/%Y}" if at else ""


def due_words(due_on: date | None, today: date | None) -> str:
    """How far a due day is: "còn 3 ngày", "hôm nay", "quá hạn 2 ngày"; "" when either day is missing."""
    if due_on is None or today is None:
        return ""
    days = (due_on - today).days
    if days == 0:
        return "hôm nay"
    return f"còn{NO_BREAK}{days}{NO_BREAK}ngày" if days > 0 else f"quá hạn{NO_BREAK}{-days}{NO_BREAK}ngày"


def _decimal(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def number_words(value: object, places: int | None = None) -> str:
    """1.234,5: points between thousands, a comma before decimals, rounded half up to `places` when given.

    What is not a number is shown as it is; nothing gives "".
    """
    if value is None or value == "":
        return ""
    number = _decimal(value)
    if number is None or not number.is_finite():
        return str(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{number:,f}".translate(_POINTS)


def percent_words(value: object) -> str:
    """At most one decimal and no empty one: "96,2 %", "25 %"; text that is already written keeps its spelling."""
    if value is None or value == "":
        return ""
    text = number_words(value, 1)
    return f"{text.removesuffix(',0')}{NO_BREAK}%"


def size_words(octets: int | None) -> str:
    """A file's size in the steps of 1024 that Windows shows: "820 KB", "1,4 MB"; "" for nothing."""
    if octets is None:
        return ""
    size, unit = Decimal(octets), 0
    while size >= 1024 and unit < len(_UNITS) - 1:
        size, unit = size / 1024, unit + 1
    return f"{number_words(size, 1 if unit > 1 else 0).removesuffix(',0')}{NO_BREAK}{_UNITS[unit]}"


def duration_words(span: timedelta | None) -> str:
    """Hours and minutes, "1 giờ 30 phút"; seconds are rounded up to a minute; "" for nothing."""
    if not span:
        return ""
    minutes = -(-int(span.total_seconds()) // 60)
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} giờ"] if hours else []
    if rest:
        parts.append(f"{rest} phút")
    return " ".join(parts)
