"""What a coordinator writes of a survey, shape only."""

from decimal import Decimal
from typing import Any

from django import forms

from cchc.numbers import UnreadableError, read_number, shown
from cchc.web.fields import DayField
from indices.actions.surveys import NAME_LENGTH, Words
from indices.models import Survey
from indices.surveying.starting import FIELDS, OPENING, QUESTIONS
from indices.surveying.wording import Key, choices, key_text, read_key
from tasks.enums import PeriodKind

OPENING_LENGTH = 600
LINES_LENGTH = 4000
MOST_SHEETS = 1_000_000


class SheetsField(forms.CharField):
    """How many sheets: a whole number as people here write it, None where the field is empty."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "short"}
        super().__init__(required=False, max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> int | None:
        try:
            number = read_number(super().clean(value))
        except UnreadableError as error:
            raise forms.ValidationError(str(error)) from error
        if number is None:
            return None
        if number != number.to_integral_value() or not 1 <= number <= MOST_SHEETS:
            raise forms.ValidationError("Hãy ghi số phiếu là số nguyên từ 1, ví dụ 200; chưa phát phiếu thì để trống.")
        return int(number)


class HandedOutForm(forms.Form):
    """How many were asked, told at any time."""

    handed_out = SheetsField(label="Số phiếu phát ra")


class SurveyForm(forms.Form):
    """A whole survey. Once somebody answered (`is_fixed`), what they were asked is not in it."""

    period = forms.ChoiceField(label="Kỳ")
    name = forms.CharField(
        label="Tên cuộc khảo sát",
        max_length=NAME_LENGTH,
        required=False,
        help_text="Để trống thì đặt theo kỳ: Khảo sát mức độ hài lòng của người dân, tổ chức quý …",
    )
    from_on = DayField(label="Lấy ý kiến từ ngày", required=False, help_text="Để trống thì theo ngày của kỳ báo cáo.")
    to_on = DayField(label="Đến hết ngày", required=False, help_text="Để trống thì đến ngày chốt số liệu của kỳ.")
    opening = forms.CharField(
        label="Lời mở đầu",
        max_length=OPENING_LENGTH,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    fields_text = forms.CharField(
        label="Lĩnh vực thủ tục",
        max_length=LINES_LENGTH,
        help_text="Mỗi dòng một lĩnh vực; người trả lời chọn một.",
        error_messages={"required": "Hãy ghi ít nhất một lĩnh vực, mỗi dòng một lĩnh vực."},
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    questions_text = forms.CharField(
        label="Câu hỏi",
        max_length=LINES_LENGTH,
        help_text="Mỗi dòng một câu; mỗi câu trả lời bằng năm mức từ “Rất không hài lòng” đến “Rất hài lòng”.",
        error_messages={"required": "Hãy ghi ít nhất một câu hỏi, mỗi dòng một câu."},
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    handed_out = SheetsField(label="Số phiếu phát ra", help_text="Ghi sau cũng được; có số này mới tính được tỷ lệ.")
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, year: int, survey: Survey | None = None, is_fixed: bool = False) -> None:
        super().__init__(data, initial=_initial(survey) if survey else None)
        years = {year - 1, year, survey.period_year if survey else year}
        self.fields["period"].choices = choices(tuple(sorted(years, reverse=True)))  # type: ignore[attr-defined]
        self.survey = survey
        if is_fixed:
            for name in ("period", "from_on", "fields_text", "questions_text"):
                del self.fields[name]

    def words(self) -> Words:
        """What a valid form says; what cannot change any more as it is stored."""
        data = self.cleaned_data
        key = read_key(data["period"]) if "period" in data else None
        survey = self.survey
        return Words(
            name=data["name"],
            opening=data["opening"],
            period=key or _key_of(survey),
            from_on=data.get("from_on", survey.from_on if survey else None),
            to_on=data["to_on"],
            fields=tuple(data.get("fields_text", "").splitlines()),
            questions=tuple(data.get("questions_text", "").splitlines()),
            handed_out=data["handed_out"],
        )


def start_with(form: SurveyForm, period: Key, body_name: str) -> SurveyForm:
    """What a new survey starts with: the period that runs, the fields and the five factors of SIPAS."""
    form.initial = {
        "period": key_text(period),
        "opening": OPENING.format(name=body_name),
        "fields_text": "\n".join(FIELDS),
        "questions_text": "\n".join(QUESTIONS),
    }
    return form


def _key_of(survey: Survey | None) -> Key:
    if survey is None:
        raise ValueError("a new survey names its period")
    return PeriodKind(survey.period_kind), survey.period_year, survey.period_number


def _initial(survey: Survey) -> dict[str, Any]:
    return {
        "period": key_text(_key_of(survey)),
        "name": survey.name,
        "from_on": survey.from_on,
        "to_on": survey.to_on,
        "opening": survey.opening,
        "fields_text": "\n".join(name for _, name in survey.fields),
        "questions_text": "\n".join(text for _, text in survey.questions),
        "handed_out": shown(Decimal(survey.handed_out)) if survey.handed_out else "",
        "revision": survey.revision,
    }
