"""The periods of surveys in words and as the value of a choice."""

from cchc.text import fold
from tasks.enums import PeriodKind
from tasks.periods import YEARS, count_in_year, part_of_year

KINDS = (PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.HALF_YEAR, PeriodKind.YEAR)
"""Kinds of periods that a survey is made for."""
GROUPS = {
    PeriodKind.QUARTER: "Quý",
    PeriodKind.MONTH: "Tháng",
    PeriodKind.HALF_YEAR: "6 tháng",
    PeriodKind.YEAR: "Năm",
}
Key = tuple[PeriodKind, int, int]


def asks_citizens(criterion: str) -> bool:
    """Whether a criterion asks how satisfied citizens are, as surveys of a body do, and not what officials think."""
    said = fold(criterion)
    return "hai long" in said or "sipas" in said


def period_name(kind: PeriodKind, year: int, number: int) -> str:
    """ "quý II năm 2023", "6 tháng đầu năm 2023", "năm 2023"."""
    joint = " năm" if kind in (PeriodKind.MONTH, PeriodKind.QUARTER) else ""
    return f"{part_of_year(kind, number)}{joint} {year}"


def key_text(key: Key) -> str:
    """ "quarter-2023-2"."""
    kind, year, number = key
    return f"{kind.value}-{year}-{number}"


def read_key(text: str) -> Key | None:
    """The period that a choice names, None for other words."""
    parts = text.split("-")
    if len(parts) != 3 or not all(one.isascii() and one.isdecimal() and len(one) < 5 for one in parts[1:]):
        return None
    kind = next((one for one in KINDS if one.value == parts[0]), None)
    year, number = int(parts[1]), int(parts[2])
    if kind is None or year not in YEARS or not 1 <= number <= count_in_year(kind):
        return None
    return kind, year, number


def choices(years: tuple[int, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every period of these years, by kind."""
    found = []
    for kind in KINDS:
        keys = [(kind, year, number) for year in years for number in range(1, count_in_year(kind) + 1)]
        found.append((GROUPS[kind], [(key_text(key), period_name(*key)) for key in keys]))
    return found
