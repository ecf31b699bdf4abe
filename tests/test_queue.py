"""Jobs are sent at commit, by names that exist, and a real worker does them even when its predecessor was killed."""

import ast
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis
from celery.beat import Scheduler, Service
from celery.signals import beat_init
from django.conf import settings
from django.db import transaction
from kombu import Connection
from kombu.exceptions import OperationalError

from cchc import queue
from cchc.celery import app
from cchc.queue import enqueue
from tests.sources import ROOT, Source, all_sources

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/15")
WORKER = [
    *(sys.executable, "-m", "celery", "--skip-checks", "--app", "tests.queue_worker", "worker", "--concurrency", "1"),
    *("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"),
]


@pytest.fixture
def sent(monkeypatch):
    """Names and arguments handed to the queue."""
    found: list[tuple[str, dict[str, int | str]]] = []
    monkeypatch.setattr(queue, "_send", lambda name, kwargs: found.append((name, kwargs)))
    return found


def test_job_is_sent_at_commit_and_not_before(sent, django_capture_on_commit_callbacks, db):
    with django_capture_on_commit_callbacks(execute=True):
        enqueue("tests.write", path="a", text="b")
        assert sent == []
    assert sent == [("tests.write", {"path": "a", "text": "b"})]


@pytest.mark.django_db(transaction=True)
def test_job_of_an_undone_transaction_is_never_sent(sent):
    with transaction.atomic():
        enqueue("tests.write", path="a", text="b")
        transaction.set_rollback(True)
    assert sent == []


def test_queue_out_of_reach_does_not_undo_what_was_stored(monkeypatch, caplog):
    def refuse(*args: object, **kwargs: object) -> None:
        raise OperationalError("no connection")

    monkeypatch.setattr(app, "send_task", refuse)
    queue._send("tests.unknown", {})
    assert [record.getMessage() for record in caplog.records] == ["job tests.unknown not sent"]


def constants_of(source: Source) -> dict[str, str]:
    """Words that a file names once, by their dotted name ("plans.actions.JOB")."""
    return {
        f"{source.module}.{target.id}": node.value.value
        for node in source.tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def names_sent(sources: Sequence[Source]) -> set[str | None]:
    """First arguments of `enqueue`: a literal or a constant; None for what only running would tell."""
    constants = {name: value for source in sources for name, value in constants_of(source).items()}
    found: set[str | None] = set()
    for source in sources:
        known = {item.module.rpartition(".")[2]: item.module for item in source.imports}
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "enqueue":
                head = node.args[0]
                name = getattr(head, "id", "")
                dotted = known.get(name, f"{source.module}.{name}")
                found.add(head.value if isinstance(head, ast.Constant) else constants.get(dotted))
    return found


def test_every_name_sent_or_scheduled_is_a_registered_job(jobs):
    sent = names_sent(all_sources())
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert sent != set()
    assert (sent | scheduled) - set(app.tasks) == set()


def test_started_schedule_runs_everything_at_once():
    schedule = Service(app, scheduler_cls=Scheduler)
    assert {entry.is_due().is_due for entry in schedule.scheduler.schedule.values()} == {False}
    beat_init.send(sender=schedule)
    assert {entry.is_due().is_due for entry in schedule.scheduler.schedule.values()} == {True}


def test_names_sent_are_found():
    one = Source("plans/actions/a.py", "JOB = 'a.b'\nenqueue(JOB, id=1)\nenqueue('c.d')")
    assert names_sent([one]) == {"a.b", "c.d"}
    assert names_sent([one, Source("plans/b.py", "from plans.actions.a import JOB\nenqueue(JOB)")]) == {"a.b", "c.d"}
    assert names_sent([Source("plans/b.py", "enqueue(f'{x}')")]) == {None}


def folder_connection(folder: Path) -> Connection:
    return Connection("folder://localhost", transport_options={"folder": str(folder), "polling_interval": 0.01})


def test_message_taken_by_one_is_not_given_to_another(tmp_path):
    with folder_connection(tmp_path) as one, folder_connection(tmp_path) as other:
        one.SimpleQueue("jobs").put({"id": 1})
        message = one.SimpleQueue("jobs").get(timeout=1)
        assert message.payload == {"id": 1}
        assert other.default_channel._size("jobs") == 0
        with pytest.raises(Exception) as nothing:  # noqa: PT011  (kombu raises queue.Empty)
            other.SimpleQueue("jobs").get(timeout=0.05)
        assert type(nothing.value).__name__ == "Empty"
        message.ack()
    assert list((tmp_path / "taken").iterdir()) == []


def test_half_written_message_is_not_read(tmp_path):
    with folder_connection(tmp_path) as connection:
        channel = connection.default_channel
        (tmp_path / "waiting" / "0001_x.jobs.msg.draft").write_text('{"bo')
        assert channel._size("jobs") == 0


def test_refused_message_waits_again(tmp_path):
    with folder_connection(tmp_path) as connection:
        messages = connection.SimpleQueue("refused")
        messages.put({"id": 1})
        messages.get(timeout=1).requeue()
        assert list((tmp_path / "taken").iterdir()) == []
        again = messages.get(timeout=1)
        assert again.payload == {"id": 1}
        again.reject()
        assert list((tmp_path / "taken").iterdir()) + list((tmp_path / "waiting").iterdir()) == []


@contextmanager
def worker(place: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process of its own session, ended with all its children."""
    process = subprocess.Popen(WORKER, cwd=ROOT, env=place, start_new_session=True)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def send(place: dict[str, str], call: str) -> None:
    program = f"import django; django.setup(); from cchc.queue import enqueue; enqueue({call})"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=place, check=True)


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the job was not done in time"
        time.sleep(0.1)


@pytest.fixture(params=["folder", "redis"])
def place(request, tmp_path):
    """Environment of a worker with an empty queue of its own."""
    environment = {**os.environ, "DEBUG": "1", "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cchc.settings"}
    environment.pop("REDIS_URL", None)
    environment.pop("DATABASE_URL", None)
    if request.param == "redis":
        server = redis.Redis.from_url(REDIS_URL)
        if "REDIS_URL" not in os.environ and not answers(server):
            pytest.skip("no Redis on 127.0.0.1:6379")
        server.delete("celery")
        environment["REDIS_URL"] = REDIS_URL
    return environment


def answers(server: redis.Redis) -> bool:
    try:
        return bool(server.ping())
    except redis.ConnectionError:
        return False


def test_real_worker_does_the_job(place, tmp_path):
    written = tmp_path / "written"
    send(place, f"'tests.write', path={str(written)!r}, text='đã xong'")
    with worker(place):
        wait_for(lambda: written.exists() and written.read_text() == "đã xong")


def test_job_of_a_killed_worker_is_done_by_the_next(tmp_path):
    place = {**os.environ, "DEBUG": "1", "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cchc.settings"}
    place.pop("REDIS_URL", None)
    place.pop("DATABASE_URL", None)
    written = tmp_path / "written"
    send(place, f"'tests.write_slowly', path={str(written)!r}, seconds=1")
    with worker(place):
        wait_for(written.exists)
    with worker(place):
        wait_for(lambda: written.read_text() == "begun\nbegun\nended\n")
        wait_for(lambda: list((tmp_path / "broker" / "taken").iterdir()) == [])
