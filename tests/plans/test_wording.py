"""Readings as people say them."""

from datetime import date
from decimal import Decimal

import pytest

from plans.doubt_kinds import Field, kind_of
from plans.enums import Comparator, DeadlineKind, Every
from plans.reading.results import Clause
from plans.wording import clause_words, target_words

END = date(2023, 12, 31)


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (Clause(DeadlineKind.FIXED, "quý I", due=date(2023, 3, 31)), "hạn 31/03/2023"),
        (Clause(DeadlineKind.RANGE, "", start=date(2023, 3, 1), due=END), "từ 01/03/2023 đến 31/12/2023"),
        (
            Clause(DeadlineKind.RECURRING, "", label="Báo cáo", every=Every.QUARTER, on_demand=True),
            "Báo cáo: hàng quý, và khi có yêu cầu",
        ),
        (Clause(DeadlineKind.RECURRING, "", every=Every.MONTH, day=20), "ngày 20 hàng tháng"),
        (Clause(DeadlineKind.RECURRING, "", every=Every.YEAR, due=date(2023, 12, 15)), "hàng năm, hạn 15/12"),
        (Clause(DeadlineKind.CONTINUOUS, "", due=END), "thường xuyên đến 31/12/2023"),
        (Clause(DeadlineKind.CONTINUOUS, ""), "thường xuyên"),
        (Clause(DeadlineKind.EVENT, "khi có", trigger="khi có hồ sơ"), "chờ sự việc: khi có hồ sơ"),
        (Clause(DeadlineKind.EXTERNAL, "Theo Kế hoạch"), "theo văn bản khác: Theo Kế hoạch"),
        (Clause(DeadlineKind.UNKNOWN, "đầu quý"), "chưa rõ: đầu quý"),
        (Clause(DeadlineKind.UNKNOWN, ""), "không ghi thời hạn"),
    ],
)
def test_clauses(clause, words):
    assert clause_words(clause) == words


@pytest.mark.parametrize(
    ("aim", "words"),
    [
        ((Comparator.AT_LEAST, Decimal("99.0000"), None, "%"), "ít nhất 99\u00a0%"),
        ((Comparator.EQUAL, Decimal("100.0000"), None, "%"), "100\u00a0%"),
        ((Comparator.BETWEEN, Decimal(30), Decimal(50), "%"), "từ 30 đến 50\u00a0%"),
        ((Comparator.ABOVE, Decimal("0.7000"), None, "%"), "trên 0,7\u00a0%"),
        ((Comparator.AT_MOST, Decimal(1200), None, ""), "nhiều nhất 1.200"),
    ],
)
def test_targets(aim, words):
    assert target_words(*aim) == words


def test_every_kind_of_point_has_its_heading_and_unknown_ones_are_shown_too():
    assert (kind_of("impossible_date").title, kind_of("impossible_date").field) == (
        "Ngày không có trong lịch",
        Field.DEADLINE,
    )
    assert kind_of("something_new").title == "Điểm khác cần xem"
