"""The opening paragraphs of a report: figures in words, and nothing that the figures do not say."""

from collections.abc import Iterable, Sequence
from datetime import date

from cchc.text import fold
from plans.models import Plan
from reports.collecting.counting import in_words
from reports.facts import Paragraph, Tally
from tasks.enums import PeriodKind
from tasks.periods import Period


def plan_titles(plans: Sequence[Plan]) -> str:
    """ "Kế hoạch Cải cách hành chính … năm 2023 (số 05/KH-UBND ngày 12/01/2023)", several joined by ";"."""
    return "; ".join(map(_plan_title, plans))


def _plan_title(plan: Plan) -> str:
    title = plan.title.strip() or "Kế hoạch cải cách hành chính"
    if not fold(title).startswith("ke hoach"):
        title = f"Kế hoạch {title}"
    number = f"số {plan.number}" if plan.number[:1].isdigit() else ""
    issued = f"ngày {plan.issued_on:%d/%m/%Y}" if plan.issued_on else ""
    named = " ".join(filter(None, (number, issued)))
    return f"{title} ({named})" if named else title


def opening_of(
    *, plans: Sequence[Plan], issuer: str, period: Period, as_of: date, rows: Tally, of_period: Tally, so_far: Tally
) -> tuple[Paragraph, ...]:
    """What is reported on, then the rows of the plan, the period, and the year so far where it is more than that."""
    first = (
        f"Thực hiện {plan_titles(plans)}, {issuer} báo cáo kết quả thực hiện công tác cải cách hành chính "
        f"{period.name} như sau:"
    )
    told = [first, _rows_words(rows, as_of), _period_words("Trong kỳ", of_period)]
    if period.number > 1 and period.kind != PeriodKind.YEAR:
        told.append(_period_words("Từ đầu năm đến hết kỳ", so_far))
    return tuple(Paragraph(text) for text in told)


def _rows_words(rows: Tally, as_of: date) -> str:
    return " ".join(
        _sentences(
            f"Kế hoạch có {rows.total} nhiệm vụ; tính đến hết ngày {as_of:%d/%m/%Y}: {in_words(rows, 'nhiệm vụ')}.",
            rows,
            "nhiệm vụ",
        )
    )


def _period_words(when: str, tally: Tally) -> str:
    if not tally.total:
        return f"{when} không có việc đến hạn."
    return " ".join(_sentences(f"{when} có {tally.total} việc: {in_words(tally, 'việc')}.", tally, "việc"))


def _sentences(first: str, tally: Tally, things: str) -> Iterable[str]:
    yield first
    if tally.base:
        yield f"Đã hoàn thành {tally.done}/{tally.base} {things}, đạt {tally.percent}."
    if tally.left_out:
        yield tally.left_out
