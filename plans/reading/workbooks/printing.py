"""What a cell of a workbook shows: numbers and dates by the format of the cell, in the Vietnamese spelling.

ECMA-376 part 1, § 18.8.30 (formats) and § 18.17.4 (serial days). A date that has day, month and year is always
dd/mm/yyyy, one of month and year mm/yyyy, whichever way round the format had them.
"""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "dd/mm/yyyy", 15: "dd/mm/yyyy", 16: "dd/mm", 17: "mm/yyyy", 18: "hh:mm", 19: "hh:mm", 20: "hh:mm", 21: "hh:mm",
    22: "dd/mm/yyyy hh:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "hh:mm", 46: "hh:mm",
    47: "hh:mm", 49: "@",
}  # fmt: skip
BUILT_IN |= dict.fromkeys((*range(27, 37), *range(50, 59)), "dd/mm/yyyy")
"""Formats that Excel knows by number; those from 27 on are dates whose shape the place of the computer decides."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[[^\]]*\]|(?P<figures>general|[0#?][0#?.,]*|\.[0#?]+)'
    r"|(?P<part>d+|m+|y+|h+|s+|e+)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTIONS = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+', re.DOTALL)
_UNPRINTED = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]|general', re.IGNORECASE | re.DOTALL)
_LAST_SERIAL = 2_958_466
_LEAP_BUG = 60
_LARGEST = Decimal(10) ** 15


def printed_number(raw: str, code: str, *, from_1904: bool = False) -> str:
    """ "1" for 1.0, "95%" for 0.95 under "0%", "31/03/2023" for a serial day; words that are no number as they are."""
    try:
        value = Decimal(format(float(raw), ".15g"))
    except (ValueError, OverflowError, InvalidOperation):
        return raw
    if not value.is_finite():
        return raw
    sections = _SECTIONS.findall(code) or ["General"]
    if _is_date(sections[0]):
        is_day = 0 <= value < _LAST_SERIAL
        return _printed_date(_instant(value, from_1904), sections[0]) if is_day else _spelled(value)
    chosen = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    return _printed_figure(abs(value) if chosen is not sections[0] else value, chosen)


def _is_date(code: str) -> bool:
    bare = _UNPRINTED.sub("", code).lower()
    return any(part in bare for part in "dmyhs") and not any(mark in bare for mark in "0#?@")


def _instant(serial: Decimal, from_1904: bool) -> datetime:
    """Excel counts a 29/02/1900 that never was."""
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if serial < _LEAP_BUG else 30)
    return start + timedelta(days=float(serial))


def _printed_date(when: datetime, code: str) -> str:
    """The words before and after the date are kept ("trước "dd/mm/yyyy); what stands between its parts is not."""
    tokens = list(_TOKEN.finditer(code))
    places = [place for place, token in enumerate(tokens) if token["part"]]
    before = "".join(_literal(token) for token in tokens[: places[0]])
    after = "".join(_literal(token) for token in tokens[places[-1] + 1 :])
    parts = {tokens[place]["part"][0].lower() for place in places}
    return f"{before}{_day_and_time(when, parts)}{after if after.strip(' @,-') else ''}".strip()


def _day_and_time(when: datetime, parts: set[str]) -> str:
    has_time = bool(parts & {"h", "s"})
    if has_time and not parts & {"d", "y"}:
        return f"{when:%H:%M}"
    shapes = {"dmy": "%d/%m/%Y", "my": "%m/%Y", "dm": "%d/%m", "y": "%Y", "m": "%m", "d": "%d"}
    day = when.strftime(shapes.get("".join(part for part in "dmy" if part in parts), "%d/%m/%Y"))
    return f"{day} {when:%H:%M}" if has_time and (when.hour or when.minute) else day


def _printed_figure(value: Decimal, code: str) -> str:
    """Formats that this cannot follow (fractions, groups as of telephone numbers) give the plain figure."""
    tokens = list(_TOKEN.finditer(code))
    figures = [token["figures"] for token in tokens if token["figures"]]
    if len(figures) != 1 or "/" in _UNPRINTED.sub("", code) or abs(value) >= _LARGEST:
        return _spelled(value)
    share = 100 if any(token["plain"] == "%" for token in tokens) else 1
    written = "".join(
        _shaped(abs(value * share), token["figures"]) if token["figures"] else _literal(token) for token in tokens
    )
    return f"{'-' if value < 0 else ''}{written.strip()}"


def _literal(token: "re.Match[str]") -> str:
    return token["quoted"] or token["escaped"] or token["plain"] or ""


def _spelled(value: Decimal) -> str:
    return (f"{value.normalize():f}" if abs(value) < _LARGEST else f"{value:g}").replace(".", ",")


def _shaped(value: Decimal, figures: str) -> str:
    """Digits by "#,##0.0#": grouped with dots, decimals after a comma."""
    if figures.lower() == "general":
        return _spelled(value)
    whole, _, decimals = figures.partition(".")
    decimals = decimals.replace(",", "")
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    left, _, right = f"{rounded:f}".partition(".")
    left = left.rjust(whole.count("0"), "0")
    if "," in whole:
        left = f"{int(left):,}".replace(",", ".")
    kept = decimals.count("0")
    right = right[:kept] + right[kept:].rstrip("0")
    return f"{left},{right}" if right else left
