"""From a figure to the rows behind it: how the address of a figure is written, and what it opens. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from reports.enums import RemarkPlace
from reports.facts import AppendixFacts, DutyFacts, ReportFacts, RowFacts, Tally
from reports.figures import Figure, figures_of
from reports.spots import address_of
from tasks.enums import LateCause, State
from tasks.states import DONE, LEFT_OUT

ROWS, PERIOD, SO_FAR, GIVEN, RESTATED, APPENDIX = "trang-thai", "viec", "tu-dau-nam", "cap-tren", "bo-sung", "phu-luc"
NAMES = {"rows": ROWS, "period": PERIOD, "so-far": SO_FAR, "given": GIVEN, "last-year": PERIOD}
"""What an address calls each figure (`reports.figures`); last year's is opened in that year's own report."""
ALL, FINISHED, COUNTED = "tat-ca", "da-xong", "duoc-tinh"
GROUPS = {ALL: frozenset(State), FINISHED: DONE, COUNTED: frozenset(State) - LEFT_OUT}
CAUSE = "cham:"
"""Begins the address of what is late for one cause: "cham:superior"."""
_GROUP_WORDS = {ALL: "", FINISHED: "đã xong", COUNTED: "được tính tỷ lệ"}


@dataclass(frozen=True, slots=True)
class Address:
    """A page with the values that lead to it; a figure of it adds its own."""

    path: str
    values: Mapping[str, str] = field(default_factory=dict)

    def to(self, name: str, value: str) -> str:
        return f"{self.path}?{urlencode({**self.values, name: value})}"


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as shown with the address of its rows ("" where none stand behind it)."""

    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One tally down a table: a number for each state, then the total, what is done, what counts, the percentage; the
    causes of what is late, each in words with its number."""

    title: str
    states: tuple[Number, ...]
    total: Number
    done: Number
    base: Number
    percent: str
    left_out: str
    of_late: str = ""
    causes: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """A row with its duties: those that the figure counts, and the others."""

    row: RowFacts
    counted: tuple[DutyFacts, ...]
    others: tuple[DutyFacts, ...]

    @property
    def address(self) -> str:
        """The row as a place that remarks are tied to."""
        return address_of(RemarkPlace.ROW, str(self.row.task_id))


@dataclass(frozen=True, slots=True)
class Part:
    """An appendix with the rows of it that a figure opens."""

    appendix: AppendixFacts
    rows: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """What an address opens: the rows by appendix, and the filters in force in words."""

    parts: tuple[Part, ...]
    chips: tuple[str, ...]

    @property
    def shown(self) -> int:
        return sum(len(part.rows) for part in self.parts)


def columns_of(facts: ReportFacts, here: Address, last_year: Address | None) -> tuple[Column, ...]:
    """The tallies of a report side by side; `last_year` is the report of the year before, where it can be opened."""
    places = {"last-year": last_year}
    return tuple(_column(one, places.get(one.key, here)) for one in figures_of(facts))


def _column(figure: Figure, place: Address | None) -> Column:
    return column_of(figure.title, figure.tally, place, NAMES[figure.key])


def column_of(title: str, tally: Tally, place: Address | None, name: str, prefix: str = "") -> Column:
    """One tally with its addresses; `prefix` goes before the state in each of them."""

    def number(value: int, what: str) -> Number:
        return Number(str(value), place.to(name, f"{prefix}{what}") if place and value else "")

    found = {count.state: count.number for count in tally.counts}
    return Column(
        title=title,
        states=tuple(number(found.get(state.value, 0), state.value) for state in State),
        total=number(tally.total, ALL),
        done=number(tally.done, FINISHED),
        base=number(tally.base, COUNTED),
        percent=tally.percent,
        left_out=tally.left_out,
        of_late=tally.of_late,
        causes=tuple(_cause_numbers(tally, place, name, prefix)) if place else (),
    )


def _cause_numbers(tally: Tally, place: Address, name: str, prefix: str) -> Iterator[Number]:
    for cause in LateCause:
        if number := sum(one.number for one in tally.causes if one.cause == cause.value):
            words = f"{cause.label[:1].lower()}{cause.label[1:]} ({number})"
            yield Number(words, place.to(name, f"{prefix}{CAUSE}{cause.value}"))


def restated_columns(facts: ReportFacts, here: Address, sent: Mapping[int, Address]) -> tuple[Column, ...]:
    """Each earlier period as its report said (opened there, where it can be) and as known now."""
    columns: list[Column] = []
    for place, one in enumerate(facts.restated):
        was = sent.get(one.report_id or 0)
        columns.append(column_of(one.titles[0], one.was, was, PERIOD))
        columns.append(column_of(one.titles[1], one.now, here, RESTATED, f"{place}-"))
    return tuple(columns)


def opened(facts: ReportFacts, asked: Mapping[str, str]) -> Opened:
    """The rows that an address asks for; without any filter all of them."""
    chosen = {name: asked[name] for name in (ROWS, PERIOD, SO_FAR, GIVEN, RESTATED, APPENDIX) if asked.get(name)}
    tally, words = _duties_asked(facts, chosen)
    counted = frozenset(_ids(tally, _value(chosen))) if tally else None
    parts = (
        Part(appendix, tuple(_behind(row, counted) for row in appendix.rows if _is_shown(row, chosen, counted)))
        for appendix in _appendices(facts, chosen)
    )
    return Opened(tuple(part for part in parts if part.rows), tuple(_chips(facts, chosen, words)))


def _appendices(facts: ReportFacts, chosen: Mapping[str, str]) -> Iterator[AppendixFacts]:
    if GIVEN not in chosen:
        for place, appendix in enumerate(facts.appendices):
            if chosen.get(APPENDIX) in (None, str(place)):
                yield appendix
    if facts.given and not chosen.keys() - {GIVEN}:
        yield facts.given


def _is_shown(row: RowFacts, chosen: Mapping[str, str], counted: frozenset[int] | None) -> bool:
    asked = chosen.get(ROWS) or chosen.get(GIVEN) or ""
    if asked.startswith(CAUSE):
        return row.late_cause == asked.removeprefix(CAUSE)
    if asked and row.state not in _states(asked):
        return False
    return counted is None or not counted.isdisjoint(row.obligations)


def _behind(row: RowFacts, counted: frozenset[int] | None) -> Behind:
    if counted is None:
        return Behind(row, (), row.duties)
    return Behind(
        row,
        tuple(duty for duty in row.duties if duty.obligation in counted),
        tuple(duty for duty in row.duties if duty.obligation not in counted),
    )


def _duties_asked(facts: ReportFacts, chosen: Mapping[str, str]) -> tuple[Tally | None, str]:
    """The tally of duties that is asked for, and what it counts in words."""
    if PERIOD in chosen:
        return facts.period_tally, "việc đến hạn trong kỳ"
    if SO_FAR in chosen:
        return facts.so_far or facts.period_tally, "việc từ đầu năm"
    place = chosen.get(RESTATED, "").partition("-")[0]
    if place.isdecimal() and int(place) < len(facts.restated):
        one = facts.restated[int(place)]
        return one.now, f"việc của {one.period} sau khi bổ sung"
    return None, ""


def _value(chosen: Mapping[str, str]) -> str:
    return chosen.get(PERIOD) or chosen.get(SO_FAR) or chosen.get(RESTATED, "").partition("-")[2]


def _ids(tally: Tally, value: str) -> Iterator[int]:
    if value.startswith(CAUSE):
        cause = value.removeprefix(CAUSE)
        return (pk for one in tally.causes if one.cause == cause for pk in one.obligations)
    wanted = _states(value)
    return (pk for count in tally.counts if count.state in wanted for pk in count.obligations)


def _states(value: str) -> frozenset[str]:
    return frozenset(state.value for state in GROUPS.get(value, ())) or frozenset((value,))


def _chips(facts: ReportFacts, chosen: Mapping[str, str], duties: str) -> Iterator[str]:
    if ROWS in chosen:
        yield f"nhiệm vụ {state_words(chosen[ROWS])}".strip()
    if duties:
        yield f"{duties} {state_words(_value(chosen))}".strip()
    if GIVEN in chosen:
        yield f"nhiệm vụ cấp trên giao {state_words(chosen[GIVEN])}".strip()
    place = chosen.get(APPENDIX, "")
    if place.isdecimal() and int(place) < len(facts.areas):
        yield facts.areas[int(place)].label or facts.areas[int(place)].title


def state_words(value: str) -> str:
    """The words of a state, of a group of them or of a cause, "" for all."""
    causes = {f"{CAUSE}{cause.value}": f"chậm: {cause.label[:1].lower()}{cause.label[1:]}" for cause in LateCause}
    labels = {state.value: state.label.lower() for state in State}
    return _GROUP_WORDS.get(value, causes.get(value, labels.get(value, "")))
