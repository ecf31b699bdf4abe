"""What a person decides about his reminders, as it comes in from his browser."""

from typing import Any

from django import forms

from cchc.orgs.reminding import BEFORE


class ReminderForm(forms.Form):
    """Which reminders come; the day itself, what is overdue and letters always do."""

    days_before = forms.MultipleChoiceField(
        label="Nhắc trước hạn",
        required=False,
        choices=[(str(day), f"{day} ngày") for day in BEFORE],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Chỉ nhắc trước 7, 3 hoặc 1 ngày; hãy chọn trong ba mức đó."},
    )
    by_mail = forms.BooleanField(label="Gửi cả bằng thư điện tử, mỗi ngày nhiều nhất một thư", required=False)

    def choice(self) -> dict[str, Any]:
        """What the action takes of a valid form."""
        days = [int(day) for day in self.cleaned_data["days_before"]]
        return {"by_mail": self.cleaned_data["by_mail"], "days_before": days}


class AddressForm(forms.Form):
    """Where mail goes."""

    email = forms.EmailField(
        label="Địa chỉ thư điện tử",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Địa chỉ thư viết sai kiểu; cần như ten@quangtrung.gov.vn, hoặc để trống."},
    )
