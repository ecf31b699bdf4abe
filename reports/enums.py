"""Closed lists of reports."""

from cchc.labels import Labelled


class ReportState(Labelled):
    """The life of a report (reporting rules § 3)."""

    DRAFT = "draft", "Dự thảo"
    APPROVED = "approved", "Đã duyệt"
    SUBMITTED = "submitted", "Đã gửi"
    RETURNED = "returned", "Trả lại"
    ACCEPTED = "accepted", "Đã nhận"


class FileFormat(Labelled):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"


class DrawingState(Labelled):
    """The life of one file of a report."""

    QUEUED = "queued", "Chờ vẽ"
    DRAWING = "drawing", "Đang vẽ"
    READY = "ready", "Xong"
    FAILED = "failed", "Hỏng"


class RunState(Labelled):
    """The life of a job of which a row is kept."""

    QUEUED = "queued", "Đang xếp hàng"
    RUNNING = "running", "Đang làm"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không thành"


class CheckResult(Labelled):
    """What a file drawn again from its frozen facts says about the one that was kept."""

    SAME = "same", "Giống hệt bản đã lưu"
    DIFFERENT = "different", "Khác bản đã lưu"
    DAMAGED = "damaged", "Bản đã lưu bị mất hoặc bị đổi"


class SendingState(Labelled):
    """What became of one body's report in the report of the government above it; the most pressing first."""

    SILENT = "silent", "Chưa gửi"
    RETURNED = "returned", "Trả lại, chưa gửi lại"
    REOPENED = "reopened", "Mở lại kỳ, chưa gửi lại"
    WAITING = "waiting", "Đã gửi, chờ nhận"
    TAKEN = "taken", "Đã nhận"


class RemarkPlace(Labelled):
    """What a reviewer's remark is tied to."""

    WHOLE = "whole", "Toàn báo cáo"
    SECTION = "section", "Mục"
    ROW = "row", "Nhiệm vụ"
