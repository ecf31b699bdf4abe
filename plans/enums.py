"""Closed lists of plans: what a deadline can be, who does what, what can be doubtful."""

from cchc.labels import Labelled


class DeadlineKind(Labelled):
    """How a deadline clause behaves (see `plans.reading.deadlines`)."""

    FIXED = "fixed", "một ngày"
    RANGE = "range", "một khoảng"
    RECURRING = "recurring", "định kỳ"
    CONTINUOUS = "continuous", "thường xuyên"
    EVENT = "event", "chờ sự việc"
    EXTERNAL = "external", "theo văn bản khác"
    UNKNOWN = "unknown", "chưa rõ"


class Every(Labelled):
    """The period after which a recurring duty comes back."""

    MONTH = "month", "hàng tháng"
    QUARTER = "quarter", "hàng quý"
    HALF_YEAR = "half_year", "6 tháng"
    NINE_MONTH = "nine_month", "9 tháng"
    YEAR = "year", "hàng năm"


class AgencyRole(Labelled):
    """Who leads a duty and who co-ordinates."""

    LEAD = "lead", "chủ trì"
    COORDINATE = "coordinate", "phối hợp"


class Comparator(Labelled):
    """How a target's value is compared with what is achieved."""

    AT_LEAST = "at_least", "ít nhất"
    AT_MOST = "at_most", "nhiều nhất"
    EQUAL = "equal", "bằng"
    ABOVE = "above", "trên"
    BELOW = "below", "dưới"
    BETWEEN = "between", "từ … đến …"


class PlanState(Labelled):
    """The life of a plan in the system: nothing is a duty before a person accepts."""

    READING = "reading", "Đang đọc"
    FAILED = "failed", "Không đọc được"
    DRAFT = "draft", "Chờ chấp nhận"
    ACCEPTED = "accepted", "Đang thực hiện"
    CLOSED = "closed", "Đã khép lại"
    MERGED = "merged", "Đã nhập vào kế hoạch"


class Relation(Labelled):
    """What a plan is to another plan of its body."""

    REVISES = "revises", "bản sửa của"
    SUPPLEMENTS = "supplements", "bổ sung cho"
    REPLACES = "replaces", "thay thế"
    FOLLOWS = "follows", "nối tiếp"


class SectionKind(Labelled):
    """What the rows of a section are. Only duties and solutions are tracked as tasks; a campaign's contents, criteria
    and rewards are kept as they stand."""

    DUTIES = "duties", "Nhiệm vụ"
    SOLUTIONS = "solutions", "Giải pháp"
    CONTENTS = "contents", "Nội dung thi đua"
    CRITERIA = "criteria", "Tiêu chí thi đua"
    REWARDS = "rewards", "Khen thưởng"


TRACKED = (SectionKind.DUTIES, SectionKind.SOLUTIONS)


class Settlement(Labelled):
    """What a person decided about a doubt."""

    ACCEPTED = "accepted", "Nhận cách đọc"
    CORRECTED = "corrected", "Đã sửa"
    KEPT = "kept", "Giữ nguyên văn bản"
