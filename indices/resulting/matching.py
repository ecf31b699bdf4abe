"""Names in tables of others → bodies of the system: "xã Quang Trung", "Quang Trung", "UBND xã Quang Trung"."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cchc.text import fold

_ISSUER = re.compile(r"^(?:uy ban nhan dan|ubnd)(?: |$)")
_SHORT = {"tp": "thanh pho", "tt": "thi tran", "tx": "thi xa"}
_LEVEL = re.compile(r"^(tinh|thanh pho|quan|huyen|thi xa|xa|phuong|thi tran|tp|tt|tx)(?:\.\s*|\s+)(?=\S)")


@dataclass(frozen=True, slots=True)
class Known:
    """A body with every name by which it is written."""

    pk: int
    names: tuple[str, ...]


def key_of(name: str) -> tuple[str, str]:
    """The kind of body that a name says ("" where it says none) and the name without it."""
    bare = _bare(name)
    found = _LEVEL.match(bare)
    return (_SHORT.get(found[1], found[1]), bare[found.end() :].strip()) if found else ("", bare)


def _bare(name: str) -> str:
    return _ISSUER.sub("", fold(name)).strip(" .,-")


class Matcher:
    """Finds the one body that a name means. A name that says no kind of body means any of that place; one that says
    another kind than the body does not mean it; one that several bodies bear means none of them."""

    def __init__(self, bodies: Iterable[Known]) -> None:
        self._by_place: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for body in bodies:
            for name in filter(None, body.names):
                level, place = key_of(name)
                self._by_place[place][level].add(body.pk)

    def match(self, name: str) -> int | None:
        """Also where a place begins like a kind of body ("Tĩnh Gia")."""
        return self._meant(*key_of(name)) or self._meant("", _bare(name))

    def _meant(self, level: str, place: str) -> int | None:
        found = self._by_place.get(place, {})
        meant = found.get(level, set()) if level else set().union(*found.values())
        return next(iter(meant)) if len(meant) == 1 else None
