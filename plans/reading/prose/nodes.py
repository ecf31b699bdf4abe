"""The outline as a tree of paragraphs, labelled lines beside the duty that they belong to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cchc.text import fold
from plans.reading.agencies import Directory
from plans.reading.outline import CLOSING, Entry, Level
from plans.reading.prose.actors import heading_bodies
from plans.reading.prose.labels import Label, cut_labels
from plans.reading.topics import is_topic

_ROOT = -2.0
_TITLE = -1.0
_LEADING = 7.5
_ITEM = 8.0
_LONGEST_TITLE = 14
_CLOSINGS = re.compile(
    r"tren day la|trong qua trinh|qua trinh (?:trien khai|thuc hien)|noi nhan|yeu cau (?:cac|thu truong)"
    r"|(?:ubnd|uy ban nhan dan)\b.{0,30}?\b(?:yeu cau|de nghi)\b"
)


@dataclass(slots=True)
class Node:
    """`text` are the words without labelled lines; `where` is the place that doubts name. An item without a number of
    its own is given its `ordinal` once it is known which of its neighbours are items too."""

    marker: str
    text: str
    rank: float
    where: str
    labels: list[Label] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    ordinal: str = ""

    @property
    def is_numbered(self) -> bool:
        return self.marker[:1].isalnum()

    def below(self) -> Iterator["Node"]:
        for child in self.children:
            yield child
            yield from child.below()


def grow(entries: Sequence[Entry], directory: Directory) -> Node:
    """The tree of everything but the closing words."""
    grower = _Grower(directory)
    for place, entry in enumerate(entries):
        grower.take(entry, entries[place + 1] if place + 1 < len(entries) else None)
    for node in (grower.root, *grower.root.below()):
        _share_last_labels(node)
    return grower.root


class _Grower:
    def __init__(self, directory: Directory) -> None:
        self.root = Node("", "", _ROOT, "")
        self._directory = directory
        self._open = [self.root]
        self._last: Node | None = None
        self._waiting: int | None = None
        self._is_closing = False

    def take(self, entry: Entry, following: Entry | None) -> None:
        if entry.is_heading:
            self._is_closing = entry.where == CLOSING
        elif entry.where == CLOSING or (entry.level == Level.TEXT and _CLOSINGS.match(fold(entry.text))):
            self._is_closing = True
        if self._is_closing or self._fills_label(entry):
            return
        text, labels = self._cut(entry)
        if labels and not text and self._last is not None:
            self._last.labels += labels
            self._last.entries.append(entry)
            self._waiting = entry.level if not labels[-1].words else None
            return
        self._add(entry, text, list(labels), following)

    def _cut(self, entry: Entry) -> tuple[str, tuple[Label, ...]]:
        """ "IV. PHÂN CÔNG THỰC HIỆN:" is a heading, not a label that waits for its names."""
        text, labels = cut_labels(entry.text)
        is_heading = not any(label.words for label in labels) and (entry.is_heading or is_topic(entry.text))
        return (entry.text, ()) if is_heading else (text, labels)

    def _fills_label(self, entry: Entry) -> bool:
        """Bodies listed below a label that stands alone ("Đơn vị phối hợp:") are its words."""
        waiting, self._waiting = self._waiting, None
        is_item = entry.level in (Level.BULLET, Level.PLUS) and waiting not in (None, entry.level, Level.PLUS)
        if self._last is None or not is_item or not heading_bodies(entry.text, self._directory):
            return False
        label = self._last.labels[-1]
        words = f"{label.words}; {entry.text}" if label.words else entry.text
        self._last.labels[-1] = Label(label.role, words, f"{label.line}\n{entry.marker} {entry.text}")
        self._last.entries.append(entry)
        self._waiting = waiting
        return True

    def _add(self, entry: Entry, text: str, labels: list[Label], following: Entry | None) -> None:
        rank = self._rank(entry, text, following)
        while self._open[-1].rank >= rank:
            self._open.pop()
        above = self._open[-1]
        node = Node(
            entry.marker,
            text,
            rank,
            self._where(entry, text, rank),
            labels,
            [],
            [entry],
            entry.marker if entry.is_heading else "",
        )
        above.children.append(node)
        self._open.append(node)
        self._last = node

    def _rank(self, entry: Entry, text: str, following: Entry | None) -> float:
        """A line without a mark is a heading where it names a section or a body and something stands below it."""
        if entry.level != Level.TEXT:
            return float(entry.level)
        bare = text.rstrip(" :")
        leads_on = following is not None and not following.is_heading
        if len(text.split()) <= _LONGEST_TITLE and not text.endswith((".", ";", ",")):
            if is_topic(bare) and following is not None:
                return self._title_rank()
            if leads_on and heading_bodies(text, self._directory):
                return _LEADING
        return _LEADING if text.endswith(":") and leads_on else _ITEM

    def _title_rank(self) -> float:
        """Beside an open heading of its sort, else half a step below the heading that it stands under."""
        titles = [node for node in self._open if node is not self.root and node.rank % 1 and node.rank != _LEADING]
        headings = [node for node in self._open if node.is_numbered]
        if titles:
            return titles[0].rank
        return headings[-1].rank + 0.5 if headings else _TITLE + 0.5

    def _where(self, entry: Entry, text: str, rank: float) -> str:
        """Places of headings without a number are their words."""
        own = f"“{' '.join(text.rstrip(' :').split())}”"
        titles = [node for node in self._open if node.rank % 1 and node.rank != _LEADING]
        if rank % 1:
            above = self._open[-1]
            return f"{above.where}, {own}" if above is not self.root else f"Mục {own}"
        if not titles or not entry.is_heading:
            return self._open[-1].where if titles else entry.where
        inside = [node.marker for node in self._open[self._open.index(titles[-1]) :] if node.is_numbered]
        return f"{titles[-1].where}, mục {'.'.join((*inside, entry.marker))}"


def _share_last_labels(node: Node) -> None:
    """Labelled lines after a whole list of items are those of the list."""
    items = [child for child in node.children if not child.children]
    unnumbered = len(items) == len(node.children) and not any(child.is_numbered for child in items)
    if len(items) > 1 and unnumbered and items[-1].labels and not any(child.labels for child in items[:-1]):
        node.labels += items[-1].labels
        items[-1].labels = []
