"""Changes of bodies: from which day, by which decision, what becomes of whom."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from cchc.orgs.actions.succeeding import Order
from cchc.orgs.actions.units import Newcomer
from cchc.orgs.becoming import NEW_NAME, PEOPLE, Fault, Line, Movers, name_fault
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Organization
from cchc.text import nfc, squeeze
from cchc.web.fields import DayField

KEPT = "old"
POST = "chuc_danh_"


class OrderForm(forms.Form):
    """The day from whose beginning a change holds, and what orders it."""

    on_day = DayField(label="Có hiệu lực từ ngày", required_words="Hãy ghi ngày có hiệu lực, ví dụ 01/07/2025.")
    decision = forms.CharField(
        label="Văn bản căn cứ",
        max_length=300,
        help_text="Số, ngày, cơ quan ban hành; ví dụ Nghị quyết số 1664/NQ-UBTVQH15 ngày 16/06/2025.",
        error_messages={"required": "Hãy ghi văn bản căn cứ; văn bản được giữ trong lịch sử đơn vị."},
    )

    @property
    def order(self) -> Order:
        return Order(self.cleaned_data["on_day"], self.cleaned_data["decision"])


class PeopleForm(OrderForm):
    people = forms.ChoiceField(
        label="Người của đơn vị kết thúc",
        choices=Movers.choices(),
        help_text="Ai không chuyển thì thôi từ ngày hiệu lực và không xem được gì nữa.",
    )

    @property
    def movers(self) -> Movers:
        return Movers(self.cleaned_data["people"])


class RenameForm(OrderForm):
    name = forms.CharField(label="Tên mới", max_length=200, error_messages={"required": "Hãy ghi tên mới."})
    issuer_name = forms.CharField(
        label="Tên cơ quan ban hành",
        max_length=200,
        required=False,
        help_text="In ở đầu báo cáo; để trống thì là “Ủy ban nhân dân” và tên mới.",
    )
    place_name = forms.CharField(label="Địa danh", max_length=100, required=False)
    field_order = ("name", "issuer_name", "place_name", "on_day", "decision")


class MoveForm(OrderForm):
    parent = forms.ChoiceField(label="Cấp trên mới")
    field_order = ("parent", "on_day", "decision")

    def __init__(self, *args: Any, parents: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parents = {str(body.pk): body for body in parents}
        self.fields["parent"].choices = _choices(parents)  # type: ignore[attr-defined]

    @property
    def above(self) -> Organization:
        return self.parents[self.cleaned_data["parent"]]


class MergeForm(PeopleForm):
    """One body, with others of its government, into one that is there or into a new one."""

    also = forms.MultipleChoiceField(
        label="Cùng nhập với", required=False, widget=forms.CheckboxSelectMultiple, help_text="Không chọn thì chỉ một."
    )
    into = forms.ChoiceField(label="Nhập vào đơn vị đang có", required=False)
    name = forms.CharField(
        label="Hoặc thành đơn vị mới tên là", max_length=200, required=False, help_text="Ví dụ Xã Tuy Phước Đông."
    )
    field_order = ("into", "name", "also", "people", "on_day", "decision")

    def __init__(self, *args: Any, others: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(body.pk): body for body in others}
        self.fields["also"].choices = _choices(others)  # type: ignore[attr-defined]
        self.fields["into"].choices = [("", "– chọn –"), *_choices(others)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        into, name = found.get("into"), squeeze(nfc(found.get("name") or ""))
        if bool(into) == bool(name):
            self.add_error("into", "Hãy chọn một đơn vị đang có hoặc ghi tên đơn vị mới, chỉ một trong hai.")
        if into and into in found.get("also", ()):
            self.add_error("also", f"{self.others[into]} là nơi nhập vào nên không chọn ở đây.")
        return found

    @property
    def posts(self) -> dict[int, int]:
        """Which post of the heir takes over which, where the preview was answered so."""
        found = {name.removeprefix(POST): value for name, value in self.data.items() if name.startswith(POST)}
        return {int(post): int(heir) for post, heir in found.items() if post.isdecimal() and str(heir).isdecimal()}

    @property
    def merging(self) -> list[Organization]:
        return [self.others[pk] for pk in self.cleaned_data["also"]]

    @property
    def heir(self) -> Organization | Newcomer:
        into = self.others.get(self.cleaned_data["into"])
        return into or Newcomer("", squeeze(nfc(self.cleaned_data["name"])))


class SplitForm(PeopleForm):
    names = forms.CharField(
        label="Các đơn vị mới",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi tên một dòng.",
        error_messages={"required": "Hãy ghi tên các đơn vị mới, mỗi tên một dòng."},
    )
    heir = forms.ChoiceField(
        label="Việc còn mở và hồ sơ do ai kế thừa",
        choices=[(KEPT, "Đơn vị cũ vẫn tiếp tục"), ("0", "Đơn vị mới thứ nhất; đơn vị cũ kết thúc")],
    )
    field_order = ("names", "heir", "people", "on_day", "decision")

    def clean_names(self) -> list[str]:
        names = [squeeze(nfc(line)) for line in str(self.cleaned_data["names"]).splitlines() if line.strip()]
        faults = [f"“{name}”: {fault}" for name in names if (fault := name_fault(name))]
        if faults:
            raise forms.ValidationError(faults)
        return names

    @property
    def parts(self) -> list[Newcomer]:
        return [Newcomer("", name) for name in self.cleaned_data["names"]]

    @property
    def place_of_heir(self) -> int | None:
        return None if self.cleaned_data["heir"] == KEPT else 0


class FoundForm(OrderForm):
    name = forms.CharField(label="Tên đơn vị", max_length=200, error_messages={"required": "Hãy ghi tên đơn vị."})
    kind = forms.ChoiceField(label="Cấp", choices=OrganizationKind.choices())
    parent = forms.ChoiceField(label="Trực thuộc")
    code = forms.CharField(label="Mã", max_length=50, required=False, help_text="Để trống thì lấy theo tên.")
    field_order = ("name", "kind", "parent", "code", "on_day", "decision")

    def __init__(self, *args: Any, parents: Sequence[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parents = {str(body.pk): body for body in parents}
        self.fields["parent"].choices = _choices(parents)  # type: ignore[attr-defined]

    @property
    def above(self) -> Organization:
        return self.parents[self.cleaned_data["parent"]]

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(self.cleaned_data["code"], self.cleaned_data["name"])


class EndForm(PeopleForm):
    """The end of a district: a name and who moves for each commune, a department of the province for each of its
    own."""

    field_order = ("on_day", "decision", "people")

    def __init__(
        self,
        *args: Any,
        communes: Sequence[Organization],
        departments: Sequence[Organization],
        heirs: Sequence[Organization],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].label = "Người của chính huyện, thị xã"
        self.fields["people"].initial = Movers.NONE.value
        self.communes, self.departments = communes, departments
        takers = [(body.code, body.name) for body in heirs]
        for body in communes:
            self.fields[f"ten_{body.pk}"] = forms.CharField(label=f"{body}: {NEW_NAME}", max_length=200, required=False)
            self.initial.setdefault(f"ten_{body.pk}", body.name)
        for body in departments:
            like = next((heir.code for heir in heirs if _field_of(heir) == _field_of(body)), heirs[0].code)
            self.fields[f"ten_{body.pk}"] = forms.ChoiceField(label=f"{body}: nơi kế thừa", choices=takers)
            self.initial.setdefault(f"ten_{body.pk}", like)
            self.initial.setdefault(f"nguoi_{body.pk}", Movers.NONE.value)
        for body in (*communes, *departments):
            label = f"{body}: {PEOPLE}"
            self.fields[f"nguoi_{body.pk}"] = forms.ChoiceField(label=label, choices=Movers.choices(), required=False)

    def rows(self) -> Iterator[tuple[Organization, BoundField, BoundField]]:
        for body in self.communes:
            yield body, self[f"ten_{body.pk}"], self[f"nguoi_{body.pk}"]

    def parts(self) -> Iterator[tuple[Organization, BoundField, BoundField]]:
        for body in self.departments:
            yield body, self[f"ten_{body.pk}"], self[f"nguoi_{body.pk}"]

    @property
    def lines(self) -> list[Line]:
        data = self.cleaned_data
        own = [
            Line(body.name, body.code, squeeze(nfc(data[f"ten_{body.pk}"])), people=data[f"nguoi_{body.pk}"])
            for body in self.communes
        ]
        parts = [
            Line(body.name, body.code, new_code=data[f"ten_{body.pk}"], people=data[f"nguoi_{body.pk}"])
            for body in self.departments
        ]
        return [*own, *parts]

    def take_faults(self, faults: Iterable[Fault]) -> None:
        """Every fault at the field of its body."""
        by_name = {body.name: body.pk for body in (*self.communes, *self.departments)}
        for fault in faults:
            pk = by_name.get(fault.where)
            kind = "nguoi" if fault.column == PEOPLE else "ten"
            self.add_error(f"{kind}_{pk}" if pk else None, fault.message if pk else str(fault))


def _choices(bodies: Iterable[Organization]) -> list[tuple[str, str]]:
    return [(str(body.pk), body.name) for body in bodies]


def _field_of(department: Organization) -> str:
    """ "Nội vụ" of "Phòng Nội vụ huyện Tuy Phước" and of "Sở Nội vụ tỉnh Bình Định"."""
    names = sorted((department.name, *department.aliases), key=len)
    words = names[0].split()
    return " ".join(words[1:]).lower()
