"""The life of a report: which period, one section of its text, approval, a reason."""

from datetime import date
from typing import Any

from django import forms

from cchc.orgs.actors import Actor
from cchc.paper.letterhead import Letterhead
from cchc.text import fold
from cchc.web.fields import DayField
from plans.reading.archive import MAX_FILE_BYTES
from reports.actions.approving import Approval
from reports.models import Report
from reports.signatures import MANNERS, manner_of
from tasks.enums import PeriodKind


class PeriodForm(forms.Form):
    """Which period to draft."""

    kind = forms.ChoiceField(choices=PeriodKind.choices())
    year = forms.IntegerField(min_value=2000, max_value=2100)
    number = forms.IntegerField(min_value=1, max_value=12)


class AsOfForm(forms.Form):
    """The day on which the figures of a period are looked at."""

    ngay = DayField(required_words="Hãy ghi ngày muốn xem, ví dụ 10/05/2023.")
    ngay.widget.attrs["class"] = "day"


class SectionForm(forms.Form):
    """One section of the narrative. `overwrite` is the version that its author saw beside his own and replaces."""

    text = forms.CharField(required=False, strip=False, widget=forms.Textarea)
    version = forms.IntegerField(required=False)
    overwrite = forms.IntegerField(required=False)

    @property
    def seen_version(self) -> int | None:
        return self.cleaned_data["overwrite"] or self.cleaned_data["version"]


class WordForm(forms.Form):
    """An edited Word file that comes back."""

    max_bytes = MAX_FILE_BYTES

    file = forms.FileField(
        label="Tệp Word đã sửa",
        error_messages={"required": "Hãy chọn tệp Word đã tải về để sửa.", "empty": "Tệp rỗng; hãy chọn lại tệp."},
        widget=forms.ClearableFileInput(attrs={"accept": ".docx", "data-max": MAX_FILE_BYTES}),
    )


class ApprovalForm(forms.Form):
    number = forms.CharField(
        label="Số văn bản",
        max_length=20,
        help_text="Ví dụ 05; phần “/BC-UBND” được ghi sẵn.",
        error_messages={"required": "Hãy ghi số văn bản, ví dụ 05."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    issued_on = DayField(
        label="Ngày ký",
        required_words="Hãy ghi ngày ký, ví dụ 15/03/2023.",
        help_text="Từ ngày chốt số liệu đến hôm nay.",
    )
    authority = forms.ChoiceField(
        label="Ký theo",
        choices=[(key, one.name) for key, one in MANNERS.items()],
        help_text="Để trống ô chức vụ thì ghi CHỦ TỊCH, PHÓ CHỦ TỊCH hoặc Q. CHỦ TỊCH theo cách ký này; ký TL., TUQ. "
        "thì ghi chức vụ của người ký.",
    )
    signer_title = forms.CharField(label="Chức vụ", max_length=120, required=False)
    signer = forms.CharField(
        label="Họ và tên người ký", max_length=120, error_messages={"required": "Hãy ghi họ và tên người ký."}
    )

    def approval(self) -> Approval:
        """What a valid form says."""
        data = self.cleaned_data
        manner = MANNERS[data["authority"]]
        title = data["signer_title"] or manner.title
        return Approval(data["number"], data["issued_on"], manner.lines, title, data["signer"])


def approval_proposal(report: Report, head: Letterhead, actor: Actor, today: date) -> dict[str, Any]:
    """What the approval form starts with: what was given before, otherwise the letterhead's expectation. Figures newer
    than the day it was signed on before are signed today. A title that follows from the way to sign is left empty, so
    that it changes with it."""
    lines, title = report.authority or head.authority, report.signer_title or head.signer_title
    authority = manner_of(lines, title)
    return {
        "number": report.number,
        "issued_on": report.issued_on if report.issued_on and report.issued_on >= report.known_on else today,
        "authority": authority,
        "signer_title": "" if fold(title) == fold(MANNERS[authority].title) else title,
        "signer": report.signer or head.signer or actor.name,
    }


class CommentForm(forms.Form):
    """A reason or comment in a sentence."""

    comment = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: str, missing: str, is_needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["comment"]
        field.label, field.required = label, is_needed
        field.error_messages["required"] = missing
