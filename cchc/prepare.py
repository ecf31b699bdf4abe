"""Before the start: tables, static files or the demonstration, and a word on where to go."""

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
        people = get_user_model().objects.filter(is_active=True).order_by("pk")[:12]
        lines.append(f"Tài khoản thử  (mật khẩu {settings.DEMO_PASSWORD})")
        lines += [f"  {person.get_username():<24}{person}" for person in people]
    return [*lines, ""]


if __name__ == "__main__":
    sys.exit(main())
