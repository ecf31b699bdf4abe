"""Updates and moved due days of one duty as entries of its history, newest first."""

from collections.abc import Iterator

from django.urls import reverse

from cchc.orgs.history import ChangeLine, HistoryEntry, HistoryFile
from tasks.enums import Outcome, State
from tasks.models import DueChange, Evidence, Update
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
        changes=tuple(_said_more(update)),
        files=tuple(
            HistoryFile(_file_words(file.name, file.place), reverse("tasks:evidence", args=[file.pk]), file.size)
            for file in _files(update)
        ),
    )


def _files(update: Update) -> list[Evidence]:
    """Its own, and those of the word that it repeats."""
    source = update.carried_from
    return [*update.evidence.all(), *(source.evidence.all() if source else ())]


def _said_more(update: Update) -> Iterator[ChangeLine]:
    if update.difficulty:
        yield ChangeLine("Khó khăn, vướng mắc", "", update.difficulty)
    if update.late_cause:
        reason = f": {update.late_reason}" if update.late_reason else ""
        yield ChangeLine("Nguyên nhân chậm", "", f"{update.get_late_cause_display()}{reason}")


def _what(update: Update) -> str:
    parts = [update.get_outcome_display()]
    if update.percent is not None:
        parts.append(f"{update.percent} %")
    if update.document:
        day = f" ngày {update.document_on:%d/%m/%Y}" if update.document_on else ""
        parts.append(f"văn bản số {update.document}{day}")
    if update.carried_from:
        parts.append(f"ghi ở việc nối với, kế hoạch của {update.carried_from.obligation.task.plan.organization}")
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
