"""Papers that stand for evidence in the demonstration."""

from typing import Any

from weasyprint import HTML

from cchc.text import fold

PAGE = """<html lang="vi"><style>@page {{ size: A4; margin: 2.5cm }} body {{ font: 14pt "Liberation Serif" }}</style>
<h1>{title}</h1><p>Số: {number}</p><p>{text}</p><p><i>Bản dùng thử, không phải văn bản thật.</i></p></html>"""


def draw_paper(title: str, found: dict[str, Any]) -> tuple[str, bytes, str]:
    """Name, bytes and place of a one-page PDF."""
    page = PAGE.format(title=title, number=found.get("document", ""), text=found.get("text", ""))
    data = HTML(string=page).write_pdf()
    return f"{fold(title).replace(' ', '-')}.pdf", data, "trang 1"
