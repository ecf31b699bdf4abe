"""Agency texts of real plans, and the ways in which officials write the same thing."""

import pytest

from plans.enums import AgencyRole
from plans.reading.agencies import Directory, fans_out, read_agencies, split_agencies, to_json
from plans.reading.results import AgencyReading, Body
from tests.reading.agency_names import (
    COMMUNE,
    CULTURE,
    FINANCE,
    FRONT,
    JUSTICE,
    LAND,
    OFFICE,
    ONE_STOP,
    POLICE,
    commune,
    district,
)


def _codes(reading: AgencyReading) -> list[str]:
    return [doubt.code for doubt in reading.doubts]


def _read(text: str, directory: Directory = commune) -> tuple[list[str], list[str], list[str], list[str], list[str]]:
    found = read_agencies(text, directory)
    return list(found.lead), list(found.coordinate), list(found.groups), list(found.unknown), _codes(found)


@pytest.mark.parametrize(
    "spelling",
    [
        "Công chức Văn phòng - Thống kê",
        "CC VP - TK",
        "CC VP-TK.",
        "cc vp – tk",
        "CC.VP-TK",
        "VPTK",
        "CC Văn phòng – Thống kê",
        "Văn phòng - Thống kê xã",
        "công chức Văn phòng-Thống kê",
        "Công chức - Văn phòng- Thống kê",
        "Văn phòng và Thống kê",
        "Văn phòng & Thống kê",
        "CÔNG CHỨC VĂN PHÒNG - THỐNG KÊ",
        "đ/c công chức VP-TK xã Quang Trung",
        "Công chức Văn phòng - Thống kê của UBND xã",
        "CC Văn phòng\n- Thống kê",
        "Công chức Văn phòng\nThống kê",
        "Cong chuc Van phong - Thong ke",
        "Công chức phụ trách Văn phòng - Thống kê",
    ],
)
def test_every_spelling_of_a_post_is_that_post(spelling):
    assert _read(spelling) == ([OFFICE], [], [], [], [])


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Bộ phận tiếp nhận hồ sơ và trả kết quả", ONE_STOP),
        ("Bộ phận tiếp nhận & trả kết quả hiện đại", ONE_STOP),
        ("BP TN&TKQ", ONE_STOP),
        ("Bộ phận Một cửa xã", ONE_STOP),
        ("Bộ phận “Một cửa” xã", ONE_STOP),
        ("Bộ phận 1 cửa", ONE_STOP),
        ("Công chức làm việc tại Bộ phận Một cửa", ONE_STOP),
        ("Công chức Văn hoá-xã hội", CULTURE),
        ("CC ĐC-XD", LAND),
        ("CA xã", POLICE),
        ("Ủy ban nhân dân xã", COMMUNE),
        ("UBMTTQ Việt Nam xã", FRONT),
    ],
)
def test_other_bodies_of_a_commune(spelling, name):
    assert _read(spelling) == ([name], [], [], [], [])


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Trung tâm Văn hóa - Thông tin - Thể thao.", "Trung tâm Văn hóa - Thông tin - Thể thao"),
        ("TT VH-TT-TT", "Trung tâm Văn hóa - Thông tin - Thể thao"),
        ("Phòng Văn hoá – Thông tin", "Phòng Văn hóa và Thông tin"),
        ("Phòng KT&HT", "Phòng Kinh tế và Hạ tầng"),
        ("P. Nội vụ", "Phòng Nội vụ"),
        ("Văn phòng HĐND&UBND huyện", "Văn phòng HĐND và UBND huyện"),
        ("Văn phòng HĐND và UBND", "Văn phòng HĐND và UBND huyện"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện", "Văn phòng HĐND và UBND huyện"),
        ("Phòng Tài chính - Kế hoạch Thị xã", "Phòng Tài chính - Kế hoạch"),
    ],
)
def test_a_dash_or_and_inside_a_name_does_not_cut_it(spelling, name):
    assert _read(spelling, district) == ([name], [], [], [], [])


@pytest.mark.parametrize(
    ("text", "lead", "coordinate"),
    [
        ("CC VP - TK, CC VH - XH chủ trì.", [OFFICE, CULTURE], []),
        ("CC VP-TK chủ trì, phối hợp với CC TC-KT, Công an xã", [OFFICE], [FINANCE, POLICE]),
        ("Chủ trì: CC VP-TK; Phối hợp: CC TC-KT, Công an xã", [OFFICE], [FINANCE, POLICE]),
        ("Đơn vị chủ trì: CC TP-HT.\nĐơn vị phối hợp:\n- Công an xã\n- CC VP-TK", [JUSTICE], [POLICE, OFFICE]),
        ("Cơ quan chủ trì CC TP-HT, cơ quan phối hợp Công an xã", [JUSTICE], [POLICE]),
        ("CC VPTK chủ trì, CC TCKT và Công an xã phối hợp", [OFFICE], [FINANCE, POLICE]),
        ("CC VPTK (chủ trì), CC TCKT, CA xã (phối hợp)", [OFFICE], [FINANCE, POLICE]),
        ("Chủ trì: Công an xã. Giúp việc: CC VP-TK", [POLICE], [OFFICE]),
        (
            "CC VP-TK chủ trì, phối hợp với CC TC-KT; CC TP-HT chủ trì, phối hợp với CA xã",
            [OFFICE, JUSTICE],
            [FINANCE, POLICE],
        ),
        ("CC VP-TK phối hợp với Công an xã\n- CC TP-HT", [OFFICE, JUSTICE], [POLICE]),
        ("CC VP-TK, CC TP-HT phối hợp thực hiện", [OFFICE, JUSTICE], []),
        ("Phối hợp với Công an xã", [], [POLICE]),
        ("Giao công chức Văn phòng - Thống kê tham mưu UBND xã thực hiện", [OFFICE], []),
        (
            "CC Văn phòng - Thống kê chịu trách nhiệm chủ trì triển khai, đôn đốc, hướng dẫn, tổng hợp, báo cáo.",
            [OFFICE],
            [],
        ),
        ("VP – TK & TP – HT", [OFFICE, JUSTICE], []),
        ("Công chức: VP-TK, TP-HT", [OFFICE, JUSTICE], []),
        ("Công chức VP-TK tham mưu cho Chủ tịch UBND xã", [OFFICE], []),
        ("CC VP-TK cùng chủ trì với CC TP-HT", [OFFICE, JUSTICE], []),
        ("CC VP-TK chủ trì cùng CC TP-HT", [OFFICE], [JUSTICE]),
        ("1. CC VP-TK\n2. CC TP-HT\n1. CC VP-TK", [OFFICE, JUSTICE], []),
    ],
)
def test_marks_of_role(text, lead, coordinate):
    assert _read(text) == (lead, coordinate, [], [], [])


def test_a_group_co_ordinates_in_its_own_words():
    found = read_agencies(
        "CC Văn phòng\n- Thống kê, CC Văn hóa\n- Xã hội Tham mưu thực hiện, phối hợp với các bộ phận liên quan", commune
    )
    assert (found.lead, found.groups, found.coordinating_groups) == (
        (OFFICE, CULTURE),
        ("các bộ phận liên quan",),
        ("các bộ phận liên quan",),
    )
    assert (found.coordinate, found.unknown, found.doubts) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "lead", "groups"),
    [
        (
            "Các phòng, ban chuyên môn huyện;\nUBND các xã, thị trấn",
            [],
            ["Các phòng, ban chuyên môn huyện", "UBND các xã, thị trấn"],
        ),
        (
            "Các phòng chuyên môn; đơn vị sự nghiệp thuộc huyện",
            [],
            ["Các phòng chuyên môn", "đơn vị sự nghiệp thuộc huyện"],
        ),
        ("Các phòng, ban và đơn vị sự nghiệp thuộc huyện", [], ["Các phòng, ban và đơn vị sự nghiệp thuộc huyện"]),
        (
            "Phòng Tư pháp và các cơ quan có liên quan; UBND các xã, thị trấn.",
            ["Phòng Tư pháp"],
            ["các cơ quan có liên quan", "UBND các xã, thị trấn"],
        ),
        (
            "- Các cơ quan, đơn vị được kiểm tra\n- Phòng Nội vụ",
            ["Phòng Nội vụ"],
            ["Các cơ quan, đơn vị được kiểm tra"],
        ),
        ("UBND xã, phường, thị trấn", [], ["UBND xã, phường, thị trấn"]),
        ("Trạm Y tế các xã", [], ["Trạm Y tế các xã"]),
        ("UBND 13 xã, thị trấn", [], ["UBND 13 xã, thị trấn"]),
        ("Văn phòng HĐND và UBND các xã", [], ["Văn phòng HĐND và UBND các xã"]),
    ],
)
def test_groups_keep_their_own_words(text, lead, groups):
    assert _read(text, district) == (lead, [], groups, [], [])


def test_bodies_stand_between_the_groups_of_a_commune():
    text = "Đơn vị phối hợp: Các ban, ngành, MTTQ, các đoàn thể chính trị-xã hội, các thôn có liên quan."
    assert _read(text) == (
        [],
        [FRONT],
        ["Các ban, ngành", "các đoàn thể chính trị-xã hội", "các thôn có liên quan"],
        [],
        [],
    )


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("UBND các xã, thị trấn", "communes"),
        ("UBND các xã, phường, thị trấn", "communes"),
        ("UBND cấp xã", "communes"),
        ("Công chức chuyên môn các xã", "communes"),
        ("Các công chức chuyên môn", "positions"),
        ("Công chức chuyên UBND xã", "positions"),
        ("các cơ quan, đơn vị có liên quan", None),
        ("các công chức có liên quan", None),
        ("các tổ chức chính trị - xã hội", None),
        ("các thôn", None),
        ("Các phòng, ban chuyên môn huyện", None),
    ],
)
def test_what_a_group_stands_for(group, members):
    assert fans_out(group) == members


def test_names_that_the_directory_lacks_are_told():
    found = read_agencies("Trung tâm học tập cộng đồng, phối hợp với Trường Mầm non, Trường THCS", commune)
    assert found.unknown == ("Trung tâm học tập cộng đồng", "Trường Mầm non", "Trường THCS")
    assert [(doubt.code, doubt.words) for doubt in found.doubts] == [
        ("agency_unknown", "Trung tâm học tập cộng đồng"),
        ("agency_unknown", "Trường Mầm non"),
        ("agency_unknown", "Trường THCS"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Công chức Địa chính - Nông nghiệp - Xây dựng và Môi trường",
        "UBND huyện",
        "UBND xã Hà Bắc",
        "Văn phòng HĐND và UBND xã",
        "Phòng Kinh tế và Hạ tầng",
    ],
)
def test_a_body_of_another_place_or_a_longer_name_is_not_ours(text):
    assert _read(text) == ([], [], [], [text], ["agency_unknown"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Công chức Tài chính – Kế toán, ngân sách.", FINANCE),
        ("Công chức địa chính, xây dựng, Tài nguyên và Môi trường", LAND),
        ("Bộ phận tiếp nhận trả và trả kết quả xã", ONE_STOP),
        ("CC Tư pháp - Hộ tịch Nguyễn Văn A", JUSTICE),
        ("Trưởng Công an xã", POLICE),
        ("công chức Tư pháp", JUSTICE),
        ("Công chức Kế toán", FINANCE),
    ],
)
def test_what_is_guessed_is_told(text, name):
    found = read_agencies(text, commune)
    assert (found.lead, found.unknown, _codes(found)) == ((name,), (), ["agency_guessed"])
    assert name in found.doubts[0].message


def test_short_names_in_a_row_are_each_guessed():
    text = "CC Tài chính - Kế toán chủ trì phối hợp với công chức Văn phòng, Tư pháp, Văn hóa xã"
    found = read_agencies(text, commune)
    assert (found.lead, found.coordinate) == ((FINANCE,), (OFFICE, JUSTICE, CULTURE))
    assert _codes(found) == ["agency_guessed"] * 3


def test_words_that_fit_two_bodies_are_not_taken_for_either():
    both = Directory([Body("Công chức Văn hóa - Xã hội"), Body("Công chức Văn hóa - Thông tin")])
    assert _read("Công chức Văn hóa", both) == ([], [], [], ["Công chức Văn hóa"], ["agency_unknown"])


def test_initials_that_fit_two_bodies_are_doubted():
    both = Directory([Body("Phòng Tài chính - Kế hoạch"), Body("Phòng Tổ chức - Kiểm huấn")])
    found = read_agencies("Phòng TC-KH", both)
    assert (found.lead, _codes(found)) == (("Phòng Tài chính - Kế hoạch",), ["agency_guessed"])
    assert "Phòng Tổ chức - Kiểm huấn" in found.doubts[0].message


def test_a_body_in_both_roles_leads_and_is_doubted():
    found = read_agencies("CC VP-TK chủ trì, phối hợp với CC VP-TK, CC TP-HT", commune)
    assert (found.lead, found.coordinate, _codes(found)) == ((OFFICE,), (JUSTICE,), ["agency_twice"])


@pytest.mark.parametrize(
    "text", ["Theo hướng dẫn các cấp có thẩm quyền", "Các cơ quan, đơn vị có liên quan", "", " - "]
)
def test_a_text_that_names_nobody_is_doubted(text):
    found = read_agencies(text, commune)
    assert (found.lead, found.coordinate, _codes(found)) == ((), (), ["agency_none"])


def test_a_column_of_co_ordinating_bodies_gives_no_lead():
    found = read_agencies("CC TP-HT; các đơn vị liên quan", commune, AgencyRole.COORDINATE)
    assert (found.lead, found.coordinate, found.coordinating_groups) == ((), (JUSTICE,), ("các đơn vị liên quan",))
    assert read_agencies("", commune, AgencyRole.COORDINATE).doubts == ()


def test_a_remark_in_brackets_gives_no_duty_and_is_told():
    text = (
        "Đơn vị chịu trách nhiệm thực hiện: Công chức chuyên UBND xã (Công chức Văn phòng-Thống kê tổng hợp, đánh giá"
        " các mô hình; trên cơ sở đó đề xuất thí điểm trên địa bàn xã)."
    )
    found = read_agencies(text, commune)
    assert (found.lead, found.groups, found.unknown) == ((OFFICE,), ("Công chức chuyên UBND xã",), ())
    assert _codes(found) == ["agency_guessed", "agency_remark"]


def test_json_has_exactly_its_keys():
    found = read_agencies("CC VP - TK phối hợp với Bưu điện và UBND các xã", commune)
    assert to_json(found) == {
        "text": "CC VP - TK phối hợp với Bưu điện và UBND các xã",
        "lead": [OFFICE],
        "coordinate": [],
        "groups": ["UBND các xã"],
        "unknown": ["Bưu điện"],
        "doubts": [
            {
                "code": "agency_unknown",
                "message": "Danh mục cơ quan chưa có “Bưu điện”; hãy thêm vào danh mục hoặc chọn cơ quan đúng.",
                "words": "Bưu điện",
            }
        ],
    }


def test_a_list_of_agencies_is_not_cut_inside_a_broken_name():
    assert split_agencies("CC Văn phòng\n- Thống kê, CC Văn hóa\n- Xã hội Tham mưu", commune) == (
        "CC Văn phòng - Thống kê, CC Văn hóa - Xã hội Tham mưu",
    )
    assert split_agencies("Các phòng chuyên môn huyện; UBND các xã\n- Phòng Nội vụ", district) == (
        "Các phòng chuyên môn huyện; UBND các xã",
        "Phòng Nội vụ",
    )


def test_a_body_is_found_by_name():
    assert commune.find("CC VP - TK") == Body(OFFICE)
    assert commune.find("CC VP - TK và Bưu điện") is None
    assert Directory([]).find("CC VP - TK") is None


def test_initials_of_an_alias_do_not_swallow_the_next_word():
    posts = Directory([Body(OFFICE, ("CC VP - TK",)), Body(FINANCE, ("CC TC - KT",))])
    assert _read("Giao CC VP-TK chủ trì, phối hợp CC TC-KT thực hiện", posts) == ([OFFICE], [FINANCE], [], [], [])
