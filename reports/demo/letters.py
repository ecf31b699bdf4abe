"""The letters of urging of the demonstration, written, sent and answered on their days."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.orgs.queries.letterheads import short_name
from reports.actions.answering import answer_urging
from reports.actions.urging import Words, send_urging, write_urging
from reports.collecting.letterheads import urging_head
from reports.demo.reports import Step, moment
from reports.letters.words import default_subject, default_text
from reports.models import UrgedBody


def letter_steps(found: dict[str, Any], actor_named: Callable[[str], Actor]) -> list[Step]:
    """What happens to one letter, each step with its instant."""
    at = moment(found["at"])
    steps: list[Step] = [(at, partial(_send, found, actor_named, at))]
    for answer in found["answers"]:
        at = moment(answer["at"])
        steps.append((at, partial(_answer, found, answer, actor_named, at)))
    return steps


def _send(found: dict[str, Any], actor_named: Callable[[str], Actor], now: datetime) -> None:
    actor = actor_named(found["by"])
    sender = actor.organization
    head = urging_head(sender)
    words = Words(
        subject=default_subject(now.year),
        text=default_text(now.year, short_name(sender.issuer_name)),
        answer_by=date.fromisoformat(found["answer_by"]),
        symbol=head.symbol,
        number=found["number"],
        issued_on=now.date(),
        authority=head.authority,
        signer_title=head.signer_title,
        signer=found["signer"],
    )
    bodies = Organization.objects.filter(code__in=found["bodies"]).values_list("pk", flat=True)
    urging = write_urging(actor=actor, bodies=bodies, words=words, now=now)
    send_urging(actor=actor, urging_id=urging.pk, now=now)


def _answer(found: dict[str, Any], answer: dict[str, Any], actor_named: Callable[[str], Actor], now: datetime) -> None:
    actor = actor_named(answer["by"])
    sent_on = moment(found["at"])
    urged = UrgedBody.objects.get(urging__sent_at=sent_on, organization=actor.organization)
    answer_urging(actor=actor, urged_id=urged.pk, answer=answer["text"], seen_version=urged.answer_version, now=now)
