"""What addresses name: a body ("don-vi=4"), a year ("nam=2023"), a period ("ky=quarter-2023-1")."""

from django.http import Http404

from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from cchc.web.clock import local_today
from reports.queries.statistics import government_for
from tasks.periods import Period

YEARS = range(2000, 2101)


def chosen_body(request: ActorRequest) -> Organization:
    """The body that the address names, or one's own government; 404 for one out of reach."""
    given = request.GET.get("don-vi", "")
    found = government_for(request.actor, int(given) if given.isascii() and given.isdecimal() else None)
    if found is None:
        raise Http404
    return found


def chosen_year(request: ActorRequest) -> int:
    """The year of the named period, or the named year, or this one."""
    given = (*request.GET.get("ky", "").split("-")[1:2], request.GET.get("nam", ""))
    years = (int(text) for text in given if text.isascii() and text.isdecimal() and len(text) == 4)
    return next((year for year in years if year in YEARS), local_today().year)


def key_of(period: Period) -> str:
    """A period as addresses name it."""
    return "-".join(map(str, period.key))
