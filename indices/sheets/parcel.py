"""A set as plain values, so that what was shown is exactly what is stored a moment later. Pure."""

from decimal import Decimal
from typing import Any

from cchc.numbers import plain
from indices.scoring.bands import bands_from_json, bands_to_json
from indices.scoring.ranking import ties_from_json, ties_to_json
from indices.scoring.writing import rule_from_json, rule_to_json
from indices.sheets.outline import Head, Line, Outline


def outline_to_json(outline: Outline) -> dict[str, Any]:
    """JSON values."""
    head = outline.head
    return {
        "name": head.name,
        "source": head.source,
        "places": head.places,
        "threshold": plain(head.threshold),
        "bands": bands_to_json(head.bands),
        "ties": ties_to_json(head.ties),
        "is_example": head.is_example,
        "lines": [_line_to_json(line) for line in outline.lines],
    }


def outline_from_json(data: dict[str, Any]) -> Outline:
    """The inverse of `outline_to_json`."""
    head = Head(
        name=data["name"],
        source=data["source"],
        places=data["places"],
        threshold=Decimal(data["threshold"]),
        bands=bands_from_json(data["bands"]),
        ties=ties_from_json(data["ties"]),
        is_example=data["is_example"],
    )
    return Outline(head, tuple(_line_from_json(line) for line in data["lines"]))


def _line_to_json(line: Line) -> list[Any]:
    rule = [line.rule.kind.value, rule_to_json(line.rule)] if line.rule else None
    flags = [line.is_bonus, line.may_not_apply]
    return [line.code, line.depth, line.name, plain(line.maximum), rule, *flags, line.proof]


def _line_from_json(data: list[Any]) -> Line:
    code, depth, name, maximum, rule, is_bonus, may_not_apply, proof = data
    found = rule_from_json(*rule) if rule else None
    return Line(code, depth, name, Decimal(maximum), found, is_bonus, may_not_apply, proof)
