"""The tables of a report: states of rows and duties, one line an appendix, the rows themselves."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from cchc.paper.blocks import Block, Cell, Column, Note, Table
from cchc.paper.layout import UPRIGHT_WIDTH
from cchc.paper.words import clean, short_date
from cchc.text import fold
from reports.facts import AppendixFacts, AreaFacts, ReportFacts, RowFacts, Tally
from reports.figures import figures_of
from tasks.enums import LateCause

NO_BASE = "–"

_STATE_WIDTH = 48
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


def states_table(facts: ReportFacts) -> Table:
    """The rows of the plan and the duties of the period by state, and what they are compared with."""
    figures = figures_of(facts)
    titles = tuple(figure.title for figure in figures)
    return tallies_table("Bảng 1. Trạng thái thực hiện", tuple(figure.tally for figure in figures), titles)


def tallies_table(caption: str, tallies: tuple[Tally, ...], titles: tuple[str, ...] = ()) -> Table:
    """States down, tallies across, then what each percentage is taken of; `titles` stand instead of the tallies'."""
    found = [{count.state: count.number for count in tally.counts} for tally in tallies]
    lines = [
        (Cell(label), *(Cell(str(numbers.get(state, 0))) for numbers in found))
        for state, label in states_of(tallies).items()
    ]
    lines.append(_bold("Tổng số", *(str(tally.total) for tally in tallies)))
    lines.append(_plain("Đã xong trên số được tính tỷ lệ", *map(_share, tallies)))
    lines.append(_bold("Tỷ lệ hoàn thành", *(clean(tally.percent) or NO_BASE for tally in tallies)))
    width = 44 if len(tallies) < 3 else (UPRIGHT_WIDTH - _STATE_WIDTH) / len(tallies)
    names = titles or tuple(tally.title for tally in tallies)
    first = Column("Trạng thái", UPRIGHT_WIDTH - width * len(tallies))
    columns = (first, *(Column(clean(name), width, "center") for name in names))
    return Table(caption, columns, tuple(lines))


def areas_table(facts: ReportFacts) -> Table:
    """One line for each appendix of the plan; the last line is the whole plan."""
    states = states_of((facts.rows, *(area.tally for area in facts.areas)))
    lines = [tally_line(_area_name(area), area.tally, tuple(states), bold=False) for area in facts.areas]
    lines.append(tally_line("Toàn kế hoạch", facts.rows, tuple(states), bold=True))
    return Table("Bảng 2. Kết quả theo từng phần của kế hoạch", _across("Phụ lục, lĩnh vực", states), tuple(lines))


def restated_table(facts: ReportFacts, place: int) -> Table:
    """The duties of earlier periods as their reports said and as known now, one under the other."""
    states = states_of(tuple(tally for one in facts.restated for tally in (one.was, one.now)))
    lines = []
    for one in facts.restated:
        was, now = map(clean, one.titles)
        lines.append(tally_line(was, one.was, tuple(states), bold=False))
        lines.append(tally_line(now, one.now, tuple(states), bold=True))
    caption = f"Bảng {place}. Việc của các kỳ trước được bổ sung sau chốt số liệu"
    return Table(caption, _across("Kỳ", states), tuple(lines))


def _across(first: str, states: dict[str, str]) -> tuple[Column, ...]:
    """A line for each tally: its name, its total, each state, what is done of what counts."""
    for_states = UPRIGHT_WIDTH - _AREA_WIDTH - _TOTAL_WIDTH - _SHARE_WIDTH - _PERCENT_WIDTH
    return (
        Column(first, _AREA_WIDTH),
        Column("Tổng số", _TOTAL_WIDTH, "center"),
        *(Column(label, for_states / len(states), "center") for label in states.values()),
        Column("Xong/ được tính", _SHARE_WIDTH, "center"),
        Column("Tỷ lệ", _PERCENT_WIDTH, "center"),
    )


def tally_notes(tallies: tuple[Tally, ...], names: tuple[str, ...] = ()) -> Iterator[Note]:
    """What each percentage leaves out and why what is late is late, under the name of its tally; tallies with the same
    words share a note."""
    groups: dict[str, list[str]] = {}
    for name, tally in zip(names or [tally.title for tally in tallies], tallies, strict=True):
        for words in filter(None, (tally.left_out, tally.of_late)):
            groups.setdefault(clean(words), []).append(clean(name))
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
    return _groups([(_heading(section), section.rows) for section in sections])


def given_blocks(given: AppendixFacts) -> tuple[Block, ...]:
    """The rows that governments above gave, beneath the plan of each."""
    plans = dict.fromkeys(clean(row.given_by) for row in given.rows)
    return _groups([(plan, [row for row in given.rows if clean(row.given_by) == plan]) for plan in plans])


def _groups(groups: Sequence[tuple[str, Sequence[RowFacts]]]) -> tuple[Block, ...]:
    """The rows of each group beneath its heading, those of a part of a plan from above beneath its name. Where no row
    names a product, their column is left out."""
    has_products = any(clean(row.product) for _, rows in groups for row in rows)
    columns = _ROW_COLUMNS if has_products else _COLUMNS_WITHOUT_PRODUCTS
    place = _ROW_COLUMNS.index(_PRODUCT)

    def line(row: RowFacts) -> tuple[Cell, ...]:
        cells = _row_line(row)
        return cells if has_products else (*cells[:place], *cells[place + 1 :])

    def lines(rows: Sequence[RowFacts]) -> Iterator[tuple[Cell, ...]]:
        for part, found in groupby(rows, key=attrgetter("part")):
            if part:
                yield (Cell(clean(part), bold=True, across=len(columns)), *(Cell("") for _ in columns[1:]))
            yield from map(line, found)

    return tuple(Table(heading, columns, tuple(lines(rows))) for heading, rows in groups)


def _heading(section: AppendixFacts) -> str:
    heading = ". ".join(words for words in (clean(section.label), clean(section.title)) if words)
    lead = clean(section.lead)
    return f"{heading} ({lead} chủ trì)" if lead and fold(lead) not in fold(heading) else heading


def _named_part(label: str) -> str:
    """ "Phụ lục số 01 của ", "mục II của "; nothing for a plan without parts."""
    if not label:
        return ""
    return f"{label} của " if fold(label).startswith("phu luc") else f"mục {label} của "


def due_words(row: RowFacts) -> str:
    """The deadline in the words of the plan, then the day it comes to."""
    due = f"(hạn: {short_date(row.due_on)})" if row.due_on else ""
    return "\n".join(words for words in (clean(row.deadline), due) if words)


def states_of(tallies: tuple[Tally, ...]) -> dict[str, str]:
    """The states of all tallies with their labels, in the order in which they are first met."""
    return {count.state: clean(count.label) for tally in tallies for count in tally.counts}


def _area_name(area: AreaFacts) -> str:
    return ": ".join(words for words in (clean(area.label), clean(area.title)) if words)


def tally_line(name: str, tally: Tally, states: tuple[str, ...], *, bold: bool) -> tuple[Cell, ...]:
    numbers = {count.state: count.number for count in tally.counts}
    cells = (str(tally.total), *(str(numbers.get(state, 0)) for state in states), _share(tally))
    make = _bold if bold else _plain
    return make(name, *cells, clean(tally.percent) or NO_BASE)


def _share(tally: Tally) -> str:
    return f"{tally.done}/{tally.base}"


def _row_line(row: RowFacts) -> tuple[Cell, ...]:
    texts = (row.ordinal, row.text, row.product, row.agency)
    return (*map(Cell, map(clean, texts)), Cell(due_words(row)), Cell(clean(row.result)), Cell(state_words(row)))


def state_words(row: RowFacts) -> str:
    """The state of a row, beneath it why it is late."""
    return "\n".join(filter(None, (clean(row.state_label), cause_label(row.late_cause))))


def cause_label(cause: str) -> str:
    return LateCause(cause).label if cause else ""


def _plain(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text) for text in texts)


def _bold(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text, bold=True) for text in texts)
