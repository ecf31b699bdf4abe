"""A workbook of self-scores between what is stored and the form that checks every way in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from cchc.numbers import shown
from cchc.text import fold
from indices.actions.marks import Word
from indices.forms.scoring import NO, YES, MarkForm, known_mark
from indices.models import Criterion
from indices.queries.scoring import Line
from indices.scoring.entries import entry_words, points_words
from indices.scoring.rules import Choice, Met, faults_of, points_of
from indices.sheets.self_scores import ABSENT, HEADINGS, Row

LEVELS = {YES: "Đạt", NO: "Không đạt"}
COLUMN_OF = {"met": "level", "choice": "level"}
Typed = dict[str, str]
"""What a row says as the fields of `MarkForm`."""


class BookForm(forms.Form):
    """A workbook that comes back."""

    file = forms.FileField(
        label="Tệp Excel đã điền",
        error_messages={"required": "Hãy chọn tệp Excel đã tải từ trang này.", "empty": "Tệp rỗng; hãy chọn lại tệp."},
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that cannot be taken."""

    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion that the workbook changes."""

    row: int
    criterion: Criterion
    typed: Typed
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What a workbook changes, and every fault in it."""

    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    unchanged: int


def row_of(line: Line) -> Row:
    """A criterion with what is stored of it."""
    known, criterion = known_mark(line.own), line.criterion
    entry = line.own.entry if line.own else None
    return Row(
        code=criterion.code,
        seen=line.own.pk if line.own else None,
        name=criterion.name,
        maximum=criterion.maximum.normalize(),
        rule=line.rule_words,
        level=_level(criterion, known),
        b=entry.b if entry else None,
        a=entry.a if entry else None,
        points=entry.points if entry else None,
        absent=ABSENT if known.get("absent") else "",
        text=known.get("text", ""),
        levels=_levels(criterion),
    )


def compare(rows: Sequence[tuple[int, Mapping[str, str]]], lines: Sequence[Line]) -> Compared:
    """Every change and every fault, in one pass."""
    by_code = {line.criterion.code: line for line in lines}
    changes: list[Change] = []
    faults: list[Fault] = []
    same = 0
    for number, values in rows:
        line = by_code.get(values["code"])
        if line is None:
            faults.append(Fault(number, HEADINGS["code"], values["code"], "một mã trong sổ đã tải về"))
            continue
        typed = _typed(line.criterion, values)
        found = list(_faults(number, line.criterion, values, typed))
        faults += found
        if found:
            continue
        before, after = _said(line.criterion, _known_word(line)), _said(line.criterion, form_of(line.criterion, typed))
        if before == after:
            same += 1
        else:
            changes.append(Change(number, line.criterion, typed, before, after))
    return Compared(tuple(changes), tuple(faults), same)


def form_of(criterion: Criterion, typed: Typed) -> Word:
    """The word of a row without faults."""
    form = MarkForm(criterion, {f"c{criterion.pk}-{name}": value for name, value in typed.items()})
    form.is_valid()
    return form.word()


def _known_word(line: Line) -> Word:
    mark = line.own
    return Word(mark.entry, text=mark.text) if mark else Word()


def _said(criterion: Criterion, word: Word) -> str:
    """A word as people read it, whole: what is alike in words is alike."""
    got = points_of(
        criterion.rule, criterion.maximum, word.entry, places=criterion.criteria_set.places, is_bonus=criterion.is_bonus
    )
    entry = entry_words(criterion.rule, word.entry) or (shown(word.entry.points) and f"{shown(word.entry.points)} điểm")
    text = " ".join(word.text.split())
    said = [points_words(got) if entry and word.entry.applies else "", entry, text]
    return "; ".join(filter(None, dict.fromkeys(said))) or "chưa chấm"


def _faults(number: int, criterion: Criterion, values: Mapping[str, str], typed: Typed) -> list[Fault]:
    form = MarkForm(criterion, {f"c{criterion.pk}-{name}": value for name, value in typed.items()})
    found = []
    if not form.is_valid():
        for name, errors in form.errors.items():
            column = COLUMN_OF.get(name, name)
            message = " ".join(str(error) for error in errors)
            if column == "level":
                message = f"một trong: {'; '.join(_levels(criterion))}"
            found.append(Fault(number, HEADINGS.get(column, ""), values.get(column, ""), message))
        return found
    word = form.word()
    found = [
        Fault(number, HEADINGS["code"], criterion.code, fault)
        for fault in faults_of(criterion.rule, criterion.maximum, word.entry)
    ]
    if values["absent"] and not criterion.may_not_apply:
        message = "để trống: tiêu chí này áp dụng cho mọi đơn vị"
        found.append(Fault(number, HEADINGS["absent"], values["absent"], message))
    elif values["absent"] and not word.text.strip():
        found.append(Fault(number, HEADINGS["text"], "", "lý do không áp dụng"))
    return found


def _typed(criterion: Criterion, values: Mapping[str, str]) -> Typed:
    level = fold(values["level"])
    typed = {name: values[name] for name in ("b", "a", "points", "text", "seen")}
    typed["absent"] = "on" if values["absent"] else ""
    keys = {fold(words): key for key, words in _keys(criterion).items()}
    chosen = keys.get(level, level) if level else ""
    return typed | {"met": chosen, "choice": chosen}


def _keys(criterion: Criterion) -> dict[str, str]:
    """What the form calls each level."""
    rule = criterion.rule
    if isinstance(rule, Met):
        return LEVELS
    return {str(n): option.label for n, option in enumerate(rule.options)} if isinstance(rule, Choice) else {}


def _levels(criterion: Criterion) -> list[str]:
    return list(_keys(criterion).values())


def _level(criterion: Criterion, known: Mapping[str, Any]) -> str:
    return _keys(criterion).get(known.get("met") or known.get("choice") or "", "")
