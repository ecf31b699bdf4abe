"""A rule as a sentence for people, and as data to store."""

from decimal import Decimal
from typing import Any

from cchc.numbers import plain, shown
from indices.enums import RuleKind
from indices.scoring.rules import (
    Choice,
    Deduction,
    Judged,
    Met,
    Option,
    PerUnit,
    Rule,
    Share,
    Steps,
    Survey,
    Tier,
)

PLAIN: dict[RuleKind, Rule] = {RuleKind.MET: Met(), RuleKind.SURVEY: Survey(), RuleKind.JUDGED: Judged()}
"""Rules without data of their own."""


def words_of(rule: Rule, maximum: Decimal) -> str:
    """The rule as a sentence for people."""
    most = shown(maximum)
    match rule:
        case Met():
            words = f"Đạt: {most} điểm; không đạt: 0 điểm."
        case Choice(options):
            words = "; ".join(f"{option.label}: {shown(option.points)} điểm" for option in options) + "."
        case Steps(tiers):
            ordered = sorted(tiers, key=lambda tier: tier.least, reverse=True)
            tiered = "; ".join(f"từ {shown(tier.least)} %: {shown(tier.points)} điểm" for tier in ordered)
            rest = "" if not ordered or ordered[-1].least == 0 else f"; dưới {shown(ordered[-1].least)} %: 0 điểm"
            words = f"Tỷ lệ b/a {tiered}{rest}."
        case Share(least):
            under = f"; dưới {shown(least)} %: 0 điểm" if least else ""
            words = f"b/a × {most} điểm{under}."
        case PerUnit(each):
            words = f"Mỗi đơn vị tính được {shown(each)} điểm, nhiều nhất {most} điểm."
        case Deduction(each):
            words = f"Mỗi lần trừ {shown(each)} điểm, trừ nhiều nhất {most} điểm."
        case Survey():
            words = f"Theo kết quả điều tra xã hội học, tối đa {most} điểm; đơn vị không tự chấm."
        case Judged():
            words = f"Thẩm định cho điểm từ 0 đến {most}."
    return words


def rule_to_json(rule: Rule) -> dict[str, Any]:
    """What is stored beside the rule's kind: numbers as plain decimals in strings."""
    match rule:
        case Choice(options):
            return {"options": [[option.label, plain(option.points)] for option in options]}
        case Steps(tiers):
            return {"tiers": [[plain(tier.least), plain(tier.points)] for tier in tiers]}
        case Share(least):
            return {"least": plain(least)} if least else {}
        case PerUnit(each) | Deduction(each):
            return {"each": plain(each)}
    return {}


def rule_from_json(kind: str, data: dict[str, Any]) -> Rule:
    """The inverse of `rule_to_json`."""
    match RuleKind(kind):
        case RuleKind.CHOICE:
            rule: Rule = Choice(tuple(Option(label, Decimal(points)) for label, points in data["options"]))
        case RuleKind.STEPS:
            rule = Steps(tuple(Tier(Decimal(least), Decimal(points)) for least, points in data["tiers"]))
        case RuleKind.SHARE:
            rule = Share(Decimal(data.get("least", "0")))
        case RuleKind.PER_UNIT:
            rule = PerUnit(Decimal(data["each"]))
        case RuleKind.DEDUCTION:
            rule = Deduction(Decimal(data["each"]))
        case plain_kind:
            rule = PLAIN[plain_kind]
    return rule
