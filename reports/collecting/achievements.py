"""What the system knows of one competitor: his tasks, his body's reports, dossiers and index, the initiatives."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.utils.timezone import localdate, make_aware

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from indices.achievements import Achievements, ComponentShare, Counted, IndexStand, InitiativeLine
from indices.enums import IndexKind, InitiativeState, RewardTime
from indices.models import Initiative, Nomination, PublishedResult
from indices.scoring.bands import in_order
from reports.queries.achievements import (
    initiatives_of,
    owed_reports,
    posts_of,
    results_before,
    states_of_due,
)
from reports.queries.earlier import sent_reports
from reports.queries.statistics import numbers_of, values_of, with_sent
from reports.statistics.covering import cover
from reports.statistics.year import ByPeriod, values_within
from tasks.enums import State
from tasks.states import DONE, LEFT_OUT

SETTLED, SETTLED_LATE = "settled", "settled_late"
DECEMBER = 12
NOBODY: tuple[str, int, int] = ("", 0, 0)


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a nomination looks at: its year, or at the end the whole campaign; never beyond today."""

    from_on: date
    as_of: date

    @property
    def years(self) -> range:
        return range(self.from_on.year, self.as_of.year + 1)


def window_of(nomination: Nomination, today: date) -> Window:
    """The year of a yearly reward, from its first day; the campaign's own days at its end."""
    campaign = nomination.campaign
    if nomination.time == RewardTime.FINAL:
        return Window(campaign.from_on, max(campaign.from_on, min(today, campaign.to_on)))
    first = date(nomination.year, 1, 1)
    return Window(first, max(first, min(today, date(nomination.year, 12, 31))))


def gather(actor: Actor, nomination: Nomination, *, today: date) -> Achievements:
    """Everything that can be told of a competitor today; what nobody recorded is None."""
    body, window = nomination.organization, window_of(nomination, today)
    return Achievements(
        from_on=window.from_on,
        as_of=window.as_of,
        tasks=_tasks(actor, nomination, window),
        reports=_reports(actor, body, window),
        late_dossiers=_dossiers(actor, body, window),
        index=_index(results_before(actor, body, nomination.year)),
        initiatives=_initiatives(initiatives_of(actor, body, nomination.user, window.years)),
    )


def adopted_ids(actor: Actor, nomination: Nomination, *, today: date) -> list[int]:
    """The initiatives that the proposal names."""
    found = initiatives_of(actor, nomination.organization, nomination.user, window_of(nomination, today).years)
    return [one.pk for one, _ in found if one.state == InitiativeState.ADOPTED]


def _tasks(actor: Actor, nomination: Nomination, window: Window) -> Counted | None:
    """Of what fell due and is counted, how much was done in time; of a person what his posts lead."""
    body, user = nomination.organization, nomination.user
    posts = posts_of(user, body) if user else None
    states = states_of_due(actor, body, posts, window.from_on, window.as_of)
    base = [state for state in states if state not in LEFT_OUT]
    whose = "việc của chức danh mình chủ trì" if user else "việc của đơn vị"
    source = f"Nhiệm vụ trong hệ thống, {whose} đến hạn đến ngày {window.as_of:%d/%m/%Y}"
    return _counted(sum(state in DONE and state != State.LATE for state in base), len(base), source)


def _reports(actor: Actor, body: Organization, window: Window) -> Counted | None:
    """Of the reports owed by then, how many came in time by their first sending."""
    owed = owed_reports(actor, body, window.years, window.as_of)
    owed = [(of, report) for of, report in owed if of.send_by >= window.from_on]
    sent = [(of, localdate(report.submitted_at)) for of, report in owed if report and report.submitted_at]
    source = f"Sổ báo cáo của đơn vị, hạn gửi đến ngày {window.as_of:%d/%m/%Y}"
    return _counted(sum(sent_on <= of.send_by for of, sent_on in sent), len(owed), source)


def _dossiers(actor: Actor, body: Organization, window: Window) -> Counted | None:
    """Late dossiers among those settled, over the months that both numbers are known of without a gap."""
    until = make_aware(datetime.combine(window.as_of, time.max))
    years = tuple(window.years)
    numbers = values_of(numbers_of(actor, body, years, until))
    told = with_sent(numbers, sent_reports(actor, body, years, window.as_of), NOBODY)
    found = [one for year in years if (one := _dossiers_of(told, year))]
    late, settled = sum(one[0] for one in found), sum(one[1] for one in found)
    source = f"Số liệu thống kê của đơn vị: {', '.join(one[2] for one in found)}"
    return _counted(late, settled, source)


def _dossiers_of(told: ByPeriod, year: int) -> tuple[Decimal, Decimal, str] | None:
    settled, late = values_within(SETTLED, year, told), values_within(SETTLED_LATE, year, told)
    both = settled.keys() & late.keys()
    for month in range(DECEMBER, 0, -1):
        parts = cover(0, month, both)
        if parts:
            words = f"{month} tháng năm {year}" if month < DECEMBER else f"năm {year}"
            return sum((late[one] for one in parts), Decimal()), sum((settled[one] for one in parts), Decimal()), words
    return None


def _index(found: list[PublishedResult]) -> IndexStand | None:
    """The newest result; the one before counts where it is of the year before and of the same kind of bodies."""
    if not found:
        return None
    last, table = found[0], found[0].table
    earlier = next(
        (one for one in found[1:] if (one.table.year, one.table.level) == (table.year - 1, table.level)), None
    )
    return IndexStand(
        name=IndexKind(table.kind).label,
        year=table.year,
        score=last.total,
        rank=last.rank,
        of_how_many=last.of_how_many,
        class_name=last.class_name,
        classes=tuple(band.name for band in in_order(table.classes)),
        before=earlier.rank if earlier else None,
        components=tuple(ComponentShare(part.name, last.value(part.code), part.maximum) for part in last.parts),
        source=table.source or table.name,
    )


def _initiatives(found: list[tuple[Initiative, int]]) -> tuple[InitiativeLine, ...] | None:
    lines = tuple(
        InitiativeLine(one.name, one.state == InitiativeState.ADOPTED, _decision(one), places) for one, places in found
    )
    return lines or None


def _decision(one: Initiative) -> str:
    if one.state != InitiativeState.ADOPTED:
        return ""
    day = f" ngày {one.decided_on:%d/%m/%Y}" if one.decided_on else ""
    return f"Quyết định {one.decision}{day} của {one.adopter}"


def _counted(part: int | Decimal, whole: int | Decimal, source: str) -> Counted | None:
    """None where there is nothing to take it of."""
    return Counted(Decimal(part), Decimal(whole), source) if whole else None
