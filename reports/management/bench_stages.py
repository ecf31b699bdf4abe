"""What `manage.py bench` measures, each stage in a process of its own so that its peak memory is its own."""

import json
import resource
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable
from datetime import date
from itertools import cycle
from typing import Any

from django.conf import settings
from django.test import Client
from openpyxl import Workbook

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization, User
from cchc.text import fold
from cchc.warm import keep_loaded
from cchc.web.clock import local_now
from plans.actions import import_plan, settle_all
from plans.enums import AgencyRole, PlanState
from plans.models import Plan, PlanItem, Section
from plans.queries import directory_of
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from plans.reading.sources import read_blocks
from reports.collecting import collect_facts
from reports.demo.bodies import load_bodies
from reports.drawing.docx import draw_docx
from reports.drawing.pdf import draw_pdf
from reports.drawing.xlsx import draw_xlsx
from reports.facts import ReportFacts
from reports.lists.facts import ListKind
from tasks.actions.accepting import accept_plan
from tasks.enums import ObligationKind, PeriodKind
from tasks.models import Assignment, Obligation, Task
from tasks.periods import Timetable, period
from tasks.queries.timetables import timetable_of

TASKS, DUES = 10_000, (date(2023, 3, 16), date(2023, 6, 16), date(2023, 9, 18), date(2023, 12, 18))
CODE, FIXTURE = "quang-trung", "quang-trung-2023.docx"
LONG_LIST_CODE, COORDINATOR = "ba-dinh", "vptk.badinh"
REVIEWER = "xem.tinh"
WORKBOOK, WORKBOOK_ROWS = "ke-hoach-1000-hang.xlsx", 1000
Measured = dict[str, str]


def build() -> Measured:
    """The plan of Quang Trung in force, and in another body a list of 10 000 tasks with 40 000 due days."""
    bodies = json.loads((settings.BASE_DIR / "fixtures" / "demo" / "bodies.json").read_text(encoding="utf-8"))
    load_bodies(bodies, password=settings.DEMO_PASSWORD, now=local_now())
    organization = Organization.objects.get(code=CODE)
    data = (settings.BASE_DIR / "fixtures" / FIXTURE).read_bytes()
    reading = read_plan(read_docx(data), directory_of(organization))
    actor, now = Actor.system(organization), local_now()
    plan = import_plan(actor=actor, name=FIXTURE, data=data, reading=reading, now=now)
    settle_all(actor=actor, plan=plan, now=now)
    plan.refresh_from_db()
    accept_plan(actor=actor, plan=plan, timetable=timetable_of(plan.organization), now=now)
    _many_tasks(Organization.objects.get(code=LONG_LIST_CODE))
    _workbook().save(settings.MEDIA_ROOT / WORKBOOK)
    return {}


def _workbook() -> Workbook:
    """A plan of 1 000 rows in one sheet, its words those of the real plan."""
    data = (settings.BASE_DIR / "fixtures" / FIXTURE).read_bytes()
    tables = [block.rows for block in read_docx(data) if block.kind == "table" and len(block.rows) > 1]
    rows = [row[1:6] for table in tables for row in table[1:]]
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (("KẾ HOẠCH",), ("Cải cách hành chính năm 2023",), (), tables[0][0]):
        sheet.append(line)
    for number, (text, *cells) in zip(range(1, WORKBOOK_ROWS + 1), cycle(rows)):
        sheet.append((number, f"{text} Việc số {number}.", *cells))
    return book


def _many_tasks(organization: Organization) -> None:
    now, text = local_now(), "Rà soát, cắt giảm, đơn giản hóa thủ tục hành chính nội bộ, việc số"
    plan = Plan.objects.create(
        organization=organization,
        state=PlanState.ACCEPTED,
        title="Kế hoạch đo",
        from_year=2023,
        to_year=2023,
        accepted_at=now,
        created_at=now,
    )
    section = Section.objects.create(plan=plan, order=0, label="Phụ lục", title="Đo")
    words = [f"{text} {n}" for n in range(TASKS)]
    items = PlanItem.objects.bulk_create(
        PlanItem(section=section, order=n, ordinal=str(n), text=line, folded=fold(line)) for n, line in enumerate(words)
    )
    tasks = Task.objects.bulk_create(
        Task(
            item=item, plan=plan, organization=organization, order=100_000 + n, next_due_on=DUES[n % 4], created_at=now
        )
        for n, item in enumerate(items)
    )
    post = organization.positions.all()[0]
    Assignment.objects.bulk_create(
        Assignment(task=task, position=post, role=AgencyRole.LEAD, is_first=True) for task in tasks
    )
    Obligation.objects.bulk_create(
        Obligation(task=task, kind=ObligationKind.FIXED, label=f"Báo cáo {due:%m}", due_on=due, original_due_on=due)
        for task in tasks
        for due in DUES
    )


def reading() -> Measured:
    """Reading the plan's Word file, from bytes to rows, targets and doubts."""
    directory = directory_of(Organization.objects.get(code=CODE))
    data = (settings.BASE_DIR / "fixtures" / FIXTURE).read_bytes()
    seconds = seconds_of(lambda: read_plan(read_docx(data), directory), times=5)
    return {"Read the plan's Word file (33 rows), p50": f"{seconds:.2f} s", "limit": "2 s"}


def importing() -> Measured:
    """A workbook of 1 000 rows, as a worker takes it: read to rows and doubts, and kept as a draft."""
    organization = Organization.objects.get(code=LONG_LIST_CODE)
    data, directory = (settings.MEDIA_ROOT / WORKBOOK).read_bytes(), directory_of(organization)

    def keep() -> None:
        reading, actor = read_plan(read_blocks(WORKBOOK, data), directory), Actor.system(organization)
        import_plan(actor=actor, name=WORKBOOK, data=data, reading=reading, now=local_now())

    read = seconds_of(lambda: read_plan(read_blocks(WORKBOOK, data), directory_of(organization)), times=3)
    kept = seconds_of(keep, times=1)
    return {
        "Read a workbook of 1 000 rows, p50": f"{read:.2f} s",
        "limit": "2 s",
        "… and keep it as a draft": f"{kept:.2f} s",
        "Peak memory of its reading": peak(),
        "limit of memory": "200 MB",
    }


def previewing() -> Measured:
    """The review page of that workbook, as a web process shows it."""
    client = signed_in()
    address = f"/ke-hoach/{Plan.objects.get(source__name=WORKBOOK).pk}/xem-lai/"
    get(client, address)
    size = peak()
    shown = seconds_of(lambda: get(client, address), times=3)
    return {
        "Review page of the workbook, p50": f"{shown:.2f} s",
        "limit": "1 s",
        "Peak memory of showing it once": size,
        "limit of memory": "200 MB",
    }


def listing() -> Measured:
    """A page of 50 tasks out of 10 000, signed in, through the whole stack."""
    client, last = signed_in(), TASKS // 50
    pages = iter(range(1, last))
    plain = seconds_of(lambda: get(client, f"/nhiem-vu/?page={next(pages)}"), times=60)
    found = seconds_of(lambda: get(client, "/nhiem-vu/?q=ra soat thu tuc"), times=20)
    overdue = seconds_of(lambda: get(client, "/nhiem-vu/?state=overdue"), times=10)
    return {
        "List of 50 of 10 000 tasks, p50": f"{plain * 1000:.0f} ms",
        "limit": "20 ms",
        "… searched without accents": f"{found * 1000:.0f} ms",
        "… filtered by state": f"{overdue * 1000:.0f} ms",
        "Peak memory of a web process": peak(),
        "limit of memory": "250 MB",
    }


def printing() -> Measured:
    """Lists over every commune of the province, as a web process shows them and gives them away."""
    client, begun = signed_in(REVIEWER), time.perf_counter()
    for kind in ListKind:
        get(client, f"/bao-cao/danh-muc/?mau={kind.value}")
    shown = (time.perf_counter() - begun) / len(ListKind)
    get(client, f"/bao-cao/danh-muc/?mau={ListKind.PLAN.value}&tep=xlsx")
    return {
        "A printed list over the 166 communes, mean": f"{shown:.1f} s",
        "Peak memory of a web process with its Excel": peak(),
        "limit": "250 MB",
    }


def updating() -> Measured:
    """One update by form, through the whole stack."""
    client = signed_in()
    open_duties = Obligation.objects.filter(due_on=DUES[3], outcome="", task__item__section__plan__title="Kế hoạch đo")
    ids = iter(open_duties.values_list("pk", flat=True)[:200])
    seconds = seconds_of(lambda: _say(client, next(ids)), times=60)
    return {"An update by form, p50": f"{seconds * 1000:.0f} ms", "limit": "20 ms"}


def drawing() -> Measured:
    """One set of three report files, drawn again and again as in a warm worker."""
    facts = _quarter()
    draw_pdf(facts)
    keep_loaded()
    pdf = seconds_of(lambda: draw_pdf(facts), times=9)
    word, excel = seconds_of(lambda: draw_docx(facts), times=9), seconds_of(lambda: draw_xlsx(facts), times=9)
    return {
        "Three report files in a warm worker, p50": f"{pdf + word + excel:.2f} s",
        "limit": "0.6 s",
        "PDF": f"{pdf:.2f} s",
        "limit of the PDF": "0.45 s",
        "… Word, Excel": f"{word:.2f} s, {excel:.2f} s",
        "Peak memory of a worker": peak(),
        "limit of memory": "250 MB",
    }


def converting() -> Measured:
    """The PDF of that report against LibreOffice making one of its Word file: each from the facts or the file in memory
    to a finished PDF, LibreOffice with its start (nothing keeps it running) and with a profile that exists."""
    office = shutil.which("soffice")
    if office is None:
        return {"LibreOffice converting the same Word file": "not installed"}
    facts = _quarter()
    source = settings.MEDIA_ROOT / "quarter.docx"
    source.write_bytes(draw_docx(facts))
    profile = f"-env:UserInstallation={(settings.MEDIA_ROOT / 'office').as_uri()}"
    words = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(settings.MEDIA_ROOT), str(source)]

    def convert() -> None:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    convert()
    draw_pdf(facts)
    keep_loaded()
    pairs = [(seconds_of(lambda: draw_pdf(facts), times=1), seconds_of(convert, times=1)) for _ in range(5)]
    ours, theirs = (statistics.median(taken) for taken in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    return {
        "LibreOffice converting the same Word file, p50": f"{theirs:.2f} s",
        "… our PDF beside it, in turn": f"{ours:.2f} s",
        "… ratio, ours to theirs": f"{ratio:.2f}",
    }


def _quarter() -> ReportFacts:
    organization = Organization.objects.get(code=CODE)
    quarter = period(PeriodKind.QUARTER, 2023, 1, Timetable())
    return collect_facts(
        actor=Actor.system(organization), organization=organization, period=quarter, as_of=quarter.cutoff_on
    )


STAGES: dict[str, Callable[[], Measured]] = {
    "build": build,
    "reading": reading,
    "importing": importing,
    "previewing": previewing,
    "listing": listing,
    "updating": updating,
    "drawing": drawing,
    "converting": converting,
}


def signed_in(username: str = COORDINATOR) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    get(client, "/nhiem-vu/")
    keep_loaded()
    return client


def get(client: Client, address: str) -> None:
    status = client.get(address).status_code
    if status != 200:
        raise RuntimeError(f"{address}: {status}")


def _say(client: Client, pk: int) -> None:
    status = client.post(f"/viec/{pk}/cap-nhat/", {"outcome": "doing", "text": "Đang làm."}).status_code
    if status != 302:
        raise RuntimeError(f"{pk}: {status}")


def seconds_of(what: Callable[[], Any], times: int) -> float:
    """Median wall seconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        what()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def peak() -> str:
    """The largest resident size of this process so far (Linux counts in KiB)."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
