"""The list of improvement plans: the words of their state, and the list as a workbook."""

from collections.abc import Sequence
from datetime import date

from cchc.paper.sheet_pages import new_book, packed
from cchc.paper.sheets import Sheet, add_sheet
from cchc.paper.words import clean, short_date
from plans.enums import PlanState

TITLE = "DANH SÁCH KẾ HOẠCH CẢI THIỆN CHỈ SỐ"
HEADERS = (
    "TT",
    "Năm thực hiện",
    "Đơn vị",
    "Chỉ số",
    "Năm kết quả",
    "Tên kế hoạch",
    "Số nội dung",
    "Cần khắc phục",
    "Tình trạng",
    "Người lập",
)
WIDTHS = (6.0, 10.0, 26.0, 14.0, 10.0, 60.0, 10.0, 10.0, 20.0, 24.0)
STATES = {
    "": ("not_yet", "Đang soạn"),
    PlanState.ACCEPTED: ("doing", "Đang thực hiện"),
    PlanState.CLOSED: ("on_time", "Đã kết thúc"),
}
WAITING = ("waiting", "Chờ chấp nhận kế hoạch")
Listed = tuple[str | int, ...]


def state_of(plan_state: str) -> tuple[str, str]:
    """Shape and word of an improvement plan, by the state of the plan made of it ("": none yet)."""
    return STATES.get(plan_state, WAITING)


def listed(
    *,
    year: int,
    body: str,
    index: str,
    base_year: int,
    title: str,
    rows: int,
    mended: int,
    state: str,
    author: str,
) -> Listed:
    """One line of the workbook without its number."""
    return (year, clean(body), index, base_year, clean(title), rows, mended, state, clean(author))


def draw_list(lines: Sequence[Listed], *, issuer: str, as_of: date) -> bytes:
    """One sheet whose rows can be filtered."""
    book = new_book(title=TITLE, author=clean(issuer))
    numbered = tuple((place, *line) for place, line in enumerate(lines, start=1))
    titles = (clean(issuer), TITLE, f"Ngày {short_date(as_of)}, {len(lines)} kế hoạch.")
    add_sheet(book, Sheet("Kế hoạch cải thiện", HEADERS, WIDTHS, numbered), titles)
    return packed(book, as_of)
