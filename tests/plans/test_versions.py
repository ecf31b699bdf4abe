"""Which row is which between two versions: by what they say, the best for all, the same from both sides."""

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.enums import Relation
from plans.versions.assigning import best_pairs
from plans.versions.differences import Differences, Piece, differences, field_change
from plans.versions.matching import match
from plans.versions.relations import Outline, suggest
from plans.versions.rows import Row

SPOKEN = (
    "rà soát văn bản quy phạm pháp luật tuyên truyền cải cách hành chính đào tạo bồi dưỡng cán bộ công chức kiểm tra "
    "thủ tục một cửa liên thông công khai minh bạch hồ sơ trực tuyến đúng hạn tài chính ngân sách doanh nghiệp"
)
WORDS = SPOKEN.split()
DAYS = ("Quý I", "Quý II năm 2023", "Hàng quý", "Thường xuyên")
texts = st.lists(st.sampled_from(WORDS), min_size=4, max_size=12).map(" ".join)


@st.composite
def plans(draw: st.DrawFn) -> list[Row]:
    """Rows with numbers of their own, some of them alike."""
    said = draw(st.lists(st.tuples(texts, st.sampled_from(DAYS)), min_size=1, max_size=12))
    return [
        Row(key, text, deadline=day, agency="CC VP - TK", ordinal=str(key + 1), section=f"Phụ lục {key // 5}")
        for key, (text, day) in enumerate(said)
    ]


def compare(old: Sequence[Row], new: Sequence[Row]) -> Differences:
    return differences(old, new, match(old, new))


def keys(old: Sequence[Row], new: Sequence[Row]) -> set[tuple[int, int]]:
    return {(ours.key, theirs.key) for ours, theirs in match(old, new)}


@given(plans())
def test_a_plan_and_itself_do_not_differ(rows: list[Row]) -> None:
    found = compare(rows, rows)
    assert (found.is_empty, len(found.same)) == (True, len(rows))


@given(plans(), st.randoms(use_true_random=False))
def test_rows_in_another_order_only_moved(rows: list[Row], random: object) -> None:
    shuffled = rows[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = compare(rows, shuffled)
    assert (found.changed, found.added, found.gone) == ((), (), ())


@given(plans(), st.data())
def test_one_word_of_one_row_is_one_changed_row(rows: list[Row], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(rows) - 1))
    words = rows[place].text.split()
    words[data.draw(st.integers(0, len(words) - 1))] = "mới"
    found = compare(rows, [*rows[:place], replace(rows[place], text=" ".join(words)), *rows[place + 1 :]])
    assert (len(found.changed), found.added, found.gone) == (1, (), ())
    assert [piece.text for piece in found.changed[0].fields[0].after if piece.changed] == ["mới"]


@given(plans(), plans())
def test_the_same_from_both_sides(one: list[Row], other: list[Row]) -> None:
    assert keys(one, other) == {(theirs, ours) for ours, theirs in keys(other, one)}


@given(plans(), plans())
def test_every_row_stands_once(one: list[Row], other: list[Row]) -> None:
    found = compare(one, other)
    went = [row.old for row in found.changed] + [pair[0] for pair in (*found.moved, *found.same)] + [*found.gone]
    came = [row.new for row in found.changed] + [pair[1] for pair in (*found.moved, *found.same)] + [*found.added]
    assert sorted(row.key for row in went) == [row.key for row in one]
    assert sorted(row.key for row in came) == [row.key for row in other]


@given(st.dictionaries(st.integers(0, 4), st.dictionaries(st.integers(0, 4), st.integers(1, 9)), max_size=5))
@settings(max_examples=200, deadline=None)
def test_the_pairs_are_the_best_of_all(gains: dict[int, dict[int, int]]) -> None:
    found = best_pairs(gains)
    ways = permutations([*range(5), *[None] * len(gains)], len(gains))
    worth = max(sum(gains[one].get(other, 0) for one, other in zip(gains, way, strict=True)) for way in set(ways))
    assert sum(gains[one][other] for one, other in found.items()) == worth
    assert len(set(found.values())) == len(found)


def test_no_row_takes_the_partner_that_another_needs_more() -> None:
    """Best pair first would give b its likest, x, and leave a with nothing like it."""
    a = Row(1, "Rà soát văn bản quy phạm pháp luật của xã", deadline="Quý I")
    b = Row(2, "Rà soát văn bản quy phạm pháp luật của xã năm 2023", deadline="Quý II")
    x = Row(3, "Rà soát văn bản quy phạm pháp luật của xã trong năm 2023", deadline="Quý II")
    y = Row(4, "Rà soát toàn bộ văn bản quy phạm pháp luật của xã năm 2023", deadline="Quý III")
    assert len(match([a, b], [x, y])) == 2


def test_like_texts_are_told_apart_by_their_products() -> None:
    text = "Báo cáo kết quả thực hiện nhiệm vụ được giao"
    old = [Row(n, text, product=product) for n, product in enumerate(("Kế hoạch", "Quyết định", "Báo cáo tổng kết"))]
    new = [replace(row, key=row.key + 10, text=f"{text} trong năm") for row in reversed(old)]
    assert keys(old, new) == {(0, 10), (1, 11), (2, 12)}


def test_a_row_is_known_in_another_appendix_with_another_number() -> None:
    old = Row(1, "Khảo sát sự hài lòng của người dân", ordinal="3", section="Phụ lục số 02")
    new = Row(2, "Khảo sát mức độ hài lòng của người dân", ordinal="1", section="Phụ lục số 05")
    assert keys([old], [new]) == {(1, 2)}


@pytest.mark.parametrize("text", ["Kiểm tra công vụ tại các bộ phận", "Chi trả lương hưu qua ngân hàng", ""])
def test_other_duties_are_not_taken_for_one(text: str) -> None:
    old = Row(1, "Rà soát văn bản quy phạm pháp luật", agency="CC TP - HT", deadline="Quý I", section="Phụ lục số 01")
    assert match([old], [replace(old, key=2, text=text, deadline="Quý II")]) == []


def test_one_word_of_a_long_text_is_marked_alone() -> None:
    words = [f"Câu {place} nói về việc {place * 7}." for place in range(300)]
    before, after = " ".join(words), " ".join(words).replace("việc 700.", "nhiệm vụ 700.")
    found = field_change("text", before, after)
    assert [piece.text for piece in found.before if piece.changed] == ["việc"]
    assert [piece.text for piece in found.after if piece.changed] == ["nhiệm vụ"]


@pytest.mark.parametrize(("before", "after"), [("a b " * 9000, "b c a " * 6000), ("a. " * 9000, "b. a; " * 6000)])
def test_two_long_texts_that_share_little_differ_as_a_whole_at_once(before: str, after: str) -> None:
    started = time.perf_counter()
    found = field_change("text", before, after)
    assert (found.before, found.after) == ((Piece(before, True),), (Piece(after, True),))
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("like", [False, True])
def test_a_thousand_rows_of_which_each_changed(like: bool) -> None:
    old = [
        Row(
            n,
            f"Rà soát văn bản lần {n} của năm nay"
            if like
            else " ".join(WORDS[(n * k) % len(WORDS)] for k in range(3, 19)),
        )
        for n in range(1000)
    ]
    new = [replace(row, text=f"{row.text} tại xã") for row in old]
    started = time.perf_counter()
    found = match(old, new)
    assert (len(found), time.perf_counter() - started < 6) == (1000, True)


PLAN = Outline(
    7, "05/KH-UBND", "Kế hoạch cải cách hành chính năm 2023", (2023, 2023), ("Rà soát", "Kiểm tra", "Đào tạo")
)


@pytest.mark.parametrize(
    ("words", "rows", "relation"),
    [
        ("Kế hoạch này thay thế Kế hoạch số 5/KH-UBND ngày 12/01/2023 của UBND xã.", (), Relation.REPLACES),
        ("về việc sửa đổi, bổ sung Kế hoạch số 05/KH-UBND", ("Tập huấn",), Relation.SUPPLEMENTS),
        ("về việc điều chỉnh Kế hoạch số 05/KH-UBND", ("Rà soát", "Kiểm tra", "Tập huấn"), Relation.REVISES),
        ("", ("Rà soát", "Kiểm tra", "Đào tạo cán bộ"), Relation.REVISES),
        ("Căn cứ Kế hoạch số 05/KH-UBND", ("Tập huấn",), None),
        ("thay thế Kế hoạch số 15/KH-UBND", ("Tập huấn",), None),
        ("thay thế Quyết định số 05/KH-UBND", ("Tập huấn",), None),
    ],
)
def test_what_a_document_seems_to_be(words: str, rows: tuple[str, ...], relation: Relation | None) -> None:
    own = Outline(9, "", "Kế hoạch cải cách hành chính năm 2023 (sửa)", (2023, 2023), rows)
    found = suggest(own, [words], [PLAN])
    assert (found and (found.relation, found.key)) == (relation and (relation, 7))


def test_another_year_is_no_version() -> None:
    own = replace(PLAN, key=9, years=(2024, 2024))
    assert suggest(own, [], [PLAN]) is None
