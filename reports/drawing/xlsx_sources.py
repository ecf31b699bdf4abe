"""Where the figures and the words of a report come from: two sheets of the workbook."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cchc.paper.sheets import Sheet, Value
from cchc.paper.words import clean
from reports.drawing.outline import GAP
from reports.facts import AppendixFacts, Count, ReportFacts, RowFacts, Tally

_OFFICE = "Văn phòng soạn"


def figure_sources(facts: ReportFacts) -> Sheet:
    """For each figure of each tally, the rows of the plan counted in it (appendix and ordinal)."""
    headers = ("Số liệu", "Trạng thái", "Giá trị", "Các dòng phía sau")
    lines = [*_lines_by_state(clean(facts.rows.title), facts.rows, facts.appendices), *_period_lines(facts)]
    for area in facts.areas:
        name = ": ".join(filter(None, (clean(area.label), clean(area.title))))
        behind = tuple(one for one in facts.appendices if (one.label, one.title) == (area.label, area.title))
        lines += _lines_by_state(name, area.tally, behind)
    return Sheet("Nguồn số liệu", headers, (44, 16, 9, 70), tuple(lines))


def narrative_sources(facts: ReportFacts) -> Sheet:
    """Whose words each paragraph of the narrative is, and which places are still to be filled."""
    lines = tuple(
        (
            section.key,
            clean(section.heading),
            GAP if paragraph.gap else clean(paragraph.text),
            "" if paragraph.gap else clean(paragraph.source) or _OFFICE,
        )
        for section in facts.narrative
        for paragraph in section.paragraphs
    )
    return Sheet("Nguồn lời văn", ("Mục", "Đề mục", "Nội dung", "Nguồn"), (8, 28, 76, 26), lines)


def _lines_by_state(name: str, tally: Tally, appendices: tuple[AppendixFacts, ...]) -> Iterator[tuple[Value, ...]]:
    for count in _counted(tally):
        behind = _named(appendices, (row for one in appendices for row in one.rows if row.state == count.state))
        yield name, clean(count.label), count.number, behind


def _period_lines(facts: ReportFacts) -> Iterator[tuple[Value, ...]]:
    name = clean(facts.period_tally.title)
    for count in _counted(facts.period_tally):
        yield name, clean(count.label), count.number, _behind_duties(facts, count)


def _counted(tally: Tally) -> Iterator[Count]:
    """A state in which nothing stands has no rows to name."""
    return (count for count in tally.counts if count.number)


def _behind_duties(facts: ReportFacts, count: Count) -> str:
    """The rows that hold the duties counted; a row with two of them is named once, with their number."""
    counted = set(count.obligations)
    rows = (row for one in facts.appendices for row in one.rows if counted.intersection(row.obligations))
    return _named(facts.appendices, rows, counted)


def _named(appendices: tuple[AppendixFacts, ...], rows: Iterable[RowFacts], counted: set[int] | None = None) -> str:
    """ "Phụ lục số 01: TT 1, 3 (2 việc); Phụ lục số 02: TT 4".

    Actions of one row share its ordinal: "TT 5 (3 dòng)".
    """
    wanted = {row.task_id for row in rows}
    groups = []
    for appendix in appendices:
        ordinals = Counter(_ordinal(row, counted) for row in appendix.rows if row.task_id in wanted)
        if ordinals:
            words = ", ".join(name if times < 2 else f"{name} ({times} dòng)" for name, times in ordinals.items())
            groups.append(f"{clean(appendix.label) or clean(appendix.title)}: TT {words}")
    return "; ".join(groups)


def _ordinal(row: RowFacts, counted: set[int] | None) -> str:
    duties = len(counted.intersection(row.obligations)) if counted else 1
    words = clean(row.ordinal) or f"dòng {row.task_id}"
    return words if duties < 2 else f"{words} ({duties} việc)"
