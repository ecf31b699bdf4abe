"""A rule's numbers as people write them in one cell or field, read back to the same rule. Pure.

Choice: "Ban hành trước 31/12 = 1; sau = 0,5"; steps: "90: 2; 80: 1"; share: a least per cent or nothing; per unit and
deduction: one number. Levels stand apart by ";" or on lines of their own.
"""

import re
from decimal import Decimal

from cchc.numbers import UnreadableError, read_number, shown
from cchc.text import fold, squeeze
from indices.enums import RuleKind
from indices.scoring.rules import Choice, Deduction, Option, PerUnit, Rule, Share, Steps, Tier
from indices.scoring.writing import PLAIN

HOW = {
    RuleKind.CHOICE: "mỗi mức một dòng “nội dung = điểm”, ví dụ “Ban hành trước 31/12 = 1; Ban hành sau = 0,5”",
    RuleKind.STEPS: "mỗi bậc một dòng “tỷ lệ: điểm”, ví dụ “90: 2; 80: 1” (từ 90 % được 2 điểm)",
    RuleKind.SHARE: "tỷ lệ thấp nhất được tính điểm, ví dụ 50; không có thì để trống",
    RuleKind.PER_UNIT: "số điểm cho một đơn vị, ví dụ 0,5",
    RuleKind.DEDUCTION: "số điểm trừ một lần, ví dụ 0,25",
}
"""What is allowed, by kind; the others take nothing."""
LABEL_LENGTH = 300
_NUMBER = r"\d[\d.]*(?:,\d+)?"
_TIER = re.compile(rf"(?:tu|>=|≥)?\s*({_NUMBER})\s*%?\s*(?:tro len)?\s*[:=]\s*({_NUMBER})\s*(?:diem|d)?")
_POINTS = re.compile(rf"({_NUMBER})\s*(?:diem|d)?")
_OPTION = re.compile(r"(.+)[=:]([^=:]+)")


class BadRule(ValueError):
    """What was written is no rule of that kind; the message says in Vietnamese what is allowed."""


def kind_named(words: str) -> RuleKind | None:
    """The kind with that Vietnamese name, × written as x or * too."""
    return _KINDS.get(_named(words))


def _named(words: str) -> str:
    return fold(words).replace("×", "x").replace("*", "x")


_KINDS = {_named(kind.label): kind for kind in RuleKind}


def rule_parts(rule: Rule) -> str:
    """The rule's own data in one cell; "" where it has none."""
    match rule:
        case Choice(options):
            return "; ".join(f"{one.label} = {shown(one.points)}" for one in options)
        case Steps(tiers):
            return "; ".join(f"{shown(one.least)}: {shown(one.points)}" for one in tiers)
        case Share(least):
            return f"{shown(least)} %" if least else ""
        case PerUnit(each) | Deduction(each):
            return shown(each)
    return ""


def read_rule(kind: RuleKind, text: str) -> Rule:
    """The inverse of `rule_parts`, and of what people write like it. Raises BadRule."""
    words = squeeze(text)
    match kind:
        case RuleKind.CHOICE:
            return Choice(tuple(_option(piece) for piece in _pieces(words)))
        case RuleKind.STEPS:
            return Steps(tuple(_tier(piece) for piece in _pieces(words)))
        case RuleKind.SHARE:
            return Share(_one_number(kind, words) if words else Decimal(0))
        case RuleKind.PER_UNIT:
            return PerUnit(_one_number(kind, words))
        case RuleKind.DEDUCTION:
            return Deduction(_one_number(kind, words))
    if words:
        raise BadRule(f"để trống: cách tính “{kind.label}” không có tham số")
    return PLAIN[kind]


def _pieces(words: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"[;\n]", words) if piece.strip()]


def _option(piece: str) -> Option:
    parts = _OPTION.fullmatch(piece)
    found = parts and _POINTS.fullmatch(fold(parts[2]))
    label = squeeze(parts[1]) if parts else ""
    if not label or not found or len(label) > LABEL_LENGTH:
        raise BadRule(f"{HOW[RuleKind.CHOICE]}; chưa hiểu “{piece}”")
    return Option(label, _value(found[1], RuleKind.CHOICE))


def _tier(piece: str) -> Tier:
    found = _TIER.fullmatch(fold(piece))
    if not found:
        raise BadRule(f"{HOW[RuleKind.STEPS]}; chưa hiểu “{piece}”")
    return Tier(_value(found[1], RuleKind.STEPS), _value(found[2], RuleKind.STEPS))


def _one_number(kind: RuleKind, words: str) -> Decimal:
    found = re.findall(_NUMBER, words)
    if len(found) != 1 or "-" in words:
        raise BadRule(HOW[kind])
    return _value(found[0], kind)


def _value(number: str, kind: RuleKind) -> Decimal:
    try:
        value = read_number(number)
    except UnreadableError as bad:
        raise BadRule(f"{HOW[kind]}; {bad}") from bad
    if value is None:
        raise BadRule(HOW[kind])
    return value
