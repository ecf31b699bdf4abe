"""What the tests run with when nothing is set; imported before anything reads the settings."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cchc.settings")
os.environ.setdefault("DEBUG", "1")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop running in the thread of the tests
os.environ.pop("TODAY", None)
django.setup()
