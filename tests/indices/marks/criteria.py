"""Marked objects of criteria: a set by which a commune is scored, and a draft that only its writers read."""

from typing import Any

from indices.models import CriteriaSet
from tests.cast import Cast
from tests.indices.sets import round_over, small_set
from tests.marking import mark


def mark_criteria(cast: Cast, home: dict[str, Any], away: dict[str, Any]) -> None:
    """The name, the source and a criterion of the set of home are marked."""
    for place, body, year in ((home, cast.quang_trung, 2015), (away, cast.ba_dinh, 2016)):
        fixed = small_set(cast.district, year=year)
        round_over(cast, fixed, body)
        place["criteria_set"] = CriteriaSet.objects.get(pk=fixed.pk)
        place["set_draft"] = small_set(cast.district, year=year + 2, name="Bản nháp bộ tiêu chí")
        place["set_line"] = place["set_draft"].criteria.get(code="1.2")
    words = mark("criteria")
    home["criteria_set"].criteria.filter(code="1.1").update(name=f"Kế hoạch {words}", proof=words)
    CriteriaSet.objects.filter(pk=home["criteria_set"].pk).update(name=f"Bộ {words}", source=words)


def many_sets(cast: Cast, rows: int) -> CriteriaSet:
    """So many sets by which Quang Trung is scored, so many drafts, and one of so many more criteria."""
    for number in range(rows):
        found = small_set(cast.district, year=2030 + number)
        round_over(cast, found, cast.quang_trung)
        small_set(cast.district, year=2090 + number)
        area = found.criteria.get(code="1")
        for place in range(rows if number == 0 else 0):
            found.criteria.create(
                parent=area,
                order=130 + place,
                code=f"1.9.{place}",
                name="Thêm",
                maximum=1,
                rule_kind="met",
                lineage="x",
            )
    return CriteriaSet.objects.get(organization=cast.district, year=2030)
