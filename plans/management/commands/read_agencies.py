"""manage.py read_agencies --organization CODE < phrases.txt: a phrase a line in, a JSON object a line out."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from plans.management.lines import organization_of, read_lines
from plans.queries import directory_of
from plans.reading.agencies import read_agencies, to_json


class Command(BaseCommand):
    help = "Đọc cơ quan thực hiện: mỗi dòng vào là một câu, mỗi dòng ra là một đối tượng JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", required=True, help="mã đơn vị có danh bạ dùng để tra tên")

    def handle(self, *args: Any, **options: Any) -> None:
        directory = directory_of(organization_of(self, options["organization"]))
        for phrase in read_lines(self):
            self.stdout.write(json.dumps(to_json(read_agencies(phrase, directory)), ensure_ascii=False))
