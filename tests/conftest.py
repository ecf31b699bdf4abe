"""What every test stands on: files in a place of their own, jobs run at once, reading that cannot write, a browser."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils.module_loading import autodiscover_modules
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, BrowserContext, sync_playwright

import tests.environment  # noqa: F401
from cchc.celery import app
from plans.models import Plan
from tests.cast import TODAY, Cast, make_cast
from tests.marked import Marked, marked_communes
from tests.plans_in_force import plan_in_force

WRITING = re.compile(r'\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+["`]?(\w+)', re.IGNORECASE)
BOOKKEEPING = ("django_session", "axes_")
READING_METHODS = ("GET", "HEAD", "OPTIONS")
CHROMIUM = "/usr/bin/chromium"


# A build says the same of the same code; people's own runs go on looking for new examples.
hypothesis_settings.register_profile("own", deadline=None)
hypothesis_settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "own")

app.conf.update(task_always_eager=True, task_eager_propagates=True, broker_url="memory://")


def pytest_report_header() -> str:
    engine = django_settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    return f"database: {engine}, queue: {'redis' if django_settings.REDIS_URL else 'folder'}"


@pytest.fixture(autouse=True)
def own_place(settings: Any, tmp_path: Any) -> None:
    """Files go to the test's own folder; passwords are hashed quickly."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def cast(db: None) -> Cast:
    """The people and bodies of every test."""
    return make_cast()


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of `found` lie."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: Any, media: Path) -> Iterator[Marked]:
    """Two communes at work, set up once for a module; every test of it runs in a savepoint of this transaction."""
    quickly = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media, TODAY=TODAY, PASSWORD_HASHERS=quickly),
        transaction.atomic(),
    ):
        yield marked_communes()
        transaction.set_rollback(True)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A small plan in force."""
    return plan_in_force(cast)


@pytest.fixture(scope="session")
def jobs() -> None:
    """The jobs of all applications, registered."""
    autodiscover_modules("jobs")


@pytest.fixture
def jobs_run(jobs: None, django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    """`with jobs_run():` — what is enqueued inside runs at its end, as at commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


class ReadingClient(Client):
    """Looking at a page writes nothing but the session and the counting of failed sign-ins."""

    def request(self, **request: Any) -> Any:
        with ExitStack() as stack:
            if request.get("REQUEST_METHOD", "GET") in READING_METHODS:
                stack.enter_context(connection.execute_wrapper(refuse_writing))
            return super().request(**request)


def refuse_writing(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    written = WRITING.match(sql)
    if written and not written[1].startswith(BOOKKEEPING):
        raise AssertionError(f"a reading request writes: {sql}")
    return execute(sql, params, many, context)


@pytest.fixture
def client() -> Client:
    return ReadingClient()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def browser_context(browser: Browser, jobs: None) -> Iterator[BrowserContext]:
    """A window of an old laptop; every script error or refusal of the content policy fails the test."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    faults: list[str] = []
    context.on("weberror", lambda fault: faults.append(str(fault.error)))
    context.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    yield context
    context.close()
    assert faults == []


@pytest.fixture
def page(browser_context: BrowserContext) -> Any:
    return browser_context.new_page()
