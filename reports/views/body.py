"""One body of the territory: from its cell in the matrix to its reports, its tasks and their evidence."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest
from cchc.web.clock import local_today
from reports.queries.body import body_page
from reports.queries.matrices import territory_of
from reports.rules import can_urge, sees_incoming
from reports.views.matrices import anchor_of, year_asked


@require_GET
def body(request: ActorRequest, pk: int) -> HttpResponseBase:
    """404 for a body that is not beneath, or that did not exist in the year."""
    if not sees_incoming(request.actor):
        raise Http404
    today = local_today()
    territory = territory_of(request.actor, year_asked(request, today))
    found = next((one for one in territory.bodies if one.pk == pk), None)
    if found is None:
        raise Http404
    page = body_page(request.actor, territory, found, today=today)
    home = "reports:overview" if request.actor.looks_over else "reports:matrix"
    context = {
        "page": page,
        "year": territory.year,
        "may_urge": can_urge(request.actor),
        "years": range(min(territory.since, today.year), today.year + 1),
        "areas": [(area, anchor_of(area.name)) for area in page.areas],
        "trail": [{"label": "Toàn địa bàn", "url": f"{reverse(home)}?nam={territory.year}"}],
    }
    return render(request, "reports/body.html", context)
