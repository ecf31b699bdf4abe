"""An officer's day: what presses first, and what is silent."""

from datetime import date

import pytest

from plans.models import Plan
from tasks.actions.updating import state_update
from tasks.enums import Outcome
from tasks.queries.lists import count_overdue
from tasks.queries.my_work import DutyCard, my_work
from tasks.statements import Statement
from tests.cast import TODAY, Cast, at
from tests.plans_in_force import duty, plan_in_force

pytestmark = pytest.mark.django_db


def names(cards: list[DutyCard]) -> list[tuple[str, date | None]]:
    return [(card.task.item.text, card.asked_by) for card in cards]


def test_groups_of_each_officer_on_10_june(cast: Cast, plan: Plan) -> None:
    tpht = my_work(cast.actors["tpht"], today=TODAY)
    assert names(tpht.overdue) == [("Rà soát văn bản", date(2023, 3, 31))]
    assert names(tpht.soon) == [("Theo dõi thi hành pháp luật", date(2023, 6, 16))]
    assert (names(tpht.this_period), names(tpht.waiting), tpht.later, tpht.silent) == ([], [], 0, 1)
    tckt = my_work(cast.actors["tckt"], today=TODAY)
    assert names(tckt.overdue) == [("Báo cáo tài chính", date(2023, 3, 16))]
    assert (names(tckt.soon), tckt.later) == ([("Báo cáo tài chính", date(2023, 6, 16))], 2)
    vptk = my_work(cast.actors["vptk"], today=TODAY)
    assert names(vptk.waiting) == [("Đào tạo cán bộ", None)]
    assert names(vptk.overdue) == [("Kiểm tra công vụ", date(2023, 3, 16)), ("Kiểm tra công vụ", date(2023, 3, 31))]


def test_who_co_ordinates_sees_the_duty_and_who_leads_it(cast: Cast, plan: Plan) -> None:
    cards = my_work(cast.actors["vhxh"], today=TODAY).overdue
    assert {(card.is_lead, card.may_update, card.lead_words) for card in cards} == {
        (False, False, "Công chức Văn phòng - Thống kê")
    }


def test_a_word_in_the_period_ends_the_silence_of_a_standing_duty(cast: Cast, plan: Plan) -> None:
    obligation = duty(plan, "1.3")
    state_update(
        actor=cast.actors["tpht"],
        obligation_id=obligation.pk,
        seen_update_id=None,
        statement=Statement(Outcome.DOING, date(2023, 6, 9), text="Đang theo dõi."),
        now=at("2023-06-09 10:00"),
    )
    work = my_work(cast.actors["tpht"], today=TODAY)
    assert (names(work.soon), names(work.settled), work.silent) == (
        [],
        [("Theo dõi thi hành pháp luật", date(2023, 12, 31))],
        0,
    )


def test_the_red_number_counts_what_ones_posts_owe(cast: Cast, plan: Plan) -> None:
    counted = {who: count_overdue(cast.actors[who], today=TODAY) for who in ("tpht", "tckt", "vhxh", "vptk", "chutich")}
    assert counted == {"tpht": 1, "tckt": 1, "vhxh": 0, "vptk": 2, "chutich": 0}


def test_the_page_asks_the_same_number_of_queries_for_few_and_many(
    cast: Cast, plan: Plan, django_assert_num_queries: object
) -> None:
    def queries() -> int:
        with django_assert_num_queries(QUERIES):  # type: ignore[operator]
            my_work(cast.actors["tpht"], today=TODAY)
        return QUERIES

    queries()
    plan_in_force(cast)
    plan_in_force(cast)
    queries()


QUERIES = 7
