"""The opening paragraphs of a report: figures in words, and nothing that the figures do not say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cchc.text import fold
from plans.models import Plan
from reports.collecting.counting import in_words
from reports.facts import LastYear, Paragraph, Tally
from tasks.enums import PeriodKind
from tasks.periods import Period


def plan_titles(plans: Sequence[Plan]) -> str:
    """ "Kế hoạch Cải cách hành chính … năm 2023 (số 05/KH-UBND ngày 12/01/2023)", several joined by ";"."""
    return "; ".join(map(plan_title, plans))


def plan_title(plan: Plan) -> str:
    title = plan.title.strip() or "Kế hoạch cải cách hành chính"
    if not fold(title).startswith("ke hoach"):
        title = f"Kế hoạch {title}"
    number = f"số {plan.number}" if plan.number[:1].isdigit() else ""
    issued = f"ngày {plan.issued_on:%d/%m/%Y}" if plan.issued_on else ""
    named = " ".join(filter(None, (number, issued)))
    return f"{title} ({named})" if named else title


@dataclass(frozen=True, slots=True)
class Figures:
    """The tallies that the opening tells of: rows of the plan, duties of the period, of the year so far, of the same
    period of the year before, and what governments above gave."""

    rows: Tally
    of_period: Tally
    so_far: Tally | None
    last_year: LastYear | None
    given: Tally


def opening_of(*, subject: str, issuer: str, period: Period, as_of: date, figures: Figures) -> tuple[Paragraph, ...]:
    """What is reported on (`subject`), then each tally that holds something."""
    first = (
        f"Thực hiện {subject}, {issuer} báo cáo kết quả thực hiện công tác cải cách hành chính {period.name} như sau:"
    )
    return tuple(Paragraph(text) for text in (first, *_told(figures, period, as_of)))


def _told(figures: Figures, period: Period, as_of: date) -> Iterable[str]:
    if figures.rows.total or not figures.given.total:
        yield _rows_words(f"Kế hoạch có {figures.rows.total} nhiệm vụ", figures.rows, as_of)
        yield _period_words("Trong kỳ", figures.of_period)
        if figures.so_far:
            yield _period_words("Từ đầu năm đến hết kỳ", figures.so_far)
    if figures.last_year and figures.last_year.period_tally.base:
        yield _last_year_words(figures.last_year.period_tally, figures.of_period, period)
    if figures.given.total:
        yield _rows_words(f"Cấp trên giao {figures.given.total} nhiệm vụ", figures.given, as_of)


def _last_year_words(before: Tally, now: Tally, period: Period) -> str:
    when = f"Năm {period.year - 1}" if period.kind == PeriodKind.YEAR else f"Cùng kỳ năm {period.year - 1}"
    told = f"{when}: {before.done}/{before.base} việc, đạt {before.percent}"
    return f"{told}; {_change(before.percent, now.percent)}." if now.base else f"{told}."


def _change(before: str, now: str) -> str:
    """What a reader finds who takes one figure from the other: both are as shown."""
    change = _shown(now) - _shown(before)
    if not change:
        return "năm nay bằng năm trước"
    return f"năm nay {'tăng' if change > 0 else 'giảm'} {abs(change)} điểm phần trăm".replace(".", ",")


def _shown(percent: str) -> Decimal:
    return Decimal(percent.removesuffix(" %").replace(",", "."))


def _rows_words(first: str, rows: Tally, as_of: date) -> str:
    return " ".join(
        tally_sentences(
            f"{first}; tính đến hết ngày {as_of:%d/%m/%Y}: {in_words(rows, 'nhiệm vụ')}.",
            rows,
            "nhiệm vụ",
        )
    )


def _period_words(when: str, tally: Tally) -> str:
    if not tally.total:
        return f"{when} không có việc đến hạn."
    return " ".join(tally_sentences(f"{when} có {tally.total} việc: {in_words(tally, 'việc')}.", tally, "việc"))


def tally_sentences(first: str, tally: Tally, things: str) -> Iterable[str]:
    """The first sentence, then what is done of what counts, then what does not count, then why what is late is late."""
    yield first
    if tally.base:
        yield f"Đã hoàn thành {tally.done}/{tally.base} {things}, đạt {tally.percent}."
    if tally.left_out:
        yield tally.left_out
    if tally.of_late:
        yield tally.of_late
