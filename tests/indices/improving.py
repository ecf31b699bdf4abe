"""Results to improve on: appraised assessments, copied sets, the town's published line."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from indices.actions.improving import RowWords, Start, Words, begin_by_hand, begin_improvement, write_improvement
from indices.enums import AssessmentState, IndexKind, Side, Stage
from indices.models import (
    Assessment,
    CriteriaSet,
    Criterion,
    Improvement,
    Mark,
    PublishedResult,
    ResultTable,
    Round,
)
from indices.scoring.composite import Component, components_to_json
from tests.cast import Cast, at
from tests.indices.sets import round_over, small_set

POINTS: Mapping[str, str | None] = {
    "1.1": "4",
    "1.2": "0",
    "1.3": "8",
    "2.1": "20",
    "2.2": "",
    "2.3": None,
    "3.1": "21",
    "4.1": "1",
}
"""1.3 stands at 80 % exactly; 2.2 does not apply (""), 2.3 has no points (None)."""
NOW = at("2023-06-10 09:00")
TOWN = (
    Component("CC", "Điểm cải cách hành chính", Decimal(60), Decimal(60)),
    Component("KS", "Điểm khảo sát cán bộ, công chức, viên chức lãnh đạo", Decimal(10), Decimal(10)),
    Component("HL", "Điểm Chỉ số hài lòng của người dân và tổ chức", Decimal(30), Decimal(30)),
)


def published(
    cast: Cast, criteria_set: CriteriaSet, points: Mapping[str, str | None], body: Organization | None = None
) -> Assessment:
    """An assessment of Quang Trung (or another body) with these points of the appraisers, published."""
    body = body or cast.quang_trung
    held = Round.objects.filter(criteria_set=criteria_set).first() or round_over(cast, criteria_set, body)
    assessment = held.assessments.get(organization=body)
    by_code = {one.code: one for one in criteria_set.criteria.all()}
    for code, value in points.items():
        if value is not None:
            give(assessment, by_code[code], value)
    Round.objects.filter(pk=held.pk).update(
        decision_number="15/QĐ-UBND", decided_on=date(2023, 1, 20), published_at=at("2023-01-20 08:00")
    )
    Assessment.objects.filter(pk=assessment.pk).update(
        state=AssessmentState.PUBLISHED, final=Decimal("72.25"), rank=4, of_how_many=11, class_name="Khá"
    )
    return Assessment.objects.get(pk=assessment.pk)


def give(assessment: Assessment, criterion: Criterion, value: str) -> None:
    """A mark of the first appraisal; "" says that it does not apply."""
    Mark.objects.create(
        assessment=assessment,
        criterion=criterion,
        stage=Stage.FIRST,
        points=Decimal(value) if value else None,
        applies=bool(value),
        text="Thiếu tài liệu kiểm chứng" if value in ("0", "20") else "" if value else "Xã không có",
        author_name="Tổ thẩm định",
        recorded_at=at("2023-01-10 08:00"),
    )


def moved_set(cast: Cast, year: int) -> CriteriaSet:
    """A copy of the small set in which 1.2 and 1.3 changed places, with the lineages they always had."""
    found = small_set(cast.district, year=year)
    first, second = found.criteria.get(code="1.2"), found.criteria.get(code="1.3")
    for one, code in ((first, "x"), (second, "1.2"), (first, "1.3")):
        one.code = code
        one.save()
    return found


def begun(
    cast: Cast, *, mend: tuple[str, ...] = ("1.2", "2.1", "3.1"), keep: tuple[str, ...] = ("1.3",)
) -> Improvement:
    """Quang Trung's improvement for 2023 from its published assessment of 2022."""
    assessment = published(cast, small_set(cast.district), POINTS)
    start = Start(f"ban-cham-{assessment.pk}", 2023, Decimal(80), mend, keep)
    return begin_improvement(actor=cast.actors["vptk"], start=start, now=NOW)


def written(cast: Cast, improvement: Improvement) -> Improvement:
    """Every row with two measures, agencies and deadlines paired line by line."""
    rows = tuple(
        RowWords(
            row.pk,
            row.side,
            row.area,
            row.name,
            f"Rà soát {row.code}\nBáo cáo kết quả {row.code}",
            "Công chức Văn phòng - Thống kê\nCông chức Tư pháp - Hộ tịch",
            "Thường xuyên\nTháng 9/2023",
            "",
        )
        for row in improvement.rows.all()
    )
    words = Words(improvement.title, improvement.opening, rows)
    return write_improvement(
        actor=cast.actors["vptk"], improvement_id=improvement.pk, words=words, seen=improvement.revision, now=NOW
    )


def town_line(body: Organization, year: int, values: Mapping[str, str | None], total: str) -> PublishedResult:
    """A line of the table that a province published for its districts."""
    table = ResultTable.objects.create(
        organization=body,
        kind=IndexKind.PAR_INDEX,
        level=OrganizationKind.DISTRICT,
        year=year,
        name=f"Chỉ số cải cách hành chính {year} của các huyện, thị xã, thành phố",
        source="Quyết định số 264/QĐ-UBND ngày 22/01/2024",
        components=components_to_json(TOWN),
        author_name="Người thử",
        created_at=at("2023-06-01 08:00"),
    )
    return PublishedResult.objects.create(
        table=table,
        organization=body,
        name=body.name,
        values=dict(values),
        total=Decimal(total),
        rank=4,
        of_how_many=11,
    )


def many_improvements(cast: Cast, rows: int) -> None:
    """So many drafts of Quang Trung, one for each year, each with a row more."""
    actor = cast.actors["vptk"]
    for number in range(rows):
        found = begin_by_hand(actor=actor, kind=IndexKind.PAR_INDEX, base_year=2022, year=2023 + number, now=NOW)
        lines = tuple(RowWords(None, Side.MEND, "", f"Nội dung {place}", "Làm") for place in range(number % 3 + 1))
        words = Words(found.title, found.opening, lines)
        write_improvement(actor=actor, improvement_id=found.pk, words=words, seen=found.revision, now=NOW)
