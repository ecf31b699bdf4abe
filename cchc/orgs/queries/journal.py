"""Reading of the audit trail."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.models import Event
from cchc.orgs.scope import own_body


def journal(actor: Actor) -> QuerySet[Event]:
    """The whole audit trail of one's own body; of the bodies below what changed in bodies, posts and people, newest
    first. What they write is told on the pages of its own objects, where a draft that was not sent stays theirs."""
    told = own_body(actor) | Q(object_type__startswith=f"{Event._meta.app_label}.")
    return Event.objects.visible_to(actor).filter(told).select_related("organization")


def events_of(actor: Actor, objects: Sequence[models.Model]) -> QuerySet[Event]:
    """The audit trail of these objects, newest first."""
    wanted = Q(pk__in=())
    for obj in objects:
        wanted |= Q(object_type=obj._meta.label_lower, object_id=obj.pk)
    return Event.objects.visible_to(actor).filter(wanted)
