"""Rows of any words, written out as Word and Excel, are read back as the same rows."""

from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cchc.paper.words import clean
from plans.drawing.docx import draw_docx
from plans.drawing.facts import AppendixFacts, Line, Paragraph, PlanFacts, TaskRow, TaskTable
from plans.drawing.xlsx import draw_xlsx
from plans.reading.agencies import Directory
from plans.reading.assembling import Context, read_row
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from plans.reading.results import Body, ReadTask
from plans.reading.rows import Row
from plans.reading.workbooks import read_workbook

LEAD = "Công chức Tư pháp - Hộ tịch"
DIRECTORY = Directory([Body(LEAD, ("CC TP - HT",)), Body("Công chức Văn phòng - Thống kê", ("CC VP - TK",))])
CONTEXT = Context(DIRECTORY, 2024, 2024, date(2024, 1, 1), {})

WORDS = st.sampled_from(
    ["Rà soát", "văn bản", "Báo cáo", "Kế hoạch;", "- Rà", "\n- soát", "\n", "1.", "a)", "II", "TT", "•", "+", "“",
     "quý III", "trước 15/12", "hàng tháng", "31/11/2024", "CC TP - HT", "phối hợp", "chủ trì:", "=1+1", "@", "<b>",
     "{{x}}", "\u200b", "\t", "\x0b", "\ufffe", "😀", "ế", "e\u0302\u0301", "Ghi chú:", "CẢI CÁCH THỂ CHẾ",
     "%", "_x000D_", "&amp;"]
)  # fmt: skip
CELL = st.lists(WORDS, max_size=6).map(" ".join)
ROWS = st.lists(st.builds(Line, CELL, CELL, CELL, CELL, CELL), min_size=1, max_size=4)


def facts(lines: list[Line]) -> PlanFacts:
    rows = tuple(TaskRow(str(place), line.text, (line,)) for place, line in enumerate(lines, start=1))
    return PlanFacts(
        superior="UBND THỊ XÃ BỈM SƠN",
        issuer="Ủy ban nhân dân xã Quang Trung",
        number="03/KH-UBND",
        place_and_date="Quang Trung, ngày 02 tháng 01 năm 2024",
        kind="KẾ HOẠCH",
        subject="Cải cách hành chính năm 2024",
        pieces=(Paragraph("I. NHIỆM VỤ"), Paragraph("Trên đây là Kế hoạch./.")),
        signed=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        signer="Phạm Ngọc Thắng",
        recipients=(),
        appendices=(AppendixFacts("Phụ lục I", "Các nhiệm vụ trọng tâm", LEAD, (TaskTable(rows),)),),
        attached_to="(Kèm theo Kế hoạch số 03/KH-UBND ngày 02/01/2024)",
        as_of=date(2024, 1, 2),
    )


def told(task: ReadTask) -> tuple[object, ...]:
    cells = (task.ordinal, task.text, task.product_text, task.agency_text, task.deadline_text, task.note)
    readings = (task.products, task.agencies.lead, task.agencies.coordinate, task.deadline.clauses)
    return (*cells, *readings, tuple(map(told, task.actions)))


def written(lines: list[Line]) -> list[tuple[object, ...]]:
    """What stands in the system when these words are written there by hand."""
    rows = (
        Row(str(place), clean(line.text), product=clean(line.product), lead=clean(line.agency), time=clean(line.time),
            note=clean(line.note))
        for place, line in enumerate(lines, start=1)
    )  # fmt: skip
    return [told(read_row(row, "", CONTEXT, (LEAD,))) for row in rows]


@pytest.mark.parametrize(("draw", "read"), [(draw_docx, read_docx), (draw_xlsx, read_workbook)])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=ROWS)
def test_rows_of_any_words_come_back_as_they_were(draw, read, lines: list[Line]) -> None:
    assume(all(any(char.isalnum() for char in clean(line.text)) for line in lines))
    plan = read_plan(read(draw(facts(lines))), DIRECTORY)
    assert [(section.label, section.title, section.lead_text) for section in plan.sections] == [
        ("Phụ lục I", "Các nhiệm vụ trọng tâm", LEAD)
    ]
    assert [told(task) for task in plan.sections[0].tasks] == written(lines)
    assert (plan.number, plan.title) == ("03/KH-UBND", "Kế hoạch Cải cách hành chính năm 2024")
    assert (plan.signer, plan.signer_title) == ("Phạm Ngọc Thắng", "PHÓ CHỦ TỊCH")


@pytest.mark.parametrize("draw", [draw_docx, draw_xlsx])
def test_the_same_facts_give_the_same_bytes(draw) -> None:
    lines = [Line("Rà soát văn bản", "Báo cáo", "CC TP - HT", "Quý III/2024", "")]
    assert draw(facts(lines)) == draw(facts(lines))
