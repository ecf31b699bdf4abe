"""The self-score by Excel: what goes out comes back the same, every fault is named, all is stored or nothing."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse
from openpyxl import load_workbook

from indices.models import Assessment, Mark
from indices.scoring.rules import Entry
from indices.sheets.self_scores import COLUMNS, HEADINGS
from tests.cast import TODAY, Cast
from tests.indices.sets import round_over, small_set
from tests.indices.test_self_scoring import POINTS, d, marked, scored

pytestmark = pytest.mark.django_db
PLACES = {column.field: place for place, column in enumerate(COLUMNS, start=1)}
FILLED: dict[str, dict[str, Any]] = {
    "1.1": {"level": "Trước ngày 31/12"},
    "1.2": {"level": "đạt"},
    "1.3": {"b": 90, "a": 100},
    "2.1": {"b": 95, "a": 100},
    "2.2": {"b": 1},
    "2.3": {"b": 2},
}


@pytest.fixture(autouse=True)
def _day(settings: Any) -> None:
    settings.TODAY = TODAY


@pytest.fixture
def own(cast: Cast) -> Assessment:
    return round_over(cast, small_set(cast.district)).assessments.get(organization=cast.quang_trung)


def book_of(cast: Cast, own: Assessment, filled: dict[str, dict[str, Any]], who: str = "tpht") -> bytes:
    """The workbook as it is downloaded, with these cells filled in."""
    answer = cast.client(who).get(reverse("indices:score_sheet_download", args=[own.pk]))
    book = load_workbook(BytesIO(answer.content))
    sheet = book.active
    assert sheet is not None
    for row in sheet.iter_rows(min_row=2):
        for field, value in filled.get(str(row[0].value), {}).items():
            sheet.cell(row[0].row or 0, PLACES[field]).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def uploaded(cast: Cast, own: Assessment, data: bytes, who: str = "tpht") -> HttpResponse:
    file = SimpleUploadedFile("so.xlsx", data)
    return cast.client(who).post(reverse("indices:score_sheet", args=[own.pk]), {"file": file})  # type: ignore[return-value]


def confirmed(cast: Cast, own: Assessment, shown: Any, who: str = "tpht") -> HttpResponse:
    sent = {"parcel": shown.context["parcel"]}
    return cast.client(who).post(reverse("indices:score_sheet_confirm", args=[own.pk]), sent)  # type: ignore[return-value]


def test_what_goes_out_comes_back_the_same(cast: Cast, own: Assessment) -> None:
    scored(cast, own)
    marked(cast, own, "2.2", Entry(applies=False), text="Năm nay\nkhông phát động.")
    marked(cast, own, "4.1", Entry(points=d("1.5")), text="=Mô hình mới.")
    marked(cast, own, "2.1", Entry(b=d("1234.5"), a=d("2000.25")), text="Theo hệ thống.")
    compared: Any = uploaded(cast, own, book_of(cast, own, {}))
    found = compared.context["compared"]
    assert (found.changes, found.faults, found.unchanged) == ((), (), 8)


def test_it_is_filled_in_shown_and_stored(cast: Cast, own: Assessment) -> None:
    shown: Any = uploaded(cast, own, book_of(cast, own, FILLED))
    found = shown.context["compared"]
    assert (len(found.changes), found.faults, Mark.objects.count()) == (6, (), 0)
    assert {change.criterion.code: change.after for change in found.changes}["1.3"] == "6 điểm; b = 90, a = 100 (90 %)"
    assert confirmed(cast, own, shown).status_code == 302
    assert {mark.criterion.code: mark.points for mark in Mark.objects.all()} == {c: d(n) for c, n in POINTS.items()}


def test_every_fault_is_named_and_nothing_stored(cast: Cast, own: Assessment) -> None:
    bad = {
        "1.1": {"level": "Hôm qua"},
        "1.2": {"absent": "x"},
        "1.3": {"b": "chín"},
        "2.1": {"b": 5},
        "2.2": {"absent": "x"},
    }
    shown: Any = uploaded(cast, own, book_of(cast, own, {**FILLED, **bad}))
    faults = {(fault.row, fault.column, fault.value) for fault in shown.context["compared"].faults}
    assert faults == {
        (2, HEADINGS["level"], "Hôm qua"),
        (3, HEADINGS["absent"], "x"),
        (4, HEADINGS["b"], "chín"),
        (5, HEADINGS["code"], "2.1"),
        (6, HEADINGS["text"], ""),
    }
    assert "Chỗ cần sửa" in shown.content.decode()


def test_a_colleague_was_quicker(cast: Cast, own: Assessment) -> None:
    data = book_of(cast, own, FILLED)
    shown: Any = uploaded(cast, own, data)
    marked(cast, own, "1.2", Entry(met=False), who="vptk", text="Thiếu.")
    answer = confirmed(cast, own, shown)
    assert answer.status_code == 422
    assert "Người vptk vừa ghi tiêu chí 1.2" in answer.content.decode()
    assert Mark.objects.count() == 1


def test_what_was_shown_of_one_round_is_not_stored_in_another(cast: Cast, own: Assessment) -> None:
    other = round_over(cast, small_set(cast.district, year=2030), cast.quang_trung).assessments.get()
    shown: Any = uploaded(cast, own, book_of(cast, own, FILLED))
    assert confirmed(cast, other, shown).status_code == 302
    assert not Mark.objects.exists()


@pytest.mark.parametrize("data", [b"khong phai Excel", b"PK\x03\x04hong"])
def test_another_file_is_refused(cast: Cast, own: Assessment, data: bytes) -> None:
    answer = uploaded(cast, own, data)
    assert answer.status_code == 422
    assert "không phải sổ Excel" in answer.content.decode()
