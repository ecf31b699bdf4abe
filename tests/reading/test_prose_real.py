"""The three real plans of prose: every duty with who does it, when, and where it stands."""

from decimal import Decimal

import pytest

from plans.enums import Comparator, SectionKind
from plans.reading.documents import read_docx
from plans.reading.plan import read_plan
from plans.reading.results import ReadPlan, ReadSection, ReadTask
from tests.reading.bodies import DOAN_KET, HA_BAC, HOA_XUAN_NAM
from tests.reading.prose_plans import filled, rows
from tests.reading.wordfiles import real_plan

OFFICE, JUSTICE, FINANCE, CULTURE, LAND = (
    "Công chức Văn phòng - Thống kê",
    "Công chức Tư pháp - Hộ tịch",
    "Công chức Tài chính - Kế toán",
    "Công chức Văn hóa - Xã hội",
    "Công chức Địa chính - Xây dựng",
)
DESK, FRONT, POLICE = "Bộ phận tiếp nhận và trả kết quả", "Ủy ban Mặt trận Tổ quốc Việt Nam xã", "Công an xã"
ALL = "Các công chức chuyên môn"
PARTY_OFFICE, COUNCIL_OFFICE = "Công chức Văn phòng Đảng ủy - Nội vụ", "Văn phòng HĐND và UBND xã"
DUTIES, SOLUTIONS = SectionKind.DUTIES, SectionKind.SOLUTIONS


@pytest.fixture(scope="module")
def ha_bac() -> ReadPlan:
    return read_plan(read_docx(real_plan("ha-bac-2023-2025")), HA_BAC)


@pytest.fixture(scope="module")
def doan_ket() -> ReadPlan:
    return read_plan(read_docx(real_plan("doan-ket-2022")), DOAN_KET)


@pytest.fixture(scope="module")
def hoa_xuan_nam() -> ReadPlan:
    return read_plan(read_docx(real_plan("hoa-xuan-nam-2023-2025")), HOA_XUAN_NAM)


def frame(plan: ReadPlan) -> list[tuple[str, str, SectionKind, int]]:
    return [(section.label, section.title[:44], section.kind, len(section.tasks)) for section in filled(plan)]


def section(plan: ReadPlan, label: str) -> ReadSection:
    return next(found for found in plan.sections if found.label == label)


def leading(task: ReadTask) -> tuple[str, ...]:
    """Bodies and groups that lead."""
    groups = (group for group in task.agencies.groups if group not in task.agencies.coordinating_groups)
    return (*task.agencies.lead, *groups)


def beside(task: ReadTask) -> tuple[str, ...]:
    return (*task.agencies.coordinate, *task.agencies.coordinating_groups)


def times(task: ReadTask) -> list[tuple[str, str]]:
    """The kind of each clause with its period or its day."""
    clauses = task.deadline.clauses
    return [(clause.kind.value, clause.every.value if clause.every else str(clause.due or "")) for clause in clauses]


def test_the_frame_of_ha_bac(ha_bac: ReadPlan) -> None:
    assert (ha_bac.from_year, ha_bac.to_year) == (2023, 2025)
    assert ha_bac.replaces == "Kế hoạch số 80/ KH – UBND ngày 21/9/2022"
    assert frame(ha_bac) == [
        ("II.1", "Chỉ số Cải cách hành chính và chỉ số hài lòn", DUTIES, 11),
        ("II.2", "Chỉ số hiệu quả quản trị và hành chính công", DUTIES, 9),
        ("II.3", "Chỉ số năng lực cạnh tranh", DUTIES, 1),
        ("II.4", "Nhiệm vụ, giải pháp cụ thể giai đoạn 2023 - ", DUTIES, 1),
        ("IV", "TỔ CHỨC THỰC HIỆN", DUTIES, 4),
        ("IV.3", "Công chức Văn phòng-Thống kê", DUTIES, 2),
        ("IV.4", "Công chức Tài chính – kế toán xã", DUTIES, 2),
        ("IV.5", "Ủy ban mặt trận Tổ quốc Việt Nam xã", DUTIES, 1),
        ("IV.6", "Công chức Văn hóa- xã hội", DUTIES, 1),
    ]
    assert [(found.label, found.depth) for found in ha_bac.sections if not found.tasks] == [("II", 0)]


def test_the_21_duties_of_ha_bac(ha_bac: ReadPlan) -> None:
    own = f"{ALL} UBND xã"
    unions = "các đoàn thể chính trị-xã hội"
    found = [task for label in ("II.1", "II.2", "II.3") for task in section(ha_bac, label).tasks]
    assert [(task.where, task.ordinal, leading(task), beside(task)) for task in found] == [
        ("Mục II.1.1", "1.1", (f"{ALL} thuộc UBND xã",), (OFFICE,)),
        ("Mục II.1.2", "1.2", (OFFICE, "Công chức chuyên UBND xã"), ("Các Công chức chuyên môn",)),
        ("Mục II.1.3", "1.3", (JUSTICE,), ("Các công chức chuyên môn", "các ban, ngành có liên quan")),
        ("Mục II.1.4", "1.4", (DESK, "UBND xã Hà Bắc", ALL), ("Các ban, ngành, đoàn thể liên quan",)),
        ("Mục II.1.5", "1.5", (ALL,), (OFFICE,)),
        ("Mục II.1.6", "1.6", (own,), (OFFICE,)),
        ("Mục II.1.7", "1.7", (FINANCE,), (f"{ALL} UBND các xã", "các ban, ngành, đoàn thể có liên quan")),
        ("Mục II.1.8", "1.8", (CULTURE,), (OFFICE, DESK)),
        ("Mục II.1.9", "1.9", (FINANCE,), (own,)),
        ("Mục II.1.10", "1.10", (own,), (FRONT, "các tổ chức chính trị - xã hội")),
        ("Mục II.1.11", "1.11", (JUSTICE, CULTURE), (f"{ALL} của UBND xã",)),
        ("Mục II.2.1", "2.1", (LAND,), (own, "các thôn")),
        ("Mục II.2.2", "2.2", (CULTURE,), (FRONT, "ban, ngành, đoàn thể chính trị- xã hội")),
        ("Mục II.2.3", "2.3", (OFFICE,), ("Trạm Y tế xã",)),
        ("Mục II.2.4", "2.4", ("Trung tâm học tập cộng đồng",), ("Trường Mầm non", "Trường Tiểu học", "Trường THCS")),
        ("Mục II.2.5", "2.5", (LAND,), (FRONT, "Các ban, ngành", unions, "các thôn có liên quan")),
        ("Mục II.2.6", "2.6", (OFFICE,), (f"{ALL} thuộc UBND xã",)),
        ("Mục II.2.7", "2.7", (POLICE,), (own, "các thôn")),
        ("Mục II.2.8", "2.8", (CULTURE,), ("Đài truyền thanh xã",)),
        ("Mục II.2.9", "2.9", ("UBND xã Hà Bắc",), (FRONT, f"{unions} và nhân dân")),
        ("Mục II.3", "1", (FINANCE,), ("Các đơn vị liên quan",)),
    ]
    assert [task.where for task in found if task.deadline_text or task.deadline.clauses or task.products] == []


def test_cut_sentences_of_ha_bac_are_whole(ha_bac: ReadPlan) -> None:
    first, land = section(ha_bac, "II.1").tasks[0], section(ha_bac, "II.2").tasks[0]
    assert "về việc nâng cao chỉ số CCHC xã Hà Bắc, giai đoạn 2021-2025. Chỉ đạo, triển khai" in first.text
    assert "đầy đủ, kịp thời; rà soát, thu hồi đất các dự án chậm tiến độ" in land.text
    assert first.agency_text == (
        "Đơn vị chủ trì: Các công chức chuyên môn thuộc UBND xã.\nĐơn vị phối hợp: Công chức Văn phòng-Thống kê"
    )


def test_the_officers_of_ha_bac(ha_bac: ReadPlan) -> None:
    found = [task for label in ("II.4", "IV", "IV.3", "IV.4", "IV.5", "IV.6") for task in section(ha_bac, label).tasks]
    group = "Công chức chuyên môn UBND xã"
    assert [(task.where, task.ordinal, leading(task), times(task)) for task in found] == [
        ("Mục II.4", "1", ("Các công chức chuyên môn có liên quan",), []),
        ("Mục IV.2", "2", (group,), [("recurring", "quarter"), ("recurring", "half_year"), ("recurring", "year")]),
        ("Mục IV.2, ý 1", "2.1", (group,), [("recurring", "year")]),
        ("Mục IV.2, ý 2", "2.2", (group,), []),
        ("Mục IV.2, ý 3", "2.3", (group,), []),
        ("Mục IV.3, ý 1", "1", (OFFICE,), []),
        ("Mục IV.3, ý 2", "2", (OFFICE,), []),
        ("Mục IV.4, ý 1", "1", (FINANCE,), []),
        ("Mục IV.4, ý 2", "2", (FINANCE,), []),
        ("Mục IV.5", "5", (FRONT,), []),
        ("Mục IV.6", "6", (CULTURE,), []),
    ]
    assert found[1].deadline_text == "Định kỳ hằng quý, 06 tháng, năm"
    assert [beside(task) for task in found[4:8]] == [
        (FRONT, "các đơn vị có liên quan"), (FRONT, "các công chức liên quan"), (), (OFFICE,),
    ]  # fmt: skip


def test_the_frame_of_doan_ket(doan_ket: ReadPlan) -> None:
    assert frame(doan_ket) == [
        ("II.1.2", "Biện pháp thực hiện", SOLUTIONS, 6),
        ("II.2.1.2.a", "Trách nhiệm của lãnh đạo UBND xã", SOLUTIONS, 5),
        ("II.2.1.2.b", "Cán bộ đầu mối kiểm soát thủ tục hành chính", SOLUTIONS, 3),
        ("II.2.1.2.c", "Cán bộ làm việc tại Bộ phận Một cửa", SOLUTIONS, 7),
        ("III.1", PARTY_OFFICE, DUTIES, 1),
        ("III.2", "Văn phòng HĐND&UBND xã", DUTIES, 4),
        ("III.3", JUSTICE, DUTIES, 1),
        ("III.4", "Công chức Văn hóa - Thông tin", DUTIES, 1),
        ("III.5", "Các bộ phận chuyên môn trực tiếp tham mưu gi", DUTIES, 6),
        ("III.6", "Công chức Văn hóa - Thông tin", DUTIES, 1),
    ]


def test_the_officers_of_doan_ket(doan_ket: ReadPlan) -> None:
    media, group = "Công chức Văn hóa - Thông tin", "Các bộ phận chuyên môn trực tiếp"
    found = [task for part in filled(doan_ket) if part.kind is DUTIES for task in part.tasks]
    assert [(task.where, leading(task), beside(task)) for task in found] == [
        ("Mục III.1", (PARTY_OFFICE,), ("Bộ phận Một cửa",)),
        ("Mục III.2, ý 1", (COUNCIL_OFFICE,), ()),
        ("Mục III.2, ý 2", (COUNCIL_OFFICE,), ()),
        ("Mục III.2, ý 3", (COUNCIL_OFFICE,), ()),
        ("Mục III.2, ý 4", (COUNCIL_OFFICE,), (PARTY_OFFICE,)),
        ("Mục III.3", (JUSTICE,), ()),
        ("Mục III.4", (media,), ("các cơ quan liên quan",)),
        *((f"Mục III.5, ý {place}", (group,), ()) for place in range(1, 7)),
        ("Mục III.6", (media,), (PARTY_OFFICE, "công chức liên quan")),
    ]
    solutions = [part for part in filled(doan_ket) if part.kind is SOLUTIONS]
    assert [part.lead for part in solutions] == [
        (), ("Lãnh đạo UBND xã",), ("Cán bộ đầu mối kiểm soát thủ tục hành chính",), ("Bộ phận Một cửa",),
    ]  # fmt: skip


def test_the_times_that_doan_ket_writes(doan_ket: ReadPlan) -> None:
    assert [(task.where, task.deadline_text, times(task)) for task in rows(doan_ket) if task.deadline_text] == [
        ("Mục II.1.2, ý 5", "khi có hướng dẫn của cấp trên", [("event", "")]),
        ("Mục II.2.1.2.c, ý 5", "hàng tháng, quý hoặc đột xuất", [("recurring", "month"), ("recurring", "quarter")]),
        ("Mục III.1", "định kỳ hàng quý", [("recurring", "quarter")]),
        (
            "Mục III.5, ý 5",
            "sau từ 5 đến 7 ngày kể từ khi có Quyết định công bố danh mục TTHC của Chủ tịch UBND tỉnh",
            [("event", "")],
        ),
    ]
    assert [task.where for task in rows(doan_ket) if task.products] == []


def test_the_targets_of_doan_ket(doan_ket: ReadPlan) -> None:
    equal, least, between = Comparator.EQUAL, Comparator.AT_LEAST, Comparator.BETWEEN
    found = [(t.where, t.comparator, t.value, t.value_to, t.unit, t.subject[:44]) for t in doan_ket.targets]
    assert found == [
        ("Mục II.1.1", equal, 100, None, "%", "cán bộ, công chức xã chấp hành tốt chủ trươn"),
        ("Mục II.1.1", equal, 100, None, "%", "cán bộ, công chức được đánh giá, xếp loại mứ"),
        ("Mục II.1.1", equal, 30, None, "%", "cán bộ, công chức được đánh giá xếp loại hoà"),
        ("Mục II.2.1.1", equal, 100, None, "%", "Đưa TTHC thuộc trách nhiệm giải quyết của cấ"),
        ("Mục II.2.1.1", between, 30, 50, "%", "rút ngắn thời gian giải quyết đối với những "),
        ("Mục II.2.1.1", least, 10, None, "%", "hồ sơ TTHC được giải quyết thông qua dịch vụ"),
        ("Mục II.2.1.2.c, ý 4", equal, 100, None, "%", "Cập nhật hồ sơ TTHC vào phần mềm Một cửa điệ"),
        ("Mục III.5, ý 1", equal, 100, None, "%", "Đưa TTHC thuộc trách nhiệm giải quyết của cơ"),
        ("Mục III.5, ý 2", equal, 100, None, "%", "hồ sơ được trả trước và đúng hạn (không có h"),
        ("Mục III.5, ý 4", between, 30, 50, "%", "rút ngắn thời gian giải quyết đối với TTHC c"),
    ]


def test_the_frame_of_the_campaign(hoa_xuan_nam: ReadPlan) -> None:
    criteria, rewards = SectionKind.CRITERIA, SectionKind.REWARDS
    assert frame(hoa_xuan_nam) == [
        ("II", "NỘI DUNG THI ĐUA", SectionKind.CONTENTS, 6),
        ("III", "GIẢI PHÁP THỰC HIỆN", SOLUTIONS, 6),
        ("IV.1", "Tiêu chí thi đua", criteria, 2),
        ("IV.1.a", "Đối với tập thể", criteria, 9),
        ("IV.1.b", "Đối với cá nhân", criteria, 2),
        ("IV.2.a", "Khen thưởng hàng năm", rewards, 1),
        ("IV.2.b", "Khen thưởng tổng kết giai đoạn 2023-2025", rewards, 1),
        ("V.1", "Văn phòng - Thống kê", DUTIES, 3),
        ("V.2", "Văn hóa -Xã hội (VHTT)", DUTIES, 1),
        ("V.3", "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã,", DUTIES, 1),
    ]
    torn = section(hoa_xuan_nam, "IV.1.b").tasks
    assert (torn[0].text, torn[1].text[:13]) == ("Hoàn thành xuất sắc các nhiệm vụ được giao.", "Có sáng kiến,")


def test_who_organises_the_campaign(hoa_xuan_nam: ReadPlan) -> None:
    found = [task for label in ("V.1", "V.2", "V.3") for task in section(hoa_xuan_nam, label).tasks]
    assert [(task.where, leading(task), times(task)) for task in found] == [
        ("Mục V.1, ý 1", (OFFICE,), []),
        ("Mục V.1, ý 2", (OFFICE,), []),
        ("Mục V.1, ý 3", (OFFICE,), [("fixed", "2025-12-31")]),
        ("Mục V.2", (CULTURE,), []),
        ("Mục V.3", (FRONT, "các đoàn thể xã"), []),
    ]
    kept = [task for part in hoa_xuan_nam.sections if part.kind not in (DUTIES, SOLUTIONS) for task in part.tasks]
    assert {leading(task) for task in kept} == {()}


def test_the_targets_of_the_campaign(hoa_xuan_nam: ReadPlan) -> None:
    equal = Comparator.EQUAL
    assert [(t.where, t.comparator, t.value, t.unit, t.subject[:40]) for t in hoa_xuan_nam.targets] == [
        ("Mục III.3", Comparator.AT_MOST, 1, "lần", "hướng dẫn hoàn thiện hồ sơ"),
        ("Mục IV.1, ý 1", equal, 4, "hạng", "chỉ số PAR Index của xã"),
        ("Mục IV.1, ý 2", equal, 100, "%", "các chỉ tiêu đã đề ra theo đúng tiến độ "),
        ("Mục IV.1.a, ý 5", equal, 100, "%", "thủ tục hành chính được công bố, công kh"),
        ("Mục IV.1.a, ý 5", equal, 100, "%", "các thủ tục hành chính tiếp nhận, giải q"),
        ("Mục IV.1.a, ý 5", Comparator.ABOVE, Decimal(95), "%", "giải quyết hồ sơ thủ tục hành chính đúng"),
    ]


@pytest.mark.parametrize("name", ["ha_bac", "doan_ket", "hoa_xuan_nam"])
def test_the_place_of_a_row_is_its_own(name: str, request: pytest.FixtureRequest) -> None:
    """A doubt finds its row by the place alone."""
    places = [task.where for task in rows(request.getfixturevalue(name))]
    assert len(places) == len(set(places))
