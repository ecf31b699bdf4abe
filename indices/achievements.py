"""What the system knows of a competitor's work, as plain facts: gathered when he is looked at, frozen when he is
proposed. Pure; what nobody recorded is None, never 0."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cchc.numbers import plain, shown
from indices.scoring.numbers import percent_of

VERSION = 1


@dataclass(frozen=True, slots=True)
class Counted:
    """`part` of `whole`; `whole` is never 0. `source` says where the numbers come from."""

    part: Decimal
    whole: Decimal
    source: str

    @property
    def percent(self) -> Decimal:
        return percent_of(self.part, self.whole, 1) or Decimal(0)

    @property
    def words(self) -> str:
        """ "41/45 (91,1 %)"."""
        return f"{shown(self.part)}/{shown(self.whole)} ({shown(self.percent)} %)"


@dataclass(frozen=True, slots=True)
class ComponentShare:
    """One component of the index: its value, None where it has no result, of what can be reached."""

    name: str
    value: Decimal | None
    maximum: Decimal

    @property
    def percent(self) -> Decimal | None:
        """As it is printed."""
        return None if self.value is None else percent_of(self.value, self.maximum)

    def is_under(self, least: Decimal) -> bool:
        """Exactly, whatever is printed."""
        return self.value is not None and Fraction(self.value) * 100 < Fraction(least) * Fraction(self.maximum)


@dataclass(frozen=True, slots=True)
class IndexStand:
    """The body in the last published table of an index. `classes` are the table's, the best first; `before` is the rank
    of the year before, None where none is known."""

    name: str
    year: int
    score: Decimal | None
    rank: int | None
    of_how_many: int | None
    class_name: str
    classes: tuple[str, ...]
    before: int | None
    components: tuple[ComponentShare, ...]
    source: str

    @property
    def move(self) -> int | None:
        """By how many places it rose."""
        return None if self.rank is None or self.before is None else self.before - self.rank

    @property
    def words(self) -> str:
        """ "PAR INDEX năm 2022: 85,2 điểm, hạng 3/170 (năm trước hạng 7), loại Khá"."""
        total = f"/{self.of_how_many}" if self.of_how_many else ""
        earlier = f" (năm trước hạng {self.before})" if self.before else ""
        parts = (
            f"{shown(self.score)} điểm" if self.score is not None else "",
            f"hạng {self.rank}{total}{earlier}" if self.rank else "",
            f"loại {self.class_name}" if self.class_name else "",
        )
        return f"{self.name} năm {self.year}: {', '.join(filter(None, parts)) or 'chưa có kết quả'}"


@dataclass(frozen=True, slots=True)
class InitiativeLine:
    """One initiative: who adopted it by which decision ("" where nobody did), where it was taken over."""

    name: str
    is_adopted: bool
    decision: str
    spreads: int

    @property
    def words(self) -> str:
        said = f"được công nhận theo {self.decision}" if self.is_adopted else "đã đăng ký, chưa được công nhận"
        return f"{self.name} ({said}{f'; nhân rộng {self.spreads} nơi' if self.spreads else ''})"


@dataclass(frozen=True, slots=True)
class Achievements:
    """Everything known about one competitor from `from_on` to `as_of`. Of a person tasks and initiatives are his own,
    the rest his body's."""

    from_on: date
    as_of: date
    tasks: Counted | None = None
    reports: Counted | None = None
    late_dossiers: Counted | None = None
    index: IndexStand | None = None
    initiatives: tuple[InitiativeLine, ...] | None = None
    version: int = VERSION

    @property
    def adopted(self) -> int | None:
        """Adopted initiatives; None where none was ever entered."""
        return None if self.initiatives is None else sum(one.is_adopted for one in self.initiatives)


def to_json(found: Achievements) -> dict[str, Any]:
    """Plain JSON: days and decimals as words."""
    return {key: _plain(value) for key, value in asdict(found).items()}


def from_json(data: Mapping[str, Any]) -> Achievements:
    """The inverse of `to_json`."""
    index, initiatives = data["index"], data["initiatives"]
    return Achievements(
        from_on=date.fromisoformat(data["from_on"]),
        as_of=date.fromisoformat(data["as_of"]),
        tasks=_counted(data["tasks"]),
        reports=_counted(data["reports"]),
        late_dossiers=_counted(data["late_dossiers"]),
        index=None if index is None else _index(index),
        initiatives=None if initiatives is None else tuple(InitiativeLine(**one) for one in initiatives),
        version=data["version"],
    )


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return plain(value)
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
    return value


def _counted(data: Mapping[str, Any] | None) -> Counted | None:
    return None if data is None else Counted(Decimal(data["part"]), Decimal(data["whole"]), data["source"])


def _index(data: Mapping[str, Any]) -> IndexStand:
    known = {one.name: data[one.name] for one in fields(IndexStand)}
    return IndexStand(
        **known
        | {
            "score": _decimal(data["score"]),
            "classes": tuple(data["classes"]),
            "components": tuple(
                ComponentShare(one["name"], _decimal(one["value"]), Decimal(one["maximum"]))
                for one in data["components"]
            ),
        }
    )


def _decimal(words: str | None) -> Decimal | None:
    return None if words is None else Decimal(words)
