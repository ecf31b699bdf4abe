"""Given work tied to the body's own plan: a word on one counts on the other, once, by the same rules."""

from datetime import date

import pytest

from cchc.orgs.refusals import Forbidden, Refused
from plans.models import Plan
from reports.collecting import collect_facts
from reports.facts import ReportFacts
from tasks.actions.closing import close_period
from tasks.actions.dates import cancel_obligation
from tasks.actions.tying import tie_tasks, untie_tasks
from tasks.actions.updating import Conflict, state_update
from tasks.enums import LateCause, ObligationKind, Outcome, PeriodKind, State
from tasks.evidence_files import EvidenceFile
from tasks.models import Evidence, Obligation, Task, Tie, Update
from tasks.periods import Timetable, period
from tasks.queries.giving import row_page
from tasks.queries.ties import tie_page
from tasks.statements import Statement
from tasks.tying import Half, joined, likeness_of
from tests.cast import NOW, TODAY, Cast, at
from tests.plans_in_force import duty, plan_in_force
from tests.tasks.given_work import say, task_of, town_plan

pytestmark = pytest.mark.django_db
Q2 = date(2023, 6, 16)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return town_plan(cast)


@pytest.fixture
def own(cast: Cast) -> Plan:
    """Quang Trung's own: 1.2 reports on its finances every quarter."""
    return plan_in_force(cast)


def tie(cast: Cast, given: Task, *own: Task, who: str = "vptk") -> int:
    return tie_tasks(actor=cast.actors[who], given_id=given.pk, own_ids=[task.pk for task in own], now=NOW)


def words_on(obligation: Obligation) -> list[tuple[str, str, bool]]:
    return [(u.outcome, u.text, u.carried_from_id is not None) for u in obligation.updates.all()]


def given_q2(cast: Cast, plan: Plan) -> Obligation:
    found: Obligation = task_of(plan, "3", cast.quang_trung).obligations.get(due_on=Q2)
    return found


def half(key: int, *, due: date | None = None, quarter: int = 0, kind: ObligationKind = ObligationKind.FIXED) -> Half:
    return Half(key, kind, due, ("quarter", 2023, quarter) if quarter else None, f"việc {key}")


def test_which_duties_are_alike() -> None:
    standing = ObligationKind.STANDING
    day, other = date(2023, 3, 31), date(2023, 6, 30)
    cases = [
        ([half(1, quarter=1), half(2, quarter=2)], [half(3, quarter=2, due=day), half(4, quarter=4)], [(2, 3)]),
        ([half(1, due=day), half(2, due=other)], [half(3, due=other)], [(2, 3)]),
        ([half(1, due=day)], [half(2, due=other)], [(1, 2)]),
        ([half(1, due=day), half(5)], [half(2, due=other)], []),
        ([half(1, kind=standing, due=day)], [half(2, kind=standing, due=other)], [(1, 2)]),
        ([half(1, kind=standing, due=day)], [half(2, due=day)], []),
        ([half(1, kind=standing), half(3, due=day)], [half(2, kind=standing), half(4, due=day)], [(1, 2), (3, 4)]),
    ]
    found = [[(a.key, b.key) for a, b in likeness_of(given, own).pairs] for given, own, _ in cases]
    assert found == [pairs for *_, pairs in cases]
    told = likeness_of([half(1, due=day), half(5)], [half(2, due=other)]).words
    assert told == (
        "Không việc nào khớp nhau. Chưa khớp: bên được giao: việc 1; việc 5 · bên kế hoạch của mình: việc 2."
    )


def test_the_given_duty_is_done_when_all_that_stand_for_it_are() -> None:
    done = Statement(Outcome.DONE, date(2023, 6, 5), "Xong.")
    cases = [
        ([], Outcome.DONE, date(2023, 6, 5)),
        ([(None, None)], Outcome.DOING, date(2023, 6, 5)),
        ([(Outcome.DONE, date(2023, 6, 7))], Outcome.DONE, date(2023, 6, 7)),
        ([(Outcome.NOTHING, date(2023, 6, 1)), (Outcome.DOING, date(2023, 6, 8))], Outcome.DOING, date(2023, 6, 5)),
    ]
    found = [joined(done, others) for others, *_ in cases]
    assert [(one.outcome, one.effective_on) for one in found] == [(outcome, day) for _, outcome, day in cases]
    nothing = Statement(Outcome.NOTHING, date(2023, 6, 5))
    assert joined(nothing, [(Outcome.DONE, date(2023, 6, 1))]).outcome == Outcome.DONE


def test_the_most_alike_row_is_suggested_first_with_what_matches(cast: Cast, plan: Plan, own: Plan) -> None:
    given = task_of(plan, "3", cast.quang_trung)
    page = tie_page(cast.actors["vptk"], given.pk, "")
    assert page is not None
    assert (page.total, page.candidates[0].task) == (5, duty(own, "1.2", Q2).task)
    assert page.candidates[0].likeness.words == (
        "Khớp 4 việc: Báo cáo, quý I năm 2023, hạn 16/03/2023; Báo cáo, quý II năm 2023, hạn 16/06/2023; "
        "Báo cáo, quý III năm 2023, hạn 18/09/2023; Báo cáo, quý IV năm 2023, hạn 18/12/2023."
    )
    found = tie_page(cast.actors["vptk"], given.pk, "kiem tra cong vu")
    assert found is not None
    assert [one.task.item.text for one in found.candidates] == ["Kiểm tra công vụ"]
    assert [tie_page(cast.actors[who], given.pk, "") for who in ("thi-xa", "noivu", "ba-dinh.vptk")] == [None] * 3


@pytest.mark.parametrize("stated_on_given", [True, False])
def test_a_word_is_said_once_and_counts_twice(cast: Cast, plan: Plan, own: Plan, stated_on_given: bool) -> None:
    given, mine = given_q2(cast, plan), duty(own, "1.2", Q2)
    tie(cast, given.task, mine.task)
    said_on, other = (given, mine) if stated_on_given else (mine, given)
    update = say(cast, "vptk", said_on, Outcome.DONE, "Đã gửi báo cáo.", effective=date(2023, 6, 7))
    other.refresh_from_db()
    assert (words_on(said_on), words_on(other)) == (
        [("done", "Đã gửi báo cáo.", False)],
        [("done", "Đã gửi báo cáo.", True)],
    )
    carried = other.updates.get()
    assert (carried.carried_from, carried.effective_on, carried.recorded_at) == (
        update,
        date(2023, 6, 7),
        update.recorded_at,
    )
    assert (other.outcome, other.outcome_on, other.last_update_id) == ("done", date(2023, 6, 7), carried.pk)
    other.task.refresh_from_db()
    left = other.task.obligations.exclude(due_on=Q2).order_by("due_on")
    assert (other.task.next_due_on, left.filter(outcome="").count()) == (date(2023, 3, 16), 3)


def test_the_officer_of_the_own_row_reports_for_both(cast: Cast, plan: Plan, own: Plan) -> None:
    given, mine = given_q2(cast, plan), duty(own, "1.2", Q2)
    with pytest.raises(Forbidden):
        say(cast, "tckt", given)
    tie(cast, given.task, mine.task, who="chutich")
    say(cast, "tckt", mine, Outcome.DONE, "Đã gửi.")
    page = row_page(cast.actors["thi-xa"], plan.pk, given.task.item_id, today=TODAY)
    assert page is not None
    assert {one.body.code: one.last and one.last.text for one in page.receivers} == {
        "quang-trung": "Đã gửi.",
        "ba-dinh": None,
    }


def test_who_may_tie_and_to_what(cast: Cast, plan: Plan, own: Plan) -> None:
    given, mine = task_of(plan, "3", cast.quang_trung), duty(own, "1.2", Q2).task
    for who in ("tpht", "thi-xa"):
        with pytest.raises(Forbidden):
            tie(cast, given, mine, who=who)
    with pytest.raises(Task.DoesNotExist):
        tie(cast, given, mine, who="ba-dinh.vptk")
    theirs = duty(plan_in_force(cast, who="ba-dinh.vptk"), "1.2", Q2).task
    for wrong in (theirs, given, task_of(plan, "2", cast.quang_trung)):
        with pytest.raises(Refused, match="Hãy chọn ít nhất một nhiệm vụ"):
            tie(cast, given, wrong)
    assert (tie(cast, given, mine, mine), Tie.objects.count()) == (1, 1)
    with pytest.raises(Refused, match="chưa nối"):
        tie(cast, given, mine)


def test_unlike_and_cancelled_duties_get_nothing(cast: Cast, plan: Plan, own: Plan) -> None:
    given, mine = given_q2(cast, plan), duty(own, "1.2", Q2)
    tie(cast, given.task, duty(own, "1.1").task, mine.task)
    say(cast, "tpht", duty(own, "1.1"), cause=LateCause.OWN)
    assert Update.objects.filter(carried_from__isnull=False).count() == 0
    cancel_obligation(actor=cast.actors["thi-xa"], obligation_id=given.pk, reason="Thôi.", now=NOW)
    say(cast, "tckt", mine, when="2023-06-11 08:00")
    assert (words_on(given), len(words_on(mine))) == ([], 1)


def test_untied_rows_go_their_own_ways(cast: Cast, plan: Plan, own: Plan) -> None:
    given, mine = given_q2(cast, plan), duty(own, "1.2", Q2)
    tie(cast, given.task, mine.task)
    say(cast, "tckt", mine, text="Lần một.")
    untie_tasks(actor=cast.actors["vptk"], given_id=given.task_id, tie_id=Tie.objects.get().pk, now=NOW)
    say(cast, "tckt", mine, text="Lần hai.")
    assert ([text for _, text, _ in words_on(given)], len(words_on(mine))) == (["Lần một."], 2)


def test_two_own_rows_finish_the_given_one_together(cast: Cast, plan: Plan, own: Plan) -> None:
    given, first, second = given_q2(cast, plan), duty(own, "1.2", Q2), duty(own, "2.2", Q2)
    tie(cast, given.task, first.task, second.task)
    say(cast, "vptk", first, Outcome.DONE, "Phần một xong.", effective=date(2023, 6, 8))
    given.refresh_from_db()
    assert (given.outcome, words_on(second)) == ("doing", [])
    say(cast, "vptk", second, Outcome.DONE, "Phần hai xong.", effective=date(2023, 6, 6))
    given.refresh_from_db()
    assert (given.outcome, given.outcome_on) == ("done", date(2023, 6, 8))
    assert [len(words_on(one)) for one in (given, first, second)] == [2, 1, 1]


def test_what_is_late_on_the_other_side_says_why_there(cast: Cast, plan: Plan, own: Plan) -> None:
    given, mine = task_of(plan, "2", cast.quang_trung).obligations.get(), duty(own, "1.1")
    Obligation.objects.filter(pk=mine.pk).update(due_on=date(2023, 6, 30))
    tie(cast, given.task, mine.task)
    with pytest.raises(Refused, match=r"^Ở việc nối với, kế hoạch của Thị xã Bỉm Sơn: Việc xong sau hạn 31/05/2023"):
        say(cast, "tpht", mine, Outcome.DONE, "Xong.")
    assert Update.objects.count() == 0
    say(cast, "tpht", mine, Outcome.DONE, "Xong.", cause=LateCause.OWN)
    assert [(u.obligation_id, u.late_cause) for u in Update.objects.order_by("pk")] == [
        (mine.pk, "own"),
        (given.pk, "own"),
    ]


def test_a_closed_period_refuses_both_and_stores_nothing(cast: Cast, plan: Plan, own: Plan) -> None:
    given, mine = given_q2(cast, plan), duty(own, "1.2", Q2)
    tie(cast, given.task, mine.task)
    close_period(
        actor=cast.actors["vptk"],
        organization=cast.quang_trung,
        period=period(PeriodKind.QUARTER, 2023, 2, Timetable()),
        now=at("2023-06-15 08:00"),
    )
    with pytest.raises(Refused, match="Báo cáo quý II năm 2023 đã gửi"):
        say(cast, "tckt", mine, Outcome.DONE, "Xong.", when="2023-06-15 09:00", effective=date(2023, 6, 14))
    assert Update.objects.count() == 0
    after = {"when": "2023-06-15 09:00", "effective": date(2023, 6, 14), "is_after_cutoff": True}
    say(cast, "tckt", mine, Outcome.DONE, "Xong.", **after)  # type: ignore[arg-type]
    assert [u.is_after_cutoff for u in Update.objects.all()] == [True, True]


@pytest.mark.parametrize(("when", "state"), [("2023-06-16 23:59", State.ON_TIME), ("2023-06-17 00:01", State.LATE)])
def test_the_day_is_the_same_on_both_sides(cast: Cast, plan: Plan, own: Plan, when: str, state: State) -> None:
    given, mine = given_q2(cast, plan), duty(own, "1.2", Q2)
    tie(cast, given.task, mine.task)
    say(cast, "tckt", mine, Outcome.DONE, "Đã gửi.", when=when, cause=LateCause.OWN)
    facts = facts_of(cast, until=date(2023, 6, 20))
    states = [duty.state for row in rows_of(facts) for duty in row.duties if duty.obligation in (given.pk, mine.pk)]
    assert states == [state, state]


def test_a_second_person_is_told_on_both_sides(cast: Cast, plan: Plan, own: Plan) -> None:
    given, mine = given_q2(cast, plan), duty(own, "1.2", Q2)
    tie(cast, given.task, mine.task)
    say(cast, "tckt", mine, text="Lời của công chức.")
    statement = Statement(Outcome.DOING, date(2023, 6, 9), "Lời của văn phòng.")
    blind = {"seen_update_id": None, "statement": statement, "now": at("2023-06-09 10:00")}
    for obligation in (given, mine):
        with pytest.raises(Conflict) as caught:
            state_update(actor=cast.actors["vptk"], obligation_id=obligation.pk, **blind)
        assert caught.value.theirs.text == "Lời của công chức."
    assert Update.objects.count() == 2


def test_ones_own_word_carried_over_is_no_conflict(cast: Cast, plan: Plan, own: Plan) -> None:
    """The page still shows the other row as it was: its next tap is not somebody else's."""
    given, mine = given_q2(cast, plan), duty(own, "1.2", Q2)
    tie(cast, given.task, mine.task)
    say(cast, "vptk", mine, text="Một.")
    statement = Statement(Outcome.DONE, date(2023, 6, 9), "Hai.")
    state_update(actor=cast.actors["vptk"], obligation_id=given.pk, seen_update_id=None, statement=statement, now=NOW)
    assert [text for _, text, _ in words_on(mine)] == ["Một.", "Hai."]
    again = {"seen_update_id": None, "statement": statement, "now": NOW}
    state_update(actor=cast.actors["vptk"], obligation_id=given.pk, **again)
    assert Update.objects.count() == 4


def test_the_giver_opens_the_file_of_a_carried_word(cast: Cast, plan: Plan, own: Plan) -> None:
    given, mine = given_q2(cast, plan), duty(own, "1.2", Q2)
    tie(cast, given.task, mine.task)
    for obligation in (mine, duty(own, "1.1")):
        state_update(
            actor=cast.actors["vptk"],
            obligation_id=obligation.pk,
            seen_update_id=None,
            statement=Statement(Outcome.DOING, date(2023, 3, 9), "Kèm tệp.", late_cause=LateCause.OWN),
            files=[EvidenceFile("bao-cao.pdf", b"%PDF-1.4")],
            now=at("2023-03-09 09:00"),
        )
    shared, private = Evidence.objects.order_by("pk")
    reach = {
        who: set(Evidence.objects.visible_to(cast.actors[who]).values_list("pk", flat=True))
        for who in ("vptk", "thi-xa", "noivu", "ba-dinh.vptk")
    }
    both = {shared.pk, private.pk}
    assert reach == {"vptk": both, "thi-xa": {shared.pk}, "noivu": both, "ba-dinh.vptk": set()}
    page = cast.client("thi-xa").get(f"/nhiem-vu/{given.task_id}/").content.decode()
    assert f"/minh-chung/{shared.pk}/" in page
    assert "kế hoạch của Xã Quang Trung" in page
    assert "Báo cáo tài chính" not in page


def facts_of(cast: Cast, until: date = date(2023, 6, 14)) -> ReportFacts:
    quarter = period(PeriodKind.QUARTER, 2023, 2, Timetable())
    return collect_facts(actor=cast.actors["vptk"], organization=cast.quang_trung, period=quarter, as_of=until)


def rows_of(facts: ReportFacts) -> list:  # type: ignore[type-arg]
    given = facts.given.rows if facts.given else ()
    return [row for part in facts.appendices for row in part.rows] + list(given)


def test_a_report_prints_the_words_once_and_counts_them_twice(cast: Cast, plan: Plan, own: Plan) -> None:
    given, mine = given_q2(cast, plan), duty(own, "1.2", Q2)
    tie(cast, given.task, mine.task)
    state_update(
        actor=cast.actors["tckt"],
        obligation_id=mine.pk,
        seen_update_id=None,
        statement=Statement(Outcome.DONE, date(2023, 6, 8), "Đã gửi báo cáo tài chính quý II."),
        files=[EvidenceFile("q2.pdf", b"%PDF-1.4")],
        now=at("2023-06-08 09:00"),
    )
    facts = facts_of(cast)
    told = [p.text for section in facts.narrative for p in section.paragraphs if "tài chính quý II" in p.text]
    assert told == ["Đã gửi báo cáo tài chính quý II."]
    results = {row.task_id: row.result for row in rows_of(facts) if row.task_id in (mine.task_id, given.task_id)}
    assert results == {
        mine.task_id: "Đã gửi báo cáo tài chính quý II.",
        given.task_id: "Như kết quả tại Phụ lục số 01, mục 2.",
    }
    duties = {one.obligation: one for row in rows_of(facts) for one in row.duties}
    file = Evidence.objects.get().pk
    assert [(duties[one.pk].state, duties[one.pk].evidence) for one in (mine, given)] == [(State.ON_TIME, (file,))] * 2
    assert duties[given.pk].said == "Đã xong. Như kết quả tại Phụ lục số 01, mục 2."
    assert (facts.rows.total, facts.given_tally and facts.given_tally.total) == (5, 3)
