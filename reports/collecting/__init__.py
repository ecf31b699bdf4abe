"""From what was recorded to the frozen facts of one report."""

from collections.abc import Sequence
from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Refused
from plans.models import Section
from reports.collecting.counting import completion, duties_within, tally_duties, tally_rows
from reports.collecting.duties import RowFact, rows_as_of
from reports.collecting.letterheads import letterhead_of
from reports.collecting.narrative import Story, tell
from reports.collecting.opening import opening_of, plan_titles
from reports.collecting.words import result_of
from reports.facts import AppendixFacts, AreaFacts, ReportFacts, RowFacts
from reports.queries.sources import Sources, sources_of
from reports.windows import whole_year, window_of, year_so_far
from tasks.periods import Period, next_period

TITLE = "Kết quả thực hiện công tác cải cách hành chính {}"
ROWS_TITLE = "Nhiệm vụ của kế hoạch"
PERIOD_TITLE = "Việc đến hạn trong kỳ"


def collect_facts(
    *, actor: Actor, organization: Organization, period: Period, as_of: date, known_on: date | None = None
) -> ReportFacts:
    """The facts of one report as they stood at the end of `as_of`, from what was recorded by `known_on` (the same day
    unless given). A fixed number of queries. Raises Refused when no accepted plan holds in that year."""
    sources = sources_of(actor, organization, year=period.year, known_on=known_on or as_of)
    if not sources.plans:
        raise Refused(
            f"{organization} chưa có kế hoạch năm {period.year} được chấp nhận nên chưa lập được báo cáo; "
            "hãy tải kế hoạch lên và chấp nhận trước."
        )
    return facts_of(sources, period=period, as_of=as_of)


def facts_of(sources: Sources, *, period: Period, as_of: date) -> ReportFacts:
    """The facts from loaded rows; no query."""
    known_on, leads = sources.known_on, sources.former_leads
    rows = rows_as_of(sources.tasks, period=period, as_of=as_of, known_on=known_on, former_leads=leads)
    timetable, organization = sources.timetable, sources.organization
    tally = tally_rows(ROWS_TITLE, rows)
    of_period = tally_duties(PERIOD_TITLE, duties_within(rows, window_of(period, timetable)))
    of_year = tally_duties("Việc của cả năm", duties_within(rows, whole_year(period.year, timetable)))
    so_far = tally_duties("Việc từ đầu năm", duties_within(rows, year_so_far(period, timetable)))
    coming = window_of(next_period(period, timetable), timetable)
    appendices = _by_section(rows)
    return ReportFacts(
        organization=organization.issuer_name,
        title=TITLE.format(period.name),
        period=period.name,
        period_kind=period.kind.value,
        year=period.year,
        number=period.number,
        start_on=period.start_on,
        cutoff_on=period.cutoff_on,
        send_by=period.send_by,
        as_of=as_of,
        plan_title=plan_titles(sources.plans),
        letterhead=letterhead_of(organization, sources.recipient, sources.plans),
        opening=opening_of(
            plans=sources.plans,
            issuer=organization.issuer_name,
            period=period,
            as_of=as_of,
            rows=tally,
            of_period=of_period,
            so_far=so_far,
        ),
        rows=tally,
        period_tally=of_period,
        areas=tuple(AreaFacts(*names_of(s), tally_rows(s.title, found)) for s, found in appendices),
        narrative=tell(Story(rows, sources.posts, period, coming)),
        appendices=tuple(_appendix(section, found) for section, found in appendices),
        indicators=completion(of_period, of_year, period.name, period.year),
    )


def _by_section(rows: Sequence[RowFact]) -> list[tuple[Section, list[RowFact]]]:
    """The rows of each appendix in the plan's order; a row that a revision left out stands in the appendix of the same
    name."""
    sections = {row.task.item.section_id: row.task.item.section for row in rows if not row.is_left_out}
    named = {str(section): key for key, section in sections.items()}
    found: dict[int, tuple[Section, list[RowFact]]] = {}
    for row in rows:
        section = row.task.item.section
        key = section.pk if section.pk in sections else named.get(str(section), section.pk)
        found.setdefault(key, (sections.get(key, section), []))[1].append(row)
    return list(found.values())


def _appendix(section: Section, rows: Sequence[RowFact]) -> AppendixFacts:
    lead = section.lead.name if section.lead else section.lead_text
    return AppendixFacts(*names_of(section), lead, tuple(map(_row, rows)))


def names_of(section: Section) -> tuple[str, str]:
    """Label and title; a part of an area is named after it: "I", "Chỉ đạo, điều hành: Nội dung cần khắc phục"."""
    if section.parent is None or section.label:
        return section.label, section.title
    label, title = names_of(section.parent)
    return label, f"{title}: {section.title}"


def _row(row: RowFact) -> RowFacts:
    item = row.task.item
    return RowFacts(
        task_id=row.task.pk,
        ordinal=item.number,
        text=item.text,
        product=item.product_words,
        agency=row.leads if row.task.is_given else item.agency_text or row.leads,
        deadline=item.deadline_words,
        result=result_of(row),
        state=row.state.value,
        state_label=row.state.label,
        due_on=row.due_on,
        obligations=tuple(fact.obligation.pk for fact in row.duties),
    )
