"""The plan of these tests has a first quarter behind it."""

import pytest

from plans.models import Plan
from tests.cast import Cast
from tests.plans_in_force import plan_in_force
from tests.reports.year import first_quarter


@pytest.fixture
def plan(cast: Cast) -> Plan:
    found = plan_in_force(cast)
    first_quarter(cast, found)
    return found
