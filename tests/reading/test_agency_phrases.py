"""Cells of agencies, phrase by phrase: the table in `agency_phrases.txt` holds each with what must be read of it."""

from pathlib import Path

import pytest

from plans.reading.agencies import Directory, read_agencies
from plans.reading.results import AgencyReading, Body
from tests.reading.agency_names import commune, district

TABLE = Path(__file__).with_name("agency_phrases.txt")
DIRECTORIES = {
    "commune": commune,
    "district": district,
    "province": Directory(
        [
            Body("Sở Nội vụ"),
            Body("Sở Tư pháp"),
            Body("Sở Tài chính"),
            Body("Sở Kế hoạch và Đầu tư"),
            Body("Sở Thông tin và Truyền thông"),
            Body("Sở Khoa học và Công nghệ"),
            Body("Văn phòng UBND tỉnh"),
            Body("Trung tâm Phục vụ hành chính công tỉnh"),
            Body("Đài Phát thanh và Truyền hình tỉnh"),
            Body("Bưu điện tỉnh"),
            Body("Công an tỉnh"),
            Body("UBND các huyện, thị xã, thành phố", fan_out=True),
        ]
    ),
    # A commune of the two levels that remain since 1 July 2025.
    "commune-2025": Directory(
        [
            Body("Phòng Văn hóa - Xã hội"),
            Body("Phòng Kinh tế"),
            Body("Văn phòng HĐND và UBND xã"),
            Body("Trung tâm Phục vụ hành chính công xã"),
            Body("Công an xã"),
            Body("Ban Chỉ huy Quân sự xã"),
        ]
    ),
}

Case = tuple[str, str, list[str]]


def cases() -> list[Case]:
    found: list[Case] = []
    directory = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            directory = line[1:].strip()
        elif line.startswith("    "):
            found[-1][2].append(line.strip())
        elif not line.startswith("#"):
            found.append((line.replace(" ⏎ ", "\n"), directory, []))
    return found


def described(reading: AgencyReading) -> list[str]:
    parts = {
        "lead": reading.lead,
        "coordinate": reading.coordinate,
        "groups": reading.groups,
        "unknown": reading.unknown,
    }
    lines = [f"{name} {'; '.join(words)}" for name, words in parts.items() if words]
    codes = " ".join(doubt.code for doubt in reading.doubts)
    return [*lines, f"? {codes}"] if codes else lines


@pytest.mark.parametrize(("text", "directory", "expected"), cases())
def test_phrase(text: str, directory: str, expected: list[str]) -> None:
    assert described(read_agencies(text, DIRECTORIES[directory])) == expected
