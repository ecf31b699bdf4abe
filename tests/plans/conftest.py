"""The cast and the plan of Quang Trung for 2023, read and waiting to be accepted."""

from pathlib import Path

import pytest

from cchc.orgs.actors import Actor
from plans.actions import import_plan
from plans.models import Plan
from plans.queries import directory_of
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from plans.reading.results import ReadPlan
from tests.cast import NOW, Cast

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
NAME = "quang-trung-2023.docx"


@pytest.fixture(scope="session")
def data() -> bytes:
    return (FIXTURES / NAME).read_bytes()


@pytest.fixture(scope="session")
def readings() -> dict[str, ReadPlan]:
    """What was read once for all tests: the cast, and so the directory, is always the same."""
    return {}


@pytest.fixture
def reading(cast: Cast, data: bytes, readings: dict[str, ReadPlan]) -> ReadPlan:
    if NAME not in readings:
        readings[NAME] = read_plan(read_docx(data), directory_of(cast.quang_trung))
    return readings[NAME]


@pytest.fixture
def draft(cast: Cast, data: bytes, reading: ReadPlan) -> Plan:
    system = Actor.system(cast.quang_trung)
    return import_plan(actor=system, name=NAME, data=data, reading=reading, now=NOW)
