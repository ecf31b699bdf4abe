"""The tables of a report: states of rows and duties, one line an appendix, the rows themselves, the statistics."""

from collections.abc import Iterator

from cchc.paper.blocks import Block, Cell, Column, Note, Table
from cchc.paper.layout import UPRIGHT_WIDTH
from cchc.paper.words import clean, short_date
from cchc.text import fold
from reports.drawing.words import figure_words
from reports.facts import AppendixFacts, AreaFacts, Indicator, ReportFacts, RowFacts, Tally

NO_FIGURE = "[Chưa có số liệu]"
NO_BASE = "–"

_AREA_WIDTH = 36
_TOTAL_WIDTH = 10
_SHARE_WIDTH = 13
_PERCENT_WIDTH = 15

_PRODUCT = Column("Sản phẩm", 28)
_ROW_COLUMNS = (
    Column("TT", 10, "center"),
    Column("Nhiệm vụ", 68),
    _PRODUCT,
    Column("Cơ quan thực hiện", 34),
    Column("Thời hạn", 34),
    Column("Kết quả thực hiện", 46),
    Column("Trạng thái", 27, "center"),
)
_COLUMNS_WITHOUT_PRODUCTS = (
    Column("TT", 10, "center"),
    Column("Nhiệm vụ", 84),
    Column("Cơ quan thực hiện", 40),
    Column("Thời hạn", 32),
    Column("Kết quả thực hiện", 54),
    Column("Trạng thái", 27, "center"),
)
_INDICATOR_COLUMNS = (
    Column("TT", 12, "center"),
    Column("Chỉ tiêu thống kê", 115),
    Column("Đơn vị tính", 30, "center"),
    Column("Tử số", 30, "right"),
    Column("Mẫu số", 30, "right"),
    Column("Kết quả", 30, "right"),
)


def states_table(facts: ReportFacts) -> Table:
    """States down, rows of the plan and duties of the period across, then what the percentage is taken of."""
    tallies = (facts.rows, facts.period_tally)
    found = [{count.state: count.number for count in tally.counts} for tally in tallies]
    lines = [
        (Cell(label), *(Cell(str(numbers.get(state, 0))) for numbers in found))
        for state, label in _states(tallies).items()
    ]
    lines.append(_bold("Tổng số", *(str(tally.total) for tally in tallies)))
    lines.append(_plain("Đã xong trên số được tính tỷ lệ", *map(_share, tallies)))
    lines.append(_bold("Tỷ lệ hoàn thành", *(clean(tally.percent) or NO_BASE for tally in tallies)))
    columns = (Column("Trạng thái", 72), *(Column(clean(tally.title), 44, "center") for tally in tallies))
    return Table("Bảng 1. Trạng thái thực hiện", columns, tuple(lines))


def areas_table(facts: ReportFacts) -> Table:
    """One line for each appendix of the plan; the last line is the whole plan."""
    states = _states((facts.rows, *(area.tally for area in facts.areas)))
    for_states = UPRIGHT_WIDTH - _AREA_WIDTH - _TOTAL_WIDTH - _SHARE_WIDTH - _PERCENT_WIDTH
    columns = (
        Column("Phụ lục, lĩnh vực", _AREA_WIDTH),
        Column("Tổng số", _TOTAL_WIDTH, "center"),
        *(Column(label, for_states / len(states), "center") for label in states.values()),
        Column("Xong/ được tính", _SHARE_WIDTH, "center"),
        Column("Tỷ lệ", _PERCENT_WIDTH, "center"),
    )
    lines = [_area_line(_area_name(area), area.tally, tuple(states), bold=False) for area in facts.areas]
    lines.append(_area_line("Toàn kế hoạch", facts.rows, tuple(states), bold=True))
    return Table("Bảng 2. Kết quả theo từng phần của kế hoạch", columns, tuple(lines))


def tally_notes(tallies: tuple[Tally, ...], names: tuple[str, ...] = ()) -> Iterator[Note]:
    """What each percentage leaves out, under the name of its tally; tallies with the same words share a note."""
    groups: dict[str, list[str]] = {}
    for name, tally in zip(names or [tally.title for tally in tallies], tallies, strict=True):
        if tally.left_out:
            groups.setdefault(clean(tally.left_out), []).append(clean(name))
    yield from (Note(f"{'; '.join(group)} – {words[:1].lower()}{words[1:]}") for words, group in groups.items())


def appendix_blocks(appendix: AppendixFacts) -> tuple[Block, ...]:
    """The rows of one appendix beneath a line that names it as the plan does."""
    origin = f"Theo {_named_part(clean(appendix.label))}kế hoạch"
    lead = f"; chủ trì: {clean(appendix.lead)}" if appendix.lead else ""
    if not appendix.rows:
        return (Note(f"{origin}{lead}. Phụ lục này không có nhiệm vụ."),)
    return Note(f"{origin}{lead}."), Table("", _ROW_COLUMNS, tuple(map(_row_line, appendix.rows)))


def is_section(appendix: AppendixFacts) -> bool:
    """Whether it is a section of the plan's own text rather than an appendix of it."""
    return not fold(appendix.label).startswith("phu luc")


def sections_blocks(sections: tuple[AppendixFacts, ...]) -> tuple[Block, ...]:
    """The rows of each section beneath its heading. Prose names no products: without any, their column is left out."""
    has_products = any(clean(row.product) for section in sections for row in section.rows)
    columns = _ROW_COLUMNS if has_products else _COLUMNS_WITHOUT_PRODUCTS
    place = _ROW_COLUMNS.index(_PRODUCT)

    def line(row: RowFacts) -> tuple[Cell, ...]:
        cells = _row_line(row)
        return cells if has_products else (*cells[:place], *cells[place + 1 :])

    return tuple(Table(_heading(section), columns, tuple(map(line, section.rows))) for section in sections)


def _heading(section: AppendixFacts) -> str:
    heading = ". ".join(words for words in (clean(section.label), clean(section.title)) if words)
    lead = clean(section.lead)
    return f"{heading} ({lead} chủ trì)" if lead and fold(lead) not in fold(heading) else heading


def _named_part(label: str) -> str:
    """ "Phụ lục số 01 của ", "mục II của "; nothing for a plan without parts."""
    if not label:
        return ""
    return f"{label} của " if fold(label).startswith("phu luc") else f"mục {label} của "


def indicators_table(indicators: tuple[Indicator, ...]) -> Table:
    """Numerator and denominator beside every value; what nobody entered is a marked gap."""
    lines = (_indicator_line(place, item) for place, item in enumerate(indicators, start=1))
    return Table("", _INDICATOR_COLUMNS, tuple(lines))


def due_words(row: RowFacts) -> str:
    """The deadline in the words of the plan, then the day it comes to."""
    due = f"(hạn: {short_date(row.due_on)})" if row.due_on else ""
    return "\n".join(words for words in (clean(row.deadline), due) if words)


def _states(tallies: tuple[Tally, ...]) -> dict[str, str]:
    """The states of all tallies with their labels, in the order in which they are first met."""
    return {count.state: clean(count.label) for tally in tallies for count in tally.counts}


def _area_name(area: AreaFacts) -> str:
    return ": ".join(words for words in (clean(area.label), clean(area.title)) if words)


def _area_line(name: str, tally: Tally, states: tuple[str, ...], *, bold: bool) -> tuple[Cell, ...]:
    numbers = {count.state: count.number for count in tally.counts}
    cells = (str(tally.total), *(str(numbers.get(state, 0)) for state in states), _share(tally))
    make = _bold if bold else _plain
    return make(name, *cells, clean(tally.percent) or NO_BASE)


def _share(tally: Tally) -> str:
    return f"{tally.done}/{tally.base}"


def _row_line(row: RowFacts) -> tuple[Cell, ...]:
    texts = (row.ordinal, row.text, row.product, row.agency)
    return (*map(Cell, map(clean, texts)), Cell(due_words(row)), Cell(clean(row.result)), Cell(clean(row.state_label)))


def _indicator_line(place: int, item: Indicator) -> tuple[Cell, ...]:
    value = clean(item.value)
    figures = (figure_words(item.numerator), figure_words(item.denominator))
    shown = Cell(value) if value or any(figures) else Cell(NO_FIGURE, gap=True)
    return (*_plain(str(place), clean(item.name), clean(item.unit), *figures), shown)


def _plain(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text) for text in texts)


def _bold(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text, bold=True) for text in texts)
