"""The Celery application. Its entry points are the `jobs.py` of the applications."""

import os
from datetime import UTC, datetime

from celery import Celery
from celery.beat import Service
from celery.signals import beat_init, worker_process_init

import cchc.broker  # noqa: F401  (names the folder:// transport)
from cchc.warm import keep_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cchc.settings")

app = Celery("cchc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")
worker_process_init.connect(keep_loaded)


@beat_init.connect
def everything_is_due(sender: Service, **kwargs: object) -> None:
    """What fell due while the service was down, or before it was first started, is not kept waiting for an hour."""
    for entry in sender.scheduler.schedule.values():
        entry.last_run_at = datetime.fromtimestamp(0, UTC)
