"""The rules of architecture.md hold, and each of them can fail."""

import pytest

from tests import architecture
from tests.architecture import RULES
from tests.sources import Source, all_sources

SOURCES = all_sources()
LONG_FUNCTION = "def long() -> None:\n" + "    pass\n" * 40

BAD = [
    (architecture.apps_import_down, "plans/models.py", "from tasks.models import Task"),
    (architecture.apps_import_down, "tasks/queries.py", "from plans.views import plan_page"),
    (architecture.apps_import_down, "cchc/web/views.py", "from cchc.orgs import queries"),
    (architecture.apps_import_down, "cchc/urls.py", "import plans.urls"),
    (architecture.pure_files_stay_pure, "plans/reading/dates.py", "from django.utils import timezone"),
    (architecture.pure_files_stay_pure, "tasks/periods.py", "from cchc.orgs.models import Position"),
    (architecture.imports_stand_on_top, "tasks/views.py", "def page() -> None:\n    import json"),
    (architecture.imports_name_what_they_take, "tasks/views.py", "from tasks.enums import *"),
    (architecture.only_stores_touch_managers, "tasks/views.py", "rows = Task.objects.all()"),
    (architecture.only_stores_touch_managers, "tasks/forms.py", "rows = Task._default_manager.all()"),
    (architecture.clock_is_read_at_the_edge, "tasks/models.py", "at = DateTimeField(default=timezone.now)"),
    (architecture.clock_is_read_at_the_edge, "tasks/queries.py", "import datetime\nday = datetime.date.today()"),
    (architecture.clock_is_read_at_the_edge, "tasks/rules.py", "from cchc.web.clock import local_today"),
    (architecture.only_the_queue_sends, "reports/actions.py", "draw_file.delay(1)"),
    (architecture.only_the_queue_sends, "reports/views.py", "app.send_task('reports.draw_file')"),
    (architecture.actions_name_their_actor, "tasks/actions.py", "@transaction.atomic\ndef close(task, *, actor): ..."),
    (architecture.actions_name_their_actor, "tasks/actions.py", "@transaction.atomic\ndef close(*, task): ..."),
    (architecture.actions_name_their_actor, "tasks/actions/due.py", "def close(*, task, actor): ..."),
    (architecture.nothing_is_long, "tasks/queries.py", LONG_FUNCTION),
    (architecture.nothing_is_long, "tasks/queries.py", "\n" * 401),
    (architecture.nothing_happens_behind_the_back, "tasks/models.py", "from django.dispatch import receiver"),
    (architecture.nothing_happens_behind_the_back, "tasks/models.py", "class Task:\n    def save(self): ..."),
    (architecture.nothing_happens_behind_the_back, "tasks/models.py", "import threading\nx = threading.local()"),
]

BAD_PAIRS = [
    (
        architecture.actions_name_their_actor,
        ("tasks/actions/due.py", "@transaction.atomic\ndef move(*, day): ..."),
        ("tasks/actions/closing.py", "from tasks.actions.due import move"),
        ("tasks/views.py", "from tasks.actions.due import move"),
    ),
    (architecture.files_import_down, ("tasks/queries.py", "from tasks.actions import close"), ("tasks/actions.py", "")),
    (
        architecture.files_import_down,
        ("tasks/models.py", "from tasks.helping import sums"),
        ("tasks/helping.py", "from tasks.queries import task_list"),
        ("tasks/queries.py", ""),
    ),
    (
        architecture.imports_have_no_circles,
        ("tasks/queries.py", "from tasks.sums import total"),
        ("tasks/sums.py", "from tasks import queries"),
    ),
]

GOOD = [
    ("tasks/actions.py", "@transaction.atomic\ndef close(*, task, actor): ..."),
    ("tasks/actions.py", "def close(*, task, actor):\n    with transaction.atomic():\n        task.close()"),
    ("tasks/views.py", "from plans.queries import plan_of\nfrom cchc.web.clock import local_today"),
    ("tasks/rules.py", "from tasks.models import Task\nfrom cchc.orgs.enums import Role"),
    ("tasks/queries.py", "rows = Task.objects.all()\ndef f(*, today): return today"),
    ("cchc/orgs/actors.py", "if TYPE_CHECKING:\n    from cchc.orgs.models import User"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_holds(rule):
    assert list(rule(SOURCES)) == []


@pytest.mark.parametrize(("rule", "path", "text"), BAD)
def test_rule_catches_what_breaks_it(rule, path, text):
    broken = list(rule([Source(path, text)]))
    assert [place.partition(":")[0] for place in broken] == [path]


@pytest.mark.parametrize("case", BAD_PAIRS)
def test_rule_between_files_catches_what_breaks_it(case):
    rule, *files = case
    assert len(list(rule([Source(path, text) for path, text in files]))) == 1


def test_part_of_an_action_need_not_be_one():
    files = [
        ("tasks/actions/due.py", "def moved(day): ..."),
        ("tasks/actions/a.py", "from tasks.actions.due import moved"),
    ]
    assert list(architecture.actions_name_their_actor([Source(*file) for file in files])) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_lets_good_code_be(rule):
    assert [broken for path, text in GOOD for broken in rule([Source(path, text)])] == []


def test_every_rule_has_a_case_that_breaks_it():
    assert {rule for rule, *_ in [*BAD, *BAD_PAIRS]} == set(RULES)


def test_all_packages_are_read():
    assert {source.app for source in SOURCES} == set(architecture.APPS)
