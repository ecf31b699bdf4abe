"""Closed lists of duties: outcomes that people state, states that are computed, kinds of period."""

from cchc.labels import Labelled


class Outcome(Labelled):
    """What an official states about a duty."""

    DONE = "done", "Đã xong"
    DOING = "doing", "Đang làm"
    NOTHING = "nothing", "Không phát sinh"
    DIFFICULTY = "difficulty", "Có khó khăn"


class State(Labelled):
    """The state of a duty as of a day (reporting rules § 2); the states of all rows add up to their total."""

    ON_TIME = "on_time", "Xong đúng hạn"
    LATE = "late", "Xong muộn"
    DOING = "doing", "Đang trong hạn"
    OVERDUE = "overdue", "Quá hạn"
    NOT_YET = "not_yet", "Chưa đến hạn"
    WAITING = "waiting", "Đang chờ"
    NOTHING = "nothing", "Không phát sinh"
    CANCELLED = "cancelled", "Đã hủy"


class LateCause(Labelled):
    """Why a duty is late. All but the first lie outside the power of the body that must do it."""

    OWN = "own", "Do đơn vị"
    SUPERIOR = "superior", "Chờ văn bản, ý kiến của cấp trên"
    PARTNER = "partner", "Chờ cơ quan phối hợp ngoài đơn vị"
    LAW = "law", "Quy định của pháp luật thay đổi"
    FUNDS = "funds", "Chưa được cấp kinh phí"
    FORCE = "force", "Thiên tai, dịch bệnh, sự kiện bất khả kháng"

    @property
    def is_outside(self) -> bool:
        """Whether it lies outside the power of the body that must do it."""
        return self is not LateCause.OWN


class Answer(Labelled):
    """What became of a request for another due day: the giver's answer, or the asker took it back."""

    GRANTED = "granted", "Đồng ý"
    REFUSED = "refused", "Không đồng ý"
    WITHDRAWN = "withdrawn", "Đã rút"


class ObligationKind(Labelled):
    """Why a thing is due: a date, a period of the reporting calendar, a standing duty, or something awaited."""

    FIXED = "fixed", "Một lần"
    PERIODIC = "periodic", "Định kỳ"
    STANDING = "standing", "Thường xuyên"
    WAITING = "waiting", "Chờ ấn định"


class Audience(Labelled):
    """Whose reports a regime rules: the body's own, or those that the bodies beneath it send."""

    OWN = "own", "Báo cáo của chính đơn vị"
    BELOW = "below", "Báo cáo của các đơn vị cấp dưới"


class PeriodKind(Labelled):
    """Reporting periods of Nghị định 09/2019/NĐ-CP, Điều 12, and the nine months of local rules."""

    MONTH = "month", "tháng"
    QUARTER = "quarter", "quý"
    HALF_YEAR = "half_year", "6 tháng"
    NINE_MONTH = "nine_month", "9 tháng"
    YEAR = "year", "năm"
