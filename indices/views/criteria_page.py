"""A criteria set as its pages show it."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cchc.numbers import shown
from cchc.orgs.enums import OrganizationKind
from indices.enums import IndexKind, RuleKind, SetState
from indices.models import CriteriaSet, Criterion
from indices.queries.criteria import criteria_of, outline_of
from indices.scoring.bands import words_of as band_words
from indices.scoring.ranking import tie_words
from indices.scoring.writing import words_of
from indices.sheets.flaws import doubts_of, flaws_of
from indices.sheets.outline import DEEPEST, Line, Outline, bonus_of, hundred_of, leaves_of


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line of the tree. `takes_more`: something may stand beneath it."""

    pk: int
    line: Line
    kind: str
    rule: str
    flaws: tuple[str, ...]
    is_first: bool
    is_last: bool
    takes_more: bool


def drawn_set(found: CriteriaSet) -> dict[str, Any]:
    """The set with its tree, sums, flaws and doubts."""
    criteria = criteria_of(found)
    outline = outline_of(found, criteria)
    flaws = flaws_of(outline)
    by_code: dict[str, list[str]] = defaultdict(list)
    for flaw in flaws:
        by_code[flaw.code].append(flaw.text)
    pks = {one.code: one.pk for one in criteria}
    leaves = leaves_of(outline.lines)
    return {
        "set": found,
        "kind": IndexKind(found.kind),
        "level": OrganizationKind(found.level).label,
        "is_draft": found.state == SetState.DRAFT,
        "lines": drawn_lines(criteria, outline, by_code),
        "flaws": [{"text": flaw.text, "pk": pks.get(flaw.code)} for flaw in flaws] if outline.lines else [],
        "doubts": doubts_of(outline),
        "hundred": shown(hundred_of(outline.lines)),
        "bonus": shown(bonus_of(outline.lines)),
        "leaves": len(leaves),
        "surveyed": shown(sum((one.maximum for one in leaves if _is_survey(one)), Decimal(0))),
        "facts": head_facts(outline),
    }


def drawn_lines(criteria: list[Criterion], outline: Outline, flaws: dict[str, list[str]]) -> list[DrawnLine]:
    """The lines with their ids, and what may be done with each."""
    firsts = {one.parent_id: one.pk for one in reversed(criteria)}
    lasts = {one.parent_id: one.pk for one in criteria}
    return [
        DrawnLine(
            pk=one.pk,
            line=line,
            kind=RuleKind(one.rule_kind).label if one.rule_kind else "",
            rule=words_of(line.rule, line.maximum) if line.rule else "",
            flaws=tuple(flaws.get(one.code, ())),
            is_first=firsts[one.parent_id] == one.pk,
            is_last=lasts[one.parent_id] == one.pk,
            takes_more=line.rule is None and line.depth < DEEPEST,
        )
        for one, line in zip(criteria, outline.lines, strict=True)
    ]


def head_facts(outline: Outline) -> list[tuple[str, str]]:
    """Names and values of what holds for the whole set."""
    head = outline.head
    names = {line.code: f"{line.code}. {line.name}" for line in outline.lines}
    ties = "; rồi ".join(tie_words(tie, names.get(tie.code, "")) for tie in head.ties)
    return [
        ("Văn bản căn cứ", head.source or "chưa ghi"),
        ("Điểm", f"làm tròn {head.places} số lẻ; dưới {shown(head.threshold)} % điểm tối đa là yếu"),
        ("Xếp loại", band_words(head.bands) or "không xếp loại"),
        ("Khi bằng điểm", ties or "đồng hạng"),
    ]


def _is_survey(line: Line) -> bool:
    return line.rule is not None and line.rule.kind == RuleKind.SURVEY
