"""The work that governments above gave: rows of their plans, beside those of the body's own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cchc.orgs.queries.letterheads import short_name
from reports.collecting.counting import part_of, share_of
from reports.collecting.duties import RowFact
from reports.collecting.opening import plan_title
from reports.facts import Indicator, Tally
from reports.queries.versions import root_of
from tasks.enums import State

GIVEN_TITLE = "Nhiệm vụ cấp trên giao"
_IN_TIME = (State.DOING, State.NOT_YET)


def with_givers(rows: Iterable[RowFact]) -> tuple[RowFact, ...]:
    """Each row with the name of the government that gave it."""
    return tuple(replace(row, giver=short_name(root_of(row.task.plan).organization.issuer_name)) for row in rows)


def given_by(row: RowFact) -> str:
    """ "Kế hoạch … (số 20/KH-UBND) của UBND thị xã Bỉm Sơn"; "" for a row of the body's own plan."""
    return f"{plan_title(root_of(row.task.plan))} của {row.giver}" if row.giver else ""


def given_titles(rows: Sequence[RowFact]) -> str:
    """The plans from above, each once."""
    return "; ".join(dict.fromkeys(map(given_by, rows)))


def given_completion(tally: Tally) -> tuple[Indicator, ...]:
    """What became of the rows that count, as the ministry asks: done, and of these in time and late; not done, within
    their time and overdue. Nothing where nothing was given."""
    if not tally.total:
        return ()
    parts = (
        ("xong đúng hạn", (State.ON_TIME,)),
        ("xong muộn", (State.LATE,)),
        ("chưa xong, còn trong hạn", _IN_TIME),
        ("quá hạn chưa xong", (State.OVERDUE,)),
    )
    whole = share_of(f"{GIVEN_TITLE} đã hoàn thành", tally, things="nhiệm vụ")
    return (whole, *(part_of(f"{GIVEN_TITLE} {words}", tally, states) for words, states in parts))
