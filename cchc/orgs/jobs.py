"""The mail of the day; safe to run at any hour and any number of times."""

import logging
from datetime import datetime
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from celery import shared_task
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from cchc.orgs.actions.digests import claim_digest, finish_digest, release_digest
from cchc.orgs.mailing import digest_mail, is_mail_set_up
from cchc.orgs.queries.digests import Mailing, mailings_due
from cchc.orgs.reminding import MAIL_FROM
from cchc.web.clock import is_night, local_now

logger = logging.getLogger(__name__)

OF_ONE_PERSON = (SMTPRecipientsRefused, SMTPDataError)
"""What a server says of one mail or its address; anything else that it or the line says ends the run."""


@shared_task(name="orgs.mail_digest", soft_time_limit=900, time_limit=960)
def mail_digest() -> None:
    """Send each person what he was told and has not read, once a day. Run every hour: what the server refused, or a
    fallen worker left, goes out with the next run; what was told after the mail of the day waits for the next day."""
    now = local_now()
    if is_night(now, MAIL_FROM) or not is_mail_set_up():
        return
    connection = get_connection()
    try:
        for mailings in mailings_due(now):
            for mailing in mailings:
                _send(mailing, connection, now)
    except (SMTPException, OSError) as error:
        logger.error("mail of the day interrupted: %s", type(error).__name__)
    finally:
        connection.close()


def _send(mailing: Mailing, connection: BaseEmailBackend, now: datetime) -> None:
    """One mail; what is wrong with it alone keeps it from nobody else. Whoever is claimed by another worker is left to
    it."""
    digest = claim_digest(actor=None, user_id=mailing.user.pk, now=now)
    if digest is None:
        return
    try:
        connection.open()
        connection.send_messages([digest_mail(mailing, digest, now.date())])
    except Exception as error:
        release_digest(actor=None, digest=digest)
        if isinstance(error, (SMTPException, OSError)) and not isinstance(error, OF_ONE_PERSON):
            raise
        logger.error("mail %s not sent: %s", digest.pk, type(error).__name__)
    else:
        finish_digest(actor=None, digest=digest, notices=mailing.notices, now=local_now())
