"""Signing in: Django's form with this office's words."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages = {
            "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng; hãy xem lại bộ gõ, phím Caps Lock rồi thử lại.",
            "inactive": "Tài khoản này đã ngừng dùng; hãy hỏi người quản trị của đơn vị.",
        }
