"""A small criteria set with a rule of every kind, and a round by it over the communes of the cast."""

from datetime import date
from decimal import Decimal

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from indices.enums import IndexKind, SetState
from indices.models import Assessment, CriteriaSet, Criterion, Round
from indices.scoring.bands import USUAL, bands_to_json
from indices.scoring.rules import (
    Choice,
    Deduction,
    Judged,
    Met,
    Option,
    PerUnit,
    Rule,
    Share,
    Steps,
    Survey,
    Tier,
)
from indices.scoring.writing import rule_to_json
from tests.cast import Cast, at

CHOICE = Choice(
    (Option("Trước ngày 31/12", Decimal(4)), Option("Sau ngày 31/12", Decimal(2)), Option("Không", Decimal(0)))
)
STEPS = Steps((Tier(Decimal(95), Decimal(10)), Tier(Decimal(80), Decimal(6)), Tier(Decimal(60), Decimal(3))))
LEAVES: tuple[tuple[str, str, str, Rule], ...] = (
    ("1.1", "Ban hành kế hoạch cải cách hành chính", "4", CHOICE),
    ("1.2", "Thực hiện đầy đủ chế độ báo cáo", "6", Met()),
    ("1.3", "Hoàn thành nhiệm vụ được giao", "10", STEPS),
    ("2.1", "Hồ sơ giải quyết đúng hạn", "40", Share()),
    ("2.2", "Sáng kiến cải cách hành chính", "4", PerUnit(Decimal(2))),
    ("2.3", "Không có hồ sơ trễ hạn chưa xin lỗi", "6", Deduction(Decimal("0.5"))),
    ("3.1", "Mức độ hài lòng của người dân", "30", Survey()),
)
AREAS = (("1", "Chỉ đạo, điều hành", "20"), ("2", "Cải cách thủ tục hành chính", "50"), ("3", "Khảo sát", "30"))
BONUS: tuple[tuple[str, str, str, Rule], ...] = (
    ("4.1", "Điểm thưởng mô hình mới", "2", Judged()),
    ("4.2", "Điểm trừ vi phạm kỷ luật", "5", Deduction(Decimal(1))),
)


def small_set(organization: Organization, *, year: int = 2022, name: str = "Bộ tiêu chí cấp xã") -> CriteriaSet:
    """100 points in three areas, 2.2 may not apply; bonus and minus outside."""
    found = CriteriaSet.objects.create(
        organization=organization,
        kind=IndexKind.PAR_INDEX,
        level=OrganizationKind.COMMUNE,
        year=year,
        name=f"{name} năm {year}",
        bands=bands_to_json(USUAL),
        author_name="Người thử",
        created_at=at("2022-12-01 08:00"),
    )
    for code, title, maximum in (*AREAS, ("4", "Điểm thưởng, điểm trừ", "7")):
        add_criterion(found, code, title, maximum, None)
    for code, title, maximum, rule in (*LEAVES, *BONUS):
        add_criterion(found, code, title, maximum, rule)
    return found


def add_criterion(found: CriteriaSet, code: str, name: str, maximum: str, rule: Rule | None) -> Criterion:
    """Beneath the criterion whose code is the first part of its own."""
    parent = found.criteria.filter(code=code.rpartition(".")[0]).first()
    return Criterion.objects.create(
        criteria_set=found,
        parent=parent,
        order=int(code.replace(".", "").ljust(3, "0")),
        code=code,
        name=name,
        maximum=Decimal(maximum),
        rule_kind=rule.kind if rule else "",
        rule_data=rule_to_json(rule) if rule else {},
        is_bonus=code.startswith("4"),
        may_not_apply=code == "2.2",
        lineage=f"goc-{code}",
    )


def round_over(cast: Cast, found: CriteriaSet, *bodies: Organization) -> Round:
    """Open from 1/6 to 30/6/2023, over both communes unless told otherwise."""
    CriteriaSet.objects.filter(pk=found.pk).update(state=SetState.FIXED)
    held = Round.objects.create(
        criteria_set=found,
        organization=cast.district,
        name=f"Đánh giá {found.name}",
        opens_on=date(2023, 6, 1),
        closes_on=date(2023, 6, 30),
        author_name="Người thử",
        created_at=at("2023-05-30 08:00"),
    )
    for body in bodies or (cast.quang_trung, cast.ba_dinh):
        Assessment.objects.create(round=held, organization=body)
    return held
