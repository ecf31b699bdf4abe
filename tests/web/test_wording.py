"""Dates, numbers and waiting times in words."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from cchc.web.wording import (
    date_words,
    due_words,
    duration_words,
    moment_words,
    number_words,
    percent_words,
    size_words,
)

TODAY = date(2023, 6, 10)


@pytest.mark.parametrize(
    ("due_on", "said"),
    [
        (date(2023, 6, 13), "còn 3 ngày"),
        (date(2023, 6, 10), "hôm nay"),
        (date(2023, 6, 8), "quá hạn 2 ngày"),
        (date(2024, 6, 10), "còn 366 ngày"),
        (None, ""),
    ],
)
def test_due_words(due_on, said):
    assert due_words(due_on, TODAY).replace("\u00a0", " ") == said


def test_due_words_without_a_day_to_count_from():
    assert due_words(TODAY, None) == ""


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [
        (1234, None, "1.234"),
        (Decimal("1234.5"), None, "1.234,5"),
        ("2840", None, "2.840"),
        (Decimal("96.249"), 1, "96,2"),
        (Decimal("96.25"), 1, "96,3"),
        (Decimal("-1000000.5"), 2, "-1.000.000,50"),
        (0, None, "0"),
        ("chưa có", None, "chưa có"),
        (None, None, ""),
    ],
)
def test_number_words(value, places, said):
    assert number_words(value, places) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(Decimal("96.20"), "96,2 %"), (25, "25 %"), ("96,2", "96,2 %"), (Decimal("99.95"), "100 %"), ("", "")],
)
def test_percent_words(value, said):
    assert percent_words(value).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("octets", "said"),
    [(0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (1468006, "1,4 MB"), (20 * 1024**2, "20 MB"), (None, "")],
)
def test_size_words(octets, said):
    assert size_words(octets).replace("\u00a0", " ").replace(".", "") == said


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(minutes=15), "15 phút"),
        (timedelta(seconds=61), "2 phút"),
        (timedelta(hours=1), "1 giờ"),
        (timedelta(hours=1, minutes=30), "1 giờ 30 phút"),
        (None, ""),
    ],
)
def test_duration_words(span, said):
    assert duration_words(span) == said


def test_dates_are_written_day_first():
    assert date_words(TODAY) == "10/06/2023"
    assert moment_words(datetime(2023, 6, 10, 9, 42)) == "09:42 10/06/2023"
    assert (date_words(None), moment_words(None)) == ("", "")
