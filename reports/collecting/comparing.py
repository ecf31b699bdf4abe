"""The figures of a period beside others: the year so far, the same period of the year before, earlier periods whose
figures changed after their report was sent."""

from collections.abc import Sequence

from reports.collecting.counting import duties_within, tally_duties, tally_rows
from reports.collecting.duties import RowFact, rows_as_of
from reports.facts import LastYear, Restated, Tally
from reports.queries.earlier import SentReport
from reports.queries.sources import Sources, Work
from reports.windows import window_of, year_so_far
from tasks.periods import Period, Timetable, period

ROWS_TITLE = "Nhiệm vụ của kế hoạch"
PERIOD_TITLE = "Việc đến hạn trong kỳ"
SO_FAR_TITLE = "Việc từ đầu năm"


def period_tally(rows: Sequence[RowFact], of: Period, timetable: Timetable) -> Tally:
    """The duties of a period."""
    return tally_duties(PERIOD_TITLE, duties_within(rows, window_of(of, timetable)))


def so_far_of(rows: Sequence[RowFact], of: Period, timetable: Timetable) -> Tally | None:
    """The duties of the year up to the end of the period; None for the first of its kind, which says the same."""
    if of.number == 1:
        return None
    return tally_duties(SO_FAR_TITLE, duties_within(rows, year_so_far(of, timetable)))


def last_year_of(sources: Sources, of: Period) -> LastYear | None:
    """The same period of the year before: what its report said, otherwise what had been recorded by its cut-off. None
    where nothing was recorded then."""
    before = period(of.kind, of.year - 1, of.number, sources.timetable)
    if sent := sources.sent_for(before):
        return LastYear(before.name, True, sent.facts.rows, sent.facts.period_tally, sent.report_id)
    if sources.past is None:
        return None
    rows = _rows_on(sources.past, before)
    return LastYear(before.name, False, tally_rows(ROWS_TITLE, rows), period_tally(rows, before, sources.timetable))


def restated_of(sources: Sources, of: Period) -> tuple[Restated, ...]:
    """The earlier periods of the year whose duties are counted otherwise now than in the report that was sent: by words
    about its days that were recorded since. Due days that moved since then are no news of that period."""
    earlier = (sent for sent in sources.sent if sent.period.year == of.year and sent.period.cutoff_on < of.cutoff_on)
    found = (_restated(sources, sent) for sent in earlier)
    return tuple(one for one in found if _numbers(one.was) != _numbers(one.now))


def _restated(sources: Sources, sent: SentReport) -> Restated:
    rows = rows_as_of(
        sources.work.tasks_on(sent.known_on),
        period=sent.period,
        as_of=sent.facts.as_of,
        known_on=sources.work.known_on,
        asked_on=sent.known_on,
    )
    now = period_tally(rows, sent.period, sources.timetable)
    return Restated(sent.period.name, sent.facts.period_tally, now, sent.report_id)


def _rows_on(work: Work, of: Period) -> tuple[RowFact, ...]:
    return rows_as_of(work.tasks, period=of, as_of=of.cutoff_on, known_on=work.known_on, beneath=work.beneath)


def _numbers(tally: Tally) -> list[tuple[str, int]]:
    return [(count.state, count.number) for count in tally.counts]
