"""What was typed before the session ended comes through the sign-in page, for forms that ask for it."""

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from cchc.orgs.kept import LONGEST, keep, kept
from plans.models import Plan
from reports.models import NarrativeText
from tests.cast import PASSWORD, TODAY, Cast
from tests.plans_in_force import plan_in_force
from tests.reports.reporting import drafted

TEXT = "Đề nghị <thị xã> tổ chức tập huấn.\nDòng hai."


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return plan_in_force(cast)


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page."""
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)}


@pytest.mark.django_db
def test_a_section_typed_on_an_expired_session_is_saved_after_signing_in(
    cast: Cast, plan: Plan, settings: object
) -> None:
    settings.TODAY = TODAY  # type: ignore[attr-defined]
    address = reverse("reports:section", args=[drafted(cast, plan).pk, "V"])
    client = Client()
    sent_on = client.post(address, {"text": TEXT, "version": "1", "giu": "1"})
    assert (sent_on.status_code, sent_on["Location"]) == (
        307,
        f"/dang-nhap/?next=%2F&gui={address.replace('/', '%2F')}",
    )
    carried = hidden(client.post(sent_on["Location"], {"text": TEXT, "version": "1", "giu": "1"}).content.decode())
    wrong = client.post("/dang-nhap/", {**carried, "username": "vptk", "password": "sai"})
    assert hidden(wrong.content.decode())["kept"] == carried["kept"]
    shown = client.post("/dang-nhap/", {**carried, "username": "vptk", "password": PASSWORD}).content.decode()
    assert f'action="{address}"' in shown
    fields = hidden(shown)
    assert (fields["text"], fields["version"], set(fields)) == (
        TEXT,
        "1",
        {"text", "version", "csrfmiddlewaretoken"},
    )
    client.post(address, fields)
    assert NarrativeText.objects.get(key="V").text == TEXT


@pytest.mark.django_db
def test_a_form_that_does_not_ask_and_a_forged_field_go_the_ordinary_way(cast: Cast) -> None:
    client = Client()
    assert client.post("/bao-cao/lap/", {"kind": "quarter"}).status_code == 302
    signed_in = client.post("/dang-nhap/", {"username": "vptk", "password": PASSWORD, "kept": "gia-mao", "next": "/"})
    assert (signed_in.status_code, signed_in["Location"]) == (302, "/")


@pytest.mark.parametrize("to", ["https://khac.vn/", "//khac.vn/", r"/\khac.vn/", "bao-cao/", ""])
def test_only_addresses_of_this_site_are_kept(to: str) -> None:
    assert keep(QueryDict("text=a"), to) == ""


def test_fields_come_back_as_they_were_and_not_when_too_long() -> None:
    posted = QueryDict("muc=1&muc=2&text=Hai+ch%E1%BB%AF&csrfmiddlewaretoken=x&giu=1")
    found = kept(keep(posted, "/bao-cao/"))
    assert found is not None
    assert (found.to, found.fields, found.texts) == (
        "/bao-cao/",
        (("muc", "1"), ("muc", "2"), ("text", "Hai chữ")),
        ("Hai chữ",),
    )
    long = QueryDict(mutable=True)
    long["text"] = "x" * (LONGEST + 1)
    assert keep(long, "/bao-cao/") == ""
