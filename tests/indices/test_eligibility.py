"""Rules of eligibility, each worked out by hand; what is not known is neither met nor 0."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from indices.achievements import (
    Achievements,
    ComponentShare,
    Counted,
    IndexStand,
    InitiativeLine,
    from_json,
    to_json,
)
from indices.ballots import Ballot
from indices.eligibility import Rule, finding, findings_from_json, findings_to_json
from indices.enums import RequirementKind

INDEX = IndexStand(
    name="PAR INDEX",
    year=2022,
    score=Decimal("85.2"),
    rank=3,
    of_how_many=13,
    class_name="Khá",
    classes=("Tốt", "Khá", "Trung bình", "Yếu"),
    before=7,
    components=(ComponentShare("Thể chế", Decimal(8), Decimal(10)), ComponentShare("Công vụ", Decimal(9), Decimal(10))),
    source="Quyết định số 1/QĐ-UBND",
)
KNOWN = Achievements(
    from_on=date(2023, 1, 1),
    as_of=date(2023, 6, 10),
    tasks=Counted(Decimal(41), Decimal(45), "Nhiệm vụ"),
    reports=Counted(Decimal(3), Decimal(4), "Sổ báo cáo"),
    late_dossiers=Counted(Decimal(82), Decimal(2158), "Số liệu quý I"),
    index=INDEX,
    initiatives=(
        InitiativeLine("Trả kết quả tại nhà", True, "Quyết định 5", 2),
        InitiativeLine("Bảng tin", False, "", 0),
    ),
)
NOTHING = Achievements(from_on=date(2023, 1, 1), as_of=date(2023, 6, 10))


def rule(kind: RequirementKind, value: str = "", word: str = "") -> Rule:
    return Rule(kind.value, Decimal(value) if value else None, word)


@pytest.mark.parametrize(
    ("asked", "verdict", "said"),
    [
        # 82 of 2 158 are 3,7998… %
        (rule(RequirementKind.LATE_DOSSIERS, "3.8"), "met", "82/2.158 (3,8 %)"),
        (rule(RequirementKind.LATE_DOSSIERS, "3.79"), "unmet", "yêu cầu nhiều nhất 3,79 %"),
        # 41 of 45 are 91,11… %
        (rule(RequirementKind.TASKS_ON_TIME, "91.1"), "met", "41/45 (91,1 %)"),
        (rule(RequirementKind.TASKS_ON_TIME, "91.2"), "unmet", "yêu cầu ít nhất 91,2 %"),
        (rule(RequirementKind.REPORTS_ON_TIME, "75"), "met", "3/4 (75 %)"),
        (rule(RequirementKind.REPORTS_ON_TIME, "75.01"), "unmet", "3/4 (75 %)"),
        (rule(RequirementKind.INDEX_CLASS, word="Khá"), "met", "xếp loại Khá; yêu cầu từ loại Khá"),
        (rule(RequirementKind.INDEX_CLASS, word="Trung bình"), "met", "yêu cầu từ loại Trung bình"),
        (rule(RequirementKind.INDEX_CLASS, word="Tốt"), "unmet", "xếp loại Khá; yêu cầu từ loại Tốt"),
        (rule(RequirementKind.INDEX_CLASS, word="Xuất sắc"), "unknown", "không có loại “Xuất sắc”"),
        (rule(RequirementKind.COMPONENT, "80"), "met", "Thấp nhất là Thể chế: 80 %"),
        (rule(RequirementKind.COMPONENT, "80.01"), "unmet", "Thể chế 80 %"),
        (rule(RequirementKind.INITIATIVES, "1"), "met", "1 sáng kiến được công nhận; yêu cầu ít nhất 1"),
        (rule(RequirementKind.INITIATIVES, "2"), "unmet", "yêu cầu ít nhất 2"),
        (rule(RequirementKind.RANK_MOVE, "4"), "met", "Năm trước hạng 7, nay hạng 3: tăng 4 bậc"),
        (rule(RequirementKind.RANK_MOVE, "5"), "unmet", "yêu cầu tăng ít nhất 5 bậc"),
    ],
)
def test_each_rule(asked: Rule, verdict: str, said: str) -> None:
    found = finding(asked, KNOWN)
    assert (found.verdict, said in found.said) == (verdict, True), found.said


@pytest.mark.parametrize("kind", RequirementKind)
def test_what_is_not_known_is_neither_met_nor_zero(kind: RequirementKind) -> None:
    """Asked for 0 per cent, 0 initiatives, 100 per cent: still not known."""
    for value in ("0", "100"):
        assert finding(Rule(kind.value, Decimal(value), "Khá"), NOTHING).verdict == "unknown"


def test_one_component_beneath_fails_one_missing_leaves_it_open() -> None:
    """79,996 % is printed as 80 % and is beneath 80 all the same."""
    asked = rule(RequirementKind.COMPONENT, "80")
    missing = ComponentShare("Thể chế", None, Decimal(10))
    low = ComponentShare("Công vụ", Decimal("7.9996"), Decimal(10))
    good = ComponentShare("Tài chính công", Decimal(10), Decimal(10))

    def verdict(*components: ComponentShare) -> str:
        return finding(asked, replace(KNOWN, index=replace(INDEX, components=components))).verdict

    assert (verdict(missing, good), verdict(missing, low), verdict(good)) == ("unknown", "unmet", "met")
    assert low.percent == Decimal("80.00")


def test_a_rank_that_fell_or_stayed() -> None:
    asked = rule(RequirementKind.RANK_MOVE, "0")
    fell = finding(asked, replace(KNOWN, index=replace(INDEX, before=1)))
    stayed = finding(asked, replace(KNOWN, index=replace(INDEX, before=3)))
    alone = finding(asked, replace(KNOWN, index=replace(INDEX, before=None)))
    assert (fell.verdict, stayed.verdict, alone.verdict) == ("unmet", "met", "unknown")
    assert "giảm 2 bậc" in fell.said
    assert "giữ nguyên" in stayed.said


def test_the_rule_in_words() -> None:
    assert rule(RequirementKind.LATE_DOSSIERS, "5").words == "Tỷ lệ hồ sơ trễ hạn nhiều nhất 5 %"
    assert rule(RequirementKind.INDEX_CLASS, word="Khá").words == "Xếp loại chỉ số thấp nhất: Khá"
    assert rule(RequirementKind.RANK_MOVE, "2").words == "Thứ hạng chỉ số tăng ít nhất 2 bậc"


@pytest.mark.parametrize("known", [KNOWN, NOTHING])
def test_frozen_and_thawed_it_is_the_same(known: Achievements) -> None:
    assert from_json(to_json(known)) == known
    found = (finding(rule(RequirementKind.TASKS_ON_TIME, "80"), known),)
    assert findings_from_json(findings_to_json(found)) == found


@pytest.mark.parametrize(
    ("members", "threshold", "needed"), [(5, 50, 3), (4, 50, 3), (1, 50, 1), (10, 80, 9), (3, 0, 1), (0, 50, 0)]
)
def test_how_many_votes_are_needed(members: int, threshold: int, needed: int) -> None:
    """More than the share of all members, whoever voted."""
    ballot = Ballot(members, needed, 0, threshold)
    assert (ballot.needed, ballot.is_carried) == (needed, True)
    assert not needed or not Ballot(members, needed - 1, members - needed + 1, threshold).is_carried
