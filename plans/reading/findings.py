"""Everything read from one document, as the search for faults sees it."""

from collections.abc import Iterator
from dataclasses import dataclass

from plans.reading.assembling import Context
from plans.reading.letterhead import Letterhead
from plans.reading.outline import OPENING, Entry
from plans.reading.results import Block, ReadSection, ReadTask
from plans.reading.signatures import Signature
from plans.reading.tables import Draft


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the document and where they stand."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Findings:
    """`drafts` and `sections` are the same sections before and after their rows were read; a plan whose rows were read
    from its prose has no drafts, and its words stand in the prose alone."""

    blocks: tuple[Block, ...]
    letterhead: Letterhead
    signature: Signature
    outline: tuple[Entry, ...]
    drafts: tuple[Draft, ...]
    sections: tuple[ReadSection, ...]
    context: Context

    def prose(self) -> Iterator[Passage]:
        """Opening paragraphs and outline, mark and all."""
        first = self.outline[0].index if self.outline else len(self.blocks)
        yield from (Passage(block.text, OPENING) for block in self.blocks[:first] if block.text)
        yield from (Passage(entry.text, entry.where) for entry in self.outline if entry.text)

    def cells(self) -> Iterator[Passage]:
        """Cells of the rows, save those of time, which the deadline reader has judged already."""
        for task in self.leaves() if self.drafts else ():
            for text in (task.text, task.product_text, task.agency_text, task.note):
                if text:
                    yield Passage(text, task.where)

    def tasks(self) -> Iterator[ReadTask]:
        """Rows and, below them, their subtasks."""
        for section in self.sections:
            for task in section.tasks:
                yield task
                yield from task.subtasks

    def leaves(self) -> Iterator[ReadTask]:
        """Rows, subtasks, and the actions in the place of a row that is a list of them."""
        for task in self.tasks():
            yield from task.actions or (task,)
