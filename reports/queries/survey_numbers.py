"""What the surveys of a period say for its statistics, beside what stands there."""

from dataclasses import dataclass
from datetime import date

from cchc.orgs.actors import Actor
from cchc.text import fold
from indices.models import Survey
from indices.queries.surveys import PeriodCounts, counts_of_period
from reports.queries.statistics import Catalogue, Number, catalogue_of, numbers_of
from reports.statistics.formulas import OverYear
from reports.statistics.starting_set import LEADING
from tasks.enums import PeriodKind
from tasks.periods import Period, period
from tasks.queries.timetables import timetable_of

SENT, RECEIVED = "surveys_sent", "surveys_received"
SATISFACTION = "Mức hài lòng của người dân, tổ chức qua khảo sát"
PART, WHOLE = "Câu trả lời hài lòng, rất hài lòng", "Câu trả lời khảo sát"
UNIT, AREA, OVER = "câu trả lời", LEADING, OverYear.SUM


@dataclass(frozen=True, slots=True)
class Line:
    """One number: what the surveys say (None: they do not), what stands in the statistics."""

    code: str
    name: str
    says: int | None
    number: Number | None

    @property
    def is_same(self) -> bool:
        return self.number is not None and self.number.value == self.says


@dataclass(frozen=True, slots=True)
class SurveyNumbers:
    """The numbers of one period that surveys tell. `has_share`: satisfaction is one of the body's own figures."""

    period: Period
    counts: PeriodCounts
    lines: tuple[Line, ...]
    has_share: bool

    @property
    def news(self) -> tuple[Line, ...]:
        """What would change."""
        return tuple(one for one in self.lines if one.says is not None and not one.is_same)

    @property
    def is_too_many(self) -> bool:
        """More came back than were handed out: one of the two was counted wrong."""
        return self.counts.handed_out is not None and self.counts.received > self.counts.handed_out


def period_of(survey: Survey) -> Period:
    """The period of the statistics that a survey is for (two or three queries)."""
    timetable = timetable_of(survey.organization)
    return period(PeriodKind(survey.period_kind), survey.period_year, survey.period_number, timetable)


def survey_numbers(actor: Actor, survey: Survey, *, today: date) -> SurveyNumbers:
    """Sheets handed out and received, and where the body has such a figure the answers that were satisfied of all."""
    of, counts = period_of(survey), counts_of_period(survey, today=today)
    catalogue = catalogue_of(survey.organization, of.year)
    held = numbers_of(actor, survey.organization, (of.year,)).get(of.key, {})
    names = {one.code: one.name for one in catalogue.measures}
    share = _share_codes(catalogue)
    says: dict[str, int | None] = {SENT: counts.handed_out, RECEIVED: counts.received}
    if share:
        says |= dict(zip(share, counts.answers or (None, None), strict=True))
    lines = (Line(code, names[code], value, held.get(code)) for code, value in says.items() if code in names)
    return SurveyNumbers(of, counts, tuple(lines), bool(share))


def _share_codes(catalogue: Catalogue) -> tuple[str, ...]:
    """The numbers of the figure by that name: numerator, denominator; none where there is no such figure."""
    wanted = fold(SATISFACTION)
    found = (one for one in catalogue.formulas if fold(one.name) == wanted)
    return next((one.codes for one in found if len(one.codes) == 2), ())
