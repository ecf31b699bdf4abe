"""Two versions of one word side by side, for the second of two people who wrote at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from tasks.enums import LateCause, Outcome
from tasks.models import Update

_OUTCOMES, _CAUSES = dict(Outcome.choices()), dict(LateCause.choices())


@dataclass(frozen=True, slots=True)
class VersionRow:
    label: str
    theirs: str
    mine: str

    @property
    def changed(self) -> bool:
        return self.theirs != self.mine


def both_versions(theirs: Update, typed: Mapping[str, str]) -> list[VersionRow]:
    """What stands stored against what was typed, field by field."""
    mine_outcome = _OUTCOMES.get(typed.get("outcome", ""), "")
    return [
        VersionRow("Tình trạng", theirs.get_outcome_display(), mine_outcome),
        VersionRow("Kết quả", theirs.text, typed.get("text", "").strip()),
        VersionRow("Khó khăn, vướng mắc", theirs.difficulty, typed.get("difficulty", "").strip()),
        VersionRow(
            "Nguyên nhân chậm", _CAUSES.get(theirs.late_cause, ""), _CAUSES.get(typed.get("late_cause", ""), "")
        ),
        VersionRow("Lý do chậm", theirs.late_reason, typed.get("late_reason", "").strip()),
        VersionRow("Số, ký hiệu", theirs.document, typed.get("document", "").strip()),
    ]
