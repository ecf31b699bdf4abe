"""The real plan of Quang Trung in force, lived with for a while, and a corrected copy of its Word file.

The copy moves the day of 2.3 from quý I to quý III, puts other words in 3.1, adds 3.4, swaps 5.2 and 5.3, and leaves
6.5 out.
"""

import io
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

from docx import Document
from docx.table import Table

from plans.actions import import_plan, settle_all
from plans.actions.relating import relate_plan
from plans.enums import Relation
from plans.models import Plan
from plans.queries import directory_of
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from tasks.actions.accepting import accept_plan
from tasks.actions.updating import state_update
from tasks.enums import LateCause, Outcome
from tasks.evidence_files import EvidenceFile
from tasks.models import Obligation
from tasks.periods import Timetable
from tasks.statements import Statement
from tests.cast import Cast, at
from tests.reading.wordfiles import real_plan, saved

UPLOADED, ACCEPTED, REVISED = at("2023-01-04 09:00"), at("2023-01-05 16:00"), at("2023-06-10 10:00")
NEW_ROW = (
    "Tổ chức hội nghị đối thoại với người dân về thủ tục hành chính",
    "Báo cáo kết quả hội nghị",
    "Quý IV năm 2023",
)


def document(change: Callable[[Any], None], name: str = "quang-trung-2023") -> bytes:
    """The Word file of a real plan with something changed in it."""
    found = Document(io.BytesIO(real_plan(name)))
    change(found)
    return saved(found)


def revised_document() -> bytes:
    return document(_revise)


def _revise(found: Any) -> None:
    tables = found.tables
    write(tables[2], 3, 4, "- Xây dựng KH: quý III/2023;\n- Báo cáo kết quả định kỳ hàng quý.")
    write(tables[3], 1, 1, tables[3].cell(1, 1).text.replace("Khảo sát đánh giá", "Điều tra, đánh giá"))
    add_row(tables[3], "4", *NEW_ROW)
    swap(tables[5], 2, 3)
    drop(tables[6], 5)


def write(table: Table, row: int, column: int, text: str) -> None:
    table.cell(row, column).text = text


def add_row(table: Table, ordinal: str, text: str, product: str, deadline: str) -> None:
    """After the last, for the same agency."""
    table._tbl.append(deepcopy(table.rows[-1]._tr))
    for column, words in ((0, ordinal), (1, text), (2, product), (4, deadline)):
        write(table, len(table.rows) - 1, column, words)


def swap(table: Table, one: int, other: int) -> None:
    """Change the places of two rows; numbers stay where they were."""
    for column in range(1, len(table.columns)):
        first, second = table.cell(one, column).text, table.cell(other, column).text
        write(table, one, column, second)
        write(table, other, column, first)


def drop(table: Table, row: int) -> None:
    table._tbl.remove(table.rows[row]._tr)


def real_plan_in_force(cast: Cast) -> Plan:
    plan = read_in(cast, real_plan("quang-trung-2023"), "kh-2023.docx", UPLOADED)
    accept_plan(actor=cast.actors["vptk"], plan=plan, timetable=Timetable(), now=ACCEPTED)
    return plan


def read_in(cast: Cast, data: bytes, name: str, now: Any, who: str = "vptk", settled: bool = True) -> Plan:
    """A draft read from a file, its points decided."""
    actor = cast.actors[who]
    reading = read_plan(read_docx(data), directory_of(actor.organization))
    plan = import_plan(actor=actor, name=name, data=data, reading=reading, now=now)
    if settled:
        settle_all(actor=actor, plan=plan, now=now)
    plan.refresh_from_db()
    return plan


def revision_of(cast: Cast, plan: Plan, data: bytes | None = None, name: str = "kh-2023-sua.docx") -> Plan:
    """A draft that revises the plan, its rows tied."""
    draft = read_in(cast, data or revised_document(), name, REVISED)
    relate_plan(actor=cast.actors["vptk"], plan=draft, relation=Relation.REVISES, related=plan, now=REVISED)
    draft.refresh_from_db()
    return draft


def duties(plan: Plan, row: str) -> list[Obligation]:
    """The obligations of row "2.3" by day."""
    section, ordinal = row.split(".")
    found = Obligation.objects.filter(task__item__section__plan=plan, task__item__section__order=int(section) - 1)
    return list(found.filter(task__item__ordinal=ordinal))


def report(cast: Cast, obligation: Obligation, outcome: Outcome, when: str, text: str, *files: EvidenceFile) -> None:
    obligation.refresh_from_db()
    now = at(when)
    state_update(
        actor=cast.actors["vptk"],
        obligation_id=obligation.pk,
        seen_update_id=obligation.last_update_id,
        statement=Statement(outcome, now.date(), text, late_cause=LateCause.OWN),
        files=files,
        now=now,
    )


def live(cast: Cast, plan: Plan) -> None:
    """What was reported before the revision: 2.3 in part, 5.2 done, 6.5 under way with a file."""
    plan_of_23, report_of_23, *_ = sorted(duties(plan, "2.3"), key=lambda one: one.due_on != date(2023, 3, 31))
    report(cast, plan_of_23, Outcome.DOING, "2023-03-10 09:00", "Đang lấy ý kiến dự thảo kế hoạch.")
    report(cast, report_of_23, Outcome.DONE, "2023-03-13 09:00", "Đã gửi báo cáo quý I.")
    report(cast, duties(plan, "5.2")[0], Outcome.DONE, "2023-05-04 09:00", "Đã tự bảo đảm chi thường xuyên.")
    file = EvidenceFile("iso.pdf", b"%PDF-1.4 iso")
    report(cast, duties(plan, "6.5")[0], Outcome.DOING, "2023-03-12 09:00", "Đang duy trì 12 quy trình.", file)
