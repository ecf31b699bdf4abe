"""Letters of urging: which an actor may read, and what became of what they list."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, F, Prefetch, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.scope import own_body
from reports.models import Report, UrgedBody, Urging
from reports.queries.reach import reports_in_reach
from reports.rules import can_urge
from tasks.models import Obligation


def urgings_in_reach(actor: Actor) -> QuerySet[Urging]:
    """Whole letters: of a body beneath what was sent, of one's own also the drafts for who urges."""
    found: QuerySet[Urging] = Urging.objects.visible_to(actor).select_related("organization__parent")
    return found.filter(_is_known(actor, ""))


def urged_in_reach(actor: Actor) -> QuerySet[UrgedBody]:
    """What letters say of one body: to this body and its sender, and to who looks over either."""
    found: QuerySet[UrgedBody] = UrgedBody.objects.visible_to(actor)
    return found.filter(_is_known(actor, "urging__")).select_related(
        "organization__parent", "urging__organization__parent"
    )


def _is_known(actor: Actor, way: str) -> Q:
    """A draft does not exist for anybody but those who may write it."""
    sent = Q(**{f"{way}sent_at__isnull": False})
    return sent | own_body(actor, f"{way}organization") if can_urge(actor) else sent


def letters_written(actor: Actor) -> QuerySet[Urging]:
    """Drafts first, then the sent ones, the last first; each with how many bodies it went to, saw and answered it."""
    answered = Count("bodies", filter=~Q(bodies__answer=""))
    return (
        urgings_in_reach(actor)
        .annotate(to=Count("bodies"), seen=Count("bodies", filter=Q(bodies__seen_at__isnull=False)), answered=answered)
        .order_by(F("sent_at").desc(nulls_first=True), "-written_at", "-pk")
    )


def letters_received(actor: Actor) -> QuerySet[UrgedBody]:
    """What this body was sent: unanswered first, the last first."""
    own = urged_in_reach(actor).filter(own_body(actor), urging__sent_at__isnull=False)
    return own.order_by(F("answered_at").desc(nulls_first=True), "-urging__sent_at", "-pk")


def urging_of(actor: Actor, pk: int) -> Urging | None:
    """One letter with the bodies it goes to, or None when it is out of reach."""
    bodies = Prefetch("bodies", UrgedBody.objects.select_related("organization__parent").order_by("pk"))
    return urgings_in_reach(actor).prefetch_related(bodies).filter(pk=pk).first()


def urged_of(actor: Actor, pk: int) -> UrgedBody | None:
    """One body's part of a letter that was sent, or None when it is out of reach."""
    return urged_in_reach(actor).filter(urging__sent_at__isnull=False, pk=pk).first()


def duties_now(actor: Actor, keys: Iterable[str]) -> dict[str, Obligation]:
    """The duties that a letter lists as they stand now, by their keys (one query)."""
    found: QuerySet[Obligation] = Obligation.objects.visible_to(actor).filter(pk__in=[int(key) for key in keys])
    return {str(duty.pk): duty for duty in found}


def reports_now(actor: Actor, bodies: Sequence[int], years: Iterable[int]) -> dict[tuple[int, str], Report]:
    """The reports of these bodies by body and key ("quarter-2023-1"), as far as the actor may read them (one query)."""
    found = reports_in_reach(actor).filter(organization__in=bodies, period_year__in=set(years))
    return {(one.organization_id, f"{one.period_kind}-{one.period_year}-{one.period_number}"): one for one in found}
