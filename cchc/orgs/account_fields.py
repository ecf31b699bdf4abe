"""Who somebody is and how he signs in, asked for on pages of people here and, beside their own questions, further up.
Shape only; rules are the actions'."""

from django import forms

from cchc.orgs.actions.accounts import Newcomer
from cchc.orgs.passwords import BAD_USERNAME, is_username


class AccountForm(forms.Form):
    """Who somebody is and how he signs in."""

    full_name = forms.CharField(label="Họ và tên", max_length=150, error_messages={"required": "Hãy ghi họ và tên."})
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Không dấu, như tpht.quangtrung.",
        error_messages={"required": "Hãy ghi tên đăng nhập."},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="Thư điện tử",
        required=False,
        help_text="Để nhận thư nhắc việc.",
        error_messages={"invalid": "Địa chỉ thư viết sai kiểu; cần như ten@quangtrung.gov.vn, hoặc để trống."},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_username(self) -> str:
        """New names are what every keyboard types; one that is there may stay as it is."""
        name: str = self.cleaned_data["username"]
        if name != self.initial.get("username") and not is_username(name):
            raise forms.ValidationError(f"Cần {BAD_USERNAME}.")
        return name

    def newcomer(self) -> Newcomer:
        data = self.cleaned_data
        return Newcomer(data["full_name"], data["username"], data["email"])
