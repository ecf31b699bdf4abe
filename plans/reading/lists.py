"""Rows that hold several actions: their cells are lists matched by position, or lines merged into one row."""

from dataclasses import replace

from plans.reading.agencies import Directory, split_agencies
from plans.reading.products import pair, split_list
from plans.reading.results import Doubt
from plans.reading.rows import Row


def split_row(row: Row, directory: Directory) -> tuple[list[Row], tuple[Doubt, ...]]:
    """The actions of a row as rows of their own; a row that is no list comes back alone. Without a column of actions,
    the task is split only where another cell is a list of the same length."""
    parts: list[Row] = []
    doubts: list[Doubt] = []
    for line in _with_own_words(row):
        found, unequal = _split_line(line, row, directory)
        parts += found
        doubts += unequal
    return parts, tuple(doubts)


def _split_line(line: Row, row: Row, directory: Directory) -> tuple[list[Row], list[Doubt]]:
    actions = split_list(line.action or line.text)
    if len(actions) < 2:
        return [_part(line, row)], []
    agencies, times = split_agencies(line.lead, directory), split_list(line.time)
    if not line.action and (line.coordinate or len(actions) not in (len(agencies), len(times))):
        return [_part(line, row)], []
    paired = pair(actions, agencies, times)
    if paired is None:
        return [_part(line, row)], [_unequal(line, len(actions), len(agencies), len(times))]
    products = split_list(line.product)
    own = products if len(products) == len(paired) else ("",) * len(paired)
    return [
        Row("", text, lead=lead, time=time, product=product)
        for (text, lead, time), product in zip(paired, own, strict=True)
    ], []


def _unequal(row: Row, actions: int, agencies: int, times: int) -> Doubt:
    """The words are those of the cell whose length does not fit."""
    message = (
        f"Hàng này có {actions} việc, {agencies} cơ quan và {times} thời hạn nên không ghép từng đôi được; "
        "giữ cả hàng làm một việc, hãy tách lại."
    )
    return Doubt("unequal_lists", message, row.lead if agencies not in (1, actions) else row.time)


def _with_own_words(row: Row) -> list[Row]:
    """The row itself and its lines; what a line leaves blank is as in the line above."""
    lines = [row]
    for line in row.lines:
        above = lines[-1]
        lines.append(
            replace(line, lead=line.lead or above.lead, coordinate=line.coordinate, time=line.time or above.time)
        )
    return lines


def _part(part: Row, row: Row) -> Row:
    """An action of the row in its own words, without an ordinal."""
    return Row(
        ordinal="",
        text=_bare(part.action) or part.text or row.text,
        product=part.product,
        lead=part.lead,
        coordinate=part.coordinate,
        time=part.time,
        note=part.note,
    )


def _bare(action: str) -> str:
    """A single action without the dash of its list."""
    items = split_list(action)
    return items[0] if len(items) == 1 else action
