"""Reminders of duties; safe to run at any hour and any number of times."""

from celery import shared_task

from cchc.orgs.actions.notices import settle, tell_each
from cchc.orgs.actors import Actor
from cchc.orgs.reminding import MORNING
from cchc.web.clock import is_night, local_now
from tasks.queries.reminders import reminders_due


@shared_task(name="tasks.remind")
def remind() -> None:
    """Tell what came near or fell due, whatever was missed before. Run every hour: whoever gets a duty, or another day
    for it, hears of it within the hour; nobody hears anything in the night."""
    now = local_now()
    if is_night(now, MORNING):
        return
    for found in reminders_due(now.date()):
        actor = Actor.system(found.organization)
        settle(actor=actor, notices=found.settled)
        tell_each(actor=actor, organization=found.organization, told=found.told, now=now)
