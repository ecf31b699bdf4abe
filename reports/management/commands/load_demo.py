"""manage.py load_demo: bodies, people, the five plans and what happened to them up to today. Safe to repeat."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cchc.orgs.models import Organization
from cchc.web.clock import local_now
from reports.demo.bodies import load_bodies
from reports.demo.indices import load_indices
from reports.demo.year import load_government, load_year

PLANS = ("quang-trung-2023", "ba-dinh-2023", "doan-ket-2022", "hoa-xuan-nam-2023", "ha-bac-2023", "tuy-phuoc-2024")
"""In the order in which their bodies stand in `bodies.json`, the main one first."""
GOVERNMENTS = ("bim-son-2023",)
"""Before they had a plan of their own: they report from what their communes sent."""
GIVING = ("bim-son-giving-2023",)
"""Plans that give work to bodies whose year is told above."""


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
            now = local_now()
            load_bodies(_read(demo / "bodies.json"), password=settings.DEMO_PASSWORD, now=now)
            is_new = [load_year(_read(demo / f"{name}.json"), fixtures, now=now) for name in PLANS]
            is_new += [load_government(_read(demo / f"{name}.json"), now=now) for name in GOVERNMENTS]
            is_new += [load_year(_read(demo / f"{name}.json"), fixtures, now=now) for name in GIVING]
            load_indices(now)
        said = "Đã nạp dữ liệu dùng thử." if any(is_new) else "Dữ liệu dùng thử đã có từ trước; không đổi gì."
        self.stdout.write(said)


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
