"""The second level of navigation: one row of tabs for indices, one for emulation."""

from typing import Any

from django.urls import reverse

INDICES: tuple[tuple[str, str], ...] = (
    ("indices:overview", "Tổng quan"),
    ("indices:rounds", "Đợt đánh giá"),
    ("indices:assessments", "Tự chấm điểm"),
    ("indices:sets", "Bộ tiêu chí"),
    ("indices:results", "Kết quả công bố"),
    ("indices:trends", "Qua các năm"),
    ("indices:aims", "Mục tiêu"),
    ("indices:improvements", "Cải thiện"),
    ("indices:surveys", "Khảo sát"),
)
EMULATION: tuple[tuple[str, str], ...] = (
    ("emulation:campaigns", "Phong trào thi đua"),
    ("emulation:initiatives", "Sáng kiến"),
    ("emulation:gradings", "Xếp loại công chức"),
)


def places(here: str) -> list[dict[str, Any]]:
    """The tabs beside the page that is open, by the full name of its address ("indices:overview")."""
    tabs = EMULATION if here.startswith("emulation:") else INDICES
    return [{"label": label, "url": reverse(name), "here": name == here} for name, label in tabs]
