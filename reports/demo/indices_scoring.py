"""How Xã Quang Trung scores itself in the demonstration's open round: half of its criteria, with proofs from what its
officials stated about their duties and from the reports that it sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from indices.actions.marks import Word
from indices.actions.proving import choose_proofs
from indices.actions.scoring import mark_self
from indices.enums import AssessmentState
from indices.models import Assessment, Criterion, Mark
from indices.scoring.rules import Entry
from reports.actions.citing import cite_report
from reports.demo.year import actor_named
from reports.models import Report
from tasks.models import Update

BODY = "quang-trung"
COORDINATOR, JUSTICE, MONEY, CULTURE = (f"{post}.quangtrung" for post in ("vptk", "tpht", "tckt", "vhxh"))
PAUSE = timedelta(minutes=7)
"""Between one criterion and the next."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an official says of one criterion. `update` begins a stated word that proves it, `report` the name of a
    period whose report does."""

    code: str
    who: str
    entry: Entry
    text: str = ""
    update: str = ""
    report: str = ""


def _share(b: str, a: str) -> Entry:
    return Entry(b=Decimal(b), a=Decimal(a))


def _count(number: str) -> Entry:
    return Entry(b=Decimal(number))


WORDS: tuple[Said, ...] = (
    Said("1.1", COORDINATOR, Entry(choice=1), update="Ban hành Kế hoạch cải cách hành chính năm 2023"),
    Said("1.2", COORDINATOR, _share("29", "33"), "Số liệu 5 tháng, theo trang kế hoạch của xã.", report="quý I"),
    Said("1.4", COORDINATOR, _count("0"), report="quý I"),
    Said("1.5.1", CULTURE, _count("4"), update="Treo 08 băng rôn"),
    Said("1.5.2", CULTURE, Entry(met=False), "6 tháng đầu năm chưa tổ chức cuộc thi hoặc tọa đàm nào."),
    Said("1.7", COORDINATOR, Entry(applies=False), "Chưa có đoàn kiểm tra nào của cấp trên trong 6 tháng đầu năm."),
    Said("2.1.1", JUSTICE, Entry(applies=False), "Từ đầu năm xã chưa ban hành văn bản quy phạm pháp luật."),
    Said("2.1.2", JUSTICE, Entry(applies=False), "Không có văn bản nào bị kết luận có sai sót."),
    Said("2.2.1", JUSTICE, Entry(met=True), update="Ban hành Kế hoạch rà soát văn bản năm 2023"),
    Said("3.1", JUSTICE, Entry(choice=0), update="Đề nghị cắt giảm thời gian giải quyết 03 thủ tục"),
    Said("3.3", JUSTICE, _share("612", "612"), update="Tiếp nhận 612 hồ sơ"),
    Said("3.4", JUSTICE, _share("596", "598"), update="Tiếp nhận 612 hồ sơ", report="quý I"),
    Said("3.5", JUSTICE, _count("0"), update="Tỷ lệ giải quyết đúng hạn quý I"),
    Said("4.1", COORDINATOR, Entry(met=True), update="Rà soát chức năng, nhiệm vụ của 11 công chức"),
    Said("4.3", COORDINATOR, _share("19", "19"), "Cơ sở dữ liệu do Phòng Nội vụ quản lý, đã đối chiếu đủ hồ sơ."),
    Said("5.2", COORDINATOR, _share("18", "19"), "01 công chức đang học hoàn thiện trình độ đại học."),
    Said("5.5", COORDINATOR, _count("0"), update="Ban hành Kế hoạch kiểm tra kỷ luật"),
    Said("6.1", MONEY, Entry(choice=0), "Theo báo cáo quyết toán ngân sách năm trước đã được HĐND xã phê chuẩn."),
    Said("6.2", MONEY, Entry(met=False), update="Xây dựng quy chế chi tiêu nội bộ"),
    Said("7.1", COORDINATOR, Entry(choice=0), "Là mục VII của Kế hoạch số 03/KH-UBND ngày 05/01/2023."),
    Said("7.3", JUSTICE, _share("366", "600"), update="Ký số 214/214 văn bản đi"),
    Said("7.5.1", JUSTICE, _share("451", "620"), update="Số hóa 451 kết quả"),
    Said("7.8", COORDINATOR, _share("214", "214"), update="Ký số 214/214 văn bản đi"),
    Said("7.9", COORDINATOR, _share("98", "100"), update="Văn bản, hồ sơ công việc xử lý trên môi trường"),
)
"""From what the commune stated by 10/06/2023; what it cannot say yet is left out."""


def load_scoring(now: datetime) -> None:
    """Nothing where no round is open, or where something is marked already."""
    found = _open_assessment(now)
    if found is None or Mark.objects.filter(assessment=found).exists():
        return
    leaves = {one.code: one for one in Criterion.objects.filter(criteria_set=found.round.criteria_set)}
    said = [one for one in WORDS if one.code in leaves]
    for place, one in enumerate(said):
        at = now - PAUSE * (len(said) - place)
        if at.date() >= found.round.opens_on:
            _say(found, leaves[one.code], one, at)


def _open_assessment(now: datetime) -> Assessment | None:
    today = now.date()
    rows = Assessment.objects.filter(
        organization__code=BODY,
        state=AssessmentState.SCORING,
        round__opens_on__lte=today,
        round__closes_on__gte=today,
        round__published_at=None,
    )
    return rows.select_related("round__criteria_set").order_by("-round__opens_on").first()


def _say(found: Assessment, criterion: Criterion, said: Said, at: datetime) -> None:
    actor = actor_named(said.who)
    where: dict[str, Any] = {"assessment_id": found.pk, "criterion_id": criterion.pk}
    mark_self(actor=actor, word=Word(said.entry, text=said.text), now=at, **where)
    update = _update(said.update)
    if update:
        files = [one.pk for one in update.evidence.all()]
        choose_proofs(actor=actor, updates=() if files else [update.pk], files=files, now=at, **where)
    report = _report(said.report)
    if report:
        cite_report(actor=actor, report_id=report.pk, place="mục II", now=at, **where)


def _update(words: str) -> Update | None:
    """The stated word that begins so."""
    if not words:
        return None
    rows = Update.objects.filter(obligation__task__organization__code=BODY, text__startswith=words)
    return rows.prefetch_related("evidence").order_by("pk").first()


def _report(period: str) -> Report | None:
    """The sent report of that period."""
    if not period:
        return None
    rows = Report.objects.filter(organization__code=BODY, period_name__startswith=period, submitted_at__isnull=False)
    return rows.order_by("-cutoff_on").first()
