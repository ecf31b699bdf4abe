"""How an improvement plan begins and what is written in it; shape only."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from cchc.numbers import shown
from cchc.web.fields import NumberField
from indices.actions.improving import RowWords, Words
from indices.enums import IndexKind, Side
from indices.models import Improvement, ImprovementRow
from indices.scoring.numbers import HUNDRED

OPENING_LENGTH = 20_000
CELL_LENGTH = 20_000
NEW_ROWS = ("n1", "n2")
DEADLINES = "Thường xuyên; Hàng quý; Tháng 6/{year}; Trước ngày 15/11/{year}; Quý III/{year}"
"""Ways to write a deadline that are read as days."""


class HandForm(forms.Form):
    """A plan from nothing."""

    kind = forms.ChoiceField(label="Chỉ số", choices=IndexKind.choices())
    base_year = forms.IntegerField(label="Năm của kết quả", min_value=2011, max_value=2100)
    year = forms.IntegerField(label="Năm thực hiện", min_value=2012, max_value=2101)


class ThresholdForm(forms.Form):
    """For which year, and under which per cent a component is weak."""

    nam = forms.IntegerField(label="Năm thực hiện", min_value=2012, max_value=2101)
    nguong = NumberField(label="Ngưỡng yếu (%)", help_text="Nội dung đạt dưới ngưỡng được chọn sẵn để khắc phục.")

    def clean_nguong(self) -> Decimal:
        value: Decimal | None = self.cleaned_data["nguong"]
        if value is None or value > HUNDRED:
            raise forms.ValidationError("Ngưỡng là một số từ 0 đến 100.")
        return value


def first_threshold(threshold: Decimal, year: int) -> dict[str, Any]:
    """What the choice begins with."""
    return {"nam": year, "nguong": shown(threshold)}


class PaperForm(forms.Form):
    """Title and opening; `seen` is the revision on which they were written."""

    title = forms.CharField(label="Tên kế hoạch", max_length=500, error_messages={"required": "Hãy ghi tên kế hoạch."})
    opening = forms.CharField(
        label="Kết quả nêu ở đầu kế hoạch",
        required=False,
        max_length=OPENING_LENGTH,
        strip=False,
        help_text="Lấy từ kết quả đã chọn; sửa theo lời văn bản công bố.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


def _cell(label: str, rows: int, placeholder: str = "") -> forms.CharField:
    attrs = {"rows": rows, "placeholder": placeholder}
    return forms.CharField(
        label=label, required=False, max_length=CELL_LENGTH, strip=False, widget=forms.Textarea(attrs=attrs)
    )


class RowForm(forms.Form):
    """One component and what is done about it; every field may be empty, the action says what is missing."""

    name = _cell("Nội dung (tiêu chí)", 2)
    side = forms.ChoiceField(label="Nhóm", choices=Side.choices(), required=False)
    area = forms.CharField(label="Lĩnh vực", max_length=300, required=False)
    measure = _cell("Nhiệm vụ, giải pháp", 4, "Mỗi giải pháp một dòng")
    agency = _cell("Cơ quan thực hiện", 4, "Mỗi giải pháp một dòng, cùng thứ tự")
    deadline = _cell("Thời gian thực hiện", 4)
    note = _cell("Ghi chú", 1)
    drop = forms.BooleanField(label="Bỏ hàng này", required=False)

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deadline"].widget.attrs["placeholder"] = DEADLINES.format(year=year).replace("; ", "\n")

    def words(self, pk: int | None) -> RowWords:
        """What a valid row says."""
        found = {
            name: self.cleaned_data[name] for name in ("side", "area", "name", "measure", "agency", "deadline", "note")
        }
        return RowWords(pk=pk, is_dropped=self.cleaned_data["drop"], **found)


class DraftForms:
    """The form of a whole draft: its heading, one form for each row, blank ones for new rows."""

    def __init__(self, improvement: Improvement, rows: Sequence[ImprovementRow], data: QueryDict | None = None) -> None:
        known = {str(row.pk): row for row in rows}
        first = {"title": improvement.title, "opening": improvement.opening, "seen": improvement.revision}
        self.paper = PaperForm(data, initial=first)
        keys = [key for key in data.getlist("row") if _is_key(key)] if data is not None else [*known, *NEW_ROWS]
        self.rows = [
            DraftRow(
                key,
                known.get(key),
                RowForm(data, prefix=f"r{key}", initial=_first(known.get(key)), year=improvement.year),
            )
            for key in dict.fromkeys(keys)
        ]

    @property
    def is_valid(self) -> bool:
        return all([self.paper.is_valid(), *(one.form.is_valid() for one in self.rows)])

    def words(self) -> Words:
        """What a valid draft says."""
        paper = self.paper.cleaned_data
        return Words(paper["title"], paper["opening"], tuple(one.form.words(one.pk) for one in self.rows))


class DraftRow:
    """One row of the form; `row` is None for a new one and for one that somebody else dropped meanwhile."""

    def __init__(self, key: str, row: ImprovementRow | None, form: RowForm) -> None:
        self.key, self.row, self.form = key, row, form

    @property
    def pk(self) -> int | None:
        return int(self.key) if self.key.isdecimal() and len(self.key) < 16 else None


def _is_key(key: str) -> bool:
    return key in NEW_ROWS or (key.isascii() and key.isdecimal() and len(key) < 16)


def _first(row: ImprovementRow | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {name: getattr(row, name) for name in ("name", "side", "area", "measure", "agency", "deadline", "note")}
