"""What a printed list is asked to hold; everything stands in the address."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from cchc.orgs.models import Organization
from cchc.web.fields import DayField
from reports.lists.facts import ListKind
from tasks.periods import YEARS

EVERY_BODY = "tat-ca"
_MONTHS = range(1, 13)


class ListForm(forms.Form):
    """Which list of whom, as of which day. What the address leaves out is today's, of one's own body; for those who
    look over a territory, of every body beneath."""

    mau = forms.ChoiceField(label="Danh mục", choices=ListKind.choices(), widget=forms.HiddenInput)
    ngay = DayField(label="Số liệu đến hết ngày")
    chu_tri = forms.CharField(label="Chủ trì", required=False, max_length=200)
    theo = forms.BooleanField(label="Xếp theo người chủ trì", required=False)

    def __init__(
        self, data: Mapping[str, Any], *, bodies: Sequence[Organization], years: Sequence[int], today: date
    ) -> None:
        own, *beneath = bodies
        defaults = {
            "mau": ListKind.MONTH.value,
            "don_vi": EVERY_BODY if beneath else str(own.pk),
            "thang": f"{today:%Y-%m}",
            "nam": str(today.year),
            "ngay": f"{today:%d/%m/%Y}",
        }
        super().__init__({**defaults, **{name: value for name, value in data.items() if value}})
        self.bodies, self.today = bodies, today
        every = [(EVERY_BODY, f"Tất cả {len(beneath)} đơn vị cấp dưới")] if beneath else []
        bodies_said = [*every, *((str(body.pk), body.name) for body in bodies)]
        months_said = [(f"{y}-{m:02d}", f"Tháng {m} năm {y}") for y in years for m in _MONTHS]
        self.fields["don_vi"] = forms.ChoiceField(label="Đơn vị", choices=bodies_said)
        self.fields["thang"] = forms.ChoiceField(label="Tháng", choices=months_said)
        self.fields["nam"] = forms.ChoiceField(label="Năm", choices=[(str(y), f"Năm {y}") for y in years])

    def clean_ngay(self) -> date:
        day: date = self.cleaned_data["ngay"]
        if day > self.today:
            raise forms.ValidationError(
                f"Ngày {day:%d/%m/%Y} chưa đến; hãy chọn từ hôm nay {self.today:%d/%m/%Y} trở về trước."
            )
        if day.year not in YEARS:
            raise forms.ValidationError(f"Năm phải từ {YEARS[0]} đến {YEARS[-1]}; hãy xem lại ngày {day:%d/%m/%Y}.")
        return day

    @property
    def kind(self) -> ListKind:
        return ListKind(self.cleaned_data["mau"])

    @property
    def are_many(self) -> bool:
        return bool(self.cleaned_data["don_vi"] == EVERY_BODY)

    @property
    def chosen_bodies(self) -> list[Organization]:
        if self.are_many:
            return list(self.bodies[1:])
        return [body for body in self.bodies if str(body.pk) == self.cleaned_data["don_vi"]]

    @property
    def month(self) -> date:
        return date.fromisoformat(f"{self.cleaned_data['thang']}-01")

    @property
    def year_of_plans(self) -> int:
        """The year that the list is about."""
        match self.kind:
            case ListKind.PLAN:
                return int(self.cleaned_data["nam"])
            case ListKind.MONTH:
                return self.month.year
        return int(self.cleaned_data["ngay"].year)
