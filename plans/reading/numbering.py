"""The automatic numbers of Word ("1.", "a)", "-"), which stand in no text and must be counted.

Follows ECMA-376 part 1, § 17.9: an abstract list has nine levels, a list may override their starts, and a
paragraph takes its list from its own properties or from its style.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from plans.reading.markup import attribute, child, children, integer

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_SMALL = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _Level:
    shape: str
    pattern: str
    start: int


@dataclass(slots=True)
class _List:
    """One abstract list: its levels and how far each has counted."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one document in their order."""

    def __init__(self, numbering: "etree._Element | None", styles: "etree._Element | None") -> None:
        self._lists: dict[str, _List] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._abstract_of: dict[str, str] = {}
        self._styles: dict[str, tuple[str, str, int]] = {}
        if numbering is not None:
            self._load_lists(numbering)
        if styles is not None:
            self._load_styles(styles)

    def marker(self, properties: "etree._Element | None") -> str:
        """The mark printed before a paragraph with these properties, or nothing; counts one further."""
        number, depth = self._list_of(properties)
        known = self._lists.get(self._abstract_of.get(number, ""))
        if known is None or depth not in known.levels:
            return ""
        self._restart(number, known)
        level = known.levels[depth]
        known.counts[depth] = known.counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in known.counts if d > depth]:
            del known.counts[deeper]
        return _printed(known, depth)

    def _list_of(self, properties: "etree._Element | None") -> tuple[str, int]:
        if properties is None:
            return "", 0
        own = child(properties, "numPr")
        style = attribute(child(properties, "pStyle"), "val")
        inherited_number, inherited_depth = self._style_list(style)
        if own is None:
            return inherited_number, inherited_depth
        number = attribute(child(own, "numId"), "val") or inherited_number
        depth = integer(child(own, "ilvl"), inherited_depth)
        return number, max(0, min(depth, _DEEPEST))

    def _style_list(self, style: str) -> tuple[str, int]:
        for _ in range(12):
            if style not in self._styles:
                break
            parent, number, depth = self._styles[style]
            if number:
                return number, depth
            style = parent
        return "", 0

    def _restart(self, number: str, known: _List) -> None:
        """A list that overrides its start counts anew where it is first used."""
        for depth, start in self._starts.pop(number, {}).items():
            known.counts[depth] = start - 1

    def _load_lists(self, root: "etree._Element") -> None:
        for abstract in children(root, "abstractNum"):
            levels = {integer(level, 0, "ilvl"): _level(level) for level in children(abstract, "lvl")}
            self._lists[attribute(abstract, "abstractNumId")] = _List(levels)
        for number in children(root, "num"):
            name = attribute(number, "numId")
            self._abstract_of[name] = attribute(child(number, "abstractNumId"), "val")
            starts = dict(_overridden_starts(number))
            if starts:
                self._starts[name] = starts

    def _load_styles(self, root: "etree._Element") -> None:
        for style in children(root, "style"):
            numbered = child(child(style, "pPr"), "numPr")
            self._styles[attribute(style, "styleId")] = (
                attribute(child(style, "basedOn"), "val"),
                attribute(child(numbered, "numId"), "val"),
                integer(child(numbered, "ilvl"), 0),
            )


def _overridden_starts(number: "etree._Element") -> Iterator[tuple[int, int]]:
    for override in children(number, "lvlOverride"):
        start = child(override, "startOverride")
        if start is not None:
            yield integer(override, 0, "ilvl"), integer(start, 1)


def _level(level: "etree._Element") -> _Level:
    return _Level(
        attribute(child(level, "numFmt"), "val") or "decimal",
        attribute(child(level, "lvlText"), "val"),
        integer(child(level, "start"), 1),
    )


def _printed(known: _List, depth: int) -> str:
    level = known.levels[depth]
    if level.shape == "bullet":
        return "+" if level.pattern.strip() == "+" else "-"
    text = level.pattern
    for place in range(depth + 1):
        at = known.levels.get(place, level)
        text = text.replace(f"%{place + 1}", _numeral(known.counts.get(place, at.start), at.shape))
    return text


def _numeral(value: int, shape: str) -> str:
    if shape in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        numeral = ""
        for size, letters in _ROMAN + _ROMAN_SMALL:
            numeral += letters * (value // size)
            value %= size
        return numeral if shape == "upperRoman" else numeral.lower()
    if shape in ("upperLetter", "lowerLetter") and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * min(1 + (value - 1) // 26, 5)
        return letter.upper() if shape == "upperLetter" else letter
    if shape == "decimalZero":
        return f"{value:02d}"
    return "" if shape == "none" else str(value)
