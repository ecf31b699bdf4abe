"""The private calendar of a person, read by his calendar program: the secret in the address is all it has."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cchc.orgs.queries.feeds import actors_of_feed
from cchc.web.clock import local_today
from cchc.web.ical import calendar_of
from reports.queries.feed import sending_entries
from tasks.queries.feed import duty_entries

NAME = "Hạn việc cải cách hành chính"


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Due days of duties and reports in all bodies where the person works today; a day that two of his roles share
    stands once. Not found: unknown, revoked, or his person has left."""
    today = local_today()
    actors = actors_of_feed(secret, today=today)
    if not actors:
        raise Http404
    entries = {
        entry.uid: entry
        for actor in actors
        for entry in (*duty_entries(actor, today=today), *sending_entries(actor, today=today))
    }
    response = HttpResponse(calendar_of(NAME, entries.values()), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = 'inline; filename="lich-viec.ics"'
    return response
