"""What is written of a criteria set: whom it is for, its head, one criterion, a copy."""

from decimal import Decimal
from typing import Any

from django import forms

from cchc.numbers import UnreadableError, read_number, shown
from cchc.orgs.enums import OrganizationKind
from cchc.text import squeeze
from indices.actions.criteria import NOT_SCORED, YEARS, What
from indices.enums import SCORED, IndexKind, RuleKind, TieKind
from indices.models import Criterion
from indices.scoring.ranking import TieRule
from indices.scoring.rules import Choice, Rule, Share, Steps
from indices.sheets.head_words import HOW_BANDS, BadHead, bands_text, read_bands
from indices.sheets.outline import CODE_LENGTH, HOW_CODE, LARGEST, NAME_LENGTH, PROOF_LENGTH, Head, Line, one_line
from indices.sheets.outline import read_code as read_code_words
from indices.sheets.rule_words import BadRule, read_rule, rule_parts

NUMERIC = {"inputmode": "decimal", "autocomplete": "off"}
TIES = range(1, 5)
SET_NAME_LENGTH = 300
FIELDS = {
    RuleKind.CHOICE: "options",
    RuleKind.STEPS: "tiers",
    RuleKind.SHARE: "least",
    RuleKind.PER_UNIT: "each",
    RuleKind.DEDUCTION: "each_off",
}
"""The field that holds a rule's own data; the other kinds have none."""
EXPLAINED = {
    RuleKind.MET: "Đạt được trọn điểm, không đạt 0 điểm",
    RuleKind.CHOICE: "Mỗi mức một số điểm, đơn vị chọn một mức",
    RuleKind.STEPS: "Tỷ lệ b/a tới bậc nào được điểm bậc đó",
    RuleKind.SHARE: "Điểm theo đúng tỷ lệ b/a",
    RuleKind.PER_UNIT: "Mỗi sáng kiến, mô hình … một số điểm, tới điểm tối đa",
    RuleKind.DEDUCTION: "Mỗi lần chậm, vi phạm … trừ một số điểm",
    RuleKind.SURVEY: "Lấy từ kết quả điều tra; đơn vị không tự chấm",
    RuleKind.JUDGED: "Tổ thẩm định cho điểm và ghi lý do",
}


class PointsField(forms.CharField):
    """A number as people here write it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs=NUMERIC), **kwargs)

    def to_python(self, value: Any) -> Any:
        try:
            return read_number(super().to_python(value) or "")
        except UnreadableError as bad:
            raise forms.ValidationError(str(bad)) from bad


class BeginForm(forms.Form):
    """For whom and when a new set is, and what it starts from."""

    start = forms.ChoiceField(
        label="Bắt đầu từ",
        choices=(
            ("mau", "Bộ mẫu: chín lĩnh vực, 100 điểm, có đủ cách tính để sửa theo văn bản của tỉnh"),
            ("trong", "Bộ trống: tự thêm tiêu chí hoặc nhập từ Excel"),
        ),
        initial="mau",
        widget=forms.RadioSelect,
        help_text="Bộ của năm trước thì mở bộ đó rồi chọn “Sao chép”.",
    )
    kind = forms.ChoiceField(
        label="Chỉ số",
        choices=[(kind.value, f"{kind.label}: {kind.words}") for kind in SCORED],
        error_messages={"invalid_choice": NOT_SCORED},
        help_text="PAPI và PCI không chấm cho xã, huyện, sở: đó là nhiệm vụ góp phần.",
    )
    level = forms.ChoiceField(label="Chấm cho", choices=())
    year = forms.IntegerField(
        label="Năm",
        min_value=YEARS[0],
        max_value=YEARS[-1],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Hãy ghi năm, ví dụ 2023.", "invalid": "Hãy ghi năm, ví dụ 2023."},
    )
    name = forms.CharField(
        label="Tên bộ tiêu chí",
        max_length=SET_NAME_LENGTH,
        required=False,
        help_text="Để trống thì hệ thống đặt tên theo chỉ số, cấp và năm.",
    )

    def __init__(self, *args: Any, levels: tuple[OrganizationKind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(level.value, level.label) for level in levels]  # type: ignore[attr-defined]

    def what(self) -> What:
        found = self.cleaned_data
        return What(IndexKind(found["kind"]), OrganizationKind(found["level"]), found["year"])

    def set_name(self) -> str:
        """What was typed, or a name of its own."""
        what = self.what()
        usual = f"Bộ tiêu chí {what.kind.label} {what.level.label.lower()} năm {what.year}"
        return one_line(self.cleaned_data["name"]) or usual


class HeadForm(forms.Form):
    """What holds for a whole set."""

    name = forms.CharField(
        label="Tên bộ tiêu chí", max_length=SET_NAME_LENGTH, error_messages={"required": "Hãy ghi tên bộ tiêu chí."}
    )
    source = forms.CharField(
        label="Văn bản căn cứ", max_length=300, required=False, help_text="Ví dụ Quyết định số 12/QĐ-UBND ngày …"
    )
    is_example = forms.BooleanField(
        label="Đây vẫn là bộ mẫu (bỏ dấu khi đã sửa theo bộ tiêu chí của tỉnh)", required=False
    )
    places = forms.TypedChoiceField(
        label="Số lẻ của điểm",
        coerce=int,
        choices=[
            (n, f"{n} số lẻ, ví dụ {shown(Decimal('12.3456').quantize(Decimal(1).scaleb(-n)))}") for n in range(5)
        ],
    )
    threshold = PointsField(
        label="Ngưỡng yếu (%)",
        help_text="Tiêu chí đạt dưới tỷ lệ này được coi là yếu và đưa vào kế hoạch cải thiện.",
        error_messages={"required": "Hãy ghi ngưỡng, ví dụ 80."},
    )
    bands = forms.CharField(
        label="Xếp loại",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=f"Viết {HOW_BANDS}. Điểm từ mức đó trở lên được xếp loại đó.",
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, criteria: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in TIES:
            self.fields[f"tie{place}"] = forms.ChoiceField(
                label=f"Quy tắc {place}",
                required=False,
                choices=[("", "Không dùng"), *((kind.value, kind.label) for kind in TieKind)],
            )
            self.fields[f"tie{place}_code"] = forms.ChoiceField(
                label="So lĩnh vực, tiêu chí", required=False, choices=[("", "–"), *criteria]
            )

    @property
    def tie_rows(self) -> list[tuple[Any, Any]]:
        """The fields of each tie rule, side by side."""
        return [(self[f"tie{place}"], self[f"tie{place}_code"]) for place in TIES]

    def clean_bands(self) -> Any:
        try:
            return read_bands(self.cleaned_data["bands"])
        except BadHead as bad:
            raise forms.ValidationError(str(bad)) from bad

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for place in TIES:
            kind, code = found.get(f"tie{place}"), found.get(f"tie{place}_code")
            if kind == TieKind.CRITERION and not code:
                self.add_error(f"tie{place}_code", "Hãy chọn lĩnh vực hoặc tiêu chí để so.")
        return found

    def head(self) -> Head:
        """What a valid form says."""
        found = self.cleaned_data
        rules = [
            TieRule(TieKind(kind), found[f"tie{place}_code"] if kind == TieKind.CRITERION else "")
            for place in TIES
            if (kind := found[f"tie{place}"])
        ]
        return Head(
            name=one_line(found["name"]),
            source=one_line(found["source"]),
            places=found["places"],
            threshold=found["threshold"],
            bands=found["bands"],
            ties=tuple(rules),
            is_example=found["is_example"],
        )


def known_head(head: Head, revision: int) -> dict[str, Any]:
    """What the form of a set starts with."""
    ties = {f"tie{place}": tie.kind.value for place, tie in enumerate(head.ties, start=1)}
    codes = {f"tie{place}_code": tie.code for place, tie in enumerate(head.ties, start=1)}
    return {
        "name": head.name,
        "source": head.source,
        "is_example": head.is_example,
        "places": head.places,
        "threshold": shown(head.threshold),
        "bands": bands_text(head.bands),
        "revision": revision,
        **ties,
        **codes,
    }


class CriterionForm(forms.Form):
    """One area, criterion or component, whatever its rule."""

    parent = forms.TypedChoiceField(label="Thuộc", required=False, coerce=int, empty_value=None, choices=())
    code = forms.CharField(
        label="Mã",
        max_length=CODE_LENGTH,
        error_messages={"required": "Hãy ghi mã, ví dụ 1.2."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    maximum = PointsField(label="Điểm tối đa", error_messages={"required": "Hãy ghi điểm tối đa, ví dụ 1,5."})
    name = forms.CharField(
        label="Tên",
        max_length=NAME_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy ghi tên lĩnh vực, tiêu chí."},
    )
    rule_kind = forms.ChoiceField(
        label="Cách tính điểm",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", "Có mục con: cộng điểm từ các mục con"),
            *((kind.value, f"{kind.label}: {EXPLAINED[kind]}") for kind in RuleKind),
        ],
    )
    options = forms.CharField(
        label="Các mức",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi mức một dòng “nội dung = điểm”, ví dụ “Ban hành trước ngày 31/12 = 1”. "
        "Mức cao nhất bằng điểm tối đa.",
    )
    tiers = forms.CharField(
        label="Các bậc",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi bậc một dòng “tỷ lệ: điểm”, ví dụ “90: 2” là từ 90 % được 2 điểm. "
        "Bậc cao nhất bằng điểm tối đa.",
    )
    least = forms.CharField(
        label="Tỷ lệ thấp nhất được tính điểm (%)",
        required=False,
        help_text="Dưới tỷ lệ này 0 điểm; không có thì để trống.",
        widget=forms.TextInput(attrs=NUMERIC),
    )
    each = forms.CharField(
        label="Điểm cho mỗi đơn vị", required=False, help_text="Ví dụ 0,5.", widget=forms.TextInput(attrs=NUMERIC)
    )
    each_off = forms.CharField(
        label="Điểm trừ mỗi lần", required=False, help_text="Ví dụ 0,25.", widget=forms.TextInput(attrs=NUMERIC)
    )
    is_bonus = forms.BooleanField(label="Thưởng hoặc trừ ngoài thang điểm (không tính vào 100)", required=False)
    may_not_apply = forms.BooleanField(
        label="Có thể không áp dụng: đơn vị không phát sinh thì bớt khỏi điểm tối đa của đơn vị đó", required=False
    )
    proof = forms.CharField(
        label="Tài liệu kiểm chứng",
        required=False,
        max_length=PROOF_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Đơn vị tự chấm thấy dòng này khi chọn minh chứng.",
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, parents: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        top = ("", "Không thuộc mục nào (là lĩnh vực)")
        self.fields["parent"].choices = [top, *parents]  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        code = read_code_words(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(f"Mã phải gồm {HOW_CODE}.")
        return code

    def clean_maximum(self) -> Decimal:
        found: Decimal = self.cleaned_data["maximum"]
        if not 0 < found <= LARGEST:
            raise forms.ValidationError("Điểm tối đa phải lớn hơn 0.")
        return found

    def clean(self) -> dict[str, Any]:
        """The rule from the field of its kind; what stands in the fields of other kinds counts for nothing."""
        found = super().clean() or self.cleaned_data
        found["rule"] = self._rule(found.get("rule_kind", ""))
        return found

    def _rule(self, words: str) -> Rule | None:
        if not words:
            return None
        kind = RuleKind(words)
        field = FIELDS.get(kind)
        try:
            return read_rule(kind, self.cleaned_data.get(field, "") if field else "")
        except BadRule as bad:
            self.add_error(field or "rule_kind", f"Hãy ghi {bad}.")
            return None

    def line(self) -> Line:
        """What a valid form says; its depth counts for nothing."""
        found = self.cleaned_data
        is_leaf = found["rule"] is not None
        return Line(
            code=found["code"],
            depth=1,
            name=one_line(found["name"]),
            maximum=found["maximum"],
            rule=found["rule"],
            is_bonus=is_leaf and found["is_bonus"],
            may_not_apply=is_leaf and found["may_not_apply"],
            proof=squeeze(found["proof"].replace("\r\n", "\n")),
        )


def known_criterion(criterion: Criterion, revision: int) -> dict[str, Any]:
    """What the form of a criterion starts with."""
    found = {
        "parent": criterion.parent_id,
        "code": criterion.code,
        "maximum": shown(criterion.maximum),
        "name": criterion.name,
        "rule_kind": criterion.rule_kind,
        "is_bonus": criterion.is_bonus,
        "may_not_apply": criterion.may_not_apply,
        "proof": criterion.proof,
        "revision": revision,
    }
    if criterion.is_leaf and (field := FIELDS.get(RuleKind(criterion.rule_kind))):
        found[field] = parts_of(criterion.rule)
    return found


def parts_of(rule: Rule) -> str:
    """The rule's own data as its field shows it."""
    words = rule_parts(rule)
    if isinstance(rule, Choice | Steps):
        return words.replace("; ", "\n")
    return words.removesuffix(" %") if isinstance(rule, Share) else words


class CopyForm(forms.Form):
    """A copy of a set: which year, its name, whether years in the texts move along."""

    year = forms.IntegerField(
        label="Năm",
        min_value=YEARS[0],
        max_value=YEARS[-1],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Cùng năm thì thành phiên bản tiếp theo.",
        error_messages={"required": "Hãy ghi năm, ví dụ 2024.", "invalid": "Hãy ghi năm, ví dụ 2024."},
    )
    name = forms.CharField(
        label="Tên bộ tiêu chí", max_length=SET_NAME_LENGTH, error_messages={"required": "Hãy ghi tên bộ tiêu chí."}
    )
    source = forms.CharField(label="Văn bản căn cứ", max_length=300, required=False)
    shifts = forms.BooleanField(label="Đổi năm ghi trong lời tiêu chí như bảng bên dưới", required=False)


class SheetForm(forms.Form):
    """A filled-in workbook."""

    file = forms.FileField(
        label="Tệp Excel",
        error_messages={"required": "Hãy chọn tệp Excel.", "empty": "Tệp rỗng; hãy chọn tệp khác."},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx", "data-max": 10_485_760}),
    )
