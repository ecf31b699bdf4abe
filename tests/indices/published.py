"""Published results by the number, for lists that must not ask more often for many."""

from decimal import Decimal

from indices.actions.aims import set_aim
from indices.actions.results import keep_table
from indices.enums import IndexKind
from indices.models import ResultTable
from indices.resulting.aims import AimWords
from indices.resulting.lines import Line, Wanted
from indices.scoring.composite import Component
from tests.cast import NOW, Cast

PART = Component("1", "Thể chế", Decimal(60), Decimal(60))


def many_results(cast: Cast, rows: int) -> ResultTable:
    """So many tables of the district, of so many lines beside the commune's own, and so many aims of the commune."""
    for number in range(rows):
        names = ("Xã Quang Trung", *(f"Đơn vị {place}" for place in range(number)))
        lines = tuple(Line(name, {"1": Decimal(40)}, Decimal(70), 1) for name in names)
        wanted = Wanted(IndexKind.PAR_INDEX, "commune", 2022 - number, (PART,), lines)
        table, _ = keep_table(actor=cast.actors["noivu"], wanted=wanted, seen=None, now=NOW)
        words = AimWords(IndexKind.PAR_INDEX, 2023 + number, rank=1)
        set_aim(actor=cast.actors["vptk"], organization=cast.quang_trung, words=words, now=NOW)
    return table
