"""What the pages about people share with those that count duties or tell the rights of reports, which live further up:
one row of tabs, the page of passwords, what a second save is shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cchc.orgs.actions.accounts import Opened
from cchc.orgs.terms import Facts, mark_of

PLACES: tuple[tuple[str, str], ...] = (
    ("orgs:people", "Người"),
    ("tasks:posts", "Chức danh"),
    ("reports:rights", "Quyền xem"),
    ("reports:units", "Đơn vị"),
)


def people_places(here: str) -> list[dict[str, Any]]:
    """The tabs, `here` being the name of the page that is open ("orgs:people")."""
    return [{"label": label, "url": reverse(name), "here": name == here} for name, label in PLACES]


def with_fresh_mark(form: Any, facts: Facts) -> None:
    """What stands there now has been shown: saving once more is meant."""
    form.data = form.data.copy()
    form.data["seen"] = mark_of(facts)


def shown(facts: Mapping[str, Any] | None) -> list[tuple[str, Any]]:
    """What stands there now, for the page on which somebody else was quicker."""
    return [(label.capitalize(), value) for label, value in (facts or {}).items() if value not in (None, "", [])]


def show_passwords(request: HttpRequest, opened: Sequence[Opened], said: str) -> HttpResponse:
    """The one page on which passwords for one use stand; nothing keeps it."""
    context = {"opened": opened, "said": said, "places": people_places("orgs:people")}
    response = render(request, "orgs/people_passwords.html", context)
    response["Cache-Control"] = "no-store"
    return response
