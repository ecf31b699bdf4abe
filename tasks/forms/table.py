"""What comes in from the table of a plan that is written here: shape only; rules are the actions'."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from cchc.text import fold
from cchc.web.fields import DayField
from plans.actions.heading import Heading
from plans.actions.issuing import Head
from plans.actions.writing import SectionWords, TableWords, Words
from plans.models import Plan

CELLS = (
    ("text", "Nhiệm vụ"),
    ("product", "Sản phẩm"),
    ("agency", "Cơ quan thực hiện"),
    ("time", "Thời gian thực hiện"),
    ("note", "Ghi chú"),
)
BAD_YEAR = "Hãy ghi năm bằng bốn chữ số, ví dụ 2024."
STALE_PAGE = "Trang này đã cũ; hãy tải lại trang rồi sửa lại."
COMMITTEE = "TM. ỦY BAN NHÂN DÂN"
AUTHORITIES = {
    "tm": (COMMITTEE, "", "Chủ tịch ký: TM. ỦY BAN NHÂN DÂN"),
    "kt": (f"{COMMITTEE} KT. CHỦ TỊCH", "", "Phó Chủ tịch ký thay: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH"),
    "q": (COMMITTEE, "Q. ", "Quyền Chủ tịch ký: TM. ỦY BAN NHÂN DÂN, Q. CHỦ TỊCH"),
    "head": ("", "", "Thủ trưởng cơ quan ký, không thay mặt tập thể"),
}
"""How a plan can be signed (Nghị định 30/2020/NĐ-CP, article 13): words before the title, at its start, in the form."""


def row_words(data: QueryDict, pk: int) -> tuple[int, Words]:
    """The revision seen and the cells of one row."""
    return _number(data.get(f"{pk}-seen")), Words(*(data.get(f"{pk}-{cell}", "") for cell, _ in CELLS))


def new_row_words(data: QueryDict, section: int) -> Words:
    """The cells of the blank row of a section."""
    return Words(*(data.get(f"moi{section}-{cell}", "") for cell, _ in CELLS))


def table_words(data: QueryDict) -> TableWords:
    """Every row and section that the form sent."""
    rows = {pk: row_words(data, pk) for pk in _ids(data.getlist("row"))}
    sections = {pk: (_section(data, pk, "was-"), _section(data, pk, "")) for pk in _ids(data.getlist("section"))}
    return TableWords(rows, sections)


def step_of(data: QueryDict) -> tuple[str, int]:
    """What is to be done after saving: "up-12" → "up", 12."""
    name, _, number = data.get("do", "").rpartition("-")
    return name, _number(number)


def _section(data: QueryDict, pk: int, prefix: str) -> SectionWords:
    return SectionWords(data.get(f"m{pk}-{prefix}title", ""), data.get(f"m{pk}-{prefix}lead", ""))


def _ids(values: Iterable[str]) -> list[int]:
    return [int(value) for value in values if value.isascii() and value.isdigit()]


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1


class YearsForm(forms.Form):
    """The years of a plan to come."""

    from_year = forms.IntegerField(label="Từ năm", error_messages={"invalid": BAD_YEAR, "required": BAD_YEAR})
    to_year = forms.IntegerField(label="Đến năm", error_messages={"invalid": BAD_YEAR, "required": BAD_YEAR})


class BeginForm(YearsForm):
    """A plan to be written from nothing."""

    title = forms.CharField(
        label="Tên kế hoạch",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy ghi tên kế hoạch."},
    )
    field_order = ("title", "from_year", "to_year")


class HeadForm(YearsForm):
    """The head of the plan and how it is signed."""

    title = forms.CharField(label="Tên kế hoạch", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    carries_out = forms.CharField(
        label="Thực hiện văn bản",
        required=False,
        max_length=2000,
        help_text="Văn bản cấp trên mà kế hoạch này thực hiện, ví dụ Quyết định số 2655/QĐ-UBND ngày 30/12/2023 của "
        "UBND thị xã Bỉm Sơn.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    number = forms.CharField(label="Số, ký hiệu", required=False, max_length=60, help_text="Ví dụ 03/KH-UBND.")
    issued_on = DayField(label="Ngày ban hành", required=False)
    authority = forms.ChoiceField(label="Ký theo", choices=[(key, said) for key, (_, _, said) in AUTHORITIES.items()])
    signer_title = forms.CharField(
        label="Chức vụ", required=False, max_length=110, help_text="Ví dụ CHỦ TỊCH, PHÓ CHỦ TỊCH."
    )
    signer = forms.CharField(label="Họ và tên người ký", required=False, max_length=120)
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": STALE_PAGE, "invalid": STALE_PAGE})
    field_order = (
        "title", "from_year", "to_year", "carries_out", "number", "issued_on", "authority", "signer_title", "signer",
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, plan: Plan) -> None:
        super().__init__(data, initial=_initial(plan))

    def head(self) -> Head:
        data = self.cleaned_data
        before, start, _ = AUTHORITIES[data["authority"]]
        title = data["signer_title"].removeprefix(start.strip()).strip()
        return Head(
            heading=Heading(data["number"], data["title"], data["from_year"], data["to_year"], data["issued_on"]),
            carries_out=data["carries_out"],
            authority=before,
            signer_title=f"{start}{title}" if title else "",
            signer=data["signer"],
        )


def _initial(plan: Plan) -> dict[str, Any]:
    names = ("title", "from_year", "to_year", "carries_out", "number", "issued_on", "signer")
    is_acting = plan.signer_title.startswith("Q. ")
    known = {fold(before): key for key, (before, start, _) in AUTHORITIES.items() if not start}
    key = "q" if is_acting else known.get(fold(plan.authority), "tm") if plan.authority or plan.signer else "tm"
    title = plan.signer_title.removeprefix("Q. ") or "CHỦ TỊCH"
    initial = {name: getattr(plan, name) for name in names}
    return initial | {"authority": key, "signer_title": title, "seen": plan.revision}
