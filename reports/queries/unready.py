"""What a report still lacks, said to who writes it and to who is about to sign it."""

from collections.abc import Iterator
from decimal import Decimal

from reports.enums import SendingState
from reports.facts import Consolidation, ReportFacts
from reports.models import Report
from reports.queries.narrative import narrative_of
from reports.queries.remarks import unanswered
from reports.queries.statistics import catalogue_of, has_new_numbers
from reports.statistics.checks import faults


def unready(report: Report, facts: ReportFacts) -> Iterator[str]:
    """One sentence for each thing; none of them keeps the leader from signing (seven queries)."""
    if left := unanswered(report):
        yield f"Còn {len(left)} ý kiến của {report.recipient} chưa được trả lời; trả lời đủ thì mới gửi lại được."
    if facts.consolidation:
        yield from _not_taken(facts.consolidation)
    gaps = [section.heading for section in narrative_of(report) if any(p.gap for p in section.paragraphs)]
    if gaps:
        yield f"Còn {len(gaps)} mục chưa có nội dung: {'; '.join(gaps)}."
    if has_new_numbers(report):
        yield (
            "Có số liệu thống kê nhập sau lần lập dự thảo này: "
            "bấm Cập nhật số liệu ở trang Tổng quan để đưa vào báo cáo."
        )
    elif not facts.measures and facts.consolidation is None:
        yield "Số liệu thống kê của kỳ này chưa được nhập."
    yield from _disagreeing(report, facts)
    unmeasured = [target for target in facts.targets if not target.achieved]
    if unmeasured:
        yield f"{len(unmeasured)}/{len(facts.targets)} chỉ tiêu của kế hoạch chưa có số liệu."


def _not_taken(found: Consolidation) -> Iterator[str]:
    left = [
        f"{one.name} ({SendingState(one.state).label.lower()})"
        for one in found.sendings
        if one.state != SendingState.TAKEN
    ]
    if left:
        yield f"{len(left)}/{len(found.sendings)} {found.noun} chưa được cộng vào: {', '.join(left)}."


def _disagreeing(report: Report, facts: ReportFacts) -> Iterator[str]:
    if not facts.measures:
        return
    catalogue = catalogue_of(report.organization, report.period_year)
    names = catalogue.names
    values = {one.code: Decimal(one.value) for one in facts.measures if one.code in names}
    for fault in faults(catalogue.checks, values, names):
        yield f"Số liệu thống kê chưa khớp: {fault.words}"
