"""People by Excel: every fault in one pass, all or nothing, twice changes nothing, what goes out comes back."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from cchc.orgs.actions.people import add_membership
from cchc.orgs.actors import Actor
from cchc.orgs.enums import Role
from cchc.orgs.models import Event, Membership, User
from plans.reading.results import Unreadable
from tasks.staff.sheet import HEADINGS, read_sheet
from tests.cast import NOW, TODAY, Cast
from tests.orgs.people_at_work import administrator, go, journal_of, membership

pytestmark = pytest.mark.django_db
FIELDS = tuple(HEADINGS)
ROLE = {role: role.label for role in Role}
NEW = {
    "full_name": "Lê Thị Mới",
    "username": "moi.quangtrung",
    "role": ROLE[Role.OFFICER],
    "posts": "CC TP - HT; Bộ phận Một cửa",
    "valid_from": "01/07/2023",
}


@pytest.fixture(autouse=True)
def _day(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def boss(cast: Cast) -> Client:
    administrator(cast, cast.quang_trung, "qt.admin")
    return cast.client("qt.admin")


def downloaded(client: Client) -> Workbook:
    answer = go(client, "tasks:people_sheet_download")
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))


def with_rows(book: Workbook, *rows: dict[str, Any]) -> Workbook:
    for row in rows:
        book["Nhân sự"].append([row.get(field) for field in FIELDS])
    return book


def uploaded(client: Client, book: Workbook | bytes) -> Any:
    if isinstance(book, Workbook):
        out = io.BytesIO()
        book.save(out)
        book = out.getvalue()
    return go(client, "tasks:people_sheet", sent={"file": SimpleUploadedFile("nhan-su.xlsx", book)})


def stored(client: Client, page: Any) -> Any:
    return go(client, "tasks:people_sheet_confirm", sent={"parcel": page.context["parcel"]})


def faults(page: Any) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.value) for fault in page.context["found"].faults]


def row_of(book: Workbook, username: str) -> int:
    return next(row[0].row for row in book["Nhân sự"].iter_rows() if row[3].value == username)


def test_what_goes_out_comes_back_unchanged(cast: Cast, boss: Client) -> None:
    """For a commune and for a whole province; nobody is missed, nothing is offered to be stored."""
    for client, count in ((boss, 6), (cast.client("admin"), 13)):
        found = uploaded(client, downloaded(client)).context["found"]
        assert (found.all, found.faults, found.unchanged) == ([], [], count)


def test_new_people_come_in_once(cast: Cast, boss: Client) -> None:
    """Preview, storing, the passwords once on a page; the same workbook sent again changes nothing."""
    book = with_rows(downloaded(boss), NEW, {**NEW, "role": ROLE[Role.LEADER], "posts": None})
    page = uploaded(boss, book)
    assert [(one.is_new, one.membership) for one in page.context["found"].adds] == [(True, None), (True, None)]
    assert not User.objects.filter(username=NEW["username"]).exists()
    answer = stored(boss, page)
    (opened,) = answer.context["opened"]
    assert (answer["Cache-Control"], opened.user.check_password(opened.password)) == ("no-store", True)
    held = Membership.objects.filter(user=opened.user).order_by("pk")
    assert [(one.role, sorted(post.short_name for post in one.positions.all())) for one in held] == [
        (Role.OFFICER, ["BP TN&TKQ", "CC TP - HT"]),
        (Role.LEADER, []),
    ]
    again = uploaded(boss, book).context["found"]
    assert (again.all, again.faults, again.unchanged) == ([], [], 8)
    assert [verb for verb, _ in journal_of(cast.quang_trung)] == ["Mở tài khoản", "Giao vai trò", "Giao vai trò"]
    assert stored(boss, page).status_code == 422
    assert User.objects.filter(full_name="Lê Thị Mới").count() == 1


def test_changes_are_shown_and_stored(cast: Cast, boss: Client) -> None:
    book = downloaded(boss)
    sheet, row = book["Nhân sự"], row_of(book, "tpht")
    sheet.cell(row, 3).value, sheet.cell(row, 7).value = "Lê Văn Bình", "Công chức Văn hóa - Xã hội"
    sheet.cell(row, 9).value = TODAY + timedelta(days=30)
    page = uploaded(boss, book)
    (change,) = page.context["found"].changes
    assert (change.before, change.after) == (
        "Người tpht · Xã Quang Trung · Công chức · Công chức Tư pháp - Hộ tịch · không giới hạn",
        "Lê Văn Bình · Xã Quang Trung · Công chức · Công chức Văn hóa - Xã hội · đến hết 10/07/2023",
    )
    assert stored(boss, page).status_code == 302
    held = membership(cast, "tpht")
    assert (held.user.full_name, list(held.positions.all()), held.valid_to) == (
        "Lê Văn Bình",
        [cast.positions["vhxh"]],
        TODAY + timedelta(days=30),
    )


def test_nobody_ends_by_being_left_out(cast: Cast, boss: Client) -> None:
    book = downloaded(boss)
    book["Nhân sự"].delete_rows(3, 4)
    page = uploaded(boss, book)
    assert (page.context["found"].all, page.context["found"].unchanged) == ([], 2)
    assert Membership.objects.filter(organization=cast.quang_trung, ended_at=None, valid_to=None).count() == 6


def test_every_fault_is_named_in_one_pass(cast: Cast, boss: Client) -> None:
    """Row, column, what stands there, what is allowed; good rows beside them are not stored."""
    rows = (
        NEW,
        {**NEW, "username": "Có Dấu", "full_name": ""},
        {**NEW, "username": "mot.nguoi", "role": "Vua", "posts": "Chức lạ; CC TP - HT", "valid_from": "31/02/2023"},
        {**NEW, "username": "hai.nguoi", "body": "Phường Ba Đình"},
        {**NEW, "username": "ba.nguoi", "role": ROLE[Role.REVIEWER]},
        {**NEW, "username": "bon.nguoi", "valid_to": "01/06/2023"},
        {**NEW, "username": "nam.nguoi", "valid_from": None, "valid_to": "01/06/2023"},
        {**NEW, "username": "ba-dinh.vptk"},
        {**NEW, "username": "sau.nguoi", "membership": membership(cast, "ba-dinh.vptk").pk},
        {**NEW, "email": "khac@x.vn"},
        {**NEW, "username": "bay.nguoi", "email": "không phải thư"},
    )
    book = with_rows(downloaded(boss), *rows)
    first = row_of(book, NEW["username"])
    page = uploaded(boss, book)
    found = [(row - first, column, value) for row, column, value in faults(page)]
    assert found == [
        (1, "Họ và tên", ""),
        (1, "Tên đăng nhập", "Có Dấu"),
        (2, "Vai trò", "Vua"),
        (2, "Chức danh", "Chức lạ"),
        (2, "Từ ngày", "31/02/2023"),
        (3, "Đơn vị", "Phường Ba Đình"),
        (4, "Vai trò", ROLE[Role.REVIEWER]),
        (5, "Đến hết ngày", "01/06/2023"),
        (6, "Đến hết ngày", "01/06/2023"),
        (7, "Tên đăng nhập", "ba-dinh.vptk"),
        (8, "Mã", str(membership(cast, "ba-dinh.vptk").pk)),
        (9, "Họ và tên", "Lê Thị Mới"),
        (10, "Thư điện tử", "không phải thư"),
    ]
    assert "parcel" not in page.content.decode()
    assert all(fault.allowed for fault in page.context["found"].faults)
    assert not User.objects.filter(full_name="Lê Thị Mới").exists()


def test_an_import_grants_no_more_than_the_forms(cast: Cast, boss: Client) -> None:
    """Not one's own role, not an account of elsewhere, not what a forged parcel says."""
    both = membership(cast, "ba-dinh.vptk").user
    system = Actor.system(cast.quang_trung)
    add_membership(actor=system, user=both, organization=cast.quang_trung, role=Role.OFFICER, now=NOW)
    book = downloaded(boss)
    sheet = book["Nhân sự"]
    own, other = row_of(book, "qt.admin"), row_of(book, "ba-dinh.vptk")
    sheet.cell(own, 9).value = "31/12/2023"
    sheet.cell(other, 3).value = "Tên Khác"
    with_rows(book, {"full_name": "Người qt.admin", "username": "qt.admin", "role": ROLE[Role.LEADER]})
    assert [(row, column) for row, column, _ in faults(uploaded(boss, book))] == [
        (own, "Mã"),
        (other, "Họ và tên"),
        (row_of(book, "ba-dinh.vptk") + 1, "Tên đăng nhập"),
    ]
    upper = cast.client("admin")
    page = uploaded(upper, with_rows(downloaded(upper), {**NEW, "body": "Phường Ba Đình", "posts": None}))
    assert len(page.context["found"].adds) == 1
    assert stored(boss, page).status_code == 302
    assert not User.objects.filter(username=NEW["username"]).exists()
    assert Event.objects.filter(user=cast.people["qt.admin"]).count() == 0


def test_what_moved_in_between_is_refused_whole(cast: Cast, boss: Client) -> None:
    book = with_rows(downloaded(boss), NEW)
    book["Nhân sự"].cell(row_of(book, "tpht"), 9).value = "31/12/2023"
    page = uploaded(boss, book)
    Membership.objects.filter(user=cast.people["tpht"]).update(valid_to=TODAY + timedelta(days=5))
    answer = stored(boss, page)
    assert (answer.status_code, len(answer.context["refusals"])) == (422, 1)
    assert "Vừa có người sửa" in answer.content.decode()
    assert not User.objects.filter(username=NEW["username"]).exists()


def test_two_bodies_of_one_name_are_told_apart(cast: Cast) -> None:
    cast.ba_dinh.name = cast.quang_trung.name
    cast.ba_dinh.save()
    upper = cast.client("admin")
    book = downloaded(upper)
    assert {row[1].value for row in book["Nhân sự"].iter_rows(min_row=2)} >= {
        "Xã Quang Trung (quang-trung)",
        "Xã Quang Trung (ba-dinh)",
    }
    assert uploaded(upper, book).context["found"].unchanged == 12
    answer = uploaded(upper, with_rows(downloaded(upper), {**NEW, "body": "Xã Quang Trung", "posts": None}))
    assert [column for _, column, _ in faults(answer)] == ["Đơn vị"]


def test_words_like_formulas_stay_words(cast: Cast, boss: Client) -> None:
    User.objects.filter(pk=cast.people["tpht"].pk).update(full_name='=HYPERLINK("http://x")')
    book = downloaded(boss)
    cell = book["Nhân sự"].cell(row_of(book, "tpht"), 3)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert uploaded(boss, book).context["found"].all == []


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"x"])
def test_what_is_no_workbook_is_refused(boss: Client, data: bytes) -> None:
    page = uploaded(boss, data)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["file"])
    with pytest.raises(Unreadable):
        read_sheet(data)


def test_a_workbook_of_something_else_names_the_column(boss: Client) -> None:
    book = Workbook()
    book.active.append(["Tên đăng nhập", "Vai trò"])
    page = uploaded(boss, book)
    assert "“Chức danh”" in page.context["form"].errors["file"][0]


def test_five_hundred_people(cast: Cast, boss: Client) -> None:
    rows = [{**NEW, "username": f"nguoi.{n:03}", "full_name": f"Người {n}"} for n in range(500)]
    page = uploaded(boss, with_rows(downloaded(boss), *rows))
    assert len(page.context["found"].adds) == 500
    assert len(stored(boss, page).context["opened"]) == 500
    assert Membership.objects.filter(organization=cast.quang_trung).count() == 506
