"""What comes in from browsers, shape only; rules are the actions'."""

from datetime import date
from typing import Any

from django import forms

from cchc.orgs.actors import Actor
from cchc.text import fold
from cchc.web.fields import DayField
from reports.actions.approving import Approval
from reports.collecting.letterheads import AUTHORITY, SIGNER_TITLE
from reports.facts import Letterhead
from reports.models import Report
from tasks.enums import PeriodKind

AUTHORITIES = {
    "tm": (AUTHORITY, "Chủ tịch ký: TM. ỦY BAN NHÂN DÂN"),
    "kt": (f"{AUTHORITY}\nKT. CHỦ TỊCH", "Phó Chủ tịch ký thay: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH"),
    "q": (f"{AUTHORITY}\nQ. CHỦ TỊCH", "Quyền Chủ tịch ký: TM. ỦY BAN NHÂN DÂN, Q. CHỦ TỊCH"),
    "tl": ("TL. CHỦ TỊCH", "Ký thừa lệnh: TL. CHỦ TỊCH"),
    "tuq": ("TUQ. CHỦ TỊCH", "Ký thừa ủy quyền: TUQ. CHỦ TỊCH"),
}
"""How a report can be signed (Nghị định 30/2020/NĐ-CP, Phụ lục I): the lines on paper and their name in the form."""


class PeriodForm(forms.Form):
    """Which period to draft."""

    kind = forms.ChoiceField(choices=PeriodKind.choices())
    year = forms.IntegerField(min_value=2000, max_value=2100)
    number = forms.IntegerField(min_value=1, max_value=12)


class SectionForm(forms.Form):
    """One section of the narrative. `overwrite` is the version that its author saw beside his own and replaces."""

    text = forms.CharField(required=False, strip=False, widget=forms.Textarea)
    version = forms.IntegerField(required=False)
    overwrite = forms.IntegerField(required=False)

    @property
    def seen_version(self) -> int | None:
        return self.cleaned_data["overwrite"] or self.cleaned_data["version"]


class ApprovalForm(forms.Form):
    number = forms.CharField(
        label="Số văn bản",
        max_length=20,
        help_text="Ví dụ 05; phần “/BC-UBND” được ghi sẵn.",
        error_messages={"required": "Hãy ghi số văn bản, ví dụ 05."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    issued_on = DayField(label="Ngày ký", required_words="Hãy ghi ngày ký, ví dụ 15/03/2023.")
    authority = forms.ChoiceField(label="Ký theo", choices=[(key, name) for key, (_, name) in AUTHORITIES.items()])
    signer_title = forms.CharField(label="Chức vụ", max_length=120, help_text="Ví dụ CHỦ TỊCH, PHÓ CHỦ TỊCH.")
    signer = forms.CharField(
        label="Họ và tên người ký", max_length=120, error_messages={"required": "Hãy ghi họ và tên người ký."}
    )

    def approval(self) -> Approval:
        """What a valid form says."""
        data = self.cleaned_data
        authority, _ = AUTHORITIES[data["authority"]]
        return Approval(data["number"], data["issued_on"], authority, data["signer_title"], data["signer"])


def approval_proposal(report: Report, head: Letterhead, actor: Actor, today: date) -> dict[str, Any]:
    """What the approval form starts with: what was given before, otherwise the letterhead's expectation."""
    return {
        "number": report.number,
        "issued_on": report.issued_on or today,
        "authority": _authority_key(report.authority or head.authority),
        "signer_title": report.signer_title or head.signer_title or SIGNER_TITLE,
        "signer": report.signer or head.signer or actor.name,
    }


def _authority_key(authority: str) -> str:
    """The form's name of lines on paper, however they spell "ỦY"; the first where they are other words."""
    known = {fold(lines): key for key, (lines, _) in AUTHORITIES.items()}
    return known.get(fold(authority), "tm")


class CommentForm(forms.Form):
    """A reason or comment in a sentence."""

    comment = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: str, missing: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["comment"]
        field.label = label
        field.error_messages["required"] = missing
