"""Tables of tasks as a grid of cells, for Word and Excel alike."""

from collections.abc import Iterator
from dataclasses import dataclass

from cchc.paper.blocks import Cell
from cchc.paper.words import clean
from plans.drawing.facts import Grid, Line, TaskRow, TaskTable, TaskTitle


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its header, its share of the paper's width, its width in characters."""

    title: str
    share: float
    characters: int
    align: str = "left"


_ORDINAL = Head("TT", 0.055, 6, "center")
_TASK = Head("Nhiệm vụ", 0.36, 60)
_BROAD_TASK = Head("Nội dung", 0.2, 36)
_ACTION = Head("Nhiệm vụ, giải pháp thực hiện", 0.36, 60)
_PRODUCT = Head("Sản phẩm", 0.19, 30)
_AGENCY = Head("Cơ quan thực hiện", 0.19, 30)
_TIME = Head("Thời gian thực hiện", 0.175, 26)
_NOTE = Head("Ghi chú", 0.09, 18)


def heads_of(table: TaskTable) -> tuple[Head, ...]:
    """A column of products or of notes only where some row fills it; the notes' stands beside a column of products, as
    an office prints it."""
    lines = [line for row in table.rows if isinstance(row, TaskRow) for line in row.lines]
    has_products = any(line.product for line in lines)
    has_notes = any(line.note for line in lines) or (has_products and not table.has_actions)
    tasks = (_BROAD_TASK, _ACTION) if table.has_actions else (_TASK,)
    return (
        _ORDINAL,
        *tasks,
        *((_PRODUCT,) if has_products else ()),
        _AGENCY,
        _TIME,
        *((_NOTE,) if has_notes else ()),
    )


def cells_of(table: TaskTable) -> tuple[tuple[Cell, ...], ...]:
    """The rows below the header, each as wide as the table."""
    heads = heads_of(table)
    return tuple(cells for row in table.rows for cells in _row(row, heads, table.has_actions))


def grid_cells(grid: Grid) -> tuple[tuple[Cell, ...], ...]:
    """A table without tasks as it stands, merged cells and all."""
    sizes = {(row, column): (height, width) for row, column, height, width in grid.spans}
    covered = {
        (row + down, column): width for (row, column), (height, width) in sizes.items() for down in range(1, height)
    }
    return tuple(
        tuple(
            _grid_cell(text, sizes.get((row, column)), covered.get((row, column))) for column, text in enumerate(texts)
        )
        for row, texts in enumerate(grid.rows)
    )


def _grid_cell(text: str, size: tuple[int, int] | None, covered: int | None) -> Cell:
    if covered is not None:
        return Cell("", covered=True, across=covered)
    height, width = size or (1, 1)
    return Cell(clean(text), down=height, across=width)


def _row(row: TaskRow | TaskTitle, heads: tuple[Head, ...], has_actions: bool) -> Iterator[tuple[Cell, ...]]:
    if isinstance(row, TaskTitle):
        title = Cell(clean(row.title), bold=True, across=len(heads) - 1)
        yield (Cell(clean(row.label), bold=True), title, *(Cell("") for _ in heads[2:]))
        return
    for place, line in enumerate(row.lines):
        is_first, height = place == 0, len(row.lines)
        ordinal = Cell(clean(row.ordinal), down=height) if is_first else Cell("", covered=True)
        tasks: tuple[Cell, ...] = (Cell(clean(line.text)),)
        if has_actions:
            task = Cell(clean(row.text), down=height) if is_first else Cell("", covered=True)
            tasks = (task, Cell(clean(line.text) if row.has_actions else ""))
        yield (ordinal, *tasks, *_others(line, heads))


def _others(line: Line, heads: tuple[Head, ...]) -> Iterator[Cell]:
    texts = {_PRODUCT: line.product, _AGENCY: line.agency, _TIME: line.time, _NOTE: line.note}
    return (Cell(clean(texts[head])) for head in heads if head in texts)
