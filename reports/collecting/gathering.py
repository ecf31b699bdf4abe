"""Words about the bodies beneath in a government's report: who sent and who did not, then what each of them wrote.

Nothing is merged: each body keeps its own paragraph in each section, for the editor to shorten.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from cchc.orgs.queries.letterheads import short_name
from cchc.paper.letterhead import document_number
from cchc.text import fold
from reports.collecting.counting import in_words
from reports.collecting.opening import tally_sentences
from reports.enums import SendingState
from reports.facts import Consolidation, NarrativeSection, Paragraph, ReportFacts, Sending, Tally
from reports.outline import BUILT_IN, Filling, Parts, numbered, place_of_area, standing
from tasks.enums import State


@dataclass(frozen=True, slots=True)
class Sent:
    """A body with the facts of its report that was taken in."""

    name: str
    facts: ReportFacts

    @property
    def source(self) -> str:
        """ "Báo cáo số 12/BC-UBND ngày 15/03/2024 của UBND xã Phước An"."""
        return f"Báo cáo số {document_of(self.facts)} của {short_name(self.facts.letterhead.issuer)}"


def document_of(facts: ReportFacts) -> str:
    """Number and date of a signed report: "12/BC-UBND ngày 15/03/2024"."""
    issued_on = facts.letterhead.issued_on
    return document_number(facts.letterhead) + (f" ngày {issued_on:%d/%m/%Y}" if issued_on else "")


def opening_of_bodies(facts: ReportFacts, found: Consolidation) -> tuple[Paragraph, ...]:
    """What is reported on, who has not sent, the sums, then the government's own plan where it has one."""
    told = [*sending_words(found, facts.period), *_sums_words(found)]
    if not facts.plan_title:
        first = (
            f"{facts.organization} báo cáo {facts.title[:1].lower()}{facts.title[1:]}, tổng hợp từ báo cáo của các "
            f"{found.noun}, như sau:"
        )
        return tuple(map(Paragraph, (first, *told)))
    first_own, *own = facts.opening
    return (first_own, *map(Paragraph, told), Paragraph(f"Kế hoạch của {facts.organization}:"), *own)


def sending_words(found: Consolidation, period: str) -> Iterator[str]:
    """Who has not sent, who sent late, what is taken in and what is not: numbers that add up to the bodies that owe the
    period."""
    silent, sent = _parted(found.sendings, lambda one: one.state == SendingState.SILENT)
    if found.sendings:
        first = f"Đến {found.until}: {len(sent)}/{len(found.sendings)} {found.noun} đã gửi báo cáo {period}"
        yield f"{first}; {len(silent)} chưa gửi: {_names(silent)}." if silent else f"{first}."
    else:
        yield f"Không {found.noun} nào phải gửi báo cáo {period}."
    if sent:
        late, in_time = _parted(sent, lambda one: one.look == State.LATE)
        parts = [f"{len(in_time)} gửi đúng hạn", f"{len(late)} gửi muộn ({_names(late)})" if late else ""]
        yield f"Trong {len(sent)} báo cáo đã gửi: {', '.join(filter(None, parts))}."
        yield _taken_words(sent)
    if found.exempt:
        yield f"Không phải gửi kỳ này: {'; '.join(found.exempt)}."


def _parted(sendings: Iterable[Sending], test: Callable[[Sending], bool]) -> tuple[list[Sending], list[Sending]]:
    """Those for which it holds, and the others."""
    found = list(sendings)
    return [one for one in found if test(one)], [one for one in found if not test(one)]


def _names(sendings: Iterable[Sending]) -> str:
    return ", ".join(one.name for one in sendings)


def _taken_words(sent: Sequence[Sending]) -> str:
    taken, others = _parted(sent, lambda one: one.state == SendingState.TAKEN)
    first = f"Cộng vào số liệu: {len(taken)} báo cáo đã được nhận."
    left = [
        f"{len(found)} {state.label[:1].lower()}{state.label[1:]} ({_names(found)})"
        for state in SendingState
        if (found := [one for one in others if one.state == state])
    ]
    return f"{first} Chưa cộng: {'; '.join(left)}." if left else first


def _sums_words(found: Consolidation) -> Iterator[str]:
    """The rows of the bodies' plans, then their duties of the period; nothing where no report was taken in."""
    if not found.bodies:
        return
    plans = f"Theo {len(found.bodies)} báo cáo đã nhận, kế hoạch của các {found.noun} có {found.rows.total} nhiệm vụ"
    yield _tally_words(plans, found.rows, "nhiệm vụ")
    if found.period_tally.total:
        duties = f"Trong kỳ, các {found.noun} có {found.period_tally.total} việc"
        yield _tally_words(duties, found.period_tally, "việc")


def _tally_words(first: str, tally: Tally, things: str) -> str:
    return " ".join(tally_sentences(f"{first}: {in_words(tally, things)}.", tally, things))


def gathered(own: Sequence[NarrativeSection], sent: Sequence[Sent], parts: Parts) -> tuple[NarrativeSection, ...]:
    """The government's own sections by its outline, each followed by the paragraphs of every body that wrote there,
    its name before the first. A gap of the government is closed by what the bodies wrote; theirs are not copied."""
    told = {section.part: section.paragraphs for section in own}
    theirs: dict[str, list[Paragraph]] = {part.key: [] for part in parts}
    places = Places.of(parts)
    for body in sent:
        for key, (first, *others) in _by_part(body.facts.narrative, places).items():
            theirs[key] += (Paragraph(words, source=body.source) for words in (f"{body.name}: {first}", *others))
    kept = standing(parts, [key for key in theirs if theirs[key] or told.get(key)])
    numbers = numbered(part.level for part in kept)
    return tuple(
        NarrativeSection(
            number, part.level, part.heading, _together(told.get(part.key, ()), theirs[part.key]), part.key
        )
        for number, part in zip(numbers, kept, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Places:
    """Where a body's section stands in the government's outline, for a body may have an outline of its own: in the part
    of the same heading, else in the same part of the built-in outline, else in the one that takes what no other
    names."""

    headings: Mapping[str, str]
    built_in: frozenset[str]
    rest: str

    @classmethod
    def of(cls, parts: Parts) -> Self:
        written = [part for part in parts if part.filling != Filling.PARTS]
        return cls(
            headings={fold(part.heading): part.key for part in written},
            built_in=frozenset(part.key for part in written) & {part.key for part in BUILT_IN},
            rest=place_of_area(parts, ""),
        )

    def place_of(self, section: NarrativeSection) -> str:
        part = section.part or section.key
        return self.headings.get(fold(section.heading)) or (part if part in self.built_in else self.rest)


def _together(own: Sequence[Paragraph], theirs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    return (*(p for p in own if not (p.gap and theirs)), *theirs)


def _by_part(sections: Sequence[NarrativeSection], places: Places) -> dict[str, list[str]]:
    """A body's words by the part of the government's outline in which they belong."""
    found: dict[str, list[str]] = {}
    for section in sections:
        if lines := lines_of(section):
            found.setdefault(places.place_of(section), []).extend(lines)
    return found


def lines_of(section: NarrativeSection) -> list[str]:
    """The paragraphs of a section, each in one line and closed by its full stop; gaps say nothing."""
    lines = (" ".join(p.text.split()) for p in section.paragraphs if not p.gap)
    return [line if line[-1] in ".!?…" else f"{line.rstrip(';,:')}." for line in lines if line]
