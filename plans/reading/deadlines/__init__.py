"""The language of deadlines (thời gian thực hiện): text in, clauses and doubts out, without a guess in silence."""

from plans.reading.deadlines.printing import clause_to_json, to_json
from plans.reading.deadlines.reader import read_deadline

__all__ = ["clause_to_json", "read_deadline", "to_json"]
