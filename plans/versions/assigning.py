"""The best way to pair two sides: the greatest sum of gains, not the best pair first.

Shortest augmenting paths over the few pairs that are possible at all (each side knows only its nearest), so that a
thousand rows against a thousand take a moment. Whole numbers, so that the same input gives the same pairs everywhere.
"""

import heapq
from collections.abc import Mapping

ALONE = -1
"""Stands for staying without a partner."""


def best_pairs(gains: Mapping[int, Mapping[int, int]]) -> dict[int, int]:
    """`gains` holds, for each left place, what a pair with a right place is worth (more than 0); returns right places
    by left place for those that get one."""
    solver = _Solver(gains)
    for left in gains:
        solver.take_in(left)
    return dict(solver.place)


class _Solver:
    """Keeps the best pairing of the left places taken in so far, with the prices that prove it the best."""

    def __init__(self, gains: Mapping[int, Mapping[int, int]]) -> None:
        self.gains = gains
        self.left_price = {left: max([0, *found.values()]) for left, found in gains.items()}
        self.right_price: dict[int, int] = {}
        self.partner: dict[int, int] = {}
        self.place: dict[int, int] = {}

    def take_in(self, left: int) -> None:
        """Find the cheapest chain of changes that gives `left` a partner, or somebody of the chain none."""
        reached: dict[int, int] = {left: 0}
        came: dict[int, int] = {}
        seen: dict[int, int] = {}
        heap: list[tuple[int, int, int]] = []
        self._open(left, 0, heap)
        while True:
            cost, right, via = heapq.heappop(heap)
            if right == ALONE or right not in self.partner:
                break
            if right in seen:
                continue
            seen[right], came[right] = cost, via
            nearer = self.partner[right]
            reached[nearer] = cost
            self._open(nearer, cost, heap)
        for one, at in reached.items():
            self.left_price[one] -= cost - at
        for one, at in seen.items():
            self.right_price[one] = self.right_price.get(one, 0) + cost - at
        self._change(left, right, via, came)

    def _open(self, left: int, cost: int, heap: list[tuple[int, int, int]]) -> None:
        price = self.left_price[left]
        heapq.heappush(heap, (cost + price, ALONE, left))
        for right, gain in self.gains[left].items():
            heapq.heappush(heap, (cost + price + self.right_price.get(right, 0) - gain, right, left))

    def _change(self, left: int, right: int, via: int, came: Mapping[int, int]) -> None:
        """Walk the chain back to `left`: each gets the partner of the one after it."""
        while True:
            before = self.place.pop(via, ALONE)
            if right != ALONE:
                self.partner[right], self.place[via] = via, right
            elif before != ALONE:
                del self.partner[before]
            if via == left:
                return
            right, via = before, came[before]
