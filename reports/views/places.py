"""The pages beside the list of reports: one row of tabs, and the hub of what is set once."""

from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from cchc.orgs.http import ActorRequest

PLACES: tuple[tuple[str, str], ...] = (
    ("reports:list", "Báo cáo"),
    ("reports:statistics", "Số liệu thống kê"),
    ("reports:targets", "Chỉ tiêu"),
    ("reports:urgings", "Đôn đốc"),
    ("reports:lists", "In danh mục"),
    ("reports:settings", "Thiết lập"),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the hub: where it leads and what it is for."""

    name: str
    label: str
    words: str


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "reports:regime",
        "Chế độ báo cáo",
        "Kỳ nào phải báo cáo, chốt số liệu ngày nào, gửi trước ngày nào, gửi tới đâu.",
    ),
    Setting(
        "reports:outline",
        "Đề cương báo cáo",
        "Báo cáo có những mục nào, mỗi mục lấy nội dung từ đâu, mục trống thì ghi gì.",
    ),
    Setting(
        "reports:statistics_add",
        "Chỉ tiêu thống kê riêng",
        "Những con số đơn vị hoặc địa bàn theo dõi ngoài bảng chung: thêm, kết thúc từ năm nào.",
    ),
    Setting("reports:calendar", "Lịch làm việc", "Ngày nghỉ lễ, nghỉ bù, ngày đổi: từ đó tính ra hạn gửi báo cáo."),
    Setting(
        "reports:locks",
        "Khóa kỳ và ngoại lệ",
        "Kỳ nào đang khóa, kỳ nào được mở lại và vì sao; hạn đã dời, lời bổ sung sau chốt số liệu.",
    ),
    Setting(
        "reports:running",
        "Việc nền",
        "Việc lập báo cáo và vẽ tệp đang chạy tới đâu, việc nào không thành và vì sao, cho chạy lại.",
    ),
)


def places(here: str) -> list[dict[str, Any]]:
    """The tabs, `here` being the name of the page that is open ("list")."""
    return [{"label": label, "url": reverse(name), "here": name == f"reports:{here}"} for name, label in PLACES]


@require_GET
def settings(request: ActorRequest) -> HttpResponseBase:
    """What is set once for a body or a territory, a line each."""
    lines = [{"setting": setting, "url": reverse(setting.name)} for setting in SETTINGS]
    return render(request, "reports/settings.html", {"lines": lines, "places": places("settings")})
