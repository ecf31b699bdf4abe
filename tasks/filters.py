"""The filter bar of the list of tasks; everything it holds stands in the address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import BoundField

from cchc.orgs.models import Position
from cchc.text import fold
from plans.enums import AgencyRole
from tasks.enums import LateCause, State
from tasks.models import Task
from tasks.queries.in_state import in_state, late_for, late_outside

OUTSIDE, UNSAID = "outside", "unsaid"


@dataclass(frozen=True, slots=True)
class DropDown:
    """One drop-down of the filter bar: its field, what is chosen, its choices."""

    field: BoundField
    value: str
    choices: list[tuple[str, str]]


class TaskFilter(django_filters.FilterSet):
    """Search without accents; state by the same rule as the pages show it."""

    q = django_filters.CharFilter(label="Tìm", method="search")
    state = django_filters.ChoiceFilter(
        label="Trạng thái", choices=State.choices(), method="of_state", empty_label="Mọi trạng thái"
    )
    cause = django_filters.ChoiceFilter(
        label="Nguyên nhân chậm",
        choices=[(OUTSIDE, "Chậm ngoài thẩm quyền"), *LateCause.choices(), (UNSAID, "Chậm chưa nêu nguyên nhân")],
        method="late_for",
        empty_label="Mọi nguyên nhân chậm",
    )
    position = django_filters.ModelChoiceFilter(label="Chủ trì", method="led_by", empty_label="Mọi cơ quan chủ trì")
    plan = django_filters.ModelChoiceFilter(
        label="Kế hoạch",
        field_name="plan",
        empty_label="Mọi kế hoạch",
    )
    body = django_filters.ModelChoiceFilter(label="Đơn vị", field_name="organization", empty_label="Mọi đơn vị")

    class Meta:
        model = Task
        fields = ("q", "state", "cause", "position", "plan", "body")

    def __init__(
        self, *args: Any, today: date, horizon: date, choices: dict[str, QuerySet[Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.horizon = today, horizon
        for name in ("position", "plan", "body"):
            self.filters[name].queryset = choices[name]

    def drop_downs(self, names: Iterable[str]) -> list[DropDown]:
        """What the bar draws; each list of choices is asked for once."""
        fields = [self.form[name] for name in names]
        return [
            DropDown(field, str(field.value() or ""), [(str(key), str(words)) for key, words in field.field.choices])
            for field in fields
        ]

    def search(self, tasks: QuerySet[Task], name: str, value: str) -> QuerySet[Task]:
        for word in fold(value).split():
            tasks = tasks.filter(item__folded__contains=word)
        return tasks

    def of_state(self, tasks: QuerySet[Task], name: str, value: str) -> QuerySet[Task]:
        return in_state(tasks, State(value), today=self.today, horizon=self.horizon)

    def late_for(self, tasks: QuerySet[Task], name: str, value: str) -> QuerySet[Task]:
        if value == OUTSIDE:
            return late_outside(tasks, today=self.today, horizon=self.horizon)
        return late_for(tasks, None if value == UNSAID else LateCause(value), today=self.today, horizon=self.horizon)

    def led_by(self, tasks: QuerySet[Task], name: str, value: Position) -> QuerySet[Task]:
        return tasks.filter(assignments__position=value, assignments__role=AgencyRole.LEAD).distinct()
