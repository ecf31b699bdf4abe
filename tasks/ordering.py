"""Where a row stands in its document, as one number that lists sort by."""

from plans.models import PlanItem

ROWS, PARTS = 1000, 100
"""So many rows in a section, parts in a row and parts in a part keep their order."""


def order_of(item: PlanItem) -> int:
    """The document's order in one number: section, row, part of the row, part of that."""
    chain = [item]
    while (parent := chain[0].parent) is not None:
        chain.insert(0, parent)
    row, *parts = (one.order for one in chain[:3])
    order = item.section.order * ROWS + min(row, ROWS - 1)
    for part in (*parts, -1, -1)[:2]:
        order = order * PARTS + min(part + 1, PARTS - 1)
    return order
