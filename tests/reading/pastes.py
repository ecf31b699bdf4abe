"""Word files turned into the text that a person copies out of them, in several ways."""

import textwrap
from collections.abc import Iterator, Sequence

from plans.reading.results import Block


def with_tabs(blocks: Sequence[Block], *, cells_on_one_line: bool = False) -> str:
    """As Word itself copies: cells parted by tabs, the lines of a cell on lines of their own, a merged cell once."""
    lines: list[str] = []
    for block in blocks:
        lines += [block.text] if block.kind == "p" else ["\t".join(row) for row in _rows(block)]
    text = "\n".join(lines)
    if cells_on_one_line:
        text = "\n".join("\t".join(cell.replace("\n", " ") for cell in line) for line in _lines(blocks))
    return text


def as_markdown(blocks: Sequence[Block]) -> str:
    lines: list[str] = []
    for block in blocks:
        if block.kind == "p":
            lines += [f"**{block.text}**" if block.text.isupper() else block.text.replace("- ", "* ", 1), ""]
            continue
        for place, row in enumerate(block.rows):
            lines.append(f"| {' | '.join(cell.replace(chr(10), '<br>') for cell in row)} |")
            if place == 0:
                lines.append("|" + " --- |" * len(row))
        lines.append("")
    return "\n".join(lines)


def as_html(blocks: Sequence[Block]) -> str:
    lines: list[str] = []
    for block in blocks:
        if block.kind == "p":
            lines.append(f"<p>{block.text}&nbsp;</p>")
            continue
        rows = ("\n".join(f"<td>{cell.replace(chr(10), '<br/>')}</td>" for cell in row) for row in _rows(block))
        lines += ["<table>", *(f"<tr>\n{row}\n</tr>" for row in rows), "</table>"]
    return "\n".join(lines)


def one_cell_a_line(blocks: Sequence[Block]) -> str:
    return "\n".join(cell for line in _lines(blocks) for cell in line if cell)


def paged(text: str, every: int) -> str:
    """A page ends every so many lines: its number, a page break, and inside a table the header again."""
    lines: list[str] = []
    header = ""
    for place, line in enumerate(text.split("\n"), 1):
        if line.startswith("STT\t"):
            header = line
        elif "\t" not in line and line.startswith(("Phụ lục", "Nơi nhận")):
            header = ""
        lines.append(line)
        if place % every == 0:
            lines += ["", str(place // every), "\f" if place % 2 else "", *([header] if header else [])]
    return "\r\n".join(lines)


def wrapped(text: str, width: int) -> str:
    """Prose broken at the edge of the page, table rows left alone."""
    lines = (line if "\t" in line else textwrap.fill(line, width) for line in text.split("\n"))
    return "\n".join(lines)


def _lines(blocks: Sequence[Block]) -> Iterator[list[str]]:
    for block in blocks:
        if block.kind == "p":
            yield [block.text]
        else:
            yield from _rows(block)


def _rows(block: Block) -> Iterator[list[str]]:
    wide = {(span.row, span.column): span.width for span in block.spans}
    for number, row in enumerate(block.rows):
        cells, place = [], 0
        while place < len(row):
            cells.append(row[place])
            place += wide.get((number, place), 1)
        yield cells
