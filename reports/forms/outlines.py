"""The outline as a form: parts with their fields, and the buttons that rearrange them before anything is stored."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import QueryDict

from cchc.text import squeeze
from reports.outline import MOST_PARTS, Filling, Part, Parts, moved, new_key

NEW = "Mục mới"


def parts_from(posted: QueryDict) -> Parts:
    """The parts as they stand in the form; values that no form of ours sends count as empty."""
    count = posted.get("so-muc", "")
    numbers = range(min(int(count), MOST_PARTS + 1)) if count.isascii() and count.isdecimal() else range(0)
    return tuple(_part(posted, f"muc-{number}") for number in numbers)


def _part(posted: QueryDict, name: str) -> Part:
    filling = posted.get(f"{name}-filling", "")
    return Part(
        key=posted.get(f"{name}-key", "")[:20],
        heading=squeeze(posted.get(f"{name}-heading", "").replace("\n", " ")),
        filling=Filling(filling) if filling in set(Filling) else Filling.NOTHING,
        areas=tuple(posted.getlist(f"{name}-areas")),
        gap=squeeze(posted.get(f"{name}-gap", "").replace("\n", " ")),
        optional=posted.get(f"{name}-optional") == "on",
        level=1 if posted.get(f"{name}-level") == "1" else 2,
    )


def rearranged(parts: Parts, asked: str) -> Parts | None:
    """The parts after a button was pressed ("len:3", "xuong:3", "bo:3", "con:3", "them"); None for any other."""
    what, _, number = asked.partition(":")
    if what == "them":
        return (*parts, Part(new_key(parts), NEW, Filling.NOTHING, level=1))
    place = int(number) if number.isascii() and number.isdecimal() else -1
    if not 0 <= place < len(parts):
        return None
    match what:
        case "len" | "xuong":
            return tuple(moved(parts, place, -1 if what == "len" else 1))
        case "bo":
            return (*parts[:place], *parts[place + _length(parts, place) :])
        case "con":
            return _with_part_in(parts, place)
    return None


def _with_part_in(parts: Parts, place: int) -> Parts:
    """One more part at the end of those beneath a heading, which from now on only stands over others."""
    end = place + _length(parts, place)
    head = parts[place] if end > place + 1 else replace(parts[place], filling=Filling.PARTS, areas=(), optional=False)
    return (*parts[:place], head, *parts[place + 1 : end], Part(new_key(parts), NEW, Filling.NOTHING), *parts[end:])


def _length(parts: Sequence[Part], place: int) -> int:
    """How many parts stand in this one, itself counted."""
    if parts[place].level > 1:
        return 1
    below = (number for number, part in enumerate(parts[place + 1 :], start=1) if part.level == 1)
    return next(below, len(parts) - place)
