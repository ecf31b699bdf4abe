"""Signing in and changing the password: Django's forms with this office's words."""

from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng; hãy kiểm tra bộ gõ và phím Caps Lock rồi thử lại.",
        "inactive": "Tài khoản này đã ngừng dùng; hãy hỏi người quản trị của đơn vị.",
    }
