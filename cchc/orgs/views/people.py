"""The people of a body."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.orgs.queries.people import people_of
from cchc.orgs.rules import can_read_journal
from cchc.web.clock import local_today


@require_GET
def people(request: ActorRequest) -> HttpResponseBase:
    """Who works in the bodies within reach, with which role and posts."""
    context = {
        "memberships": people_of(request.actor, today=local_today()),
        "may_read_journal": can_read_journal(request.actor),
    }
    return render(request, "orgs/people.html", context)
