"""The criteria sets of the demonstration: the commune example of Bỉm Sơn for 2022, and its draft for 2023."""

from datetime import datetime

from django.db.models import QuerySet

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from indices.actions.criteria import What, begin_from_example
from indices.enums import IndexKind
from indices.models import CriteriaSet
from reports.demo.reports import moment
from reports.demo.year import actor_named

BODY = "bim-son"
WRITER = "noivu.bimson"
BEGUN = {2022: "2022-12-05T09:10", 2023: "2023-06-06T14:25"}


def load_criteria(now: datetime) -> None:
    """Begin the set of each year that is not there yet."""
    for year, at in BEGUN.items():
        if not _sets(year).exists():
            what = What(IndexKind.PAR_INDEX, OrganizationKind.COMMUNE, year)
            begin_from_example(actor=actor_named(WRITER), what=what, now=min(moment(at), now))


def demo_set(year: int = 2022) -> CriteriaSet:
    """The commune set of Bỉm Sơn of that year, by which rounds of the demonstration score."""
    return _sets(year).latest("version")


def _sets(year: int) -> QuerySet[CriteriaSet]:
    body = Organization.objects.get(code=BODY)
    return CriteriaSet.objects.filter(
        organization=body, kind=IndexKind.PAR_INDEX, level=OrganizationKind.COMMUNE, year=year
    )
