"""A published table as plain values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from cchc.numbers import plain
from indices.enums import SCORED, IndexKind
from indices.scoring.bands import Band, bands_from_json, bands_to_json
from indices.scoring.composite import Component, applicable, components_from_json, components_to_json

DUTIES_ONLY = (
    "PAPI và PCI chỉ đo ở cấp tỉnh: xã, huyện, phòng, sở không có điểm của hai chỉ số này mà có nhiệm vụ góp phần; "
    "những nhiệm vụ ấy ở trang Tổng quan."
)


@dataclass(frozen=True, slots=True)
class Line:
    """Who got what. `values` are by component code; what nobody measured is None, never 0. `maxima` are those of
    components of which less applies to this one."""

    name: str
    values: Mapping[str, Decimal | None] = field(default_factory=dict)
    total: Decimal | None = None
    rank: int | None = None
    of_how_many: int | None = None
    class_name: str = ""
    maxima: Mapping[str, Decimal] = field(default_factory=dict)

    def parts(self, components: Sequence[Component]) -> tuple[Component, ...]:
        """The components of the table as they apply to this one."""
        return applicable(components, self.maxima)

    @property
    def has_result(self) -> bool:
        return self.total is not None or self.rank is not None or any(v is not None for v in self.values.values())


FIELDS = ("total", "rank", "of_how_many", "class_name")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table as somebody wants it kept. `level` is the kind of bodies that it ranks, `places` the decimals with which
    it is printed, `fields` what its columns tell of each line besides the components: what has no column stays."""

    kind: IndexKind
    level: str
    year: int
    components: tuple[Component, ...] = ()
    lines: tuple[Line, ...] = ()
    bands: tuple[Band, ...] = ()
    places: int = 2
    source: str = ""
    published_on: date | None = None
    fields: tuple[str, ...] = FIELDS


def is_duty_only(kind: str, level: str) -> bool:
    """Whether bodies of that level have no score in the index, only duties that contribute to it."""
    return kind not in SCORED and level != "province"


def places_in(values: Iterator[Decimal | None]) -> int:
    """With how many decimals numbers are printed, at most four."""
    return min(4, max((-int(value.as_tuple().exponent) for value in values if value is not None), default=0))


def wanted_to_json(wanted: Wanted) -> dict[str, Any]:
    """JSON values, so that what was shown is what is stored a moment later."""
    return {
        "kind": wanted.kind.value,
        "level": wanted.level,
        "year": wanted.year,
        "components": components_to_json(wanted.components),
        "bands": bands_to_json(wanted.bands),
        "places": wanted.places,
        "source": wanted.source,
        "published_on": wanted.published_on.isoformat() if wanted.published_on else None,
        "fields": list(wanted.fields),
        "lines": [
            [line.name, values_to_json(line.values), _number(line.total), line.rank, line.of_how_many, line.class_name]
            for line in wanted.lines
        ],
    }


def wanted_from_json(data: Mapping[str, Any]) -> Wanted:
    """The inverse of `wanted_to_json`."""
    return Wanted(
        kind=IndexKind(data["kind"]),
        level=data["level"],
        year=data["year"],
        components=components_from_json(data["components"]),
        bands=bands_from_json(data["bands"]),
        places=data["places"],
        source=data["source"],
        published_on=date.fromisoformat(data["published_on"]) if data["published_on"] else None,
        fields=tuple(data["fields"]),
        lines=tuple(
            Line(name, values_from_json(values), None if total is None else Decimal(total), rank, of, class_name)
            for name, values, total, rank, of, class_name in data["lines"]
        ),
    )


def values_to_json(values: Mapping[str, Decimal | None]) -> dict[str, str | None]:
    return {code: _number(value) for code, value in values.items()}


def values_from_json(data: Mapping[str, str | None]) -> dict[str, Decimal | None]:
    return {code: None if value is None else Decimal(value) for code, value in data.items()}


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
