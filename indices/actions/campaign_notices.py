"""What people hear of a campaign, of their file in it, of their initiative; nobody hears of what he did himself."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from cchc.orgs.actions.notices import tell
from cchc.orgs.actors import Actor
from cchc.orgs.enums import DOERS, NoticeKind, Role
from cchc.orgs.models import Organization, User
from cchc.orgs.queries.people import people_with, who_answers
from cchc.orgs.telling import Telling
from indices.models import AwardDecision, Campaign, Initiative, Nomination


def tell_launched(actor: Actor, campaign: Campaign, now: datetime) -> None:
    """Who answers for each body that takes part; of the body's own campaign everybody who works in it."""
    today = localdate(now)
    until = f" trước hết ngày {campaign.register_by:%d/%m/%Y}" if campaign.register_by else ""
    words = f"{campaign.organization} phát động phong trào “{campaign.name}”; hãy đăng ký thi đua{until}."
    telling = _telling(f"campaign:{campaign.pk}:launched", words, reverse("emulation:campaign", args=[campaign.pk]))
    bodies = [one.organization for one in campaign.entrants.select_related("organization")]
    answering = who_answers(bodies, today=today)
    for body in bodies:
        is_own = body.pk == campaign.organization_id
        people = people_with(body, *DOERS, Role.LEADER, today=today) if is_own else answering.get(body.pk, ())
        _tell(actor, body, people, telling, now)


def tell_proposed(actor: Actor, nomination: Nomination, now: datetime) -> None:
    """Who runs the campaign."""
    runner, reward = nomination.campaign.organization, nomination.reward
    whom = f"{nomination.name}, năm {nomination.year}"
    words = f"{nomination.organization} đề nghị {reward} cho {whom}; chờ hội đồng xét."
    key = f"nomination:{nomination.pk}:proposed:{now.isoformat()}"
    _tell(actor, runner, _answering(runner, localdate(now)), _telling(key, words, _file(nomination)), now)


def tell_granted(actor: Actor, nomination: Nomination, decision: AwardDecision, now: datetime) -> None:
    """The competitor, and who answers for his body."""
    words = (
        f"{nomination.name} được {nomination.reward} theo Quyết định số {decision.number} "
        f"ngày {decision.decided_on:%d/%m/%Y} ({nomination.campaign})."
    )
    _tell_competitor(actor, nomination, words, now)


def tell_refused(actor: Actor, nomination: Nomination, now: datetime) -> None:
    """The same of what was not granted, with the reason."""
    words = f"{nomination.name} không được khen thưởng ({nomination.campaign}); lý do: {nomination.reason}"
    _tell_competitor(actor, nomination, words, now)


def tell_authors(actor: Actor, initiative: Initiative, words: str, now: datetime) -> None:
    """The authors of an initiative who have an account."""
    authors = [one.user for one in initiative.authors.select_related("user") if one.user]
    path = reverse("emulation:initiative", args=[initiative.pk])
    telling = _telling(f"initiative:{initiative.pk}:{now.isoformat()}", words, path)
    _tell(actor, initiative.organization, authors, telling, now)


def _tell_competitor(actor: Actor, nomination: Nomination, words: str, now: datetime) -> None:
    own = [nomination.user] if nomination.user else []
    people = [*own, *_answering(nomination.organization, localdate(now))]
    telling = _telling(f"nomination:{nomination.pk}:decided", words, _file(nomination))
    _tell(actor, nomination.organization, people, telling, now)


def _answering(body: Organization, today: date) -> list[User]:
    return who_answers([body], today=today).get(body.pk, [])


def _file(nomination: Nomination) -> str:
    return reverse("reports:nomination", args=[nomination.pk])


def _telling(key: str, words: str, path: str) -> Telling:
    return Telling(NoticeKind.INDEX, key, words, path)


def _tell(actor: Actor, body: Organization, people: Iterable[User], telling: Telling, now: datetime) -> None:
    others = [one for one in people if one != actor.user]
    tell(actor=actor, organization=body, users=others, tellings=[telling], now=now)
