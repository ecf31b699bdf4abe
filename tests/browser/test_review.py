"""The review of a plan of tables and of a plan of prose, every form open, for everybody's eyes, ears and hands."""

from collections.abc import Callable
from typing import Any

import pytest

from cchc.orgs.actors import Actor
from plans.actions import import_plan
from plans.models import Plan, PlanItem
from plans.queries import directory_of
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from tests.browser.conftest import PHONE
from tests.browser.walking import Walker
from tests.cast import NOW, TODAY, Cast, make_cast
from tests.marked import WORD_FILES

DESK = {"width": 1366, "height": 768}


@pytest.fixture
def cast(transactional_db: None, jobs_wait: None, settings: Any) -> Cast:
    settings.TODAY = TODAY
    return make_cast()


def draft_of(cast: Cast, name: str) -> Plan:
    reading = read_plan(read_docx(WORD_FILES[name]), directory_of(cast.quang_trung))
    system = Actor.system(cast.quang_trung)
    return import_plan(actor=system, name=f"{name}.docx", data=WORD_FILES[name], reading=reading, now=NOW)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["quang-trung-2023", "ha-bac-2023-2025", "hoa-xuan-nam-2023-2025"])
def test_review_with_its_forms(windows: Callable[..., Walker], cast: Cast, name: str, viewport: Any) -> None:
    plan = draft_of(cast, name)
    walker = windows(viewport=viewport)
    session = cast.client("vptk").cookies["sessionid"].value
    walker.page.context.add_cookies([{"name": "sessionid", "value": session, "url": walker.at}])
    walker.go(f"/ke-hoach/{plan.pk}/xem-lai/")
    assert [*walker.faults(), *walker.access_faults()] == []
    first, second = PlanItem.objects.filter(section__plan=plan, parent=None)[:2]
    walker.page.locator(f"#doc-{first.pk} [data-key=e]").first.click()
    walker.page.locator(f"#doc-{second.pk} summary").first.click()
    walker.page.locator(f"#doc-{second.pk} [data-key=s]").first.click()
    walker.page.locator("tr.add a").first.click()
    for form in (f"#sua-hang-{first.pk}", f"#tach-{second.pk}", "[id^=them-]"):
        walker.page.wait_for_selector(form)
    walker.page.locator(f"#sua-hang-{first.pk} details").last.evaluate("(e) => { e.open = true; }")
    assert [*walker.faults(), *walker.access_faults()] == []
