"""The end of the district level: a town with its communes carried into the two-tier order."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from cchc.orgs.actions.bodies import found_organization
from cchc.orgs.actions.ending import end_district
from cchc.orgs.actions.people import add_membership, add_user
from cchc.orgs.actions.succeeding import Order
from cchc.orgs.actions.units import Newcomer, found_body, rename_body
from cchc.orgs.actors import Actor
from cchc.orgs.becoming import Line, Movers
from cchc.orgs.enums import ChangeKind, OrganizationKind, Role
from cchc.orgs.models import Event, Membership, Organization, UnitChange, User
from cchc.orgs.queries.people import actor_of
from cchc.orgs.refusals import Refused
from plans.models import Plan
from plans.queries import directory_of, plans_in_reach
from plans.reading.agencies import read_agencies
from plans.reading.results import AgencyReading, ReadPlan
from reports.actions.approving import approve_report
from reports.actions.drafting import draft_report, refresh_report
from reports.actions.sending import accept_report, submit_report
from reports.actions.units import change_units
from reports.collecting import collect_facts
from reports.facts import ReportFacts
from reports.models import Report, Snapshot
from reports.queries.consolidation import receipts_of
from reports.queries.incoming import waiting_reports
from reports.queries.listing import inbox, open_reports, year_of_reports
from reports.queries.reach import reports_in_reach
from reports.queries.schedule import missing_reports
from reports.queries.units import district_of
from tasks.models import Obligation, Task
from tests.cast import NOW, PASSWORD, Cast, at
from tests.plans_in_force import READING, duty, plan_in_force
from tests.reports.reporting import APPROVAL, drafted, draw_all, sent
from tests.reports.year import quarter

ON = date(2023, 4, 1)
DONE_AT = at("2023-04-03 08:00")
ORDER = Order(ON, "Nghị quyết số 1664/NQ-UBTVQH15")
JUNE = date(2023, 6, 20)


def so_noi_vu(cast: Cast) -> Organization:
    """The province's department with its reviewer."""
    body = found_organization(
        actor=None,
        code="so-noi-vu",
        name="Sở Nội vụ tỉnh Thanh Hóa",
        kind=OrganizationKind.DEPARTMENT,
        issuer_name="Sở Nội vụ tỉnh Thanh Hóa",
        place_name="Thanh Hóa",
        parent=cast.province,
        aliases=("Sở Nội vụ",),
        now=NOW,
    )
    system = Actor.system(body)
    user = add_user(actor=system, organization=body, username="so", full_name="Người Sở", password=PASSWORD, now=NOW)
    add_membership(actor=system, user=user, organization=body, role=Role.REVIEWER, now=NOW)
    cast.people["so"] = user
    return body


LINES = (
    Line("1", "quang-trung", "Phường Quang Trung"),
    Line("2", "ba-dinh", "Phường Quang Trung"),
    Line("3", "noi-vu-bim-son", new_code="so-noi-vu"),
)


def carried(cast: Cast, lines: Sequence[Line] = LINES, order: Order = ORDER) -> UnitChange:
    """Both communes become one new ward; the office of home affairs goes to the province's."""
    body = Organization.objects.select_related("parent").get(pk=cast.district.pk)
    assert body.parent
    district = district_of(body, body.parent)
    reading = district.read(lines)
    assert reading.faults == ()
    communes, departments = district.parted(reading.fates)
    return change_units(
        actor=now_as(cast, "admin", NOW.date()),
        ending=district.ending(reading.fates),
        order=order,
        change=partial(end_district, district=body, communes=communes, departments=departments, people=Movers.NONE),
        now=DONE_AT,
    )


def now_as(cast: Cast, who: str, today: date = JUNE) -> Actor:
    user = cast.people[who]
    assert isinstance(user, User)
    actor = actor_of(user, membership_id=None, today=today)
    assert actor
    return actor


@pytest.fixture
def department(cast: Cast) -> Organization:
    return so_noi_vu(cast)


@pytest.fixture
def theirs(cast: Cast) -> Plan:
    return plan_in_force(cast, who="ba-dinh.vptk")


def test_everything_goes_on_under_the_province(cast: Cast, department: Organization) -> None:
    change = carried(cast)
    assert (change.kind, change.on_day) == (ChangeKind.END_LEVEL, ON)
    assert [str(step) for step in change.steps.all()] == [
        "Xã Quang Trung → Phường Quang Trung",
        "Phường Ba Đình → Phường Quang Trung",
        "Phòng Nội vụ thị xã Bỉm Sơn → Sở Nội vụ tỉnh Thanh Hóa",
        "Phòng Tài chính - Kế hoạch thị xã Bỉm Sơn → Tỉnh Thanh Hóa",
        "Thị xã Bỉm Sơn → Tỉnh Thanh Hóa",
    ]
    ward = Organization.objects.get(name="Phường Quang Trung")
    assert (ward.parent, ward.valid_from, ward.code) == (cast.province, ON, "quang-trung-2")
    assert ward.predecessor_ids == [cast.quang_trung.pk, cast.ba_dinh.pk]
    ended = Organization.objects.filter(valid_to=date(2023, 3, 31))
    assert set(ended.values_list("merged_into__name", flat=True)) == {
        "Phường Quang Trung",
        "Sở Nội vụ tỉnh Thanh Hóa",
        "Tỉnh Thanh Hóa",
    }
    assert ended.count() == 5
    assert Event.objects.filter(verb="Kết thúc đơn vị").count() == 5


def test_a_commune_that_keeps_its_name_moves_with_its_plan(cast: Cast, plan: Plan, department: Organization) -> None:
    carried(cast, (Line("1", "quang-trung", "Xã Quang Trung"), Line("2", "ba-dinh", "xã quang trung"), LINES[2]))
    body = Organization.objects.get(pk=cast.quang_trung.pk)
    assert (body.name, body.path) == ("Xã Quang Trung", f"/{cast.province.pk}/{body.pk}/")
    assert body.predecessor_ids == [cast.ba_dinh.pk]
    assert now_as(cast, "tpht").organization == body


def test_history_reads_as_before(cast: Cast, plan: Plan, department: Organization) -> None:
    report = sent(cast, drafted(cast, plan))
    facts = Snapshot.objects.filter(report=report).latest("pk").facts
    before = facts_at(cast.quang_trung, quarter(1), date(2023, 3, 14))
    carried(cast)
    old = Organization.objects.get(pk=cast.quang_trung.pk)
    assert Snapshot.objects.filter(report=report).latest("pk").facts == facts
    after = facts_at(old, quarter(1), date(2023, 3, 14))
    assert replace(after, letterhead=before.letterhead) == before
    assert replace(after.letterhead, addressee=before.letterhead.addressee) == before.letterhead
    heir = now_as(cast, "vptk")
    assert heir.organization.name == "Phường Quang Trung"
    assert list(reports_in_reach(heir)) == [report]
    assert list(plans_in_reach(heir)) == [plan]


def facts_at(body: Organization, of: Any, as_of: date) -> ReportFacts:
    return collect_facts(actor=Actor.system(body), organization=body, period=of, as_of=as_of)


def test_an_open_report_of_a_closed_period_is_finished_by_the_heir(
    cast: Cast, plan: Plan, department: Organization
) -> None:
    report = drafted(cast, plan)
    assert report.recipient == cast.home_affairs
    carried(cast)
    coordinator, leader = now_as(cast, "vptk"), now_as(cast, "chutich")
    assert open_reports(coordinator) == [report]
    refresh_report(actor=coordinator, report_id=report.pk, now=at("2023-04-04 08:00"))
    approval = replace(APPROVAL, issued_on=date(2023, 4, 4))
    approve_report(actor=leader, report_id=report.pk, approval=approval, now=at("2023-04-04 09:00"))
    head = Snapshot.objects.filter(report=report).latest("pk").facts["letterhead"]
    assert (head["issuer"], head["superior"]) == ("Ủy ban nhân dân xã Quang Trung", "Ủy ban nhân dân thị xã Bỉm Sơn")
    assert head["addressee"] == "UBND tỉnh Thanh Hóa\nSở Nội vụ tỉnh Thanh Hóa"
    draw_all(cast, Report.objects.get(pk=report.pk))
    submit_report(actor=coordinator, report_id=report.pk, now=at("2023-04-04 10:00"))
    reviewer = now_as(cast, "so")
    assert [one.report for one in waiting_reports(reviewer, today=JUNE)] == [report]
    accept_report(actor=reviewer, report_id=report.pk, now=at("2023-04-05 08:00"))


def test_the_inbox_of_the_district_is_answered_by_the_province(
    cast: Cast, plan: Plan, department: Organization
) -> None:
    report = sent(cast, drafted(cast, plan))
    before = now_as(cast, "so", NOW.date())
    with pytest.raises(Refused, match="Chỉ người theo dõi của Phòng Nội vụ"):
        accept_report(actor=before, report_id=report.pk, now=at("2023-03-17 08:00"))
    carried(cast)
    assert [one.report for one in waiting_reports(now_as(cast, "so"), today=JUNE)] == [report]
    accept_report(actor=now_as(cast, "so"), report_id=report.pk, now=at("2023-04-04 08:00"))


def test_ended_accounts_see_nothing(cast: Cast, plan: Plan, department: Organization) -> None:
    carried(cast)
    user = cast.people["noivu"]
    assert isinstance(user, User)
    assert actor_of(user, membership_id=None, today=JUNE) is None
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("tasks:list")).status_code == 403


def test_the_new_body_is_measured_over_the_months_it_existed(
    cast: Cast, plan: Plan, theirs: Plan, department: Organization
) -> None:
    """Quý II (15/3–14/6) is counted from 1/4. Of each old plan are left: the two reports due on 16/6, the standing
    duty, the waiting one; what fell due on 31/3 and 16/3 was the communes'."""
    carried(cast)
    ward = Organization.objects.get(name="Phường Quang Trung")
    report = draft_report(actor=now_as(cast, "vptk"), organization=ward, period=quarter(2), now=at("2023-06-15 08:00"))
    assert (report.start_on, report.cutoff_on) == (ON, date(2023, 6, 14))
    facts = Snapshot.objects.get(report=report).facts
    days = [one["due_on"] for row in facts["given"]["rows"] for one in row["duties"]]
    assert sorted(day for day in days if day) == sorted(
        2 * ["2023-06-16", "2023-06-16", "2023-09-18", "2023-09-18", "2023-12-18", "2023-12-18", "2023-12-31"]
    )
    assert days.count(None) == 2
    assert facts["letterhead"]["issuer"] == "Ủy ban nhân dân phường Quang Trung"


def test_who_owes_which_period(cast: Cast, plan: Plan, theirs: Plan, department: Organization) -> None:
    carried(cast)
    owed = [(one.organization.name, one.name) for one in missing_reports(date(2023, 6, 20)) if "quý" in one.name]
    assert sorted(owed) == [
        ("Phường Ba Đình", "quý I năm 2023"),
        ("Phường Quang Trung", "quý II năm 2023"),
        ("Xã Quang Trung", "quý I năm 2023"),
    ]
    reviewer = now_as(cast, "so")
    lines = {line.body.name: line.is_owed for line in inbox(reviewer, 2023, "quarter-2023-2", today=JUNE).lines}
    assert lines["Phường Quang Trung"]
    assert not lines["Xã Quang Trung"]


def test_what_closed_before_it_existed_is_not_asked_of_the_new_body(
    cast: Cast, plan: Plan, department: Organization
) -> None:
    carried(cast)
    coordinator = now_as(cast, "vptk")
    asked = [line.period.name for line in year_of_reports(coordinator, 2023, today=JUNE).lines]
    assert [name for name in asked if "quý" in name] == ["quý II năm 2023", "quý III năm 2023", "quý IV năm 2023"]
    with pytest.raises(Refused, match="thuộc đơn vị hoạt động vào ngày chốt"):
        draft_report(actor=coordinator, organization=coordinator.organization, period=quarter(1), now=DONE_AT)


def test_a_row_given_to_all_asks_nothing_of_a_body_before_its_first_day(cast: Cast, department: Organization) -> None:
    """The town's plan of January names every commune; the one founded on 1/4 begins with the second quarter."""
    found_body(
        actor=cast.actors["admin"],
        newcomer=Newcomer("", "Phường Đông Sơn"),
        kind=OrganizationKind.COMMUNE,
        parent=cast.district,
        order=ORDER,
        now=DONE_AT,
    )
    cast.actors["thi-xa"] = Actor.system(cast.district)
    plan_in_force(cast, who="thi-xa", reading=given_to("UBND các xã, phường", "Phường Đông Sơn", "Phường Ba Đình"))
    days = {
        name: sorted(Obligation.objects.filter(task__organization__name=name).values_list("due_on", flat=True))
        for name in ("Phường Đông Sơn", "Phường Ba Đình")
    }
    later = [date(2023, 6, 16), date(2023, 9, 18), date(2023, 12, 18)]
    assert days == {"Phường Đông Sơn": later, "Phường Ba Đình": [date(2023, 3, 16), *later]}


def test_a_row_over_before_the_first_day_is_no_work_of_the_new_body(cast: Cast, department: Organization) -> None:
    """1.1 fell due once, on 31/03; the body founded on 1/4 has nothing of it, neither owed nor waiting for a day."""
    found_body(
        actor=cast.actors["admin"],
        newcomer=Newcomer("", "Phường Đông Sơn"),
        kind=OrganizationKind.COMMUNE,
        parent=cast.district,
        order=ORDER,
        now=DONE_AT,
    )
    cast.actors["thi-xa"] = Actor.system(cast.district)
    reading = given_to("UBND các xã, phường", "Phường Đông Sơn", "Phường Ba Đình", row=0)
    plan_in_force(cast, who="thi-xa", reading=reading)
    assert list(Task.objects.values_list("organization__name", flat=True)) == ["Phường Ba Đình"]


def given_to(words: str, *names: str, row: int = 1) -> ReadPlan:
    """A plan with one row for these bodies: the quarterly one, or another."""
    first = READING.sections[0]
    only = replace(first.tasks[row], agency_text=words, agencies=AgencyReading(words, lead=names))
    return replace(READING, sections=(replace(first, lead=(), tasks=(only,)),))


def test_a_report_after_a_renaming_prints_the_name_of_its_cutoff_day(
    cast: Cast, plan: Plan, department: Organization
) -> None:
    rename_body(
        actor=cast.actors["admin"],
        organization=Organization.objects.get(pk=cast.quang_trung.pk),
        name="Phường Quang Trung",
        issuer_name="",
        place_name="",
        order=ORDER,
        now=DONE_AT,
    )
    body = Organization.objects.get(pk=cast.quang_trung.pk)
    heads = [facts_at(body, quarter(number), ON).letterhead.issuer for number in (1, 2)]
    assert heads == ["Ủy ban nhân dân xã Quang Trung", "Ủy ban nhân dân phường Quang Trung"]


def test_a_report_is_added_up_where_the_commune_stood(cast: Cast, plan: Plan, department: Organization) -> None:
    """The first quarter's goes into the town's sum, not into the province's."""
    sent(cast, drafted(cast, plan))
    carried(cast, (Line("1", "quang-trung"), Line("2", "ba-dinh"), LINES[2]))
    admin, until = now_as(cast, "admin"), at("2023-04-10 08:00")
    town, province = (Organization.objects.get(pk=one.pk) for one in (cast.district, cast.province))
    sums = [
        [one.body.name for one in receipts_of(admin, body, quarter(number), until) if one.owes]
        for body, number in ((town, 1), (province, 1), (province, 2))
    ]
    assert sums == [
        ["Xã Quang Trung", "Phường Ba Đình"],
        ["Thị xã Bỉm Sơn"],
        ["Xã Quang Trung", "Phường Ba Đình"],
    ]


def test_what_stood_in_a_plan_of_the_town_is_the_provinces(cast: Cast, department: Organization) -> None:
    carried(cast)
    town = Organization.objects.get(pk=cast.district.pk)
    province = Organization.objects.get(pk=cast.province.pk)
    leader = Actor(user=None, organization=province, role=Role.LEADER)
    assert leader.belongs_to(town.pk)
    ward = Actor(user=None, organization=Organization.objects.get(name="Phường Quang Trung"), role=Role.LEADER)
    assert not ward.belongs_to(town.pk)


@pytest.mark.parametrize(
    ("day", "codes"), [(date(2023, 3, 31), []), (date(2023, 4, 1), ["agency_former", "agency_former"])]
)
def test_old_names_are_aliases_until_the_day_and_doubts_after(
    cast: Cast, department: Organization, day: date, codes: list[str]
) -> None:
    carried(cast)
    directory = directory_of(Organization.objects.get(pk=cast.province.pk)).on(day)
    readings = [read_agencies(words, directory) for words in ("UBND xã Quang Trung", "Phòng Nội vụ thị xã Bỉm Sơn")]
    assert [reading.lead for reading in readings] == [("Phường Quang Trung",), ("Sở Nội vụ tỉnh Thanh Hóa",)]
    assert [doubt.code for reading in readings for doubt in reading.doubts] == codes


def test_the_warning_names_who_carries_on(cast: Cast, department: Organization) -> None:
    carried(cast)
    directory = directory_of(Organization.objects.get(pk=cast.province.pk)).on(date(2023, 5, 1))
    assert [doubt.message for doubt in read_agencies("UBND phường Ba Đình", directory).doubts] == [
        "“UBND phường Ba Đình” đã kết thúc, “Phường Quang Trung” kế thừa từ 01/04/2023; tạm lấy “Phường Quang Trung”, "
        "hãy kiểm tra lại."
    ]


def test_a_period_closed_after_the_day_refuses_the_end(cast: Cast, plan: Plan, department: Organization) -> None:
    drafted(cast, plan)
    with pytest.raises(Refused, match="đã lập báo cáo quý I năm 2023, chốt số liệu ngày 14/03/2023"):
        carried(cast, order=Order(date(2023, 3, 14), "NQ 1"))
    assert not UnitChange.objects.exists()


def test_duties_are_found_and_done_by_their_posts(
    cast: Cast, plan: Plan, theirs: Plan, department: Organization
) -> None:
    carried(cast)
    client = Client()
    client.force_login(cast.people["ba-dinh.tpht"], backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    page = client.get(reverse("tasks:mine")).content.decode()
    assert "kế thừa từ Phường Ba Đình" in page
    posted = {"outcome": "doing", "text": "Đang theo dõi.", "effective_on": "10/06/2023"}
    posted |= {"late_cause": "own", "late_reason": "Thiếu người sau sáp nhập."}
    late = duty(theirs, "1.3")
    answer = client.post(reverse("tasks:update", args=[late.pk]), posted)
    late.refresh_from_db()
    assert (answer.status_code, late.outcome) == (302, "doing")
    assert late.task.organization == cast.ba_dinh


COLUMNS = ["Mã cũ", "Tên mới", "Mã mới", "Người"]
ROWS = [
    ["quang-trung", "Phường Quang Trung", "", ""],
    ["ba-dinh", "Phường Quang Trung", "", "Không chuyển ai"],
    ["noi-vu-bim-son", "", "so-noi-vu", ""],
]


def map_file(path: Path, rows: Sequence[Sequence[str]]) -> str:
    if path.suffix == ".csv":
        text = StringIO()
        csv.writer(text, delimiter=";").writerows([COLUMNS, *rows])
        path.write_bytes(text.getvalue().encode("utf-8-sig"))
    else:
        book = Workbook()
        for row in [COLUMNS, *rows]:
            book.active.append(row)
        book.save(path)
    return str(path)


def run(file: str, *more: str) -> tuple[str, str, int]:
    """What the command says, on both streams, and how it ends."""
    out, err = StringIO(), StringIO()
    arguments = ["--district", "bim-son", "--on", "2023-04-01", "--decision", "NQ 1664", "--map", file, *more]
    try:
        call_command("end_district", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return out.getvalue(), err.getvalue(), int(str(end.code))
    return out.getvalue(), err.getvalue(), 0


@pytest.mark.parametrize("name", ["map.csv", "map.xlsx"])
def test_the_command_tells_then_does_then_changes_nothing(
    cast: Cast, department: Organization, tmp_path: Path, name: str
) -> None:
    file = map_file(tmp_path / name, ROWS)
    told, faults, status = run(file, "--dry-run")
    assert (faults, status) == ("", 0)
    assert "- Phường Quang Trung: thành lập mới từ 2 đơn vị" in told
    assert told.endswith("Chưa ghi gì (--dry-run).\n")
    assert not UnitChange.objects.exists()
    done, faults, status = run(file)
    assert (done, faults, status) == (told.replace("Chưa ghi gì (--dry-run).", "Đã ghi."), "", 0)
    assert not Membership.objects.filter(organization__name="Phường Quang Trung", user__username="ba-dinh.vptk")
    stood = list(Organization.objects.order_by("pk").values())
    again, faults, status = run(file)
    assert (again, faults, status) == ("Thị xã Bỉm Sơn đã kết thúc theo NQ 1664; không có gì thay đổi.\n", "", 0)
    assert list(Organization.objects.order_by("pk").values()) == stood


def test_the_command_lists_every_fault(cast: Cast, department: Organization, tmp_path: Path) -> None:
    rows = [
        ["quang-trung", "Quang Trung", "", "ai cũng được"],
        ["quang-trung", "", "", ""],
        ["la-lung", "", "", ""],
        ["noi-vu-bim-son", "Sở Lạ", "", ""],
    ]
    told, faults, status = run(map_file(tmp_path / "map.csv", rows))
    assert (told, status) == ("", 1)
    assert faults.split("\n") == [
        "Hàng 2, cột “Người”, giá trị “ai cũng được”: chỉ ghi được một trong: Chuyển tất cả; "
        "Chuyển công chức, không chuyển lãnh đạo; Không chuyển ai.",
        "Hàng 3, cột “Mã cũ”, giá trị “quang-trung”: đã ghi ở Hàng 2.",
        "Hàng 4, cột “Mã cũ”, giá trị “la-lung”: mã phải là một trong: ba-dinh, quang-trung.",
        "Cuối bảng, cột “Mã cũ”, giá trị “ba-dinh”: chưa ghi Phường Ba Đình trở thành gì.",
        "Hàng 2, cột “Tên mới”, giá trị “Quang Trung”: tên phải bắt đầu bằng Xã, Phường, Thị trấn hoặc Đặc khu.",
        "Hàng 5, cột “Tên mới”, giá trị “Sở Lạ”: chỉ ghi được một trong: Tỉnh Thanh Hóa; Sở Nội vụ tỉnh Thanh Hóa.",
        "",
    ]
    assert not UnitChange.objects.exists()


def test_the_screen_previews_and_then_does(cast: Cast, plan: Plan, department: Organization) -> None:
    client, address = cast.client("admin"), reverse("reports:unit_end", args=[cast.district.pk])
    posted = {"on_day": "01/04/2023", "decision": "NQ 1664", "people": "none"}
    for body in Organization.objects.filter(parent=cast.district):
        is_part = body.kind == OrganizationKind.DEPARTMENT
        posted |= {f"ten_{body.pk}": "so-noi-vu" if is_part else "Phường Quang Trung", f"nguoi_{body.pk}": "all"}
    preview = client.post(address, posted)
    assert preview.status_code == 200
    assert "<b>10</b> việc còn mở được kế thừa" in preview.content.decode()
    assert not UnitChange.objects.exists()
    done = client.post(address, posted | {"confirmed": "1"})
    change = UnitChange.objects.get()
    assert done["Location"] == reverse("reports:unit_change", args=[change.pk])
    assert "Phường Quang Trung" in client.get(done["Location"]).content.decode()
    bad = cast.client("admin").post(
        reverse("reports:unit_rename", args=[cast.province.pk]),
        {"name": "Tỉnh Mới", "on_day": "01/01/2100", "decision": "NQ giữ lại", "confirmed": "1"},
    )
    assert bad.status_code == 422
    assert "NQ giữ lại" in bad.content.decode()
    assert "chưa tới" in bad.content.decode()


def test_nobody_else_reaches_the_task_of_an_ended_body(
    cast: Cast, plan: Plan, theirs: Plan, department: Organization
) -> None:
    """A commune that keeps its name gains nothing of its neighbours'."""
    carried(cast, (Line("1", "quang-trung"), Line("2", "ba-dinh", "Phường Đông Sơn"), LINES[2]))
    coordinator = now_as(cast, "vptk")
    assert set(Task.objects.visible_to(coordinator).values_list("plan", flat=True)) == {plan.pk}
