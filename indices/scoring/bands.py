"""Classes of a score, as data of each set: "Tốt" from 90, "Khá" from 80 …"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cchc.numbers import plain, shown


@dataclass(frozen=True, slots=True)
class Band:
    """One class: every score from `least` on that no higher band takes."""

    name: str
    least: Decimal


USUAL = (
    Band("Tốt", Decimal(90)),
    Band("Khá", Decimal(80)),
    Band("Trung bình", Decimal(65)),
    Band("Yếu", Decimal(0)),
)
"""The classes in use in provinces (Khánh Hòa 2020); a starting point, to be set by each set's own decision."""


def class_of(score: Decimal | None, bands: Sequence[Band]) -> str:
    """The name of the class; "" without a score or beneath the lowest band."""
    if score is None:
        return ""
    return next((band.name for band in in_order(bands) if score >= band.least), "")


def level_of(name: str, bands: Sequence[Band]) -> int | None:
    """How high a class stands, 0 the lowest; None for a name that is no class."""
    names = [band.name for band in reversed(in_order(bands))]
    return names.index(name) if name in names else None


def in_order(bands: Sequence[Band]) -> list[Band]:
    """The best class first."""
    return sorted(bands, key=lambda band: band.least, reverse=True)


def flaws_of(bands: Sequence[Band]) -> Iterator[str]:
    """What is wrong with the bands, each a Vietnamese sentence."""
    if len({band.least for band in bands}) < len(bands):
        yield "Có hai loại cùng một mức điểm; mỗi mức chỉ đặt một loại."
    if len({band.name for band in bands}) < len(bands):
        yield "Có hai loại trùng tên; hãy đặt tên khác nhau."
    if any(not band.name.strip() for band in bands):
        yield "Mỗi loại phải có tên."


def words_of(bands: Sequence[Band]) -> str:
    """ "Tốt: từ 90; Khá: từ 80; …"."""
    return "; ".join(f"{band.name}: từ {shown(band.least)}" for band in in_order(bands))


def bands_to_json(bands: Sequence[Band]) -> list[list[str]]:
    return [[band.name, plain(band.least)] for band in bands]


def bands_from_json(data: list[Any]) -> tuple[Band, ...]:
    return tuple(Band(name, Decimal(least)) for name, least in data)
