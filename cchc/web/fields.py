"""Fields that every form writes alike."""

from decimal import Decimal
from typing import Any

from django import forms

from cchc.numbers import UnreadableError, read_number

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


class NumberField(forms.CharField):
    """A number as people here write it ("2.840", "96,5"); None where the field is empty, which is not 0."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(required=False, max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        try:
            return read_number(super().clean(value))
        except UnreadableError as error:
            raise forms.ValidationError(str(error)) from error
