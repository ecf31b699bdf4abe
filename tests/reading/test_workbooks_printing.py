"""What a cell of a workbook shows, by its number and its format."""

import pytest

from plans.reading.workbooks.printing import printed_number


@pytest.mark.parametrize(
    ("raw", "code", "printed"),
    [
        ("1.0", "General", "1"),
        ("0.94999999999999996", "General", "0,95"),
        ("0.955", "0.0%", "95,5%"),
        ("12.50", "0.##", "12,5"),
        ("1", "00", "01"),
        ("-3", "#,##0_);(#,##0)", "(3)"),
        ("-3", "0", "-3"),
        ("1", '"Quý "0"/2023"', "Quý 1/2023"),
        ("3", '"Quý" General', "Quý 3"),
        ("45016", '[$-42A]dd "tháng" mm "năm" yyyy', "31/03/2023"),
        ("45016", '"trước "dd/mm/yyyy;@', "trước 31/03/2023"),
        ("45016", '"Tháng "m"/"yyyy', "Tháng 03/2023"),
        ("45016", "yyyy-mm-dd", "31/03/2023"),
        ("45016", "d-mmm", "31/03"),
        ("45016.5", "dd/mm/yyyy hh:mm", "31/03/2023 12:00"),
        ("0.5", "hh:mm", "12:00"),
        ("59", "dd/mm/yyyy", "28/02/1900"),
        ("2958470", "dd/mm/yyyy", "2958470"),
        ("0.5", "# ?/?", "0,5"),
        ("12345", "000-000", "12345"),
        ("nan", "0", "nan"),
        ("chữ", "0", "chữ"),
        ("1e300", "0.00", "1e+300"),
    ],
)
def test_numbers_by_their_format(raw: str, code: str, printed: str) -> None:
    assert printed_number(raw, code) == printed


def test_the_calendar_of_1904() -> None:
    assert printed_number("43554", "dd/mm/yyyy", from_1904=True) == "31/03/2023"
