"""Sentences of plans → aims, in phrasings of plans that were and were not seen."""

from decimal import Decimal

import pytest

from indices.enums import IndexKind
from indices.resulting.aims import kinds_named, read_aims
from plans.reading.sources import read_blocks
from tests.marked import WORD_FILES

PAR, SIPAS, PAPI, PCI = IndexKind


@pytest.mark.parametrize(
    ("text", "aims"),
    [
        ("phấn đấu đến năm 2025, chỉ số PAR Index của xã xếp vị trí thứ 4 của xã, phường", [(PAR, 2025, 4, None, "")]),
        ("Chỉ số PAR INDEX xếp thứ 4", [(PAR, 2025, 4, None, "")]),
        ("Chỉ số cải cách hành chính đứng vị trí thứ tư toàn huyện", [(PAR, 2025, 4, None, "")]),
        ("chỉ số PAR Index xếp thứ năm trong số 11 xã năm 2024", [(PAR, 2024, 5, None, "")]),
        ("Chỉ số PCI đứng trong nhóm 5 tỉnh dẫn đầu", [(PCI, 2025, 5, None, "")]),
        ("PCI thuộc top 15", [(PCI, 2025, 15, None, "")]),
        ("Chỉ số PAPI nằm trong nhóm 10 tỉnh, thành phố đứng đầu", [(PAPI, 2025, 10, None, "")]),
        ("Chỉ số SIPAS đạt từ 85% trở lên vào năm 2024", [(SIPAS, 2024, None, Decimal(85), "")]),
        ("Chỉ số hài lòng năm 2025 đạt tối thiểu 90,5 %, xếp hạng nhất", [(SIPAS, 2025, 1, Decimal("90.5"), "")]),
        ("PAR INDEX thuộc nhóm A", [(PAR, 2025, None, None, "A")]),
        ("PAR INDEX năm 2024 xếp loại Tốt", [(PAR, 2024, None, None, "Tốt")]),
        (
            "Chỉ số PAR INDEX năm 2023 xếp thứ 6, đến năm 2025 xếp thứ 3 - 4",
            [(PAR, 2023, 6, None, ""), (PAR, 2025, 4, None, "")],
        ),
        ("Chỉ số CCHC đạt trên 90 điểm, thuộc nhóm tốt", [(PAR, 2025, None, Decimal(90), "Tốt")]),
        ("Chỉ số PAR INDEX giai đoạn 2023 - 2025 giữ hạng 2/11", [(PAR, 2025, 2, None, "")]),
        ("nâng chỉ số PAR Index từ hạng 4 lên hạng 2", [(PAR, 2025, 2, None, "")]),
        ("Đến năm 2025 xã đứng trong tốp 10 của tỉnh về Chỉ số CCHC", [(PAR, 2025, 10, None, "")]),
        (
            "Năm 2023 PAR INDEX hạng 7/170; năm 2024 hạng 5/170; năm 2025 hạng 3/170",
            [(PAR, 2023, 7, None, ""), (PAR, 2024, 5, None, ""), (PAR, 2025, 3, None, "")],
        ),
        (
            "Mức độ hài lòng của người dân đối với sự phục vụ của cơ quan hành chính nhà nước đạt tối thiểu 95%",
            [(SIPAS, 2025, None, Decimal(95), "")],
        ),
    ],
)
def test_what_is_to_be_reached(text: str, aims: list[tuple[object, ...]]) -> None:
    found = read_aims([text], 2023, 2025)
    assert [(one.kind, one.year, one.rank, one.score, one.class_name) for one in found] == aims


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ số CCHC tăng ít nhất 2% so với năm 2023",
        "100% cán bộ được quán triệt Chỉ số PAR INDEX",
        "Chỉ số cải cách hành chính năm 2025 xếp thứ hạng năm 2025",
        "năm 2022 PAR INDEX đạt 82,13%, xếp thứ 5",
        "Hồ sơ đúng hạn đạt 98% trở lên",
        "Giải quyết hồ sơ đạt 98%, góp phần nâng hạng về Chỉ số PAR INDEX",
        "Nâng cao Chỉ số PAR INDEX; xếp thứ tự hồ sơ lưu trữ, đạt 100%",
    ],
)
def test_what_is_no_aim(text: str) -> None:
    assert read_aims([text], 2023, 2025) == []


def test_the_plan_of_hoa_xuan_nam() -> None:
    blocks = read_blocks("hoa-xuan-nam-2023-2025.docx", WORD_FILES["hoa-xuan-nam-2023-2025"])
    (aim,) = read_aims([block.text for block in blocks], 2023, 2025)
    assert (aim.kind, aim.year, aim.rank, aim.score) == (PAR, 2025, 4, None)
    assert "xếp vị trí thứ 4 của xã, phường" in aim.text


def test_sections_name_indices() -> None:
    assert kinds_named("chi so hieu qua quan tri va hanh chinh cong") == {PAPI}
    assert kinds_named("chi so cai cach hanh chinh va chi so hai long") == {PAR, SIPAS}
    assert kinds_named("nang luc canh tranh") == {PCI}
    assert kinds_named("cai cach the che") == frozenset()
