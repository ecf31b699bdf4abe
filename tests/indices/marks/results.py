"""Marked objects of results: a table of each commune's own, an aim."""

from decimal import Decimal
from typing import Any

from indices.actions.aims import set_aim
from indices.actions.results import keep_table
from indices.enums import IndexKind
from indices.resulting.aims import AimWords
from indices.resulting.lines import Line, Wanted
from indices.scoring.composite import Component
from plans.models import Plan
from tests.cast import Cast, at
from tests.marking import mark

FIGURES = [
    {
        "text": "Chỉ số cải cách hành chính năm 2022 của xã đạt 81,5%, xếp vị trí thứ 3/7.",
        "subject": "Chỉ số cải cách hành chính của xã",
        "value": value,
        "out_of": out_of,
        "unit": unit,
    }
    for value, out_of, unit in ((81.5, None, "%"), (3, 7, "hạng"))
]


def mark_results(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """A plan of Quang Trung states a result that nobody took over yet."""
    home |= _results(cast, "", f" {mark('published')}")
    Plan.objects.filter(pk=home["plan"].pk).update(figures=FIGURES)
    away |= _results(cast, "ba-dinh.", "")


def _results(cast: Cast, prefix: str, words: str) -> dict[str, Any]:
    actor = cast.actors[f"{prefix}vptk"]
    part = Component("1", f"Thể chế{words}", Decimal(60), Decimal(60))
    other = Component("2", "Hài lòng", Decimal(40), Decimal(40))
    line = Line(actor.organization.name, {"1": Decimal(45), "2": Decimal(30)}, Decimal(75), 4, 11, "Trung bình")
    wanted = Wanted(IndexKind.SIPAS, "commune", 2021, (part, other), (line,), source=f"QĐ{words}")
    table, _ = keep_table(actor=actor, wanted=wanted, seen=None, now=at("2023-05-20 08:00"))
    aim = AimWords(IndexKind.SIPAS, 2024, rank=2, text=f"Xếp thứ 2{words}")
    return {
        "result_table": table,
        "published": table.results.get(),
        "aim": set_aim(actor=actor, organization=actor.organization, words=aim, now=at("2023-05-20 09:00")),
    }
