"""The page of who may see and do what: told by the rules, for a body and for one person; made to be printed."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.orgs.pages import people_places
from cchc.orgs.queries.staff import bodies_of
from cchc.web.clock import local_today
from reports.queries.rights import people_to_ask_about, rights_of_body, rights_of_person


@require_GET
def rights(request: ActorRequest) -> HttpResponseBase:
    """`?don-vi=` another body within reach, `?nguoi=` one of its memberships."""
    asked, today = request.GET, local_today()
    bodies = bodies_of(request.actor)
    wanted = asked.get("don-vi") or str(request.actor.organization.pk)
    body = next((one for one in [*bodies, request.actor.organization] if str(one.pk) == wanted), None)
    if body is None:
        raise Http404
    people = people_to_ask_about(request.actor, body, today=today)
    chosen = next((one for one in people if str(one.pk) == asked.get("nguoi")), None)
    context = {
        "rights": rights_of_body(body),
        "bodies": bodies,
        "people": people,
        "person": rights_of_person(chosen) if chosen else None,
        "places": people_places("reports:rights"),
    }
    return render(request, "reports/rights.html", context)
