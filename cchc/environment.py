"""What the environment may say: each value is checked once, and refused with one sentence for who runs the service."""

import os
import secrets
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

KEY_MIN_LENGTH = 50
KEY_MIN_DIFFERENT = 12
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")


def secret_key(given: str, *, debug: bool, kept_in: Path) -> str:
    """The signing key. A working copy makes one and keeps it, so that sign-ins survive a restart."""
    if debug:
        return given or _kept_key(kept_in)
    if len(given) < KEY_MIN_LENGTH or len(set(given)) < KEY_MIN_DIFFERENT or given.startswith("django-insecure"):
        raise ImproperlyConfigured(
            f"SECRET_KEY chưa đặt hoặc không an toàn: hãy đặt một chuỗi ngẫu nhiên ít nhất {KEY_MIN_LENGTH} ký tự "
            "(hoặc DEBUG=1 khi chạy thử)."
        )
    return given


def public_hosts(given: list[str], *, debug: bool) -> list[str]:
    """Names this service answers to; a service must name them."""
    if "*" in given:
        raise ImproperlyConfigured("ALLOWED_HOSTS không được là *: hãy ghi rõ tên miền, ví dụ cchc.quangtrung.vn.")
    if not given and not debug:
        raise ImproperlyConfigured("ALLOWED_HOSTS chưa đặt: hãy ghi tên miền của hệ thống, ví dụ cchc.quangtrung.vn.")
    return given or LOCAL_HOSTS


def site_url(given: str, *, hosts: list[str], debug: bool, port: str) -> str:
    """Where people open the service: what links in mail and calendars begin with. The address of a calendar is a
    secret, which a service never sends in the clear."""
    if not given:
        return f"http://{LOCAL_HOSTS[1]}:{port}" if debug else f"https://{hosts[0].lstrip('.')}"
    parts = urlsplit(given)
    schemes = ("http", "https") if debug else ("https",)
    if parts.scheme not in schemes or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ImproperlyConfigured(
            f"SITE_URL={given} không phải địa chỉ của hệ thống: hãy viết như https://cchc.quangtrung.vn."
        )
    return given.rstrip("/")


def day_of_demo(given: str, *, debug: bool) -> date | None:
    """The day taken for today, for demonstrations only."""
    if not given.strip():
        return None
    if not debug:
        raise ImproperlyConfigured("TODAY chỉ dùng khi chạy thử (DEBUG=1): hãy bỏ biến TODAY.")
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(given.strip(), form).date()
        except ValueError:
            continue
    raise ImproperlyConfigured(f"TODAY={given} không phải là một ngày: hãy viết như 2023-06-10 hoặc 10/06/2023.")


def _kept_key(path: Path) -> str:
    """The key in the file; of processes that start together, the first to link its draft gives it."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(0o600)
        draft.write_text(secrets.token_urlsafe(KEY_MIN_LENGTH))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text()
