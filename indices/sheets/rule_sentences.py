"""Rules as offices write them in a table of their own ("Đạt 100%: 2 điểm; từ 80% - dưới 100%: 1 điểm; dưới 80%: 0
điểm"), read to a rule, or to nothing where the words could mean two things. Pure."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from cchc.text import fold, squeeze
from indices.scoring.rules import Choice, Deduction, Judged, Met, Option, PerUnit, Rule, Share, Steps, Survey, Tier

HOW = (
    "hoặc viết như “Đạt: 2 điểm; không đạt: 0 điểm”, “Từ 90% trở lên: 2 điểm; từ 80% đến dưới 90%: 1 điểm; dưới 80%: 0 "
    "điểm”, “b/a × điểm tối đa”, “Mỗi lần trừ 0,25 điểm”"
)
_NUMBER = r"\d{1,5}(?:[.,]\d{1,2})?(?!\d)"
_POINTED = re.compile(
    rf"(?P<label>.+?)\s*(?:[:=]|->|→|,?\s*thì (?:điểm (?:đánh giá |đạt )?là|được)"
    rf"|(?:được|đạt)(?= {_NUMBER} ?(?:điểm|đ)))\s*(?:được\s+)?(?P<points>{_NUMBER})\s*(?:điểm|đ)?",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"({_NUMBER})\s*%")
_UNDER = re.compile(rf"(?:ty le |dat )*(?:duoi|<|thap hon|nho hon)\s*{_NUMBER}\s*%.*")
_ABOVE = re.compile(rf"(?:ty le |dat |hoan thanh )*(?:tren|>(?!=)|hon|lon hon)\s*{_NUMBER}\s*%.*")
_MET = ("dat", "co", "thuc hien", "co thuc hien")
_UNMET = ("khong dat", "khong", "khong co", "chua dat", "khong thuc hien")
_MET_BARE = re.compile(r"(?:dat|co)\s*(?:/|hoac|-)\s*(?:khong dat|khong|khong co)")
_RATIO = re.compile(
    rf"(?:diem\s*(?:dat duoc|so)?\s*[:=]?\s*)?\(?\s*(?:ty le\s*)?b\s*/\s*a\s*\)?"
    rf"(?:\s*[x*×.]\s*(?:diem toi da|(?P<most>{_NUMBER})(?:\s*diem)?))?"
)
_UNIT = r"(?:moi|cu|1|mot)\s+(?!diem)[^;:=0-9]*?"
_OFF = rf"tru\s+(?P<b>{_NUMBER})\s*(?:diem|d)\s*(?:/|cho|doi voi)\s*[^;0-9]*?"
_MOST = rf"(?:[,;.]?\s*(?:nhung )?(?:tru )?(?:toi da|nhieu nhat)?\s*(?:khong qua)?\s*(?P<most>{_NUMBER})(?:\s*diem)?)?"
_DEDUCTION = re.compile(rf"(?:{_UNIT}(?:bi\s+)?tru\s+(?P<a>{_NUMBER})\s*(?:diem|d)\b|{_OFF}){_MOST}")
_PER_UNIT = re.compile(
    rf"(?:{_UNIT}(?:duoc|cong|tinh|:|=)?\s*(?:cong\s+)?(?P<a>{_NUMBER})\s*(?:diem|d)\b"
    rf"|(?P<b>{_NUMBER})\s*(?:diem|d)\s*/\s*[^;0-9]+?){_MOST}"
)
_SURVEY = re.compile(r"(?:theo |qua |ket qua |dua tren )*(?:dieu tra xa hoi hoc|dieu tra xhh|khao sat\b[^0-9]*)")
_JUDGED = re.compile(r"(?:tham dinh|hoi dong|to cham diem|cham diem)\b[^0-9]*")


def rule_said(words: str, maximum: Decimal | None) -> Rule | None:
    """The rule; None for words that are none, or that no rule here says exactly ("trên 80%" leaves 80 % out)."""
    pieces = [squeeze(one).strip(" .-+•*") for one in re.split(r"[;\n]|\.\s+(?=\D)", words)]
    pieces = [one for one in pieces if one]
    if not pieces or maximum is None:
        return None
    whole = fold("; ".join(pieces)).replace("×", "x")
    return _short(whole, maximum) or _ratio(pieces, maximum) or _levels(pieces, maximum)


def _short(whole: str, maximum: Decimal) -> Rule | None:
    if _MET_BARE.fullmatch(whole):
        return Met()
    if _SURVEY.fullmatch(whole):
        return Survey()
    if _JUDGED.fullmatch(whole):
        return Judged()
    if (lost := _DEDUCTION.fullmatch(whole)) and _is_whole(lost["most"], maximum):
        return Deduction(_value(lost["a"] or lost["b"]))
    if (gained := _PER_UNIT.fullmatch(whole)) and _is_whole(gained["most"], maximum):
        return PerUnit(_value(gained["a"] or gained["b"]))
    return None


def _ratio(pieces: Sequence[str], maximum: Decimal) -> Rule | None:
    """b/a × the maximum, with "dưới 50%: 0 điểm" beside it where there is a least."""
    formula = _RATIO.fullmatch(fold(pieces[0]).replace("×", "x"))
    if formula is None or not _is_whole(formula["most"], maximum) or len(pieces) > 2:
        return None
    if len(pieces) == 1:
        return Share()
    level = _level(pieces[1])
    is_least = level is not None and level[1] == 0 and _UNDER.fullmatch(fold(level[0]))
    return Share(_percents(level[0])[0]) if level is not None and is_least else None


def _levels(pieces: Sequence[str], maximum: Decimal) -> Rule | None:
    levels = [_level(piece) for piece in pieces]
    found = [one for one in levels if one is not None]
    if len(found) < len(levels) or len(found) < 2:
        return None
    named = {fold(label): points for label, points in found}
    if (
        len(named) == 2
        and any(named.get(one) == maximum for one in _MET)
        and any(named.get(one) == 0 for one in _UNMET)
    ):
        return Met()
    if any(_percents(label) for label, _ in found):
        return _steps(found)
    return Choice(tuple(Option(label, points) for label, points in found))


def _steps(levels: Sequence[tuple[str, Decimal]]) -> Rule | None:
    """Tiers that meet without a gap, the highest first as written or not."""
    tiers: list[tuple[Decimal, Decimal | None, Decimal]] = []
    for label, points in levels:
        folded, percents = fold(label), _percents(label)
        if not percents or len(percents) > 2 or _ABOVE.fullmatch(folded):
            return None
        if _UNDER.fullmatch(folded) and len(percents) == 1:
            tiers.append((Decimal(0), percents[0], points))
            continue
        is_open = len(percents) == 2 and re.search(rf"(?:duoi|<)\s*{_NUMBER}\s*%", folded)
        if len(percents) == 2 and not is_open:
            return None
        tiers.append((percents[0], percents[1] if len(percents) == 2 else None, points))
    tiers.sort(key=lambda one: one[0])
    if any(low[1] is not None and low[1] != high[0] for low, high in pairwise(tiers)) or tiers[-1][1] is not None:
        return None
    return Steps(tuple(Tier(least, points) for least, _, points in reversed(tiers) if least or points))


def _level(piece: str) -> tuple[str, Decimal] | None:
    found = _POINTED.fullmatch(piece)
    return (squeeze(found["label"]).strip(" ,"), _value(found["points"])) if found else None


def _percents(label: str) -> list[Decimal]:
    """Also the first of "80 - <90%", whose sign stands once."""
    spread = re.sub(rf"({_NUMBER})(\s*(?:-|–|đến|den)\s*(?:dưới|<)?\s*{_NUMBER}\s*%)", r"\1%\2", label)
    return [_value(one) for one in _PERCENT.findall(spread)]


def _is_whole(most: str | None, maximum: Decimal) -> bool:
    return most is None or _value(most) == maximum


def _value(number: str) -> Decimal:
    return Decimal(number.replace(",", "."))
