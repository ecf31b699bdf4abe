"""One paragraph that a person marked as a duty or as a target, read by the readers of the prose."""

from collections.abc import Sequence

from plans.reading.assembling import Context
from plans.reading.outline import CLOSING, OPENING, Entry, Level, read_outline
from plans.reading.prose.agencies import NOBODY
from plans.reading.prose.labels import Label, cut_labels
from plans.reading.prose.nodes import Node
from plans.reading.prose.tasks import read_task
from plans.reading.results import Block, ReadTarget, ReadTask
from plans.reading.targets import read_targets
from plans.reading.words import sentences


def read_duty(blocks: Sequence[Block], index: int, context: Context) -> ReadTask:
    """The row of the paragraph at `index`, with the labelled lines right below it ("Đơn vị chủ trì: …")."""
    entries = read_outline(blocks)
    own = _entries_at(blocks, entries, index)
    text, labels = cut_labels("\n".join(entry.text for entry in own))
    first = own[0]
    node = Node(
        first.marker, text or first.text, first.level, first.where, ordinal=first.marker if first.is_heading else ""
    )
    return read_task(node, node.text, NOBODY, (*labels, *_labels_below(blocks, index)), context)


def read_aims(blocks: Sequence[Block], index: int) -> tuple[ReadTarget, ...]:
    """The measurable aims in the paragraph at `index`; none where it holds no figure that is aimed at."""
    own = _entries_at(blocks, read_outline(blocks), index)
    said = [(sentence, entry.where) for entry in own for sentence in sentences(entry.text)]
    return tuple(target for sentence, where in said for target in read_targets(sentence, where=where))


def _entries_at(blocks: Sequence[Block], entries: Sequence[Entry], index: int) -> list[Entry]:
    """A paragraph outside the outline (the opening, the closing) stands there as it is."""
    own = [entry for entry in entries if entry.index == index]
    where = CLOSING if entries and index > entries[0].index else OPENING
    return own or [Entry("", Level.TEXT, blocks[index].text, where, index)]


def _labels_below(blocks: Sequence[Block], index: int) -> list[Label]:
    found: list[Label] = []
    for block in blocks[index + 1 :]:
        words, labels = cut_labels(block.text.strip(" -–+*"))
        if words or not labels:
            break
        found += labels
    return found
