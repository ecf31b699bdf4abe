"""The report as a workbook: numbers as numbers, dates as dates, every figure with the rows behind it."""

from datetime import datetime, time
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from cchc.paper.archive import repack
from cchc.paper.letterhead import document_number
from cchc.paper.sheets import Sheet, Value, add_sheet
from cchc.paper.words import ELLIPSIS, clean, long_date, short_date
from reports.drawing.consolidation import taken_words
from reports.drawing.statistics import shown_value, statistics_sheets
from reports.drawing.tables import NO_BASE, cause_label
from reports.drawing.words import subject_words
from reports.drawing.xlsx_bodies import body_sheets
from reports.drawing.xlsx_sources import duty_sources, figure_sources, narrative_sources, ordinal_of
from reports.facts import ReportFacts, RowFacts, Tally
from reports.figures import figures_of


def draw_xlsx(facts: ReportFacts) -> bytes:
    """The workbook of one report; the same facts give the same bytes. A government without a plan
    of its own has no sheet of rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    subject = f"{_kind(facts)}: {subject_words(facts.title)}"
    titles = (clean(facts.letterhead.issuer), subject, _number(facts), _span(facts))
    statistics = statistics_sheets(facts.indicators, facts.measures, facts.targets)
    sources = (figure_sources(facts), *duty_sources(facts), narrative_sources(facts))
    for sheet in (_summary(facts), *body_sheets(facts), _rows(facts), *statistics, *sources):
        if sheet.lines:
            add_sheet(book, sheet, titles)
    _set_properties(book, facts)
    package = BytesIO()
    ExcelWriter(book, ZipFile(package, "w")).save()
    return repack(package.getvalue(), facts.as_of)


def _set_properties(book: Workbook, facts: ReportFacts) -> None:
    properties = book.properties
    properties.title = subject_words(facts.title)
    properties.creator = properties.lastModifiedBy = clean(facts.letterhead.issuer)
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime.combine(facts.as_of, time())


def _kind(facts: ReportFacts) -> str:
    return "Bản xem số liệu" if facts.is_view else "Báo cáo"


def _number(facts: ReportFacts) -> str:
    if facts.is_view:
        return ""
    head = facts.letterhead
    return f"Số {document_number(head, ELLIPSIS)}, {long_date(head.issued_on, facts.as_of.year)}"


def _span(facts: ReportFacts) -> str:
    view = f"Bản xem tại ngày {short_date(facts.as_of)}, không phải báo cáo. " if facts.is_view else ""
    parts = (
        f"{view}Số liệu từ {short_date(facts.start_on)} đến {short_date(facts.as_of)}",
        f"chốt số liệu {short_date(facts.cutoff_on)}",
        clean(facts.plan_title),
        taken_words(facts.consolidation) if facts.consolidation else "",
    )
    return "; ".join(filter(None, parts))


def _summary(facts: ReportFacts) -> Sheet:
    """One line for each tally: the plan's rows, the duties of the period, each appendix."""
    tallies = [(clean(figure.title), figure.tally) for figure in figures_of(facts)]
    if facts.consolidation:
        tallies += [(clean(one.title), one) for one in (facts.consolidation.rows, facts.consolidation.period_tally)]
    tallies += [(": ".join(filter(None, (clean(a.label), clean(a.title)))), a.tally) for a in facts.areas]
    for one in facts.restated:
        tallies += zip(map(clean, one.titles), (one.was, one.now), strict=True)
    states = {count.state: clean(count.label) for _, tally in tallies for count in tally.counts}
    headers = ("Nội dung", "Tổng số", *states.values(), "Đã xong", "Được tính tỷ lệ", "Tỷ lệ hoàn thành", "Ghi chú")
    widths = (34, 8, *(9 for _ in states), 8, 10, 10, 34)
    return Sheet("Tổng hợp", headers, widths, tuple(_tally_line(name, tally, states) for name, tally in tallies))


def _tally_line(name: str, tally: Tally, states: dict[str, str]) -> tuple[Value, ...]:
    numbers = {count.state: count.number for count in tally.counts}
    found = (numbers.get(state, 0) for state in states)
    share = shown_value(tally.percent) or NO_BASE
    notes = " ".join(filter(None, (clean(tally.left_out), clean(tally.of_late))))
    return (name, tally.total, *found, tally.done, tally.base, share, notes)


def _rows(facts: ReportFacts) -> Sheet:
    """Every row of the plan; the deadline in the plan's words and the day it comes to; why it is late, where any row
    says so."""
    headers: tuple[str, ...] = (
        "Phụ lục",
        "TT",
        "Nhiệm vụ",
        "Sản phẩm",
        "Cơ quan thực hiện",
        "Thời hạn theo văn bản",
        "Hạn",
        "Kết quả thực hiện",
        "Trạng thái",
    )
    found = [(clean(appendix.label), row) for appendix in facts.appendices for row in appendix.rows]
    if facts.given:
        found += [(f"{clean(facts.given.title)}: {clean(row.part)}", row) for row in facts.given.rows]
    lines = tuple(_row_line(label, row) for label, row in found)
    widths: tuple[int, ...] = (13, 6, 44, 22, 20, 22, 13, 32, 13)
    if any(row.late_cause for _, row in found):
        headers, widths = (*headers, "Nguyên nhân chậm"), (*widths, 24)
        lines = tuple((*line, cause_label(row.late_cause)) for line, (_, row) in zip(lines, found, strict=True))
    return Sheet("Nhiệm vụ", headers, widths, lines)


def _row_line(label: str, row: RowFacts) -> tuple[Value, ...]:
    words = (clean(text) for text in (row.text, row.product, row.agency, row.deadline))
    return (label, ordinal_of(row), *words, row.due_on, clean(row.result), clean(row.state_label))
