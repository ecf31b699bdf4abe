"""manage.py import_plan FILE --organization CODE [--dry-run] [--json]: read a plan and keep it as a draft."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from plans.actions import import_plan
from plans.management.lines import organization_of, refuse
from plans.queries import directory_of
from plans.reading.archive import MAX_FILE_BYTES, TOO_LARGE
from plans.reading.plan import plan_to_json, read_plan
from plans.reading.results import ReadPlan, Unreadable
from plans.reading.sources import read_blocks


class Command(BaseCommand):
    help = "Đọc tệp của kế hoạch (Word, Excel, văn bản) và giữ thành bản nháp chờ chấp nhận."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .docx, .xlsx, .txt hoặc .md")
        parser.add_argument("--organization", required=True, help="mã đơn vị ban hành kế hoạch")
        parser.add_argument("--dry-run", action="store_true", help="chỉ đọc, không ghi gì")
        parser.add_argument("--json", action="store_true", help="in kết quả đọc thành một đối tượng JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        organization = organization_of(self, options["organization"])
        data = _bytes_of(self, path)
        try:
            reading = read_plan(read_blocks(path.name, data), directory_of(organization))
            word = _counted(reading) if options["dry_run"] else _keep(organization, path, data, reading)
        except (Unreadable, Refused) as refusal:
            refuse(self, str(refusal))
        if options["json"]:
            word = json.dumps(plan_to_json(reading), ensure_ascii=False)
        self.stdout.write(word)


def _bytes_of(command: BaseCommand, path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            refuse(command, TOO_LARGE)
        return path.read_bytes()
    except OSError:
        refuse(command, f"Không mở được tệp {path}; hãy kiểm tra lại đường dẫn và quyền đọc tệp.")


def _keep(organization: Organization, path: Path, data: bytes, reading: ReadPlan) -> str:
    now = local_now()
    plan = import_plan(actor=Actor.system(organization), name=path.name, data=data, reading=reading, now=now)
    if plan.created_at != now:
        return f"Tệp này đã có trong hệ thống từ trước (kế hoạch số {plan.pk}); không có gì thay đổi."
    return f"Đã giữ bản nháp (kế hoạch số {plan.pk}): {_counted(reading)}"


def _counted(reading: ReadPlan) -> str:
    rows = sum(len(section.tasks) for section in reading.sections)
    sections = sum(bool(section.tasks) for section in reading.sections)
    return (
        f"{reading.title}: {sections} phụ lục, {rows} nhiệm vụ, {len(reading.targets)} chỉ tiêu,"
        f" {len(reading.doubts)} điểm cần quyết."
    )
