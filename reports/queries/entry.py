"""The page on which a body enters its numbers: each beside earlier ones, what does not agree, the figures made of
them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

from cchc.numbers import UnreadableError, read_number, shown
from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from reports.queries.statistics import Catalogue, Number, catalogue_of, numbers_of, values_of
from reports.statistics.checks import faults, leap_words
from reports.statistics.formulas import Formula, Measured, Values
from reports.statistics.year import (
    ByPeriod,
    Figure,
    PeriodKey,
    Proposal,
    before,
    figure,
    is_first,
    proposal,
    values_so_far,
    year_before,
)
from tasks.periods import Period


@dataclass(frozen=True, slots=True)
class Row:
    """One number: its place in the table, what stands in its field, the row it was read from, what is beside it.
    `unread` says why it is no number, `faults` what it does not agree with, `hint` that it leaps."""

    place: int
    measured: Measured
    text: str
    number: Number | None
    previous: str
    last_year: str
    so_far: str
    proposal: Proposal | None
    unread: str = ""
    faults: tuple[str, ...] = ()
    hint: str = ""

    @property
    def offers(self) -> str:
        """The sum that the field does not hold yet, as it would be typed."""
        return shown(self.proposal.value) if self.proposal and shown(self.proposal.value) != self.text else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure under the table: its formula in words, what it comes to."""

    formula: Formula
    words: str
    figure: Figure
    added: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """The whole page. `values` are the numbers typed or stored, as far as they can be read."""

    catalogue: Catalogue
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    values: Values = field(default_factory=dict)

    @property
    def groups(self) -> list[tuple[str, list[Row]]]:
        rows = sorted(self.rows, key=lambda row: self._areas.index(row.measured.area))
        return [(area, list(found)) for area, found in groupby(rows, key=lambda row: row.measured.area)]

    @property
    def line_groups(self) -> list[tuple[str, list[Line]]]:
        lines = sorted(self.lines, key=lambda line: self._areas.index(line.formula.area))
        return [(area, list(found)) for area, found in groupby(lines, key=lambda line: line.formula.area)]

    @property
    def _areas(self) -> list[str]:
        names = (*(m.area for m in self.catalogue.measures), *(f.area for f in self.catalogue.formulas))
        return list(dict.fromkeys(names))

    @property
    def unread(self) -> list[Row]:
        return [row for row in self.rows if row.unread]

    @property
    def faulty(self) -> list[Row]:
        return [row for row in self.rows if row.faults]

    @property
    def filled(self) -> int:
        return sum(bool(row.text) for row in self.rows)

    @property
    def offered(self) -> list[Row]:
        return [row for row in self.rows if row.offers and not row.text]


def entry_of(actor: Actor, organization: Organization, period: Period, typed: Mapping[str, str] | None = None) -> Entry:
    """The page with what is stored, or with what was typed (texts by code) and not yet stored. Four queries."""
    catalogue = catalogue_of(organization, period.year)
    numbers = numbers_of(actor, organization, (period.year, period.year - 1))
    stored = numbers.get(period.key, {})
    by_period = values_of(numbers)
    texts = {
        code: typed.get(code, "").strip()
        if typed is not None
        else shown(stored[code].value if code in stored else None)
        for code in catalogue.codes
    }
    values, unread = _read(texts)
    by_period[period.key] = values
    so_far = values_so_far(catalogue.measures, catalogue.checks, period.key, by_period)
    rows = [
        replace(_row(place, one, texts[one.code], period.key, by_period, so_far), number=stored.get(one.code))
        for place, one in enumerate(catalogue.measures, start=1)
    ]
    lines = (
        Line(
            one,
            _formula_words(one, catalogue.names),
            figure(one, period.key, by_period, so_far),
            _added(catalogue, one),
        )
        for one in catalogue.formulas
    )
    return Entry(catalogue, tuple(_with_faults(rows, catalogue, values, unread)), tuple(lines), values)


def _read(texts: Mapping[str, str]) -> tuple[dict[str, Decimal], dict[str, str]]:
    """The numbers that could be read, and why the others could not."""
    values: dict[str, Decimal] = {}
    unread: dict[str, str] = {}
    for code, text in texts.items():
        try:
            value = read_number(text)
        except UnreadableError as error:
            unread[code] = str(error)
        else:
            if value is not None:
                values[code] = value
    return values, unread


def _row(place: int, measured: Measured, text: str, key: PeriodKey, by_period: ByPeriod, so_far: Values) -> Row:
    code = measured.code
    own, previous = by_period[key].get(code), by_period.get(before(key), {}).get(code)
    return Row(
        place=place,
        measured=measured,
        text=text,
        number=None,
        previous=shown(previous),
        last_year=shown(by_period.get(year_before(key), {}).get(code)),
        so_far="" if is_first(key) else shown(so_far.get(code)),
        proposal=proposal(measured, key, by_period),
        hint=leap_words(own, previous) if own is not None else "",
    )


def _with_faults(rows: list[Row], catalogue: Catalogue, values: Values, unread: Mapping[str, str]) -> list[Row]:
    """A sentence stands at the first of its fields."""
    said: dict[str, list[str]] = {}
    for fault in faults(catalogue.checks, values, catalogue.names):
        said.setdefault(fault.codes[0], []).append(fault.words)
    return [
        replace(
            row,
            unread=unread.get(row.measured.code, ""),
            faults=tuple(said.get(row.measured.code, ())),
        )
        for row in rows
    ]


def _added(catalogue: Catalogue, formula: Formula) -> bool:
    return formula.code in catalogue.added


def _formula_words(formula: Formula, names: Mapping[str, str]) -> str:
    """ "(Hồ sơ giải quyết trước hạn + hồ sơ giải quyết đúng hạn) : hồ sơ đã giải quyết"; "" for a bare number."""
    if not formula.denominator:
        return ""
    numerator, denominator = (_sum_words(codes, names) for codes in (formula.numerator, formula.denominator))
    return f"{numerator} : {denominator[:1].lower()}{denominator[1:]}"


def _sum_words(codes: tuple[str, ...], names: Mapping[str, str]) -> str:
    words = " + ".join(names[code] for code in codes)
    return f"({words})" if len(codes) > 1 else words
