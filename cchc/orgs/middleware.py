"""Puts the actor on the request: the signed-in person in the membership he chose."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cchc.orgs.queries.people import actor_of
from cchc.web.clock import local_today

SESSION_KEY = "membership"
OPEN_PATHS = ("/dang-xuat/", "/doi-mat-khau/")


class ActorMiddleware:
    """`request.actor` is None for nobody; a signed-in person without a membership in force is told so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = None
        if request.user.is_authenticated:
            actor = actor_of(request.user, membership_id=request.session.get(SESSION_KEY), today=local_today())
            if actor is None and not request.path.startswith(OPEN_PATHS):
                return render(request, "registration/no_membership.html", status=403)
        request.actor = actor  # type: ignore[attr-defined]
        return self.get_response(request)
