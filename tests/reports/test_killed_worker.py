"""A worker killed in mid-drawing loses nothing: its successor draws all three files, once, with the same bytes."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis

from reports.facts import from_json
from reports.jobs import DRAWERS
from tests.sources import ROOT
from tests.test_queue import REDIS_URL, answers, send, wait_for, worker

KEYS_OF_QUEUE = ("celery", "unacked", "unacked_index", "unacked_mutex")


@pytest.fixture(params=["folder", "redis"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Environment of a worker with a queue and a database of its own, and one report whose files are waiting."""
    environment = {**os.environ, "DEBUG": "1", "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cchc.settings"}
    for name in ("REDIS_URL", "DATABASE_URL", "TODAY"):
        environment.pop(name, None)
    server = redis.Redis.from_url(REDIS_URL)
    if request.param == "redis":
        if "REDIS_URL" not in os.environ and not answers(server):
            pytest.skip("no Redis on 127.0.0.1:6379")
        server.delete(*KEYS_OF_QUEUE)
        environment["REDIS_URL"] = REDIS_URL
    subprocess.run([sys.executable, "-m", "tests.reports.one_report"], cwd=ROOT, env=environment, check=True)
    yield environment
    if request.param == "redis":
        server.delete(*KEYS_OF_QUEUE)


def asked(place: dict[str, str], sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(Path(place["VAR_DIR"]) / "db.sqlite3", timeout=20) as database:
        return database.execute(sql).fetchall()


def states(place: dict[str, str]) -> dict[str, str]:
    return dict(asked(place, "SELECT format, state FROM reports_reportfile"))


def test_the_next_worker_draws_what_a_killed_one_left(place: dict[str, str], tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    with worker({**place, "SLOW_PEN": str(begun)}):
        wait_for(begun.exists)
    assert states(place)["pdf"] == "drawing"
    if "REDIS_URL" in place:
        send(place, "'reports.sweep'")
    with worker(place):
        wait_for(lambda: set(states(place).values()) == {"ready"}, 60)
    facts = from_json(json.loads(asked(place, "SELECT facts FROM reports_snapshot")[0][0]))
    drawn = {file_format.value: hashlib.sha256(draw(facts)).hexdigest() for file_format, draw in DRAWERS.items()}
    kept = sorted(path for path in (tmp_path / "media" / "reports").rglob("*") if path.is_file())
    assert dict(asked(place, "SELECT format, sha256 FROM reports_reportfile")) == drawn
    assert sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in kept) == sorted(drawn.values())
    assert asked(place, "SELECT DISTINCT interruptions, error FROM reports_reportfile") == [(0, "")]
