"""Invented plans without task tables: their letterhead and signature, and helpers to look at what was read."""

from plans.reading.agencies import Directory
from plans.reading.plan import read_plan
from plans.reading.results import Block, Body, ReadPlan, ReadSection, ReadTask

OFFICE, JUSTICE, FINANCE, CULTURE = (
    "Công chức Văn phòng - Thống kê",
    "Công chức Tư pháp - Hộ tịch",
    "Công chức Tài chính - Kế toán",
    "Công chức Văn hóa - Xã hội",
)
LAND, DESK, POLICE, FRONT, COMMUNE = (
    "Công chức Địa chính - Xây dựng",
    "Bộ phận tiếp nhận và trả kết quả",
    "Công an xã",
    "Ủy ban Mặt trận Tổ quốc Việt Nam xã",
    "UBND xã Bình An",
)
BINH_AN = Directory(
    [
        *(Body(name) for name in (OFFICE, JUSTICE, FINANCE, CULTURE, LAND, DESK, POLICE)),
        Body(FRONT, ("MTTQ",)),
        Body(COMMUNE, ("UBND xã",)),
    ]
)
LETTERHEAD = (
    "ỦY BAN NHÂN DÂN XÃ BÌNH AN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 12/KH-UBND",
    "Bình An, ngày 10 tháng 01 năm 2024",
    "KẾ HOẠCH",
    "Cải cách hành chính năm 2024",
    "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về Chương trình tổng thể cải cách hành chính;",
    "UBND xã Bình An ban hành Kế hoạch cải cách hành chính năm 2024 với những nội dung như sau:",
)
END = (
    "Trên đây là Kế hoạch cải cách hành chính năm 2024; yêu cầu các bộ phận nghiêm túc thực hiện./.",
    "Nơi nhận:",
    "- UBND huyện;",
    "- Công chức Tư pháp - Hộ tịch;",
    "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Lê Văn An",
)


def plan_of(*lines: str) -> ReadPlan:
    return read_plan([Block("p", text) for text in (*LETTERHEAD, *lines, *END)], BINH_AN)


def rows(plan: ReadPlan) -> list[ReadTask]:
    return [task for section in plan.sections for task in section.tasks]


def filled(plan: ReadPlan) -> list[ReadSection]:
    return [section for section in plan.sections if section.tasks]


def roles(task: ReadTask) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return task.agencies.lead, task.agencies.coordinate
