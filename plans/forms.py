"""What comes in from browsers about plans: shape only; rules are the actions'."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict

from cchc.orgs.models import Organization, Position
from cchc.web.fields import DayField
from plans.actions import Aim, Correction, Heading
from plans.actions.uploading import ENDING, MAX_BYTES
from plans.enums import AgencyRole, Comparator, Settlement
from plans.models import Plan, PlanItem, Target
from plans.reading.archive import TOO_LARGE

BAD_YEAR = "Hãy ghi năm bằng bốn chữ số, ví dụ 2023."
BAD_NUMBER = "Hãy ghi một con số, ví dụ 99 hoặc 0,7."
STALE_PAGE = "Trang này đã cũ; hãy tải lại trang rồi sửa lại."

Body = Position | Organization


class UploadForm(forms.Form):
    max_bytes = MAX_BYTES

    file = forms.FileField(
        label="Tệp Word của kế hoạch",
        help_text="Kéo tệp vào đây hoặc bấm để chọn.",
        widget=forms.FileInput(attrs={"accept": ENDING, "data-max": MAX_BYTES}),
        error_messages={
            "required": "Hãy chọn tệp Word (.docx) của kế hoạch.",
            "empty": "Tệp rỗng, không có nội dung nào; hãy chọn lại tệp Word (.docx) của kế hoạch.",
            "max_length": "Tên tệp quá dài; hãy đổi tên tệp ngắn lại rồi tải lên.",
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file


class BodiesField(forms.MultipleChoiceField):
    """Bodies ticked in a list."""

    def __init__(self, **kwargs: Any) -> None:
        message = "Cơ quan này không có trong danh bạ; hãy chọn trong danh sách."
        super().__init__(
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": message},
            **kwargs,
        )


class CorrectionForm(forms.Form):
    """The reading of one row. Bodies are ticked from the directory of the plan's own body."""

    deadline_text = forms.CharField(
        label="Thời hạn",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "autofocus": True}),
    )
    product_text = forms.CharField(
        label="Sản phẩm", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    leads = BodiesField(label="Chủ trì")
    coordinates = BodiesField(label="Phối hợp")
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": STALE_PAGE, "invalid": STALE_PAGE})

    def __init__(self, data: QueryDict | None = None, *, item: PlanItem, bodies: Sequence[Body]) -> None:
        super().__init__(data, initial=_initial(item))
        self.bodies = {body_key(body): body for body in bodies}
        choices = [(key, str(body)) for key, body in self.bodies.items()]
        for name in ("leads", "coordinates"):
            self.fields[name] = BodiesField(label=self.fields[name].label, choices=choices)

    def ticks(self) -> list[tuple[Body, BoundWidget, BoundWidget]]:
        """Each body with its two boxes: leads, co-ordinates."""
        pairs = zip(self["leads"], self["coordinates"], strict=True)
        return [(body, lead, beside) for body, (lead, beside) in zip(self.bodies.values(), pairs, strict=True)]

    def correction(self) -> Correction:
        """The correction of a valid form."""
        data = self.cleaned_data
        return Correction(
            product_text=data["product_text"],
            deadline_text=data["deadline_text"],
            leads=tuple(self.bodies[key] for key in data["leads"]),
            coordinates=tuple(self.bodies[key] for key in data["coordinates"]),
        )


class HeadingForm(forms.Form):
    title = forms.CharField(label="Tên kế hoạch", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    number = forms.CharField(label="Số, ký hiệu", required=False, max_length=60)
    issued_on = DayField(label="Ngày ban hành", required=False)
    from_year = forms.IntegerField(label="Từ năm", error_messages={"invalid": BAD_YEAR, "required": BAD_YEAR})
    to_year = forms.IntegerField(label="Đến năm", error_messages={"invalid": BAD_YEAR, "required": BAD_YEAR})
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": STALE_PAGE, "invalid": STALE_PAGE})

    def __init__(self, data: QueryDict | None = None, *, plan: Plan) -> None:
        fields = ("title", "number", "issued_on", "from_year", "to_year")
        initial = {name: getattr(plan, name) for name in fields} | {"seen": plan.revision}
        super().__init__(data, initial=initial)

    def heading(self) -> Heading:
        data = self.cleaned_data
        return Heading(data["number"], data["title"], data["from_year"], data["to_year"], data["issued_on"])


class AimForm(forms.Form):
    """The figure of a target."""

    comparator = forms.ChoiceField(label="So sánh", choices=Comparator.choices())
    value = forms.DecimalField(
        label="Con số", localize=True, error_messages={"invalid": BAD_NUMBER, "required": BAD_NUMBER}
    )
    value_to = forms.DecimalField(label="Đến", localize=True, required=False, error_messages={"invalid": BAD_NUMBER})
    unit = forms.CharField(label="Đơn vị", required=False, max_length=60)
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": STALE_PAGE, "invalid": STALE_PAGE})

    def __init__(self, data: QueryDict | None = None, *, target: Target) -> None:
        initial = {
            "comparator": target.comparator,
            "value": _short(target.value),
            "value_to": _short(target.value_to),
            "unit": target.unit,
            "seen": target.revision,
        }
        super().__init__(data, initial=initial)

    def aim(self) -> Aim:
        data = self.cleaned_data
        return Aim(Comparator(data["comparator"]), data["value"], data["value_to"], data["unit"])


class SettleForm(forms.Form):
    settlement = forms.ChoiceField(
        choices=[(s.value, s.label) for s in (Settlement.ACCEPTED, Settlement.KEPT)],
        error_messages={"required": STALE_PAGE, "invalid_choice": STALE_PAGE},
    )


def body_key(body: Body) -> str:
    """ "p12" for a post, "o3" for a body."""
    return f"{'p' if isinstance(body, Position) else 'o'}{body.pk}"


def _initial(item: PlanItem) -> dict[str, Any]:
    named = [(r.role, r.position or r.body) for r in item.responsibilities.all()]
    return {
        "deadline_text": item.deadline_words,
        "product_text": item.product_words,
        "leads": [body_key(body) for role, body in named if body and role == AgencyRole.LEAD],
        "coordinates": [body_key(body) for role, body in named if body and role == AgencyRole.COORDINATE],
        "seen": item.revision,
    }


def _short(value: Decimal | None) -> Decimal | None:
    """Without the zeros that the column keeps."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
