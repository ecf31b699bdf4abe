"""Rules of eligibility: what one requirement finds in a competitor's achievements. Pure; shares are compared exactly,
and what is not known is neither met nor 0."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cchc.labels import Labelled
from cchc.numbers import shown
from indices.achievements import Achievements, Counted
from indices.enums import RequirementKind


class Verdict(Labelled):
    """What a rule says of a competitor."""

    MET = "met", "Đạt"
    UNMET = "unmet", "Không đạt"
    UNKNOWN = "unknown", "Chưa có số liệu"


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement: a number (`value`) or a class (`word`), with the sentence of the document it comes from."""

    kind: str
    value: Decimal | None
    word: str
    text: str = ""

    @property
    def words(self) -> str:
        """ "Tỷ lệ hồ sơ trễ hạn nhiều nhất 5 %"."""
        label, _, unit = RequirementKind(self.kind).label.partition(" (")
        if self.value is None:
            return f"{label}: {self.word}"
        return f"{label} {shown(self.value)}{_UNITS.get(unit.rstrip(')'), '')}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: both numbers in words, and where they come from."""

    rule: str
    verdict: str
    said: str
    source: str = ""
    text: str = ""

    @property
    def label(self) -> str:
        return Verdict(self.verdict).label

    @property
    def is_unmet(self) -> bool:
        return self.verdict == Verdict.UNMET

    @property
    def is_unknown(self) -> bool:
        return self.verdict == Verdict.UNKNOWN

    @property
    def look(self) -> str:
        """The shape and colour of the verdict, borrowed from the states of duties."""
        return _LOOKS[Verdict(self.verdict)]


_LOOKS = {Verdict.MET: "on_time", Verdict.UNMET: "overdue", Verdict.UNKNOWN: "waiting"}
_UNITS = {"%": " %", "bậc": " bậc"}
Said = tuple[bool | None, str, str]
"""Whether it is met (None: not known), both numbers in words, the source."""


def findings(rules: Iterable[Rule], known: Achievements) -> tuple[Finding, ...]:
    """What each rule says, in their order."""
    return tuple(finding(rule, known) for rule in rules)


def finding(rule: Rule, known: Achievements) -> Finding:
    is_met, said, source = _JUDGES[RequirementKind(rule.kind)](rule, known)
    verdict = Verdict.UNKNOWN if is_met is None else Verdict.MET if is_met else Verdict.UNMET
    return Finding(rule.words, verdict.value, said, source, rule.text)


def findings_to_json(found: Iterable[Finding]) -> list[dict[str, str]]:
    return [asdict(one) for one in found]


def findings_from_json(data: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """The inverse of `findings_to_json`."""
    return tuple(Finding(**one) for one in data)


def _share(found: Counted | None, what: str, rule: Rule, *, at_most: bool) -> Said:
    if found is None or rule.value is None:
        return None, f"Chưa có số liệu về {what}.", ""
    share = Fraction(found.part) * 100 / Fraction(found.whole)
    is_met = share <= rule.value if at_most else share >= rule.value
    bound = "nhiều nhất" if at_most else "ít nhất"
    return is_met, f"{what.capitalize()}: {found.words}; yêu cầu {bound} {shown(rule.value)} %.", found.source


def _late_dossiers(rule: Rule, known: Achievements) -> Said:
    return _share(known.late_dossiers, "hồ sơ trễ hạn trên hồ sơ đã giải quyết", rule, at_most=True)


def _tasks(rule: Rule, known: Achievements) -> Said:
    return _share(known.tasks, "việc đến hạn đã xong đúng hạn", rule, at_most=False)


def _reports(rule: Rule, known: Achievements) -> Said:
    return _share(known.reports, "báo cáo gửi đúng hạn", rule, at_most=False)


def _index_class(rule: Rule, known: Achievements) -> Said:
    """Met by the class that is asked for and every better one of the same table."""
    index = known.index
    if index is None or not index.class_name:
        return None, "Chưa có kết quả xếp loại chỉ số.", index.source if index else ""
    if rule.word not in index.classes or index.class_name not in index.classes:
        said = f"Bảng kết quả năm {index.year} xếp loại “{index.class_name}”, không có loại “{rule.word}” để so."
        return None, said, index.source
    is_met = index.classes.index(index.class_name) <= index.classes.index(rule.word)
    return (
        is_met,
        f"{index.name} năm {index.year} xếp loại {index.class_name}; yêu cầu từ loại {rule.word}.",
        index.source,
    )


def _component(rule: Rule, known: Achievements) -> Said:
    """One component beneath is enough to fail; without one, any missing component leaves it open."""
    index = known.index
    if index is None or not index.components or rule.value is None:
        return None, "Chưa có điểm chỉ số thành phần.", index.source if index else ""
    low = [one for one in index.components if one.is_under(rule.value)]
    if low:
        named = "; ".join(f"{one.name} {shown(one.percent)} %" for one in low)
        return False, f"Dưới mức yêu cầu {shown(rule.value)} %: {named}.", index.source
    missing = [one.name for one in index.components if one.value is None]
    if missing:
        return (
            None,
            f"Chưa có điểm của {'; '.join(missing)}; yêu cầu mỗi phần ít nhất {shown(rule.value)} %.",
            index.source,
        )
    least = min(index.components, key=lambda one: one.percent or Decimal(0))
    said = f"Thấp nhất là {least.name}: {shown(least.percent)} %; yêu cầu ít nhất {shown(rule.value)} %."
    return True, said, index.source


def _initiatives(rule: Rule, known: Achievements) -> Said:
    if known.adopted is None or rule.value is None:
        return None, "Chưa ghi sáng kiến nào trong hệ thống.", ""
    said = f"{known.adopted} sáng kiến được công nhận; yêu cầu ít nhất {shown(rule.value)}."
    return known.adopted >= rule.value, said, "Sổ sáng kiến"


def _rank_move(rule: Rule, known: Achievements) -> Said:
    index = known.index
    if index is None or index.move is None or rule.value is None:
        return None, "Chưa có thứ hạng chỉ số của hai năm liền để so.", index.source if index else ""
    way = f"tăng {index.move} bậc" if index.move > 0 else f"giảm {-index.move} bậc" if index.move else "giữ nguyên"
    said = f"Năm trước hạng {index.before}, nay hạng {index.rank}: {way}; yêu cầu tăng ít nhất {shown(rule.value)} bậc."
    return index.move >= rule.value, said, index.source


_JUDGES: dict[RequirementKind, Callable[[Rule, Achievements], Said]] = {
    RequirementKind.LATE_DOSSIERS: _late_dossiers,
    RequirementKind.INDEX_CLASS: _index_class,
    RequirementKind.COMPONENT: _component,
    RequirementKind.TASKS_ON_TIME: _tasks,
    RequirementKind.REPORTS_ON_TIME: _reports,
    RequirementKind.INITIATIVES: _initiatives,
    RequirementKind.RANK_MOVE: _rank_move,
}
BY_WORD = (RequirementKind.INDEX_CLASS,)
"""Requirements measured by a class; all others by a number."""
