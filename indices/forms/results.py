"""What is entered of published results: whole tables, single lines, aims, wishes."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from cchc.numbers import shown
from cchc.orgs.enums import OrganizationKind
from cchc.text import nfc, squeeze
from cchc.web.fields import DayField
from indices.enums import IndexKind
from indices.models import Aim
from indices.resulting.figures import NotAFigure, read_figure, read_list, read_rank
from indices.resulting.lines import DUTIES_ONLY, Line, is_duty_only
from indices.scoring.bands import Band, flaws_of
from indices.scoring.composite import Component
from indices.sheets.head_words import BadHead, read_bands
from plans.reading.archive import MAX_FILE_BYTES

FIRST_YEAR, LAST_YEAR = 2005, 2100
ENDINGS = (".xlsx", ".tsv", ".csv", ".txt")
BLANK_PARTS = 3
BAD_YEAR = "Hãy ghi năm bằng bốn chữ số, ví dụ 2023."


class FigureField(forms.CharField):
    """A score; nothing is "không có kết quả", not 0."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(required=False, max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        try:
            return read_figure(super().clean(value) or "")
        except NotAFigure as fault:
            raise forms.ValidationError(f"Cần ghi {fault}.") from fault


class RankField(forms.CharField):
    """ "4" or "4/11"."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "4/11"}
        super().__init__(required=False, max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> tuple[int | None, int | None]:
        try:
            return read_rank(super().clean(value) or "")
        except NotAFigure as fault:
            raise forms.ValidationError(f"Cần ghi {fault}.") from fault


class WhichForm(forms.Form):
    """Which table: index, year, level."""

    kind = forms.ChoiceField(label="Chỉ số", choices=IndexKind.choices())
    year = forms.IntegerField(
        label="Năm của kết quả",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={"required": BAD_YEAR, "invalid": BAD_YEAR, "min_value": BAD_YEAR, "max_value": BAD_YEAR},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    level = forms.ChoiceField(label="Bảng xếp hạng của")

    def __init__(self, *args: Any, levels: Sequence[OrganizationKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(one.value, one.label) for one in levels]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "kind" in data and "level" in data and is_duty_only(data["kind"], data["level"]):
            raise forms.ValidationError(DUTIES_ONLY)
        return data


class TableForm(WhichForm):
    """A whole table from a file or as pasted text."""

    file = forms.FileField(
        label="Tệp Excel (.xlsx) hoặc văn bản (.tsv, .csv)",
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS), "data-max": MAX_FILE_BYTES}),
        error_messages={"empty": "Tệp rỗng; hãy chọn lại tệp."},
    )
    text = forms.CharField(
        label="Hoặc dán bảng vào đây",
        required=False,
        strip=False,
        max_length=500_000,
        help_text="Chép cả dòng đầu bảng từ Excel, Word hoặc trang web rồi dán.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    maxima = forms.CharField(
        label="Điểm tối đa của thành phần",
        required=False,
        max_length=500,
        help_text="Chỉ cần khi bảng không có dòng “Điểm tối đa”: một số cho tất cả, hoặc từng thành phần cách nhau dấu "
        "chấm phẩy.",
    )
    weights = forms.CharField(
        label="Trọng số của thành phần",
        required=False,
        max_length=500,
        help_text="Chỉ cần khi tổng điểm không phải là các thành phần cộng lại, như PCI: 5; 5; 20; …",
    )
    bands = forms.CharField(
        label="Các loại",
        required=False,
        max_length=500,
        help_text="Để hệ thống đối chiếu cột xếp loại, ví dụ “Tốt: 90; Khá: 80; Trung bình: 65; Yếu: 0”.",
    )
    source = forms.CharField(label="Văn bản công bố", required=False, max_length=300)
    published_on = DayField(label="Ngày công bố", required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and not file.name.lower().endswith(ENDINGS):
            raise forms.ValidationError("Hãy chọn tệp .xlsx, .tsv hoặc .csv; tệp .xls cũ thì lưu lại thành .xlsx.")
        if file and file.size > MAX_FILE_BYTES:
            raise forms.ValidationError("Tệp lớn hơn 10 MB; hãy chỉ giữ lại bảng kết quả rồi tải lên lại.")
        return file

    def _numbers(self, name: str) -> tuple[Decimal, ...]:
        try:
            return tuple(read_list(self.cleaned_data[name]))
        except NotAFigure as fault:
            raise forms.ValidationError(f"Cần ghi {fault}.") from fault

    def clean_maxima(self) -> tuple[Decimal, ...]:
        return self._numbers("maxima")

    def clean_weights(self) -> tuple[Decimal, ...]:
        return self._numbers("weights")

    def clean_bands(self) -> tuple[Band, ...]:
        try:
            bands = read_bands(self.cleaned_data["bands"])
        except BadHead as bad:
            raise forms.ValidationError(str(bad)) from bad
        if flaws := list(flaws_of(bands)):
            raise forms.ValidationError(flaws)
        return bands

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("file") and not data.get("text", "").strip() and "file" not in self.errors:
            self.add_error("file", "Hãy chọn tệp hoặc dán bảng vào ô bên dưới.")
        return data


class LineForm(forms.Form):
    """One line by hand: the components that are known by name, and blank rows for others."""

    name = forms.CharField(
        label="Đơn vị", max_length=200, error_messages={"required": "Hãy ghi tên đơn vị như trong bảng công bố."}
    )
    total = FigureField(label="Tổng điểm")
    rank = RankField(label="Xếp hạng")
    class_name = forms.CharField(label="Xếp loại", required=False, max_length=60)
    source = forms.CharField(
        label="Văn bản công bố", required=False, max_length=300, help_text="Ví dụ Quyết định số 264/QĐ-UBND."
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, components: Sequence[Component], blanks: int = BLANK_PARTS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known, self.blanks = tuple(components), blanks
        for one in self.known:
            self.fields[f"v-{one.code}"] = FigureField(label=f"{one.name} (tối đa {shown(one.maximum)})")
        for n in range(blanks):
            self.fields[f"n{n}-name"] = forms.CharField(label=f"Tên thành phần {n + 1}", required=False, max_length=200)
            self.fields[f"n{n}-most"] = FigureField(label="Điểm tối đa")
            self.fields[f"n{n}-value"] = FigureField(label="Điểm đạt")

    @property
    def parts(self) -> list[tuple[Component, forms.BoundField]]:
        return [(one, self[f"v-{one.code}"]) for one in self.known]

    @property
    def blank_parts(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [(self[f"n{n}-name"], self[f"n{n}-most"], self[f"n{n}-value"]) for n in range(self.blanks)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for n in range(self.blanks):
            name, most = squeeze(data.get(f"n{n}-name") or ""), data.get(f"n{n}-most")
            if name and not most:
                self.add_error(f"n{n}-most", "Hãy ghi điểm tối đa của thành phần, lớn hơn 0.")
            if not name and (most is not None or data.get(f"n{n}-value") is not None):
                self.add_error(f"n{n}-name", "Hãy ghi tên thành phần.")
        return data

    def components(self) -> tuple[Component, ...]:
        """What a valid form says that the parts are."""
        found, codes = list(self.known), {one.code for one in self.known}
        for n in range(self.blanks):
            name, most = squeeze(self.cleaned_data[f"n{n}-name"]), self.cleaned_data[f"n{n}-most"]
            if name and most:
                code = next(str(number) for number in range(1, 1000) if str(number) not in codes)
                codes.add(code)
                found.append(Component(code, name, most, most))
        return tuple(found)

    def line(self) -> Line:
        data, parts = self.cleaned_data, self.components()
        new = [data[f"n{n}-value"] for n in range(self.blanks) if squeeze(data[f"n{n}-name"])]
        values = {one.code: data[f"v-{one.code}"] for one in self.known}
        values |= {one.code: value for one, value in zip(parts[len(self.known) :], new, strict=True)}
        rank, of = data["rank"]
        name = " ".join(squeeze(nfc(data["name"])).split())
        return Line(name, values, data["total"], rank, of, squeeze(data["class_name"]))


def known_line(line: Line) -> dict[str, Any]:
    """What the form of a line that is there starts with."""
    rank = str(line.rank or "") + (f"/{line.of_how_many}" if line.rank and line.of_how_many else "")
    return {"name": line.name, "total": _typed(line.total), "rank": rank, "class_name": line.class_name} | {
        f"v-{code}": _typed(value) for code, value in line.values.items()
    }


def _typed(value: Decimal | None) -> str:
    """As it is typed here: no sign for thousands."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


class AimForm(forms.Form):
    """What is to be reached; at least one of rank, score and class."""

    kind = forms.ChoiceField(label="Chỉ số", choices=IndexKind.choices())
    year = forms.IntegerField(
        label="Năm phải đạt",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages={"required": BAD_YEAR, "invalid": BAD_YEAR, "min_value": BAD_YEAR, "max_value": BAD_YEAR},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    rank = RankField(label="Hạng", help_text="Đứng thứ mấy trở lên, ví dụ 4.")
    score = FigureField(label="Điểm", help_text="Ít nhất bao nhiêu điểm, ví dụ 85.")
    class_name = forms.CharField(label="Xếp loại", required=False, max_length=60, help_text="Ví dụ Tốt.")
    text = forms.CharField(
        label="Lời văn bản",
        required=False,
        max_length=500,
        help_text="Câu của kế hoạch, nghị quyết đặt mục tiêu này.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    plan = forms.IntegerField(required=False, widget=forms.HiddenInput)


def known_aim(aim: Aim) -> dict[str, Any]:
    """What the form of an aim that is there starts with."""
    return {
        "kind": aim.kind,
        "year": aim.year,
        "rank": aim.rank,
        "score": _typed(aim.score),
        "class_name": aim.class_name,
        "text": aim.text,
        "plan": aim.plan_id,
    }


def read_wishes(components: Sequence[Component], given: dict[str, str]) -> tuple[dict[str, Decimal], dict[str, str]]:
    """The points that the address wishes for, by code, and what in it cannot be read."""
    wished: dict[str, Decimal] = {}
    faults: dict[str, str] = {}
    for one in components:
        try:
            value = read_figure(given.get(f"d-{one.code}", ""))
        except NotAFigure as fault:
            faults[one.code] = f"cần ghi {fault}"
        else:
            if value is not None:
                wished[one.code] = value
    return wished, faults
