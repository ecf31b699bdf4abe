"""What is written of an initiative, of its decision, of where it was taken over, and what its list is narrowed to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms

from cchc.orgs.models import Organization
from cchc.text import fold, squeeze
from cchc.web.fields import DayField
from indices.actions.initiatives import Idea
from indices.actions.spreading import Taken
from indices.authorship import Author
from indices.enums import InitiativeState
from indices.models import Initiative
from indices.queries.initiatives import Asked, Person

AREAS = (
    "Chỉ đạo, điều hành cải cách hành chính",
    "Cải cách thể chế",
    "Cải cách thủ tục hành chính",
    "Cải cách tổ chức bộ máy hành chính nhà nước",
    "Cải cách chế độ công vụ",
    "Cải cách tài chính công",
    "Xây dựng, phát triển Chính quyền điện tử, Chính quyền số",
)
"""Areas that a form offers; others may be written."""
LEAST_ROWS, SPARE_ROWS, MOST_ROWS = 4, 2, 20
TEXT_LENGTH = 20_000
PEOPLE_LIST, AREA_LIST = "nguoi-cua-don-vi", "linh-vuc"


class InitiativeForm(forms.Form):
    """The initiative with a row for each author: a name of the body's people picks that person, any other stays a
    name."""

    name = forms.CharField(label="Tên sáng kiến", max_length=500, error_messages={"required": "Hãy ghi tên sáng kiến."})
    year = forms.IntegerField(
        label="Năm đăng ký",
        error_messages={"required": "Hãy ghi năm đăng ký.", "invalid": "Năm viết bằng bốn chữ số, ví dụ 2023."},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    area = forms.CharField(
        label="Lĩnh vực",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"list": AREA_LIST, "autocomplete": "off"}),
    )
    problem = forms.CharField(
        label="Thực trạng",
        max_length=TEXT_LENGTH,
        strip=False,
        help_text="Trước đây làm thế nào, vướng ở đâu.",
        error_messages={"required": "Hãy ghi thực trạng trước khi có sáng kiến."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    solution = forms.CharField(
        label="Nội dung, giải pháp",
        max_length=TEXT_LENGTH,
        strip=False,
        help_text="Làm gì mới, làm thế nào.",
        error_messages={"required": "Hãy ghi nội dung, giải pháp của sáng kiến."},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    effect = forms.CharField(
        label="Hiệu quả, phạm vi áp dụng",
        max_length=TEXT_LENGTH,
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    applied_on = DayField(label="Áp dụng từ ngày", required=False)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, people: Sequence[Person], initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.people = {fold(one.label): one for one in people}
        known = sum(name.startswith("author-") for name in (data or self.initial))
        self.rows = range(min(MOST_ROWS, max(LEAST_ROWS, known + (0 if data else SPARE_ROWS))))
        for row in self.rows:
            self.fields[f"author-{row}"] = _author_field(row)
            self.fields[f"share-{row}"] = _share_field(row)

    def author_rows(self) -> list[dict[str, Any]]:
        """Pairs of fields, one a row."""
        return [{"author": self[f"author-{row}"], "share": self[f"share-{row}"]} for row in self.rows]

    def has_others(self) -> bool:
        """Whether a row after the first holds anything."""
        return any(self[f"{name}-{row}"].value() for row in self.rows[1:] for name in ("author", "share"))

    def main_fields(self) -> list[Any]:
        return [self[name] for name in ("problem", "solution", "effect")]

    def idea(self) -> Idea:
        """What a valid form says."""
        return Idea(**{name: self.cleaned_data[name] for name in Idea.__slots__})

    def authors(self) -> list[Author]:
        """Those named, in their rows; a share without a name names nobody."""
        found = []
        for row in self.rows:
            name, share = self.cleaned_data[f"author-{row}"], self.cleaned_data[f"share-{row}"]
            person = self.people.get(fold(name))
            if person:
                found.append(Author(person.user.display_name, person.user, person.title[:200], share))
            elif name:
                found.append(Author(name, None, "", share))
        return found


def _author_field(row: int) -> forms.CharField:
    return forms.CharField(
        label=f"Tác giả {row + 1}",
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"list": PEOPLE_LIST, "autocomplete": "off"}),
    )


def _share_field(row: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=f"Tỷ lệ đóng góp {row + 1} (%)",
        required=False,
        min_value=1,
        max_value=100,
        error_messages={
            "invalid": "Tỷ lệ là số nguyên từ 1 đến 100.",
            "min_value": "Tỷ lệ là số nguyên từ 1 đến 100.",
            "max_value": "Tỷ lệ là số nguyên từ 1 đến 100.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def first_idea(people: Iterable[Person], user_id: int, *, today: date) -> dict[str, Any]:
    """What a new form starts with: this year, and whoever writes as its author."""
    own = next((one.label for one in people if one.user.pk == user_id), "")
    return {"year": today.year, "author-0": own}


def known_idea(initiative: Initiative, people: Iterable[Person]) -> dict[str, Any]:
    """What the form of a stored initiative starts with."""
    labels = {one.user.pk: one.label for one in people}
    found = {name: getattr(initiative, name) for name in Idea.__slots__}
    for row, one in enumerate(initiative.authors.all()):
        found[f"author-{row}"] = labels.get(one.user_id or 0, one.name)
        found[f"share-{row}"] = one.share
    return found | {"revision": initiative.revision}


class AdoptForm(forms.Form):
    """The decision that recognises an initiative."""

    adopter = forms.CharField(
        label="Cơ quan, hội đồng công nhận",
        max_length=200,
        error_messages={"required": "Hãy ghi cơ quan hoặc hội đồng công nhận."},
    )
    decision = forms.CharField(
        label="Số quyết định",
        max_length=120,
        help_text="Ví dụ 45/QĐ-UBND.",
        error_messages={"required": "Hãy ghi số quyết định, ví dụ 45/QĐ-UBND."},
    )
    decided_on = DayField(label="Ngày quyết định")


class RefuseForm(forms.Form):
    """Why an initiative is not recognised."""

    reason = forms.CharField(
        label="Lý do không công nhận",
        max_length=2000,
        strip=False,
        error_messages={"required": "Hãy ghi lý do không công nhận để tác giả biết."},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SpreadForm(forms.Form):
    """Where an initiative was taken over: a body of the list, or a place that is not in it."""

    body = forms.TypedChoiceField(label="Đơn vị trong hệ thống", required=False, coerce=int, empty_value=None)
    place = forms.CharField(
        label="Nơi khác", max_length=200, required=False, help_text="Ghi khi nơi nhân rộng không có trong danh sách."
    )
    spread_on = DayField(label="Từ ngày")
    document = forms.CharField(
        label="Văn bản", max_length=120, required=False, help_text="Ví dụ Công văn số 12/UBND-NV."
    )
    note = forms.CharField(
        label="Kết quả",
        max_length=2000,
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, bodies: Iterable[Organization]) -> None:
        super().__init__(data)
        choices = [("", "– chọn đơn vị –"), *((one.pk, one.name) for one in bodies)]
        self.fields["body"].choices = choices  # type: ignore[attr-defined]

    def taken(self) -> Taken:
        """What a valid form says."""
        return Taken(**{name: self.cleaned_data[name] for name in Taken.__slots__})


def asked_of(data: Mapping[str, str]) -> Asked:
    """What an address asks for; words that mean nothing ask for nothing."""
    states = {one.value for one in InitiativeState}
    state = data.get("tinh-trang", "")
    return Asked(
        year=_number(data.get("nam", "")),
        state=state if state in states else "",
        body=_number(data.get("don-vi", "")),
        area=squeeze(data.get("linh-vuc", "")),
        words=data.get("q", "").strip(),
    )


def address_of(asked: Asked) -> dict[str, str]:
    """What an address must say to ask for it again."""
    names = {"year": "nam", "state": "tinh-trang", "body": "don-vi", "area": "linh-vuc", "words": "q"}
    return {names[key]: str(value) for key, value in asdict(asked).items() if value}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
