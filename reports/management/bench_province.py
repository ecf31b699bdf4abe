"""The day after a cut-off in a province: 166 communes with a plan each, their reports drafted and drawn by the jobs."""

import json
import os
import re
import resource
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.process import WORKER
from cchc.web.clock import local_now
from plans.actions import import_plan, settle_all
from plans.queries import directory_of
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from reports.actions.running import ask_drafting
from reports.demo.bodies import load_bodies
from reports.enums import DrawingState, RunState
from reports.management.bench_stages import REVIEWER
from reports.models import Drafting, ReportFile
from tasks.actions.accepting import accept_plan
from tasks.enums import Outcome, PeriodKind
from tasks.models import Obligation, Update
from tasks.periods import Timetable, period

COMMUNES, WORKERS, FILES_OF_ONE = 166, 2, 3
FIXTURE, DISTRICT = "quang-trung-2023.docx", "bim-son"
SAID = "Đã rà soát 12 văn bản, niêm yết công khai kết quả tại trụ sở Ủy ban nhân dân và trên trang thông tin điện tử."
SAID_ON = date(2023, 3, 10)
POLL_SECONDS, PATIENCE_SECONDS = 0.25, 900


def province() -> dict[str, str]:
    """Wall time from the first report begun to the last file ready, and the largest worker."""
    bodies = _communes()
    quarter = period(PeriodKind.QUARTER, 2023, 1, Timetable())
    for body in bodies:
        ask_drafting(actor=Actor.system(body), organization=body, key=quarter.key, name=quarter.name, now=local_now())
    with _workers() as process:
        seconds, peak = _watch(process)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        f"{COMMUNES} sets of three files, {WORKERS} workers": f"{seconds:.0f} s",
        "limit": "60 s",
        "… a set: of a worker's time, of a processor's": f"{seconds * WORKERS / COMMUNES:.2f} s, "
        f"{(used.ru_utime + used.ru_stime) / COMMUNES:.2f} s",
        "Peak memory of the larger worker": f"{peak / 1024:.0f} MB",
        "limit of memory": "250 MB",
    }


def _communes() -> list[Organization]:
    """Communes beneath one district, each with the plan of Quang Trung in force and a word about every duty."""
    data = json.loads((settings.BASE_DIR / "fixtures" / "demo" / "bodies.json").read_text(encoding="utf-8"))
    load_bodies(_many(data), password=settings.DEMO_PASSWORD, now=local_now())
    bodies = list(Organization.objects.filter(code__startswith="xa-so-"))
    document = (settings.BASE_DIR / "fixtures" / FIXTURE).read_bytes()
    reading, now = read_plan(read_docx(document), directory_of(bodies[0])), local_now()
    for body in bodies:
        actor = Actor.system(body)
        plan = import_plan(actor=actor, name=FIXTURE, data=document, reading=reading, now=now)
        settle_all(actor=actor, plan=plan, now=now)
        plan.refresh_from_db()
        accept_plan(actor=actor, plan=plan, timetable=Timetable(), now=now)
    Update.objects.bulk_create(
        Update(
            obligation=obligation,
            outcome=Outcome.DOING,
            text=SAID,
            effective_on=SAID_ON,
            recorded_on=SAID_ON,
            recorded_at=datetime.combine(SAID_ON, now.timetz()),
            author_name="Công chức",
        )
        for obligation in Obligation.objects.all()
    )
    return bodies


def _many(data: dict[str, Any]) -> dict[str, Any]:
    """The demonstration's bodies down to the district, and so many communes beneath it."""
    district = next(one for one in data["organizations"] if one["code"] == DISTRICT)
    above = [one for one in data["organizations"] if one["code"] in (district["parent"], DISTRICT)]
    codes = [f"xa-so-{number}" for number in range(1, COMMUNES + 1)]
    communes = [
        {
            "code": code,
            "name": f"Xã số {code[6:]}",
            "issuer": f"Ủy ban nhân dân xã số {code[6:]}",
            "place": f"Xã số {code[6:]}",
            "kind": "commune",
            "parent": DISTRICT,
        }
        for code in codes
    ]
    reviewer = {"username": REVIEWER, "name": "Theo dõi", "memberships": [[DISTRICT, "reviewer", []]]}
    return data | {"organizations": [*above, *communes], "communes": codes, "people": [reviewer]}


@contextmanager
def _workers() -> Iterator["subprocess.Popen[bytes]"]:
    """Workers as in service: without debugging, which keeps every query."""
    serving = {"DEBUG": "0", "SECRET_KEY": secrets.token_urlsafe(60), "ALLOWED_HOSTS": "localhost"}
    environment = {name: value for name, value in os.environ.items() if name != "TODAY"}
    process = subprocess.Popen(
        [sys.executable, "-m", *WORKER.split(), "--loglevel", "ERROR"],
        env=environment | serving | {"WORKERS": str(WORKERS)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _watch(process: "subprocess.Popen[bytes]") -> tuple[float, int]:
    """Seconds from the first draft begun to the last file ready; the largest resident size of a worker in KiB."""
    begun, peak, last = 0.0, 0, time.perf_counter() + PATIENCE_SECONDS
    while time.perf_counter() < last and process.poll() is None:
        now, peak = time.perf_counter(), max([peak, *_sizes(process.pid)])
        if not begun and Drafting.objects.exclude(state=RunState.QUEUED).exists():
            begun = now
        if ReportFile.objects.filter(state=DrawingState.READY).count() == COMMUNES * FILES_OF_ONE:
            return now - begun, peak
        time.sleep(POLL_SECONDS)
    raise RuntimeError("the workers did not finish")


def _sizes(parent: int) -> Iterator[int]:
    """Peak resident sizes of the processes beneath one (Linux, KiB)."""
    for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        try:
            status = Path(f"/proc/{pid}/status").read_text()
        except OSError:
            continue
        yield from (int(size) for size in re.findall(r"VmHWM:\s+(\d+) kB", status))
