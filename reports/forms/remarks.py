"""Forms of the one who receives reports, and of the body that answers him."""

from collections.abc import Iterator
from itertools import islice

from django import forms
from django.http import QueryDict

from reports.actions.remarking import TEXT_LENGTH, Answer
from reports.enums import SendingState
from reports.models import Remark
from reports.queries.accepting import Tickets
from reports.queries.incoming import Wanted

MOST_CHOSEN = 500
ORDERLY = {"required": "Hãy viết ý kiến: sai hoặc thiếu gì, cần sửa thế nào."}
STATES = (SendingState.WAITING, SendingState.RETURNED, SendingState.TAKEN)


class RemarkForm(forms.Form):
    """One remark. `o` is the address of its place, `lan` the sending that was read, `seen` the version of a remark
    that is being changed, `tu` the page to go back to."""

    text = forms.CharField(
        label="Ý kiến",
        max_length=TEXT_LENGTH,
        error_messages=ORDERLY,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    o = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    lan = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tu = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)


def wanted_of(asked: QueryDict, year: int) -> Wanted:
    """What the address of the inbox asks for; what it does not know is left out."""
    state = asked.get("trang-thai", "")
    return Wanted(
        year=year,
        period=asked.get("ky", "")[:40],
        state=state if state in STATES else "",
        name=asked.get("q", "").strip()[:80],
    )


def tickets_of(posted: QueryDict) -> Tickets:
    """The chosen reports, each with the sending that was seen ("12-2")."""
    return dict(islice(_tickets(posted), MOST_CHOSEN))


def _tickets(posted: QueryDict) -> Iterator[tuple[int, int]]:
    for words in posted.getlist("chon"):
        report, _, attempt = words.partition("-")
        if all(part.isascii() and part.isdecimal() and len(part) < 12 for part in (report, attempt)):
            yield int(report), int(attempt)


def answers_of(posted: QueryDict, remarks: list[Remark]) -> list[Answer]:
    """What was typed beside each remark that is on the page."""
    return [
        Answer(remark.pk, str(posted.get(f"tra-loi-{remark.pk}")), whole_number(posted.get(f"seen-{remark.pk}", "")))
        for remark in remarks
        if f"tra-loi-{remark.pk}" in posted
    ]


def whole_number(words: str) -> int:
    """0 for anything else."""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 12 else 0
