"""Keeping published results: who may, what is refused, whose lines they are, the pages over them."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from cchc.orgs.models import Event, Organization
from cchc.orgs.refusals import Forbidden, Refused, Stale
from indices.actions.aims import NO_RIGHT as NOT_HIS_AIM
from indices.actions.aims import AimWords, set_aim
from indices.actions.results import NO_RIGHT, NOTHING, OF_A_ROUND, OVERTAKEN, drop_line, drop_table, keep_table
from indices.enums import IndexKind
from indices.models import Aim, PublishedResult, ResultTable
from indices.queries.cards import body_page, territory_page
from indices.queries.entering import proposed_aims, stated_of
from indices.queries.results import table_of, table_view
from indices.queries.standing import history_of
from indices.resulting.lines import DUTIES_ONLY, Line, Wanted
from indices.scoring.bands import USUAL
from indices.scoring.composite import Component, sum_of
from plans.actions import import_plan
from plans.models import Plan
from plans.queries import directory_of
from plans.reading.plan import read_plan
from plans.reading.sources import read_blocks
from reports.demo.indices_results import PCI_FILE
from tests.cast import NOW, TODAY, Cast, at
from tests.indices.sets import round_over, small_set
from tests.marked import WORD_FILES

pytestmark = pytest.mark.django_db
PARTS = (
    Component("1", "Thể chế", Decimal(60), Decimal(60)),
    Component("2", "Hài lòng", Decimal(40), Decimal(40)),
)


@pytest.fixture(autouse=True)
def _day(settings: Any) -> None:
    settings.TODAY = TODAY


def line(name: str, first: str, second: str, rank: int, of: int = 3, class_name: str = "") -> Line:
    values = {"1": Decimal(first), "2": Decimal(second)}
    return Line(name, values, sum(values.values(), Decimal(0)), rank, of, class_name)


def table(*lines: Line, year: int = 2022, kind: IndexKind = IndexKind.PAR_INDEX, level: str = "commune") -> Wanted:
    return Wanted(kind, level, year, PARTS, lines, USUAL, source="Quyết định số 1/QĐ-UBND")


THREE = table(
    line("Phường Bắc Sơn", "55", "35", 1),
    line("UBND phường Ba Đình", "50", "34", 2),
    line("Quang Trung", "48", "32", 3),
)


def keep(cast: Cast, who: str, wanted: Wanted, seen: int | None = None) -> ResultTable:
    found, _ = keep_table(actor=cast.actors[who], wanted=wanted, seen=seen, now=NOW)
    return found


def test_names_become_the_bodies_of_the_keepers_territory(cast: Cast) -> None:
    kept = keep(cast, "noivu", THREE)
    assert kept.organization == cast.district
    assert dict(kept.results.values_list("name", "organization")) == {
        "Phường Bắc Sơn": None,
        "UBND phường Ba Đình": cast.ba_dinh.pk,
        "Quang Trung": cast.quang_trung.pk,
    }
    own = keep(cast, "vptk", THREE)
    assert dict(own.results.values_list("name", "organization")) == {
        "Phường Bắc Sơn": None,
        "UBND phường Ba Đình": None,
        "Quang Trung": cast.quang_trung.pk,
    }


def test_what_a_commune_keeps_no_neighbour_reads(cast: Cast) -> None:
    own, above = keep(cast, "vptk", THREE), keep(cast, "noivu", THREE)
    readers = ("vptk", "tpht", "noivu", "admin", "ba-dinh.vptk")
    seen = {who: [table_of(cast.actors[who], one.pk) is not None for one in (own, above)] for who in readers}
    assert seen == {who: [who != "ba-dinh.vptk", True] for who in readers}


@pytest.mark.parametrize("who", ["vptk", "noivu", "tpht", "chutich", "admin"])
def test_who_keeps_results(cast: Cast, who: str) -> None:
    if who in ("vptk", "noivu"):
        assert keep(cast, who, THREE).results.count() == 3
        return
    with pytest.raises(Forbidden) as refusal:
        keep(cast, who, THREE)
    assert (refusal.value.message, ResultTable.objects.count()) == (NO_RIGHT, 0)


def test_the_same_again_changes_nothing(cast: Cast) -> None:
    kept = keep(cast, "noivu", THREE)
    before = (Event.objects.count(), kept.revision, list(kept.results.values()))
    again, found = keep_table(actor=cast.actors["noivu"], wanted=THREE, seen=1, now=at("2023-06-10 10:00"))
    assert (found.changed, found.unchanged, again.pk) == ([], 3, kept.pk)
    assert (Event.objects.count(), again.revision, list(again.results.values())) == before


def test_one_line_more_leaves_the_others(cast: Cast) -> None:
    kept = keep(cast, "noivu", THREE)
    more = table(line("Quang Trung", "49", "32", 3), line("Phường Lam Sơn", "40", "30", 4))
    _, found = keep_table(actor=cast.actors["noivu"], wanted=more, seen=1, now=NOW)
    assert ([one.line.name for one in found.added], found.left) == (["Phường Lam Sơn"], 2)
    (moved,) = found.moved
    assert [(one.field, one.before, one.after) for one in moved.moves] == [
        ("Thể chế", "48", "49"),
        ("Tổng điểm", "80", "81"),
    ]
    assert kept.results.count() == 4


def test_nothing_overwrites_what_was_not_seen(cast: Cast) -> None:
    keep(cast, "noivu", THREE)
    with pytest.raises(Stale) as refusal:
        keep(cast, "noivu", table(line("Quang Trung", "1", "1", 3)), seen=None)
    assert refusal.value.message == OVERTAKEN
    assert PublishedResult.objects.get(name="Quang Trung").total == 80


@pytest.mark.parametrize("kind", [IndexKind.PAPI, IndexKind.PCI])
def test_a_commune_has_no_score_in_papi_and_pci(cast: Cast, kind: IndexKind) -> None:
    with pytest.raises(Refused) as refusal:
        keep(cast, "vptk", table(line("Quang Trung", "1", "1", 3), kind=kind))
    assert (refusal.value.message, ResultTable.objects.count()) == (DUTIES_ONLY, 0)
    with pytest.raises(Refused) as refusal:
        set_aim(actor=cast.actors["vptk"], organization=cast.quang_trung, words=AimWords(kind, 2025, 1), now=NOW)
    assert (refusal.value.message, Aim.objects.count()) == (DUTIES_ONLY, 0)


def test_a_line_must_say_something(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        keep(cast, "vptk", table(Line("Quang Trung")))
    assert refusal.value.message == NOTHING


def test_a_commune_does_not_keep_tables_of_districts(cast: Cast) -> None:
    with pytest.raises(Refused, match="cấp mình và cấp dưới"):
        keep(cast, "vptk", table(line("Bỉm Sơn", "1", "1", 1), level="district"))


def test_a_table_of_our_own_round_is_read_only(cast: Cast) -> None:
    kept = keep(cast, "noivu", THREE)
    ResultTable.objects.filter(pk=kept.pk).update(round=round_over(cast, small_set(cast.district)))
    calls: tuple[Callable[[], object], ...] = (
        lambda: keep(cast, "noivu", THREE, seen=1),
        lambda: drop_table(actor=cast.actors["noivu"], table=kept, now=NOW),
        lambda: drop_line(actor=cast.actors["noivu"], result=kept.results.all()[0], now=NOW),
    )
    for call in calls:
        with pytest.raises(Refused) as refusal:
            call()
        assert refusal.value.message == OF_A_ROUND
    assert kept.results.count() == 3
    page = cast.client("noivu").get(reverse("indices:result_table", args=[kept.pk])).content.decode()
    assert "bảng chỉ để xem" in page
    assert "Xóa bảng" not in page


def test_a_line_and_a_table_are_thrown_away_by_their_keeper(cast: Cast) -> None:
    kept = keep(cast, "noivu", THREE)
    one = kept.results.get(name="Quang Trung")
    with pytest.raises(Forbidden):
        drop_line(actor=cast.actors["vptk"], result=one, now=NOW)
    with pytest.raises(Forbidden):
        drop_table(actor=cast.actors["vptk"], table=kept, now=NOW)
    drop_line(actor=cast.actors["noivu"], result=one, now=NOW)
    assert kept.results.count() == 2
    drop_table(actor=cast.actors["noivu"], table=kept, now=NOW)
    assert (ResultTable.objects.count(), PublishedResult.objects.count()) == (0, 0)


def test_of_several_tables_the_higher_one_holds(cast: Cast) -> None:
    keep(cast, "vptk", table(line("Quang Trung", "20", "20", 1)))
    keep(cast, "noivu", THREE)
    (held,) = history_of(cast.actors["vptk"], cast.quang_trung)["par-index"]
    assert (held.line.total, held.table.organization, len(held.others)) == (80, cast.district, 2)


def test_where_a_body_stands(cast: Cast) -> None:
    keep(cast, "noivu", table(line("Quang Trung", "46", "30", 5, 5), year=2021))
    keep(cast, "noivu", THREE)
    words = AimWords(IndexKind.PAR_INDEX, 2025, rank=2, score=Decimal(85))
    set_aim(actor=cast.actors["chutich"], organization=cast.quang_trung, words=words, now=NOW)
    card = body_page(cast.actors["tpht"], cast.quang_trung, today=TODAY).cards[0]
    assert card.last is not None
    assert (card.last.year, card.percent, card.moved) == (2022, 80, (Decimal(4), 2))
    assert card.to_above is not None
    assert (card.to_above.points, card.to_above.what) == (4, "UBND phường Ba Đình, hạng 2")
    assert [(gap.points, gap.what) for gap in card.to_aim] == [(5, "85 điểm"), (4, "hạng 2 (UBND phường Ba Đình)")]
    assert card.to_good is not None
    assert card.to_good.is_reached


def test_a_territory_silent_first(cast: Cast) -> None:
    keep(cast, "noivu", THREE)
    round_over(cast, small_set(cast.district))
    page = territory_page(cast.actors["noivu"], "", today=TODAY)
    assert page is not None
    assert [row.organization for row in page.rows] == [cast.ba_dinh, cast.quang_trung]
    assert {row.organization for row in page.silent} == {cast.ba_dinh, cast.quang_trung}
    assert page.classes == ((IndexKind.PAR_INDEX, 2022, (("chưa xếp loại", 2),)),)
    html = cast.client("noivu").get(reverse("indices:overview")).content.decode()
    assert "Chưa nộp bản tự chấm" in html


def test_a_pasted_table_is_shown_then_kept_then_the_same(cast: Cast) -> None:
    client, address = cast.client("noivu"), reverse("indices:result_import")
    sent = {"kind": "par-index", "year": 2022, "level": "commune", "bands": "Tốt: 90; Khá: 80; Trung bình: 65"}
    sent["text"] = (
        "Đơn vị\tThể chế (60)\tHài lòng (40)\tTổng điểm\tHạng\tXếp loại\nxã Quang Trung\t48\t32\t81\t3/7\tKhá"
    )
    shown = client.post(address, sent)
    assert (shown.status_code, ResultTable.objects.count()) == (200, 0)
    page = shown.content.decode()
    assert "thêm 1 dòng" in page
    assert "các thành phần 48 + 32 cộng lại được 80 nhưng tổng điểm ghi 81" in page
    kept = client.post(reverse("indices:result_confirm"), {"parcel": shown.context["parcel"]})
    found = ResultTable.objects.get()
    assert kept["Location"] == reverse("indices:result_table", args=[found.pk])
    result = found.results.get()
    assert (result.organization, result.total, result.rank, result.of_how_many) == (cast.quang_trung, 81, 3, 7)
    assert "Bảng này không đổi gì" in client.post(address, sent).content.decode()


def test_a_workbook_with_a_cover_names_what_it_passes_over(cast: Cast) -> None:
    book = Workbook()
    book.active.append(["Kèm theo Quyết định số 12/QĐ-UBND"])  # type: ignore[union-attr]
    sheet = book.create_sheet("Kết quả")
    for row in (["TT", "Tên xã", "Tổng điểm (100 điểm)"], [1, "Xã Quang Trung", 81.5], [None, "Trung bình", 80]):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    sent = {"kind": "par-index", "year": 2022, "level": "commune", "file": SimpleUploadedFile("x.xlsx", out.getvalue())}
    shown = cast.client("noivu").post(reverse("indices:result_import"), sent)
    assert [(one.line.name, one.line.total) for one in shown.context["found"].added] == [
        ("Xã Quang Trung", Decimal("81.5"))
    ]
    assert "Dòng 3 (“Trung bình”) để ngoài" in shown.content.decode()


def test_a_stolen_parcel_is_not_taken(cast: Cast) -> None:
    sent = {"kind": "par-index", "year": 2022, "level": "commune", "text": "Đơn vị\tTổng điểm\nQuang Trung\t80"}
    parcel = cast.client("vptk").post(reverse("indices:result_import"), sent).context["parcel"]
    answer = cast.client("ba-dinh.vptk").post(reverse("indices:result_confirm"), {"parcel": parcel})
    assert (answer.status_code, ResultTable.objects.count()) == (302, 0)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.xlsx", b"PK hong", "không mở được như một sổ Excel an toàn"),
        ("x.tsv", "Đơn vị\tTổng điểm".encode("utf-16"), "không ở bảng mã UTF-8"),
        ("x.tsv", b"a\tb\n1\t2", "Không thấy dòng đầu bảng"),
        ("x.pdf", b"%PDF", "Hãy chọn tệp .xlsx"),
    ],
)
def test_files_that_are_no_tables(cast: Cast, name: str, data: bytes, words: str) -> None:
    sent = {"kind": "par-index", "year": 2022, "level": "commune", "file": SimpleUploadedFile(name, data)}
    answer = cast.client("vptk").post(reverse("indices:result_import"), sent)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_pci_2021_through_the_import(cast: Cast) -> None:
    """The province keeps the table as it was published; the workbook of it reads back as it is."""
    client, address = reviewer_of_the_province(cast), reverse("indices:result_import")
    sent: dict[str, Any] = {
        **{"kind": "pci", "year": 2021, "level": "province", "maxima": "10", "weights": "5,5,20,5,10,5,5,20,20,5"},
        **{"bands": "Rất tốt: 73; Tốt: 68; Khá: 65"},
    }
    shown = client.post(address, sent | {"file": SimpleUploadedFile("pci-2021.tsv", PCI_FILE.read_bytes())})
    assert shown.context["doubts"] == []
    client.post(reverse("indices:result_confirm"), {"parcel": shown.context["parcel"]})
    kept = ResultTable.objects.get()
    view = table_view(kept)
    assert [result.rank for result in view.results] == [*range(1, 22)]
    for result in view.results:
        found = sum_of(view.components, {one.code: result.value(one.code) for one in view.components})
        assert found is not None
        assert abs(found.printed - result.total) <= Decimal("0.02")
    book = client.get(reverse("indices:result_sheet", args=[kept.pk])).content
    again = {"kind": "pci", "year": 2021, "level": "province", "file": SimpleUploadedFile("pci.xlsx", book)}
    assert "Bảng này không đổi gì" in client.post(address, again).content.decode()


def reviewer_of_the_province(cast: Cast) -> Client:
    """A reviewer in a department of the province."""
    department = Organization.objects.get(code="noi-vu-bim-son")
    Organization.objects.filter(pk=department.pk).update(
        parent=cast.province, path=f"{cast.province.path}{department.pk}/"
    )
    return cast.client("noivu")


def test_a_line_by_hand(cast: Cast) -> None:
    client, address = cast.client("vptk"), reverse("indices:result_add")
    first = client.get(f"{address}?nam=2022")
    assert first.context["form"]["name"].value() == "Xã Quang Trung"
    sent = {
        "name": "Xã Quang Trung",
        "total": "8o",
        "rank": "3/7",
        "n0-name": "Thể chế",
        "n0-most": "60",
        "n0-value": "48",
    }
    wrong = client.post(f"{address}?nam=2022", sent)
    assert (wrong.status_code, wrong.context["form"]["n0-value"].value()) == (422, "48")
    assert client.post(f"{address}?nam=2022", sent | {"total": "80"}).status_code == 302
    kept = PublishedResult.objects.get()
    assert (kept.organization, kept.total, kept.values) == (cast.quang_trung, 80, {"1": "48"})
    next_year = client.get(f"{address}?nam=2023").context["form"]
    assert [part.name for part in next_year.known] == ["Thể chế"]
    edit = reverse("indices:result_line", args=[kept.pk])
    stale = client.post(edit, {"total": "81", "v-1": "49", "seen": "0"})
    assert (stale.status_code, "Người khác vừa sửa" in stale.content.decode()) == (409, True)
    assert client.post(edit, {"total": "81", "v-1": "", "seen": "1"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.total, kept.values, kept.rank) == (81, {"1": None}, None)


def test_a_duty_is_explained_instead_of_a_form(cast: Cast) -> None:
    page = cast.client("vptk").get(f"{reverse('indices:result_add')}?loai=pci&nam=2022").content.decode()
    assert DUTIES_ONLY in page
    assert "Lưu kết quả" not in page


def test_wishes_in_the_address(cast: Cast) -> None:
    kept = keep(cast, "noivu", THREE)
    own = kept.results.get(name="Quang Trung")
    client, address = cast.client("tpht"), reverse("indices:what_if", args=[own.pk])
    found = client.get(f"{address}?d-1=54,5&d-2=").context["outcome"]
    assert (found.after, found.rank, found.class_name) == (Decimal("86.50"), 2, "Khá")
    wrong = client.get(f"{address}?d-1=61&d-2=x").context
    assert (wrong["outcome"], sorted(wrong["faults"])) == (None, ["1", "2"])


def accepted(cast: Cast, name: str, year: int) -> Plan:
    """One of the real plans as a plan in force of Quang Trung."""
    blocks = read_blocks(f"{name}.docx", WORD_FILES[name])
    reading = read_plan(blocks, directory_of(cast.quang_trung))
    plan = import_plan(actor=cast.actors["vptk"], name=f"{name}.docx", data=WORD_FILES[name], reading=reading, now=NOW)
    Plan.objects.filter(pk=plan.pk).update(state="accepted", accepted_at=NOW)
    assert plan.from_year == year
    return plan


def test_a_plans_own_result_is_taken_over_in_one_press(cast: Cast) -> None:
    plan = accepted(cast, "tuy-phuoc-2024", 2024)
    client = cast.client("vptk")
    assert "Lấy vào kết quả" in client.get(reverse("indices:overview")).content.decode()
    client.post(reverse("indices:result_stated", args=[plan.pk]))
    kept = PublishedResult.objects.get()
    assert (kept.organization, kept.total, kept.rank, kept.of_how_many) == (cast.quang_trung, Decimal("82.13"), 4, 11)
    assert [doubt.words for doubt in table_view(kept.table).doubts] == [
        "các thành phần 51,15 + 6,71 + 23,27 cộng lại được 81,13 nhưng tổng điểm ghi 82,13, lệch 1."
    ]
    assert stated_of(cast.actors["vptk"], cast.quang_trung) == []
    assert "cộng lại được 81,13" in client.get(reverse("indices:overview")).content.decode()


def test_an_aim_that_a_plan_names(cast: Cast) -> None:
    plan = accepted(cast, "hoa-xuan-nam-2023-2025", 2023)
    (found,) = proposed_aims(cast.actors["vptk"], cast.quang_trung)
    assert (found.plan, found.aim.year, found.aim.rank) == (plan, 2025, 4)
    sent = {"kind": "par-index", "year": 2025, "rank": "4", "text": found.aim.text, "plan": plan.pk}
    client, address = cast.client("chutich"), reverse("indices:aims")
    assert client.post(address, sent).status_code == 302
    aim = Aim.objects.get()
    assert (aim.rank, aim.plan, aim.organization) == (4, plan, cast.quang_trung)
    assert proposed_aims(cast.actors["vptk"], cast.quang_trung) == []
    assert client.post(address, {"kind": "par-index", "year": 2025}).status_code == 422


def test_aims_are_the_bodys_own(cast: Cast) -> None:
    words = AimWords(IndexKind.PAR_INDEX, 2025, rank=1)
    for who in ("tpht", "noivu", "ba-dinh.vptk"):
        with pytest.raises(Forbidden) as refusal:
            set_aim(actor=cast.actors[who], organization=cast.quang_trung, words=words, now=NOW)
        assert refusal.value.message == NOT_HIS_AIM
    first = set_aim(actor=cast.actors["vptk"], organization=cast.quang_trung, words=words, now=NOW)
    events = Event.objects.count()
    again = set_aim(actor=cast.actors["vptk"], organization=cast.quang_trung, words=words, now=NOW)
    assert (again.pk, Event.objects.count()) == (first.pk, events)


def test_the_page_of_many_bodies_asks_as_often_as_that_of_one(cast: Cast) -> None:
    client, asked = cast.client("noivu"), []
    small = keep(cast, "noivu", table(line("Xã 0", "40", "30", 1)))
    many = table(*(line(f"Xã {n}", "40", "30", 1) for n in range(170)), year=2021)
    for kept in (small, keep(cast, "noivu", many)):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("indices:result_table", args=[kept.pk])).status_code == 200
        asked.append(len(caught))
    assert asked[0] == asked[1]
