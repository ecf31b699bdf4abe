"""What is written of a letter of urging, and what a body answers."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms

from cchc.orgs.models import Organization
from cchc.orgs.queries.letterheads import short_name
from cchc.web.fields import DayField
from reports.actions.answering import ANSWER_LENGTH
from reports.actions.urging import Words
from reports.collecting.letterheads import urging_head
from reports.letters.words import default_subject, default_text
from reports.models import Urging

TEXT_LENGTH = 20_000
AUTHORITY_LENGTH = 60


class LetterForm(forms.Form):
    """The letter without its lists; number, day and name may be left for the pen."""

    subject = forms.CharField(
        label="Trích yếu", max_length=300, error_messages={"required": "Hãy ghi trích yếu, ví dụ V/v đôn đốc …"}
    )
    text = forms.CharField(
        label="Nội dung",
        max_length=TEXT_LENGTH,
        strip=False,
        help_text="Danh sách việc chậm và câu đề nghị trả lời được ghi tự động sau phần này.",
        error_messages={"required": "Hãy viết nội dung công văn."},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    answer_by = DayField(
        label="Đề nghị trả lời trước ngày", required=False, help_text="Để trống thì công văn không nêu ngày."
    )
    number = forms.CharField(
        label="Số",
        max_length=20,
        required=False,
        help_text="Để trống thì ghi tay khi ký.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    symbol = forms.CharField(
        label="Ký hiệu",
        max_length=40,
        help_text="Ví dụ UBND-NV.",
        error_messages={"required": "Hãy ghi ký hiệu, ví dụ UBND-NV."},
    )
    issued_on = DayField(label="Ngày ban hành", required=False, help_text="Để trống thì ghi tay khi ký.")
    authority = forms.CharField(
        label="Quyền hạn ký",
        max_length=AUTHORITY_LENGTH,
        required=False,
        help_text="Ví dụ TM. ỦY BAN NHÂN DÂN hoặc KT. TRƯỞNG PHÒNG; người đứng đầu phòng, sở tự ký thì để trống.",
    )
    signer_title = forms.CharField(
        label="Chức vụ", max_length=120, error_messages={"required": "Hãy ghi chức vụ người ký, ví dụ TRƯỞNG PHÒNG."}
    )
    signer = forms.CharField(label="Họ và tên người ký", max_length=120, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def words(self) -> Words:
        """What a valid form says."""
        return Words(**{name: self.cleaned_data[name] for name in Words.__slots__})


def first_letter(sender: Organization, *, today: date, answer_by: date) -> dict[str, Any]:
    """What a new letter starts with."""
    head = urging_head(sender)
    name = short_name(sender.issuer_name)
    return {
        "subject": default_subject(today.year),
        "text": default_text(today.year, name),
        "answer_by": answer_by,
        "symbol": head.symbol,
        "authority": head.authority,
        "signer_title": head.signer_title,
    }


def known_letter(urging: Urging) -> dict[str, Any]:
    """What the form of a draft starts with."""
    return asdict(Words.of(urging)) | {"version": urging.version}


class AnswerForm(forms.Form):
    """What a body says to the letter."""

    answer = forms.CharField(
        label="Trả lời",
        max_length=ANSWER_LENGTH,
        strip=False,
        help_text="Đã làm gì, vướng mắc ở đâu, bao giờ xong.",
        error_messages={"required": "Hãy viết nội dung trả lời: đã làm gì, vướng mắc ở đâu, bao giờ xong."},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


def numbers_of(values: Iterable[str]) -> list[int]:
    """The ids that an address or a form names; other words name nothing."""
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 16]
