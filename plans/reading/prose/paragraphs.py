"""Paragraphs as they were meant: sentences that a line break cut are whole again, a dash stands before its own item,
a heading has its title."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plans.reading.outline import Entry, Level
from plans.reading.prose.labels import cut_labels
from plans.reading.words import continues, join_cut

_TORN_DASH = re.compile(r"(?<=[.;:,])\s*[-–—−•]\s*$")
_REST_OF_A_NAME = re.compile(r"[A-ZĐÀ-Ỹ]\w*[,;)]")
_ENDED = (".", ";", ":", "!", "?", "…", "”", ")")
_SHORTEST_SENTENCE = 12


def mended(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The outline with cut sentences joined under the place where they begin."""
    whole: list[Entry] = []
    for entry in entries:
        above = whole[-1] if whole else None
        if above is not None and entry.level == Level.TEXT and _TORN_DASH.search(above.text):
            whole[-1] = replace(above, text=_TORN_DASH.sub("", above.text))
            whole.append(replace(entry, marker="-", level=Level.BULLET))
        elif above is not None and above.is_heading and not above.text and entry.level == Level.TEXT:
            whole[-1] = replace(above, text=entry.text)
        elif above is not None and _goes_on(above, entry):
            whole[-1] = replace(above, text=join_cut(above.text, entry.text).replace("\n", " "))
        else:
            whole.append(entry)
    return tuple(whole)


def _goes_on(above: Entry, entry: Entry) -> bool:
    """Without a mark of its own and in mid-sentence: small letters, or the rest of a name ("… xã Hà" / "Bắc, …")."""
    if entry.level != Level.TEXT or above.text.endswith(":") or above.where != entry.where:
        return False
    if cut_labels(entry.text)[1]:
        return False
    if continues(above.text, entry.text):
        return True
    words = above.text.split()
    is_open = len(words) >= _SHORTEST_SENTENCE and not above.text.endswith(_ENDED)
    return is_open and words[-1][:1].isupper() and bool(_REST_OF_A_NAME.match(entry.text))
