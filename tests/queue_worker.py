"""A worker of the real application with jobs to try it by: `celery --app tests.queue_worker worker`.

With SLOW_PEN (a path) the pen of PDFs says there that it begins, and then takes a minute.
"""

import os
import time
from pathlib import Path

import django

from cchc.celery import app

django.setup()

from reports import jobs  # noqa: E402  (needs the applications)
from reports.enums import FileFormat  # noqa: E402
from reports.facts import ReportFacts  # noqa: E402


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


def slow_pen(facts: ReportFacts) -> bytes:
    Path(os.environ["SLOW_PEN"]).write_text("begun")
    time.sleep(60)
    return b""


if "SLOW_PEN" in os.environ:
    jobs.DRAWERS[FileFormat.PDF] = slow_pen
