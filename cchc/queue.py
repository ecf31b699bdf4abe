"""The only sender of jobs. A job is named, gets ids, and starts when the transaction that asks for it is stored."""

import logging
from functools import partial

from django.db import transaction
from kombu.exceptions import OperationalError

from cchc.celery import app

logger = logging.getLogger(__name__)


def enqueue(name: str, **kwargs: int | str) -> None:
    """Start the job `name` ("reports.draw_file") after commit, at once outside a transaction.

    A queue out of reach does not undo what was stored: it is logged, and the row stays in its waiting state.
    """
    transaction.on_commit(partial(_send, name, kwargs))


def _send(name: str, kwargs: dict[str, int | str]) -> None:
    try:
        app.signature(name, kwargs=kwargs).apply_async()
    except OperationalError:
        logger.exception("job %s not sent", name)
