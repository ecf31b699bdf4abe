"""Signing in, one's own password: Django's forms with this office's words."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm


class SignInForm(AuthenticationForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages = {
            "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng; hãy xem lại bộ gõ, phím Caps Lock rồi thử lại.",
            "inactive": "Tài khoản này đã ngừng dùng; hãy hỏi người quản trị của đơn vị.",
        }


class OwnPasswordForm(PasswordChangeForm):
    """One's own password, which must not stay the one that the administrator knows."""

    def clean_new_password1(self) -> str:
        new: str = self.cleaned_data["new_password1"]
        if self.user.check_password(new):
            raise forms.ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng; hãy đặt mật khẩu khác.")
        return new
