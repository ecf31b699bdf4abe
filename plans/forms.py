"""What comes in from browsers about plans: shape only; rules are the actions'."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict

from cchc.orgs.models import Organization, Position
from cchc.web.fields import DayField
from plans.actions import Aim, Correction, Heading, NewRow, NewSection
from plans.enums import TRACKED, AgencyRole, Comparator, SectionKind, Settlement
from plans.models import Plan, PlanItem, Section, Target
from plans.reading.archive import EMPTY, MAX_FILE_BYTES, TOO_LARGE
from plans.reading.pasted import MAX_CHARACTERS, TOO_LONG
from plans.reading.sources import ENDINGS, TEXT

BAD_YEAR = "Hãy ghi năm bằng bốn chữ số, ví dụ 2023."
BAD_NUMBER = "Hãy ghi một con số, ví dụ 99 hoặc 0,7."
NO_SOURCE = "Hãy chọn tệp Word (.docx) hoặc Excel (.xlsx) của kế hoạch, hoặc dán văn bản vào ô bên dưới."
TWO_SOURCES = "Hãy chỉ gửi một trong hai: tệp hoặc văn bản dán; chọn lại tệp nếu gửi tệp, xóa ô văn bản đi."
NO_PLACE = "Hãy chọn chỗ tách: bấm vào từ đầu tiên của phần thứ hai."
STALE_PAGE = "Trang này đã cũ; hãy tải lại trang rồi sửa lại."

Body = Position | Organization
Tick = tuple[Body, BoundWidget, BoundWidget]


class UploadForm(forms.Form):
    """A file, or the text of a plan pasted into a box: one of the two."""

    max_bytes = MAX_FILE_BYTES

    file = forms.FileField(
        label="Tệp của kế hoạch",
        required=False,
        help_text="Kéo tệp vào đây hoặc bấm để chọn.",
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS), "data-max": MAX_FILE_BYTES}),
        error_messages={"empty": EMPTY, "max_length": "Tên tệp quá dài; hãy đổi tên tệp ngắn lại rồi tải lên."},
    )
    text = forms.CharField(
        label="Dán văn bản",
        required=False,
        strip=False,
        help_text="Khi chỉ có bản PDF hoặc trang web: chép toàn bộ chữ, cả bảng, rồi dán vào ô này.",
        max_length=MAX_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": TOO_LONG},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        has_text = bool(data.get("text", "").strip())
        if data.get("file") and has_text:
            raise forms.ValidationError({"file": TWO_SOURCES})
        if not (self.errors or has_text or data.get("file")):
            raise forms.ValidationError({"file": NO_SOURCE})
        return data

    @property
    def field_of_source(self) -> str:
        """Where a refusal is shown."""
        return "file" if self.cleaned_data.get("file") else "text"

    def source(self, today: date) -> tuple[str, bytes]:
        """Name and content of a valid form; pasted text is one text whichever line ends the browser sends."""
        file, text = self.cleaned_data["file"], self.cleaned_data["text"]
        if file:
            return file.name, file.read()
        return f"Văn bản dán ngày {today:%d-%m-%Y}{TEXT}", text.replace("\r\n", "\n").encode()


def area(rows: int) -> forms.Textarea:
    """A box that Enter sends: its words are one line more often than several."""
    return forms.Textarea(attrs={"rows": rows, "data-enter": "1"})


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


class RowForm(forms.Form):
    """The words of a row and who does it. Bodies are ticked from the directory of the plan's own body."""

    text = forms.CharField(label="Nhiệm vụ", required=False, max_length=20_000, widget=area(3))
    ordinal = forms.CharField(label="Số thứ tự", required=False, max_length=20)
    note = forms.CharField(label="Ghi chú", required=False, max_length=4000, widget=area(1))
    section = forms.ChoiceField(label="Phần", required=False)
    deadline_text = forms.CharField(label="Thời hạn", required=False, max_length=2000, widget=area(2))
    product_text = forms.CharField(label="Sản phẩm", required=False, max_length=2000, widget=area(2))
    leads = BodiesField(label="Chủ trì")
    coordinates = BodiesField(label="Phối hợp")

    def __init__(
        self,
        data: QueryDict | None,
        *,
        bodies: Sequence[Body],
        sections: Sequence[Section],
        initial: Mapping[str, Any],
        key: str,
    ) -> None:
        """`key` tells its ids from those of other forms on the page."""
        super().__init__(data, initial=dict(initial), auto_id=f"{key}_%s")
        self.bodies = {body_key(body): body for body in bodies}
        self.sections = {str(section.pk): section for section in sections}
        choices = [(key, str(body)) for key, body in self.bodies.items()]
        for name in ("leads", "coordinates"):
            self.fields[name] = BodiesField(label=self.fields[name].label, choices=choices)
        places = [(key, section_words(section)) for key, section in self.sections.items()]
        cast("forms.ChoiceField", self.fields["section"]).choices = [*places, *self.other_places()]

    def other_places(self) -> list[tuple[str, str]]:
        return []

    def post_ticks(self) -> list[Tick]:
        """Each post of the plan's own body with its two boxes: leads, co-ordinates."""
        return [tick for tick in self._ticks() if isinstance(tick[0], Position)]

    def other_ticks(self) -> list[Tick]:
        return [tick for tick in self._ticks() if not isinstance(tick[0], Position)]

    def _ticks(self) -> Iterator[Tick]:
        pairs = zip(self["leads"], self["coordinates"], strict=True)
        return ((body, *pair) for body, pair in zip(self.bodies.values(), pairs, strict=True))

    def ticked(self, name: str) -> tuple[Body, ...]:
        return tuple(self.bodies[key] for key in self.cleaned_data[name])


class CorrectionForm(RowForm):
    """The reading of one row. A field that was not sent stays as it is: a row with parts has no deadline of its own."""

    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": STALE_PAGE, "invalid": STALE_PAGE})

    def __init__(
        self, data: QueryDict | None = None, *, item: PlanItem, bodies: Sequence[Body], sections: Sequence[Section] = ()
    ) -> None:
        super().__init__(data, bodies=bodies, sections=sections, initial=_initial(item), key=f"hang{item.pk}")
        self.has_parts = bool(item.children.all())
        self.fields["text" if self.has_parts else "deadline_text"].widget.attrs["autofocus"] = True

    def correction(self) -> Correction:
        """The correction of a valid form."""
        return Correction(
            product_text=self._sent("product_text") or "",
            deadline_text=self._sent("deadline_text") or "",
            leads=self._bodies("leads"),
            coordinates=self._bodies("coordinates"),
            text=self._sent("text", None),
            ordinal=self._sent("ordinal", None),
            note=self._sent("note", None),
            section=self.sections.get(self.cleaned_data["section"]),
        )

    def _sent(self, name: str, *otherwise: str | None) -> str | None:
        if name in self.data:
            return str(self.cleaned_data[name])
        return otherwise[0] if otherwise else str(self.initial[name])

    def _bodies(self, name: str) -> tuple[Body, ...]:
        if self.has_parts:
            return tuple(self.bodies[key] for key in self.initial[name] if key in self.bodies)
        return self.ticked(name)


class NewRowForm(RowForm):
    """A row written by hand, in a section of the plan or in a new one."""

    NEW = "moi"

    title = forms.CharField(label="Tên phần mới", required=False, max_length=500)
    kind = forms.ChoiceField(label="Loại phần", required=False, choices=SectionKind.choices())

    def __init__(
        self, data: QueryDict | None, *, bodies: Sequence[Body], sections: Sequence[Section], place: str
    ) -> None:
        super().__init__(data, bodies=bodies, sections=sections, initial={"section": place}, key=f"them{place}")
        self.fields["text"].widget.attrs["autofocus"] = True

    def other_places(self) -> list[tuple[str, str]]:
        return [(self.NEW, "Phần mới…")]

    def place(self) -> Section | NewSection:
        chosen = self.sections.get(self.cleaned_data["section"])
        kind = SectionKind(self.cleaned_data["kind"] or SectionKind.DUTIES)
        return chosen or NewSection(self.cleaned_data["title"], kind)

    def row(self) -> NewRow:
        data = self.cleaned_data
        words = {name: data[name] for name in ("text", "ordinal", "product_text", "deadline_text", "note")}
        return NewRow(**words, leads=self.ticked("leads"), coordinates=self.ticked("coordinates"))


class SplitForm(forms.Form):
    """The place in a row's text where it is parted, and the revision that the person saw."""

    at = forms.IntegerField(
        min_value=1, error_messages={"required": NO_PLACE, "invalid": NO_PLACE, "min_value": NO_PLACE}
    )
    seen = forms.IntegerField(error_messages={"required": STALE_PAGE, "invalid": STALE_PAGE})


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
        super().__init__(data, initial=initial, auto_id=f"chitieu{target.pk}_%s")

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


def section_words(section: Section) -> str:
    """A section in a list of them, what it is where its rows are no duties."""
    return str(section) if section.kind in TRACKED else f"{section} ({section.get_kind_display().lower()})"


def _initial(item: PlanItem) -> dict[str, Any]:
    named = [(r.role, r.position or r.body) for r in item.responsibilities.all()]
    return {
        "text": item.text,
        "ordinal": item.ordinal,
        "note": item.note,
        "section": str(item.section_id),
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
