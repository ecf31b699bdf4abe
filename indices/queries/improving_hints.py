"""What a new improvement plan need not be typed: measures of last year's, tasks of own plans, who usually leads an
area."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cchc.orgs.models import Organization
from cchc.text import fold
from indices.improving.components import Component
from indices.models import ImprovementRow
from plans.enums import PlanState
from plans.models import PlanItem, Section
from plans.reading.words import find_area
from plans.shifting import Shift

IN_FORCE = (PlanState.ACCEPTED, PlanState.CLOSED)
SHORTEST_NAME = 12
"""Signs that a name must have to be looked for within the words of a task: a shorter one names too much."""
YEARS_BACK = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """Words for a row, with where they come from."""

    measure: str = ""
    agency: str = ""
    deadline: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a body before a year."""

    by_lineage: Mapping[str, Hint] = field(default_factory=dict)
    by_name: Mapping[str, Hint] = field(default_factory=dict)
    tasks: Sequence[tuple[str, Hint]] = ()
    leads: Mapping[str, str] = field(default_factory=dict)

    def of(self, component: Component) -> Hint:
        """Last year's improvement of the same criterion, else a task that names it, else who leads its area."""
        name = fold(component.name)
        found = self.by_lineage.get(component.lineage) or self.by_name.get(name)
        if found is None and len(name) >= SHORTEST_NAME:
            found = next((hint for words, hint in self.tasks if name in words), None)
        lead = self.leads.get(_area_key(component.area), "")
        return found or Hint(agency=lead)


def hints_for(organization: Organization, year: int) -> Hints:
    """What the body's earlier improvement plans and its plans of these years say (four queries)."""
    rows = _earlier_rows(organization, year)
    names: dict[str, Hint] = {}
    lineages: dict[str, Hint] = {}
    for row in rows:
        hint = _hint_of_row(row, year)
        names.setdefault(fold(row.name), hint)
        if row.criterion:
            lineages.setdefault(row.criterion.lineage, hint)
    return Hints(lineages, names, _tasks(organization, year), _leads(organization, year))


def _earlier_rows(organization: Organization, year: int) -> Iterable[ImprovementRow]:
    found = ImprovementRow.objects.filter(improvement__organization=organization, improvement__year__lt=year)
    return found.exclude(measure="").select_related("criterion", "improvement").order_by("-improvement__year", "order")


def _hint_of_row(row: ImprovementRow, year: int) -> Hint:
    was = row.improvement.year
    shift = Shift(was, was, year - was)
    source = f"kế hoạch cải thiện năm {was}"
    return Hint(shift.words(row.measure), shift.words(row.agency), shift.words(row.deadline), source)


def _tasks(organization: Organization, year: int) -> list[tuple[str, Hint]]:
    """Whole rows of the body's plans, the newest plan first, by their folded words."""
    items = PlanItem.objects.filter(
        section__plan__organization=organization,
        section__plan__state__in=IN_FORCE,
        section__plan__from_year__range=(year - YEARS_BACK, year),
        parent=None,
    )
    items = items.select_related("section__plan").prefetch_related("children")
    return [(fold(item.text), _hint_of_item(item, year)) for item in items.order_by("-section__plan__from_year", "pk")]


def _hint_of_item(item: PlanItem, year: int) -> Hint:
    plan = item.section.plan
    first, last = plan.span
    shift = Shift(first, last, year - last if last < year else 0)
    parts = [part.text for part in item.children.all()]
    measure = "\n".join(parts) or item.text
    return Hint(shift.words(measure), shift.words(item.agency_text), shift.words(item.deadline_words), plan.title)


def _leads(organization: Organization, year: int) -> dict[str, str]:
    """Who leads the sections of each area in the newest plan that says so."""
    found = Section.objects.filter(
        plan__organization=organization,
        plan__state__in=IN_FORCE,
        plan__from_year__range=(year - YEARS_BACK, year),
    ).exclude(area="")
    leads: dict[str, str] = {}
    for section in found.select_related("lead").order_by("-plan__from_year", "order"):
        words = section.lead.name if section.lead else section.lead_text
        if words:
            leads.setdefault(_area_key(section.area), words)
    return leads


def _area_key(area: str) -> str:
    """One word for an area, however plans and criteria sets spell it."""
    return find_area(area) or fold(area)
