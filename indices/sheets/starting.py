"""The starting sets: examples in the nine areas of the plan tuy-phuoc-2024, to be replaced by the province's own.

60 points for reform, 30 for the citizens' satisfaction, 10 for the officials' survey, as that plan says; how the points
are divided among the criteria is an example. Each set is a file beside this one, a criterion a line.
"""

from decimal import Decimal
from pathlib import Path

from cchc.numbers import read_number
from cchc.orgs.enums import OrganizationKind
from cchc.text import squeeze
from indices.enums import RuleKind, TieKind
from indices.scoring.ranking import TieRule
from indices.sheets.outline import Head, Line, Outline
from indices.sheets.rule_words import read_rule

SOURCE = "Bộ mẫu, theo chín lĩnh vực của Kế hoạch nâng cao Chỉ số cải cách hành chính năm 2024, UBND huyện Tuy Phước"
LEVELS = (OrganizationKind.COMMUNE, OrganizationKind.DISTRICT)
"""For whom there is a starting set."""
TIES = (
    TieRule(TieKind.CRITERION, "9.1"),
    TieRule(TieKind.CRITERION, "3"),
    TieRule(TieKind.BASE),
)


def starting_outline(level: OrganizationKind, year: int) -> Outline:
    """The example for bodies of that level."""
    whom = "cấp xã" if level == OrganizationKind.COMMUNE else "cấp huyện"
    name = f"Bộ tiêu chí xác định Chỉ số cải cách hành chính {whom} năm {year} (bộ mẫu)"
    text = Path(__file__).with_name(f"starting_{level.value}.txt").read_text(encoding="utf-8")
    lines = tuple(_line(words) for words in text.splitlines() if words.strip())
    return Outline(Head(name=name, source=SOURCE, ties=TIES, is_example=True), lines)


def _line(text: str) -> Line:
    """ "code | name | maximum | kind | its data | proof | marks"; marks: "thưởng", "có thể không áp dụng"."""
    cells = [squeeze(cell) for cell in text.split("|")]
    code, name, maximum, kind, parts, proof, marks = (*cells, *[""] * (7 - len(cells)))
    return Line(
        code=code,
        depth=code.count(".") + 1,
        name=name,
        maximum=read_number(maximum) or Decimal(0),
        rule=read_rule(RuleKind(kind), parts) if kind else None,
        is_bonus="thưởng" in marks,
        may_not_apply="không áp dụng" in marks,
        proof=proof,
    )
