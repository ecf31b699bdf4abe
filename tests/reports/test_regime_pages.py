"""Pages of the reporting regime, and what regimes make of the list, the inbox and the overview."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cchc.orgs.models import Organization
from plans.models import Plan
from reports.forms.regimes import RegimeForm
from reports.models import Report
from tasks.actions.regimes import set_regime
from tasks.enums import Audience, PeriodKind
from tasks.models import Obligation, RegimeRow
from tasks.periods import Timetable, period
from tasks.queries.timetables import timetable_of
from tasks.regimes import COMMUNE, MINISTRY, NINE_MONTHS, TEMPLATES, Line, Regime, SendRule
from tests.cast import NOW, TODAY, Cast
from tests.conftest import ReadingClient
from tests.reports.reporting import drafted, sent
from tests.test_query_budgets import add_commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(settings: Any) -> None:
    settings.TODAY = TODAY


def browser_of(cast: Cast, who: str) -> Client:
    client = ReadingClient()
    client.force_login(cast.people[who], backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client


def words_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def page(cast: Cast, who: str, name: str, **query: str) -> str:
    response = browser_of(cast, who).get(reverse(f"reports:{name}"), query)
    assert response.status_code == 200
    return words_of(response)


def set_by(cast: Cast, who: str, body: Organization, audience: Audience, year: int, regime: Regime) -> RegimeRow:
    return set_regime(
        actor=cast.actors[who], organization=body, audience=audience, from_year=year, regime=regime, now=NOW
    )


def sent_form(regime: Regime, year: int = 2023, **more: Any) -> dict[str, Any]:
    """What a browser sends of the form as it is first shown."""
    form = RegimeForm(regime=regime, year=year)
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return values | more


# the page


def test_what_holds_is_said_in_words_with_the_next_three_dates(cast: Cast) -> None:
    said = page(cast, "tpht", "regime")
    assert "Tháng, quý, 6 tháng, năm. Mặc định theo Nghị định 09/2019/NĐ-CP, Điều 12. Gửi Phòng Nội vụ" in said
    assert (
        "Quý Cả bốn quý; chốt số liệu ngày 14 tháng cuối quý; gửi trong 2 ngày làm việc sau ngày chốt. "
        "Quý II năm 2023: chốt hết ngày 14/06/2023, gửi trước hết ngày 16/06/2023 (thứ Sáu) "
        "Quý III năm 2023: chốt hết ngày 14/09/2023, gửi trước hết ngày 18/09/2023 (thứ Hai) "
        "Quý IV năm 2023: chốt hết ngày 14/12/2023, gửi trước hết ngày 18/12/2023 (thứ Hai) 6 tháng"
    ) in said
    assert "không dời hạn của những việc đã giao và những báo cáo đã lập" in said


def test_where_it_comes_from_and_what_held_before(cast: Cast) -> None:
    set_by(cast, "noivu", cast.district, Audience.BELOW, 2023, MINISTRY)
    set_by(cast, "vptk", cast.quang_trung, Audience.OWN, 2024, NINE_MONTHS)
    said = page(cast, "vptk", "regime")
    assert "Quý I, 6 tháng, quý III, năm. Thị xã Bỉm Sơn đặt cho các đơn vị cấp dưới, từ năm 2023" in said
    assert (
        "Trước 2023 Tháng, quý, 6 tháng, năm Mặc định theo Nghị định 09/2019/NĐ-CP, Điều 12 "
        "2023 Quý I, 6 tháng, quý III, năm (Hướng dẫn của Bộ Nội vụ) Quý: quý I, quý III; chốt số liệu ngày 14 tháng "
        "cuối quý; gửi trong 2 ngày làm việc sau ngày chốt."
    ) in said
    assert "Thị xã Bỉm Sơn đặt cho các đơn vị cấp dưới, từ năm 2023 2024 Quý I, 6 tháng, 9 tháng, năm" in said
    assert "Đơn vị tự đặt, từ năm 2024 Bỏ chế độ từ năm 2024" in said
    above = page(cast, "noivu", "regime")
    assert "Xã Quang Trung Quý I, 6 tháng, quý III, năm Thị xã Bỉm Sơn đặt cho các đơn vị cấp dưới" in above
    assert "Bỏ chế độ từ năm 2023" in above


@pytest.mark.parametrize(
    ("who", "audiences"),
    [("tpht", []), ("vptk", ["own"]), ("chutich", ["own"]), ("noivu", ["below"]), ("admin", ["below", "own"])],
)
def test_who_is_offered_to_set_it(cast: Cast, who: str, audiences: list[str]) -> None:
    shown = browser_of(cast, who).get(reverse("reports:regime")).content.decode()
    assert re.findall(r"che-do/dat/\?cho=(\w+)", shown) == audiences
    statuses = {
        audience: browser_of(cast, who).get(reverse("reports:set_regime"), {"cho": audience}).status_code
        for audience in ("own", "below")
    }
    assert statuses == {audience: 200 if audience in audiences else 403 for audience in ("own", "below")}


def test_another_body_is_no_page_but_from_above(cast: Cast) -> None:
    address, asked = reverse("reports:regime"), {"don-vi": str(cast.quang_trung.pk)}
    statuses = {who: browser_of(cast, who).get(address, asked).status_code for who in ("ba-dinh.vptk", "noivu", "vptk")}
    assert statuses == {"ba-dinh.vptk": 404, "noivu": 200, "vptk": 200}
    strange = ({"don-vi": "x"}, {"don-vi": str(cast.home_affairs.pk)}, {"don-vi": "987654"})
    assert [browser_of(cast, "noivu").get(address, one).status_code for one in strange] == [404, 404, 404]


def test_the_administrator_sets_it_for_a_body_of_his_territory(cast: Cast) -> None:
    form = sent_form(MINISTRY, cho="own", confirmed="1") | {"don-vi": str(cast.quang_trung.pk)}
    answer = browser_of(cast, "admin").post(reverse("reports:set_regime"), form)
    assert answer["Location"] == f"/bao-cao/thiet-lap/che-do/?don-vi={cast.quang_trung.pk}"
    assert timetable_of(cast.quang_trung).regimes == ((2023, MINISTRY),)


# setting one


def test_a_template_is_shown_its_dates_are_seen_and_only_then_it_is_stored(cast: Cast, plan: Plan) -> None:
    client, address = browser_of(cast, "vptk"), reverse("reports:set_regime")
    before = list(Obligation.objects.values_list("pk", "due_on"))
    start = words_of(client.get(address, {"mau": "ministry"}))
    assert "Đặt chế độ báo cáo Cho báo cáo của Xã Quang Trung ." in start
    form = sent_form(MINISTRY)
    preview = words_of(client.post(address, form))
    assert "Xem trước: Quý I, 6 tháng, quý III, năm" in preview
    assert "Quý III năm 2023: chốt hết ngày 14/09/2023, gửi trước hết ngày 18/09/2023 (thứ Hai)" in preview
    assert "Quý II năm 2023" not in preview
    assert RegimeRow.objects.count() == 0
    again = client.post(address, form | {"edit": "1"})
    assert (again.status_code, "Sửa lại" in again.content.decode()) == (200, False)
    stored = client.post(address, form | {"confirmed": "1"}, follow=True)
    assert "Đã đặt chế độ báo cáo, áp dụng từ năm 2023." in words_of(stored)
    assert timetable_of(cast.quang_trung).regimes == ((2023, MINISTRY),)
    assert list(Obligation.objects.values_list("pk", "due_on")) == before


def test_every_field_of_the_form_is_kept(cast: Cast) -> None:
    regime = Regime(
        "Của xã",
        (
            Line(PeriodKind.QUARTER, (1, 3), 20, SendRule(day=25)),
            Line(PeriodKind.NINE_MONTH, (), 31, SendRule(day=10, months_later=1)),
            Line(PeriodKind.MONTH, (), 10, SendRule(3)),
        ),
        "Quyết định số 12/QĐ-UBND",
    )
    for one in (regime, *TEMPLATES.values()):
        form = RegimeForm(sent_form(one), regime=COMMUNE, year=2023)
        assert (form.is_valid(), form.regime()) == (True, one)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"quarter_cutoff": "32"}, "Quý: ngày chốt số liệu: Ngày trong tháng phải là một số từ 1 đến 31."),
        ({"quarter_cutoff": ""}, "Quý: ngày chốt số liệu: Ngày trong tháng phải là một số từ 1 đến 31."),
        ({"quarter_days": "0"}, "Số ngày làm việc phải là một số từ 1 đến 60."),
        (
            {"quarter_rule": "day", "quarter_day": "14"},
            "Kỳ quý I năm 2023 chốt số liệu hết ngày 14/03/2023 mà hạn gửi là 14/03/2023 (thứ Ba); giữa hai ngày phải "
            "có ít nhất một ngày làm việc",
        ),
        ({"quarter_numbers": [1, 1]}, "Loại báo cáo “Quý” có một kỳ được chọn hai lần"),
        ({"from_year": "2031"}, "Áp dụng từ năm: "),
        ({"name": ""}, "Hãy đặt tên cho chế độ"),
        (
            {f"{kind.value}_numbers": [] for kind in PeriodKind},
            "Chưa đặt được Hãy chọn ít nhất một loại báo cáo.",
        ),
    ],
)
def test_a_fault_is_said_and_nothing_typed_is_lost(cast: Cast, changed: dict[str, Any], said: str) -> None:
    form = sent_form(MINISTRY, source="Công văn số 7") | changed
    answer = browser_of(cast, "vptk").post(reverse("reports:set_regime"), form | {"confirmed": "1"})
    assert (answer.status_code, RegimeRow.objects.count()) == (422, 0)
    assert said in words_of(answer)
    assert 'value="Công văn số 7"' in answer.content.decode()


def test_a_year_that_was_reported_on_is_refused_with_its_reason(cast: Cast, plan: Plan) -> None:
    sent(cast, drafted(cast, plan))
    client, address = browser_of(cast, "vptk"), reverse("reports:set_regime")
    answer = client.post(address, sent_form(MINISTRY))
    assert answer.status_code == 422
    assert (
        "Đã có báo cáo gửi theo chế độ đang dùng (Xã Quang Trung: quý I năm 2023); hãy đặt chế độ mới từ năm 2024."
    ) in words_of(answer)
    assert "Quý I năm 2024" in words_of(client.post(address, sent_form(MINISTRY, from_year="2024")))


def test_a_regime_is_taken_away_after_asking(cast: Cast) -> None:
    row = set_by(cast, "vptk", cast.quang_trung, Audience.OWN, 2024, MINISTRY)
    address = reverse("reports:drop_regime", args=[row.pk])
    assert browser_of(cast, "tpht").post(address).status_code == 404
    assert browser_of(cast, "ba-dinh.vptk").post(address).status_code == 404
    client = browser_of(cast, "vptk")
    assert "Bỏ chế độ báo cáo? “Quý I, 6 tháng, quý III, năm”, từ năm 2024." in words_of(client.get(address))
    assert "Đã bỏ chế độ báo cáo." in words_of(client.post(address, follow=True))
    assert RegimeRow.objects.count() == 0


# the body's own list


def test_the_list_follows_the_regime_and_reports_keep_their_days(cast: Cast, plan: Plan) -> None:
    drafted(cast, plan, 2, now=NOW)
    earlier = Regime("Sớm", (Line(PeriodKind.QUARTER, (), 10, SendRule(2)), Line(PeriodKind.NINE_MONTH)))
    set_by(cast, "vptk", cast.quang_trung, Audience.OWN, 2023, earlier)
    listed = page(cast, "vptk", "list")
    assert "Quý I năm 2023 10/03/2023 14/03/2023 Chưa gửi, quá 88 ngày Chưa lập" in listed
    assert "Quý II năm 2023 14/06/2023 16/06/2023 Chưa gửi, còn 6 ngày Dự thảo" in listed
    assert "6 tháng, 9 tháng và năm 9 tháng đầu năm 2023 14/09/2023 18/09/2023" in listed
    assert "5 kỳ, 1 báo cáo đã lập." in listed


def test_a_period_nobody_asks_for_can_be_drafted(cast: Cast, plan: Plan) -> None:
    set_by(cast, "vptk", cast.quang_trung, Audience.OWN, 2023, MINISTRY)
    client = browser_of(cast, "vptk")
    offered = re.findall(r'<option value="([a-z_]+-\d+-\d+)"', client.get(reverse("reports:list")).content.decode())
    assert offered == ["quarter-2023-2", "nine_month-2023-1", *(f"month-2023-{number}" for number in range(1, 7))]
    client.post(reverse("reports:draft"), {"ky": "month-2023-3"})
    made = Report.objects.get()
    assert (made.period_name, made.cutoff_on) == (
        "tháng 3 năm 2023",
        period(PeriodKind.MONTH, 2023, 3, Timetable()).cutoff_on,
    )
    assert "Tháng 3 năm 2023" in page(cast, "vptk", "list")
    assert [client.post(reverse("reports:draft"), {"ky": key}).status_code for key in ("x", "quarter-2023-9")] == [
        404,
        404,
    ]


# from above


def test_nothing_to_send_differs_from_not_sent(cast: Cast, plan: Plan) -> None:
    set_by(cast, "ba-dinh.vptk", cast.ba_dinh, Audience.OWN, 2023, NINE_MONTHS)
    asked = page(cast, "noivu", "list", ky="month-2023-5")
    assert "1 trên 1 đơn vị chưa gửi báo cáo tháng 5 năm 2023." in asked
    assert "Xã Quang Trung 16/05/2023 Chưa gửi, quá 25 ngày Phường Ba Đình Không phải gửi" in asked
    assert "9 tháng đầu năm 2023" in asked
    overview = page(cast, "noivu", "overview")
    assert "9 tháng đầu năm hạn 18/09/2023" in overview
    assert "Xã Quang Trung 4 báo cáo tháng chưa gửi Chưa gửi quá 86 ngày" in overview
    assert "Phường Ba Đình chưa có kế hoạch năm 2023 Chưa gửi quá 86 ngày Không phải gửi" in overview


def test_the_first_screen_names_the_report_that_is_owed_not_a_quarter_that_is_none(cast: Cast, plan: Plan) -> None:
    assert "Quý II năm 2023 chốt số liệu hết ngày 14/06/2023" in page(cast, "vptk", "overview")
    set_by(cast, "vptk", cast.quang_trung, Audience.OWN, 2023, MINISTRY)
    said = page(cast, "vptk", "overview")
    assert "6 tháng đầu năm 2023 chốt số liệu hết ngày 14/06/2023" in said
    assert "Lập báo cáo 6 tháng đầu năm 2023" in said
    assert "Quý II" not in said


def test_each_body_owes_by_its_own_days(cast: Cast, plan: Plan) -> None:
    own = Regime("Của phường", (Line(PeriodKind.QUARTER, (), 20, SendRule(5)),))
    set_by(cast, "ba-dinh.vptk", cast.ba_dinh, Audience.OWN, 2023, own)
    assert (
        "Phường Ba Đình 27/03/2023 Chưa gửi, quá 75 ngày chưa có kế hoạch năm 2023 "
        "Xã Quang Trung 16/03/2023 Chưa gửi, quá 86 ngày"
    ) in page(cast, "noivu", "list", ky="quarter-2023-1")


def test_a_report_nobody_asked_for_is_found_from_above(cast: Cast, plan: Plan) -> None:
    report = sent(cast, drafted(cast, plan))
    Report.objects.filter(pk=report.pk).update(period_kind="nine_month", period_name="9 tháng đầu năm 2023")
    listed = page(cast, "noivu", "list", ky="nine_month-2023-1")
    assert "0 trên 0 đơn vị chưa gửi báo cáo 9 tháng đầu năm 2023." in listed
    assert "Xã Quang Trung 16/03/2023 Gửi đúng hạn, 16/03/2023" in listed


def test_a_territory_without_bodies_says_so(cast: Cast) -> None:
    Organization.objects.filter(pk__in=[cast.quang_trung.pk, cast.ba_dinh.pk]).update(path="/99/")
    assert "Chưa có đơn vị nào trong địa bàn" in page(cast, "noivu", "list")


# queries


@pytest.mark.parametrize(
    ("name", "who", "budget"),
    [("list", "noivu", 14), ("overview", "noivu", 8), ("regime", "noivu", 10), ("calendar", "admin", 6)],
)
def test_the_number_of_queries_does_not_grow_with_bodies_and_regimes(
    cast: Cast, plan: Plan, name: str, who: str, budget: int
) -> None:
    def count() -> int:
        client = browser_of(cast, who)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"reports:{name}")).status_code == 200
        return len(queries)

    set_by(cast, "ba-dinh.vptk", cast.ba_dinh, Audience.OWN, 2023, NINE_MONTHS)
    one = count()
    for number in range(3):
        add_commune(cast, number)
    set_by(cast, "noivu", cast.district, Audience.BELOW, 2023, MINISTRY)
    set_by(cast, "vptk", cast.quang_trung, Audience.OWN, 2023, COMMUNE)
    assert (count(), one <= budget) == (one, True)


def test_the_list_begins_with_what_is_still_to_be_sent(cast: Cast, plan: Plan) -> None:
    assert "Cần gửi báo cáo tháng 1 năm 2023 : hạn 17/01/2023, quá hạn 144 ngày. Tất cả 5 kỳ chưa gửi." in page(
        cast, "vptk", "list"
    )
    sent(cast, drafted(cast, plan, 1))
    assert "Tất cả 4 kỳ chưa gửi." in page(cast, "vptk", "list")
