"""Two reports beside each other, and a sending read the second time, worked out by hand."""

from dataclasses import replace

import pytest

from plans.versions.differences import Piece
from reports.facts import AppendixFacts, Indicator, NarrativeSection, Paragraph, ReportFacts, RowFacts
from reports.rereading import reread
from reports.side_by_side import change_words, side_by_side
from reports.spots import spots_of
from tasks.enums import State
from tests.reports.bodies import tally
from tests.reports.sample import sample


def row(task: int, state: State, result: str = "") -> RowFacts:
    return RowFacts(task, str(task), f"Việc {task}", "", "", "", result, state.value, state.label, None, ())


def section(part: str, *texts: str) -> NarrativeSection:
    told = tuple(Paragraph(text) for text in texts) or (Paragraph("chưa ghi", gap=True),)
    return NarrativeSection(part, 2, f"Mục {part}", told, part)


def facts(plan_rows: tuple[RowFacts, ...], sections: tuple[NarrativeSection, ...], **more: object) -> ReportFacts:
    bare = replace(sample(approved=True), opening=(), areas=(), restated=(), last_year=None, so_far=None, given=None)
    known = {
        "given_tally": None,
        "indicators": (),
        "rows": tally("Nhiệm vụ", {State.ON_TIME: 3, State.DOING: 1}),
        "period_tally": tally("Việc", {}),
        "appendices": (AppendixFacts("Phụ lục I", "Thể chế", "", plan_rows),),
        "narrative": sections,
    }
    return replace(bare, **(known | more))  # type: ignore[arg-type]


BEFORE = facts(
    (row(1, State.DOING), row(2, State.DOING), row(3, State.DOING, "Một.")),
    (section("I", "Đã họp 02 lần."), section("II", "Cũ."), section("III", "Như cũ."), section("IV")),
)
AFTER = facts(
    (row(1, State.ON_TIME), row(3, State.DOING, "Hai."), row(4, State.DOING)),
    (section("I", "Đã họp 03 lần."), section("II", "Hoàn toàn khác trước."), section("III", "Như cũ."), section("IV")),
    rows=tally("Nhiệm vụ", {State.ON_TIME: 4}),
    indicators=(Indicator("Hồ sơ quý I năm 2023", "hồ sơ", "5", "", "5"),),
)


def test_figures_stand_beside_each_other_with_their_change() -> None:
    found = side_by_side(BEFORE, AFTER)
    told = [(one.name, one.before, one.after, one.change) for one in found.changed_figures]
    assert told == [
        ("Nhiệm vụ: xong đúng hạn", "3", "4", "tăng 1"),
        ("Nhiệm vụ: đang trong hạn", "1", "0", "giảm 1"),
        ("Nhiệm vụ: tỷ lệ hoàn thành", "3/4 (75,0 %)", "4/4 (100,0 %)", "tăng 25,0 điểm %"),
        ("Hồ sơ của kỳ", "", "5", "mới có"),
    ]
    assert all(one.change == "như nhau" for one in found.same_figures)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("2.840", "2.158", "giảm 682"),
        ("12,5", "12,5", "như nhau"),
        ("3,9", "4", "tăng 0,1"),
        ("232/246 = 94,3 %", "240/251 = 95,6 %", "tăng 1,3 điểm %"),
        ("1/232 = 0,4 %", "1/240 = 0,4 %", "tỷ lệ như nhau"),
        ("0/9", "4/9", "tăng 4"),
        ("0/3", "0/2", ""),
        ("chưa có", "5", ""),
        ("100", "0", "giảm 100"),
        ("5", "", "không còn"),
    ],
)
def test_change_in_words(before: str, after: str, words: str) -> None:
    assert change_words(before, after).replace("\u00a0", " ") == words


def test_rows_whose_state_changed_came_or_went() -> None:
    found = side_by_side(BEFORE, AFTER)
    told = [
        (one.name, one.address, one.before and one.before.state, one.after and one.after.state) for one in found.rows
    ]
    assert told == [
        ("Phụ lục I, mục 1: Việc 1", "row:1", "doing", "on_time"),
        ("Phụ lục I, mục 4: Việc 4", "row:4", None, "doing"),
        ("Phụ lục I, mục 2: Việc 2", "", "doing", None),
    ]
    assert found.all_rows == 4


def test_words_that_differ_are_marked_unless_nothing_is_alike() -> None:
    first, second, third = side_by_side(BEFORE, AFTER).sections
    assert (first.name, first.before, first.after) == (
        "I. Mục I",
        (Piece("Đã họp "), Piece("02", True), Piece(" lần.")),
        (Piece("Đã họp "), Piece("03", True), Piece(" lần.")),
    )
    assert (second.is_other, second.before, second.after) == (True, (Piece("Cũ."),), (Piece("Hoàn toàn khác trước."),))
    assert (third.is_same, third.is_other, third.after) == (True, False, (Piece("Như cũ."),))


def test_the_second_reading_tells_asked_other_and_unchanged_apart() -> None:
    found = reread(BEFORE, AFTER, ["section:I", "section:III", "row:3", "whole:"])
    assert {address: (one.where, one.before, one.after) for address, one in found.asked.items()} == {
        "section:I": ("I. Mục I", "Đã họp 02 lần.", "Đã họp 03 lần."),
        "row:3": ("Phụ lục I, mục 3", "Đang trong hạn\nMột.", "Đang trong hạn\nHai."),
    }
    assert [(one.where, one.before, one.after) for one in (*found.others.sections, *found.others.rows)] == [
        ("II. Mục II", "Cũ.", "Hoàn toàn khác trước."),
        ("Phụ lục I, mục 1", "Đang trong hạn", "Xong đúng hạn"),
        ("Phụ lục I, mục 4", "", "Đang trong hạn"),
        ("Phụ lục I, mục 2", "Đang trong hạn", ""),
    ]
    assert [one.key for one in found.same_sections] == ["III"]
    assert found.same_rows == ()
    assert reread(AFTER, AFTER, []).others.total == 0
    assert [one.task_id for _, one in reread(AFTER, AFTER, []).same_rows] == [1, 3, 4]


def test_every_place_of_a_report_has_an_address() -> None:
    assert {address: spot.name for address, spot in spots_of(AFTER).items()} == {
        "whole:": "Toàn báo cáo",
        "section:I": "I. Mục I",
        "section:II": "II. Mục II",
        "section:III": "III. Mục III",
        "section:IV": "IV. Mục IV",
        "row:1": "Phụ lục I, mục 1: Việc 1",
        "row:3": "Phụ lục I, mục 3: Việc 3",
        "row:4": "Phụ lục I, mục 4: Việc 4",
    }
