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
