"""Rows in the document's words → tasks with their readings beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plans.enums import AgencyRole
from plans.reading.agencies import Directory, read_agencies
from plans.reading.captions import appendix_number
from plans.reading.deadlines import read_deadline
from plans.reading.lists import split_row
from plans.reading.products import read_products
from plans.reading.results import AgencyReading, Clause, DeadlineReading, Doubt, ReadSection, ReadTask
from plans.reading.rows import SHEET, Row
from plans.reading.tables import Draft
from plans.reading.words import joined

_NOBODY = ("agency_none", "agency_unknown")


@dataclass(frozen=True, slots=True)
class Context:
    """What every row of one plan is read against. `issued_on` is the plan's own day or the first it can have; `leads`
    are the leads of appendices in the words of the prose."""

    directory: Directory
    from_year: int
    to_year: int
    issued_on: date
    leads: dict[int, str]


def read_section(draft: Draft, context: Context) -> ReadSection:
    lead = section_lead(draft, context)
    tasks = tuple(read_row(row, row_place(draft, place), context, lead) for place, row in enumerate(draft.rows, 1))
    return ReadSection(draft.label, draft.title, draft.area, tasks, draft.lead_text, lead, draft.depth)


def section_lead(draft: Draft, context: Context) -> tuple[str, ...]:
    """Canonical names of who leads an appendix: by the prose, else by its caption."""
    for words in (context.leads.get(appendix_number(draft.label), ""), draft.lead_text):
        found = read_agencies(words, context.directory).lead if words else ()
        if found:
            return found
    return ()


def row_place(draft: Draft, place: int) -> str:
    """ "Phụ lục số 07, hàng 2": by the row's own ordinal, else by its place in the section; in a workbook by the place
    it has in its sheet."""
    row = draft.rows[place - 1]
    return row.place or f"{draft.place}, hàng {row.ordinal or place}"


def task_doubts(task: ReadTask) -> tuple[Doubt, ...]:
    """Doubts of the cells of one row with its actions and subtasks, each with its place."""
    parts = task.actions if len(task.actions) > 1 else ()
    columns = (("cơ quan thực hiện", task.agencies.doubts), ("thời gian", task.deadline.doubts)) if not parts else ()
    own = [
        replace(doubt, where=doubt.where or _cell_place(task, column)) for column, doubts in columns for doubt in doubts
    ]
    below = [doubt for part in (*parts, *task.subtasks) for doubt in task_doubts(part)]
    return (*own, *below)


def _cell_place(task: ReadTask, column: str) -> str:
    """Down to the column in a workbook, where a cell is looked for by row and column."""
    return f"{task.where}, cột {column}" if task.where.startswith(SHEET) else task.where


def read_row(row: Row, where: str, context: Context, lead: tuple[str, ...]) -> ReadTask:
    """A row that holds several actions is read through them; its own cells only give the words."""
    parts, unequal = split_row(row, context.directory)
    if len(parts) > 1:
        actions = tuple(_read_cells(part, f"{where}, ý {n}", context, lead) for n, part in enumerate(parts, 1))
        task = _read_whole(row, where, actions)
    else:
        task = _read_cells(row, where, context, lead)
        actions = (replace(task, ordinal="", text=parts[0].text, note=""),) if row.action else ()
        task = replace(task, deadline=replace(task.deadline, doubts=(*task.deadline.doubts, *unequal)), actions=actions)
    subtasks = (_read_subrow(sub, row, f"{where}.{n}", context, lead) for n, sub in enumerate(row.subrows, 1))
    return replace(task, subtasks=tuple(subtasks))


def _read_cells(row: Row, where: str, context: Context, lead: tuple[str, ...]) -> ReadTask:
    return _task(row, where, _read_agencies(row, context, lead), _read_deadline(row, context))


def _read_whole(row: Row, where: str, actions: tuple[ReadTask, ...]) -> ReadTask:
    lines = (row, *row.lines)
    whole = replace(
        row,
        text=row.text if row.action else _lined(line.text for line in lines),
        product=_lined(line.product for line in lines),
        lead=_lined(line.lead for line in lines),
        time=_lined(line.time for line in lines),
        note=_lined(line.note for line in lines),
    )
    task = _task(whole, where, _agencies_of(actions, whole.lead), _deadline_of(actions, whole.time))
    return replace(task, actions=actions)


def _lined(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


def _task(row: Row, where: str, agencies: AgencyReading, deadline: DeadlineReading) -> ReadTask:
    return ReadTask(
        ordinal=row.ordinal,
        text=row.text,
        product_text=row.product,
        agency_text=agencies.text,
        deadline_text=row.time,
        note=row.note,
        products=read_products(row.product, deadline.clauses),
        agencies=agencies,
        deadline=deadline,
        where=where,
    )


def _read_subrow(row: Row, above: Row, where: str, context: Context, lead: tuple[str, ...]) -> ReadTask:
    """Where a subtask names nobody or no time, its row's hold for it."""
    if row.place or "." in row.ordinal:
        where = row.place or f"{where.rsplit(', hàng ', 1)[0]}, hàng {row.ordinal}"
    filled = replace(row, lead=row.lead or above.lead, coordinate=row.coordinate, time=row.time or above.time)
    return read_row(filled, where, context, lead)


def _read_agencies(row: Row, context: Context, fallback: tuple[str, ...]) -> AgencyReading:
    """A row that names no known body falls back to the lead of its appendix; the doubt stays and says so."""
    if row.subrows and not row.lead and not row.coordinate:
        return AgencyReading("")
    reading = read_agencies(row.lead, context.directory)
    if row.coordinate:
        reading = _with_coordinating(reading, read_agencies(row.coordinate, context.directory, AgencyRole.COORDINATE))
    if reading.lead or not any(doubt.code in _NOBODY for doubt in reading.doubts):
        return reading
    told = tuple(_with_fallback(doubt, fallback) if doubt.code in _NOBODY else doubt for doubt in reading.doubts)
    return replace(reading, lead=fallback, doubts=told)


def _with_fallback(doubt: Doubt, fallback: tuple[str, ...]) -> Doubt:
    """The agency reader does not know the appendix; here it is known whether and who leads it."""
    said = doubt.message.split("; tạm giao")[0].rstrip(".")
    given = (
        f"tạm giao cho nơi chủ trì phụ lục: {joined(fallback)}" if fallback else "chưa giao cho ai, hãy chọn cơ quan"
    )
    return replace(doubt, message=f"{said}; {given}.")


def _with_coordinating(lead: AgencyReading, beside: AgencyReading) -> AgencyReading:
    """Two columns: everybody in the second co-ordinates, save who leads already."""
    both = [name for name in beside.coordinate if name in lead.lead]
    names = dict.fromkeys(name for name in (*lead.coordinate, *beside.coordinate) if name not in both)
    twice = (
        Doubt("agency_twice", f"“{name}” vừa chủ trì vừa phối hợp trong cùng một nhiệm vụ; tạm tính là chủ trì.", name)
        for name in both
    )
    return AgencyReading(
        text=f"Chủ trì: {lead.text}\nPhối hợp: {beside.text}" if lead.text else f"Phối hợp: {beside.text}",
        lead=lead.lead,
        coordinate=tuple(names),
        groups=tuple(dict.fromkeys((*lead.groups, *beside.groups))),
        unknown=(*lead.unknown, *beside.unknown),
        doubts=(*lead.doubts, *beside.doubts, *twice),
        coordinating_groups=tuple(dict.fromkeys((*lead.coordinating_groups, *beside.groups))),
    )


def _read_deadline(row: Row, context: Context) -> DeadlineReading:
    if row.subrows and not row.time:
        return DeadlineReading("", ())
    return read_deadline(row.time, from_year=context.from_year, to_year=context.to_year, issued_on=context.issued_on)


def _agencies_of(actions: Sequence[ReadTask], text: str) -> AgencyReading:
    """Of a row with several actions: everybody who leads one of them leads, the others co-ordinate."""
    lead = dict.fromkeys(name for action in actions for name in action.agencies.lead)
    beside = dict.fromkeys(name for action in actions for name in action.agencies.coordinate if name not in lead)
    groups = dict.fromkeys(name for action in actions for name in action.agencies.groups)
    unknown = dict.fromkeys(words for action in actions for words in action.agencies.unknown)
    groups_beside = dict.fromkeys(words for action in actions for words in action.agencies.coordinating_groups)
    return AgencyReading(
        text,
        lead=tuple(lead),
        coordinate=tuple(beside),
        groups=tuple(groups),
        unknown=tuple(unknown),
        coordinating_groups=tuple(groups_beside),
    )


def _deadline_of(actions: Sequence[ReadTask], text: str) -> DeadlineReading:
    clauses: dict[Clause, None] = dict.fromkeys(clause for action in actions for clause in action.deadline.clauses)
    return DeadlineReading(text, tuple(clauses))
