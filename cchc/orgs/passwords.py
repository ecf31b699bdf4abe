"""Passwords for one use, user names. Pure.

A password that somebody reads from a sheet and types once: no letters that look alike, in three groups.
"""

import re
import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1: they are mistaken for one another on paper."""
GROUPS, GROUP_LENGTH = 3, 4
"""31¹² possibilities are 59 bits: nobody guesses it before it is changed at the first sign-in."""
_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,58})[a-z0-9]")
BAD_USERNAME = "từ 3 đến 60 chữ thường không dấu, chữ số, dấu chấm, gạch; ví dụ tpht.quangtrung"


def one_time_password() -> str:
    """ "k7mp-x3qa-wd9t" """
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def is_username(text: str) -> bool:
    """Whether an account may be named so: what every keyboard types without a Vietnamese input method."""
    return _USERNAME.fullmatch(text) is not None
