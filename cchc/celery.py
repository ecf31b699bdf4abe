"""The Celery application. Its entry points are the `jobs.py` of the applications."""

import os

from celery import Celery
from celery.signals import worker_process_init

import cchc.broker  # noqa: F401  (names the folder:// transport)
from cchc.warm import keep_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cchc.settings")

app = Celery("cchc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")
worker_process_init.connect(keep_loaded)
