"""Who may do what with the year-end classification of a body's officials, and who sees whose line."""

from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Organization
from indices.enums import GradingState
from indices.models import GradedPerson, Grading
from indices.rules.initiatives import SPEAKERS, stands_above

GRADED = (Role.OFFICER, Role.COORDINATOR, Role.LEADER)
"""Whose holders are officials of a body."""


def can_open_gradings(actor: Actor) -> bool:
    """The coordinator or the leader of a body opens its year."""
    return actor.has_role(*SPEAKERS)


def can_run(actor: Actor, grading: Grading) -> bool:
    """They set the cap, name the people and propose, until it is decided."""
    return grading.state == GradingState.OPEN and reads_all(actor, grading)


def can_decide_grading(actor: Actor, grading: Grading) -> bool:
    """The leader of the body decides, once."""
    own = actor.belongs_to(grading.organization_id) and actor.has_role(Role.LEADER)
    return own and grading.state == GradingState.OPEN


def can_grade_self(actor: Actor, person: GradedPerson) -> bool:
    """An official speaks for himself while the year is open. Reads `grading`."""
    return person.grading.state == GradingState.OPEN and not person.left_out and is_own_line(actor, person)


def is_own_line(actor: Actor, person: GradedPerson) -> bool:
    """Whether the line tells of the actor. Reads `grading`."""
    is_own = actor.user is not None and person.user_id == actor.user.pk
    return is_own and actor.belongs_to(person.grading.organization_id)


def reads_all(actor: Actor, grading: Grading) -> bool:
    """The coordinator and the leader of the body read every line; others of it their own."""
    return actor.belongs_to(grading.organization_id) and actor.has_role(*SPEAKERS)


def reads_decided(actor: Actor, grading: Grading) -> bool:
    """Who stands above reads the list once it is decided. Reads the body."""
    return grading.state == GradingState.DECIDED and stands_above(actor, grading.organization)


def reads_figures(actor: Actor, body: Organization) -> bool:
    """How many of each class: who answers for the body and who looks over it."""
    return actor.looks_over or stands_above(actor, body) or (actor.belongs_to(body.pk) and actor.has_role(*SPEAKERS))
