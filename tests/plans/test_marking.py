"""A paragraph said to be a duty, a target or neither; the three plans of prose on their review page."""

import pytest

from cchc.orgs.models import Event
from cchc.orgs.refusals import Forbidden, Refused
from plans.actions import drop_target, import_plan, mark_duty, mark_neither, mark_target, undo
from plans.actions.marking import NO_FIGURE, NO_PARAGRAPH
from plans.models import Change, Doubt, PlanItem, Section, Target
from plans.reading.results import AgencyReading, Block, DeadlineReading, ReadPlan, ReadSection, ReadTask
from tests.cast import NOW, TODAY, at

LATER = at("2023-06-10 10:00")
TPHT, VPTK = "Công chức Tư pháp - Hộ tịch", "Công chức Văn phòng - Thống kê"
TEXTS = (
    "KẾ HOẠCH",
    "I. MỤC TIÊU",
    "1. Tối thiểu 99% hồ sơ được giải quyết đúng hạn.",
    "II. NHIỆM VỤ",
    "1. Cải cách thể chế",
    "1.1. Rà soát văn bản quy phạm pháp luật.",
    "- Đơn vị chủ trì: Công chức Tư pháp - Hộ tịch.",
    "1.2. Tổ chức đối thoại với người dân trước ngày 15/7/2023.",
    "- Đơn vị chủ trì: Công chức Văn phòng - Thống kê.",
    "- Đơn vị phối hợp: Công chức Tư pháp - Hộ tịch.",
    "2. Cải cách thủ tục hành chính",
    "Nâng cao nhận thức của người dân.",
)
OPENING, AIM, FIRST, DIALOGUE, AWARENESS = 0, 2, 5, 7, 11


def task(ordinal, text, agency, where):
    agencies = AgencyReading(agency, lead=(TPHT,))
    return ReadTask(ordinal, text, "", agency, "", "", (), agencies, DeadlineReading("", ()), where)


READING = ReadPlan(
    number="",
    title="Kế hoạch",
    from_year=2023,
    to_year=2023,
    sections=(
        ReadSection("II", "NHIỆM VỤ", "", ()),
        ReadSection(
            "II.1",
            "Cải cách thể chế",
            "Thể chế",
            (task("1.1", "Rà soát văn bản quy phạm pháp luật.", f"Đơn vị chủ trì: {TPHT}.", "Mục II.1.1"),),
            depth=1,
        ),
        ReadSection("II.2", "Cải cách thủ tục hành chính", "", (), depth=1),
    ),
    blocks=tuple(Block("p", text) for text in TEXTS),
)


@pytest.fixture
def plan(cast, data):
    return import_plan(actor=cast.actors["vptk"], name="loi.docx", data=data, reading=READING, now=NOW)


@pytest.fixture
def mark(cast, plan):
    return lambda act, index, who="vptk": act(actor=cast.actors[who], plan=plan, index=index, now=LATER)


def test_a_paragraph_becomes_a_row_below_the_one_above_it_with_its_labelled_lines(plan, mark):
    item = mark(mark_duty, DIALOGUE)
    assert (item.text, item.ordinal, item.section.title) == (
        "Tổ chức đối thoại với người dân trước ngày 15/7/2023.",
        "1.2",
        "Cải cách thể chế",
    )
    assert (item.order, [clause["due"] for clause in item.clauses]) == (1, ["2023-07-14"])
    assert [(r.name, r.role) for r in item.responsibilities.all()] == [(VPTK, "lead"), (TPHT, "coordinate")]
    assert Event.objects.latest("pk").after == {"nhiệm vụ": item.text, "phần": "II.1: Cải cách thể chế"}


def test_a_paragraph_that_names_nobody_raises_a_point(plan, mark):
    item = mark(mark_duty, AWARENESS)
    assert (item.section.title, [d.code for d in item.doubts.all()]) == ("Cải cách thủ tục hành chính", ["agency_none"])


def test_a_paragraph_above_all_sections_goes_to_the_first(plan, mark):
    assert mark(mark_duty, OPENING).section.title == "NHIỆM VỤ"


def test_a_plan_without_sections_is_given_one(plan, mark):
    Section.objects.filter(plan=plan).delete()
    item = mark(mark_duty, AWARENESS)
    assert (item.section.title, Section.objects.filter(plan=plan).count()) == ("Nhiệm vụ", 1)


def test_a_row_is_no_duty_twice(plan, mark):
    with pytest.raises(Refused, match="Đoạn này đã là nhiệm vụ"):
        mark(mark_duty, FIRST)


def test_the_figures_of_a_paragraph_become_targets(plan, mark):
    (target,) = mark(mark_target, AIM)
    assert (target.comparator, target.value, target.unit, target.place) == ("at_least", 99, "%", "Mục I.1")
    with pytest.raises(Refused, match="Đoạn này đã là chỉ tiêu"):
        mark(mark_target, AIM)


def test_a_paragraph_without_a_figure_is_no_target_and_says_so(plan, mark):
    with pytest.raises(Refused) as refusal:
        mark(mark_target, AWARENESS)
    assert (refusal.value.message, Target.objects.filter(plan=plan).count()) == (NO_FIGURE, 0)


def test_a_duty_that_is_a_target_is_no_duty_any_more(plan, mark):
    row = mark(mark_duty, AIM)
    mark(mark_target, AIM)
    assert (PlanItem.objects.filter(pk=row.pk).exists(), Target.objects.filter(plan=plan).count()) == (False, 1)
    assert Event.objects.filter(verb="Bỏ hàng").get().before["nhiệm vụ"] == row.text


def test_neither_takes_row_and_targets_of_the_paragraph(plan, mark):
    mark(mark_target, AIM)
    mark(mark_duty, AIM)
    mark(mark_neither, AIM)
    assert (PlanItem.objects.filter(section__plan=plan).count(), Target.objects.filter(plan=plan).count()) == (1, 0)
    with pytest.raises(Refused, match="vốn không phải nhiệm vụ"):
        mark(mark_neither, AIM)


def test_a_target_is_taken_out_with_the_points_about_it(cast, plan, mark):
    (target,) = mark(mark_target, AIM)
    Doubt.objects.create(plan=plan, order=0, code="target_conflict", message="Khác nhau.", words=target.text)
    drop_target(actor=cast.actors["vptk"], target=target, seen=0, now=LATER)
    assert (Target.objects.filter(plan=plan).count(), Doubt.objects.get(plan=plan).settlement) == (0, "corrected")
    with pytest.raises(Refused, match="người khác sửa hoặc bỏ"):
        drop_target(actor=cast.actors["vptk"], target=Target(pk=target.pk or 1, plan=plan), seen=0, now=LATER)


@pytest.mark.parametrize("index", [12, 10_000])
def test_a_paragraph_that_is_not_there_is_refused(plan, mark, index):
    with pytest.raises(Refused) as refusal:
        mark(mark_duty, index)
    assert refusal.value.message == NO_PARAGRAPH


@pytest.mark.parametrize(("act", "index"), [(mark_duty, DIALOGUE), (mark_target, AIM), (mark_neither, FIRST)])
def test_a_mark_can_be_taken_back(cast, plan, mark, act, index):
    before = [*PlanItem.objects.values("pk", "text"), *Target.objects.values("pk", "text"), *Doubt.objects.values("pk")]
    mark(act, index)
    undo(actor=cast.actors["vptk"], plan=plan, step=Change.objects.latest("pk").pk, now=LATER)
    after = [*PlanItem.objects.values("pk", "text"), *Target.objects.values("pk", "text"), *Doubt.objects.values("pk")]
    assert after == before


@pytest.mark.parametrize("who", ["tpht", "chutich", "noivu", "ba-dinh.vptk"])
def test_only_the_coordinator_marks(plan, mark, who):
    for act in (mark_duty, mark_target, mark_neither):
        with pytest.raises(Forbidden):
            mark(act, AIM, who)
    assert Change.objects.count() == 0


@pytest.fixture
def page(cast, plan, settings):
    settings.TODAY = TODAY
    return lambda: cast.client("vptk").get(f"/ke-hoach/{plan.pk}/xem-lai/").text


def test_a_row_of_the_prose_stands_beside_its_paragraph_with_its_labelled_lines(plan, page):
    row = PlanItem.objects.get(section__plan=plan)
    line = page().partition(f'<tr id="hang-{row.pk}"')[2].partition("</tr>")[0]
    assert "1.1. Rà soát văn bản" in line
    assert "Đơn vị chủ trì: Công chức Tư pháp" in line
    assert f'id="doc-{row.pk}"' in line
    assert 'class="plain"' in page().partition(f'id="dong-{AWARENESS}-0"')[2][:20]


def test_a_target_stands_beside_its_sentence(plan, page, mark):
    (target,) = mark(mark_target, AIM)
    line = page().partition(f'id="dong-{AIM}-0"')[2].partition("</tr>")[0]
    assert f'<a class="aim" href="#chi-tieu-{target.pk}">Tối thiểu 99% hồ sơ' in line
    assert f'id="chi-tieu-{target.pk}"' in line


def test_buttons_of_the_review_shape_it_and_come_back_to_the_row(cast, plan, page):
    client, url = cast.client("vptk"), f"/ke-hoach/{plan.pk}/hang/"
    made = client.post(url, {"duty": str(DIALOGUE)})
    row = PlanItem.objects.get(ordinal="1.2")
    assert made.url == f"/ke-hoach/{plan.pk}/xem-lai/#hang-{row.pk}"
    htmx = {"HX-Request": "true", "HX-Current-URL": f"http://testserver/ke-hoach/{plan.pk}/xem-lai/?mo=11-0"}
    first = PlanItem.objects.get(ordinal="1.1")
    merged = client.post(url, {"merge": f"{row.pk}.0.{first.pk}.0"}, headers=htmx)
    assert merged.url == f"/ke-hoach/{plan.pk}/xem-lai/?mo=11-0&chon=hang-{first.pk}"
    assert "Gộp hàng 1.2 vào hàng 1.1" in page()
    client.post(url, {"undo": str(Change.objects.latest("pk").pk)})
    assert PlanItem.objects.filter(section__plan=plan).count() == 2


@pytest.mark.parametrize("sent", [{}, {"duty": ""}, {"merge": "1.2"}, {"drop": "x"}])
def test_a_button_that_says_nothing_is_refused(cast, plan, sent):
    answer = cast.client("vptk").post(f"/ke-hoach/{plan.pk}/hang/", sent, headers={"HX-Request": "true"})
    assert (answer.status_code, "Trang này đã cũ" in answer.text) == (422, True)
    assert (answer.headers["HX-Retarget"], answer.headers["HX-Reselect"]) == ("#tu-choi", "[data-announce]")


def test_a_row_is_split_at_the_word_that_was_chosen(cast, plan):
    client, row = cast.client("vptk"), PlanItem.objects.get(section__plan=plan)
    url = f"/ke-hoach/{plan.pk}/hang/{row.pk}/tach/"
    at_word = row.text.index("quy phạm")
    assert f'value="{at_word}"' in client.get(url).text
    refused = client.post(url, {"seen": "0"}, headers={"HX-Request": "true"})
    assert (refused.status_code, refused.headers["HX-Retarget"]) == (422, f"#tach-{row.pk}")
    assert client.post(url, {"seen": "0", "at": str(at_word)}).url == f"/ke-hoach/{plan.pk}/xem-lai/#hang-{row.pk}"
    assert [item.text for item in PlanItem.objects.filter(section__plan=plan)] == [
        "Rà soát văn bản",
        "quy phạm pháp luật.",
    ]


def test_a_row_is_written_in_a_new_section(cast, plan):
    url = f"/ke-hoach/{plan.pk}/hang/them/"
    sent = {"text": "Việc phát sinh", "section": "moi", "title": "Việc khác", "kind": "solutions"}
    assert cast.client("vptk").post(url, {**sent, "title": ""}).status_code == 422
    assert cast.client("vptk").post(url, sent).status_code == 302
    item = PlanItem.objects.get(text="Việc phát sinh")
    assert (item.section.title, item.section.kind, item.is_by_hand) == ("Việc khác", "solutions", True)
