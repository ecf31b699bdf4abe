"""What is written of a year's classification: its cap, what officials say of themselves, proposals, the decision."""

from collections.abc import Iterable
from typing import Any

from django import forms

from cchc.numbers import shown
from cchc.web.fields import DayField, NumberField
from indices.actions.grading import Paper, Proposal
from indices.enums import CapBase, Grade
from indices.grading import SHORT, Cap
from indices.models import GradedPerson

OUT = "out"
CHOICES = [("", "– chưa đề nghị –"), *((one.value, SHORT[one]) for one in Grade), (OUT, "Không xếp loại")]
FINALS = [("", "– chọn mức –"), *((one.value, SHORT[one]) for one in Grade)]
TEXT_LENGTH = 4000
REASON_LENGTH = 300


class CapForm(forms.Form):
    """The cap; an empty share sets none."""

    cap = NumberField(label="Tỷ lệ xuất sắc tối đa (%)", help_text="Ví dụ 20 hoặc 12,5. Để trống thì không đặt.")
    base = forms.ChoiceField(label="Tính trên", choices=CapBase.choices())
    source = forms.CharField(
        label="Căn cứ", max_length=300, required=False, help_text="Số kế hoạch, nghị định đặt ra tỷ lệ này."
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def said(self) -> Cap:
        """What a valid form says."""
        data = self.cleaned_data
        return Cap(data["cap"], CapBase(data["base"]), data["source"])


class OpenForm(CapForm):
    """A year to begin, with its cap."""

    year = forms.IntegerField(
        label="Năm xếp loại",
        error_messages={"required": "Hãy ghi năm xếp loại.", "invalid": "Năm viết bằng bốn chữ số, ví dụ 2023."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    field_order = ("year", "cap", "base", "source")


def cap_initial(cap: Cap | None) -> dict[str, Any]:
    """What a form of a cap starts with."""
    if cap is None:
        return {"base": CapBase.GOOD_UP}
    return {"cap": shown(cap.percent), "base": cap.base, "source": cap.source}


class SelfForm(forms.Form):
    """What an official says of his own year."""

    grade = forms.ChoiceField(
        label="Tự xếp loại",
        choices=Grade.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một mức tự xếp loại."},
    )
    text = forms.CharField(
        label="Tự nhận xét",
        max_length=TEXT_LENGTH,
        strip=False,
        required=False,
        help_text="Một vài câu: ưu điểm, hạn chế, việc nổi bật trong năm.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ProposalForm(forms.Form):
    """A row for each person: a class with a comment, or "không xếp loại" with its reason."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, people: Iterable[GradedPerson], revision: int) -> None:
        super().__init__(data, initial={"revision": revision})
        self.people = list(people)
        for one in self.people:
            choice = OUT if one.left_out else one.proposed
            self.fields[f"grade-{one.pk}"] = forms.ChoiceField(
                label=f"Đề nghị cho {one.name}", choices=CHOICES, required=False, initial=choice
            )
            self.fields[f"text-{one.pk}"] = forms.CharField(
                label=f"Nhận xét về {one.name}, hoặc lý do không xếp loại",
                max_length=TEXT_LENGTH,
                required=False,
                initial=one.left_out or one.proposed_text,
                widget=forms.TextInput(attrs={"list": "ly-do", "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for one in self.people:
            text = (data.get(f"text-{one.pk}") or "").strip()
            if data.get(f"grade-{one.pk}") != OUT:
                continue
            if not text:
                self.add_error(f"text-{one.pk}", f"Hãy ghi lý do không xếp loại {one.name}.")
            elif len(text) > REASON_LENGTH:
                self.add_error(f"text-{one.pk}", f"Lý do không xếp loại {one.name} dài quá {REASON_LENGTH} ký tự.")
        return data

    def rows(self) -> list[tuple[GradedPerson, Any, Any]]:
        return [(one, self[f"grade-{one.pk}"], self[f"text-{one.pk}"]) for one in self.people]

    def proposals(self) -> dict[int, Proposal]:
        """What a valid form says of each."""
        return {one.pk: _proposal(self.cleaned_data, one.pk) for one in self.people}


def _proposal(data: dict[str, Any], pk: int) -> Proposal:
    choice, text = data[f"grade-{pk}"], data[f"text-{pk}"]
    if choice == OUT:
        return Proposal(left_out=text)
    return Proposal(Grade(choice) if choice else None, text)


class DecisionForm(forms.Form):
    """The class of each person, as proposed unless changed, and the decision."""

    number = forms.CharField(
        label="Số quyết định",
        max_length=60,
        error_messages={"required": "Hãy ghi số quyết định, ví dụ 15/QĐ-UBND."},
    )
    decided_on = DayField(label="Ngày quyết định")
    signer = forms.CharField(
        label="Người ký", max_length=120, error_messages={"required": "Hãy ghi họ và tên người ký."}
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, people: Iterable[GradedPerson], revision: int, signer: str = "") -> None:
        super().__init__(data, initial={"revision": revision, "signer": signer})
        self.people = [one for one in people if not one.left_out]
        for one in self.people:
            self.fields[f"grade-{one.pk}"] = forms.ChoiceField(
                label=f"Xếp loại {one.name}", choices=FINALS, required=False, initial=one.proposed
            )

    def rows(self) -> list[tuple[GradedPerson, Any]]:
        return [(one, self[f"grade-{one.pk}"]) for one in self.people]

    def finals(self) -> dict[int, Grade]:
        """The classes chosen; who has none is left out."""
        chosen = {one.pk: self.cleaned_data[f"grade-{one.pk}"] for one in self.people}
        return {pk: Grade(grade) for pk, grade in chosen.items() if grade}

    def paper(self) -> Paper:
        data = self.cleaned_data
        return Paper(data["number"], data["decided_on"], data["signer"])


def grades_asked(data: Any) -> list[Grade]:
    """The classes that an unsaved form holds, for the line about the cap."""
    known = {one.value: one for one in Grade}
    return [known[value] for name, value in data.items() if name.startswith("grade-") and value in known]
