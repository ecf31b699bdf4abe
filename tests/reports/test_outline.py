"""The outline as data: what is wrong with one, whose holds, what happens to drafts when it changes, its page."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cchc.orgs.models import Event
from cchc.orgs.refusals import Forbidden, Refused
from plans.models import Plan
from reports.actions.drafting import refresh_report
from reports.actions.outlining import remove_outline, set_outline
from reports.differences import differences
from reports.facts import NarrativeSection, Paragraph
from reports.forms.outlines import rearranged
from reports.models import NarrativeText, ReportOutline
from reports.outline import (
    BUILT_IN,
    Filling,
    Part,
    Parts,
    faults,
    from_json,
    moved,
    new_key,
    numbered,
    place_of_area,
    standing,
    to_json,
)
from reports.queries.outlines import outline_of
from tasks.enums import Audience
from tests.cast import NOW, TODAY, Cast
from tests.reports.outlines import outline_posted
from tests.reports.reporting import NOON, drafted, edit
from tests.reports.sample import sample
from tests.reports.year import facts_of, quarter, section

parts_of_any_shape = st.lists(st.sampled_from((1, 2)), min_size=1, max_size=12).map(
    lambda levels: tuple(
        Part(f"m{place}", f"Mục {place}", Filling.NOTHING, level=1 if place == 0 else level)
        for place, level in enumerate(levels)
    )
)


def changed(which: str, **more: Any) -> Parts:
    """The built-in outline with one part otherwise."""
    return tuple(replace(part, **more) if part.key == which else part for part in BUILT_IN)


def without(*keys: str) -> Parts:
    return tuple(part for part in BUILT_IN if part.key not in keys)


# data


def test_the_built_in_outline_has_no_fault_and_its_keys_are_its_numbers() -> None:
    assert faults(BUILT_IN) == []
    assert numbered(part.level for part in BUILT_IN) == tuple(part.key for part in BUILT_IN)
    assert from_json(to_json(BUILT_IN)) == BUILT_IN


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((), "Đề cương chưa có mục nào; hãy thêm ít nhất một mục."),
        (changed("II.1", heading=" "), "Mục II.1 chưa có tên; hãy ghi tên mục."),
        (changed("II.1", areas=("Tài chính công",)), "Lĩnh vực “Tài chính công” nằm ở hai mục; hãy chỉ để ở một mục."),
        (changed("II.1", areas=("Thể thao",)), "Mục II.1 nhận lĩnh vực không có trong danh mục: Thể thao."),
        (
            changed("III.2", areas=("Thể chế",)),
            "Mục III.2 nhận lĩnh vực của kế hoạch thì phải lấy “lời cán bộ đã ghi”.",
        ),
        (
            changed("II.1", key="II.2"),
            "Hai mục của đề cương mang cùng một mã; hãy tải lại trang rồi sửa lại.",
        ),
        (
            changed("II", filling=Filling.NOTHING),
            "Mục II có mục con thì phải chọn “chỉ có các mục con”; nội dung để ở một mục con.",
        ),
        (changed("V", filling=Filling.PARTS), "Mục V chọn “chỉ có các mục con” nhưng chưa có mục con nào."),
        (
            changed("V", filling=Filling.COMING),
            "Có 2 mục cùng lấy “việc đến hạn kỳ tới”; chỉ để một mục, nếu không sẽ nói hai lần.",
        ),
        (
            without("II.7"),
            "Phải có đúng một mục lấy “lời cán bộ đã ghi” mà không chọn lĩnh vực nào, để nhận lời về các lĩnh vực còn "
            "lại; hiện có 0 mục.",
        ),
        (without("III.4"), "Chưa có mục nào lấy “bổ sung sau chốt số liệu”; báo cáo phải có mục này."),
        (
            changed("V", optional=True),
            "Mục V không có nguồn tự điền nên không thể “chỉ hiện khi có nội dung”; hãy bỏ chọn ô ấy.",
        ),
    ],
)
def test_each_fault_is_one_sentence(parts: Parts, said: str) -> None:
    assert said in faults(parts)


def test_words_of_an_area_that_no_part_names_go_to_the_part_without_areas() -> None:
    places = [place_of_area(BUILT_IN, area) for area in ("Thể chế", "Thể thao", "")]
    assert places == ["II.1", "II.7", "II.7"]


def test_a_heading_stands_only_over_parts_that_stand() -> None:
    parts = tuple(replace(part, optional=part.level == 2) for part in BUILT_IN)
    assert [part.key for part in standing(parts, ("III.1",))] == ["I", "III", "III.1", "IV", "V"]
    assert [part.key for part in standing(BUILT_IN, ("II.7",)) if part.optional] == ["II.7"]


@given(parts_of_any_shape, st.data())
def test_moving_keeps_every_part_and_moving_back_undoes_it(parts: Parts, data: Any) -> None:
    place = data.draw(st.integers(0, len(parts) - 1))
    there = moved(parts, place, 1)
    back = moved(there, there.index(parts[place]), -1)
    assert sorted(part.key for part in there) == sorted(part.key for part in parts)
    assert there[0].level == 1
    assert (tuple(back) == parts) or there == list(parts)


def test_buttons_rearrange_without_losing_a_part() -> None:
    keys = [part.key for part in rearranged(BUILT_IN, "xuong:0") or ()]
    assert (keys[:3], keys[8]) == (["II", "II.1", "II.2"], "I")
    assert [p.key for p in rearranged(BUILT_IN, "bo:1") or ()] == [
        p.key for p in BUILT_IN if p.key[:3] not in ("II", "II.")
    ]
    grown = rearranged(BUILT_IN, "con:0") or ()
    assert [(p.key, p.level, p.filling) for p in grown[:2]] == [("I", 1, Filling.PARTS), ("m1", 2, Filling.NOTHING)]
    assert [p.key for p in rearranged(grown, "them") or ()][-1] == "m2" == new_key(grown)
    assert [rearranged(BUILT_IN, asked) for asked in ("luu", "len:99", "len:x", "")] == [None] * 4


READERS = {"tpht": False, "vptk": True, "chutich": True, "noivu": True, "admin": False}


# whose holds


pages = pytest.mark.django_db


def set_for(cast: Cast, who: str, audience: Audience, parts: Parts, from_year: int = 2023) -> ReportOutline:
    body = cast.quang_trung if audience == Audience.OWN else cast.district
    return set_outline(
        actor=cast.actors[who], organization=body, audience=audience, from_year=from_year, parts=parts, now=NOW
    )


@pages
def test_the_nearest_word_counts(cast: Cast) -> None:
    above, own = changed("V", heading="Kiến nghị"), changed("V", heading="Đề xuất")
    assert outline_of(cast.quang_trung, 2023) == BUILT_IN
    set_for(cast, "noivu", Audience.BELOW, above)
    assert [outline_of(body, 2023) for body in (cast.quang_trung, cast.district)] == [above, BUILT_IN]
    set_for(cast, "vptk", Audience.OWN, own, from_year=2024)
    assert [outline_of(cast.quang_trung, year) for year in (2022, 2023, 2024, 2025)] == [BUILT_IN, above, own, own]
    remove_outline(
        actor=cast.actors["chutich"],
        organization=cast.quang_trung,
        audience=Audience.OWN,
        from_year=2024,
        now=NOW,
    )
    assert outline_of(cast.quang_trung, 2025) == above


@pages
@pytest.mark.parametrize(
    ("who", "audience"),
    [
        ("tpht", Audience.OWN),
        ("noivu", Audience.OWN),
        ("admin", Audience.OWN),
        ("ba-dinh.vptk", Audience.OWN),
        ("vptk", Audience.BELOW),
        ("admin", Audience.BELOW),
    ],
)
def test_nobody_else_sets_it(cast: Cast, who: str, audience: Audience) -> None:
    with pytest.raises(Forbidden):
        set_for(cast, who, audience, BUILT_IN)
    assert (ReportOutline.objects.count(), Event.objects.filter(verb="Đặt đề cương báo cáo").count()) == (0, 0)


@pages
def test_all_faults_are_told_at_once_and_nothing_is_stored(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        set_for(cast, "vptk", Audience.OWN, tuple(replace(part, heading="") for part in BUILT_IN[:2]))
    assert len(refusal.value.message.split("\n")) > 3
    assert ReportOutline.objects.count() == 0


@pages
def test_setting_the_same_again_writes_no_second_line(cast: Cast) -> None:
    for _ in range(2):
        set_for(cast, "vptk", Audience.OWN, changed("V", heading="Đề xuất"))
    event = Event.objects.get(verb="Đặt đề cương báo cáo")
    assert event.after["đề cương"].split("\n")[-1] == (
        "V. Đề xuất (đơn vị tự viết; khi trống: kiến nghị, đề xuất với cấp trên)"
    )


# drafts


@pages
def test_a_report_is_drafted_by_the_outline_of_its_year(cast: Cast, plan: Plan) -> None:
    parts = rearranged(changed("II.1", heading="Xây dựng thể chế"), "xuong:2") or ()
    set_for(cast, "vptk", Audience.OWN, parts)
    facts = facts_of(cast, quarter(1))
    headings = [(s.key, s.part, s.heading) for s in facts.narrative][2:4]
    assert headings == [("II.1", "II.2", "Cải cách thủ tục hành chính"), ("II.2", "II.1", "Xây dựng thể chế")]
    assert section(facts, "II.2").paragraphs[0].source == "Người tckt, Công chức Tài chính - Kế toán, ngày 10/03/2023"


@pages
def test_an_open_draft_takes_the_new_outline_and_keeps_what_was_edited(cast: Cast, plan: Plan) -> None:
    report = drafted(cast, plan)
    edit(cast, report, "III.3", "Cán bộ kiêm nhiệm.")
    edit(cast, report, "V", "Đề nghị tập huấn.")
    parts = tuple(replace(p, heading="Kiến nghị") if p.key == "V" else p for p in without("III.3"))
    set_for(cast, "vptk", Audience.OWN, parts)
    before = {(t.number, t.heading) for t in NarrativeText.objects.filter(report=report)}
    refresh_report(actor=cast.actors["vptk"], report_id=report.pk, now=NOON)
    found = {t.key: t for t in NarrativeText.objects.filter(report=report)}
    assert ("V", "Kiến nghị, đề xuất") in before
    assert (found["V"].heading, found["V"].text) == ("Kiến nghị", "Đề nghị tập huấn.")
    assert (found["III.3"].number, found["III.3"].heading, found["III.3"].text) == (
        "III.3",
        "Nguyên nhân",
        "Cán bộ kiêm nhiệm.",
    )


@pages
def test_a_dropped_section_that_nobody_edited_goes(cast: Cast, plan: Plan) -> None:
    report = drafted(cast, plan)
    set_for(cast, "vptk", Audience.OWN, without("III.3"))
    refresh_report(actor=cast.actors["vptk"], report_id=report.pk, now=NOON)
    assert "III.3" not in set(NarrativeText.objects.values_list("key", flat=True))


# its page


@pages
def test_the_page_rearranges_without_storing_and_stores_when_asked(cast: Cast, settings: Any) -> None:
    settings.TODAY = TODAY
    client, address = cast.client("vptk"), reverse("reports:outline")
    moved_down = client.post(address, outline_posted(BUILT_IN, "xuong:2", nam=2023))
    text = moved_down.content.decode()
    assert (moved_down.status_code, ReportOutline.objects.count()) == (200, 0)
    assert text.index('value="Cải cách thủ tục hành chính"') < text.index('value="Cải cách thể chế"')
    refused = client.post(address, outline_posted(without("II.7"), "luu", nam=2023))
    assert (refused.status_code, ReportOutline.objects.count()) == (422, 0)
    stored = client.post(address, outline_posted(changed("V", heading="Đề xuất"), "luu", nam=2024))
    assert (stored.status_code, stored.url) == (302, f"{address}?cho=own&nam=2024")
    row = ReportOutline.objects.get()
    assert (row.from_year, from_json(row.parts)) == (2024, changed("V", heading="Đề xuất"))
    dropped = client.post(address, outline_posted(BUILT_IN, "bo-rieng", nam=2024))
    assert (dropped.status_code, ReportOutline.objects.count()) == (302, 0)


@pages
def test_who_may_not_set_it_reads_it(cast: Cast, settings: Any) -> None:
    settings.TODAY = TODAY
    pages_of = {who: cast.client(who).get(reverse("reports:outline")).content.decode() for who in READERS}
    assert {who: "Lưu đề cương" in text for who, text in pages_of.items()} == READERS


def test_a_section_that_was_only_moved_or_renamed_is_compared_with_itself() -> None:
    said = (Paragraph("Đã làm."),)
    before = replace(
        sample(),
        narrative=(
            NarrativeSection("I", 1, "Thể chế", said, "II.1"),
            NarrativeSection("II", 1, "Thủ tục", said, "II.2"),
        ),
    )
    after = replace(
        before,
        narrative=(
            NarrativeSection("I", 1, "Thủ tục hành chính", (Paragraph("Đã làm xong."),), "II.2"),
            NarrativeSection("II", 1, "Thể chế", said, "II.1"),
        ),
    )
    assert [(one.where, one.before, one.after) for one in differences(before, after).sections] == [
        ("Đề mục", "I. Thể chế\nII. Thủ tục", "I. Thủ tục hành chính\nII. Thể chế"),
        ("I. Thủ tục hành chính", "Đã làm.", "Đã làm xong."),
    ]


@pages
def test_the_page_names_what_was_set_and_who_goes_his_own_way(cast: Cast, settings: Any) -> None:
    settings.TODAY = TODAY
    set_for(cast, "vptk", Audience.OWN, BUILT_IN, from_year=2024)
    set_for(cast, "noivu", Audience.BELOW, BUILT_IN, from_year=2025)
    said = {who: cast.client(who).get(reverse("reports:outline")).context for who in ("vptk", "noivu", "ba-dinh.vptk")}
    assert {who: [one["row"].from_year for one in page["stored"]] for who, page in said.items()} == {
        "vptk": [2024],
        "noivu": [2025],
        "ba-dinh.vptk": [],
    }
    assert [str(one.organization) for one in said["noivu"]["apart"]] == ["Xã Quang Trung"]
