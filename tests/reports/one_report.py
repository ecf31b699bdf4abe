"""A database of its own with one report whose files wait for a worker: `python -m tests.reports.one_report`."""

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from tests.cast import make_cast  # noqa: E402
from tests.plans_in_force import plan_in_force  # noqa: E402
from tests.reports.reporting import drafted  # noqa: E402
from tests.reports.year import first_quarter  # noqa: E402

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    cast = make_cast()
    plan = plan_in_force(cast)
    first_quarter(cast, plan)
    drafted(cast, plan)
