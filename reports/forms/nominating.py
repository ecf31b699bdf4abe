"""What is written of a proposal."""

from collections.abc import Iterable
from typing import Any

from django import forms

from indices.models import Nomination, Reward
from indices.queries.emulation import places_of

TEXT_LENGTH = 5_000


def places_left(found: Nomination) -> list[tuple[int, str]]:
    """The forms of reward that this file may be proposed for, each with how many places are left."""
    return [(one.pk, _words(one, taken)) for one, taken in places_of(found)]


def _words(one: Reward, taken: int) -> str:
    name = f"{one.name} của {one.authority}" if one.authority else one.name
    return name if one.most is None else f"{name} (còn {max(0, one.most - taken)} trên {one.most})"


class ProposeForm(forms.Form):
    """The reward that is asked for, and why a rule without figures does not stand in the way."""

    reward = forms.TypedChoiceField(
        label="Hình thức đề nghị",
        coerce=int,
        error_messages={"required": "Hãy chọn hình thức đề nghị khen thưởng."},
    )
    excused = forms.CharField(
        label="Lý do vẫn đề nghị khi chưa có số liệu",
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, rewards: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, known = self.fields["reward"], list(rewards)
        if isinstance(field, forms.TypedChoiceField):
            field.choices = known if len(known) == 1 else [("", "– chọn –"), *known]
