"""Closed lists of indices, assessments, emulation and surveys."""

from cchc.labels import Labelled


class IndexKind(Labelled):
    """The indices that plans name. PAPI and PCI are measured for provinces by others: a commune has duties that
    contribute to them, and no score."""

    PAR_INDEX = "par-index", "PAR INDEX"
    SIPAS = "sipas", "SIPAS"
    PAPI = "papi", "PAPI"
    PCI = "pci", "PCI"

    @property
    def words(self) -> str:
        return _INDEX_WORDS[self]


_INDEX_WORDS = {
    IndexKind.PAR_INDEX: "Chỉ số cải cách hành chính",
    IndexKind.SIPAS: "Chỉ số hài lòng về sự phục vụ hành chính",
    IndexKind.PAPI: "Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh",
    IndexKind.PCI: "Chỉ số năng lực cạnh tranh cấp tỉnh",
}
SCORED = (IndexKind.PAR_INDEX, IndexKind.SIPAS)
"""Indices that bodies beneath a government are scored in."""


class RuleKind(Labelled):
    """How the points of a criterion come about."""

    MET = "met", "Đạt / không đạt"
    CHOICE = "choice", "Chọn một mức"
    STEPS = "steps", "Theo bậc của tỷ lệ b/a"
    SHARE = "share", "b/a × điểm tối đa"
    PER_UNIT = "per_unit", "Mỗi đơn vị một số điểm, có mức trần"
    DEDUCTION = "deduction", "Trừ điểm theo số lần"
    SURVEY = "survey", "Điều tra xã hội học"
    JUDGED = "judged", "Thẩm định cho điểm"


class TieKind(Labelled):
    """What tells apart bodies whose final scores are printed alike."""

    CRITERION = "criterion", "Tỷ lệ điểm của một lĩnh vực, tiêu chí cao hơn"
    BASE = "base", "Điểm chưa tính thưởng, trừ cao hơn"
    MAXIMUM = "maximum", "Điểm tối đa áp dụng lớn hơn"
    EXACT = "exact", "Điểm khi chưa làm tròn cao hơn"


class SetState(Labelled):
    """A criteria set is mended while it is drafted, fixed from its first round on."""

    DRAFT = "draft", "Đang soạn"
    FIXED = "fixed", "Đã dùng để chấm"


class Stage(Labelled):
    """Whose word a mark is."""

    SELF = "self", "Đơn vị tự chấm"
    FIRST = "first", "Thẩm định lần 1"
    EXPLAINED = "explained", "Đơn vị giải trình"
    SECOND = "second", "Thẩm định lần 2"
    COUNCIL = "council", "Hội đồng"


class AssessmentState(Labelled):
    """The life of one body's assessment in a round."""

    SCORING = "scoring", "Đơn vị đang tự chấm"
    SUBMITTED = "submitted", "Đã nộp"
    APPRAISING = "appraising", "Đang thẩm định"
    APPRAISED = "appraised", "Chờ đơn vị giải trình"
    EXPLAINED = "explained", "Đã giải trình"
    REAPPRAISED = "reappraised", "Đã thẩm định lại, chờ hội đồng"
    DECIDED = "decided", "Hội đồng đã quyết định"
    PUBLISHED = "published", "Đã công bố"


AGREED = "Đồng ý với điểm tự chấm."
"""What a mark of the team says that takes over the self-mark in one press: no reason for anything lost."""


class EvidenceKind(Labelled):
    """What proves a score: a new file, a document cited by number, or what the system holds already."""

    FILE = "file", "Tệp đính kèm"
    DOCUMENT = "document", "Văn bản (số, ký hiệu, ngày)"
    TASK_FILE = "task_file", "Minh chứng của nhiệm vụ"
    UPDATE = "update", "Lời cập nhật nhiệm vụ"
    REPORT = "report", "Báo cáo đã gửi"


class TeamPart(Labelled):
    """What a person does in a round."""

    APPRAISER = "appraiser", "Tổ thẩm định"
    COUNCIL = "council", "Hội đồng"


class Side(Labelled):
    """What an improvement plan does about a component (the two groups of tuy-phuoc-2024)."""

    MEND = "mend", "Nội dung cần khắc phục"
    KEEP = "keep", "Nội dung cần duy trì thực hiện"


class CampaignState(Labelled):
    """The life of an emulation campaign."""

    DRAFT = "draft", "Đang soạn"
    LAUNCHED = "launched", "Đã phát động"
    CLOSED = "closed", "Đã tổng kết"


class SubjectKind(Labelled):
    """Who competes."""

    COLLECTIVE = "collective", "Tập thể"
    INDIVIDUAL = "individual", "Cá nhân"


class RewardTime(Labelled):
    """When a form of reward is given."""

    YEARLY = "yearly", "Hằng năm"
    FINAL = "final", "Tổng kết giai đoạn"


class NominationState(Labelled):
    """The life of one competitor's file."""

    REGISTERED = "registered", "Đã đăng ký"
    ASSESSED = "assessed", "Đã tự đánh giá"
    PROPOSED = "proposed", "Đã đề nghị"
    VOTED = "voted", "Hội đồng đã bỏ phiếu"
    GRANTED = "granted", "Được khen thưởng"
    REFUSED = "refused", "Không khen thưởng"
    WITHDRAWN = "withdrawn", "Đã rút"


class RequirementKind(Labelled):
    """What a rule of eligibility looks at."""

    LATE_DOSSIERS = "late_dossiers", "Tỷ lệ hồ sơ trễ hạn nhiều nhất (%)"
    INDEX_CLASS = "index_class", "Xếp loại chỉ số thấp nhất"
    COMPONENT = "component", "Mỗi chỉ số thành phần ít nhất (%)"
    TASKS_ON_TIME = "tasks_on_time", "Nhiệm vụ đúng hạn ít nhất (%)"
    REPORTS_ON_TIME = "reports_on_time", "Báo cáo đúng hạn ít nhất (%)"
    INITIATIVES = "initiatives", "Số sáng kiến được công nhận ít nhất"
    RANK_MOVE = "rank_move", "Thứ hạng chỉ số tăng ít nhất (bậc)"


class InitiativeState(Labelled):
    """The life of an initiative (sáng kiến)."""

    REGISTERED = "registered", "Đã đăng ký"
    ADOPTED = "adopted", "Được công nhận"
    REFUSED = "refused", "Không công nhận"
    WITHDRAWN = "withdrawn", "Đã rút"


class Grade(Labelled):
    """Year-end classification of officials (Nghị định 90/2020/NĐ-CP, Điều 3)."""

    EXCELLENT = "excellent", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "good", "Hoàn thành tốt nhiệm vụ"
    DONE = "done", "Hoàn thành nhiệm vụ"
    NOT_DONE = "not_done", "Không hoàn thành nhiệm vụ"


class CapBase(Labelled):
    """What the share of excellent officials is taken of."""

    ALL = "all", "số người được xếp loại"
    GOOD_UP = "good_up", "số người hoàn thành tốt trở lên"
    GOOD = "good", "số người hoàn thành tốt (không kể xuất sắc)"


class GradingState(Labelled):
    """The life of a year's classification."""

    OPEN = "open", "Đang xếp loại"
    DECIDED = "decided", "Đã quyết định"


class SurveyState(Labelled):
    """The life of a survey of citizens."""

    DRAFT = "draft", "Đang soạn"
    OPEN = "open", "Đang lấy ý kiến"
    CLOSED = "closed", "Đã đóng"
