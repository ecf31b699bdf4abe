"""Closed lists of bodies and people."""

from cchc.labels import Labelled


class OrganizationKind(Labelled):
    """Levels of government; the district level ended on 1/7/2025 (its history stays)."""

    PROVINCE = "province", "Tỉnh, thành phố"
    DISTRICT = "district", "Huyện, thị xã"
    COMMUNE = "commune", "Xã, phường, thị trấn"
    DEPARTMENT = "department", "Sở, phòng, ban"


class Role(Labelled):
    """What a membership lets its holder do in its body; what each may do is said by the `can_*` rules."""

    OFFICER = "officer", "Công chức"
    COORDINATOR = "coordinator", "Văn phòng - Thống kê (điều phối)"
    LEADER = "leader", "Lãnh đạo"
    REVIEWER = "reviewer", "Cơ quan theo dõi cấp trên"
    ADMINISTRATOR = "administrator", "Quản trị"


DOERS = (Role.OFFICER, Role.COORDINATOR)
"""Who of a body does its duties."""


class PositionKind(Labelled):
    POST = "post", "Chức danh"
    SECTION = "section", "Bộ phận"


class ChangeKind(Labelled):
    """What becomes of bodies by a decision."""

    MERGE = "merge", "Sáp nhập"
    RENAME = "rename", "Đổi tên"
    SPLIT = "split", "Chia tách"
    FOUND = "found", "Thành lập"
    MOVE = "move", "Chuyển cấp trên"
    END_LEVEL = "end_level", "Kết thúc cấp huyện"


class NoticeKind(Labelled):
    """What a notice is about."""

    DUE = "due", "Sắp đến hạn"
    OVERDUE = "overdue", "Quá hạn"
    GIVEN = "given", "Việc được giao"
    REPORT = "report", "Báo cáo"
    URGING = "urging", "Đôn đốc"
    INDEX = "index", "Chỉ số, thi đua"
    PEOPLE = "people", "Tài khoản"
