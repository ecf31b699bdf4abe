"""A body scores itself: what it may enter, what must prove it, when it may, what it hands in."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cchc.orgs.models import Event, Notice
from cchc.orgs.refusals import Forbidden, Refused
from indices.actions.marks import Overtaken, Word, write_mark
from indices.actions.proving import Cited, add_proof, remove_proof
from indices.actions.scoring import Faulty, mark_many, mark_self
from indices.actions.stepping import take_step
from indices.actions.submitting import Reply, send_explanation, submit_self, withdraw_self, write_replies
from indices.enums import AssessmentState, Stage
from indices.models import Assessment, Criterion, Mark, Round
from indices.queries.scoring import assessment_of, own_assessments, self_score_of
from indices.scoring.rules import Entry
from indices.scoring.totals import Total
from indices.transitions import Step
from tasks.evidence_files import EvidenceFile
from tests.cast import NOW, TODAY, Cast, at
from tests.indices.sets import round_over, small_set

pytestmark = pytest.mark.django_db

d = Decimal
PAPER = EvidenceFile("so-theo-doi.pdf", b"%PDF-1.4 so theo doi", "")
DOCUMENT = Cited("Kế hoạch cải cách hành chính", "01", "KH-UBND", date(2023, 1, 5), "mục II, trang 3")
ENTRIES = {
    "1.1": Entry(choice=0),
    "1.2": Entry(met=True),
    "1.3": Entry(b=d(90), a=d(100)),
    "2.1": Entry(b=d(95), a=d(100)),
    "2.2": Entry(b=d(1)),
    "2.3": Entry(b=d(2)),
}
POINTS = {"1.1": "4", "1.2": "6", "1.3": "6", "2.1": "38", "2.2": "2", "2.3": "5"}
"""By hand: 90 % stands in the tier from 80; 95 % of 40; one initiative of two points; two faults of half a point."""


@pytest.fixture
def held(cast: Cast) -> Round:
    return round_over(cast, small_set(cast.district))


@pytest.fixture
def own(held: Round, cast: Cast) -> Assessment:
    return held.assessments.get(organization=cast.quang_trung)


def leaf(own: Assessment, code: str) -> Criterion:
    return Criterion.objects.get(criteria_set=own.round.criteria_set, code=code)


def marked(
    cast: Cast,
    own: Assessment,
    code: str,
    entry: Entry | None = None,
    who: str = "tpht",
    now: datetime = NOW,
    **more: Any,
) -> Mark:
    seen = Mark.objects.filter(assessment=own, criterion__code=code, stage=Stage.SELF).order_by("pk").last()
    word = Word(entry or ENTRIES[code], text=more.pop("text", ""), seen=more.pop("seen", seen.pk if seen else None))
    return mark_self(
        actor=cast.actors[who],
        assessment_id=own.pk,
        criterion_id=leaf(own, code).pk,
        word=replace(word, **more),
        now=now,
    )


def scored(cast: Cast, own: Assessment, *codes: str) -> None:
    for code in codes or ENTRIES:
        marked(cast, own, code, text="Theo sổ theo dõi của xã.")


def handed_in(cast: Cast, own: Assessment) -> Assessment:
    scored(cast, own)
    return submit_self(actor=cast.actors["chutich"], assessment_id=own.pk, leave_empty=False, now=NOW)


def told(cast: Cast, own: Assessment) -> Assessment:
    """The team agrees with all but 1.2."""
    handed_in(cast, own)
    take_step(actor=cast.actors["noivu"], assessment=own, step=Step.TAKE, now=NOW)
    for code, entry in ENTRIES.items():
        word = Word(Entry(met=False) if code == "1.2" else entry, text="Thiếu báo cáo quý I." if code == "1.2" else "")
        write_mark(
            actor=cast.actors["noivu"], assessment=own, criterion=leaf(own, code), stage=Stage.FIRST, word=word, now=NOW
        )
    return take_step(actor=cast.actors["noivu"], assessment=own, step=Step.TELL, now=NOW)


def total(cast: Cast, own: Assessment) -> Total:
    return self_score_of(cast.actors["vptk"], own).progress.total


def test_the_rule_gives_the_points(cast: Cast, own: Assessment) -> None:
    assert {code: marked(cast, own, code).points for code in ENTRIES} == {code: d(n) for code, n in POINTS.items()}
    score = self_score_of(cast.actors["vptk"], own)
    assert (score.progress.done, score.progress.of) == (6, 6)
    assert score.progress.total == Total(points=d(61), maximum=d(70))
    assert (score.progress.percent, score.progress.surveyed) == (d("87.14"), d(30))


def test_what_is_missing_is_named_and_never_nothing(cast: Cast, own: Assessment) -> None:
    marked(cast, own, "1.2", Entry(met=False))
    score = self_score_of(cast.actors["vptk"], own)
    assert [line.criterion.code for line in score.missing] == ["1.1", "1.3", "2.1", "2.2", "2.3"]
    assert (score.progress.done, score.progress.total.points, score.progress.percent) == (1, d(0), None)
    assert {line.criterion.code: line.own.points for line in score.lines if line.own} == {"1.2": 0}


def test_an_emptied_mark_is_missing_again(cast: Cast, own: Assessment) -> None:
    marked(cast, own, "1.2")
    marked(cast, own, "1.2", Entry(), text="Chưa rõ.")
    assert "1.2" in [line.criterion.code for line in self_score_of(cast.actors["vptk"], own).missing]
    with pytest.raises(Refused) as refused:
        marked(cast, own, "1.1", Entry())
    assert refused.value.message == "Chưa ghi gì cho tiêu chí 1.1; hãy chấm hoặc viết giải thích rồi lưu."


def test_what_does_not_apply_shrinks_the_maximum(cast: Cast, own: Assessment) -> None:
    scored(cast, own)
    assert total(cast, own).maximum == 70
    marked(cast, own, "2.2", Entry(applies=False), text="Năm nay không phát động.")
    assert total(cast, own) == Total(points=d(59), maximum=d(66), left_out=1)
    with pytest.raises(Refused) as refused:
        marked(cast, own, "2.2", Entry(applies=False))
    assert refused.value.message == "Tiêu chí 2.2: hãy ghi vì sao không áp dụng."
    with pytest.raises(Refused) as refused:
        marked(cast, own, "1.2", Entry(applies=False), text="Không có.")
    assert "áp dụng cho mọi đơn vị" in refused.value.message


def test_a_survey_is_closed_to_the_body(cast: Cast, own: Assessment) -> None:
    with pytest.raises(Refused) as refused:
        marked(cast, own, "3.1", Entry(b=d(90), a=d(100)))
    assert refused.value.message.startswith("Tiêu chí 3.1 lấy theo kết quả điều tra xã hội học; đơn vị không tự chấm")
    with pytest.raises(Refused):
        add_proof(
            actor=cast.actors["tpht"], assessment_id=own.pk, criterion_id=leaf(own, "3.1").pk, cited=DOCUMENT, now=NOW
        )
    assert not Mark.objects.exists()


def test_nobody_gives_himself_other_points_than_the_rule(cast: Cast, own: Assessment) -> None:
    with pytest.raises(Refused) as refused:
        marked(cast, own, "1.2", given=d(3), text="Một nửa.")
    assert "điểm do cách tính của tiêu chí cho" in refused.value.message
    assert marked(cast, own, "4.1", Entry(points=d("1.5")), text="Mô hình mới.").points == d("1.5")


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        ("2023-05-31 23:59", False),
        ("2023-06-01 00:01", True),
        ("2023-06-30 23:59", True),
        ("2023-07-01 00:01", False),
    ],
)
def test_days_are_local_days(cast: Cast, own: Assessment, moment: str, may: bool) -> None:
    now = at(moment)
    if may:
        assert marked(cast, own, "1.2", now=now).points == 6
        return
    with pytest.raises(Refused) as refused:
        marked(cast, own, "1.2", now=now)
    words = "mở tự chấm từ ngày 01/06/2023" if moment < "2023-06" else "hết hạn tự chấm ngày 30/06/2023"
    assert words in refused.value.message


@pytest.mark.parametrize(("who", "may"), [("tpht", True), ("vptk", True), ("chutich", False), ("noivu", False)])
def test_who_scores(cast: Cast, own: Assessment, who: str, may: bool) -> None:
    """The reviewer does not even reach what was not handed in; here he is refused as everybody else."""
    if may:
        assert marked(cast, own, "1.2", who=who).author_name == f"Người {who}"
        return
    with pytest.raises(Forbidden):
        marked(cast, own, "1.2", who=who)
    assert not Mark.objects.exists()


def test_neighbours_do_not_reach_it(cast: Cast, own: Assessment) -> None:
    with pytest.raises(Assessment.DoesNotExist):
        marked(cast, own, "1.2", who="ba-dinh.vptk")
    assert assessment_of(cast.actors["ba-dinh.vptk"], own.pk) is None
    assert assessment_of(cast.actors["noivu"], own.pk) is None
    handed_in(cast, own)
    assert assessment_of(cast.actors["noivu"], own.pk) == own
    assert assessment_of(cast.actors["ba-dinh.vptk"], own.pk) is None


def test_two_people_on_one_criterion(cast: Cast, own: Assessment) -> None:
    first = marked(cast, own, "1.2", text="Đủ.")
    with pytest.raises(Overtaken) as overtaken:
        marked(cast, own, "1.2", Entry(met=False), who="vptk", text="Thiếu.", seen=None)
    assert (overtaken.value.theirs, Mark.objects.count()) == (first, 1)
    again = marked(cast, own, "1.2", Entry(met=False), who="vptk", text="Thiếu.", seen=first.pk)
    assert (again.author_name, Mark.objects.count()) == ("Người vptk", 2)


def test_the_same_mark_twice_is_one(cast: Cast, own: Assessment) -> None:
    first = marked(cast, own, "1.2", text="Đủ.")
    lines = Event.objects.count()
    assert marked(cast, own, "1.2", text="Đủ.", seen=None) == first
    assert (Mark.objects.count(), Event.objects.count()) == (1, lines)


def test_many_at_once_are_stored_all_or_none(cast: Cast, own: Assessment) -> None:
    ids = {code: leaf(own, code).pk for code in ENTRIES}
    given: dict[str, Any] = {"actor": cast.actors["tpht"], "assessment_id": own.pk, "now": NOW}
    bad = {ids["1.2"]: Word(Entry(met=True)), ids["1.3"]: Word(Entry(b=d(1))), ids["2.1"]: Word(Entry(b=d(1), a=d(0)))}
    with pytest.raises(Faulty) as faulty:
        mark_many(words=bad, **given)
    assert faulty.value.faults == {
        ids["1.3"]: "Tiêu chí 1.3: Hãy ghi cả số đạt được (b) và tổng số (a).",
        ids[
            "2.1"
        ]: "Tiêu chí 2.1: Tổng số (a) bằng 0 nên không có tỷ lệ; nếu không phát sinh, hãy chọn “Không áp dụng”.",
    }
    assert not Mark.objects.exists()
    good = {ids[code]: Word(entry) for code, entry in ENTRIES.items() if code != "2.3"} | {ids["2.3"]: Word()}
    assert mark_many(words=good, **given) == 5
    assert self_score_of(cast.actors["vptk"], own).missing[0].criterion.code == "2.3"
    seen = {pk: replace(word, seen=_seen(own, pk)) for pk, word in good.items()}
    assert mark_many(words=seen, **given) == 0


def _seen(own: Assessment, pk: int) -> int | None:
    mark = Mark.objects.filter(assessment=own, criterion=pk).last()
    return mark.pk if mark else None


def test_every_score_is_proven_or_explained(cast: Cast, own: Assessment) -> None:
    for code in ENTRIES:
        marked(cast, own, code, text="" if code in ("1.1", "1.2") else "Theo sổ.")
    proof = add_proof(
        actor=cast.actors["tpht"], assessment_id=own.pk, criterion_id=leaf(own, "1.1").pk, cited=DOCUMENT, now=NOW
    )
    given: dict[str, Any] = {"actor": cast.actors["vptk"], "assessment_id": own.pk, "leave_empty": True, "now": NOW}
    with pytest.raises(Refused) as refused:
        submit_self(**given)
    assert refused.value.message == (
        "Tiêu chí 1.2 đã chấm mà chưa có tài liệu kiểm chứng; hãy đính tài liệu hoặc viết giải thích."
    )
    marked(cast, own, "1.2", text="Đã gửi đủ bốn báo cáo.")
    assert submit_self(**given).state == AssessmentState.SUBMITTED
    assert proof.document == "01/KH-UBND"


def test_what_is_missing_is_handed_in_only_when_that_is_said(cast: Cast, own: Assessment) -> None:
    scored(cast, own, "1.1", "1.2")
    with pytest.raises(Refused) as refused:
        submit_self(actor=cast.actors["vptk"], assessment_id=own.pk, leave_empty=False, now=NOW)
    assert refused.value.message.startswith("Tiêu chí 1.3, 2.1, 2.2, 2.3 chưa chấm;")
    submit_self(actor=cast.actors["vptk"], assessment_id=own.pk, leave_empty=True, now=NOW)
    assert own.steps.get().reason == "Để trống: 1.3, 2.1, 2.2, 2.3"
    read = assessment_of(cast.actors["noivu"], own.pk)
    assert read
    assert len(self_score_of(cast.actors["noivu"], read).missing) == 4


def test_nothing_at_all_is_not_handed_in(cast: Cast, own: Assessment) -> None:
    with pytest.raises(Refused) as refused:
        submit_self(actor=cast.actors["vptk"], assessment_id=own.pk, leave_empty=True, now=NOW)
    assert refused.value.message == "Chưa chấm tiêu chí nào nên chưa nộp được; hãy chấm trước."


@pytest.mark.parametrize(("who", "may"), [("vptk", True), ("chutich", True), ("tpht", False)])
def test_who_hands_in_and_takes_back(cast: Cast, own: Assessment, who: str, may: bool) -> None:
    scored(cast, own)
    if not may:
        with pytest.raises(Forbidden):
            submit_self(actor=cast.actors[who], assessment_id=own.pk, leave_empty=False, now=NOW)
        return
    submit_self(actor=cast.actors[who], assessment_id=own.pk, leave_empty=False, now=NOW)
    notice = Notice.objects.get(user__username="noivu", kind="index")
    assert notice.text == "Xã Quang Trung đã nộp bản tự chấm “Đánh giá Bộ tiêu chí cấp xã năm 2022”."
    with pytest.raises(Refused) as refused:
        marked(cast, own, "1.2", Entry(met=False), text="Sửa.")
    assert "rút lại thì sửa được" in refused.value.message
    assert withdraw_self(actor=cast.actors[who], assessment_id=own.pk, now=NOW).state == AssessmentState.SCORING
    notice.refresh_from_db()
    assert notice.is_settled
    assert marked(cast, own, "1.2", Entry(met=False), text="Sửa.").points == 0


def test_once_taken_up_it_is_not_taken_back(cast: Cast, own: Assessment) -> None:
    handed_in(cast, own)
    take_step(actor=cast.actors["noivu"], assessment=own, step=Step.TAKE, now=NOW)
    with pytest.raises(Refused) as refused:
        withdraw_self(actor=cast.actors["vptk"], assessment_id=own.pk, now=NOW)
    assert "đang thẩm định" in refused.value.message
    with pytest.raises(Refused):
        submit_self(actor=cast.actors["vptk"], assessment_id=own.pk, leave_empty=False, now=at("2023-07-01 00:01"))


def test_the_body_reads_the_team_when_it_is_told(cast: Cast, own: Assessment) -> None:
    handed_in(cast, own)
    take_step(actor=cast.actors["noivu"], assessment=own, step=Step.TAKE, now=NOW)
    write_mark(
        actor=cast.actors["noivu"],
        assessment=own,
        criterion=leaf(own, "1.2"),
        stage=Stage.FIRST,
        word=Word(Entry(met=False), text="Thiếu."),
        now=NOW,
    )
    own.refresh_from_db()
    line = next(one for one in self_score_of(cast.actors["vptk"], own).lines if one.criterion.code == "1.2")
    assert line.first is None
    take_step(actor=cast.actors["noivu"], assessment=own, step=Step.TELL, now=NOW)
    own.refresh_from_db()
    (line,) = self_score_of(cast.actors["vptk"], own).different[:1]
    assert (line.criterion.code, line.first and line.first.text) == ("1.2", "Thiếu.")


def test_it_explains_where_the_team_differs(cast: Cast, own: Assessment) -> None:
    found = told(cast, own)
    ids = {code: leaf(own, code).pk for code in ENTRIES}
    officer, leader = cast.actors["tpht"], cast.actors["chutich"]
    with pytest.raises(Refused) as refused:
        send_explanation(actor=leader, assessment_id=own.pk, now=NOW)
    assert refused.value.message.startswith("Chưa viết giải trình cho tiêu chí nào")
    with pytest.raises(Faulty) as faulty:
        write_replies(actor=officer, assessment_id=own.pk, replies={ids["1.1"]: Reply("Vì sao?")}, now=NOW)
    assert list(faulty.value.faults) == [ids["1.1"]]
    replies = {ids["1.2"]: Reply("Báo cáo quý I gửi ngày 16/03/2023.")}
    assert write_replies(actor=officer, assessment_id=own.pk, replies=replies, now=NOW) == 1
    proof = add_proof(actor=officer, assessment_id=own.pk, criterion_id=ids["1.2"], cited=DOCUMENT, now=NOW)
    with pytest.raises(Forbidden):
        send_explanation(actor=officer, assessment_id=own.pk, now=NOW)
    sent_now = send_explanation(actor=leader, assessment_id=own.pk, now=NOW)
    assert (found.state, sent_now.state) == (AssessmentState.APPRAISED, AssessmentState.EXPLAINED)
    with pytest.raises(Refused):
        write_replies(actor=officer, assessment_id=own.pk, replies={ids["1.2"]: Reply("Khác.")}, now=NOW)
    with pytest.raises(Forbidden):
        remove_proof(actor=officer, proof_id=proof.pk, now=NOW)
    explained = Mark.objects.get(assessment=own, stage=Stage.EXPLAINED)
    assert (explained.points, explained.text) == (None, "Báo cáo quý I gửi ngày 16/03/2023.")
    assert Notice.objects.filter(user__username="noivu", key__contains="explained").count() == 1


@pytest.mark.parametrize(("moment", "may"), [("2023-07-10 23:59", True), ("2023-07-11 00:01", False)])
def test_explaining_ends_on_its_day(cast: Cast, own: Assessment, moment: str, may: bool) -> None:
    told(cast, own)
    Round.objects.filter(pk=own.round_id).update(explain_by=date(2023, 7, 10))
    given: dict[str, Any] = {"actor": cast.actors["vptk"], "assessment_id": own.pk, "now": at(moment)}
    replies = {leaf(own, "1.2").pk: Reply("Đã gửi.")}
    if may:
        assert send_explanation(replies=replies, **given).state == AssessmentState.EXPLAINED
        return
    with pytest.raises(Refused) as refused:
        send_explanation(replies=replies, **given)
    assert refused.value.message.startswith("Đã hết hạn giải trình ngày 10/07/2023;")


def test_two_people_explain(cast: Cast, own: Assessment) -> None:
    told(cast, own)
    pk = leaf(own, "1.2").pk
    write_replies(actor=cast.actors["tpht"], assessment_id=own.pk, replies={pk: Reply("Một.")}, now=NOW)
    with pytest.raises(Faulty) as faulty:
        write_replies(actor=cast.actors["vptk"], assessment_id=own.pk, replies={pk: Reply("Hai.")}, now=NOW)
    assert {key: mark.text for key, mark in faulty.value.theirs.items()} == {pk: "Một."}


def test_the_list(cast: Cast, own: Assessment) -> None:
    scored(cast, own, "1.1")
    (line,) = own_assessments(cast.actors["tpht"], today=TODAY)
    assert (line.assessment, line.progress.done, line.is_open) == (own, 1, True)
    assert own_assessments(cast.actors["noivu"], today=TODAY) == []
