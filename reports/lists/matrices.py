"""A matrix as a list to print: every cell in words, what was narrowed and how many lines there are said above."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reports.lists.facts import Field, ListFacts, MatrixKind, Part, Value
from reports.matrices.areas import AreaCell, AreaMatrix, AreaRow
from reports.matrices.bodies import Body
from reports.matrices.choosing import Asked, Chosen
from reports.matrices.periods import Arrival, PeriodCell, PeriodMatrix, PeriodRow, Share
from tasks.enums import PeriodKind
from tasks.periods import Period, part_of_year
from tasks.tallies import percent_words

PAGE_WIDTH = 247
_NUMBER = Field("TT", 10, "center")
_BODY_WIDTH, _FIGURE_WIDTH = 37, 16
_WHOLE, _LAST_YEAR = "Toàn địa bàn", "Cùng kỳ năm trước"


@dataclass(frozen=True, slots=True)
class Paper:
    """What every matrix says of itself: whose it is, of which year, what was asked for, who signs."""

    issuer: str
    place: str
    leader: str
    year: int
    today: date
    asked: Asked
    only: str = ""


def periods_list(matrix: PeriodMatrix, chosen: Chosen[PeriodRow], paper: Paper, *, of_months: bool) -> ListFacts:
    """Bodies × periods; the first row tells how many came in time, the second how many a year before."""
    kind = MatrixKind.MONTHS if of_months else MatrixKind.PERIODS
    titles = [
        f"{short_name(of)}\n{days_words(of, is_one)}"
        for of, is_one in zip(matrix.columns, matrix.is_one_day, strict=True)
    ]
    sums = [(_WHOLE, matrix.sums), *([(_LAST_YEAR, matrix.last)] if any(matrix.last) else [])]
    rows = ((_name(row.body, paper.year), *map(_said, row.cells, matrix.is_one_day)) for row in chosen.rows)
    return _list(
        kind,
        paper,
        chosen.said,
        fields=_fields(titles),
        sums=tuple(("", title, *map(share_words, shares)) for title, shares in sums),
        rows=rows,
        left_out=("Đúng hạn tính theo lần gửi đầu tiên, trên số đơn vị đã đến hạn gửi của từng kỳ.",),
    )


def areas_list(matrix: AreaMatrix, chosen: Chosen[AreaRow], paper: Paper) -> ListFacts:
    """Bodies × areas: done out of what counts, with what is overdue; at the end all areas together, in figures."""
    fields = _fields(matrix.areas, ("Xong", "Được tính", "Quá hạn", "Tỷ lệ"))
    sums = [("", _WHOLE, *map(_words, matrix.sums[:-1]), *_figures(matrix.sums[-1]))]
    if matrix.last:
        sums.append(("", last_words(matrix), *map(_words, matrix.last[:-1]), *_figures(matrix.last[-1])))
    rows = ((_name(row.body, paper.year), *map(_words, row.cells), *_figures(row.whole)) for row in chosen.rows)
    return _list(
        MatrixKind.AREAS,
        paper,
        chosen.said,
        fields=fields,
        sums=tuple(sums),
        rows=rows,
        left_out=tuple(filter(None, (matrix.left_out,))),
        as_of=matrix.as_of,
    )


def short_name(of: Period) -> str:
    """A column of a year's matrix: "Quý II", "6 tháng đầu năm"."""
    return "Cả năm" if of.kind == PeriodKind.YEAR else _capital(part_of_year(of.kind, of.number))


def days_words(of: Period, is_one: bool) -> str:
    return f"hạn {of.send_by:%d/%m/%Y}" if is_one else "hạn riêng từng nơi"


def share_words(share: Share | None) -> str:
    """ "13/15 đúng hạn (86,7 %)"; a period that nobody had to send yet has none."""
    if share is None or not share.base:
        return "–"
    return f"{share.in_time}/{share.base} đúng hạn ({percent_words(share.in_time, share.base)})"


def last_words(matrix: AreaMatrix) -> str:
    """ "Cùng kỳ năm trước, 10/06/2022, 12 đơn vị có kế hoạch"."""
    return f"{_LAST_YEAR}, {matrix.last_on:%d/%m/%Y}, {matrix.last_bodies} đơn vị có kế hoạch"


def _list(
    kind: MatrixKind,
    paper: Paper,
    said: str,
    *,
    fields: tuple[Field, ...],
    sums: tuple[tuple[Value, ...], ...],
    rows: Iterable[tuple[Value, ...]],
    left_out: tuple[str, ...],
    as_of: date | None = None,
) -> ListFacts:
    numbered = tuple((number, *row) for number, row in enumerate(rows, start=1))
    return ListFacts(
        kind=kind,
        issuer=paper.issuer,
        place=paper.place,
        title=f"{kind.label} năm {paper.year}",
        as_of=as_of or paper.today,
        fields=fields,
        parts=(Part("", numbered),),
        notes=(f"{said}{_narrowed(paper)}.",),
        left_out=left_out,
        empty="Không có đơn vị nào như đã chọn.",
        leader=paper.leader,
        sums=sums,
    )


def _narrowed(paper: Paper) -> str:
    asked = paper.asked
    said = [
        asked.mark.label.lower() if asked.mark else "",
        f"loại {asked.type.lower()}" if asked.type else "",
        f"tên có “{asked.words}”" if asked.words else "",
        f"xét {paper.only}" if paper.only else "",
    ]
    found = "; ".join(filter(None, said))
    return f" ({found})" if found else ""


def _fields(titles: Sequence[str], figures: Sequence[str] = ()) -> tuple[Field, ...]:
    left = PAGE_WIDTH - _NUMBER.width - _BODY_WIDTH - _FIGURE_WIDTH * len(figures)
    width = round(left / max(1, len(titles)), 1)
    return (
        _NUMBER,
        Field("Đơn vị", _BODY_WIDTH),
        *(Field(title, width) for title in titles),
        *(Field(title, _FIGURE_WIDTH, "center") for title in figures),
    )


def _name(body: Body, year: int) -> str:
    """A body with what explains its line: since when it exists, that it has no plan."""
    planless = "" if body.has_plan else f"chưa có kế hoạch năm {year}"
    said = ", ".join(filter(None, (body.life_words, planless)))
    return f"{body.name} ({said})" if said else body.name


def _said(cell: PeriodCell, is_one_day: bool) -> str:
    """The day that all have in common stands above its column."""
    return cell.words if is_one_day and cell.arrival == Arrival.NOT_YET else cell.said


def _words(cell: AreaCell | None) -> str:
    """On lines of their own: columns are narrow."""
    return cell.words.replace(", ", "\n") if cell else "–"


def _figures(cell: AreaCell | None) -> tuple[Value, ...]:
    return (cell.done, cell.base, cell.overdue, cell.percent) if cell else (None, None, None, "")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
