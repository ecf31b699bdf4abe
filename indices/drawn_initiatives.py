"""Stored initiatives as the facts of their papers."""

from collections.abc import Iterable
from datetime import date

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.orgs.queries.units import names_of
from cchc.paper.words import short_date
from cchc.text import lower_first
from indices.enums import InitiativeState
from indices.models import Initiative
from indices.papers.applications import Application, AuthorLine
from indices.papers.initiatives import CountLine, InitiativeLine, InitiativeList
from indices.queries.initiatives import BodyCount

TITLE = "Danh sách sáng kiến"


def application_of(initiative: Initiative) -> Application:
    """The application of its authors. Reads `authors` and the body's parent."""
    body = initiative.organization
    names = names_of(body)
    return Application(
        place=names.place_name,
        council=f"Hội đồng Sáng kiến {_within(body.parent or body)}",
        workplace=names.issuer_name,
        name=initiative.name,
        area=initiative.area,
        problem=initiative.problem,
        solution=initiative.solution,
        effect=initiative.effect,
        applied_on=initiative.applied_on,
        registered_on=initiative.registered_on,
        authors=tuple(
            AuthorLine(one.name, one.title, one.share, one.user_id is not None) for one in initiative.authors.all()
        ),
    )


def list_of(actor: Actor, found: Iterable[Initiative], said: str, *, today: date) -> InitiativeList:
    """The list that an actor prints."""
    body = actor.organization
    return InitiativeList(
        issuer=body.issuer_name,
        place=body.place_name,
        title=TITLE,
        said=said,
        as_of=today,
        lines=tuple(map(_line, found)),
    )


def count_lines(counts: Iterable[BodyCount]) -> list[CountLine]:
    return [
        CountLine(one.body.name, one.registered, one.adopted, one.refused, one.spread, one.is_silent) for one in counts
    ]


def decision_words(initiative: Initiative) -> str:
    """ "Quyết định 45/QĐ-UBND ngày 20/12/2022 của UBND thị xã Bỉm Sơn"; of a refused one the reason."""
    if initiative.state == InitiativeState.ADOPTED and initiative.decided_on:
        return f"{initiative.decision} ngày {short_date(initiative.decided_on)}, {initiative.adopter}"
    return f"Lý do: {initiative.reason}" if initiative.reason else ""


def _line(one: Initiative) -> InitiativeLine:
    shares = (f"{who.name} ({who.share} %)" if who.share else who.name for who in one.authors.all())
    return InitiativeLine(
        name=one.name,
        authors="; ".join(shares),
        body=one.organization.name,
        area=one.area,
        state=one.get_state_display(),
        decision=decision_words(one),
        places=getattr(one, "places", 0),
    )


def _within(body: Organization) -> str:
    return lower_first(body.name)
