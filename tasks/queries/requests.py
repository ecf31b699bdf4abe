"""Other due days that bodies ask their givers for."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from cchc.orgs.actors import Actor
from tasks.models import DueRequest, Obligation
from tasks.queries.lists import with_posts

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Requests:
    """Open ones, the oldest first; then the last that were answered."""

    open: tuple[DueRequest, ...]
    answered: tuple[DueRequest, ...]


def requests_in_reach(actor: Actor) -> Requests:
    """What the actor's body asked, was asked, or watches over (a fixed number of queries)."""
    found = _with_duties(DueRequest.objects.visible_to(actor))
    waiting = _with_duties(open_requests(actor)).order_by("asked_at", "pk")
    answered = found.exclude(answer="").order_by("-answered_at", "-pk")[:SHOWN]
    return Requests(tuple(waiting), tuple(answered))


def request_of(actor: Actor, pk: int) -> DueRequest | None:
    """One request within reach, or None."""
    return _with_duties(DueRequest.objects.visible_to(actor)).filter(pk=pk).first()


def count_open(actor: Actor) -> int:
    """How many wait for an answer within reach (one query)."""
    return open_requests(actor).count()


def open_requests(actor: Actor) -> QuerySet[DueRequest]:
    """Those that wait for an answer within reach; what was done or cancelled meanwhile needs none. The few requests are
    looked at first and the door after: ten thousand tasks are not walked."""
    reached: QuerySet[DueRequest] = DueRequest.objects.visible_to(actor).order_by()
    owed = Obligation.objects.open().order_by()
    return DueRequest.objects.filter(
        Exists(reached.filter(pk=OuterRef("pk"))), Exists(owed.filter(pk=OuterRef("obligation"))), answer=""
    )


def _with_duties(requests: QuerySet[DueRequest]) -> QuerySet[DueRequest]:
    way = "obligation__task"
    requests = requests.select_related(
        f"{way}__organization", f"{way}__plan__organization", f"{way}__item__section__parent", f"{way}__item__parent"
    )
    return requests.prefetch_related(with_posts(f"{way}__"))
