"""Where every body of a round stands: score, class, rank. The order in which marks and bodies come does not matter."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from indices.enums import TieKind
from indices.scoring.bands import Band, class_of
from indices.scoring.numbers import HUNDRED, Number
from indices.scoring.ranking import Contender, Place, TieRule, ranked
from indices.scoring.totals import Item, Mark, Total, Tree


@dataclass(frozen=True, slots=True)
class Scale:
    """How a set turns totals into classes and ranks."""

    bands: tuple[Band, ...]
    ties: tuple[TieRule, ...]
    places: int = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """One body: the totals at every criterion (by code; None is the whole set), the score on a scale of 100, None while
    something is missing, and what follows from it."""

    totals: Mapping[Hashable, Total]
    final: Decimal | None
    class_name: str
    place: Place

    @property
    def total(self) -> Total:
        return self.totals[None]


def standings(
    items: Sequence[Item], marks: Mapping[Hashable, Mapping[Hashable, Mark]], scale: Scale
) -> dict[Hashable, Standing]:
    """By body; `marks` are by body and code, what is not there is missing."""
    tree = Tree(items)
    totals = {body: tree.totals(own) for body, own in marks.items()}
    finals = {body: found[None].final(scale.places) for body, found in totals.items()}
    places = ranked(
        Contender(body, finals[body], tuple(_breaker(rule, found, scale.places) for rule in scale.ties))
        for body, found in totals.items()
    )
    return {
        body: Standing(found, finals[body], class_of(finals[body], scale.bands), places[body])
        for body, found in totals.items()
    }


def _breaker(rule: TieRule, totals: Mapping[Hashable, Total], places: int) -> Number | None:
    """What the rule compares of one body; None where it has nothing to compare."""
    whole = totals[None]
    match rule.kind:
        case TieKind.CRITERION:
            return _exact(totals.get(rule.code, Total()))
        case TieKind.BASE:
            return whole.percent(places)
        case TieKind.MAXIMUM:
            return whole.maximum
        case TieKind.EXACT:
            exact = _exact(whole)
            return None if exact is None else exact + Fraction(whole.bonus)


def _exact(total: Total) -> Fraction | None:
    return Fraction(total.points) * HUNDRED / Fraction(total.maximum) if total.is_whole else None
