"""Marked objects of improving."""

from decimal import Decimal
from typing import Any

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from indices.actions.improving import RowWords, Words, begin_by_hand, write_improvement
from indices.enums import IndexKind, Side
from indices.models import Improvement, PublishedResult, ResultTable
from indices.scoring.composite import Component, components_to_json
from tests.cast import Cast, at
from tests.marking import mark


def mark_improving(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """A draft of each commune, and a published line of its own to begin another one from."""
    for place, who, words in ((home, "vptk", mark("mending")), (away, "ba-dinh.vptk", "hồ sơ")):
        improvement = drafted(cast, who, words)
        place["improvement"], place["improvement_row"] = improvement, improvement.rows.get()
        place["improvement_source"] = f"ket-qua-{_printed(cast.actors[who].organization, words).pk}"


def drafted(cast: Cast, who: str, words: str) -> Improvement:
    """A draft for 2023 with one row."""
    actor, now = cast.actors[who], at("2023-06-08 09:00")
    begun = begin_by_hand(actor=actor, kind=IndexKind.SIPAS, base_year=2022, year=2023, now=now)
    row = RowWords(
        None, Side.MEND, "Thủ tục hành chính", f"Giải quyết {words}", "Rà soát hồ sơ", "Văn phòng", "Thường xuyên"
    )
    written = Words(begun.title, f"Theo kết quả {words}", (row,))
    return write_improvement(actor=actor, improvement_id=begun.pk, words=written, seen=1, now=now)


def _printed(body: Organization, words: str) -> PublishedResult:
    parts = (Component("1", f"Tiếp cận {words}", Decimal(10), Decimal(100)),)
    table = ResultTable.objects.create(
        organization=body,
        kind=IndexKind.SIPAS,
        level=OrganizationKind.COMMUNE,
        year=2019,
        name=f"SIPAS 2019 {words}",
        components=components_to_json(parts),
        author_name="Người thử",
        created_at=at("2023-06-08 08:00"),
    )
    return PublishedResult.objects.create(
        table=table, organization=body, name=body.name, values={"1": "7.5"}, total=Decimal(75)
    )
