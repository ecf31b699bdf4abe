"""Updates and moved due days of one duty as entries of its history, newest first."""

from django.urls import reverse

from cchc.orgs.history import ChangeLine, HistoryEntry, HistoryFile
from tasks.enums import Outcome, State
from tasks.models import DueChange, Update
from tasks.queries.pages import DutyHistory

_SHAPES = {Outcome.DOING: State.DOING, Outcome.NOTHING: State.NOTHING, Outcome.DIFFICULTY: State.DOING}


def entries_of_duty(history: DutyHistory) -> list[HistoryEntry]:
    """Every word and every moved day of one obligation."""
    words = [_word(update, history) for update in history.updates]
    moves = [_move(change) for change in history.due_changes]
    return sorted(words + moves, key=lambda entry: entry.at, reverse=True)


def _word(update: Update, history: DutyHistory) -> HistoryEntry:
    return HistoryEntry(
        at=update.recorded_at,
        who=update.author_name,
        what=_what(update),
        state=_shape(update, history),
        text=update.text,
        effective_on=update.effective_on,
        late_note="bổ sung sau chốt số liệu" if update.is_after_cutoff else "",
        changes=(ChangeLine("Khó khăn, vướng mắc", "", update.difficulty),) if update.difficulty else (),
        files=tuple(
            HistoryFile(_file_words(file.name, file.place), reverse("tasks:evidence", args=[file.pk]), file.size)
            for file in update.evidence.all()
        ),
    )


def _what(update: Update) -> str:
    parts = [update.get_outcome_display()]
    if update.percent is not None:
        parts.append(f"{update.percent} %")
    if update.document:
        day = f" ngày {update.document_on:%d/%m/%Y}" if update.document_on else ""
        parts.append(f"văn bản số {update.document}{day}")
    return ", ".join(parts)


def _shape(update: Update, history: DutyHistory) -> str:
    outcome, due_on = Outcome(update.outcome), history.obligation.due_on
    if outcome == Outcome.DONE:
        return State.LATE if due_on and update.effective_on > due_on else State.ON_TIME
    return _SHAPES[outcome]


def _file_words(name: str, place: str) -> str:
    return f"{name} ({place})" if place else name


def _move(change: DueChange) -> HistoryEntry:
    before = f"{change.old_due_on:%d/%m/%Y}" if change.old_due_on else ""
    return HistoryEntry(
        at=change.recorded_at,
        who=change.author_name,
        what="Đặt hạn" if not before else "Dời hạn",
        state=State.WAITING,
        text=change.reason,
        changes=(ChangeLine("Hạn", before, f"{change.new_due_on:%d/%m/%Y}"),),
    )
