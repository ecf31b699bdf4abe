"""What the team writes: rounds and their days, members, marks of an area, survey results, the decision."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from cchc.numbers import UnreadableError, read_number, shown
from cchc.orgs.models import Membership
from cchc.text import squeeze
from cchc.web.fields import DayField, NumberField
from indices.actions.marks import Word
from indices.actions.publishing import Decision
from indices.actions.rounds import Days
from indices.enums import RuleKind, TeamPart
from indices.forms.scoring import MarkForm, known_mark
from indices.models import Criterion, Mark
from indices.scoring.rules import Entry

REASON_LENGTH = 2000


class PointsField(NumberField):
    """Points, which may be taken off: "-1,5"."""

    def clean(self, value: Any) -> Decimal | None:
        typed = squeeze(str(value or "")).replace("\u2212", "-")
        found = super().clean(typed.removeprefix("-"))
        return -found if found is not None and typed.startswith("-") else found


class DaysForm(forms.Form):
    """The days of a round."""

    opens_on = DayField(label="Mở tự chấm từ ngày")
    closes_on = DayField(label="Hạn nộp (đến hết ngày)")
    explain_by = DayField(label="Hạn giải trình", required=False, help_text="Sau khi báo kết quả thẩm định lần 1.")
    publish_by = DayField(label="Dự kiến công bố", required=False)

    def days(self) -> Days:
        """What a valid form says."""
        return Days(**{name: self.cleaned_data[name] for name in Days.__slots__})


class RoundForm(DaysForm):
    """A new round; the bodies are ticked beside it."""

    name = forms.CharField(
        label="Tên đợt", max_length=300, error_messages={"required": "Hãy đặt tên đợt, ví dụ Đánh giá năm 2023."}
    )
    field_order = ("name",)


class MoveForm(DaysForm):
    reason = forms.CharField(
        label="Lý do dời hạn",
        required=False,
        max_length=REASON_LENGTH,
        help_text="Cần có khi dời hạn nộp muộn hơn; nhật ký giữ cả hai ngày.",
    )


class ReasonForm(forms.Form):
    """Why something goes back; an empty one is refused by the action."""

    reason = forms.CharField(
        label="Lý do trả lại", required=False, max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 2})
    )


class MemberForm(forms.Form):
    """A person for the team; `person` is his account and his body."""

    person = forms.ChoiceField(label="Người", error_messages={"required": "Hãy chọn một người."})
    part = forms.ChoiceField(label="Nhiệm vụ", choices=TeamPart.choices(), initial=TeamPart.APPRAISER)
    areas = forms.MultipleChoiceField(
        label="Lĩnh vực được giao",
        required=False,
        help_text="Không chọn lĩnh vực nào là được giao tất cả; hội đồng không cần chọn.",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, people: Iterable[Membership], areas: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(f"{one.user_id}-{one.organization_id}", f"{one.user} – {one.organization}") for one in people]
        _choices_of(self.fields["person"], [("", "Chọn người"), *choices])
        _choices_of(self.fields["areas"], [(one.code, str(one)) for one in areas])

    def member(self) -> dict[str, Any]:
        """What a valid form says, as `add_member` takes it."""
        user, _, body = self.cleaned_data["person"].partition("-")
        part, areas = TeamPart(self.cleaned_data["part"]), self.cleaned_data["areas"]
        return {"user_id": int(user), "body_id": int(body), "part": part, "areas": areas}


def _choices_of(field: forms.Field, choices: Sequence[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class JudgeForm(MarkForm):
    """One criterion as the team marks it: the entry of its rule, or points given instead with the reason."""

    def __init__(self, criterion: Criterion, *args: Any, **kwargs: Any) -> None:
        super().__init__(criterion, *args, compact=True, **kwargs)
        if criterion.rule_kind == RuleKind.SURVEY:
            survey = {
                "points": NumberField(label="Điểm điều tra"),
                "b": NumberField(label="hoặc số hài lòng (b)"),
                "a": NumberField(label="số trả lời (a)"),
            }
            self.fields = {**survey, **self.fields}
            self.entries = list(survey)
        elif criterion.rule_kind == RuleKind.JUDGED:
            self.fields["points"].label = "Điểm"
        if criterion.rule_kind not in (RuleKind.SURVEY, RuleKind.JUDGED):
            self.fields["given"] = PointsField(label="Điểm khác cách tính")
        self.fields["text"].label = "Lý do, nhận xét"

    def word(self) -> Word:
        """What a valid form says."""
        word, given = super().word(), self.cleaned_data.get("given")
        return Word(word.entry, given, word.text, word.seen)


def known_judged(mark: Mark | None) -> dict[str, Any]:
    """What the form of a criterion starts with."""
    return known_mark(mark) | ({"given": shown(mark.points)} if mark is not None and mark.is_given else {})


def judge_forms(criteria: Iterable[Criterion], marks: dict[int, Mark | None], data: Any = None) -> dict[int, JudgeForm]:
    """The forms of an area, by criterion; with what was typed where something was."""
    return {one.pk: JudgeForm(one, data, initial=known_judged(marks.get(one.pk))) for one in criteria}


class DecisionForm(forms.Form):
    """The decision by which a result is published."""

    number = forms.CharField(
        label="Số quyết định",
        max_length=60,
        help_text="Ví dụ 345/QĐ-UBND.",
        error_messages={"required": "Hãy ghi số quyết định công bố, ví dụ 345/QĐ-UBND."},
    )
    decided_on = DayField(label="Ngày quyết định")
    signer = forms.CharField(
        label="Người ký", max_length=120, error_messages={"required": "Hãy ghi họ tên người ký quyết định."}
    )

    def decision(self) -> Decision:
        """What a valid form says."""
        return Decision(**{name: self.cleaned_data[name] for name in Decision.__slots__})


def read_survey(typed: str) -> Entry:
    """What one cell says: points ("8,5") or satisfied out of answered ("425/500"). Raises UnreadableError."""
    b, slash, a = typed.partition("/")
    if not slash:
        return Entry(points=read_number(b))
    satisfied, answered = read_number(b), read_number(a)
    if satisfied is None or answered is None:
        raise UnreadableError(f"“{typed.strip()}”: hãy ghi số hài lòng/số trả lời, ví dụ 425/500, hoặc điểm.")
    return Entry(b=satisfied, a=answered)


def survey_words(mark: Mark | None) -> str:
    """What stands in a cell: the inverse of `read_survey`."""
    if mark is None:
        return ""
    entry = mark.entry
    return f"{shown(entry.b)}/{shown(entry.a)}" if entry.a is not None else shown(mark.points)
