"""Where the figures and the words of a report come from: two sheets of the workbook."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cchc.paper.sheets import Sheet, Value
from cchc.paper.words import clean
from reports.drawing.outline import GAP
from reports.drawing.tables import cause_label
from reports.facts import AppendixFacts, CauseCount, Count, DutyFacts, ReportFacts, RowFacts, Tally
from reports.figures import Figure, figures_of
from tasks.enums import State

_OFFICE = "Văn phòng soạn"


def figure_sources(facts: ReportFacts) -> Sheet:
    """For each figure of each tally, the rows of the plan counted in it (appendix and ordinal)."""
    headers = ("Số liệu", "Trạng thái", "Giá trị", "Các dòng phía sau")
    lines = [line for figure in figures_of(facts) for line in _lines_of(facts, figure)]
    for one in facts.restated:
        was, now = map(clean, one.titles)
        lines += _lines_elsewhere(was, one.was, f"Báo cáo {clean(one.period)}")
        lines += _lines_by_duty(facts, now, one.now)
    for area in facts.areas:
        name = ": ".join(filter(None, (clean(area.label), clean(area.title))))
        behind = tuple(one for one in facts.appendices if (one.label, one.title) == (area.label, area.title))
        lines += _lines_by_state(name, area.tally, behind)
    return Sheet("Nguồn số liệu", headers, (44, 16, 9, 70), tuple(lines))


def duty_sources(facts: ReportFacts) -> Iterator[Sheet]:
    """Every duty with its day, its state, the last word said and whose word it is, and which figures count it; nothing
    where the facts tell of rows alone. Why it is late, where any of them says so."""
    parts = (*facts.appendices, facts.given) if facts.given else facts.appendices
    found = [(part, row, duty) for part in parts for row in part.rows for duty in row.duties]
    lines = tuple(_duty_line(facts, *one) for one in found)
    if lines:
        headers: tuple[str, ...] = (
            "Phụ lục",
            "TT",
            "Nhiệm vụ",
            "Việc",
            "Hạn",
            "Trạng thái",
            "Tính vào kỳ",
            "Tính từ đầu năm",
            "Lời ghi cuối",
            "Ai ghi, ngày nào",
            "Số minh chứng",
        )
        widths: tuple[int, ...] = (13, 6, 40, 24, 12, 13, 8, 8, 44, 30, 8)
        if any(duty.late_cause for *_, duty in found):
            headers, widths = (*headers, "Nguyên nhân chậm", "Lý do chậm"), (*widths, 24, 36)
            lines = tuple((*line, *_why_late(duty)) for line, (*_, duty) in zip(lines, found, strict=True))
        yield Sheet("Việc phía sau số liệu", headers, widths, lines)


def _why_late(duty: DutyFacts) -> tuple[Value, ...]:
    return cause_label(duty.late_cause), clean(duty.late_reason)


def _duty_line(facts: ReportFacts, part: AppendixFacts, row: RowFacts, duty: DutyFacts) -> tuple[Value, ...]:
    counted = tuple(
        "x" if tally and any(duty.obligation in count.obligations for count in tally.counts) else ""
        for tally in (facts.period_tally, facts.so_far)
    )
    named = (clean(part.label) or clean(part.title), ordinal_of(row), clean(row.text), clean(duty.name))
    said = (clean(duty.said), clean(duty.source), len(duty.evidence) or None)
    return (*named, duty.due_on, clean(duty.state_label), *counted, *said)


def ordinal_of(row: RowFacts) -> Value:
    """A number as a number, so that rows are sorted as they stand."""
    return int(row.ordinal) if row.ordinal.isascii() and row.ordinal.isdigit() else clean(row.ordinal)


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
    for one in tally.causes:
        rows = (r for part in appendices for r in part.rows if (r.state, r.late_cause) == (one.state, one.cause))
        yield name, _late_words(one), one.number, _named(appendices, rows)


def _late_words(count: CauseCount) -> str:
    """ "Quá hạn: chưa được cấp kinh phí"."""
    cause = cause_label(count.cause)
    return f"{State(count.state).label}: {cause[:1].lower()}{cause[1:]}"


def _lines_of(facts: ReportFacts, figure: Figure) -> Iterator[tuple[Value, ...]]:
    """The rows behind one figure: in this report, or the report that holds them."""
    name = clean(figure.title)
    if figure.key == "rows":
        return _lines_by_state(name, figure.tally, facts.appendices)
    if figure.key == "given" and facts.given:
        return _lines_by_state(name, figure.tally, (facts.given,))
    if figure.has_rows:
        return _lines_by_duty(facts, name, figure.tally)
    return _lines_elsewhere(name, figure.tally, _last_year(facts))


def _last_year(facts: ReportFacts) -> str:
    found = facts.last_year
    if found is None:
        return ""
    how = "Báo cáo đã gửi" if found.is_sent else "Số liệu ghi nhận đến ngày chốt"
    return f"{how}, {clean(found.period)}"


def _lines_by_duty(facts: ReportFacts, name: str, tally: Tally) -> Iterator[tuple[Value, ...]]:
    for count in _counted(tally):
        yield name, clean(count.label), count.number, _behind_duties(facts, count)
    for one in tally.causes:
        yield name, _late_words(one), one.number, _behind_duties(facts, one)


def _lines_elsewhere(name: str, tally: Tally, where: str) -> Iterator[tuple[Value, ...]]:
    for count in _counted(tally):
        yield name, clean(count.label), count.number, where


def _counted(tally: Tally) -> Iterator[Count]:
    """A state in which nothing stands has no rows to name."""
    return (count for count in tally.counts if count.number)


def _behind_duties(facts: ReportFacts, count: Count | CauseCount) -> str:
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
