"""The report as a workbook: numbers as numbers, dates as dates, every figure with the rows behind it."""

from datetime import datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from cchc.paper.archive import repack
from cchc.paper.sheets import Share, Sheet, Value, add_sheet
from cchc.paper.words import ELLIPSIS, clean, long_date, short_date
from reports.drawing.tables import NO_BASE
from reports.drawing.words import document_number, plain_decimal, shown_decimal, subject_words
from reports.drawing.xlsx_sources import figure_sources, narrative_sources
from reports.facts import Indicator, ReportFacts, RowFacts, Tally


def draw_xlsx(facts: ReportFacts) -> bytes:
    """The workbook of one report; the same facts give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    titles = (clean(facts.letterhead.issuer), f"Báo cáo: {subject_words(facts.title)}", _number(facts), _span(facts))
    for sheet in (_summary(facts), _rows(facts), _indicators(facts), figure_sources(facts), narrative_sources(facts)):
        add_sheet(book, sheet, titles)
    _set_properties(book, facts)
    package = BytesIO()
    ExcelWriter(book, ZipFile(package, "w", ZIP_DEFLATED)).save()
    return repack(package.getvalue(), facts.as_of)


def _set_properties(book: Workbook, facts: ReportFacts) -> None:
    properties = book.properties
    properties.title = subject_words(facts.title)
    properties.creator = properties.lastModifiedBy = clean(facts.letterhead.issuer)
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime.combine(facts.as_of, time())


def _number(facts: ReportFacts) -> str:
    head = facts.letterhead
    return f"Số {document_number(head, ELLIPSIS)}, {long_date(head.issued_on, facts.as_of.year)}"


def _span(facts: ReportFacts) -> str:
    return (
        f"Số liệu từ {short_date(facts.start_on)} đến {short_date(facts.as_of)}; "
        f"chốt số liệu {short_date(facts.cutoff_on)}; {clean(facts.plan_title)}"
    )


def _summary(facts: ReportFacts) -> Sheet:
    """One line for each tally: the plan's rows, the duties of the period, each appendix."""
    tallies = [(clean(facts.rows.title), facts.rows), (clean(facts.period_tally.title), facts.period_tally)]
    tallies += [(": ".join(filter(None, (clean(a.label), clean(a.title)))), a.tally) for a in facts.areas]
    states = {count.state: clean(count.label) for _, tally in tallies for count in tally.counts}
    headers = ("Nội dung", "Tổng số", *states.values(), "Đã xong", "Được tính tỷ lệ", "Tỷ lệ hoàn thành", "Ghi chú")
    widths = (34, 8, *(9 for _ in states), 8, 10, 10, 34)
    return Sheet("Tổng hợp", headers, widths, tuple(_tally_line(name, tally, states) for name, tally in tallies))


def _tally_line(name: str, tally: Tally, states: dict[str, str]) -> tuple[Value, ...]:
    numbers = {count.state: count.number for count in tally.counts}
    found = (numbers.get(state, 0) for state in states)
    return (name, tally.total, *found, tally.done, tally.base, _shown(tally.percent) or NO_BASE, clean(tally.left_out))


def _rows(facts: ReportFacts) -> Sheet:
    """Every row of the plan; the deadline in the plan's words and the day it comes to."""
    headers = (
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
    lines = tuple(_row_line(clean(appendix.label), row) for appendix in facts.appendices for row in appendix.rows)
    return Sheet("Nhiệm vụ", headers, (13, 6, 44, 22, 20, 22, 13, 32, 13), lines)


def _row_line(label: str, row: RowFacts) -> tuple[Value, ...]:
    words = (clean(text) for text in (row.text, row.product, row.agency, row.deadline))
    ordinal = int(row.ordinal) if row.ordinal.isascii() and row.ordinal.isdigit() else clean(row.ordinal)
    return (label, ordinal, *words, row.due_on, clean(row.result), clean(row.state_label))


def _indicators(facts: ReportFacts) -> Sheet:
    headers = ("TT", "Chỉ tiêu thống kê", "Đơn vị tính", "Tử số", "Mẫu số", "Kết quả")
    lines = tuple(_indicator_line(place, item) for place, item in enumerate(facts.indicators, start=1))
    return Sheet("Chỉ tiêu thống kê", headers, (7, 60, 16, 14, 14, 14), lines)


def _indicator_line(place: int, item: Indicator) -> tuple[Value, ...]:
    figures = tuple(_figure(text) for text in (item.numerator, item.denominator))
    return (place, clean(item.name), clean(item.unit), *figures, _shown(item.value))


def _shown(text: str) -> Value:
    """A figure as shown ("2.840", "96,2 %") as a number; words as they are."""
    value = shown_decimal(text)
    if value is None:
        return clean(text)
    return Share(value) if "%" in text else value


def _figure(text: str) -> Value:
    value = plain_decimal(text)
    return clean(text) if value is None else value
