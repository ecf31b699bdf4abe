"""From what was recorded to the frozen facts of one report."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from django.utils.timezone import make_aware

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Refused
from reports.collecting.carried import told_once
from reports.collecting.comparing import ROWS_TITLE, last_year_of, period_tally, restated_of, so_far_of
from reports.collecting.consolidation import with_bodies
from reports.collecting.counting import completion, duties_within, tally_duties, tally_rows
from reports.collecting.duties import RowFact, rows_as_of
from reports.collecting.given import GIVEN_TITLE, given_completion, given_titles, with_givers
from reports.collecting.letterheads import letterhead_of
from reports.collecting.narrative import Story, tell
from reports.collecting.opening import Figures, opening_of, plan_titles
from reports.collecting.rows import appendix_of, by_section, given_of, names_of
from reports.collecting.statistics import with_statistics
from reports.collecting.sums import with_earlier
from reports.facts import AreaFacts, Indicator, ReportFacts
from reports.queries.consolidation import receipts_of
from reports.queries.outlines import outline_of
from reports.queries.sources import Sources, Work, sources_of
from reports.windows import whole_year, window_of
from tasks.periods import Period, next_period

TITLE = "Kết quả thực hiện công tác cải cách hành chính {}"


def collect_facts(
    *,
    actor: Actor,
    organization: Organization,
    period: Period,
    as_of: date,
    known_on: date | None = None,
    until: datetime | None = None,
) -> ReportFacts:
    """The facts of one report as they stood at the end of `as_of`, from what was recorded by `known_on` (the same day
    unless given); a government's with what the bodies beneath it sent by `until` (the end of that day unless given). A
    fixed number of queries. Raises Refused when no accepted plan holds in that year and nobody beneath reports."""
    known_on, period = known_on or as_of, within_life(period, organization)
    until = until or make_aware(datetime.combine(known_on, time.max))
    sources = sources_of(actor, organization, of=period, known_on=known_on)
    receipts = receipts_of(actor, organization, period, until)
    if not (sources.work.plans or sources.work.given or receipts):
        raise Refused(
            f"{organization} chưa có kế hoạch năm {period.year} được chấp nhận nên chưa lập được báo cáo; "
            "hãy tải kế hoạch lên và chấp nhận trước."
        )
    facts = with_statistics(
        facts_of(sources, period=period, as_of=as_of),
        actor=actor,
        organization=organization,
        period=period,
        plans=sources.work.plans,
        sent=sources.sent,
        until=until,
    )
    if not receipts:
        return facts
    facts = with_bodies(facts, receipts, parts=outline_of(organization, period.year), until=until)
    return replace(facts, indicators=with_earlier(facts.indicators, sources.sent, period))


def within_life(period: Period, organization: Organization) -> Period:
    """A period that had begun before the body was there is counted from its first day."""
    first = organization.valid_from
    begins_later = first is not None and period.start_on < first <= period.cutoff_on
    return replace(period, start_on=first) if first and begins_later else period


def facts_of(sources: Sources, *, period: Period, as_of: date) -> ReportFacts:
    """The facts from loaded rows; no query."""
    work, issuer = sources.work, sources.names.issuer_name
    rows, given = _rows_of(work, period, as_of)
    figures = _figures_of(sources, rows, given, period)
    subject, restated = _subject(sources, given), restated_of(sources, period)
    coming = window_of(next_period(period, sources.timetable), sources.timetable)
    appendices = by_section(rows)
    return ReportFacts(
        organization=issuer,
        title=TITLE.format(period.name),
        period=period.name,
        period_kind=period.kind.value,
        year=period.year,
        number=period.number,
        start_on=period.start_on,
        cutoff_on=period.cutoff_on,
        send_by=period.send_by,
        as_of=as_of,
        plan_title=subject[:1].upper() + subject[1:],
        letterhead=letterhead_of(sources.names, sources.recipient, work.plans),
        opening=opening_of(
            subject=subject,
            issuer=issuer,
            period=period,
            as_of=as_of,
            figures=figures,
        ),
        rows=figures.rows,
        period_tally=figures.of_period,
        areas=tuple(AreaFacts(*names_of(s), tally_rows(s.title, found)) for s, found in appendices),
        narrative=tell(Story((*rows, *given), sources.posts, period, coming, restated, sources.outline)),
        appendices=tuple(appendix_of(section, found, sources.posts) for section, found in appendices),
        indicators=(*_completion(sources, rows, figures, period), *given_completion(figures.given)),
        so_far=figures.so_far,
        last_year=figures.last_year,
        restated=restated,
        given=given_of(given, sources.posts),
        given_tally=figures.given if given else None,
    )


def _figures_of(sources: Sources, rows: Sequence[RowFact], given: Sequence[RowFact], period: Period) -> Figures:
    return Figures(
        rows=tally_rows(ROWS_TITLE, rows),
        of_period=period_tally(rows, period, sources.timetable),
        so_far=so_far_of(rows, period, sources.timetable),
        last_year=last_year_of(sources, period),
        given=tally_rows(GIVEN_TITLE, given),
    )


def _completion(sources: Sources, rows: Sequence[RowFact], figures: Figures, period: Period) -> tuple[Indicator, ...]:
    if _given_only(sources):
        return ()
    of_year = duties_within(rows, whole_year(period.year, sources.timetable))
    tally = tally_duties("Việc của cả năm", of_year)
    return completion(figures.of_period, tally, period.name, period.year)


def _rows_of(work: Work, period: Period, as_of: date) -> tuple[tuple[RowFact, ...], tuple[RowFact, ...]]:
    """The rows of the body's own plans, and those that governments above gave; no word is told in both."""
    own, given = (
        rows_as_of(
            tasks,
            period=period,
            as_of=as_of,
            known_on=work.known_on,
            former_leads=work.former_leads,
            beneath=work.beneath,
        )
        for tasks in (work.tasks, work.given)
    )
    return told_once(own, with_givers(given))


def _given_only(sources: Sources) -> bool:
    """Whether the body reports on what it was given and has no plan of its own."""
    return bool(sources.work.given) and not sources.work.plans


def _subject(sources: Sources, given: Sequence[RowFact]) -> str:
    """What the report is about: the body's plans; of a body without one, the work it was given."""
    if _given_only(sources):
        return f"nhiệm vụ được giao tại {given_titles(given)}"
    return plan_titles(sources.work.plans)
