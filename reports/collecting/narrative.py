"""The narrative of a report: each section of the outline filled from what was recorded, or left as a marked gap."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cchc.text import squeeze
from reports.areas import area_of
from reports.collecting.duties import DutyFact, RowFact, places_of
from reports.collecting.words import (
    Posts,
    difficulties_of,
    document_of,
    duty_words,
    paragraph_of,
    row_words,
    said_of,
    source_of,
)
from reports.facts import NarrativeSection, Paragraph
from reports.outline import OUTLINE, Filling, Part, place_of_area
from reports.windows import Window
from tasks.enums import ObligationKind, State
from tasks.models import Update
from tasks.periods import Period

FEW = 3


@dataclass(frozen=True, slots=True)
class Story:
    """What the narrative is told from. `coming` is the stretch of the next period."""

    rows: Sequence[RowFact]
    posts: Posts
    period: Period
    coming: Window


def tell(story: Story) -> tuple[NarrativeSection, ...]:
    """All sections in order; optional ones only where something fills them."""
    words = _words_by_section(story)
    sections = []
    for part in OUTLINE:
        paragraphs = tuple(words.get(part.key, ())) or tuple(_TELLERS.get(part.filling, _nothing)(story))
        if paragraphs or not part.optional:
            sections.append(NarrativeSection(part.key, part.level, part.heading, paragraphs or gap_of(part)))
    return tuple(sections)


def gap_of(part: Part) -> tuple[Paragraph, ...]:
    """The marked gap of a section that nobody filled; a heading of parts has none."""
    return (Paragraph(part.gap, gap=True),) if part.gap else ()


def _words_by_section(story: Story) -> Mapping[str, list[Paragraph]]:
    found: dict[str, list[Paragraph]] = {}
    for row in story.rows:
        section = row.task.item.section
        key = place_of_area(area_of(section, section.parent))
        for update in said_of(row):
            found.setdefault(key, []).append(paragraph_of(update, story.posts))
    return found


def _nothing(story: Story) -> Iterable[Paragraph]:
    return ()


def _results(story: Story) -> Iterable[Paragraph]:
    """The documents issued in the period, row by row."""
    for row in story.rows:
        for fact in row.duties:
            for update in fact.said:
                if document := document_of(update):
                    name = fact.obligation.label or row.task.item.product_words.strip().rstrip(".;,")
                    what = squeeze(name.replace("\n", " ")) or "Văn bản"
                    yield Paragraph(f"{what} {document} ({row.place}).", source_of(update, story.posts))


def _shortcomings(story: Story) -> Iterable[Paragraph]:
    """Duties overdue and not done; difficulties as their officials wrote them; duties of which nobody said a word."""
    for row in story.rows:
        overdue = [fact for fact in row.duties if fact.state == State.OVERDUE and fact.due_on]
        if overdue:
            lead = f"; {row.leads} chủ trì" if row.leads else ""
            due = ", ".join(f"{fact.due_on:%d/%m/%Y}" for fact in overdue)
            yield Paragraph(f"Quá hạn, chưa xong: {duty_words(row, *overdue)} ({row.place}; hạn {due}{lead}).")
    for row in story.rows:
        for update in difficulties_of(row):
            yield Paragraph(squeeze(update.difficulty), source_of(update, story.posts))
    silent = places_of([row for row in story.rows if any(fact.is_silent for fact in row.duties)])
    if silent:
        yield Paragraph(f"Chưa có thông tin thực hiện trong kỳ: {silent}.")


def _corrections(story: Story) -> Iterable[Paragraph]:
    """What was recorded after the cut-off of the period before about days that lay in it or earlier."""
    for row in story.rows:
        for fact in row.duties:
            for update in fact.words:
                if is_correction(update, story.period):
                    yield Paragraph(_correction_words(row, fact, update), source_of(update, story.posts))


def is_correction(update: Update, period: Period) -> bool:
    return update.effective_on < period.start_on <= update.recorded_on


def _correction_words(row: RowFact, fact: DutyFact, update: Update) -> str:
    recorded = f"ghi nhận ngày {update.recorded_on:%d/%m/%Y}, thực hiện ngày {update.effective_on:%d/%m/%Y}"
    told = paragraph_of(update, {}).text.rstrip(".") or squeeze(update.difficulty).rstrip(".")
    said = f"{update.get_outcome_display()}. {told}" if told else update.get_outcome_display()
    return f"{duty_words(row, fact)} ({row.place}; {recorded}): {said}."


def _coming(story: Story) -> Iterable[Paragraph]:
    """What falls due in the next period, one paragraph a row: each thing with its day, then who leads. A standing duty
    goes on all the time; the end of its span is no news."""
    for row in story.rows:
        due = [f for f in row.duties if _is_coming(f, story.coming)]
        if due:
            lead = f"; {row.leads} chủ trì" if row.leads else ""
            yield Paragraph(f"{row_words(row)} ({row.place}): {_coming_words(due)}{lead}.")


def _is_coming(fact: DutyFact, coming: Window) -> bool:
    is_standing = fact.obligation.kind == ObligationKind.STANDING
    return bool(fact.due_on and not fact.is_settled and not is_standing and coming.holds_due(fact.due_on))


def _coming_words(facts: Sequence[DutyFact]) -> str:
    """Each with its day; of more than a few, how many and from when to when."""
    if len(facts) > FEW:
        days = sorted(fact.due_on for fact in facts if fact.due_on)
        return f"{len(days)} lần, từ hạn {days[0]:%d/%m/%Y} đến hạn {days[-1]:%d/%m/%Y}"
    return "; ".join(map(_coming_thing, facts))


def _coming_thing(fact: DutyFact) -> str:
    names = ", ".join(name for name in (fact.obligation.label, fact.obligation.period_name) if name)
    day = f"hạn {fact.due_on:%d/%m/%Y}"
    return f"{names}, {day}" if names else day


_TELLERS: dict[Filling, Callable[[Story], Iterable[Paragraph]]] = {
    Filling.RESULTS: _results,
    Filling.SHORTCOMINGS: _shortcomings,
    Filling.CORRECTIONS: _corrections,
    Filling.COMING: _coming,
}
