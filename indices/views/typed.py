"""Criteria on one screen with what is typed of each, and what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms

from indices.models import Mark
from indices.queries.scoring import Line

AnyForm = TypeVar("AnyForm", bound=forms.Form)


@dataclass(slots=True)
class Typed(Generic[AnyForm]):
    """One criterion with its form; `theirs` is what somebody else stored meanwhile."""

    line: Line
    form: AnyForm
    fault: str = ""
    theirs: Mark | None = None

    @property
    def seen(self) -> Any:
        return self.theirs.pk if self.theirs else self.form["seen"].value()


def tell_faults(rows: Iterable[Typed[Any]], faults: Mapping[int, str], theirs: Mapping[int, Mark]) -> None:
    """Each fault at its row, without the criterion's name, which stands there."""
    for row in rows:
        row.fault = faults.get(row.line.criterion.pk, "").removeprefix(f"Tiêu chí {row.line.criterion.code}: ")
        row.theirs = theirs.get(row.line.criterion.pk)
