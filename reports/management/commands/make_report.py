"""Write the three files of a report without the browser and without storing anything."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from cchc.orgs.queries.bodies import organization_by_code
from cchc.orgs.refusals import Refused
from cchc.web.clock import local_now
from reports.collecting import collect_facts
from reports.jobs import DRAWERS
from reports.naming import file_name
from tasks.enums import PeriodKind
from tasks.periods import YEARS, Period, Timetable, count_in_year, period
from tasks.queries.timetables import timetable_of


class Command(BaseCommand):
    help = "Viết báo cáo của một đơn vị ra ba tệp PDF, Word, Excel mà không lưu gì."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organization", required=True, help="mã đơn vị, ví dụ quang-trung")
        parser.add_argument("--kind", required=True, help=", ".join(PeriodKind))
        parser.add_argument("--year", required=True, help="năm của kỳ")
        parser.add_argument("--number", default="1", help="kỳ thứ mấy trong năm")
        parser.add_argument("--as-of", default="", help="số liệu đến hết ngày nào (YYYY-MM-DD); mặc định là ngày chốt")
        parser.add_argument("--out", required=True, help="thư mục nhận tệp")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the names of the files written; on a fault one sentence, and the exit code is 1."""
        try:
            for path in self._write(options):
                self.stdout.write(str(path))
        except Refused as refusal:
            self.stderr.write(refusal.message)
            sys.exit(1)

    def _write(self, options: dict[str, Any]) -> list[Path]:
        organization = _organization(options["organization"])
        of = _period(options["kind"], options["year"], options["number"], timetable_of(organization))
        as_of = _day(options["as_of"]) if options["as_of"] else of.cutoff_on
        folder = Path(options["out"])
        actor = Actor.system(organization)
        facts = collect_facts(actor=actor, organization=organization, period=of, as_of=as_of, until=local_now())
        drawn = {
            folder / file_name(of.kind, of.year, of.number, organization.code, file_format): draw(facts)
            for file_format, draw in DRAWERS.items()
        }
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for path, data in drawn.items():
                path.write_bytes(data)
        except OSError as error:
            raise Refused(f"Không ghi được vào thư mục {folder} ({error.strerror}); hãy chọn thư mục khác.") from error
        return list(drawn)


def _organization(code: str) -> Organization:
    found = organization_by_code(code)
    if found is None:
        raise Refused(f"Không có đơn vị nào mang mã “{code}”; hãy kiểm tra lại mã, ví dụ quang-trung.")
    return found


def _period(kind: str, year: str, number: str, timetable: Timetable) -> Period:
    kinds = [one.value for one in PeriodKind]
    if kind not in kinds:
        raise Refused(f"Không có loại kỳ “{kind}”; hãy chọn một trong: {', '.join(kinds)}.")
    if not year.isdecimal() or int(year) not in YEARS:
        raise Refused(f"Năm “{year}” không hợp lệ; hãy ghi bốn chữ số, ví dụ 2023.")
    count, label = count_in_year(PeriodKind(kind)), PeriodKind(kind).label
    if not number.isdecimal() or not 1 <= int(number) <= count:
        raise Refused(f"Một năm chỉ có {count} kỳ loại “{label}”; kỳ số “{number}” không có, hãy ghi từ 1 đến {count}.")
    return period(PeriodKind(kind), int(year), int(number), timetable)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{text}” không phải là một ngày; hãy ghi như 2023-03-14.") from None
