"""What was entered for a criterion, as words for people."""

from decimal import Decimal
from fractions import Fraction

from cchc.numbers import shown
from indices.scoring.numbers import percent_of
from indices.scoring.rules import Choice, Entry, Rule

NOT_APPLIED = "Không áp dụng"


def entry_words(rule: Rule, entry: Entry) -> str:
    """ "Đạt", "b = 9, a = 10 (90 %)", "Không áp dụng"; "" where nothing is entered."""
    if not entry.applies:
        return NOT_APPLIED
    if entry.met is not None:
        return "Đạt" if entry.met else "Không đạt"
    if entry.choice is not None:
        return _option(rule, entry.choice)
    if entry.b is not None and entry.a is not None:
        return f"b = {shown(entry.b)}, a = {shown(entry.a)}{_percent(entry)}"
    if entry.b is not None:
        return f"Số lượng: {shown(entry.b)}"
    return ""


def _option(rule: Rule, place: int) -> str:
    is_known = isinstance(rule, Choice) and 0 <= place < len(rule.options)
    return rule.options[place].label if is_known and isinstance(rule, Choice) else ""


def _percent(entry: Entry) -> str:
    if not entry.a or entry.b is None:
        return ""
    return f" ({shown(percent_of(Fraction(entry.b), Fraction(entry.a)))} %)"


def points_words(points: Decimal | None, *, applies: bool = True) -> str:
    """ "6 điểm", "không áp dụng", "chưa có điểm"."""
    if not applies:
        return NOT_APPLIED.lower()
    return "chưa có điểm" if points is None else f"{shown(points)} điểm"
