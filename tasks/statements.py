"""What a person says about a duty, checked as far as the words themselves go. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from cchc.text import searchable
from tasks.enums import LateCause, Outcome

_DOCUMENT = re.compile(r"^(?:số\s*:?\s*)?(?P<number>\d{1,6}[a-zA-Z]?)\s*/\s*(?P<symbol>\S(?:.*\S)?)$", re.IGNORECASE)
NUMBER_LENGTH = 20
SYMBOL_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Statement:
    """One word about one duty, before it is an `Update`."""

    outcome: Outcome
    effective_on: date
    text: str = ""
    difficulty: str = ""
    percent: int | None = None
    document_number: str = ""
    document_symbol: str = ""
    document_on: date | None = None
    is_after_cutoff: bool = False
    late_cause: LateCause | None = None
    late_reason: str = ""


def searched(statement: Statement) -> str:
    """What search compares of a word: all that was written, and its document as one writes it."""
    document = "/".join(filter(None, (statement.document_number, statement.document_symbol)))
    return searchable(statement.text, statement.difficulty, statement.late_reason, document)


def is_behind(statement: Statement, due_on: date | None, today: date) -> bool:
    """Whether a word is about something late: done after its due day, or still open when that day has passed."""
    if due_on is None or statement.outcome == Outcome.NOTHING:
        return False
    if statement.outcome == Outcome.DONE:
        return statement.effective_on > due_on
    return today > due_on


def split_document(words: str) -> tuple[str, str] | None:
    """Number and symbol of "45/BC-UBND" (also "Số: 45/BC-UBND"); None when the words are neither empty nor that."""
    words = " ".join(words.split())
    if not words:
        return "", ""
    found = _DOCUMENT.match(words)
    if not found:
        return None
    number, symbol = found["number"], re.sub(r"\s*([/-])\s*", r"\1", found["symbol"])
    if len(number) > NUMBER_LENGTH or len(symbol) > SYMBOL_LENGTH:
        return None
    return number, symbol
