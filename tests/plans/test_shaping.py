"""Rows put right by hand: own words, moved, split, joined, written, taken out; each step can be taken back."""

import pytest

from cchc.orgs.models import Event
from cchc.orgs.refusals import Forbidden, Refused
from plans.actions import (
    Correction,
    NewRow,
    NewSection,
    Stale,
    correct_item,
    drop_row,
    join_rows,
    settle_doubts_of_kind,
    split_row,
    undo,
    write_row,
)
from plans.actions.settling import NO_RIGHT, NOT_DRAFT
from plans.actions.shaping import HAS_PARTS
from plans.enums import AgencyRole, PlanState, SectionKind
from plans.models import Change, Doubt, Plan, PlanItem, Section
from tests.cast import NOW, at

LATER = at("2023-06-10 10:00")


@pytest.fixture
def row(draft):
    """Appendix 7, row 2: "trước 31/11/2023", a point that its deadline raised."""
    return PlanItem.objects.get(section__plan=draft, section__order=6, ordinal="2")


@pytest.fixture
def above(draft):
    return PlanItem.objects.get(section__plan=draft, section__order=6, ordinal="1")


def as_read(item, **others):
    named = list(item.responsibilities.all())
    values = {
        "product_text": item.product_words,
        "deadline_text": item.deadline_words,
        "leads": tuple(r.position or r.body for r in named if r.role == AgencyRole.LEAD),
        "coordinates": tuple(r.position or r.body for r in named if r.role == AgencyRole.COORDINATE),
    }
    return Correction(**(values | others))


def correct(cast, item, seen=0, **others):
    return correct_item(actor=cast.actors["vptk"], item=item, seen=seen, correction=as_read(item, **others), now=LATER)


def split(cast, item, words, who="vptk"):
    return split_row(actor=cast.actors[who], item=item, seen=item.revision, at=item.text.index(words), now=LATER)


def join(cast, upper, lower, who="vptk"):
    seen = (upper.revision, lower.revision)
    return join_rows(actor=cast.actors[who], upper=upper, lower=lower, seen=seen, now=LATER)


def write(cast, plan, section, row, below=None, who="vptk"):
    return write_row(actor=cast.actors[who], plan=plan, section=section, below=below, row=row, now=LATER)


def undo_last(cast, plan, who="vptk"):
    return undo(actor=cast.actors[who], plan=plan, step=Change.objects.latest("pk").pk, now=LATER)


def everything(plan):
    """All that a plan holds, as plain values; rows by the order in which they stand."""
    items = PlanItem.objects.filter(section__plan=plan).order_by("section__order", "parent", "order")
    return (
        list(Section.objects.filter(plan=plan).values()),
        [{name: value for name, value in item.items() if name != "order"} for item in items.values()],
        list(items.values("products__words", "products__clauses").order_by("pk", "products__order")),
        sorted(items.values_list("pk", "responsibilities__position", "responsibilities__role"), key=str),
        list(Doubt.objects.filter(plan=plan).order_by("pk").values()),
        list(plan.targets.values()),
    )


def last_event(verb):
    return Event.objects.filter(verb=verb).latest("pk")


def test_the_rows_own_words_are_rewritten_and_the_documents_kept(cast, row):
    document = row.text
    correct(cast, row, text="Tự chấm điểm chỉ số cải cách hành chính", ordinal="2a", note="Theo quy định của tỉnh")
    row.refresh_from_db()
    assert (row.text, row.ordinal, row.note) == (
        "Tự chấm điểm chỉ số cải cách hành chính",
        "2a",
        "Theo quy định của tỉnh",
    )
    assert row.document_words == {"text": document, "ordinal": "2", "note": ""}
    assert (row.document_text, row.revision, "tu cham diem chi so" in row.folded) == (document, 1, True)
    assert last_event("Sửa cách đọc").before == {"số thứ tự": "2", "nhiệm vụ": document, "ghi chú": ""}


def test_the_documents_own_words_take_a_rewriting_back(cast, row):
    document = row.text
    correct(cast, row, text="Khác")
    correct(cast, row, seen=1, text=document)
    row.refresh_from_db()
    assert (row.text, row.document_words) == (document, {})


def test_a_row_without_words_is_refused(cast, row):
    with pytest.raises(Refused, match="Hãy ghi lời của nhiệm vụ"):
        correct(cast, row, text=" ")


def test_a_point_whose_words_were_rewritten_is_answered(cast, draft, row):
    words = " ".join(row.text.split()[:4])
    Doubt.objects.create(
        plan=draft, item=row, order=900, code="repeated_sentence", message="Câu nói hai lần.", words=words
    )
    correct(cast, row, text="Việc khác hẳn")
    settled = dict(Doubt.objects.filter(item=row).values_list("code", "settlement"))
    assert settled == {"impossible_date": "", "repeated_sentence": "corrected"}


def test_a_row_is_moved_to_the_end_of_another_section(cast, draft, row):
    first = Section.objects.get(plan=draft, order=0)
    count = first.items.count()
    correct(cast, row, section=first)
    row.refresh_from_db()
    assert (row.section, row.order, row.document_words) == (first, count, {})
    assert set(last_event("Sửa cách đọc").after) == {"phần"}


def test_a_section_of_another_plan_is_refused(cast, row):
    other = Plan.objects.create(organization=cast.quang_trung, created_at=NOW)
    section = Section.objects.create(plan=other, order=0, title="Phần khác")
    with pytest.raises(Refused, match="của chính kế hoạch này"):
        correct(cast, row, section=section)


def test_a_split_row_stands_twice_with_its_cells(cast, draft, row):
    whole, count = row.text, PlanItem.objects.filter(section=row.section).count()
    first, second = split(cast, row, "theo quy định")
    assert f"{first.text} {second.text}" == " ".join(whole.split())
    assert (first.order + 1, second.section, second.place) == (second.order, row.section, row.place)
    assert (second.deadline_text, second.agency_text, second.ordinal) == (row.deadline_text, row.agency_text, "")
    assert [r.name for r in second.responsibilities.all()] == [r.name for r in first.responsibilities.all()]
    assert [p.words for p in second.products.all()] == [p.words for p in first.products.all()]
    assert [d.code for d in second.doubts.all()] == ["impossible_date"]
    assert PlanItem.objects.filter(section=row.section).count() == count + 1
    assert (first.is_by_hand, second.is_by_hand, first.revision, second.revision) == (True, True, 1, 0)
    orders = list(PlanItem.objects.filter(section=row.section, parent=None).values_list("order", flat=True))
    assert orders == sorted(set(orders))


def test_what_only_one_part_says_goes_with_that_part(cast, draft):
    section = Section.objects.get(plan=draft, order=0)
    words = "Ban hành kế hoạch; tổ chức sơ kết trước ngày 15/7/2023"
    item = write(cast, draft, section, NewRow(words, deadline_text="trước ngày 15/7/2023"))
    first, second = split(cast, item, "tổ chức")
    assert (first.deadline_text, first.clauses, second.deadline_text) == ("", [], "trước ngày 15/7/2023")
    assert second.clauses[0]["due"] == "2023-07-14"


@pytest.mark.parametrize("place", [0, 10_000])
def test_a_place_outside_the_text_is_refused(cast, row, place):
    with pytest.raises(Refused, match="Chỗ tách phải nằm giữa"):
        split_row(actor=cast.actors["vptk"], item=row, seen=0, at=place, now=LATER)


def test_joined_rows_say_everything_once(cast, draft, above, row):
    texts, doubts = (above.text, row.text), {d.code for one in (above, row) for d in one.doubts.all()}
    names = {r.name for one in (above, row) for r in one.responsibilities.all()}
    joined = join(cast, above, row)
    assert all(text in joined.text for text in texts)
    assert "31/11/2023" in joined.deadline_text
    assert {r.name for r in joined.responsibilities.all()} == names
    assert {d.code for d in joined.doubts.all()} == doubts
    assert not PlanItem.objects.filter(pk=row.pk).exists()
    assert last_event("Gộp hàng").before["hàng dưới"]["nhiệm vụ"] == texts[1]


def test_splitting_joined_rows_gives_both_back(cast, above, row):
    texts = above.text, row.text
    joined = join(cast, above, row)
    first, second = split(cast, joined, row.text)
    assert (first.text, second.text) == texts


def test_rows_that_do_not_follow_each_other_are_not_joined(cast, draft, row):
    far = PlanItem.objects.get(section__plan=draft, section__order=0, ordinal="1")
    with pytest.raises(Refused, match="Hàng ở trên đã khác đi"):
        join(cast, far, row)


def test_a_row_that_is_no_duty_goes_with_its_words_in_the_audit_trail(cast, draft, row):
    text = row.text
    drop_row(actor=cast.actors["vptk"], item=row, seen=0, now=LATER)
    assert not PlanItem.objects.filter(pk=row.pk).exists()
    event = last_event("Bỏ hàng")
    assert (event.before["nhiệm vụ"], event.before["thời hạn"], event.user) == (
        text,
        "- Báo cáo kết quả Tự chấm trước 31/11/2023",
        cast.people["vptk"],
    )


def test_a_row_is_written_below_another_and_read(cast, draft, above, row):
    wanted = NewRow(
        "Đối thoại với người dân",
        "1a",
        "Kế hoạch; Báo cáo",
        "Kế hoạch: quý I; Báo cáo: hàng quý",
        leads=(cast.positions["tpht"],),
    )
    item = write(cast, draft, row.section, wanted, below=above)
    row.refresh_from_db()
    assert (item.order, row.order, item.is_by_hand, item.place) == (above.order + 1, above.order + 2, True, "")
    assert [(p.words, p.clauses) for p in item.products.all()] == [("Kế hoạch", [0]), ("Báo cáo", [1])]
    assert [r.name for r in item.responsibilities.all()] == ["Công chức Tư pháp - Hộ tịch"]
    assert item.doubts.count() == 0


def test_a_row_that_falls_to_nobody_is_a_point_to_decide(cast, draft):
    item = write(cast, draft, NewSection("Việc phát sinh", SectionKind.DUTIES), NewRow("Đối thoại với người dân"))
    assert [(d.code, d.words) for d in item.doubts.all()] == [("agency_none", "Đối thoại với người dân")]
    assert (item.section.title, item.section.order) == ("Việc phát sinh", 7)


def test_a_row_that_is_kept_and_not_tracked_asks_for_nobody(cast, draft):
    item = write(cast, draft, NewSection("Tiêu chí", SectionKind.CRITERIA), NewRow("Có sáng kiến được công nhận"))
    assert (item.doubts.count(), item.clauses) == (0, [])


@pytest.mark.parametrize(
    ("section", "text", "sentence"), [("Phần", " ", "Hãy ghi lời"), (" ", "Việc", "ghi tên phần mới")]
)
def test_a_row_without_words_or_place_is_refused(cast, draft, section, text, sentence):
    with pytest.raises(Refused, match=sentence):
        write(cast, draft, NewSection(section, SectionKind.DUTIES), NewRow(text))
    assert Section.objects.filter(plan=draft).count() == 7


STEPS = {
    "corrected": lambda cast, above, row: correct(cast, row, deadline_text="quý III", text="Việc khác"),
    "moved": lambda cast, above, row: correct(cast, row, section=Section.objects.get(plan=row.section.plan, order=0)),
    "split": lambda cast, above, row: split(cast, row, "theo quy định"),
    "joined": join,
    "dropped": lambda cast, above, row: drop_row(actor=cast.actors["vptk"], item=row, seen=0, now=LATER),
    "written": lambda cast, above, row: write(cast, row.section.plan, row.section, NewRow("Việc mới")),
    "new section": lambda cast, above, row: write(
        cast, row.section.plan, NewSection("Phần mới", SectionKind.DUTIES), NewRow("Việc mới")
    ),
    "settled": lambda cast, above, row: settle_doubts_of_kind(
        actor=cast.actors["vptk"], plan=row.section.plan, code="numbering_jump", now=LATER
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_every_step_can_be_taken_back_whole(cast, draft, above, row, step):
    before = everything(draft)
    STEPS[step](cast, above, row)
    assert everything(draft) != before
    undo_last(cast, draft)
    assert everything(draft) == before
    assert last_event("Hoàn tác").after["việc"]


def test_steps_are_taken_back_one_after_another(cast, draft, above, row):
    before = everything(draft)
    joined = join(cast, above, row)
    split(cast, joined, "quy định")
    drop_row(actor=cast.actors["vptk"], item=PlanItem.objects.get(pk=above.pk), seen=2, now=LATER)
    for _ in range(3):
        undo_last(cast, draft)
    assert everything(draft) == before
    with pytest.raises(Refused, match="Không còn bước nào"):
        undo(actor=cast.actors["vptk"], plan=draft, step=1, now=LATER)


def test_a_step_that_is_not_the_last_or_was_changed_since_is_not_taken_back(cast, draft, above, row):
    split(cast, row, "theo quy định")
    early = Change.objects.get().pk
    correct(cast, above, deadline_text="quý III")
    with pytest.raises(Refused, match="đã được sửa tiếp"):
        undo(actor=cast.actors["vptk"], plan=draft, step=early, now=LATER)
    PlanItem.objects.filter(pk=above.pk).update(note="Người khác ghi")
    with pytest.raises(Refused, match="đã được sửa tiếp"):
        undo_last(cast, draft)


@pytest.mark.parametrize("step", ["split", "joined", "dropped"])
def test_the_second_of_two_people_is_told(cast, above, row, step):
    PlanItem.objects.filter(pk=row.pk).update(revision=1)
    with pytest.raises(Stale):
        STEPS[step](cast, above, row)


def test_a_row_with_parts_is_corrected_in_its_own_words_alone(cast, row):
    PlanItem.objects.create(section=row.section, parent=row, order=0, text="Việc nhỏ")
    correct(cast, row, text="Việc lớn")
    with pytest.raises(Refused, match="gồm nhiều việc nhỏ"):
        correct(cast, PlanItem.objects.get(pk=row.pk), seen=1, deadline_text="quý III")
    with pytest.raises(Refused) as refusal:
        split(cast, PlanItem.objects.get(pk=row.pk), "lớn")
    assert refusal.value.message == HAS_PARTS


def test_a_row_goes_with_its_parts_and_comes_back_with_them(cast, draft, row):
    PlanItem.objects.create(section=row.section, parent=row, order=0, text="Việc nhỏ")
    before = everything(draft)
    drop_row(actor=cast.actors["vptk"], item=row, seen=0, now=LATER)
    assert last_event("Bỏ hàng").before["việc nhỏ"] == ["Việc nhỏ"]
    undo_last(cast, draft)
    assert everything(draft) == before


@pytest.mark.parametrize("who", ["tpht", "chutich", "noivu", "ba-dinh.vptk"])
def test_only_the_coordinator_of_the_body_shapes_rows(cast, draft, above, row, who):
    before = everything(draft)
    for act in (
        lambda: split(cast, row, "theo quy định", who),
        lambda: join(cast, above, row, who),
        lambda: drop_row(actor=cast.actors[who], item=row, seen=0, now=LATER),
        lambda: write(cast, draft, row.section, NewRow("Việc"), who=who),
        lambda: undo(actor=cast.actors[who], plan=draft, step=1, now=LATER),
    ):
        with pytest.raises(Forbidden) as refusal:
            act()
        assert refusal.value.message == NO_RIGHT
    assert everything(draft) == before


def test_nothing_is_shaped_after_acceptance(cast, draft, row):
    Plan.objects.filter(pk=draft.pk).update(state=PlanState.ACCEPTED, accepted_at=NOW)
    with pytest.raises(Refused) as refusal:
        split(cast, row, "theo quy định")
    assert refusal.value.message == NOT_DRAFT
