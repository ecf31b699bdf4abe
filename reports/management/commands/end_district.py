"""The end of a district from a file: told, then done, all or nothing."""

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cchc.orgs.actions.ending import end_district
from cchc.orgs.actions.succeeding import Order
from cchc.orgs.actors import Actor
from cchc.orgs.becoming import Line, Movers
from cchc.orgs.models import Organization
from cchc.orgs.queries.bodies import organization_by_code
from cchc.orgs.queries.units import end_of
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now, local_today
from plans.reading.results import Unreadable
from reports.actions.units import change_units
from reports.district_map import read_map
from reports.queries.units import After, District, Preview, district_of, ending_of


class Command(BaseCommand):
    help = "Kết thúc một huyện, thị xã: đưa các xã, phường về tỉnh theo một tệp Excel hoặc CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", required=True, help="mã huyện, thị xã, ví dụ tuy-phuoc")
        parser.add_argument("--on", required=True, help="ngày có hiệu lực (YYYY-MM-DD), ví dụ 2025-07-01")
        parser.add_argument("--decision", required=True, help="văn bản căn cứ, ví dụ “Nghị quyết số 1664/NQ-UBTVQH15”")
        parser.add_argument("--map", required=True, help="tệp .xlsx hoặc .csv có cột Mã cũ, Tên mới, Mã mới, Người")
        parser.add_argument("--people", default=Movers.NONE.value, help="người của chính huyện: all, staff, none")
        parser.add_argument("--dry-run", action="store_true", help="chỉ nói sẽ làm gì, không ghi")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what will happen, then do it; every fault at once on stderr, and the exit code is 1."""
        try:
            self._run(options)
        except (Refused, Unreadable) as refusal:
            self.stderr.write(str(refusal))
            sys.exit(1)

    def _run(self, options: dict[str, Any]) -> None:
        body, on_day, people = _district(options["district"]), _day(options["on"]), _people(options["people"])
        lines = _lines(Path(options["map"]))
        if body.is_over:
            self.stdout.write(_done_before(body, on_day))
            return
        if body.parent is None:
            raise Refused(f"{body} không thuộc tỉnh nào nên không kết thúc ở đây được.")
        district = district_of(body, body.parent)
        reading = district.read(lines)
        if reading.faults:
            raise Refused("\n".join(map(str, reading.faults)))
        self._tell(district, ending_of(district, reading.fates, people, local_today()), on_day)
        if options["dry_run"]:
            self.stdout.write("Chưa ghi gì (--dry-run).")
            return
        communes, departments = district.parted(reading.fates)
        change_units(
            actor=Actor.system(body.parent),
            ending=district.ending(reading.fates),
            order=Order(on_day, options["decision"]),
            change=partial(end_district, district=body, communes=communes, departments=departments, people=people),
            now=local_now(),
        )
        self.stdout.write("Đã ghi.")

    def _tell(self, district: District, preview: Preview, on_day: date) -> None:
        self.stdout.write(f"Từ ngày {on_day:%d/%m/%Y}, {district.body} kết thúc; {district.province} kế thừa.")
        for after in preview.after:
            self.stdout.write(f"- {after.name}: {after.what}")
            for line in _told(after):
                self.stdout.write(f"    {line}")
        self.stdout.write(
            f"Cộng: {len(preview.ended)} đơn vị kết thúc; {preview.duties} việc còn mở, {preview.reports} báo cáo chưa "
            f"gửi, {preview.received} báo cáo đến chờ nhận được kế thừa; {preview.moving} người chuyển, "
            f"{preview.leaving} người thôi."
        )


def _told(after: After) -> list[str]:
    return [
        f"{one.name}: {one.duties} việc, {one.reports} báo cáo; chuyển {', '.join(one.moving) or 'không ai'}; "
        f"thôi {', '.join(one.leaving) or 'không ai'}"
        for one in after.before
        if not one.goes_on
    ]


def _done_before(body: Organization, on_day: date) -> str:
    """The same once more changes nothing; anything else about an ended body is refused."""
    change = end_of(body)
    if change is None or change.on_day != on_day:
        raise Refused(f"{body} đã kết thúc hết ngày {body.valid_to:%d/%m/%Y}; không ghi lại với ngày khác được.")
    return f"{body} đã kết thúc theo {change.decision}; không có gì thay đổi."


def _district(code: str) -> Organization:
    found = organization_by_code(code)
    if found is None:
        raise Refused(f"Không có đơn vị nào mang mã “{code}”; hãy kiểm tra lại mã, ví dụ tuy-phuoc.")
    return found


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{text}” không phải là một ngày; hãy ghi như 2025-07-01.") from None


def _people(text: str) -> Movers:
    try:
        return Movers(text)
    except ValueError:
        raise Refused(f"“{text}” không hợp lệ; hãy ghi một trong: {', '.join(Movers)}.") from None


def _lines(path: Path) -> list[Line]:
    try:
        return read_map(path.name, path.read_bytes())
    except OSError as error:
        raise Refused(f"Không đọc được tệp {path} ({error.strerror}); hãy kiểm tra lại đường dẫn.") from error
