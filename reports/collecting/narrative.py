"""The narrative of a report: each section of the outline filled from what was recorded, or left as a marked gap."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cchc.text import fold, lower_first
from reports.areas import area_of
from reports.collecting.duties import DutyFact, RowFact, places_of
from reports.collecting.words import (
    Posts,
    as_sentence,
    difficulties_of,
    document_name,
    duty_words,
    nothing_of,
    paragraph_of,
    row_words,
    said_of,
    source_of,
)
from reports.facts import NarrativeSection, Paragraph, Restated, Tally
from reports.outline import Filling, Part, Parts, numbered, place_of_area, standing
from reports.paragraphs import TRACKED
from reports.windows import Window
from tasks.enums import ObligationKind, State
from tasks.models import Update
from tasks.periods import Period

FEW = 3


@dataclass(frozen=True, slots=True)
class Story:
    """What the narrative is told from. `coming` is the stretch of the next period, `restated` the earlier ones whose
    figures changed after they were sent."""

    rows: Sequence[RowFact]
    posts: Posts
    period: Period
    coming: Window
    restated: Sequence[Restated]
    outline: Parts


def tell(story: Story) -> tuple[NarrativeSection, ...]:
    """All sections of the outline in order; optional ones only where something fills them. No sentence twice in one
    section."""
    words = _words_by_part(story)
    told = {
        part.key: _once([*words.get(part.key, ()), *_TELLERS.get(part.filling, _nothing)(story)])
        for part in story.outline
    }
    parts = standing(story.outline, (key for key, paragraphs in told.items() if paragraphs))
    numbers = numbered(part.level for part in parts)
    return tuple(
        NarrativeSection(number, part.level, part.heading, told[part.key] or gap_of(part), part.key)
        for part, number in zip(parts, numbers, strict=True)
    )


def gap_of(part: Part) -> tuple[Paragraph, ...]:
    """The marked gap of a section that nobody filled; a heading of parts has none."""
    return (Paragraph(part.missing, gap=True),) if part.missing else ()


def _once(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    found: dict[str, Paragraph] = {}
    for paragraph in paragraphs:
        found.setdefault(fold(paragraph.text), paragraph)
    return tuple(found.values())


def _words_by_part(story: Story) -> Mapping[str, list[Paragraph]]:
    """What officials wrote about each row of the plan, in its order, under the part that its area belongs to."""
    found: dict[str, list[Paragraph]] = {}
    for row in story.rows:
        section = row.task.item.section
        place = found.setdefault(place_of_area(story.outline, area_of(section, section.parent)), [])
        place += [paragraph_of(update, story.posts) for update in said_of(row)]
        place += _nothing_arose(row, story.posts)
    return found


def _nothing_arose(row: RowFact, posts: Posts) -> Iterator[Paragraph]:
    """Who stated, without a word of his own, that nothing arose in the period."""
    for fact, update in nothing_of(row):
        words = f"{duty_words(row, fact)} ({row.place}): không phát sinh trong kỳ."
        yield Paragraph(words, source_of(update, posts), update=update.pk)


def _nothing(story: Story) -> Iterable[Paragraph]:
    return ()


def _results(story: Story) -> Iterable[Paragraph]:
    """The documents issued in the period, row by row."""
    for row in story.rows:
        for fact in row.duties:
            for update in fact.fresh:
                if name := document_name(update, fact.obligation.label or row.task.item.product_words):
                    words = f"{name}: {row_words(row)} ({row.place})."
                    yield Paragraph(words, source_of(update, story.posts), update=update.pk)


def _shortcomings(story: Story) -> Iterable[Paragraph]:
    """Duties overdue and not done; difficulties as their officials wrote them; duties of which nobody said a word."""
    for row in story.rows:
        overdue = [fact for fact in row.duties if fact.state == State.OVERDUE and fact.due_on]
        if overdue:
            due = ", ".join(f"{fact.due_on:%d/%m/%Y}" for fact in overdue)
            words = f"Quá hạn, chưa xong: {duty_words(row, *overdue)} ({row.place}; hạn {due}{_lead(row)})."
            yield Paragraph(words, TRACKED)
    for row in story.rows:
        yield from _why_late(row, story.posts)
    for row in story.rows:
        for update in difficulties_of(row):
            yield Paragraph(as_sentence(update.difficulty), source_of(update, story.posts), update=update.pk)
    silent = [row for row in story.rows if any(fact.is_silent for fact in row.duties)]
    if silent:
        words = f"{len(silent)} nhiệm vụ chưa có thông tin thực hiện trong kỳ: {places_of(silent)}."
        yield Paragraph(words, TRACKED)


def _why_late(row: RowFact, posts: Posts) -> Iterator[Paragraph]:
    """The reasons that officials gave for what is overdue, and for what was done late in the period."""
    for fact in row.duties:
        if fact.cause and fact.late_reason and (fact.state == State.OVERDUE or fact.words[-1] in fact.said):
            update = fact.words[-1]
            why = f"{lower_first(fact.cause.label)}. {as_sentence(fact.late_reason)}"
            late = "Quá hạn" if fact.state == State.OVERDUE else "Xong muộn"
            words = f"{late}: {duty_words(row, fact)} ({row.place}); nguyên nhân: {why}"
            yield Paragraph(words, source_of(update, posts), update=update.pk)


def _lead(row: RowFact) -> str:
    return f"; {row.leads} chủ trì" if row.leads else ""


def _corrections(story: Story) -> Iterable[Paragraph]:
    """What was recorded after the cut-off of the period before about days that lay in it or earlier, then the periods
    whose figures it changed."""
    for row in story.rows:
        for fact in row.duties:
            for update in fact.words:
                if is_correction(update, story.period) and update.pk not in fact.told_at:
                    words = _correction_words(row, fact, update)
                    yield Paragraph(words, source_of(update, story.posts), update=update.pk)
    for one in story.restated:
        now, was = _figure(one.now), _figure(one.was)
        yield Paragraph(f"Số liệu {one.period} sau khi bổ sung: {now} (khi gửi báo cáo: {was}).", TRACKED)


def _figure(tally: Tally) -> str:
    share = f", đạt {tally.percent}" if tally.base else ""
    return f"{tally.done}/{tally.base} việc{share}"


def is_correction(update: Update, period: Period) -> bool:
    return update.effective_on < period.start_on <= update.recorded_on


def _correction_words(row: RowFact, fact: DutyFact, update: Update) -> str:
    recorded = f"ghi nhận ngày {update.recorded_on:%d/%m/%Y}, thực hiện ngày {update.effective_on:%d/%m/%Y}"
    told = paragraph_of(update, {}).text or as_sentence(update.difficulty)
    said = " ".join(filter(None, (f"{update.get_outcome_display()}.", told)))
    return f"{duty_words(row, fact)} ({row.place}; {recorded}): {said}"


def _coming(story: Story) -> Iterable[Paragraph]:
    """What falls due in the next period, one paragraph a row: each thing with its day, then who leads. A standing duty
    goes on all the time; the end of its span is no news."""
    for row in story.rows:
        due = [f for f in row.duties if _is_coming(f, story.coming)]
        if due:
            yield Paragraph(f"{row_words(row)}: {_coming_words(due)} ({row.place}{_lead(row)}).", TRACKED)


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
    """ "báo cáo quý II năm 2023, hạn 16/06/2023"."""
    label = lower_first(fact.obligation.label)
    names = " ".join(name for name in (label, fact.obligation.period_name) if name)
    day = f"hạn {fact.due_on:%d/%m/%Y}"
    return f"{names}, {day}" if names else day


_TELLERS: dict[Filling, Callable[[Story], Iterable[Paragraph]]] = {
    Filling.RESULTS: _results,
    Filling.SHORTCOMINGS: _shortcomings,
    Filling.CORRECTIONS: _corrections,
    Filling.COMING: _coming,
}
