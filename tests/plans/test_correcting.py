"""Correcting a reading: the document's words stay, the reading follows, points are settled, and who may not is told."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.orgs.models import Event
from cchc.orgs.refusals import Forbidden, Refused
from plans.actions import (
    Aim,
    Correction,
    Heading,
    Stale,
    correct_heading,
    correct_item,
    correct_target,
    mark_accepted,
    reopen_doubt,
    settle_all,
    settle_doubt,
    settle_doubts_of_kind,
)
from plans.actions.settling import NO_RIGHT, NOT_DRAFT
from plans.enums import AgencyRole, Comparator, PlanState, Settlement
from plans.models import Doubt, Plan, PlanItem, Target
from tests.cast import NOW, at

LATER = at("2023-06-10 10:00")


@pytest.fixture
def row(draft):
    """Appendix 7, row 2: "trước 31/11/2023"."""
    return PlanItem.objects.get(section__plan=draft, section__order=6, ordinal="2")


def as_read(item, **others):
    named = list(item.responsibilities.all())
    values = {
        "product_text": item.product_words,
        "deadline_text": item.deadline_words,
        "leads": tuple(r.position or r.body for r in named if r.role == AgencyRole.LEAD),
        "coordinates": tuple(r.position or r.body for r in named if r.role == AgencyRole.COORDINATE),
    }
    return Correction(**(values | others))


def correct(cast, item, who="vptk", seen=0, **others):
    return correct_item(actor=cast.actors[who], item=item, seen=seen, correction=as_read(item, **others), now=LATER)


def last_event(verb):
    return Event.objects.filter(verb=verb).latest("pk")


def test_other_words_for_the_deadline_are_read_anew_and_both_remain(cast, row):
    correct(cast, row, deadline_text="Báo cáo kết quả tự chấm trước ngày 15/11/2023")
    row.refresh_from_db()
    assert row.deadline_text == "- Báo cáo kết quả Tự chấm trước 31/11/2023"
    assert row.corrected_deadline == "Báo cáo kết quả tự chấm trước ngày 15/11/2023"
    assert [clause["due"] for clause in row.clauses] == ["2023-11-14"]
    assert (row.revision, "truoc ngay 15/11/2023" in row.folded) == (1, True)


def test_a_correction_settles_the_points_it_answers_and_no_other(cast, row):
    correct(cast, row, deadline_text="trước 15/11/2023")
    settled = Doubt.objects.exclude(settlement="")
    assert [(d.code, d.settlement, d.settled_at, d.settled_by) for d in settled] == [
        ("impossible_date", "corrected", LATER, cast.people["vptk"])
    ]


def test_words_that_stumble_again_raise_a_new_point(cast, row, draft):
    last = draft.doubts.count()
    correct(cast, row, deadline_text="trước 31/9/2023")
    raised = draft.doubts.get(order=last)
    assert (raised.code, raised.item, raised.settlement) == ("impossible_date", row, "")


def test_products_follow_their_words_and_match_clauses_again(cast, row):
    correct(cast, row, product_text="Kế hoạch; Báo cáo", deadline_text="Kế hoạch: quý I; Báo cáo: hàng quý")
    assert [(p.words, p.clauses) for p in row.products.all()] == [("Kế hoạch", [0]), ("Báo cáo", [1])]


def test_leads_are_picked_by_hand(cast, row):
    correct(cast, row, leads=(cast.positions["tpht"],), coordinates=(cast.positions["vptk"], cast.home_affairs))
    row.refresh_from_db()
    assert [(r.name, r.role) for r in row.responsibilities.all()] == [
        ("Công chức Tư pháp - Hộ tịch", "lead"),
        ("Công chức Văn phòng - Thống kê", "coordinate"),
        ("Phòng Nội vụ thị xã Bỉm Sơn", "coordinate"),
    ]
    assert (row.is_agency_corrected, row.agency_text) == (
        True,
        "CC Văn phòng\n- Thống kê tham mưu triển khai thực hiện",
    )


def test_the_audit_line_tells_before_and_after(cast, row):
    correct(cast, row, leads=(cast.positions["tpht"],))
    event = last_event("Sửa cách đọc")
    assert (event.user, event.at, event.before, event.after) == (
        cast.people["vptk"],
        LATER,
        {"chủ trì": ["Công chức Văn phòng - Thống kê"]},
        {"chủ trì": ["Công chức Tư pháp - Hộ tịch"]},
    )


def test_nothing_changed_writes_nothing(cast, row):
    before = Event.objects.count()
    assert correct(cast, row).revision == 0
    assert Event.objects.count() == before


def test_the_documents_own_words_take_a_correction_back(cast, row):
    correct(cast, row, deadline_text="quý IV")
    correct(cast, row, seen=1, deadline_text=row.deadline_text)
    row.refresh_from_db()
    assert (row.corrected_deadline, row.clauses[0]["due"], row.revision) == ("", "2023-11-30", 2)


def test_the_second_of_two_people_is_told(cast, row):
    correct(cast, row, deadline_text="quý III")
    with pytest.raises(Stale):
        correct(cast, row, seen=0, deadline_text="quý IV")
    row.refresh_from_db()
    assert row.corrected_deadline == "quý III"


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"deadline_text": " "}, "Hãy ghi thời hạn bằng lời"),
        ({"product_text": ""}, "Hãy ghi sản phẩm"),
        ({"leads": ()}, "Hãy chọn ít nhất một nơi chủ trì"),
    ],
)
def test_a_correction_that_says_nothing_is_refused_whole(cast, row, others, sentence):
    with pytest.raises(Refused, match=sentence):
        correct(cast, row, **({"deadline_text": "quý III"} | others))
    row.refresh_from_db()
    assert (row.revision, row.corrected_deadline, row.clauses[0]["due"]) == (0, "", "2023-11-30")


def test_a_body_cannot_both_lead_and_co_ordinate(cast, row):
    post = cast.positions["tpht"]
    with pytest.raises(Refused, match="Công chức Tư pháp - Hộ tịch không thể vừa chủ trì vừa phối hợp"):
        correct(cast, row, leads=(post,), coordinates=(post,))


def test_a_post_of_the_neighbour_is_refused(cast, row):
    with pytest.raises(Refused, match="không thuộc danh bạ"):
        correct(cast, row, leads=(cast.positions["ba-dinh.tpht"],))


@pytest.mark.parametrize("who", ["tpht", "chutich", "noivu", "admin", "ba-dinh.vptk"])
def test_only_the_coordinator_of_the_body_corrects_and_settles(cast, row, draft, who):
    actor, doubt = cast.actors[who], draft.doubts.all()[0]
    for act in (
        lambda: correct(cast, row, who=who, deadline_text="quý III"),
        lambda: settle_doubt(actor=actor, doubt=doubt, settlement=Settlement.ACCEPTED, now=LATER),
        lambda: settle_doubts_of_kind(actor=actor, plan=draft, code=doubt.code, now=LATER),
        lambda: settle_all(actor=actor, plan=draft, now=LATER),
        lambda: reopen_doubt(actor=actor, doubt=doubt, now=LATER),
    ):
        with pytest.raises(Forbidden) as refusal:
            act()
        assert refusal.value.message == NO_RIGHT
    assert Doubt.objects.exclude(settlement="").count() == 0


def test_points_are_settled_one_by_kind_and_all(cast, draft):
    actor, total = cast.actors["vptk"], draft.doubts.count()
    one = draft.doubts.get(code="impossible_date")
    settle_doubt(actor=actor, doubt=one, settlement=Settlement.KEPT, now=LATER)
    of_kind = settle_doubts_of_kind(actor=actor, plan=draft, code="numbering_jump", now=LATER)
    rest = settle_all(actor=actor, plan=draft, now=LATER)
    assert (of_kind, rest) == (2, total - 3)
    settlements = dict(draft.doubts.values_list("code", "settlement"))
    assert (settlements["impossible_date"], settlements["numbering_jump"], "" in settlements.values()) == (
        "kept",
        "accepted",
        False,
    )
    assert last_event("Quyết điểm nghi ngờ").after["quyết định"] == "Nhận cách đọc"


def test_a_decision_can_be_taken_back_and_repeated_without_a_trace(cast, draft):
    actor, doubt = cast.actors["vptk"], draft.doubts.get(code="impossible_date")
    for _ in range(2):
        settle_doubt(actor=actor, doubt=doubt, settlement=Settlement.ACCEPTED, now=LATER)
    assert Event.objects.filter(verb="Quyết điểm nghi ngờ").count() == 1
    reopen_doubt(actor=actor, doubt=doubt, now=LATER)
    doubt.refresh_from_db()
    assert (doubt.settlement, doubt.settled_at, doubt.settled_by) == ("", None, None)


def test_accepting_waits_for_every_point(cast, draft):
    total = draft.doubts.count()
    with pytest.raises(Refused, match=f"^Còn {total} điểm chưa quyết"):
        mark_accepted(actor=cast.actors["chutich"], plan=draft, now=LATER)
    settle_all(actor=cast.actors["vptk"], plan=draft, now=LATER)
    mark_accepted(actor=cast.actors["chutich"], plan=draft, now=LATER)
    plan = Plan.objects.get(pk=draft.pk)
    assert (plan.state, plan.accepted_at, plan.accepted_by) == ("accepted", LATER, cast.people["chutich"])
    with pytest.raises(Refused, match="đã được chấp nhận rồi"):
        mark_accepted(actor=cast.actors["vptk"], plan=plan, now=LATER)


def test_who_may_accept(cast, draft):
    settle_all(actor=cast.actors["vptk"], plan=draft, now=LATER)
    for who in ("tpht", "noivu", "admin", "ba-dinh.chutich"):
        with pytest.raises(Forbidden, match=r"^Chỉ Văn phòng - Thống kê hoặc lãnh đạo đơn vị"):
            mark_accepted(actor=cast.actors[who], plan=draft, now=LATER)
    assert Plan.objects.get(pk=draft.pk).state == PlanState.DRAFT


def test_nothing_is_corrected_after_acceptance(cast, draft, row):
    Plan.objects.filter(pk=draft.pk).update(state=PlanState.ACCEPTED, accepted_at=NOW)
    with pytest.raises(Refused) as refusal:
        correct(cast, row, deadline_text="quý III")
    assert refusal.value.message == NOT_DRAFT


def test_another_year_reads_every_deadline_anew(cast, draft, row):
    heading = Heading("05/KH-UBND", draft.title, 2024, 2024, date(2024, 1, 5))
    plan = correct_heading(actor=cast.actors["vptk"], plan=draft, seen=0, heading=heading, now=LATER)
    assert (plan.number, plan.years, plan.issued_on, plan.revision) == ("05/KH-UBND", "2024", date(2024, 1, 5), 1)
    yearless = PlanItem.objects.get(section__plan=draft, section__order=1, ordinal="1")
    assert yearless.clauses[0]["due"] == "2024-12-31"
    with pytest.raises(Stale):
        correct_heading(actor=cast.actors["vptk"], plan=draft, seen=0, heading=heading, now=LATER)
    assert last_event("Sửa đầu kế hoạch").before == {
        "số, ký hiệu": "",
        "từ năm": 2023,
        "đến năm": 2023,
        "ngày ban hành": None,
    }


@pytest.mark.parametrize(("first", "last"), [(2024, 2023), (23, 23), (2023, 2040)])
def test_impossible_years_are_refused(cast, draft, first, last):
    heading = Heading("", draft.title, first, last, None)
    with pytest.raises(Refused):
        correct_heading(actor=cast.actors["vptk"], plan=draft, seen=0, heading=heading, now=LATER)
    assert Plan.objects.get(pk=draft.pk).years == "2023"


def test_a_targets_figure_is_corrected_and_its_sentence_kept(cast, draft):
    target = Target.objects.get(value=99)
    aim = Aim(Comparator.AT_LEAST, Decimal(98), None, "%")
    correct_target(actor=cast.actors["vptk"], target=target, seen=0, aim=aim, now=LATER)
    target.refresh_from_db()
    assert (target.value, target.text) == (98, "Tối thiểu 99% hồ sơ TTHC được giải quyết trước và đúng hạn.")
    assert draft.doubts.get(code="target_conflict").settlement == "corrected"
    assert last_event("Sửa chỉ tiêu").before == {"chỉ tiêu": "ít nhất 99\u00a0%"}
    with pytest.raises(Stale):
        correct_target(actor=cast.actors["vptk"], target=target, seen=0, aim=aim, now=LATER)


@pytest.mark.parametrize(
    "aim",
    [
        Aim(Comparator.BETWEEN, Decimal(30), None, "%"),
        Aim(Comparator.AT_LEAST, Decimal(30), Decimal(50), "%"),
        Aim(Comparator.BETWEEN, Decimal(50), Decimal(30), "%"),
        Aim(Comparator.EQUAL, Decimal(10) ** 14, None, "đồng"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(cast, draft, aim):
    target = Target.objects.get(value=99)
    with pytest.raises(Refused):
        correct_target(actor=cast.actors["vptk"], target=target, seen=0, aim=aim, now=LATER)
    target.refresh_from_db()
    assert (target.value, target.revision) == (99, 0)
