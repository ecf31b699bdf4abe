"""Appraisal: what the team may mark, what needs a reason, agreeing in one press, the steps with their refusals."""

import pytest

from cchc.orgs.enums import NoticeKind, Role
from cchc.orgs.models import Notice
from cchc.orgs.refusals import Forbidden, Refused
from indices.actions.appraising import EMPTY, KEPT, Unkept, agree, appraise, give_nothing, mark_surveys
from indices.actions.judging import decide, send_back, take_up, tell_again, tell_result
from indices.actions.marks import Word, write_mark
from indices.actions.stepping import take_step
from indices.enums import AGREED, AssessmentState, Stage, TeamPart
from indices.models import Assessment, AssessmentStep, Mark, Round
from indices.queries.appraising import body_lines, judged_of
from indices.queries.marks import standings_of
from indices.queries.rounds import assessments_of, criteria_of
from indices.scoring.rules import Entry
from indices.transitions import Step
from tests.cast import Cast
from tests.indices.judging import (
    CLOSED,
    FULL,
    OPEN,
    assessment_in,
    d,
    decided,
    judged,
    leaf,
    member,
    round_with_ties,
    scored_self,
)
from tests.orgs.people_at_work import enlisted

pytestmark = pytest.mark.django_db

SELF = {code: word for code, word in FULL.items() if code != "3.1"}


@pytest.fixture
def held(cast: Cast) -> Round:
    return round_with_ties(cast)


@pytest.fixture
def one(cast: Cast, held: Round) -> Assessment:
    """Quang Trung, which scored itself and submitted; taken up."""
    scored_self(cast, assessment_in(held, cast.quang_trung), SELF)
    take_up(actor=cast.actors["noivu"], assessment_id=assessment_in(held, cast.quang_trung).pk, now=OPEN)
    return assessment_in(held, cast.quang_trung)


def points_of(assessment: Assessment, stage: Stage) -> dict[str, str]:
    """The last points of a stage by code."""
    rows = Mark.objects.filter(assessment=assessment, stage=stage).select_related("criterion").order_by("pk")
    return {mark.criterion.code: "–" if mark.points is None else f"{mark.points.normalize():f}" for mark in rows}


def state_of(assessment: Assessment) -> str:
    return Assessment.objects.get(pk=assessment.pk).state


def test_every_rule_gives_its_points(cast: Cast, one: Assessment) -> None:
    assert len(judged(cast, one, FULL)) == 9
    assert points_of(one, Stage.FIRST) == {
        "1.1": "4",
        "1.2": "6",
        "1.3": "6",
        "2.1": "35",
        "2.2": "2",
        "2.3": "4.5",
        "3.1": "25.5",
        "4.1": "1.5",
        "4.2": "-1",
    }
    standing = standings_of(one.round)[one.pk]
    total = standing.total
    assert (total.points, total.maximum, total.bonus, total.missing) == (d("83"), d("100"), d("0.5"), 0)
    assert (standing.final, standing.class_name, standing.place.rank, standing.place.of) == (d("83.50"), "Khá", 1, 1)


def test_saving_again_what_is_there_changes_nothing(cast: Cast, one: Assessment) -> None:
    judged(cast, one, FULL)
    seen = {mark.criterion.code: mark.pk for mark in Mark.objects.filter(stage=Stage.FIRST)}
    again = {code: Word(word.entry, word.given, word.text, seen[code]) for code, word in FULL.items()}
    assert judged(cast, one, again) == []
    assert Mark.objects.filter(stage=Stage.FIRST).count() == 9


def test_all_or_nothing_with_every_fault(cast: Cast, one: Assessment) -> None:
    words = {
        "1.2": Word(Entry(met=True)),
        "1.3": Word(Entry(b=d("9"), a=d("0"))),
        "2.1": Word(Entry(), given=d("41"), text="Cao hơn"),
        "2.2": Word(Entry(), given=d("1")),
    }
    with pytest.raises(Unkept) as caught:
        judged(cast, one, words)
    codes = {leaf(one.round, code).pk for code in ("1.3", "2.1", "2.2")}
    assert (set(caught.value.faults), points_of(one, Stage.FIRST)) == (codes, {})


def test_points_that_differ_from_the_self_mark_need_a_reason(cast: Cast, one: Assessment) -> None:
    with pytest.raises(Unkept, match="hãy ghi lý do"):
        judged(cast, one, {"1.1": Word(Entry(choice=1))})
    judged(cast, one, {"1.1": Word(Entry(choice=1), text="Ban hành ngày 05/01/2023.")})
    assert points_of(one, Stage.FIRST) == {"1.1": "2"}


def test_no_points_where_nothing_proves_it_is_an_explicit_mark_with_a_reason(cast: Cast, held: Round) -> None:
    silent = assessment_in(held, cast.ba_dinh)
    take_up(actor=cast.actors["noivu"], assessment_id=silent.pk, now=CLOSED)
    with pytest.raises(Unkept, match="cho 0 điểm thì hãy ghi lý do"):
        judged(cast, silent, {"1.2": Word(Entry(met=False))})
    judged(cast, silent, {"1.2": Word(Entry(met=False), text="Không có tài liệu kiểm chứng.")})
    assert points_of(silent, Stage.FIRST) == {"1.2": "0"}
    assert standings_of(held)[silent.pk].total.missing == 6


def test_a_word_taken_back_is_missing_again(cast: Cast, one: Assessment) -> None:
    (mark,) = judged(cast, one, {"1.1": FULL["1.1"]})
    judged(cast, one, {"1.1": Word(seen=mark.pk)})
    assert points_of(one, Stage.FIRST) == {"1.1": "–"}
    assert standings_of(one.round)[one.pk].total.missing == 7


def test_a_second_word_taken_back_lets_the_first_hold(cast: Cast, one: Assessment) -> None:
    judged(cast, one, FULL)
    tell_result(actor=cast.actors["noivu"], assessment_id=one.pk, now=OPEN)
    (mark,) = judged(cast, one, {"1.1": Word(Entry(choice=2), text="Không có văn bản.")})
    assert standings_of(one.round)[one.pk].final == d("79.50")
    judged(cast, one, {"1.1": Word(seen=mark.pk)})
    assert standings_of(one.round)[one.pk].final == d("83.50")


def test_the_second_of_two_sees_what_the_first_wrote(cast: Cast, one: Assessment) -> None:
    (mark,) = judged(cast, one, {"1.1": FULL["1.1"]})
    with pytest.raises(Unkept) as caught:
        judged(cast, one, {"1.1": Word(Entry(choice=1), text="Muộn.")})
    assert caught.value.overtaken == {mark.criterion_id: mark}
    judged(cast, one, {"1.1": Word(Entry(choice=1), text="Muộn.", seen=mark.pk)})
    assert points_of(one, Stage.FIRST) == {"1.1": "2"}


# agreeing in one press


def test_agreeing_takes_over_what_is_proven_and_not_marked(cast: Cast, held: Round) -> None:
    assessment = assessment_in(held, cast.quang_trung)
    explained = {"1.1": Word(Entry(choice=0), text="Kế hoạch số 9 ngày 20/12/2021."), "1.2": Word(Entry(met=True))}
    scored_self(cast, assessment, explained | {"1.3": Word(Entry(b=d("8"), a=d("10")), text="Báo cáo số 4.")})
    take_up(actor=cast.actors["noivu"], assessment_id=assessment.pk, now=OPEN)
    judged(cast, assessment, {"1.3": Word(Entry(b=d("5"), a=d("10")), text="Chỉ 5 việc có sản phẩm.")})
    found = agree(actor=cast.actors["noivu"], assessment_id=assessment.pk, area="1", now=OPEN)
    assert [(mark.criterion.code, mark.text) for mark in found] == [("1.1", AGREED)]
    assert points_of(assessment, Stage.FIRST) == {"1.1": "4", "1.3": "0"}
    with pytest.raises(Refused, match="không còn tiêu chí nào"):
        agree(actor=cast.actors["noivu"], assessment_id=assessment.pk, area="1", now=OPEN)


def test_the_words_of_an_agreement_are_no_reason_for_other_points(cast: Cast, held: Round) -> None:
    assessment = assessment_in(held, cast.quang_trung)
    scored_self(cast, assessment, {"1.1": Word(Entry(choice=0), text="Kế hoạch số 9.")})
    take_up(actor=cast.actors["noivu"], assessment_id=assessment.pk, now=OPEN)
    (mark,) = agree(actor=cast.actors["noivu"], assessment_id=assessment.pk, area="1", now=OPEN)
    with pytest.raises(Unkept, match="hãy ghi lý do"):
        judged(cast, assessment, {"1.1": Word(Entry(choice=1), text=AGREED, seen=mark.pk)})
    judged(cast, assessment, {"1.1": Word(Entry(choice=1), text="Ban hành muộn.", seen=mark.pk)})
    assert points_of(assessment, Stage.FIRST) == {"1.1": "2"}


def test_what_a_silent_body_left_empty_gets_nothing_in_one_press(cast: Cast, held: Round) -> None:
    silent, noivu = assessment_in(held, cast.ba_dinh), cast.actors["noivu"]
    take_up(actor=noivu, assessment_id=silent.pk, now=CLOSED)
    judged(cast, silent, {"1.2": Word(Entry(met=True), text="Có văn bản.")})
    for area, codes in (("1", ["1.1", "1.3"]), ("2", ["2.1", "2.2", "2.3"])):
        found = give_nothing(actor=noivu, assessment_id=silent.pk, area=area, now=CLOSED)
        assert [(mark.criterion.code, mark.points, mark.text) for mark in found] == [
            (one, d("0"), EMPTY) for one in codes
        ]
    for area in ("1", "3", "4"):
        with pytest.raises(Refused, match="không còn tiêu chí nào đơn vị để trống"):
            give_nothing(actor=noivu, assessment_id=silent.pk, area=area, now=CLOSED)
    member(cast, held, "to.hai", "2")
    with pytest.raises(Forbidden):
        give_nothing(actor=cast.actors["to.hai"], assessment_id=silent.pk, area="1", now=CLOSED)
    assert standings_of(held)[silent.pk].total.missing == 1


def test_keeping_the_first_mark_of_what_was_explained(cast: Cast, one: Assessment) -> None:
    noivu = cast.actors["noivu"]
    judged(cast, one, FULL)
    tell_result(actor=noivu, assessment_id=one.pk, now=OPEN)
    explain(cast, one, "1.3", "Việc thứ 10 xong trong hạn.")
    explain(cast, one, "2.3", "Hai hồ sơ do hệ thống lỗi.")
    judged(cast, one, {"1.3": Word(Entry(b=d("10"), a=d("10")), text="Chấp nhận giải trình.")})
    with pytest.raises(Refused, match=r"tiêu chí 2\.3 có giải trình mà chưa thẩm định lại"):
        tell_again(actor=noivu, assessment_id=one.pk, now=CLOSED)
    kept = agree(actor=noivu, assessment_id=one.pk, area="2", now=OPEN)
    assert [(mark.criterion.code, mark.stage, mark.text) for mark in kept] == [("2.3", Stage.SECOND, KEPT)]
    tell_again(actor=noivu, assessment_id=one.pk, now=CLOSED)
    assert (state_of(one), standings_of(one.round)[one.pk].final) == (AssessmentState.REAPPRAISED, d("87.50"))


def explain(cast: Cast, one: Assessment, code: str, text: str) -> None:
    """The body's explanation; the step is taken with the first."""
    word = Word(text=text)
    args = {"assessment": one, "criterion": leaf(one.round, code), "stage": Stage.EXPLAINED, "now": OPEN}
    write_mark(actor=cast.actors["vptk"], word=word, **args)  # type: ignore[arg-type]
    if state_of(one) == AssessmentState.APPRAISED:
        take_step(actor=cast.actors["vptk"], assessment=one, step=Step.EXPLAIN, now=OPEN)


# who


def test_members_mark_their_areas_alone(cast: Cast, one: Assessment) -> None:
    member(cast, one.round, "to.hai", "2")
    judged(cast, one, {"2.1": FULL["2.1"]}, who="to.hai")
    with pytest.raises(Forbidden, match="được giao lĩnh vực này"):
        judged(cast, one, {"2.2": FULL["2.2"], "1.1": FULL["1.1"]}, who="to.hai")
    with pytest.raises(Forbidden):
        agree(actor=cast.actors["to.hai"], assessment_id=one.pk, area="1", now=OPEN)
    assert points_of(one, Stage.FIRST) == {"2.1": "35"}


def test_who_appraises_and_who_takes_which_step(cast: Cast, one: Assessment) -> None:
    """A member of one area marks it and takes up; the whole result is told by whoever has all areas."""
    member(cast, one.round, "to.hai", "2")
    member(cast, one.round, "to.tat-ca")
    member(cast, one.round, "hoi-dong", part=TeamPart.COUNCIL)
    enlisted(cast, cast.home_affairs, "nguoi-khac", Role.OFFICER)
    judged(cast, one, FULL)
    for who in ("to.hai", "hoi-dong", "nguoi-khac", "admin"):
        with pytest.raises(Forbidden):
            tell_result(actor=cast.actors[who], assessment_id=one.pk, now=OPEN)
    tell_result(actor=cast.actors["to.tat-ca"], assessment_id=one.pk, now=OPEN)
    tell_again(actor=cast.actors["to.tat-ca"], assessment_id=one.pk, now=OPEN)
    with pytest.raises(Forbidden):
        decide(actor=cast.actors["to.tat-ca"], assessment_id=one.pk, now=OPEN)
    with pytest.raises(Forbidden):
        judged(cast, one, {"1.1": Word(Entry(choice=1), text="Muộn.")}, who="to.tat-ca")
    with pytest.raises(Unkept, match="hãy ghi lý do hội đồng đổi điểm"):
        judged(cast, one, {"1.1": Word(Entry(choice=1))}, who="hoi-dong")
    judged(cast, one, {"1.1": Word(Entry(choice=1), text="Hội đồng xét ngày ký.")}, who="hoi-dong")
    decide(actor=cast.actors["hoi-dong"], assessment_id=one.pk, now=OPEN)
    assert (points_of(one, Stage.COUNCIL), standings_of(one.round)[one.pk].final) == ({"1.1": "2"}, d("81.50"))
    with pytest.raises(Forbidden, match="nên tổ thẩm định không ghi điểm được"):
        judged(cast, one, {"1.1": FULL["1.1"]})


@pytest.mark.parametrize("who", ["vptk", "chutich", "ba-dinh.vptk"])
def test_a_body_appraises_nobody(cast: Cast, one: Assessment, who: str) -> None:
    with pytest.raises((Forbidden, Assessment.DoesNotExist)):
        judged(cast, one, FULL, who=who)


# steps


def test_what_was_not_submitted_is_taken_up_after_the_closing_day_alone(cast: Cast, held: Round) -> None:
    silent, noivu = assessment_in(held, cast.ba_dinh), cast.actors["noivu"]
    with pytest.raises(Refused, match="còn trong hạn đến 30/06/2023"):
        take_up(actor=noivu, assessment_id=silent.pk, now=OPEN)
    take_up(actor=noivu, assessment_id=silent.pk, now=CLOSED)
    assert state_of(silent) == AssessmentState.APPRAISING
    with pytest.raises(Refused, match="chưa thể"):
        take_up(actor=noivu, assessment_id=silent.pk, now=CLOSED)


def test_the_result_is_told_when_nothing_is_missing(cast: Cast, one: Assessment) -> None:
    judged(cast, one, {code: FULL[code] for code in ("1.1", "1.2", "2.1", "2.2", "2.3")})
    with pytest.raises(Refused) as caught:
        tell_result(actor=cast.actors["noivu"], assessment_id=one.pk, now=OPEN)
    assert caught.value.message == "Xã Quang Trung: tiêu chí 1.3, 3.1 chưa có điểm thẩm định."
    judged(cast, one, {code: FULL[code] for code in ("1.3", "3.1")})
    tell_result(actor=cast.actors["noivu"], assessment_id=one.pk, now=OPEN)
    told = {notice.user.username for notice in Notice.objects.filter(kind=NoticeKind.INDEX, key__contains=":tell:")}
    assert (state_of(one), told) == (AssessmentState.APPRAISED, {"vptk", "chutich"})


def test_a_body_is_left_its_days_to_explain(cast: Cast, one: Assessment) -> None:
    Round.objects.filter(pk=one.round_id).update(explain_by=CLOSED.date())
    judged(cast, one, FULL)
    tell_result(actor=cast.actors["noivu"], assessment_id=one.pk, now=OPEN)
    with pytest.raises(Refused, match="còn được giải trình đến hết ngày 03/07/2023"):
        tell_again(actor=cast.actors["noivu"], assessment_id=one.pk, now=CLOSED)
    tell_again(actor=cast.actors["noivu"], assessment_id=one.pk, now=CLOSED.replace(day=4))
    assert state_of(one) == AssessmentState.REAPPRAISED


def test_sending_back_needs_a_reason_and_days_left(cast: Cast, one: Assessment) -> None:
    noivu = cast.actors["noivu"]
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        send_back(actor=noivu, assessment_id=one.pk, reason=" ", now=OPEN)
    with pytest.raises(Refused, match="hãy dời hạn nộp"):
        send_back(actor=noivu, assessment_id=one.pk, reason="Thiếu minh chứng.", now=CLOSED)
    send_back(actor=noivu, assessment_id=one.pk, reason="Thiếu minh chứng.", now=OPEN)
    step = AssessmentStep.objects.latest("pk")
    assert (state_of(one), step.step, step.reason) == (AssessmentState.SCORING, Step.SEND_BACK, "Thiếu minh chứng.")


def test_every_step_is_kept(cast: Cast, held: Round) -> None:
    decided(cast, assessment_in(held, cast.ba_dinh), FULL)
    steps = [one.step for one in assessment_in(held, cast.ba_dinh).steps.all()]
    assert steps == [Step.TAKE, Step.TELL, Step.TELL_AGAIN, Step.DECIDE]


# reading


def test_the_team_reads_nothing_before_it_is_submitted(cast: Cast, held: Round) -> None:
    assessment, criteria = assessment_in(held, cast.quang_trung), criteria_of(held.criteria_set)
    key = leaf(held, "1.1").pk
    args = {"assessment": assessment, "criterion": leaf(held, "1.1"), "stage": Stage.SELF, "now": OPEN}
    write_mark(actor=cast.actors["vptk"], word=FULL["1.1"], **args)  # type: ignore[arg-type]
    assert judged_of(cast.actors["noivu"], assessment, criteria)[key].by_self is None
    take_step(actor=cast.actors["vptk"], assessment=assessment, step=Step.SUBMIT, now=OPEN)
    read = judged_of(cast.actors["noivu"], assessment_in(held, cast.quang_trung), criteria)[key].by_self
    assert read is not None
    assert read.points == d("4")


def test_the_matrix_has_silent_bodies_first_and_counts_what_is_marked(cast: Cast, one: Assessment) -> None:
    judged(cast, one, {"1.1": FULL["1.1"], "2.1": FULL["2.1"]})
    lines = body_lines(one.round, assessments_of(one.round), criteria_of(one.round.criteria_set))
    assert [(line.assessment.organization.name, line.is_silent) for line in lines] == [
        ("Phường Ba Đình", True),
        ("Xã Quang Trung", False),
    ]
    assert lines[0].areas == (None,) * 4
    assert [(cell.done, cell.base) for cell in lines[1].areas if cell] == [(1, 3), (1, 3), (0, 1), (0, 2)]


# surveys


def test_surveys_are_entered_for_all_bodies_at_once(cast: Cast, one: Assessment) -> None:
    other, key = assessment_in(one.round, cast.ba_dinh), leaf(one.round, "3.1").pk
    take_up(actor=cast.actors["noivu"], assessment_id=other.pk, now=CLOSED)
    words = {(one.pk, key): FULL["3.1"], (other.pk, key): Word(Entry(points=d("24.3")))}
    written = mark_surveys(actor=cast.actors["noivu"], round_id=one.round_id, words=words, now=CLOSED)
    assert {mark.assessment_id: mark.points for mark in written} == {one.pk: d("25.5"), other.pk: d("24.3")}
    wrong = {
        (one.pk, key): Word(Entry(points=d("31")), seen=written[0].pk),
        (other.pk, key): Word(Entry(points=d("1"))),
    }
    with pytest.raises(Unkept) as caught:
        mark_surveys(actor=cast.actors["noivu"], round_id=one.round_id, words=wrong, now=CLOSED)
    assert set(caught.value.faults) == {one.pk, other.pk}
    assert points_of(other, Stage.FIRST) == {"3.1": "24.3"}


def test_the_round_holds_only_leaves(cast: Cast, one: Assessment) -> None:
    with pytest.raises(Forbidden):
        appraise(actor=cast.actors["noivu"], assessment_id=one.pk, words={leaf(one.round, "1").pk: Word()}, now=OPEN)
