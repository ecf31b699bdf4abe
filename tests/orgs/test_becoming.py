"""What becomes of each commune, from the names written beside them."""

import pytest

from cchc.orgs.becoming import Known, Line, Reading, communes_after, departments_after, key_of, slug

COMMUNES = (
    Known(1, "phuoc-an", "Xã Phước An"),
    Known(2, "phuoc-hoa", "Xã Phước Hòa"),
    Known(3, "dieu-tri", "Thị trấn Diêu Trì"),
)
OTHERS = (Known(9, "quy-nhon", "Phường Quy Nhơn"),)
CODES = ("phuoc-an", "phuoc-hoa", "dieu-tri", "quy-nhon", "tuy-phuoc")


def read(*names: str) -> Reading:
    """The three communes with what is written beside each."""
    lines = [
        Line(f"Hàng {place}", one.code, name) for place, (one, name) in enumerate(zip(COMMUNES, names, strict=True), 2)
    ]
    return communes_after(lines, COMMUNES, OTHERS, CODES)


@pytest.mark.parametrize(
    ("names", "after"),
    [
        (("", "", ""), [(1, "Xã Phước An"), (2, "Xã Phước Hòa"), (3, "Thị trấn Diêu Trì")]),
        (("xã phước an", "Xã Phước Hoà", ""), [(1, "Xã Phước An"), (2, "Xã Phước Hòa"), (3, "Thị trấn Diêu Trì")]),
        (("Xã Tuy Phước", "", ""), [(1, "Xã Tuy Phước"), (2, "Xã Phước Hòa"), (3, "Thị trấn Diêu Trì")]),
        (
            ("Xã Tuy Phước", "Xã Tuy Phước", ""),
            [(None, "Xã Tuy Phước"), (None, "Xã Tuy Phước"), (3, "Thị trấn Diêu Trì")],
        ),
        (("", "Xã Phước An", "Phường Quy Nhơn"), [(1, "Xã Phước An"), (1, "Xã Phước An"), (9, "Phường Quy Nhơn")]),
    ],
)
def test_a_name_says_whether_a_body_goes_on_merges_or_is_renamed(
    names: tuple[str, str, str], after: list[tuple[int | None, str]]
) -> None:
    found = read(*names)
    assert found.faults == ()
    fates = {fate.body.pk: (fate.after.pk if fate.after else None, fate.name) for fate in found.fates}
    assert [fates[one.pk] for one in COMMUNES] == after


def test_a_new_body_takes_a_code_that_is_free() -> None:
    assert {fate.code for fate in read("Xã Tuy Phước", "Xã Tuy Phước", "").fates if fate.after is None} == {
        "tuy-phuoc-2"
    }


def test_nobody_merges_into_what_ends_itself() -> None:
    faults = [str(fault) for fault in read("Xã Phước Hòa", "Phường Quy Nhơn", "").faults]
    assert faults == [
        "Hàng 2, cột “Tên mới”, giá trị “Xã Phước Hòa”: Xã Phước Hòa cũng kết thúc; hãy ghi thẳng tên đơn vị cuối cùng."
    ]


def test_one_code_with_two_names_is_a_fault() -> None:
    lines = [
        Line("Hàng 2", "phuoc-an", "Xã Tuy Phước Bắc", "tuy-phuoc-bac"),
        Line("Hàng 3", "phuoc-hoa", "Xã Tuy Phước Nam", "tuy-phuoc-bac"),
        Line("Hàng 4", "dieu-tri", "Xã Mới", "quy-nhon-2 "),
    ]
    faults = [str(fault) for fault in communes_after(lines, COMMUNES, OTHERS, CODES).faults]
    assert faults == [
        "Hàng 3, cột “Tên mới”, giá trị “Xã Tuy Phước Nam”: cùng một đơn vị mới mà ghi hai tên: “Xã Tuy Phước Bắc” và "
        "“Xã Tuy Phước Nam”.",
        "Hàng 4, cột “Mã mới”, giá trị “quy-nhon-2 ”: mã chỉ gồm chữ thường không dấu, số và dấu gạch nối.",
    ]


def test_what_no_line_names_is_the_provinces() -> None:
    heirs = (Known(20, "binh-dinh", "Tỉnh Bình Định"), Known(21, "so-noi-vu", "Sở Nội vụ"))
    parts = (Known(11, "noi-vu", "Phòng Nội vụ"), Known(12, "tu-phap", "Phòng Tư pháp"))
    found = departments_after([Line("Hàng 5", "noi-vu", "sở nội vụ")], parts, heirs)
    assert [(fate.body.pk, fate.after and fate.after.pk) for fate in found.fates] == [(11, 21), (12, 20)]


def test_spellings_and_codes() -> None:
    assert key_of("Xã  Hòa Thuỷ") == key_of("xã Hoà Thủy")
    assert key_of("Xã Phước An") != key_of("Xã Phước Ân")
    assert slug("Đặc khu Côn Đảo") == "con-dao"
