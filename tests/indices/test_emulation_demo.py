"""What the demonstration shows of campaigns: told through the actions, the same when it runs again."""

import json
from datetime import date
from pathlib import Path

import pytest

from indices.models import Campaign, Nomination
from reports.demo.bodies import load_bodies
from reports.demo.indices_emulation import load_emulation
from tests.cast import NOW, at

pytestmark = pytest.mark.django_db
BODIES = Path(__file__).resolve().parents[2] / "fixtures" / "demo" / "bodies.json"


def told() -> list[tuple[str, str, str]]:
    rows = Nomination.objects.order_by("organization__code", "-subject", "name")
    return [(one.organization.code, one.subject, one.state) for one in rows]


def test_the_town_s_campaign_with_its_communes() -> None:
    """Without reports and numbers nothing is known: the reason is written, nothing counts as met."""
    load_bodies(json.loads(BODIES.read_text(encoding="utf-8")), password="Mat-khau-2023", now=NOW)
    load_emulation(at("2023-06-04 09:00"))
    assert not Campaign.objects.exists()
    load_emulation(NOW)
    first = told()
    assert first == [
        ("ba-dinh", "individual", "registered"),
        ("ba-dinh", "collective", "proposed"),
        ("quang-trung", "individual", "registered"),
        ("quang-trung", "collective", "proposed"),
    ]
    body = Nomination.objects.get(organization__code="quang-trung", subject="collective")
    assert {one["verdict"] for one in body.findings} == {"unknown"}
    assert body.excused
    load_emulation(NOW)
    assert told() == first
    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.council.count()) == ("launched", 3)
    assert campaign.from_on == date(2023, 1, 15)
