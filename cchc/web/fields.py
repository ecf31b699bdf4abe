"""Fields that every form writes alike."""

from typing import Any

from django import forms

DAY_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y")
BAD_DAY = "Ngày này không có trong lịch hoặc viết sai kiểu; hãy ghi ngày/tháng/năm, ví dụ 10/06/2023."
NO_DAY = "Hãy ghi ngày, ví dụ 10/06/2023."


class DayField(forms.DateField):
    """A day as people here write it: a date picker would show month/day on a Windows set to English."""

    def __init__(self, *, required_words: str = NO_DAY, **kwargs: Any) -> None:
        super().__init__(
            input_formats=DAY_FORMATS,
            error_messages={"invalid": BAD_DAY, "required": required_words},
            widget=forms.DateInput(
                attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"},
                format="%d/%m/%Y",
            ),
            **kwargs,
        )
