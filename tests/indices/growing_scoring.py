"""A body that is scored in so many rounds, by so many criteria, each with a mark and proofs."""

from decimal import Decimal
from typing import Any

from indices.actions.marks import Word
from indices.actions.proving import Cited, add_proof
from indices.actions.scoring import mark_self
from indices.models import Criterion
from indices.scoring.rules import Entry, Met
from tests.cast import NOW, TODAY, Cast
from tests.indices.sets import add_criterion, round_over, small_set


def grown_scoring(cast: Cast, rows: int) -> dict[str, list[int]]:
    """The objects that the pages of scoring are about."""
    for number in range(rows):
        round_over(cast, small_set(cast.district, year=2400 + number), cast.quang_trung)
    criteria_set = small_set(cast.district, year=2399)
    area = criteria_set.criteria.get(code="1")
    leaves = [add_criterion(criteria_set, f"1.{10 + n}", f"Tiêu chí {n}", "1", Met()) for n in range(rows)]
    Criterion.objects.filter(pk=area.pk).update(maximum=Decimal(20 + rows))
    own = round_over(cast, criteria_set, cast.quang_trung).assessments.get()
    for number, leaf in enumerate(leaves):
        given: dict[str, Any] = {"assessment_id": own.pk, "criterion_id": leaf.pk, "now": NOW}
        given["actor"] = cast.actors["tpht"]
        mark_self(word=Word(Entry(met=True), text="Đủ."), **given)
        for _ in range(2):
            add_proof(cited=Cited(f"Kế hoạch {number}", str(number + 1), "KH-UBND", TODAY), **given)
            add_proof(cited=Cited(f"Báo cáo {number}", str(number + 1), "BC-UBND", TODAY), **given)
    one = [own.pk, leaves[0].pk]
    return {
        "indices:assessment": [own.pk],
        "indices:score": one,
        "indices:score_table": [own.pk, area.pk],
        "indices:score_submit": [own.pk],
        "indices:proof_choose": one,
        "reports:cite": one,
    }
