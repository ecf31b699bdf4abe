"""Two versions of one word side by side, for the second of two people who wrote at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from tasks.enums import Outcome
from tasks.models import Update

_OUTCOMES = dict(Outcome.choices())


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
        VersionRow("Số, ký hiệu", theirs.document, typed.get("document", "").strip()),
    ]
