"""Puts the actor on the request: the signed-in person in the membership he chose."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url

from cchc.orgs.queries.people import actor_of, coming_membership, still_holds
from cchc.web.clock import local_today

SESSION_KEY = "membership"
OPEN_PATHS = ("/dang-xuat/", "/doi-mat-khau/")
READING_METHODS = ("GET", "HEAD", "OPTIONS")
MOVED_ON = "Vai trò đang dùng vừa thôi nên việc vừa gửi chưa được ghi; hãy chọn vai trò khác để làm tiếp."


class ActorMiddleware:
    """`request.actor` is None for nobody; a signed-in person without a membership in force is told so. Whoever has a
    password that somebody else knows changes it before anything else opens. What was sent in a membership that ended
    in the meantime is not done in another one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        if request.user.is_authenticated and (instead := self._enter(request)):
            return instead
        return self.get_response(request)

    def _enter(self, request: HttpRequest) -> HttpResponse | None:
        """Put the actor of a signed-in person on the request; a response where nothing else may open."""
        is_open, today = request.path.startswith(OPEN_PATHS), local_today()
        if request.user.must_change_password and not is_open:  # type: ignore[union-attr]
            return _elsewhere(request, "password_change")
        chosen = request.session.get(SESSION_KEY)
        actor = actor_of(request.user, membership_id=chosen, today=today)  # type: ignore[arg-type]
        if actor is None and not is_open:
            coming = coming_membership(request.user, today=today)  # type: ignore[arg-type]
            return render(request, "registration/no_membership.html", {"coming": coming}, status=403)
        is_sent = not is_open and request.method not in READING_METHODS
        if chosen and actor and is_sent and not still_holds(request.user, chosen, today=today):  # type: ignore[arg-type]
            del request.session[SESSION_KEY]
            messages.warning(request, MOVED_ON)
            return _elsewhere(request, "orgs:switch")
        request.actor = actor  # type: ignore[attr-defined]
        return None


def _elsewhere(request: HttpRequest, name: str) -> HttpResponse:
    """A part of a page cannot show another page: the whole one goes there."""
    if not request.headers.get("HX-Request"):
        return redirect(name)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = resolve_url(name)
    return response
