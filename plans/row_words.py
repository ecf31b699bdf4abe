"""The rows of a plan in the words that its document says now: a correction takes the place of what it corrects."""

from collections.abc import Iterator, Sequence

from plans.drawing.facts import Line, TaskRow, TaskTitle
from plans.enums import AgencyRole
from plans.models import PlanItem, Section
from plans.queries import PlanView
from plans.reading.agencies import fans_out
from plans.reading.products import pair, split_list


def table_rows(view: PlanView, sections: Sequence[Section], *, is_captioned: bool) -> tuple[TaskRow | TaskTitle, ...]:
    """The rows of these sections one below the other; the first section's own name stands in the caption where there
    is one, all other names in rows."""
    return tuple(_rows(view, sections, is_captioned=is_captioned))


def _rows(view: PlanView, sections: Sequence[Section], *, is_captioned: bool) -> Iterator[TaskRow | TaskTitle]:
    for place, section in enumerate(sections):
        if place or not is_captioned:
            yield TaskTitle(section.label, section.title)
        for item in view.items:
            if item.section_id == section.pk and item.dropped_at is None:
                yield from _row(item)


def agency_words(item: PlanItem) -> str:
    """The words of the document; where a person chose the bodies, their names."""
    if not item.is_agency_corrected:
        return item.agency_text
    return "\n".join(f"{role}: {names}" for role, names in agency_lines(item))


def agency_lines(item: PlanItem) -> list[tuple[str, str]]:
    """Who leads and who co-ordinates, by name; groups that name nobody co-ordinate."""
    named = list(item.responsibilities.all())
    leads = [one.name for one in named if one.role == AgencyRole.LEAD]
    beside = [one.name for one in named if one.role == AgencyRole.COORDINATE]
    beside += [group for group in item.groups if fans_out(group) is None]
    return [(role, "; ".join(names)) for role, names in (("Chủ trì", leads), ("Phối hợp", beside)) if names]


def line_of(item: PlanItem) -> Line:
    return Line(item.text, item.product_words, agency_words(item), item.deadline_words, item.note)


def _row(item: PlanItem) -> Iterator[TaskRow]:
    parts = [part for part in item.children.all() if part.dropped_at is None]
    actions = [part for part in parts if not part.ordinal]
    yield _own_row(item, actions)
    for part in parts:
        if part.ordinal:
            yield from _row(part)


def _own_row(item: PlanItem, actions: Sequence[PlanItem]) -> TaskRow:
    whole = line_of(item)
    if not actions:
        return TaskRow(item.ordinal, item.text, (whole,))
    lines = tuple(line_of(action) for action in actions)
    texts = tuple(line.text for line in lines)
    is_split = split_list(item.text) == texts
    if is_split or item.text == "\n".join(texts):
        return TaskRow(item.ordinal, item.text, (whole,) if is_split and _is_whole(whole, lines) else lines)
    if _is_whole(whole, lines):
        listed = "\n".join(f"- {text}" for text in texts) if len(texts) > 1 else texts[0]
        lines = (Line(listed, whole.product, whole.agency, whole.time, whole.note),)
    return TaskRow(item.ordinal, item.text, lines, has_actions=True)


def _is_whole(whole: Line, lines: Sequence[Line]) -> bool:
    """Whether the cells of the row, as lists matched by position, say what its actions say."""
    if len(lines) == 1:
        return (whole.agency, whole.time) == (lines[0].agency, lines[0].time)
    if any("\n" in line.text for line in lines):
        return False
    paired = pair([line.text for line in lines], _items(whole.agency), _items(whole.time))
    return paired == tuple((line.text, line.agency, line.time) for line in lines)


def _items(cell: str) -> tuple[str, ...]:
    """The items of a list; a cell that is none stays whole."""
    items = split_list(cell)
    return items if len(items) > 1 else (cell,)
