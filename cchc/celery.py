"""The Celery application. Its entry points are the `jobs.py` of the applications."""

import os

from celery import Celery

import cchc.broker  # noqa: F401  (names the folder:// transport)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cchc.settings")

app = Celery("cchc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")
