"""The pages beside the list of reports: one row of tabs, and the hub of what is set once."""

from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest

PLACES: tuple[tuple[str, str], ...] = (
    ("reports:list", "Báo cáo"),
    ("reports:settings", "Thiết lập"),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the hub: where it leads and what it is for."""

    name: str
    label: str
    words: str


SETTINGS: tuple[Setting, ...] = ()


def places(here: str) -> list[dict[str, Any]]:
    """The tabs, `here` being the name of the page that is open ("list")."""
    return [{"label": label, "url": reverse(name), "here": name == f"reports:{here}"} for name, label in PLACES]


@require_GET
def settings(request: ActorRequest) -> HttpResponseBase:
    """What is set once for a body or a territory, a line each."""
    lines = [{"setting": setting, "url": reverse(setting.name)} for setting in SETTINGS]
    return render(request, "reports/settings.html", {"lines": lines, "places": places("settings")})
