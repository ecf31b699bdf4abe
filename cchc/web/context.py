"""What every page frame shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cchc.web.clock import local_today


def frame(request: HttpRequest) -> dict[str, Any]:
    """The day, whether it is a day of demonstration (the banner says so), the release."""
    return {"frame": {"today": local_today(), "demo": settings.TODAY is not None, "release": settings.RELEASE}}
