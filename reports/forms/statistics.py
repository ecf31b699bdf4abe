"""What comes in about figures of one's own and about targets, shape only."""

from typing import Any

from django import forms

from cchc.web.fields import NumberField
from reports.statistics.formulas import OverYear
from reports.statistics.starting_set import AREAS

OVER_YEAR = (
    (OverYear.SUM, "Cộng các kỳ lại (số hồ sơ, số văn bản …)"),
    (OverYear.LAST, "Lấy số cuối kỳ (số người hiện có, dự toán năm …)"),
)


class IndicatorForm(forms.Form):
    """A figure of one's own: a number, or a part of a whole."""

    name = forms.CharField(
        label="Tên chỉ tiêu",
        max_length=200,
        help_text="Như sẽ in trong bảng thống kê, ví dụ: Hộ dân được cấp mã số định danh điện tử.",
        error_messages={"required": "Hãy ghi tên chỉ tiêu."},
    )
    unit = forms.CharField(
        label="Đơn vị tính",
        max_length=40,
        help_text="Ví dụ: hộ, văn bản, triệu đồng.",
        error_messages={"required": "Hãy ghi đơn vị tính, ví dụ: hộ."},
    )
    area = forms.ChoiceField(label="Lĩnh vực", choices=[(area, area) for area in AREAS])
    part = forms.CharField(
        label="Số liệu tử số", required=False, max_length=200, help_text="Để trống thì mang tên của chỉ tiêu."
    )
    whole = forms.CharField(
        label="Số liệu mẫu số",
        required=False,
        max_length=200,
        help_text="Ví dụ: Tổng số hộ dân. Để trống nếu chỉ tiêu là một con số, không phải tỷ lệ.",
    )
    over_year = forms.ChoiceField(label="Số của cả năm", choices=OVER_YEAR)
    from_year = forms.IntegerField(
        label="Nhập từ năm",
        min_value=2000,
        max_value=2100,
        error_messages={"required": "Hãy ghi năm bắt đầu, ví dụ 2023."},
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_year"].initial = year


class EndForm(forms.Form):
    """The last year of a figure."""

    last_year = forms.IntegerField(min_value=2000, max_value=2100)


class ResultForm(forms.Form):
    """What a target achieved by the end of a period."""

    period = forms.CharField(max_length=30)
    numerator = NumberField(label="Tử số hoặc kết quả")
    denominator = NumberField(label="Mẫu số")
    note = forms.CharField(label="Ghi chú", required=False, max_length=300)
