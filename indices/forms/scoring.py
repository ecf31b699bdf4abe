"""What a body enters of a criterion, by the kind of its rule; what it submits and explains. Shape only."""

from collections.abc import Sequence
from typing import Any

from django import forms

from cchc.numbers import shown
from cchc.web.fields import DayField, NumberField
from indices.actions.marks import Word
from indices.actions.proving import Cited
from indices.models import Criterion, Mark
from indices.scoring.rules import Choice, Deduction, Entry, Judged, Met, PerUnit, Rule, Share, Steps
from tasks.evidence_files import ALLOWED, MAX_SIZE, EvidenceFile
from tasks.statements import split_document

TEXT_LENGTH = 8000
PLACE_LENGTH = 120
BAD_DOCUMENT = "Số, ký hiệu văn bản cần viết như 45/BC-UBND; hãy sửa lại hoặc để trống."
ACCEPT = ",".join(f".{kind}" for kind in ALLOWED.split(", "))
YES, NO = "yes", "no"


class MarkForm(forms.Form):
    """One criterion. Its fields are those that the rule asks for; `compact` draws lists instead of buttons, for a row
    of a table."""

    def __init__(self, criterion: Criterion, data: Any = None, *, compact: bool = False, **kwargs: Any) -> None:
        super().__init__(data, prefix=f"c{criterion.pk}", **kwargs)
        self.criterion = criterion
        for name, field in _entry_fields(criterion.rule, compact=compact):
            self.fields[name] = field
        self.entries = list(self.fields)
        if criterion.may_not_apply:
            self.fields["absent"] = forms.BooleanField(
                label="Không áp dụng cho đơn vị",
                required=False,
                help_text="" if compact else "Điểm tối đa của đơn vị giảm đi tương ứng; ghi lý do ở ô Giải thích.",
            )
        self.fields["text"] = forms.CharField(
            label="Giải thích",
            required=False,
            max_length=TEXT_LENGTH,
            strip=False,
            help_text="" if compact else "Cần có nếu không kèm tài liệu kiểm chứng.",
            widget=forms.Textarea(attrs={"rows": 1 if compact else 3}),
        )
        self.fields["seen"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def entry_fields(self) -> Sequence[forms.BoundField]:
        """Those of the rule, for the template."""
        return [self[name] for name in self.entries]

    def word(self) -> Word:
        """What a valid form says."""
        data = self.cleaned_data
        if data.get("absent"):
            return Word(Entry(applies=False), text=data["text"], seen=data["seen"])
        choice = data.get("choice", "")
        entry = Entry(
            met={YES: True, NO: False}.get(data.get("met", "")),
            choice=int(choice) if choice else None,
            b=data.get("b"),
            a=data.get("a"),
            points=data.get("points"),
        )
        return Word(entry, text=data["text"], seen=data["seen"])


def known_mark(mark: Mark | None) -> dict[str, Any]:
    """What the form of a criterion starts with."""
    if mark is None:
        return {}
    entry = mark.entry
    return {
        "met": "" if entry.met is None else YES if entry.met else NO,
        "choice": "" if entry.choice is None else str(entry.choice),
        "b": shown(entry.b),
        "a": shown(entry.a),
        "points": shown(entry.points),
        "absent": not mark.applies,
        "text": mark.text,
        "seen": mark.pk,
    }


def _entry_fields(rule: Rule, *, compact: bool) -> list[tuple[str, forms.Field]]:
    found: list[tuple[str, forms.Field]] = []
    match rule:
        case Met():
            found = [("met", _choices("Kết quả", [(YES, "Đạt"), (NO, "Không đạt")], compact=compact))]
        case Choice(options):
            words = [(str(n), f"{one.label}: {shown(one.points)} điểm") for n, one in enumerate(options)]
            found = [("choice", _choices("Mức đạt được", words, compact=compact))]
        case Steps() | Share():
            found = [("b", NumberField(label="Số đạt được (b)")), ("a", NumberField(label="Tổng số (a)"))]
        case PerUnit():
            found = [("b", NumberField(label="Số lượng"))]
        case Deduction():
            found = [("b", NumberField(label="Số lần bị trừ (không có thì ghi 0)"))]
        case Judged():
            found = [("points", NumberField(label="Điểm tự chấm"))]
    return found


def _choices(label: str, words: list[tuple[str, str]], *, compact: bool) -> forms.ChoiceField:
    widget: forms.Widget = forms.Select() if compact else forms.RadioSelect()
    choices = [("", "–" if compact else "Chưa chấm"), *words]
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=widget)


class ProofForm(forms.Form):
    """A document that proves: with its file, or cited by number and day."""

    file = forms.FileField(
        label="Tệp",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT, "data-max": MAX_SIZE}),
    )
    title = forms.CharField(label="Tên tài liệu", required=False, max_length=500, help_text="Để trống thì lấy tên tệp.")
    document = forms.CharField(label="Số, ký hiệu", required=False, max_length=70, help_text="Ví dụ 45/BC-UBND.")
    issued_on = DayField(label="Ngày", required=False)
    place = forms.CharField(
        label="Mục, trang",
        required=False,
        max_length=PLACE_LENGTH,
        help_text="Chỗ chứng minh, ví dụ mục II.1, trang 3.",
    )

    def clean_document(self) -> tuple[str, str]:
        parts = split_document(self.cleaned_data["document"])
        if parts is None:
            raise forms.ValidationError(BAD_DOCUMENT)
        return parts

    def cited(self) -> Cited:
        """What a valid form names."""
        data = self.cleaned_data
        number, symbol = data["document"]
        return Cited(data["title"], number, symbol, data["issued_on"], data["place"])

    def evidence(self) -> EvidenceFile | None:
        """The file of a valid form, read into memory (bounded by the request's limit)."""
        file = self.cleaned_data["file"]
        return EvidenceFile(file.name or "", file.read(), self.cleaned_data["place"]) if file else None


class SubmitForm(forms.Form):
    """Handing in; what is missing stays so only where that is said."""

    leave_empty = forms.BooleanField(label="Tôi đồng ý để trống các tiêu chí này", required=False)


class ReplyForm(forms.Form):
    """What the body says to one criterion."""

    text = forms.CharField(
        label="Giải trình",
        required=False,
        max_length=TEXT_LENGTH,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, criterion_id: int, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, prefix=f"c{criterion_id}", **kwargs)
