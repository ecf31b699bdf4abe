"""What a person was told, and what he chose to be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Case, Q, Value, When
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.models import Notice, NoticeChoice, User
from cchc.orgs.models.notices import NoticeQuerySet
from cchc.orgs.reminding import BEFORE


@dataclass(frozen=True, slots=True)
class ToldDay:
    """What was told on one local day; `is_new` of what is unread."""

    on_day: date
    title: str
    is_new: bool
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose of his reminders."""

    by_mail: bool = True
    days_before: tuple[int, ...] = BEFORE


def notices_of(actor: Actor) -> NoticeQuerySet:
    """What this person was told in the body in which he works now; nobody else's, whoever looks over it."""
    told: NoticeQuerySet = Notice.objects.visible_to(actor)
    return told.filter(user=actor.user, organization=actor.organization)


def notices_unread_first(actor: Actor) -> NoticeQuerySet:
    """For the page: what is new, then what was read or overtaken; the latest run first, in it the earliest due day."""
    is_old = Case(When(read_at=None, is_settled=False, then=Value(0)), default=Value(1))
    return notices_of(actor).annotate(is_old=is_old).order_by("is_old", "-made_at", "pk")


def by_day(notices: Iterable[Notice], *, today: date) -> list[ToldDay]:
    """Notices in the order given, day by day."""
    groups: dict[tuple[bool, date], list[Notice]] = {}
    for notice in notices:
        groups.setdefault((notice.is_new, localdate(notice.made_at)), []).append(notice)
    return [ToldDay(day, _day_words(day, today), is_new, tuple(found)) for (is_new, day), found in groups.items()]


def _day_words(day: date, today: date) -> str:
    """ "Hôm nay, 10/06/2023"."""
    near = {0: "Hôm nay, ", 1: "Hôm qua, "}.get((today - day).days, "Ngày ")
    return f"{near}{day:%d/%m/%Y}"


def open_notices(prefixes: Iterable[str], bodies: Iterable[int] | None = None) -> dict[int, list[Notice]]:
    """What people of these bodies (of all, where none are named) were told about things so named ("duty:") that is not
    settled, by body (one query); of each notice what tells its ladder."""
    told = Notice.objects.filter(reduce(or_, (Q(about__startswith=one) for one in prefixes)), is_settled=False)
    if bodies is not None:
        told = told.filter(organization__in=list(bodies))
    found: dict[int, list[Notice]] = {}
    for notice in told.order_by().only("user_id", "organization_id", "key", "about", "due_on"):
        found.setdefault(notice.organization_id, []).append(notice)
    return found


def open_notices_about(things: Iterable[str]) -> list[Notice]:
    """What anybody was told about these things that is not settled (one query)."""
    return list(Notice.objects.filter(about__in=list(things), is_settled=False).only("about", "due_on"))


def choice_of(user: User) -> Choice:
    """His choice; everything where he made none."""
    return choices_of([user.pk]).get(user.pk, Choice())


def choices_of(users: Iterable[int]) -> dict[int, Choice]:
    """The choices of those who made one (one query)."""
    found = NoticeChoice.objects.filter(user__in=list(users))
    return {one.user_id: Choice(one.by_mail, tuple(one.days_before)) for one in found}
