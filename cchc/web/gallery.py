"""The gallery: every component in every state, on one page, for those who build pages (DEBUG only).

Sample values only; the sample day is the day of the demonstration, so that nothing here reads the clock.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cchc.web.icons import PATHS
from cchc.web.shapes import LOOKS

DAY = date(2023, 6, 10)
_MOMENT = datetime(2023, 6, 10, 2, 42, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SampleCount:
    state: str
    number: int


class SampleForm(forms.Form):
    """One field of each kind."""

    result = forms.CharField(label="Kết quả", widget=forms.Textarea, help_text="Một câu là đủ.")
    number = forms.CharField(label="Số, ký hiệu", required=False, help_text="Ví dụ: 45/BC-UBND")
    percent = forms.IntegerField(label="Tỷ lệ hoàn thành (%)", min_value=0, max_value=100)
    effective_on = forms.DateField(label="Ngày thực hiện", widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"}))
    area = forms.ChoiceField(label="Lĩnh vực", choices=[("1", "Thể chế"), ("2", "Thủ tục hành chính")])
    outcome = forms.ChoiceField(
        label="Trạng thái", widget=forms.RadioSelect, choices=[("done", "Đã xong"), ("doing", "Đang làm")]
    )
    urgent = forms.BooleanField(label="Báo cho lãnh đạo", required=False)
    evidence = forms.FileField(
        label="Minh chứng", required=False, widget=forms.FileInput(attrs={"accept": ".pdf,.docx", "data-max": 20971520})
    )


def _marks(*days: tuple[int, int, str]) -> list[tuple[date, str]]:
    return [(date(2023, month, day), state) for month, day, state in days]


def _area(label: str, title: str, **numbers: int) -> dict[str, Any]:
    counts = [SampleCount(state, number) for state, number in numbers.items()]
    done = numbers.get("on_time", 0) + numbers.get("late", 0)
    base = sum(number for state, number in numbers.items() if state not in {"waiting", "cancelled", "nothing"})
    return {"label": label, "title": title, "url": "#areas", "tally": {"counts": counts, "done": done, "base": base}}


STRIPS = [
    (
        "Mỗi quý một lần, thường xuyên cả năm",
        _marks((3, 14, "on_time"), (6, 14, "doing"), (9, 14, "not_yet"), (12, 14, "not_yet")),
        date(2023, 1, 1),
        date(2023, 12, 31),
    ),
    ("Một hạn đã quá", _marks((3, 31, "overdue")), None, None),
    ("Đủ các trạng thái", _marks(*[(n, 20, state) for n, state in enumerate(LOOKS, start=1)]), None, None),
    ("Chưa có ngày", [], None, None),
]
AREAS = [
    _area("1.", "Cải cách thể chế", on_time=1, doing=1, overdue=1),
    _area("2.", "Cải cách thủ tục hành chính", on_time=5, late=1, doing=2, nothing=1),
    _area("3.", "Chính quyền điện tử, chính quyền số", on_time=2, not_yet=2, waiting=1, cancelled=1),
    _area("4.", "Bốn mươi việc", on_time=30, late=2, doing=5, overdue=3),
]
HEATS = [(6, 6, 0, False), (5, 6, 1, False), (3, 6, 0, False), (2, 6, 4, False), (1, 6, 0, False), (0, 2, 0, True)]
FIGURES = [
    {"value": "12", "label": "việc quá hạn", "url": "#figures", "over": True, "note": "4 bộ phận"},
    {"value": "96,2 %", "label": "xong đúng hạn", "note": "không tính 3 việc đang chờ"},
    {"value": "3", "label": "bộ phận chưa có lời nào", "url": "#figures"},
]
STEPS = [
    {"label": "Dự thảo", "note": "14/03/2023, tự động", "past": True},
    {"label": "Đã duyệt", "note": "15/03/2023, Chủ tịch", "past": True},
    {"label": "Đã gửi", "here": True},
    {"label": "Đã nhận"},
]
FACTS = [("Cơ quan chủ trì", "Công chức Tư pháp - Hộ tịch"), ("Sản phẩm", "Báo cáo"), ("Ghi chú", "")]
ENTRIES = [
    {
        "at": _MOMENT,
        "who": "tpht.quangtrung",
        "what": "Đã xong",
        "state": "on_time",
        "text": "Đã rà soát 14 văn bản; kiến nghị bãi bỏ 02 văn bản.",
        "effective_on": DAY,
        "changes": [{"label": "Trạng thái", "before": "Đang làm", "after": "Đã xong"}],
        "files": [{"name": "45-BC-UBND.pdf", "url": "#history", "size": 1468006}],
    },
    {
        "at": _MOMENT,
        "who": "Hệ thống",
        "what": "Tạo từ Phụ lục 01, số 3",
        "late_note": "bổ sung sau chốt số liệu",
    },
]
ROWS = [
    {"label": "Kết quả", "theirs": "Đã rà soát 12 văn bản.", "mine": "Đã rà soát 14 văn bản.", "changed": True},
    {"label": "Số, ký hiệu", "theirs": "45/BC-UBND", "mine": "45/BC-UBND"},
]
TRAIL = [{"label": "Kế hoạch", "url": "#"}, {"label": "Năm 2023", "url": "#"}]
TABS = [
    {"label": "Nhiệm vụ", "url": "#", "here": True, "count": 33},
    {"label": "Chỉ tiêu", "url": "#", "count": 7},
    {"label": "Lịch sử", "url": "#"},
]
JOBS = [
    {"state": "waiting", "title": "Lập báo cáo quý II", "message": "Còn 1 việc trước."},
    {
        "state": "running",
        "title": "Đọc quang-trung-2023.docx",
        "message": "Đang đọc bảng nhiệm vụ",
        "done": 3,
        "total": 7,
    },
    {"state": "done", "title": "Đọc kế hoạch", "message": "33 nhiệm vụ, 6 điểm cần quyết.", "next_url": "#jobs"},
    {
        "state": "failed",
        "title": "Đọc tệp cũ.doc",
        "message": "Tệp này là .doc cũ: hãy lưu lại thành .docx rồi gửi lại.",
        "retry_url": "#",
    },
]
NOTES = (
    (messages.SUCCESS, "Đã lưu 3 việc."),
    (messages.INFO, "Báo cáo quý II đang được lập."),
    (messages.WARNING, "Kỳ này chốt số liệu ngày 14/06."),
    (messages.ERROR, "Chưa lưu được: ngày 31/11/2023 không có trong lịch."),
)
SAMPLES = {
    "day": DAY,
    "states": list(LOOKS),
    "icons": list(PATHS),
    "strips": STRIPS,
    "areas": AREAS,
    "heats": HEATS,
    "figures": FIGURES,
    "steps": STEPS,
    "facts": FACTS,
    "entries": ENTRIES,
    "rows": ROWS,
    "trail": TRAIL,
    "tabs": TABS,
    "jobs": JOBS,
}


@login_not_required
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    if not settings.DEBUG:
        raise Http404
    for level, text in NOTES:
        messages.add_message(request, level, text)
    forms_shown = {
        "form": SampleForm(),
        "bad_form": SampleForm({"percent": "120", "effective_on": "31/11/2023"}),
        "filter_form": SampleForm(prefix="filter"),
    }
    pages = {"page_of_list": Paginator(range(1234), 50).page(7)}
    return render(request, "gallery.html", {**SAMPLES, **forms_shown, **pages})
