"""What every body measures from the first day on: the statistics that the ministry's forms ask of a commune
about administrative reform. A body adds its own beside them; the data migration stores these for all.

Plan completion and the tasks from above are not here: the system counts them itself.
"""

from reports.statistics.formulas import Check, Formula, Measured, OverYear, Relation

LEADING = "Công tác chỉ đạo, điều hành"
LAW = "Cải cách thể chế"
PROCEDURES = "Cải cách thủ tục hành chính"
STAFF = "Cải cách chế độ công vụ"
MONEY = "Cải cách tài chính công"
DIGITAL = "Xây dựng chính quyền điện tử, chính quyền số"
AREAS = (LEADING, LAW, PROCEDURES, STAFF, MONEY, DIGITAL)
"""The areas of the outline that have statistics, in its order."""

SUM, LAST, OWN = OverYear.SUM, OverYear.LAST, OverYear.OWN

MEASURES = (
    Measured("inspected", "Cơ quan, đơn vị được kiểm tra cải cách hành chính", "đơn vị", LEADING),
    Measured("problems_found", "Vấn đề phát hiện qua kiểm tra", "vấn đề", LEADING),
    Measured("problems_settled", "Vấn đề phát hiện qua kiểm tra đã xử lý", "vấn đề", LEADING),
    Measured("surveys_sent", "Phiếu khảo sát phát ra", "phiếu", LEADING),
    Measured("surveys_received", "Phiếu khảo sát thu về", "phiếu", LEADING),
    Measured("dialogues", "Cuộc đối thoại với người dân, tổ chức", "cuộc", LEADING),
    Measured("legal_issued", "Văn bản quy phạm pháp luật ban hành", "văn bản", LAW),
    Measured("legal_reviewed", "Văn bản quy phạm pháp luật đã rà soát", "văn bản", LAW),
    Measured("legal_handled", "Văn bản đã xử lý sau rà soát", "văn bản", LAW),
    Measured("procedures_announced", "Thủ tục hành chính được công bố, cập nhật", "thủ tục", PROCEDURES),
    Measured("procedures_published", "Thủ tục hành chính được niêm yết công khai", "thủ tục", PROCEDURES, LAST),
    Measured("received", "Hồ sơ tiếp nhận (cả kỳ trước chuyển sang)", "hồ sơ", PROCEDURES, OWN),
    Measured("settled", "Hồ sơ đã giải quyết", "hồ sơ", PROCEDURES),
    Measured("settled_early", "Hồ sơ giải quyết trước hạn", "hồ sơ", PROCEDURES),
    Measured("settled_on_time", "Hồ sơ giải quyết đúng hạn", "hồ sơ", PROCEDURES),
    Measured("settled_late", "Hồ sơ giải quyết quá hạn", "hồ sơ", PROCEDURES),
    Measured("pending", "Hồ sơ đang giải quyết", "hồ sơ", PROCEDURES, LAST),
    Measured("apologies", "Văn bản xin lỗi đã gửi vì hồ sơ quá hạn", "văn bản", PROCEDURES),
    Measured("feedback_received", "Phản ánh, kiến nghị tiếp nhận", "ý kiến", PROCEDURES),
    Measured("feedback_handled", "Phản ánh, kiến nghị đã xử lý", "ý kiến", PROCEDURES),
    Measured("officials", "Cán bộ, công chức hiện có", "người", STAFF, LAST),
    Measured("officials_qualified", "Cán bộ, công chức đạt chuẩn", "người", STAFF, LAST),
    Measured("officials_trained", "Cán bộ, công chức được đào tạo, bồi dưỡng", "người", STAFF),
    Measured("officials_disciplined", "Cán bộ, công chức bị kỷ luật", "người", STAFF),
    Measured("budget_planned", "Dự toán ngân sách được giao cả năm", "triệu đồng", MONEY, LAST),
    Measured("budget_disbursed", "Ngân sách đã giải ngân trong kỳ", "triệu đồng", MONEY),
    Measured("documents_sent", "Văn bản đi đã ban hành", "văn bản", DIGITAL),
    Measured("documents_signed", "Văn bản đi gửi điện tử có ký số", "văn bản", DIGITAL),
    Measured("received_online", "Hồ sơ tiếp nhận trực tuyến", "hồ sơ", DIGITAL),
    Measured("fees_owed", "Hồ sơ phải nộp phí, lệ phí", "hồ sơ", DIGITAL),
    Measured("fees_online", "Hồ sơ nộp phí, lệ phí trực tuyến", "hồ sơ", DIGITAL),
    Measured("digitised", "Hồ sơ đã giải quyết được số hóa", "hồ sơ", DIGITAL),
    Measured("by_post", "Hồ sơ tiếp nhận, trả kết quả qua bưu chính công ích", "hồ sơ", DIGITAL),
)

FORMULAS = (
    Formula("inspected", "Cơ quan, đơn vị được kiểm tra cải cách hành chính", "đơn vị", LEADING, ("inspected",)),
    Formula(
        "problems_settled",
        "Vấn đề phát hiện qua kiểm tra đã xử lý",
        "vấn đề",
        LEADING,
        ("problems_settled",),
        ("problems_found",),
    ),
    Formula(
        "surveys", "Phiếu khảo sát thu về trên số phát ra", "phiếu", LEADING, ("surveys_received",), ("surveys_sent",)
    ),
    Formula("dialogues", "Cuộc đối thoại với người dân, tổ chức", "cuộc", LEADING, ("dialogues",)),
    Formula("legal_issued", "Văn bản quy phạm pháp luật ban hành", "văn bản", LAW, ("legal_issued",)),
    Formula(
        "legal_handled", "Văn bản đã xử lý trên số đã rà soát", "văn bản", LAW, ("legal_handled",), ("legal_reviewed",)
    ),
    Formula(
        "procedures_announced",
        "Thủ tục hành chính được công bố, cập nhật",
        "thủ tục",
        PROCEDURES,
        ("procedures_announced",),
    ),
    Formula(
        "procedures_published",
        "Thủ tục hành chính được niêm yết công khai",
        "thủ tục",
        PROCEDURES,
        ("procedures_published",),
    ),
    Formula("received", "Hồ sơ tiếp nhận (cả kỳ trước chuyển sang)", "hồ sơ", PROCEDURES, ("received",)),
    Formula("settled", "Hồ sơ đã giải quyết trên tiếp nhận", "hồ sơ", PROCEDURES, ("settled",), ("received",)),
    Formula("settled_early", "Hồ sơ giải quyết trước hạn", "hồ sơ", PROCEDURES, ("settled_early",), ("settled",)),
    Formula("settled_on_time", "Hồ sơ giải quyết đúng hạn", "hồ sơ", PROCEDURES, ("settled_on_time",), ("settled",)),
    Formula("settled_late", "Hồ sơ giải quyết quá hạn", "hồ sơ", PROCEDURES, ("settled_late",), ("settled",)),
    Formula(
        "settled_in_time",
        "Hồ sơ giải quyết trước hạn và đúng hạn",
        "hồ sơ",
        PROCEDURES,
        ("settled_early", "settled_on_time"),
        ("settled",),
    ),
    Formula("pending", "Hồ sơ đang giải quyết", "hồ sơ", PROCEDURES, ("pending",)),
    Formula(
        "apologies", "Văn bản xin lỗi trên hồ sơ quá hạn", "văn bản", PROCEDURES, ("apologies",), ("settled_late",)
    ),
    Formula(
        "feedback",
        "Phản ánh, kiến nghị đã xử lý trên tiếp nhận",
        "ý kiến",
        PROCEDURES,
        ("feedback_handled",),
        ("feedback_received",),
    ),
    Formula("qualified", "Cán bộ, công chức đạt chuẩn", "người", STAFF, ("officials_qualified",), ("officials",)),
    Formula(
        "trained", "Cán bộ, công chức được đào tạo, bồi dưỡng", "người", STAFF, ("officials_trained",), ("officials",)
    ),
    Formula("disciplined", "Cán bộ, công chức bị kỷ luật", "người", STAFF, ("officials_disciplined",), ("officials",)),
    Formula(
        "budget",
        "Ngân sách đã giải ngân trên dự toán cả năm",
        "triệu đồng",
        MONEY,
        ("budget_disbursed",),
        ("budget_planned",),
    ),
    Formula(
        "documents_signed",
        "Văn bản đi gửi điện tử có ký số",
        "văn bản",
        DIGITAL,
        ("documents_signed",),
        ("documents_sent",),
    ),
    Formula("online", "Hồ sơ tiếp nhận trực tuyến", "hồ sơ", DIGITAL, ("received_online",), ("received",)),
    Formula(
        "fees",
        "Hồ sơ nộp phí, lệ phí trực tuyến trên hồ sơ phải nộp",
        "hồ sơ",
        DIGITAL,
        ("fees_online",),
        ("fees_owed",),
    ),
    Formula("digitised", "Hồ sơ đã giải quyết được số hóa", "hồ sơ", DIGITAL, ("digitised",), ("settled",)),
    Formula(
        "by_post", "Hồ sơ tiếp nhận, trả kết quả qua bưu chính công ích", "hồ sơ", DIGITAL, ("by_post",), ("received",)
    ),
)


def _at_most(part: str, whole: str) -> Check:
    return Check((part,), (whole,), Relation.AT_MOST)


CHECKS = (
    Check(("received",), ("settled", "pending"), Relation.EQUAL),
    Check(("settled",), ("settled_early", "settled_on_time", "settled_late"), Relation.EQUAL),
    _at_most("problems_settled", "problems_found"),
    _at_most("surveys_received", "surveys_sent"),
    _at_most("legal_handled", "legal_reviewed"),
    _at_most("apologies", "settled_late"),
    _at_most("feedback_handled", "feedback_received"),
    _at_most("officials_qualified", "officials"),
    _at_most("officials_trained", "officials"),
    _at_most("officials_disciplined", "officials"),
    _at_most("budget_disbursed", "budget_planned"),
    _at_most("documents_signed", "documents_sent"),
    _at_most("received_online", "received"),
    _at_most("fees_online", "fees_owed"),
    _at_most("digitised", "settled"),
    _at_most("by_post", "received"),
)
