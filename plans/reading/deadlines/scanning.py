"""All times of a piece of text, from left to right."""

from plans.reading.deadlines.conditions import read_event, read_external
from plans.reading.deadlines.dates import read_dates
from plans.reading.deadlines.drafts import Draft, Found
from plans.reading.deadlines.naming import Words, after_document
from plans.reading.deadlines.periods import read_periods, read_standing


def scan(words: Words) -> list[Draft]:
    drafts: list[Draft] = []
    place = 0
    while place < len(words):
        document = after_document(words, place)
        found = None if document else _read_time(words, place)
        if found:
            drafts += found[0]
            place = found[1]
        else:
            place = document or place + 1
    return drafts


def _read_time(words: Words, at: int) -> Found | None:
    return (
        read_standing(words, at)
        or read_periods(words, at)
        or read_dates(words, at)
        or read_event(words, at)
        or read_external(words, at)
    )
