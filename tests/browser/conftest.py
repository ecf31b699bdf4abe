"""The commune in a real browser: its day, its people, its plan in force."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from cchc.celery import app
from cchc.orgs.actors import Actor
from plans.actions import import_plan, settle_all
from plans.models import Plan
from plans.queries import directory_of
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from plans.reading.results import ReadPlan
from tasks.actions.accepting import accept_plan
from tasks.periods import Timetable
from tests.browser.walking import Walker
from tests.cast import TODAY, Cast, at, make_cast
from tests.marked import WORD_FILES

NAME = "quang-trung-2023"
ACCEPTED_AT = at("2023-01-05 16:00")
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def cast(transactional_db: None, settings: Any) -> Cast:
    """The people, on the day of the demonstration."""
    settings.TODAY = TODAY
    return make_cast()


@pytest.fixture(scope="session")
def readings() -> dict[str, ReadPlan]:
    """The plan as read, once for all tests: the cast, and so the directory, is always the same."""
    return {}


@pytest.fixture
def plan(cast: Cast, readings: dict[str, ReadPlan]) -> Plan:
    """The plan of Quang Trung for 2023, accepted in January."""
    if NAME not in readings:
        readings[NAME] = read_plan(read_docx(WORD_FILES[NAME]), directory_of(cast.quang_trung))
    actor, now = cast.actors["vptk"], ACCEPTED_AT
    found = import_plan(
        actor=Actor.system(cast.quang_trung),
        name=f"{NAME}.docx",
        data=WORD_FILES[NAME],
        reading=readings[NAME],
        now=now,
    )
    settle_all(actor=actor, plan=found, now=now)
    found.refresh_from_db()
    accept_plan(actor=actor, plan=found, timetable=Timetable(), now=now)
    return found


@pytest.fixture
def walker(page: Page, live_server: Any) -> Walker:
    """An old laptop with JavaScript."""
    return Walker(page, live_server.url)


@pytest.fixture
def windows(browser: Browser, live_server: Any, jobs: None) -> Iterator[Callable[..., Walker]]:
    """More windows, each with its own session: `windows()`, `windows(java_script_enabled=False, viewport=PHONE)`."""
    opened, faults = [], list[str]()

    def open_window(**options: Any) -> Walker:
        context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)
        context.on("weberror", lambda fault: faults.append(str(fault.error)))
        opened.append(context)
        return Walker(context.new_page(), live_server.url)

    yield open_window
    for context in opened:
        context.close()
    assert faults == []


@pytest.fixture
def jobs_wait() -> Iterator[None]:
    """What is enqueued waits, as when the worker is busy."""
    app.conf.task_always_eager = False
    yield
    app.conf.task_always_eager = True
