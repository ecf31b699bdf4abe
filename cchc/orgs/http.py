"""The request as views meet it: with its actor (the middleware puts it there, sign-in is required by default)."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from cchc.orgs.actors import Actor
from cchc.orgs.models import User


class ActorRequest(HttpRequest):
    """For annotations only; it is never made."""

    actor: Actor
    user: User
    htmx: HtmxDetails
