"""The rows of a table of criteria as an office makes it: sums left out, levels beneath a criterion joined to its rule,
numbering made whole. What our own workbook writes stays as it is. Pure."""

import re
from collections.abc import Iterable

from cchc.text import fold
from indices.sheets.numbering import is_of_office, numbered

Values = dict[str, str]
"""What one row says, by column."""
Numbered = tuple[int, Values]
"""A row with its number in the sheet."""
_SUM = re.compile(r"(?:tong (?:cong|diem|so|so diem)|cong)(?: .*)?:?")
_ENDS_IN_POINTS = re.compile(r"[:=]\s*\d+(?:[.,]\d+)?\s*(?:diem|d)?[.;]?")
JOINED = "Mã ghép theo thứ bậc của bảng, ví dụ dòng {}: “{}” đọc là {}."


def rows_of_office(rows: Iterable[Numbered]) -> tuple[list[Numbered], list[str]]:
    """The rows as the reader takes them, and notes of what was understood otherwise than it stands."""
    found: list[Numbered] = []
    for number, values in rows:
        if _is_sum(values):
            continue
        if found and (level := _level(values)):
            last = found[-1][1]
            found[-1] = (found[-1][0], last | {"kind": "; ".join(filter(None, (last.get("kind", ""), level)))})
        else:
            found.append((number, values))
    codes = [values["code"] for _, values in found]
    if any(values.get("depth") for _, values in found) or not is_of_office(codes):
        return found, []
    whole = numbered(codes)
    read = [
        (number, values | {"code": code, "depth": str(depth)})
        for (number, values), (code, depth) in zip(found, whole, strict=True)
    ]
    changed = ((number, values["code"], code) for (number, values), (code, _) in zip(found, whole, strict=True))
    example = next((one for one in changed if one[1] != one[2]), None)
    return read, [JOINED.format(*example)] if example else []


def _is_sum(values: Values) -> bool:
    words = values["name"] if not values["code"] or values["name"] == values["code"] else values["code"]
    return bool(words) and not values.get("kind") and bool(_SUM.fullmatch(fold(words)))


def _level(values: Values) -> str:
    """ "Ban hành kịp thời: 1" in a row of its own, its points also in the column of the maximum; "" for a criterion."""
    if values["code"].strip() not in ("", "-", "+") or values.get("kind") or values.get("parts"):
        return ""
    name = values["name"].strip(" -+")
    if values["maximum"]:
        return ""
    return name if _ENDS_IN_POINTS.search(fold(name)) else ""
