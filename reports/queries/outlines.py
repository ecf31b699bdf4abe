"""Which outline the reports of a body have in a year, and which were set."""

from django.db.models import Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from reports.models import ReportOutline
from reports.outline import BUILT_IN, Parts, from_json
from tasks.enums import Audience


def outline_of(organization: Organization, year: int) -> Parts:
    """The outline of a body's reports: its own, else that of the nearest government above which set one for those
    beneath it, else the built-in one (one query)."""
    row = outline_row(organization, Audience.OWN, year)
    return from_json(row.parts) if row else BUILT_IN


def outline_row(organization: Organization, audience: Audience, year: int) -> ReportOutline | None:
    """The stored outline that holds in `year` for the body's own reports, or for those that the bodies beneath it send;
    a department's is its government's. The nearest body's word counts, of one body the latest."""
    own = organization.territory
    ids = [int(pk) for pk in own.split("/") if pk]
    reach = Q(organization=ids[-1], audience=audience) | Q(organization__in=ids[:-1], audience=Audience.BELOW)
    rows = ReportOutline.objects.filter(reach, from_year__lte=year).select_related("organization")
    return max(rows, key=lambda row: (row.organization.path.count("/"), row.from_year), default=None)


def outline_rows(organization: Organization, audience: Audience) -> list[ReportOutline]:
    """Everything that a body set for its own reports, or for those of the bodies beneath it, by year."""
    return list(ReportOutline.objects.filter(organization=organization, audience=audience))


def own_outlines_below(actor: Actor, organization: Organization) -> list[ReportOutline]:
    """The outlines that bodies beneath set for themselves, as far as the actor sees them."""
    rows: QuerySet[ReportOutline] = ReportOutline.objects.visible_to(actor).exclude(organization=organization)
    return list(rows.filter(audience=Audience.OWN).select_related("organization").order_by("organization__name"))
