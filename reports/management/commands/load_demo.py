"""manage.py load_demo: bodies, people and a truthful first half of 2023. Safe to repeat."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cchc.orgs.models import Organization
from cchc.web.clock import local_now
from reports.demo.bodies import load_bodies
from reports.demo.year import load_year


class Command(BaseCommand):
    help = "Nạp dữ liệu dùng thử (chỉ khi DEBUG bật); chạy lại không đổi gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="chỉ nạp khi chưa có đơn vị nào")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Dữ liệu dùng thử chỉ nạp được khi DEBUG bật; đây là bản chạy thật nên không nạp.")
        if options["if_empty"] and Organization.objects.exists():
            return
        fixtures = settings.BASE_DIR / "fixtures"
        demo = fixtures / "demo"
        with transaction.atomic():
            bodies = json.loads((demo / "bodies.json").read_text(encoding="utf-8"))
            load_bodies(bodies, password=settings.DEMO_PASSWORD, now=local_now())
            is_new = load_year(json.loads((demo / "year-2023.json").read_text(encoding="utf-8")), fixtures)
        self.stdout.write("Đã nạp dữ liệu dùng thử." if is_new else "Dữ liệu dùng thử đã có từ trước; không đổi gì.")
