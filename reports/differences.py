"""What changed between two sendings of one report: the reviewer reads this and nothing else twice. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.drawing.words import figure_words
from reports.enums import SendingState
from reports.facts import Consolidation, NarrativeSection, ReportFacts, RowFacts, Tally
from reports.figures import figures_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was; an empty side did not exist."""

    where: str
    before: str
    after: str


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
        figures=_changed(_figures(before), _figures(after)),
        rows=_changed(_rows(before), _rows(after)),
        sections=_section_changes(before, after),
    )


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Difference, ...]:
    places = dict.fromkeys((*after, *before))
    found = (Difference(place, before.get(place, ""), after.get(place, "")) for place in places)
    return tuple(one for one in found if one.before != one.after)


def _figures(facts: ReportFacts) -> dict[str, str]:
    head = facts.letterhead
    issued = f"{head.issued_on:%d/%m/%Y}" if head.issued_on else ""
    signed = " ".join(filter(None, (head.authority, head.signer_title, head.signer)))
    found = {"Số văn bản": head.number, "Ngày ký": issued, "Người ký": signed}
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


def _rows(facts: ReportFacts) -> dict[str, str]:
    found: dict[str, str] = {}
    for appendix in (*facts.appendices, *filter(None, [facts.given])):
        for row in appendix.rows:
            place = f"{appendix.label or appendix.title}, mục {row.ordinal}"
            found[f"{place}: {row.text}" if place in found else place] = _row(row)
    return found


def _row(row: RowFacts) -> str:
    return "\n".join(filter(None, (row.state_label, row.result)))


def _section_changes(before: ReportFacts, after: ReportFacts) -> tuple[Difference, ...]:
    """By the part of the outline, so that a section that was only numbered or named otherwise is no other section."""
    names = {s.part or s.key: heading_words(s) for s in (*before.narrative, *after.narrative)}
    return _changed(_sections(before, names), _sections(after, names))


def _sections(facts: ReportFacts, names: Mapping[str, str]) -> dict[str, str]:
    opening = "\n".join(p.text for p in facts.opening)
    headings = "\n".join(map(heading_words, facts.narrative))
    return {"Mở đầu": opening, "Đề mục": headings} | {names[s.part or s.key]: _words(s) for s in facts.narrative}


def heading_words(section: NarrativeSection) -> str:
    """ "II.1. Cải cách thể chế"."""
    return f"{section.key}. {section.heading}"


def _words(section: NarrativeSection) -> str:
    return "\n".join(p.text for p in section.paragraphs if not p.gap)
