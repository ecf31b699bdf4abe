"""The sheet that anybody fills in: a field, then each question; a signed mark tells one form from the next."""

import hashlib
import json
import secrets
from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer

from indices.models import Survey
from indices.surveying.counting import CHOICES

SALT = "indices.answering"
NONCE_BYTES = 16
OLD = "Trang này đã cũ; các mục đã chọn còn nguyên, xin xem lại rồi bấm gửi lần nữa."


class AnswerForm(forms.Form):
    """Made for one survey. `nonce` is what the form was given when it was shown."""

    def __init__(self, survey: Survey, data: Any = None) -> None:
        super().__init__(data)
        self.survey = survey
        self.fields["field"] = forms.ChoiceField(
            label="Ông/bà làm thủ tục thuộc lĩnh vực nào?",
            choices=[(code, name) for code, name in survey.fields],
            widget=forms.RadioSelect,
            error_messages={"required": "xin chọn một lĩnh vực.", "invalid_choice": "xin chọn một lĩnh vực."},
        )
        for code, text in survey.questions:
            self.fields[f"q{code}"] = forms.TypedChoiceField(
                label=text,
                choices=[(level, words) for level, words in CHOICES],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": "xin chọn một mức.", "invalid_choice": "xin chọn một mức."},
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[f"q{code}"] for code, _ in self.survey.questions]

    @property
    def marks(self) -> dict[str, int]:
        """What a valid form chose, by question."""
        return {code: self.cleaned_data[f"q{code}"] for code, _ in self.survey.questions}

    def nonce(self) -> str:
        """The mark of this form; "" where it is not one that we gave, or the questions were others then."""
        try:
            nonce, asked = Signer(salt=SALT).unsign(self.data.get("phieu", "")).split(".")
        except (BadSignature, ValueError):
            return ""
        return nonce if asked == _asked(self.survey) else ""


def new_mark(survey: Survey) -> str:
    """A mark for a form that is shown now."""
    return Signer(salt=SALT).sign(f"{secrets.token_urlsafe(NONCE_BYTES)}.{_asked(survey)}")


def _asked(survey: Survey) -> str:
    """Tells the survey and its questions from others."""
    asked = json.dumps([survey.secret, survey.fields, survey.questions], ensure_ascii=False)
    return hashlib.sha256(asked.encode()).hexdigest()[:16]
