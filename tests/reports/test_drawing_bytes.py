"""The same facts give the same bytes: in one process, in another, from the stored snapshot."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from reports.facts import to_json
from tests.reports.drawn import DRAWERS, file_of
from tests.reports.sample import sample

ROOT = Path(__file__).parents[2]
ELSEWHERE = """
import hashlib, json, sys
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


@pytest.mark.parametrize("approved", [True, False])
def test_another_process_a_year_later_draws_the_same_files(approved: bool) -> None:
    facts = sample(approved=approved)
    printed = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        input=json.dumps(to_json(facts)),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "7", "TZ": "America/Lima", "LANG": "C.UTF-8"},
    ).stdout.split()
    assert printed == [sha256_of(file_of(kind, approved=approved)) for kind in DRAWERS]


@pytest.mark.parametrize("kind", DRAWERS)
def test_other_facts_give_other_files(kind: str) -> None:
    assert sha256_of(file_of(kind, approved=False)) != sha256_of(file_of(kind))
