"""The pages around a revision: asked on the review, the difference, tied by hand, applied."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Plan, PlanItem
from tests.cast import TODAY, Cast, make_cast
from tests.revisions import NEW_ROW, REVISED, live, read_in, real_plan_in_force, revised_document, revision_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def client(cast: Cast, settings: Any) -> Client:
    settings.TODAY = TODAY
    return cast.client("vptk")


@pytest.fixture
def plan(cast: Cast) -> Plan:
    plan = real_plan_in_force(cast)
    live(cast, plan)
    return plan


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_the_review_asks_and_the_answer_leads_to_the_difference(cast: Cast, client: Client, plan: Plan) -> None:
    draft = read_in(cast, revised_document(), "sua.docx", REVISED)
    review = client.get(reverse("tasks:review", args=[draft.pk])).text
    assert f'<button class="btn primary" name="relation" value="revises:{plan.pk}">' in review
    asked = client.post(reverse("tasks:accept", args=[draft.pk]))
    assert (asked.status_code, "Chấp nhận như một kế hoạch mới?" in asked.text) == (200, True)
    client.post(reverse("tasks:relate", args=[draft.pk]), {"relation": f"revises:{plan.pk}"})
    refused = client.post(reverse("tasks:accept", args=[draft.pk]))
    assert refused["Location"] == reverse("tasks:revision", args=[draft.pk])
    shown = text_of(client.get(refused["Location"]).text)
    assert "2 hàng đổi lời hoặc đổi hạn 1 việc dời hạn 1 hàng mới 1 hàng không còn" in shown
    assert "dời hạn Xây dựng KH: 31/03/2023 → 30/09/2023" in shown


def test_tied_by_hand_and_applied(cast: Cast, client: Client, plan: Plan) -> None:
    draft = revision_of(cast, plan)
    page = client.get(reverse("tasks:revision", args=[draft.pk])).text
    row = PlanItem.objects.get(section__plan=draft, text=NEW_ROW[0])
    gone = re.search(r'<option value="(\d+)">5 Áp dụng', page)
    assert gone is not None
    client.post(reverse("tasks:tie", args=[draft.pk, row.pk]), {"origin": gone[1]})
    page = client.get(reverse("tasks:revision", args=[draft.pk])).text
    assert "3 hàng đổi lời" in text_of(page)
    client.post(reverse("tasks:tie", args=[draft.pk, row.pk]))
    mark = re.search(r'name="seen" value="(\w+)"', client.get(reverse("tasks:revision", args=[draft.pk])).text)
    assert mark is not None
    done = client.post(reverse("tasks:apply_revision", args=[draft.pk]), {"seen": mark[1]})
    assert done["Location"] == reverse("tasks:plan", args=[plan.pk])
    told = text_of(client.get(done["Location"]).text)
    assert "Đã áp dụng bản sửa: 1 nhiệm vụ mới, 1 nhiệm vụ không còn, 1 việc dời hạn, 1 việc hủy." in told
    assert "kh-2023-sua.docx không ghi 10:00 10/06/2023 nay" in told or "kh-2023-sua.docx" in told
    again = client.get(reverse("tasks:revision", args=[draft.pk]))
    assert again["Location"] == reverse("tasks:plan", args=[plan.pk])


def test_the_difference_asks_as_often_for_many_rows_as_for_few(
    cast: Cast, client: Client, plan: Plan, django_assert_num_queries: Any
) -> None:
    draft = revision_of(cast, plan)
    url = reverse("tasks:revision", args=[draft.pk])
    client.get(url)
    with django_assert_num_queries(26):
        client.get(url)
