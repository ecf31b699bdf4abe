"""What stands in a letter of urging: frozen when it is sent, so that page, PDF, Word and Excel say the same."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cchc.labels import Labelled
from cchc.paper.letterhead import Letterhead
from cchc.text import sort_key
from reports.facts import frozen, thawed

VERSION = 1


class LateKind(Labelled):
    """What can be late."""

    REPORT = "report", "Báo cáo chưa gửi"
    TASK = "task", "Nhiệm vụ quá hạn"


@dataclass(frozen=True, slots=True)
class LateItem:
    """One thing that is late. `key` finds it again: of a report its period ("quarter-2023-1"), of a duty its id. `part`
    is its product and period, `source` where it comes from, `reason` what its body recorded about the lateness; `days`
    counts calendar days after `due_on`, None for a report that was in time and came back."""

    kind: str
    key: str
    text: str
    part: str
    source: str
    due_on: date
    days: int | None
    reason: str = ""
    is_given: bool = False


@dataclass(frozen=True, slots=True)
class LateBody:
    """One body with all that is late there. `addressed` is its name as a letter writes it ("UBND xã Quang Trung");
    silent is one that sent no report of the year and never said a word about its duties."""

    name: str
    addressed: str
    is_silent: bool
    items: tuple[LateItem, ...]
    version: int = VERSION

    @property
    def reports(self) -> tuple[LateItem, ...]:
        return tuple(item for item in self.items if item.kind == LateKind.REPORT)

    @property
    def tasks(self) -> tuple[LateItem, ...]:
        return tuple(item for item in self.items if item.kind == LateKind.TASK)


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter, or the part of it that one body gets (`bodies` holds that one alone). What is due on
    `as_of` itself is not late yet."""

    head: Letterhead
    subject: str
    text: str
    answer_by: date | None
    as_of: date
    bodies: tuple[LateBody, ...]

    @property
    def items(self) -> tuple[LateItem, ...]:
        return tuple(item for body in self.bodies for item in body.items)

    @property
    def is_to_one(self) -> bool:
        return len(self.bodies) == 1

    def only(self, body: LateBody) -> "Letter":
        """What one of its receivers gets: nothing of the others."""
        return replace(self, bodies=(body,))


def in_order(bodies: Iterable[LateBody]) -> tuple[LateBody, ...]:
    """Silent bodies first, then those that owe most reports, then most duties, each by name."""
    return tuple(
        sorted(bodies, key=lambda one: (not one.is_silent, -len(one.reports), -len(one.tasks), sort_key(one.name)))
    )


def body_to_json(body: LateBody) -> dict[str, Any]:
    return frozen(body)


def body_from_json(data: dict[str, Any]) -> LateBody:
    """The inverse of `body_to_json`."""
    return thawed(LateBody, data)


def head_to_json(head: Letterhead) -> dict[str, Any]:
    return frozen(head)


def head_from_json(data: dict[str, Any]) -> Letterhead:
    """The inverse of `head_to_json`."""
    return thawed(Letterhead, data)
