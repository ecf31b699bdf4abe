"""What comes in from browsers, shape only; rules are the actions'."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from cchc.web.fields import DayField
from tasks.enums import LateCause, Outcome
from tasks.evidence_files import EvidenceFile
from tasks.statements import Statement, split_document

BAD_DOCUMENT = "Số, ký hiệu văn bản cần viết như 45/BC-UBND; hãy sửa lại hoặc để trống."
BAD_PERCENT = "Tỷ lệ hoàn thành là một số từ 0 đến 100; hãy sửa lại hoặc để trống."


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [super(FilesField, self).clean(one, initial) for one in data or [] if one]


class UpdateForm(forms.Form):
    """One word about one duty. Only the outcome is asked; the day is today unless said otherwise."""

    outcome = forms.ChoiceField(
        label="Tình trạng",
        choices=Outcome.choices(),
        error_messages={"required": "Hãy chọn tình trạng của việc."},
    )
    text = forms.CharField(label="Kết quả", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))
    difficulty = forms.CharField(
        label="Khó khăn, vướng mắc", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    percent = forms.IntegerField(
        label="Tỷ lệ hoàn thành (%)",
        required=False,
        min_value=0,
        max_value=100,
        error_messages={"invalid": BAD_PERCENT, "min_value": BAD_PERCENT, "max_value": BAD_PERCENT},
    )
    effective_on = DayField(label="Ngày thực hiện", required=False)
    document = forms.CharField(label="Số, ký hiệu sản phẩm", required=False, max_length=70)
    document_on = DayField(label="Ngày văn bản", required=False)
    is_after_cutoff = forms.BooleanField(label="Bổ sung sau chốt số liệu", required=False)
    late_cause = forms.ChoiceField(
        label="Nguyên nhân chậm", required=False, choices=[("", "Chọn nguyên nhân"), *LateCause.choices()]
    )
    late_reason = forms.CharField(
        label="Lý do chậm", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 1})
    )
    evidence = FilesField(label="Minh chứng", required=False)
    place = forms.CharField(label="Mục, trang trong minh chứng", required=False, max_length=120)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_document(self) -> tuple[str, str]:
        parts = split_document(self.cleaned_data["document"])
        if parts is None:
            raise forms.ValidationError(BAD_DOCUMENT)
        return parts

    def statement(self, today: Any) -> Statement:
        """The statement of a valid form."""
        data = self.cleaned_data
        number, symbol = data["document"]
        return Statement(
            outcome=Outcome(data["outcome"]),
            effective_on=data["effective_on"] or today,
            text=data["text"].strip(),
            difficulty=data["difficulty"].strip(),
            percent=data["percent"],
            document_number=number,
            document_symbol=symbol,
            document_on=data["document_on"],
            is_after_cutoff=data["is_after_cutoff"],
            late_cause=LateCause(data["late_cause"]) if data["late_cause"] else None,
            late_reason=data["late_reason"].strip(),
        )

    def evidence_files(self) -> list[EvidenceFile]:
        """The files of a valid form, read into memory (each is bounded by the request's limit)."""
        place = self.cleaned_data["place"].strip()
        return [EvidenceFile(file.name or "", file.read(), place) for file in self.cleaned_data["evidence"]]


class DueForm(forms.Form):
    """A due day with its reason."""

    due_on = DayField(label="Hạn")
    reason = forms.CharField(
        label="Lý do",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy viết lý do đặt hạn (ví dụ: theo công văn số mấy, ngày nào)."},
    )


class AskDueForm(forms.Form):
    """Another due day, asked of the giver."""

    due_on = DayField(label="Xin lùi tới ngày")
    reason = forms.CharField(
        label="Lý do",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy viết lý do xin lùi hạn; cơ quan giao việc cần lý do để trả lời."},
    )


class AnswerDueForm(forms.Form):
    """The giver's answer; whether a day and a reason are needed depends on it."""

    due_on = DayField(label="Hạn mới, khi đồng ý", required=False)
    reason = forms.CharField(
        label="Ý kiến trả lời (bắt buộc khi không đồng ý)",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label="Lý do thu hồi",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy viết lý do thu hồi; các đơn vị nhận việc sẽ đọc lý do này."},
    )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Lý do hủy",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy viết lý do hủy việc; lý do sẽ in dưới tỷ lệ trong báo cáo."},
    )


class SheetForm(forms.Form):
    """A workbook that comes back with updates."""

    file = forms.FileField(
        label="Tệp Excel đã điền",
        error_messages={"required": "Hãy chọn tệp Excel đã tải từ trang này.", "empty": "Tệp rỗng; hãy chọn lại tệp."},
    )
