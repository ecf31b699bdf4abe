"""Every page of the table of addresses in a browser: for everybody's eyes, ears, hands, at a desk and on a phone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.addresses import ADDRESSES
from tests.browser.conftest import PHONE
from tests.browser.walking import Walker
from tests.cast import TODAY
from tests.marked import Marked, marked_communes
from tests.visiting import ROLES

DESK = {"width": 1366, "height": 768}
FILES = {
    "indices:set_file",
    "indices:improvement_file",
    "indices:improvements_sheet",
    "indices:surveys_file",
    "indices:survey_file",
    "indices:survey_poster",
    "tasks:register",
    "tasks:exchange_download",
    "tasks:people_sheet_download",
    "tasks:evidence",
    "plans:source",
    "plans:word",
    "plans:excel",
    "reports:download",
    "reports:word",
    "reports:urging_file",
    "reports:urged_file",
    "indices:proof_file",
    "indices:score_sheet_download",
    "indices:result_slip",
    "reports:cited",
    "reports:nomination_file",
    "emulation:paper",
    "emulation:initiatives_file",
    "emulation:initiative_counts_file",
    "emulation:initiative_file",
    "emulation:grading_file",
    "indices:overview_sheet",
    "indices:result_sheet",
    "indices:results_sheet",
    "indices:aims_sheet",
    "indices:trends_sheet",
}
FRAGMENTS = {
    "emulation:grading_weighed",
    "tasks:review_points",
    "tasks:review_row",
    "tasks:review_target",
    "tasks:table_row",
    "reports:files",
}
OWN_PAGES = {
    "officer": {"tasks:mine", "tasks:detail", "tasks:plan", "emulation:grading", "emulation:grading_own"},
    "administrator": {
        "orgs:people",
        "orgs:people_add",
        "orgs:people_give",
        "orgs:people_role",
        "orgs:person",
        "reports:rights",
        "tasks:leave",
        "tasks:people_sheet",
        "tasks:post",
        "tasks:post_add",
        "tasks:posts",
    },
    "leader": {"emulation:grading_decide", "tasks:due", "reports:approve", "reports:detail"},
    "reviewer": {
        "emulation:initiative_counts",
        "emulation:gradings",
        "emulation:grading",
        "reports:overview",
        "reports:matrix",
        "reports:body",
        "reports:list",
        "reports:lists",
        "reports:regime",
        "reports:locks",
        "reports:running",
        "reports:urgings",
        "reports:urge_new",
        "reports:urge_edit",
        "reports:urge_send",
        "reports:urging",
        "reports:urged",
        "reports:detail",
        "reports:return",
        "reports:incoming",
        "reports:compare",
        "reports:remark",
        "reports:remark_change",
        "plans:list",
    },
}
"""What others than the coordinator, who is shown every page, meet in another shape."""


@pytest.fixture
def found(transactional_db: None, jobs_wait: None, settings: Any) -> Marked:
    settings.TODAY = TODAY
    return marked_communes()


def pages_of(found: Marked, role: str) -> Iterator[str]:
    """The paths of whole pages to show to this role."""
    place = list(ROLES).index(role)
    for address in ADDRESSES:
        is_page = address.name not in FILES | FRAGMENTS and address.name in OWN_PAGES.get(role, {address.name})
        if address.gets and address.gets[place] == 200 and is_page:
            yield address.path(found.home)


def signed_in(walker: Walker, found: Marked, role: str) -> Walker:
    session = found.sessions[ROLES[role]]
    walker.page.context.add_cookies([{"name": "sessionid", "value": session, "url": walker.at}])
    return walker


@pytest.mark.parametrize("role", ["officer", "coordinator", "leader", "reviewer", "administrator"])
def test_every_page(windows: Callable[..., Walker], found: Marked, role: str) -> None:
    """No fault at a desk and on a phone, none that axe knows."""
    desk = signed_in(windows(viewport=DESK), found, role)
    phone = signed_in(windows(viewport=PHONE), found, role)
    faults = {}
    for path in pages_of(found, role):
        desk.go(path)
        phone.go(path)
        if met := [*desk.faults(), *desk.access_faults(), *(f"phone: {fault}" for fault in phone.faults())]:
            faults[path] = met
    assert faults == {}


def test_the_public_side_of_a_survey(windows: Callable[..., Walker], found: Marked) -> None:
    """Shown, sent with nothing chosen, sent whole, and closed: at a desk, and on a phone without scripts."""
    survey = found.home["survey_open"]
    for options in ({"viewport": DESK}, {"viewport": PHONE, "java_script_enabled": False}):
        walker, plain = windows(viewport=options["viewport"]), windows(**options)
        path = f"/y-kien/{survey.secret}/"
        walker.go(path)
        assert [*walker.faults(), *walker.access_faults()] == []
        walker.press("Gửi phiếu")
        assert [*walker.faults(), *walker.access_faults()] == []
        plain.go(path)
        plain.page.get_by_label("Hộ tịch").check()
        for question in plain.page.locator("fieldset").all()[1:]:
            question.get_by_label("Rất hài lòng", exact=True).check()
        plain.press("Gửi phiếu")
        expect(plain.page.get_by_role("heading", name="Cảm ơn ông/bà!")).to_be_visible()
        assert plain.page.context.cookies() == []
        for where in (f"{path}cam-on/", f"/y-kien/{found.home['survey'].secret}/"):
            walker.go(where)
            assert [*walker.faults(), *walker.access_faults()] == []
    assert survey.answers.count() == 2


def test_the_way_in(windows: Callable[..., Walker], found: Marked) -> None:
    for viewport in (DESK, PHONE):
        walker = windows(viewport=viewport)
        walker.go("/dang-nhap/")
        assert [*walker.faults(), *walker.access_faults()] == []
        walker.go("/khong-co-trang-nay/")
        assert [*walker.faults(), *walker.access_faults()] == []


@pytest.mark.parametrize("name", ["home", "tasks:list", "tasks:review", "reports:narrative"])
def test_focus_is_seen_on_everything_that_takes_it(windows: Callable[..., Walker], found: Marked, name: str) -> None:
    desk = signed_in(windows(viewport=DESK), found, "coordinator")
    desk.go(next(address for address in ADDRESSES if address.name == name).path(found.home))
    stops = desk.focus_stops()
    assert len(stops) > 10
    assert [stop for stop, is_seen in stops if not is_seen] == []
