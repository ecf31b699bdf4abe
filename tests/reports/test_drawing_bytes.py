"""The same facts give the same bytes: in one process, in another, from the stored snapshot, on another day."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from plans.models import Plan
from reports.facts import ReportFacts, from_json, to_json
from reports.models import Report
from tests.cast import Cast
from tests.reports.drawn import DRAWERS, file_of
from tests.reports.reporting import drafted, sent
from tests.reports.sample import compared, sample
from tests.reports.year import second_quarter

ROOT = Path(__file__).parents[2]
ELSEWHERE = """
import datetime, hashlib, json, sys, time

YEAR = 400 * 86400
known = {name: getattr(time, name) for name in ("time", "time_ns", "gmtime", "localtime")}

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds=YEAR)

    today = utcnow = now

time.time = lambda: known["time"]() + YEAR
time.time_ns = lambda: known["time_ns"]() + YEAR * 10**9
time.gmtime = lambda seconds=None: known["gmtime"](time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: known["localtime"](time.time() if seconds is None else seconds)
datetime.datetime = Later
from reports.facts import from_json
from reports.drawing.docx import draw_docx
from reports.drawing.pdf import draw_pdf
from reports.drawing.xlsx import draw_xlsx
facts = from_json(json.load(sys.stdin))
print(*(hashlib.sha256(draw(facts)).hexdigest() for draw in (draw_pdf, draw_docx, draw_xlsx)))
assert "django" not in sys.modules
"""


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def drawn_elsewhere(stored: object) -> list[str]:
    """The digests of the files that another process draws, a year later by its clock and in another place."""
    return subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        input=json.dumps(stored),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "7", "TZ": "America/Lima", "LANG": "C.UTF-8"},
    ).stdout.split()


def digests(facts: ReportFacts) -> list[str]:
    return [sha256_of(draw(facts)) for draw in DRAWERS.values()]


@pytest.mark.parametrize("approved", [True, False])
def test_another_process_a_year_later_draws_the_same_files(approved: bool) -> None:
    printed = drawn_elsewhere(to_json(sample(approved=approved)))
    assert printed == [sha256_of(file_of(kind, approved=approved)) for kind in DRAWERS]


def test_what_is_compared_is_drawn_the_same_a_year_later() -> None:
    assert drawn_elsewhere(to_json(compared())) == digests(compared())


@pytest.mark.django_db
def test_a_report_that_was_sent_is_drawn_the_same_a_year_later(cast: Cast, plan: Plan) -> None:
    """From the snapshot as the database keeps it, whatever was recorded since."""
    report = sent(cast, drafted(cast, plan))
    before = digests(from_json(report.submissions.get().snapshot.facts))
    second_quarter(cast, plan)
    stored = Report.objects.get(pk=report.pk).submissions.get().snapshot.facts
    assert drawn_elsewhere(stored) == before


@pytest.mark.parametrize("kind", DRAWERS)
def test_other_facts_give_other_files(kind: str) -> None:
    assert sha256_of(file_of(kind, approved=False)) != sha256_of(file_of(kind))
