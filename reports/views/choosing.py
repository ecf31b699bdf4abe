"""What addresses name: a body ("don-vi=4"), a year ("nam=2023"), a period ("ky=quarter-2023-1")."""

from django.http import Http404

from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from cchc.web.clock import local_today
from reports.queries.statistics import government_for
from tasks.periods import YEARS


def chosen_body(request: ActorRequest) -> Organization:
    """The body that the address names, or one's own government; 404 for one out of reach."""
    given = request.GET.get("don-vi", "")
    found = government_for(request.actor, int(given) if given.isascii() and given.isdecimal() else None)
    if found is None:
        raise Http404
    return found


def chosen_year(request: ActorRequest) -> int:
    """The year of the named period, or the named year, or this one."""
    _, _, rest = request.GET.get("ky", "").partition("-")
    return year_named(rest.partition("-")[0]) or year_asked(request)


def year_asked(request: ActorRequest) -> int:
    """The year that the address names, otherwise this one."""
    return year_named(request.GET.get("nam", "")) or local_today().year


def year_named(words: str) -> int | None:
    """The year that four digits name, None for anything else."""
    year = int(words) if words.isascii() and words.isdecimal() and len(words) == 4 else None
    return year if year in YEARS else None
