"""The addresses of figures and what they open, on frozen facts alone."""

from dataclasses import replace

import pytest

from reports.provenance import GIVEN, RESTATED, ROWS, SO_FAR, Address, Number, columns_of, opened, restated_columns
from tasks.enums import State
from tests.reports.sample import compared, sample

HERE, BEFORE = Address("/bao-cao/2/nhiem-vu/"), Address("/bao-cao/1/nhiem-vu/")
WAITING = list(State).index(State.WAITING)


def test_every_column_leads_to_its_own_rows_and_last_years_to_that_report() -> None:
    columns = columns_of(compared(), HERE, BEFORE)
    assert [(column.title, column.states[WAITING]) for column in columns] == [
        ("Nhiệm vụ của kế hoạch", Number("2", "/bao-cao/2/nhiem-vu/?trang-thai=waiting")),
        ("Việc đến hạn trong kỳ", Number("2", "/bao-cao/2/nhiem-vu/?viec=waiting")),
        ("Việc từ đầu năm", Number("2", "/bao-cao/2/nhiem-vu/?tu-dau-nam=waiting")),
        ("Cùng kỳ năm 2022", Number("2", "/bao-cao/1/nhiem-vu/?viec=waiting")),
        ("Nhiệm vụ cấp trên giao", Number("0")),
    ]


def test_a_year_before_without_a_report_has_figures_that_open_nothing() -> None:
    column = columns_of(compared(), HERE, None)[3]
    assert (column.total, column.done, column.base) == (Number("25"), Number("6"), Number("21"))


def test_a_report_of_the_first_version_has_its_two_columns() -> None:
    assert [column.title for column in columns_of(sample(), HERE, None)] == [
        "Nhiệm vụ của kế hoạch",
        "Việc đến hạn trong kỳ",
    ]
    assert opened(sample(), {ROWS: "waiting"}).shown == 2


def test_a_restated_period_leads_to_its_report_and_to_the_rows_as_known_now() -> None:
    facts = compared()
    facts = replace(facts, restated=(replace(facts.restated[0], report_id=1),))
    was, now = restated_columns(facts, HERE, {1: BEFORE})
    assert (was.total, now.total) == (
        Number("6", "/bao-cao/1/nhiem-vu/?viec=tat-ca"),
        Number("7", "/bao-cao/2/nhiem-vu/?bo-sung=0-tat-ca"),
    )
    assert opened(facts, {RESTATED: "0-tat-ca"}).shown == 7


@pytest.mark.parametrize(("asked", "shown"), [({GIVEN: "tat-ca"}, 4), ({GIVEN: "late"}, 1), ({SO_FAR: "tat-ca"}, 23)])
def test_given_work_and_the_year_so_far_open_their_own_rows(asked: dict[str, str], shown: int) -> None:
    found = opened(compared(), asked)
    assert (found.shown, {behind.row.given_by != "" for part in found.parts for behind in part.rows}) == (
        shown,
        {GIVEN in asked},
    )


def test_a_page_with_values_of_its_own_keeps_them() -> None:
    here = Address("/bao-cao/tai-ngay/", {"ngay": "10/05/2023", "phan": "nhiem-vu"})
    assert here.to("viec", "late") == "/bao-cao/tai-ngay/?ngay=10%2F05%2F2023&phan=nhiem-vu&viec=late"
