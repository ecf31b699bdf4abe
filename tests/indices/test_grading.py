"""The cap on excellent officials, what plans say of it, what a year's grades add up to: pure and exact."""

from decimal import Decimal

import pytest

from indices.enums import CapBase, Grade
from indices.grading import Cap, WorkFacts, read_cap, shares_of, weigh

X, G, D, N = Grade.EXCELLENT, Grade.GOOD, Grade.DONE, Grade.NOT_DONE


def cap(percent: str, base: CapBase = CapBase.ALL) -> Cap:
    return Cap(Decimal(percent), base, "Kế hoạch số 1")


@pytest.mark.parametrize(
    ("found", "grades", "allowed", "excess"),
    [
        (cap("20"), [X] * 2 + [G] * 9, 2, 0),
        (cap("20"), [X] * 3 + [G] * 8, 2, 1),
        (cap("20"), [X] * 2 + [G] * 8, 2, 0),
        (cap("20"), [X] + [G] * 3, 0, 1),
        (cap("20"), [X] + [G] * 4, 1, 0),
        (cap("33.33"), [X] + [G] * 2, 0, 1),
        (cap("0"), [X] + [G] * 9, 0, 1),
        (cap("100"), [X] * 3, 3, 0),
        (cap("20"), [], 0, 0),
        (Cap(), [X] * 4, None, 0),
    ],
)
def test_the_number_allowed_is_rounded_down(found: Cap, grades: list[Grade], allowed: int | None, excess: int) -> None:
    weighed = weigh(found, grades)
    assert (weighed.allowed, weighed.excess, bool(weighed.refusal)) == (allowed, excess, excess > 0)


def test_what_the_share_is_taken_of_changes_what_is_allowed() -> None:
    """Ten people: two excellent, six good, two done."""
    grades = [X] * 2 + [G] * 6 + [D] * 2
    found = {base: (weigh(cap("25", base), grades).base, weigh(cap("25", base), grades).allowed) for base in CapBase}
    assert found == {CapBase.ALL: (10, 2), CapBase.GOOD_UP: (8, 2), CapBase.GOOD: (6, 1)}
    lower = [X] * 2 + [G] * 2 + [D] * 6
    assert [weigh(cap("25", base), lower).allowed for base in CapBase] == [2, 1, 0]


def test_the_words_say_how_many_of_how_many_and_by_which_rule() -> None:
    weighed = weigh(cap("30", CapBase.GOOD_UP), [X] * 4 + [G] * 7 + [N])
    assert weighed.words == "được nhiều nhất 3 trong 11 người, đang đề nghị 4"
    assert weighed.refusal.startswith(
        "Xuất sắc không quá 30 % số người hoàn thành tốt trở lên (Kế hoạch số 1): được nhiều nhất 3 trong 11 người"
    )
    assert weigh(Cap(), [X]).words == "chưa đặt tỷ lệ xuất sắc tối đa; đang đề nghị 1 người xuất sắc"


def test_shares_are_exact_and_every_class_is_told() -> None:
    found = [(one.grade, one.number, one.percent) for one in shares_of([X, G, G])]
    assert found == [(X, 1, "33,3 %"), (G, 2, "66,7 %"), (D, 0, "0,0 %"), (N, 0, "0,0 %")]
    assert {one.percent for one in shares_of([])} == {""}


@pytest.mark.parametrize(
    ("text", "percent", "base"),
    [
        (
            "100% cán bộ, công chức được đánh giá, xếp loại mức hoàn thành tốt nhiệm vụ trở lên, trong đó có 30% cán "
            "bộ, công chức được đánh giá xếp loại hoàn thành xuất sắc nhiệm vụ.",
            "30",
            CapBase.GOOD_UP,
        ),
        ("Phấn đấu 25 % công chức hoàn thành xuất sắc nhiệm vụ", "25", CapBase.ALL),
        ("Tỷ lệ công chức hoàn thành xuất sắc nhiệm vụ không quá 12,5%", "12.5", CapBase.ALL),
        (
            "Tỷ lệ công chức xếp loại “Hoàn thành xuất sắc nhiệm vụ” không vượt quá 20% tổng số công chức được xếp "
            "loại “Hoàn thành tốt nhiệm vụ”",
            "20",
            CapBase.GOOD,
        ),
        ("100% người hoàn thành nhiệm vụ, xuất sắc tối đa 20% số người hoàn thành tốt trở lên", "20", CapBase.GOOD_UP),
    ],
)
def test_the_cap_is_read_from_a_plan(text: str, percent: str, base: CapBase) -> None:
    assert read_cap(["Tỷ lệ hồ sơ đúng hạn 95%", text], "KH") == Cap(Decimal(percent), base, "KH")


@pytest.mark.parametrize(
    "text",
    [
        "100% hồ sơ được giải quyết đúng hạn",
        "100% cán bộ, công chức hoàn thành tốt nhiệm vụ",
        "Khen thưởng cán bộ có thành tích xuất sắc",
        "120% công chức hoàn thành xuất sắc nhiệm vụ",
    ],
)
def test_other_sentences_name_no_cap(text: str) -> None:
    assert read_cap([text], "KH") is None


def test_the_facts_of_a_year_in_words() -> None:
    found = WorkFacts(due=12, on_time=10, late=1, overdue=1, silent=1, registered=2, adopted=1)
    assert found.words == (
        "12 việc đến hạn: 10 đúng hạn, 1 xong muộn, 1 quá hạn (1 chưa có lời nào); 2 sáng kiến, 1 được công nhận"
    )
    assert WorkFacts().words == "không có việc đến hạn; chưa có sáng kiến"
