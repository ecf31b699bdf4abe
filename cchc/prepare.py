"""Before the start: tables, static files or the demonstration, a word on where to go."""

import os
import socket
import sys

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cchc.settings")
    port = int(os.environ.get("PORT", "8000"))
    if is_taken(port):
        print(f"Cổng {port} đang có chương trình khác dùng: hãy chọn cổng khác, ví dụ  make run PORT={port + 1}")
        return 1
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    if not settings.DEBUG:
        call_command("collectstatic", interactive=False, verbosity=0)
    elif not get_user_model().objects.exists():
        call_command("load_demo")
    print("\n".join(welcome(port)), flush=True)
    return 0


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def welcome(port: int) -> list[str]:
    """The address and, in a demonstration, its day and who may sign in."""
    lines = ["", f"CCHC chạy tại  http://127.0.0.1:{port}   (Ctrl-C để dừng)"]
    if settings.TODAY:
        lines.append(f"Ngày giả định  {settings.TODAY:%d/%m/%Y} (đổi bằng TODAY=)")
    if settings.DEBUG:
        lines.append(f"Tài khoản thử  (mật khẩu {settings.DEMO_PASSWORD})")
        lines += accounts()
    return [*lines, ""]


def accounts() -> list[str]:
    """The people of the first body, one a line; of every other body the accounts alone."""
    people = get_user_model().objects.filter(is_active=True, memberships__isnull=False).order_by("pk").distinct()
    homes: dict[str, list[tuple[str, str]]] = {}
    for person in people.prefetch_related("memberships__organization"):
        home = min(person.memberships.all(), key=lambda membership: membership.pk).organization
        homes.setdefault(str(home), []).append((person.get_username(), str(person)))
    (first, own), *others = homes.items() or [("", [])]
    return [
        *(f"  {username:<24}{name}, {first}" for username, name in own),
        *(f"  {name}: {', '.join(username for username, _ in found)}" for name, found in others),
    ]


if __name__ == "__main__":
    sys.exit(main())
