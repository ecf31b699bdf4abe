"""What the commands of plans share: phrases from standard input, one sentence and exit status 1 for a refusal."""

import sys
from typing import NoReturn

from django.core.management.base import BaseCommand

from cchc.orgs.models import Organization
from cchc.orgs.queries.bodies import organization_by_code
from plans.queries import known_codes


def refuse(command: BaseCommand, sentence: str) -> NoReturn:
    """Say on stderr what is wrong and what to do, nothing else, and end with status 1."""
    command.stderr.write(sentence)
    sys.exit(1)


def read_lines(command: BaseCommand) -> list[str]:
    """Every line of standard input as UTF-8 (a byte-order mark is dropped), without its end; empty lines are phrases
    too, so that the answer has as many lines as the question."""
    given = sys.stdin.buffer.read()
    try:
        text = given.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse(command, "Đầu vào không phải UTF-8; hãy lưu tệp bằng bảng mã UTF-8 rồi chạy lại.")
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []


def organization_of(command: BaseCommand, code: str) -> Organization:
    """The body of that code; the refusal names the codes that exist."""
    organization = organization_by_code(code)
    if organization is None:
        codes = known_codes()
        hint = f"các mã đang có: {', '.join(codes)}" if codes else "chưa có đơn vị nào, hãy chạy manage.py load_demo"
        refuse(command, f"Không có đơn vị mang mã “{code}”; {hint}.")
    return organization
