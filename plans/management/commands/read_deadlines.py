"""manage.py read_deadlines --from-year 2024 --to-year 2024 < phrases.txt: a phrase a line in, an object a line out."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from plans.management.lines import read_lines
from plans.reading.deadlines import read_deadline, to_json


class Command(BaseCommand):
    help = "Đọc thời hạn: mỗi dòng vào là một câu, mỗi dòng ra là một đối tượng JSON (không cần cơ sở dữ liệu)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from-year", type=int, required=True, help="năm đầu của kế hoạch")
        parser.add_argument("--to-year", type=int, required=True, help="năm cuối của kế hoạch")
        parser.add_argument("--issued-on", type=date.fromisoformat, default=None, help="ngày ban hành, YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        for phrase in read_lines(self):
            reading = read_deadline(
                phrase,
                from_year=options["from_year"],
                to_year=options["to_year"],
                issued_on=options["issued_on"],
            )
            self.stdout.write(json.dumps(to_json(reading), ensure_ascii=False))
