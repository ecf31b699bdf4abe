"""Posts, and the leaving of their holders: what comes in from browsers, shape only."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms

from cchc.orgs.account_fields import AccountForm
from cchc.orgs.actions.accounts import Newcomer
from cchc.orgs.enums import PositionKind
from cchc.orgs.models import Membership, User
from cchc.web.fields import DayField

NOBODY, SOMEBODY_NEW = "", "moi"
AT_ONCE, LATER = "ngay", "sau"
BAD_ORDER = "Thứ tự là một số từ 0 đến 999; số nhỏ đứng trước."


class PostForm(forms.Form):
    """A post or section and the words by which documents call it."""

    name = forms.CharField(
        label="Tên", max_length=200, error_messages={"required": "Hãy ghi tên chức danh hoặc bộ phận."}
    )
    short_name = forms.CharField(label="Tên ngắn", required=False, max_length=60)
    aliases = forms.CharField(
        label="Tên gọi khác",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một tên mà văn bản hay dùng, để đọc kế hoạch nhận ra.",
    )
    kind = forms.ChoiceField(label="Loại", choices=PositionKind.choices(), widget=forms.RadioSelect)
    order = forms.IntegerField(
        label="Thứ tự",
        required=False,
        min_value=0,
        max_value=999,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), BAD_ORDER),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """What the actions take of a valid form."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "short_name": data["short_name"],
            "aliases": [line for line in data["aliases"].splitlines() if line.strip()],
            "kind": PositionKind(data["kind"]),
            "order": data["order"] or 0,
        }


class PostEndForm(forms.Form):
    last_on = DayField(label="Đến hết ngày")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class LeaveForm(AccountForm):
    """When somebody goes, and who comes: nobody, a colleague, or somebody new with an account of his own."""

    when = forms.ChoiceField(
        label="Thôi lúc nào",
        choices=[(AT_ONCE, "Ngay bây giờ: mất quyền ở thao tác kế tiếp"), (LATER, "Sau một ngày làm việc cuối")],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn thôi ngay hay sau một ngày."},
    )
    last_on = DayField(
        label="Ngày làm việc cuối", required=False, help_text="Chỉ khi thôi sau; người thay bắt đầu từ ngày kế tiếp."
    )
    successor = forms.ChoiceField(
        label="Người thay",
        required=False,
        error_messages={"invalid_choice": "Người này không ở đơn vị; hãy chọn trong danh sách."},
    )

    def __init__(self, *args: Any, colleagues: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.user_id): one for one in colleagues}
        for name in ("full_name", "username"):
            self.fields[name].required = False
        choices = [(pk, _words(one)) for pk, one in self.colleagues.items()]
        cast("forms.ChoiceField", self.fields["successor"]).choices = [
            (NOBODY, "Chưa có người thay"),
            *choices,
            (SOMEBODY_NEW, "Người mới, chưa có tài khoản (điền bên dưới)"),
        ]

    def clean_username(self) -> str:
        return super().clean_username() if self.data.get("successor") == SOMEBODY_NEW else ""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("when") == LATER and not data.get("last_on") and "last_on" not in self.errors:
            self.add_error("last_on", "Hãy ghi ngày làm việc cuối.")
        if data.get("successor") == SOMEBODY_NEW:
            for name, words in (("full_name", "Hãy ghi họ và tên."), ("username", "Hãy ghi tên đăng nhập.")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return data

    @property
    def last_day(self) -> date | None:
        """None: at once."""
        day: date | None = self.cleaned_data["last_on"]
        return day if self.cleaned_data["when"] == LATER else None

    def chosen(self) -> User | Newcomer | None:
        given = self.cleaned_data["successor"]
        if given == SOMEBODY_NEW:
            return self.newcomer()
        return self.colleagues[given].user if given else None


def _words(membership: Membership) -> str:
    posts = ", ".join(post.name for post in membership.positions.all())
    return f"{membership.user} ({posts or membership.get_role_display()})"
