"""Measurable aims: the plan's own targets, and every measurable sentence that may contradict them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cchc.text import fold
from plans.reading.outline import Entry, with_headings
from plans.reading.results import ReadSection, ReadTarget, ReadTask
from plans.reading.targets import read_targets
from plans.reading.words import sentences

_SECTIONS = ("chi tieu", "muc tieu", "tieu chi")
_LONGEST_HEADING = 25


def find_targets(outline: Sequence[Entry]) -> tuple[ReadTarget, ...]:
    """Targets of the sections that are headed as targets or aims ("1. Một số chỉ tiêu cụ thể:")."""
    aims = (entry for entry, headings in with_headings(outline) if _is_aim(headings))
    return tuple(target for entry in aims for target in _of_text(entry.text, entry.where))


def find_all_targets(outline: Sequence[Entry]) -> tuple[ReadTarget, ...]:
    """Targets of a plan without tables, wherever its sentences set them; one that is said again stands once."""
    found: dict[tuple[object, ...], ReadTarget] = {}
    for entry in outline:
        for target in _of_text(entry.text, entry.where):
            key = (fold(target.subject), target.comparator, target.value, target.value_to, target.unit)
            found.setdefault(key, target)
    return tuple(found.values())


def measurable(outline: Iterable[Entry], sections: Iterable[ReadSection]) -> tuple[ReadTarget, ...]:
    """Every measurable sentence of prose and rows; one that is said again stands once, with all its places."""
    prose = [target for entry in outline for target in _of_text(entry.text, entry.where)]
    rows = [target for section in sections for task in section.tasks for target in _of_task(task)]
    places: dict[ReadTarget, dict[str, None]] = {}
    for target in (*prose, *rows):
        places.setdefault(replace(target, where=""), {})[target.where] = None
    return tuple(replace(target, where="; ".join(where)) for target, where in places.items())


def _is_aim(headings: Iterable[Entry]) -> bool:
    titles = (fold(heading.text) for heading in headings if len(heading.text.split()) <= _LONGEST_HEADING)
    return any(word in title for title in titles for word in _SECTIONS)


def _of_task(task: ReadTask) -> list[ReadTarget]:
    own = _of_text(task.text, task.where)
    return own + [target for part in (*task.actions, *task.subtasks) for target in _of_task(part)]


def _of_text(text: str, where: str) -> list[ReadTarget]:
    return [target for sentence in sentences(text) for target in read_targets(sentence, where=where)]
