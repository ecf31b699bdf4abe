"""Roles and posts of people: what comes in from browsers, shape only; rules are the actions'."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from cchc.orgs.account_fields import AccountForm
from cchc.orgs.enums import Role
from cchc.orgs.models import Position
from cchc.web.fields import DayField


class TermForm(forms.Form):
    """A role and posts in one body, from a day to a day; offers only what this administrator may give there."""

    role = forms.ChoiceField(
        label="Vai trò",
        error_messages={
            "required": "Hãy chọn vai trò.",
            "invalid_choice": "Anh chị không giao được vai trò này ở đơn vị này; hãy chọn trong danh sách.",
        },
    )
    positions = forms.MultipleChoiceField(
        label="Chức danh",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Việc thuộc về chức danh: ai giữ chức danh nào thì nhận việc của chức danh đó.",
        error_messages={"invalid_choice": "Chức danh này không phải của đơn vị; hãy chọn trong danh sách."},
    )
    valid_from = DayField(label="Từ ngày", required=False, help_text="Để trống: từ trước đến nay.")
    valid_to = DayField(label="Đến hết ngày", required=False, help_text="Để trống: chưa định ngày thôi.")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, roles: Iterable[Role], posts: Iterable[Position], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        role = cast("forms.ChoiceField", self.fields["role"])
        positions = cast("forms.MultipleChoiceField", self.fields["positions"])
        role.choices = [("", "Chọn vai trò"), *((one.value, one.label) for one in roles)]
        positions.choices = [(pk, post.name) for pk, post in self.posts.items()]

    def term(self) -> dict[str, Any]:
        """What the actions take of a valid form."""
        data = self.cleaned_data
        return {
            "role": Role(data["role"]),
            "positions": [self.posts[pk] for pk in data["positions"]],
            "valid_from": data["valid_from"],
            "valid_to": data["valid_to"],
        }


class EngageForm(AccountForm, TermForm):
    """A new person with his first role."""

    field_order = ("full_name", "username", "email", "role", "positions", "valid_from", "valid_to")
