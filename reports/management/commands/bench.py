"""manage.py bench: what is promised, measured, as a table. Each stage runs in a process of its own, on a database made
for it; the province of 166 communes has its own database and job folder."""

import json
import os
import platform
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reports.management.bench_indices import indices
from reports.management.bench_overseeing import overseeing
from reports.management.bench_province import province
from reports.management.bench_search import searching
from reports.management.bench_stages import STAGES as MEASURED
from reports.management.bench_stages import printing

SHARED = MEASURED | {"searching": searching}
OF_PROVINCE = {"province": province, "overseeing": overseeing, "printing": printing, "indices": indices}
STAGES = SHARED | OF_PROVINCE
WIDTH = 52


class Command(BaseCommand):
    help = "Đo tốc độ và bộ nhớ trên một cơ sở dữ liệu tạm; in thành bảng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stage", choices=STAGES, help="chỉ chạy một phần, trên cơ sở dữ liệu đang đặt")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.DEBUG = False
        if options["stage"]:
            self.stdout.write(json.dumps(STAGES[options["stage"]]()))
            return
        self.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} cores, SQLite\n")
        with TemporaryDirectory() as place:
            run = _Runner(Path(place))
            run("migrate", "-v0")
            for stage in SHARED:
                self._print(json.loads(run("bench", "--stage", stage)))
            run = _Runner(Path(place) / "province")
            run("migrate", "-v0")
            for stage in OF_PROVINCE:
                self._print(json.loads(run("bench", "--stage", stage)))

    def _print(self, measured: dict[str, str]) -> None:
        names = [name for name in measured if not name.startswith("limit")]
        limits = [value for name, value in measured.items() if name.startswith("limit")]
        for name in names:
            limit = f"  (≤ {limits.pop(0)})" if limits and not name.startswith("…") else ""
            self.stdout.write(f"{name:<{WIDTH}}{measured[name]}{limit}")


class _Runner:
    """Runs commands of ours against a database in a folder of its own."""

    def __init__(self, place: Path) -> None:
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{place / 'bench.sqlite3'}",
            "MEDIA_ROOT": str(place / "media"),
            "VAR_DIR": str(place),
            "TODAY": "2023-06-10",
            "DEBUG": "1",
            "REDIS_URL": "",
        }

    def __call__(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        return done.stdout
