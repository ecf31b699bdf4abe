"""The statistics and the targets of a report: as tables for paper and as sheets of its workbook."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cchc.numbers import figure_words, plain_decimal, shown_decimal
from cchc.paper.blocks import Block, Cell, Column, Note, Table
from cchc.paper.layout import LANDSCAPE_WIDTH
from cchc.paper.sheets import Share, Sheet, Value
from cchc.paper.words import clean
from reports.facts import Indicator, MeasureFacts, TargetFacts

NO_FIGURE = "[Chưa có số liệu]"
NOBODY = Indicator("Số liệu thống kê của kỳ này chưa được nhập", "", "", "", "")
"""Stands for all figures where nobody entered a number."""
COUNTED = "Hệ thống tính từ kế hoạch"
"""The heading of what has no area: the figures that nobody enters."""
MET = {"yes": "Đạt", "no": "Chưa đạt", "": "Chưa đo"}

_EXTRAS = {"previous": "Kỳ trước", "last_year": "Cùng kỳ năm trước", "so_far": "Từ đầu năm"}
_ORDINAL, _UNIT, _FIGURE = Column("TT", 12, "center"), 30, 30
_NARROW_UNIT, _NARROW_FIGURE = 24, 24
_TARGET_COLUMNS = (
    Column("TT", 10, "center"),
    Column("Chỉ tiêu của kế hoạch", 97),
    Column("Mức đặt ra", 34, "center"),
    Column("Đạt được", 44, "center"),
    Column("Đánh giá", 22, "center"),
    Column("Nguồn", 40),
)
_NUMBER_HEADERS = ("Số liệu", "Đơn vị tính", "Giá trị", "Người nhập, ngày nhập")


@dataclass(frozen=True, slots=True)
class Shown:
    """The lines of the statistics table by area, and in words which figures it leaves out. `extras` are the fields of
    the columns beside the figure, those in which something stands."""

    groups: tuple[tuple[str, tuple[Indicator, ...]], ...]
    extras: tuple[str, ...]
    left_out: str

    @property
    def lines(self) -> tuple[Indicator, ...]:
        return tuple(one for _, group in self.groups for one in group)

    @property
    def width(self) -> int:
        """How many columns of words and figures the table has."""
        return 5 + len(self.extras)

    @property
    def has_areas(self) -> bool:
        return len(self.groups) > 1

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(_EXTRAS[name] for name in self.extras)


def shown(indicators: Sequence[Indicator]) -> Shown:
    """A figure of which nobody entered a number is left out and named; where none was entered, one marked gap stands
    for all."""
    missing = [one for one in indicators if one.code and not (one.numerator or one.value)]
    kept = [one for one in indicators if one not in missing]
    if missing and all(not one.code for one in kept):
        kept, missing = [*kept, NOBODY], []
    groups = tuple((area, tuple(found)) for area, found in groupby(_by_area(kept), key=lambda one: one.area))
    extras = tuple(name for name in _EXTRAS if any(getattr(one, name) for one in kept))
    return Shown(groups, extras, _left_out_words(missing, kept))


def _by_area(indicators: Iterable[Indicator]) -> list[Indicator]:
    """Areas in the order in which they are first met, what the system counts first."""
    found = list(indicators)
    areas = list(dict.fromkeys(["", *(one.area for one in found)]))
    return sorted(found, key=lambda one: areas.index(one.area))


def _left_out_words(missing: Sequence[Indicator], kept: Sequence[Indicator]) -> str:
    """ "Chưa nhập số liệu nên không đưa vào bảng: cả lĩnh vực Cải cách thể chế; Cuộc đối thoại." """
    areas = {one.area for one in kept}
    names = [one.name if one.area in areas else f"cả lĩnh vực {one.area}" for one in missing]
    return f"Chưa nhập số liệu nên không đưa vào bảng: {'; '.join(dict.fromkeys(map(clean, names)))}." if names else ""


def statistics_blocks(indicators: Sequence[Indicator]) -> Iterator[Block]:
    """Numerator and denominator beside every value, area by area; beneath it what the table leaves out."""
    found = shown(indicators)
    columns = _columns(found.headings)
    lines: list[tuple[Cell, ...]] = []
    place = 0
    for area, group in found.groups:
        if found.has_areas:
            lines.append(_part_line(clean(area) or COUNTED, len(columns)))
        for one in group:
            place += 1
            lines.append(_indicator_line(place, one, found.extras))
    yield Table("", columns, tuple(lines))
    if found.left_out:
        yield Note(found.left_out)


def _columns(extras: tuple[str, ...]) -> tuple[Column, ...]:
    unit, figure = (_NARROW_UNIT, _NARROW_FIGURE) if extras else (_UNIT, _FIGURE)
    figures = [Column(name, figure, "right") for name in ("Tử số", "Mẫu số", "Kết quả", *extras)]
    name = LANDSCAPE_WIDTH - _ORDINAL.width - unit - figure * len(figures)
    return (_ORDINAL, Column("Chỉ tiêu thống kê", name), Column("Đơn vị tính", unit, "center"), *figures)


def _part_line(name: str, width: int) -> tuple[Cell, ...]:
    return (Cell(name, bold=True, across=width), *(Cell("") for _ in range(width - 1)))


def _indicator_line(place: int, one: Indicator, extras: tuple[str, ...]) -> tuple[Cell, ...]:
    value = clean(one.value)
    figures = (figure_words(one.numerator), figure_words(one.denominator))
    result = Cell(value) if value or any(figures) else Cell(NO_FIGURE, gap=True)
    texts = (str(place), clean(one.name), clean(one.unit), *figures)
    return (*map(Cell, texts), result, *(Cell(clean(getattr(one, name))) for name in extras))


def targets_blocks(targets: Sequence[TargetFacts]) -> Iterator[Block]:
    """Every target beside what was achieved; what nobody measured is a marked gap."""
    yield Table("", _TARGET_COLUMNS, tuple(_target_line(place, one) for place, one in enumerate(targets, start=1)))


def are_measured(targets: Sequence[TargetFacts]) -> bool:
    """Whether a table of them says anything."""
    return any(one.achieved for one in targets)


def unmeasured_notes(targets: Sequence[TargetFacts]) -> Iterator[Note]:
    """A word instead of a table in which nothing would stand."""
    if targets and not are_measured(targets):
        yield Note(f"Kế hoạch có {len(targets)} chỉ tiêu; kỳ này chưa ghi kết quả của chỉ tiêu nào.")


def _target_line(place: int, one: TargetFacts) -> tuple[Cell, ...]:
    achieved = Cell(clean(one.achieved)) if one.achieved else Cell(NO_FIGURE, gap=True)
    first = (Cell(str(place)), Cell(clean(one.text)), Cell(clean(one.aim)))
    return (*first, achieved, Cell(MET[one.met]), Cell(clean(one.source)))


def statistics_sheets(
    indicators: Sequence[Indicator], measures: Sequence[MeasureFacts], targets: Sequence[TargetFacts]
) -> Iterator[Sheet]:
    """The statistics with numbers as numbers, the numbers behind them with who entered them, the targets."""
    yield _indicators_sheet(shown(indicators))
    if measures:
        numbers = tuple((clean(m.name), clean(m.unit), _figure(m.value), clean(m.source)) for m in measures)
        yield Sheet("Nguồn số liệu thống kê", _NUMBER_HEADERS, (60, 16, 14, 44), numbers)
    if targets:
        headers = tuple(column.title for column in _TARGET_COLUMNS)
        told = tuple(_target_values(place, one) for place, one in enumerate(targets, start=1))
        yield Sheet("Chỉ tiêu của kế hoạch", headers, (6, 64, 20, 28, 13, 44), told)


def _target_values(place: int, one: TargetFacts) -> tuple[Value, ...]:
    return (place, *map(clean, (one.text, one.aim, one.achieved or NO_FIGURE, MET[one.met], one.source)))


def _indicators_sheet(found: Shown) -> Sheet:
    area, width = (("Lĩnh vực",), (30.0,)) if found.has_areas else ((), ())
    headers = ("TT", *area, "Chỉ tiêu thống kê", "Đơn vị tính", "Tử số", "Mẫu số", "Kết quả", *found.headings)
    widths = (7, *width, 60, 16, 14, 14, 14, *(14 for _ in found.extras))
    lines = tuple(_sheet_line(place, one, found) for place, one in enumerate(found.lines, start=1))
    return Sheet("Chỉ tiêu thống kê", headers, widths, lines)


def _sheet_line(place: int, one: Indicator, found: Shown) -> tuple[Value, ...]:
    area = (clean(one.area) or COUNTED,) if found.has_areas else ()
    figures = (_figure(one.numerator), _figure(one.denominator), shown_value(one.value))
    beside = (shown_value(getattr(one, name)) for name in found.extras)
    return (place, *area, clean(one.name), clean(one.unit), *figures, *beside)


def shown_value(text: str) -> Value:
    """A figure as shown ("2.840", "96,2 %") as a number; words as they are."""
    value = shown_decimal(text)
    if value is None:
        return clean(text)
    return Share(value) if "%" in text else value


def _figure(text: str) -> Value:
    value = plain_decimal(text)
    return clean(text) if value is None else value
