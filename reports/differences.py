"""What changed between two sendings of one report: the reviewer reads this and nothing else twice. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cchc.numbers import figure_words
from plans.versions.differences import FieldChange, field_change
from reports.enums import RemarkPlace, SendingState
from reports.facts import Consolidation, NarrativeSection, ReportFacts, RowFacts, Tally
from reports.figures import figures_of
from reports.spots import address_of, heading_words, row_place, rows_of

Told = Mapping[str, tuple[str, str]]
"""What a report says at each place: the place's name and the words."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was; an empty side did not exist. `address` names the place of a section or row
    (`reports.spots`)."""

    where: str
    before: str
    after: str
    address: str = field(default="", compare=False)

    @property
    def marked(self) -> FieldChange:
        """Both sides with the words that changed marked."""
        return field_change(self.where, self.before, self.after)


@dataclass(frozen=True, slots=True)
class Differences:
    """Figures, rows of the plan, sections of the narrative, each as before and after."""

    figures: tuple[Difference, ...]
    rows: tuple[Difference, ...]
    sections: tuple[Difference, ...]

    @property
    def total(self) -> int:
        return len(self.figures) + len(self.rows) + len(self.sections)


def differences(before: ReportFacts, after: ReportFacts) -> Differences:
    return Differences(
        figures=_changed(_named(_figures(before)), _named(_figures(after))),
        rows=_changed(_rows(before), _rows(after)),
        sections=_section_changes(before, after),
    )


def _changed(before: Told, after: Told) -> tuple[Difference, ...]:
    found = (_difference(place, before, after) for place in dict.fromkeys((*after, *before)))
    return tuple(one for one in found if one.before != one.after)


def _difference(place: str, before: Told, after: Told) -> Difference:
    name, _ = after.get(place) or before[place]
    was, now = (side.get(place, ("", ""))[1] for side in (before, after))
    return Difference(name, was, now, place)


def _named(told: Mapping[str, str]) -> Told:
    """What is its own name."""
    return {name: (name, words) for name, words in told.items()}


def _figures(facts: ReportFacts) -> dict[str, str]:
    """Every figure of a report under its name, and who signed it when."""
    head = facts.letterhead
    issued = f"{head.issued_on:%d/%m/%Y}" if head.issued_on else ""
    signed = " ".join(filter(None, (head.authority, head.signer_title, head.signer)))
    return {"Số văn bản": head.number, "Ngày ký": issued, "Người ký": signed} | counts_told(facts)


def counts_told(facts: ReportFacts) -> dict[str, str]:
    """Every figure of a report under its name."""
    found: dict[str, str] = {}
    for figure in figures_of(facts):
        found.update(_tally(figure.title, figure.tally))
    for one in facts.restated:
        found[one.titles[1]] = f"{one.now.done}/{one.now.base}"
    for area in facts.areas:
        name = area.label or area.title
        found[name] = f"{area.tally.done}/{area.tally.base}"
    if facts.consolidation:
        found.update(_bodies(facts.consolidation))
    for indicator in facts.indicators:
        share = f"{figure_words(indicator.numerator)}/{figure_words(indicator.denominator)}"
        found[indicator.name] = f"{share} = {indicator.value}" if indicator.denominator else indicator.value
    return found


def _bodies(found: Consolidation) -> Iterator[tuple[str, str]]:
    """The sums, then what became of each body's report and what it brought."""
    for tally in (found.rows, found.period_tally):
        yield from _tally(tally.title, tally)
    brought = {body.name: f", {body.rows.done}/{body.rows.base} nhiệm vụ" for body in found.bodies}
    for one in found.sendings:
        yield one.name, f"{SendingState(one.state).label}{brought.get(one.name, '')}"


def _tally(title: str, tally: Tally) -> Iterator[tuple[str, str]]:
    for count in tally.counts:
        yield f"{title}: {count.label.lower()}", str(count.number)
    yield f"{title}: tỷ lệ hoàn thành", f"{tally.done}/{tally.base} ({tally.percent})" if tally.base else ""


def _rows(facts: ReportFacts) -> Told:
    """By task, so that a row that only stands elsewhere in the plan now is no other row."""
    names = set[str]()
    found = {}
    for appendix, row in rows_of(facts):
        place = row_place(appendix, row)
        name = f"{place}: {row.text}" if place in names else place
        names.add(place)
        found[address_of(RemarkPlace.ROW, str(row.task_id))] = name, _row(row)
    return found


def _row(row: RowFacts) -> str:
    return "\n".join(filter(None, (row.state_label, row.result)))


def _section_changes(before: ReportFacts, after: ReportFacts) -> tuple[Difference, ...]:
    """By the part of the outline, so that a section that was only numbered or named otherwise is no other section."""
    return _changed(_sections(before), _sections(after))


def _sections(facts: ReportFacts) -> Told:
    opening = "\n".join(p.text for p in facts.opening)
    headings = "\n".join(map(heading_words, facts.narrative))
    return {"opening": ("Mở đầu", opening), "headings": ("Đề mục", headings)} | {
        address_of(RemarkPlace.SECTION, s.part or s.key): (heading_words(s), section_words(s)) for s in facts.narrative
    }


def section_words(section: NarrativeSection) -> str:
    """What a section says; a gap says nothing."""
    return "\n".join(p.text for p in section.paragraphs if not p.gap)
