"""Pieces of a document as they are stored beside a plan's file."""

from typing import Any

from plans.reading.results import Block, Span


def block_to_json(block: Block) -> dict[str, object]:
    """A piece of the document as it is kept for showing it beside its reading."""
    if block.kind == "p":
        return {"kind": "p", "text": block.text}
    spans = [[span.row, span.column, span.height, span.width] for span in block.spans]
    return {"kind": "table", "rows": [list(row) for row in block.rows], "spans": spans}


def block_from_json(found: dict[str, Any]) -> Block:
    """The words and merged cells of one piece."""
    if found["kind"] == "p":
        return Block("p", found["text"])
    return Block(
        "table", rows=tuple(tuple(row) for row in found["rows"]), spans=tuple(Span(*span) for span in found["spans"])
    )
