"""What a person decided about a point is not asked again when the same words come in another reading."""

from dataclasses import replace
from datetime import date

import pytest

from cchc.orgs.actors import Actor
from plans.actions import Correction, correct_item, import_plan, reopen_doubt, settle_doubt
from plans.enums import DeadlineKind, Settlement
from plans.models import Doubt, Plan, PlanItem
from plans.reading.results import AgencyReading, Clause, DeadlineReading, ReadPlan, ReadSection, ReadTask
from plans.reading.results import Doubt as ReadDoubt
from tests.cast import NOW, Cast, at
from tests.reading.wordfiles import word_file

VAGUE = ReadDoubt("vague_time", "Không rõ ngày.", "Đầu quý II", "hàng 1")
JUMP = ReadDoubt("numbering_jump", "Sau II là IV.", "II … IV", "Mục IV")


def row(text: str = "Rà soát văn bản", deadline: str = "Đầu quý II") -> ReadTask:
    clause = Clause(DeadlineKind.FIXED, deadline, due=date(2023, 6, 30))
    return ReadTask(
        ordinal="1",
        text=text,
        product_text="Báo cáo",
        agency_text="CC TP - HT",
        deadline_text=deadline,
        note="",
        products=(),
        agencies=AgencyReading("CC TP - HT", lead=("Công chức Tư pháp - Hộ tịch",)),
        deadline=DeadlineReading(deadline, (clause,)),
        where="hàng 1",
    )


def reading(year: int = 2023, task: ReadTask | None = None, *doubts: ReadDoubt) -> ReadPlan:
    section = ReadSection("Phụ lục số 01", "Thể chế", "Thể chế", (task or row(),))
    return ReadPlan("", f"Kế hoạch năm {year}", year, year, sections=(section,), doubts=doubts or (VAGUE, JUMP))


def read(cast: Cast, name: str, found: ReadPlan, who: str = "vptk") -> Plan:
    body = cast.actors[who].organization
    return import_plan(actor=Actor.system(body), name=f"{name}.docx", data=word_file(name), reading=found, now=NOW)


def settlements(plan: Plan) -> list[tuple[str, str]]:
    return [(doubt.code, doubt.settlement) for doubt in plan.doubts.all()]


@pytest.fixture
def settled(cast: Cast) -> Plan:
    """Of the first reading the vague time was accepted and the numbering kept."""
    plan = read(cast, "a", reading())
    first, second = plan.doubts.all()
    settle_doubt(actor=cast.actors["vptk"], doubt=first, settlement=Settlement.ACCEPTED, now=NOW)
    settle_doubt(actor=cast.actors["vptk"], doubt=second, settlement=Settlement.KEPT, now=NOW)
    return plan


@pytest.mark.parametrize("year", [2023, 2024])
def test_the_next_reading_knows(cast: Cast, settled: Plan, year: int) -> None:
    plan = read(cast, "b", reading(year))
    assert settlements(plan) == [("vague_time", "accepted"), ("numbering_jump", "kept")]
    assert [(doubt.remembered, doubt.settled_by) for doubt in plan.doubts.all()] == [
        (past, cast.people["vptk"]) for past in settled.doubts.all()
    ]


def test_other_words_other_rows_and_other_kinds_are_asked(cast: Cast, settled: Plan) -> None:
    others = (
        reading(2023, row("Kiểm tra văn bản")),
        reading(2023, row(deadline="Đầu quý II năm nay")),
        reading(2023, None, replace(VAGUE, words="Đầu quý III")),
        reading(2023, None, replace(VAGUE, code="not_understood")),
    )
    plans = [read(cast, f"c{number}", found) for number, found in enumerate(others)]
    assert [plan.doubts.all()[0].settlement for plan in plans] == ["", "", "", ""]


def test_another_body_decides_for_itself(cast: Cast, settled: Plan) -> None:
    plan = read(cast, "b", reading(), who="ba-dinh.vptk")
    assert settlements(plan) == [("vague_time", ""), ("numbering_jump", "")]


def test_the_program_alone_decides_nothing(cast: Cast) -> None:
    first = read(cast, "a", reading())
    system = Actor.system(cast.quang_trung)
    settle_doubt(actor=system, doubt=first.doubts.all()[0], settlement=Settlement.ACCEPTED, now=NOW)
    assert settlements(read(cast, "b", reading()))[0] == ("vague_time", "")


def test_taken_back_and_decided_otherwise_the_last_word_counts(cast: Cast, settled: Plan) -> None:
    doubt = read(cast, "b", reading()).doubts.all()[0]
    reopen_doubt(actor=cast.actors["vptk"], doubt=doubt, now=at("2023-06-11 08:00"))
    doubt.refresh_from_db()
    assert (doubt.settlement, doubt.remembered) == ("", None)
    settle_doubt(actor=cast.actors["vptk"], doubt=doubt, settlement=Settlement.KEPT, now=at("2023-06-11 09:00"))
    assert settlements(read(cast, "c", reading()))[0] == ("vague_time", "kept")


def correct(cast: Cast, plan: Plan) -> None:
    item = PlanItem.objects.get(section__plan=plan)
    leads = (cast.positions["tpht"],)
    correction = Correction("Báo cáo", "trước ngày 15/5", leads, ())
    correct_item(actor=cast.actors["vptk"], item=item, seen=0, correction=correction, now=NOW)


def test_corrected_words_are_taken_over_and_read_in_the_new_year(cast: Cast) -> None:
    correct(cast, read(cast, "a", reading()))
    plan = read(cast, "b", reading(2024))
    item = PlanItem.objects.get(section__plan=plan)
    assert (item.corrected_deadline, item.clauses[0]["due"], item.is_corrected) == (
        "trước ngày 15/5",
        "2024-05-14",
        True,
    )
    assert settlements(plan) == [("vague_time", "corrected"), ("numbering_jump", "")]


def test_corrected_words_are_not_taken_where_the_document_says_otherwise(cast: Cast) -> None:
    correct(cast, read(cast, "a", reading()))
    plan = read(cast, "b", reading(2023, row(deadline="Đầu quý II, cuối quý III")))
    item = PlanItem.objects.get(section__plan=plan)
    assert (item.corrected_deadline, settlements(plan)[0]) == ("", ("vague_time", ""))


def test_nothing_remembered_writes_no_audit_line(cast: Cast) -> None:
    read(cast, "a", reading())
    assert not Doubt.objects.exclude(remembered=None).exists()
