"""Blocks → a plan: letterhead, sections with their rows, targets, and every doubt with its place."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from cchc.text import fold
from plans.reading.achieved import find_achieved
from plans.reading.agencies import Directory
from plans.reading.aims import find_all_targets, find_targets
from plans.reading.assembling import Context, read_section
from plans.reading.captions import assigned_leads
from plans.reading.deadlines import to_json as deadline_to_json
from plans.reading.faults import find_faults
from plans.reading.findings import Findings
from plans.reading.letterhead import Letterhead, read_letterhead
from plans.reading.outline import OPENING, Entry, read_outline
from plans.reading.prose import read_prose
from plans.reading.results import Block, Doubt, ReadFigure, ReadPlan, ReadSection, ReadTarget, ReadTask, Unreadable
from plans.reading.signatures import read_signature
from plans.reading.tables import Draft, find_sections
from plans.reading.years import read_years

NO_PLAN = (
    "Văn bản không giống một kế hoạch (không thấy tên KẾ HOẠCH, cũng không có bảng nhiệm vụ); "
    "hãy chọn đúng tệp kế hoạch."
)
NO_DUTY = "Không thấy nhiệm vụ nào, trong bảng cũng như trong phần lời; hãy xem lại tệp hoặc thêm nhiệm vụ bằng tay."

Progress = Callable[[int, str], None]


def read_plan(blocks: Sequence[Block], directory: Directory, *, progress: Progress | None = None) -> ReadPlan:
    """`progress` is told a percentage and what is being read. Raises `Unreadable` for a document that is no plan."""
    tell = progress or _tell_nobody
    tell(10, "Đọc phần mở đầu")
    letterhead = read_letterhead(blocks)
    outline = read_outline(blocks)
    drafts = find_sections(blocks)
    if not drafts and not letterhead.is_plan:
        raise Unreadable(NO_PLAN)
    prose = [block.text for block in blocks if block.kind == "p"]
    cells = [cell for block in blocks for row in block.rows for cell in row]
    issued = letterhead.issued_on or letterhead.partly_on
    from_year, to_year, doubts = read_years(letterhead.title, issued.year if issued else None, [*prose, *cells])
    first_day = _not_before(letterhead, from_year, to_year)
    context = Context(directory.on(first_day), from_year, to_year, first_day, assigned_leads(prose))
    found = _Rows(tuple(drafts), (), outline, ())
    if any(draft.rows for draft in drafts):
        found = replace(found, sections=tuple(_read_tables(drafts, context, tell)))
    else:
        found = _read_words(outline, context, letterhead, tell)
    tell(80, "Đọc chỉ tiêu và soát lỗi")
    findings = Findings(
        tuple(blocks), letterhead, read_signature(blocks), found.outline, found.drafts, found.sections, context
    )
    if not any(section.tasks for section in found.sections):
        doubts += (Doubt("no_duty", NO_DUTY, letterhead.title or "Kế hoạch", "Cả văn bản"),)
    plan = _plan(findings, (*doubts, *found.doubts, *find_faults(findings)))
    tell(100, "Đã đọc xong")
    return plan


@dataclass(frozen=True, slots=True)
class _Rows:
    drafts: tuple[Draft, ...]
    sections: tuple[ReadSection, ...]
    outline: tuple[Entry, ...]
    doubts: tuple[Doubt, ...]


def _read_tables(drafts: Sequence[Draft], context: Context, tell: Progress) -> Iterator[ReadSection]:
    for place, draft in enumerate(drafts):
        tell(20 + 60 * place // len(drafts), f"Đọc {draft.place}")
        yield read_section(draft, context)


def _read_words(outline: tuple[Entry, ...], context: Context, head: Letterhead, tell: Progress) -> _Rows:
    """Only where no task table has a row: the prose of a plan with tables says again what they hold."""
    tell(20, "Đọc nhiệm vụ từ phần lời")
    prose = read_prose(outline, context, is_campaign="thi dua" in fold(head.title))
    return _Rows((), prose.sections, prose.outline, prose.doubts)


def _not_before(letterhead: Letterhead, from_year: int, to_year: int) -> date:
    """The plan's own day; without one, the first of its years or the day of its legal bases, whichever is later."""
    first, last = date(from_year, 1, 1), date(to_year, 12, 31)
    earliest = letterhead.earliest_on if letterhead.earliest_on and letterhead.earliest_on <= last else first
    return letterhead.issued_on or max(first, earliest)


def plan_to_json(plan: ReadPlan) -> dict[str, Any]:
    """The object that `import_plan --dry-run --json` prints. Figures are JSON numbers with the very digits of the
    document (99, 0.7); one that a number could not carry exactly is a string. Dates are ISO 8601."""
    return {
        "number": plan.number,
        "title": plan.title,
        "from_year": plan.from_year,
        "to_year": plan.to_year,
        "sections": [
            {
                "label": section.label,
                "title": section.title,
                "area": section.area,
                "kind": section.kind.value,
                "tasks": [_task_to_json(task) for task in section.tasks],
            }
            for section in plan.sections
        ],
        "targets": [_target_to_json(target) for target in plan.targets],
        "figures": [figure_to_json(figure) for figure in plan.figures],
        "doubts": [
            {"code": doubt.code, "message": doubt.message, "where": doubt.where, "words": doubt.words}
            for doubt in plan.doubts
        ],
    }


def _task_to_json(task: ReadTask) -> dict[str, Any]:
    return {
        "ordinal": task.ordinal,
        "text": task.text,
        "products": [product.words for product in task.products],
        "lead": list(task.agencies.lead),
        "coordinate": list(task.agencies.coordinate),
        "groups": list(task.agencies.groups),
        "deadline": {"text": task.deadline_text, "clauses": deadline_to_json(task.deadline)["clauses"]},
        "note": task.note,
        "actions": [_task_to_json(action) for action in task.actions],
        "subtasks": [_task_to_json(subtask) for subtask in task.subtasks],
    }


def _target_to_json(target: ReadTarget) -> dict[str, Any]:
    return {
        "text": target.text,
        "subject": target.subject,
        "comparator": target.comparator.value,
        "value": _figure(target.value),
        "value_to": None if target.value_to is None else _figure(target.value_to),
        "unit": target.unit,
    }


def figure_to_json(figure: ReadFigure) -> dict[str, Any]:
    """A result as it is kept and printed."""
    return {
        "text": figure.text,
        "subject": figure.subject,
        "value": _figure(figure.value),
        "out_of": None if figure.out_of is None else _figure(figure.out_of),
        "unit": figure.unit,
    }


def _figure(value: Decimal) -> int | float | str:
    """Printed as JSON this is digit for digit the decimal: whole numbers as integers, others only where the shortest
    spelling of the nearest fraction is the decimal itself."""
    if value == value.to_integral_value():
        return int(value)
    nearest = float(value)
    return nearest if Decimal(repr(nearest)) == value else f"{value:f}"


def _plan(found: Findings, doubts: tuple[Doubt, ...]) -> ReadPlan:
    head: Letterhead = found.letterhead
    targets = find_targets(found.outline) if found.drafts else find_all_targets(found.outline)
    return ReadPlan(
        number=head.number,
        title=head.title,
        from_year=found.context.from_year,
        to_year=found.context.to_year,
        issuer=head.issuer,
        superior=head.superior,
        place=head.place,
        issued_on=head.issued_on,
        signer=found.signature.signer,
        authority=found.signature.authority,
        signer_title=found.signature.title,
        recipients=found.signature.recipients,
        bases=head.bases,
        carries_out=head.carries_out,
        replaces=head.replaces,
        sections=found.sections,
        targets=targets,
        figures=find_achieved(passage.text for passage in found.prose() if passage.where == OPENING),
        doubts=tuple(dict.fromkeys(doubts)),
        blocks=found.blocks,
    )


def _tell_nobody(_percent: int, _words: str) -> None:
    return None
