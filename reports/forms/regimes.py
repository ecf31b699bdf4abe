"""The form of a reporting regime and that of the calendar's days, shape only; rules are the actions'."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from cchc.orgs.working_days import WorkingDays, fault_of_days
from cchc.web.fields import DayField
from tasks.enums import PeriodKind
from tasks.periods import PAGE_ORDER, count_in_year, part_of_year
from tasks.regime_words import KIND_TITLES, LAST_DAY, MONTHS_LATER
from tasks.regimes import WORKING_DAYS_TO_SEND, Line, Regime, SendRule

WORKING, DAY = "working", "day"
RULES = ((WORKING, "ngày làm việc sau ngày chốt"), (DAY, "ngày cố định"))
YEARS_AHEAD = 2
DAYS_TO_SEND = 6
"""What a day of sending starts from, where none was set."""
BAD_DAY = "Ngày trong tháng phải là một số từ 1 đến 31."
BAD_COUNT = "Số ngày làm việc phải là một số từ 1 đến 60."


@dataclass(frozen=True, slots=True)
class KindFields:
    """The fields of one kind of report, for the template."""

    kind: PeriodKind
    title: str
    numbers: BoundField
    cutoff: BoundField
    rule: BoundField
    days: BoundField
    day: BoundField
    later: BoundField

    @property
    def faulty(self) -> list[BoundField]:
        fields = (self.numbers, self.cutoff, self.rule, self.days, self.day, self.later)
        return [field for field in fields if field.errors]


class RegimeForm(forms.Form):
    """Which reports, closed when, sent when. A kind of which no period is chosen is not asked for."""

    name = forms.CharField(
        label="Tên chế độ",
        max_length=200,
        error_messages={"required": "Hãy đặt tên cho chế độ, ví dụ “Quý I, 6 tháng, quý III, năm”."},
    )
    source = forms.CharField(
        label="Căn cứ", max_length=300, required=False, help_text="Số, ngày của văn bản quy định, nếu có."
    )

    def __init__(self, *args: Any, regime: Regime, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _initial(regime, year)} | kwargs)
        years = [(one, str(one)) for one in range(year, year + YEARS_AHEAD + 1)]
        self.fields["from_year"] = forms.TypedChoiceField(label="Áp dụng từ năm", coerce=int, choices=years)
        self.order_fields(["from_year"])
        for kind in PAGE_ORDER:
            self.fields |= {f"{kind.value}_{name}": field for name, field in _fields_of(kind).items()}

    @property
    def kinds(self) -> Iterator[KindFields]:
        for kind in PAGE_ORDER:
            yield KindFields(kind, KIND_TITLES[kind], *(self[f"{kind.value}_{name}"] for name in _fields_of(kind)))

    def clean(self) -> dict[str, Any]:
        """A kind that is asked for says when it closes and when it is sent."""
        data = self.cleaned_data
        for kind in PAGE_ORDER:
            if data.get(f"{kind.value}_numbers"):
                by_day = data.get(f"{kind.value}_rule") == DAY
                needed = ("cutoff", BAD_DAY), ("day", BAD_DAY) if by_day else ("days", BAD_COUNT)
                for name, fault in needed:
                    key = f"{kind.value}_{name}"
                    if data.get(key) is None and key not in self.errors:
                        self.add_error(key, fault)
        return data

    def regime(self) -> Regime:
        """What a valid form says."""
        data = self.cleaned_data
        lines = tuple(self._line(kind) for kind in PAGE_ORDER if data[f"{kind.value}_numbers"])
        return Regime(data["name"], lines, data["source"])

    def _line(self, kind: PeriodKind) -> Line:
        numbers, cutoff, rule, days, day, later = (
            self.cleaned_data[f"{kind.value}_{name}"] for name in ("numbers", "cutoff", "rule", "days", "day", "later")
        )
        is_whole = sorted(numbers) == list(range(1, count_in_year(kind) + 1))
        send = SendRule(day=day, months_later=later) if rule == DAY else SendRule(days)
        return Line(kind, () if is_whole else tuple(numbers), cutoff, send)


def _fields_of(kind: PeriodKind) -> dict[str, forms.Field]:
    title = KIND_TITLES[kind]
    count = count_in_year(kind)
    choices = [(n, f"{'báo cáo ' if count == 1 else ''}{part_of_year(kind, n)}") for n in range(1, count + 1)]
    return {
        "numbers": forms.TypedMultipleChoiceField(
            label=title, coerce=int, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        ),
        "cutoff": _number(f"{title}: ngày chốt số liệu", LAST_DAY, BAD_DAY),
        "rule": forms.ChoiceField(label=f"{title}: cách tính hạn gửi", choices=RULES, widget=forms.RadioSelect),
        "days": _number(f"{title}: số ngày làm việc sau ngày chốt", 60, BAD_COUNT),
        "day": _number(f"{title}: ngày gửi", LAST_DAY, BAD_DAY),
        "later": forms.TypedChoiceField(
            label=f"{title}: tháng gửi",
            coerce=int,
            choices=list(enumerate(MONTHS_LATER)),
            widget=forms.Select(attrs={"aria-label": f"{title}: tháng gửi"}),
        ),
    }


def _number(label: str, most: int, fault: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), fault),
        widget=forms.NumberInput(attrs={"aria-label": label}),
    )


def _initial(regime: Regime, year: int) -> dict[str, Any]:
    """A regime as the form shows it; a kind that is not asked for by the decree's defaults."""
    initial: dict[str, Any] = {"from_year": year, "name": regime.name, "source": regime.source}
    asked = {line.kind for line in regime.lines}
    for kind in PAGE_ORDER:
        line = regime.line(kind)
        every = tuple(range(1, count_in_year(kind) + 1))
        values = {
            "numbers": (line.numbers or every) if kind in asked else (),
            "cutoff": line.cutoff_day,
            "rule": WORKING if line.send.day is None else DAY,
            "days": line.send.working_days or WORKING_DAYS_TO_SEND,
            "day": line.send.day or min(line.cutoff_day + DAYS_TO_SEND, LAST_DAY),
            "later": line.send.months_later,
        }
        initial |= {f"{kind.value}_{name}": value for name, value in values.items()}
    return initial


class DaysForm(forms.Form):
    """A day off by decision, a day worked instead, or both in exchange."""

    off_on = DayField(label="Ngày nghỉ", required=False)
    work_on = DayField(label="Ngày làm bù", required=False)
    name = forms.CharField(
        label="Lý do",
        max_length=120,
        help_text="Ví dụ: Hoán đổi ngày làm việc dịp 30/4 theo Thông báo số 6150/TB-BLĐTBXH.",
        error_messages={"required": "Hãy ghi lý do, ví dụ số văn bản quyết định."},
    )

    def __init__(self, *args: Any, calendar: WorkingDays, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        is_read = "off_on" in data and "work_on" in data
        if is_read and (fault := fault_of_days(self.calendar, data["off_on"], data["work_on"])):
            self.add_error(None, fault)
        return data

    @property
    def days(self) -> tuple[date | None, date | None]:
        return self.cleaned_data["off_on"], self.cleaned_data["work_on"]
