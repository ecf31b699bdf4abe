"""The reading of a deadline as the object that `manage.py read_deadlines` prints."""

from plans.enums import DeadlineKind
from plans.reading.results import Clause, DeadlineReading


def to_json(reading: DeadlineReading) -> dict[str, object]:
    return {
        "text": reading.text,
        "clauses": [clause_to_json(clause) for clause in reading.clauses],
        "doubts": [{"code": one.code, "message": one.message, "words": one.words} for one in reading.doubts],
    }


def clause_to_json(clause: Clause) -> dict[str, object]:
    """`trigger` is printed of an event only, `source` of an external clause only."""
    printed: dict[str, object] = {
        "kind": clause.kind.value,
        "label": clause.label,
        "every": clause.every.value if clause.every else None,
        "day": clause.day,
        "start": clause.start.isoformat() if clause.start else None,
        "due": clause.due.isoformat() if clause.due else None,
        "on_demand": clause.on_demand,
        "words": clause.words,
    }
    if clause.kind is DeadlineKind.EVENT:
        printed["trigger"] = clause.trigger
    if clause.kind is DeadlineKind.EXTERNAL:
        printed["source"] = clause.source
    return printed
