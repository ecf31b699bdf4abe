"""A worker of the real application with jobs to try it by: `celery --app tests.queue_worker worker`."""

import time
from pathlib import Path

import django

from cchc.celery import app

django.setup()


@app.task(name="tests.write")
def write(path: str, text: str) -> None:
    Path(path).write_text(text)


@app.task(name="tests.write_slowly")
def write_slowly(path: str, seconds: int) -> None:
    """Says when it begins and when it ends; a line for each."""
    with Path(path).open("a") as file:
        file.write("begun\n")
    time.sleep(seconds)
    with Path(path).open("a") as file:
        file.write("ended\n")
