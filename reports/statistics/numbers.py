"""A share in words."""

from decimal import Decimal

from tasks.tallies import percent_words

NO_SHARE = "–"


def share_words(numerator: Decimal, denominator: Decimal) -> str:
    """ "96,2 %", rounded half up to one decimal; "–" where there is nothing to take it of."""
    return percent_words(numerator, denominator) or NO_SHARE
