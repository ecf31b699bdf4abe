"""The tree of the prose → sections with their rows, in the order of the document."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from plans.enums import TRACKED, SectionKind
from plans.reading.assembling import Context
from plans.reading.outline import CLOSING, Entry
from plans.reading.prose.actors import heading_bodies, subject_of
from plans.reading.prose.agencies import NOBODY, has_leads, read_heading
from plans.reading.prose.duties import holds_details, is_duty, is_heading
from plans.reading.prose.labels import Label, led_in_brackets
from plans.reading.prose.nodes import Node, grow
from plans.reading.prose.paragraphs import mended
from plans.reading.prose.tasks import read_task, words_of
from plans.reading.results import AgencyReading, Doubt, ReadSection, ReadTask
from plans.reading.topics import Topic, topic_of
from plans.reading.words import find_area

_LONGEST_QUOTE = 14


@dataclass(frozen=True, slots=True)
class Prose:
    """`outline` has cut sentences joined and the exact place of every row; `doubts` are those of whole headings."""

    sections: tuple[ReadSection, ...]
    outline: tuple[Entry, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """What a heading hands down to what stands under it."""

    topic: Topic | None = None
    bodies: AgencyReading = NOBODY
    labels: tuple[Label, ...] = ()
    area: str = ""
    depth: int = -1

    @property
    def kind(self) -> SectionKind:
        return (self.topic and self.topic.kind) or SectionKind.DUTIES


def read_prose(outline: Sequence[Entry], context: Context, *, is_campaign: bool) -> Prose:
    """Duties, solutions, contents, criteria and rewards under the headings that announce them. Nothing that is not
    written is added: no deadline, no product, no body."""
    entries = mended(outline)
    root = grow(entries, context.directory)
    reader = _Reader(context, is_campaign)
    sections = tuple(reader.under(root, _State()))
    places = {id(entry): node.where for node in root.below() for entry in node.entries}
    placed = tuple(replace(entry, where=places.get(id(entry), CLOSING)) for entry in entries)
    return Prose(sections, placed, tuple(reader.doubts))


class _Reader:
    def __init__(self, context: Context, is_campaign: bool) -> None:
        self.doubts: list[Doubt] = []
        self._context = context
        self._directory = context.directory
        self._is_campaign = is_campaign

    def under(self, node: Node, state: _State) -> list[ReadSection]:
        """A heading with its rows, then the headings below it. A duty that comes after such a heading is a section of
        its own, so that all stand in the order of the document."""
        own: list[ReadTask] = []
        below: list[ReadSection] = []
        first = len(self.doubts)
        self._place_items(node, state)
        for child in node.children:
            if is_heading(child, self._directory):
                below += self.under(child, self._handed_down(child, state))
                continue
            rows = self._rows(child, node, state)
            if rows and below:
                title = self._title_of(child)
                deeper = replace(state, depth=state.depth + 1)
                below.append(self._section(child, title, rows, deeper, len(self.doubts)))
            else:
                own += rows
        if not node.text or not (own or below):
            return below
        return [self._section(node, node.text, own, state, first), *below]

    def _handed_down(self, node: Node, state: _State) -> _State:
        title, led = led_in_brackets(node.text)
        words = led or heading_bodies(node.text, self._directory)
        topic = topic_of(title, state.topic, is_campaign=self._is_campaign)
        if words and not led:
            topic = state.topic or Topic.DUTIES
        return _State(
            topic=topic,
            bodies=read_heading(words, self._directory) if words else state.bodies,
            labels=(*node.labels, *_without_roles(state.labels, node.labels)),
            area=("" if words and not led else find_area(title)) or state.area,
            depth=state.depth + 1,
        )

    def _place_items(self, node: Node, state: _State) -> None:
        """ "Mục III.2, ý 3" for items without a number; one alone under its heading has the heading's place."""
        items = [child for child in node.children if not child.is_numbered and not child.rank % 1]
        counted = [
            child
            for child in items
            if is_heading(child, self._directory) or is_duty(child, node, state.topic, self._directory)
        ]
        has_row = bool(node.text) and not is_heading(node, self._directory)
        is_alone = len(counted) == 1 and not has_row
        for number, child in enumerate(counted, 1):
            child.ordinal = f"{node.ordinal}.{number}" if has_row else str(number)
            if node.where and not is_alone:
                child.where = f"{node.where}, ý {number}"
            elif node.where:
                child.where = node.where

    def _rows(self, node: Node, parent: Node, state: _State) -> list[ReadTask]:
        """The row of a duty, and those of the duties that stand below its sentence."""
        if not is_duty(node, parent, state.topic, self._directory):
            return []
        has_details = holds_details(node)
        own = [label for part in (node, *(node.below() if has_details else ())) for label in part.labels]
        labels = (*own, *_without_roles(state.labels, own))
        above = state.bodies if state.kind in TRACKED else None
        task = read_task(node, words_of(node) if has_details else node.text, above, labels, self._context)
        if has_details or not node.children:
            return [task]
        inner = replace(state, bodies=self._subject(node) or state.bodies)
        self._place_items(node, inner)
        return [task, *(row for child in node.children for row in self._rows(child, node, inner))]

    def _subject(self, node: Node) -> AgencyReading | None:
        subject = subject_of(node.text, self._directory)
        return read_heading(subject, self._directory) if subject else None

    def _title_of(self, node: Node) -> str:
        """A duty that is a section of its own is headed by who does it, else by its first words."""
        return subject_of(node.text, self._directory) or _short(node.text)

    def _section(self, node: Node, title: str, tasks: Sequence[ReadTask], state: _State, first: int) -> ReadSection:
        """Its doubts go before those of the sections below it, which were read `first`."""
        if state.kind in TRACKED and tasks:
            self.doubts[first:first] = _heading_doubts(node, title, tasks, state)
        label = node.where.removeprefix("Mục ") if node.is_numbered else ""
        return ReadSection(
            label=label,
            title=" ".join(title.split()).rstrip(" .:;"),
            area=state.area,
            tasks=tuple(tasks),
            lead_text=state.bodies.text,
            lead=state.bodies.lead,
            depth=state.depth,
            kind=state.kind,
        )


def _heading_doubts(node: Node, title: str, tasks: Sequence[ReadTask], state: _State) -> Iterator[Doubt]:
    """Points that hold for all rows of a heading stand once: bodies that its words do not make clear, or nobody at
    all."""
    yield from (replace(doubt, where=node.where) for doubt in state.bodies.doubts)
    silent = [task for task in tasks if not task.agencies.text or _only_coordinates(task.agencies)]
    if len(silent) == len(tasks) > 1:
        message = f"Cả {len(tasks)} việc của mục này không nêu ai thực hiện; chưa giao cho ai, hãy chọn cơ quan."
        yield Doubt("agency_none", message, _short(title), node.where)
    else:
        message = "Việc này không nêu ai thực hiện; chưa giao cho ai, hãy chọn cơ quan."
        yield from (Doubt("agency_none", message, _short(task.text), task.where) for task in silent)


def _only_coordinates(agencies: AgencyReading) -> bool:
    told = any(doubt.code in ("agency_none", "agency_unknown") for doubt in agencies.doubts)
    return not (has_leads(agencies) or agencies.unknown or told)


def _without_roles(labels: Iterable[Label], own: Iterable[Label]) -> tuple[Label, ...]:
    roles = {label.role for label in own}
    return tuple(label for label in labels if label.role not in roles)


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts) if len(parts) <= _LONGEST_QUOTE else f"{' '.join(parts[:_LONGEST_QUOTE])}…"
