"""Two reports of one body beside each other: figures with their change, texts with the words that differ, rows whose
state differs. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from cchc.numbers import figure_words, shown_decimal
from plans.versions.differences import Piece, field_change
from reports.differences import counts_told, section_words
from reports.enums import RemarkPlace
from reports.facts import AppendixFacts, NarrativeSection, ReportFacts, RowFacts
from reports.paragraphs import ALIKE
from reports.spots import address_of, heading_words, row_place, rows_of

_PERCENT = re.compile(r"(-?[\d.]+(?:,\d+)?)\s*%\)?$")
_SHARE = re.compile(r"(\d+)/(\d+)")
THIS_PERIOD = "của kỳ"
NO_CHANGE = "như nhau"


@dataclass(frozen=True, slots=True)
class FigureBeside:
    """One figure in both reports, "" where one has none; `change` in words ("tăng 3")."""

    name: str
    before: str
    after: str
    change: str

    @property
    def is_same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class SectionBeside:
    """One section of both reports by its part of the outline. Words that differ are marked where the texts are alike;
    of texts that have little in common (`is_other`) none are."""

    name: str
    address: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    is_same: bool
    is_other: bool

    @property
    def anchor(self) -> str:
        return self.address.partition(":")[2].replace(".", "-")


@dataclass(frozen=True, slots=True)
class RowBeside:
    """One row whose state differs; None on the side where there is no such row."""

    name: str
    address: str
    before: RowFacts | None
    after: RowFacts | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """`all_rows` counts the rows of either report."""

    figures: tuple[FigureBeside, ...]
    sections: tuple[SectionBeside, ...]
    rows: tuple[RowBeside, ...]
    all_rows: int

    @property
    def changed_figures(self) -> list[FigureBeside]:
        return [one for one in self.figures if not one.is_same]

    @property
    def same_figures(self) -> list[FigureBeside]:
        return [one for one in self.figures if one.is_same]


def side_by_side(before: ReportFacts, after: ReportFacts) -> SideBySide:
    """`before` on the left, `after` on the right, in the order of the right one."""
    rows = tuple(_rows(before, after))
    return SideBySide(
        tuple(_figures(before, after)),
        tuple(_sections(before, after)),
        tuple(one for one in rows if _state(one.before) != _state(one.after)),
        len(rows),
    )


def _figures(before: ReportFacts, after: ReportFacts) -> Iterator[FigureBeside]:
    was, now = _counts(before), _counts(after)
    for name in dict.fromkeys((*now, *was)):
        left, right = was.get(name, ""), now.get(name, "")
        if left or right:
            yield FigureBeside(name, left, right, change_words(left, right))


def _counts(facts: ReportFacts) -> dict[str, str]:
    """Figures under names that both periods have in common."""
    return {name.replace(facts.period, THIS_PERIOD): words for name, words in counts_told(facts).items()}


def change_words(before: str, after: str) -> str:
    """ "tăng 3", "giảm 1,5 điểm %", "như nhau"; of two shares of one whole ("4/9") how their parts moved; "" where no
    number can be told."""
    if before == after:
        return NO_CHANGE
    if not (before and after):
        return "mới có" if after else "không còn"
    was, now = _SHARE.fullmatch(before), _SHARE.fullmatch(after)
    if was and now:
        return _moved(Decimal(was[1]), Decimal(now[1])) if was[2] == now[2] else ""
    left, right = _percent(before), _percent(after)
    if left is not None and right is not None:
        return _moved(left, right, " điểm %") if left != right else "tỷ lệ như nhau"
    left, right = shown_decimal(before), shown_decimal(after)
    return _moved(left, right) if left is not None and right is not None else ""


def _moved(before: Decimal, after: Decimal, unit: str = "") -> str:
    return f"{'tăng' if after > before else 'giảm'} {figure_words(f'{abs(after - before):f}')}{unit}"


def _percent(words: str) -> Decimal | None:
    """The percentage that a figure ends with: "12/33 (36,4 %)" is 36.4."""
    found = _PERCENT.search(words)
    return shown_decimal(found[1]) if found else None


def _sections(before: ReportFacts, after: ReportFacts) -> Iterator[SectionBeside]:
    was = {_part(one): one for one in before.narrative}
    now = {_part(one): one for one in after.narrative}
    for part in dict.fromkeys((*now, *was)):
        left, right = was.get(part), now.get(part)
        before_words, after_words = (section_words(one) if one else "" for one in (left, right))
        if before_words or after_words:
            yield _beside(heading_words(now.get(part) or was[part]), part, before_words, after_words)


def _beside(name: str, part: str, before: str, after: str) -> SectionBeside:
    address = address_of(RemarkPlace.SECTION, part)
    is_other = bool(before and after) and fuzz.ratio(before, after) < ALIKE
    if is_other or not (before and after):
        return SectionBeside(name, address, _whole(before), _whole(after), False, is_other)
    words = field_change(name, before, after)
    return SectionBeside(name, address, words.before, words.after, before == after, False)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text),) if text else ()


def _part(section: NarrativeSection) -> str:
    return section.part or section.key


def _rows(before: ReportFacts, after: ReportFacts) -> Iterator[RowBeside]:
    was, now = _rows_by_task(before), _rows_by_task(after)
    for task in dict.fromkeys((*now, *was)):
        appendix, row = now.get(task) or was[task]
        left, right = was.get(task), now.get(task)
        name = f"{row_place(appendix, row)}: {row.text}"
        address = address_of(RemarkPlace.ROW, str(task)) if right else ""
        yield RowBeside(name, address, left[1] if left else None, right[1] if right else None)


def _rows_by_task(facts: ReportFacts) -> dict[int, tuple[AppendixFacts, RowFacts]]:
    return {row.task_id: (appendix, row) for appendix, row in rows_of(facts)}


def _state(row: RowFacts | None) -> str:
    return row.state if row else ""
