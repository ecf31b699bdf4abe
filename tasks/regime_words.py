"""A reporting regime in the words of an office, and what is wrong with one."""

from collections.abc import Iterator

from cchc.orgs.working_days import WorkingDays, weekday_name
from tasks.enums import PeriodKind
from tasks.periods import MONTHS, Period, Timetable, asked_periods, count_in_year, part_of_year
from tasks.regimes import Line, Regime, SendRule

KIND_TITLES = {
    PeriodKind.MONTH: "Tháng",
    PeriodKind.QUARTER: "Quý",
    PeriodKind.HALF_YEAR: "6 tháng",
    PeriodKind.NINE_MONTH: "9 tháng",
    PeriodKind.YEAR: "Năm",
}
MONTHS_LATER = ("cùng tháng", "tháng sau", "tháng thứ hai sau đó")
"""Where the day of sending lies, counted from the month of the cut-off."""
LAST_DAY = 31
LEAST_WORKING_DAYS = 2
"""The day of sending itself, and one before it."""
YEARS_TRIED = 8
"""A rule by days of the month meets weekends, Tết and a leap February within so many years."""


def line_words(line: Line) -> str:
    """ "quý I, quý III; chốt số liệu ngày 14 tháng cuối quý; gửi trong 2 ngày làm việc sau ngày chốt"."""
    return "; ".join(filter(None, (numbers_words(line), cutoff_words(line), send_words(line.send))))


def numbers_words(line: Line) -> str:
    """Which of the year's are asked for; "" for a kind of which a year has one."""
    count = count_in_year(line.kind)
    if count == 1:
        return ""
    if not line.numbers or len(line.numbers) == count:
        return {PeriodKind.MONTH: "cả 12 tháng", PeriodKind.QUARTER: "cả bốn quý"}.get(line.kind, "đầu năm và cuối năm")
    if line.kind == PeriodKind.MONTH:
        return f"tháng {', '.join(map(str, line.numbers))}"
    return ", ".join(part_of_year(line.kind, number) for number in line.numbers)


def cutoff_words(line: Line) -> str:
    day = "ngày cuối" if line.cutoff_day == LAST_DAY else f"ngày {line.cutoff_day}"
    return f"chốt số liệu {day} {_cutoff_month(line)}"


def _cutoff_month(line: Line) -> str:
    if line.kind == PeriodKind.MONTH:
        return "của tháng"
    if line.kind == PeriodKind.QUARTER:
        return "tháng cuối quý"
    numbers = line.numbers or range(1, count_in_year(line.kind) + 1)
    return " và ".join(f"tháng {MONTHS[line.kind] * number}" for number in numbers)


def send_words(send: SendRule) -> str:
    if send.day is None:
        return f"gửi trong {send.working_days} ngày làm việc sau ngày chốt"
    day = "ngày cuối" if send.day == LAST_DAY else f"ngày {send.day}"
    return f"gửi trước hết {day} {MONTHS_LATER[send.months_later]} (gặp ngày nghỉ thì sang ngày làm việc kế tiếp)"


def period_words(of: Period) -> str:
    """ "Quý III năm 2023: chốt hết ngày 14/09/2023, gửi trước hết ngày 18/09/2023 (thứ Hai)"."""
    name = f"{of.name[0].upper()}{of.name[1:]}"
    return f"{name}: chốt hết ngày {of.cutoff_on:%d/%m/%Y}, gửi trước hết ngày {_day(of)}"


def _day(of: Period) -> str:
    return f"{of.send_by:%d/%m/%Y} ({weekday_name(of.send_by)})"


def fault_of(regime: Regime, from_year: int, calendar: WorkingDays) -> str:
    """What is wrong with a regime, in one sentence; "" where nothing is. By Nghị định 09/2019/NĐ-CP, Điều 12, at least
    one working day lies between the cut-off and the day of sending."""
    return next(_faults(regime, from_year, calendar), "")


def _faults(regime: Regime, from_year: int, calendar: WorkingDays) -> Iterator[str]:
    if not regime.lines:
        yield "Hãy chọn ít nhất một loại báo cáo."
    kinds = [line.kind for line in regime.lines]
    for kind in kinds:
        if kinds.count(kind) > 1:
            yield f"Loại báo cáo “{KIND_TITLES[kind]}” được ghi hai lần; hãy gộp làm một."
    for line in regime.lines:
        yield from _faults_of_line(line)
    timetable = Timetable(calendar, ((from_year, regime),))
    for year in range(from_year, from_year + YEARS_TRIED):
        for one in asked_periods(year, timetable):
            if one.send_by <= calendar.after(one.cutoff_on, 1):
                yield (
                    f"Kỳ {one.name} chốt số liệu hết ngày {one.cutoff_on:%d/%m/%Y} mà hạn gửi là {_day(one)}; giữa hai "
                    "ngày phải có ít nhất một ngày làm việc (Nghị định 09/2019/NĐ-CP, Điều 12). Hãy chốt sớm hơn hoặc "
                    "gửi muộn hơn."
                )


def _faults_of_line(line: Line) -> Iterator[str]:
    title, numbers, send = KIND_TITLES[line.kind], line.numbers, line.send
    if len(set(numbers)) < len(numbers):
        yield f"Loại báo cáo “{title}” có một kỳ được chọn hai lần; hãy chọn mỗi kỳ một lần."
    if not all(1 <= number <= count_in_year(line.kind) for number in numbers):
        yield f"Loại báo cáo “{title}” có một kỳ không có trong năm; hãy chọn lại các kỳ."
    if not 1 <= line.cutoff_day <= LAST_DAY:
        yield f"Ngày chốt số liệu của loại báo cáo “{title}” phải từ 1 đến 31."
    if send.day is None and send.working_days < LEAST_WORKING_DAYS:
        yield f"Loại báo cáo “{title}” phải có ít nhất {LEAST_WORKING_DAYS} ngày làm việc để gửi sau ngày chốt."
    if send.day is not None and not (1 <= send.day <= LAST_DAY and 0 <= send.months_later < len(MONTHS_LATER)):
        yield f"Ngày gửi của loại báo cáo “{title}” phải từ 1 đến 31, muộn nhất là tháng thứ hai sau tháng chốt."
