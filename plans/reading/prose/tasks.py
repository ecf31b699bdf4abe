"""One paragraph of the prose, with its labelled lines → one row with its readings."""

from collections.abc import Sequence

from plans.reading.assembling import Context
from plans.reading.products import read_products
from plans.reading.prose.agencies import NOBODY, read_bodies
from plans.reading.prose.labels import Label, LabelRole
from plans.reading.prose.nodes import Node
from plans.reading.prose.timing import deadline_words, read_time
from plans.reading.results import AgencyReading, ReadTask


def read_task(
    node: Node, text: str, above: AgencyReading | None, labels: Sequence[Label], context: Context
) -> ReadTask:
    """`labels` are the duty's own and those of its heading; without `above` nobody is asked to do anything."""
    agencies = read_bodies(text, labels, above, context.directory) if above is not None else NOBODY
    time = _words(labels, LabelRole.TIME) or deadline_words(text, context)
    deadline = read_time(time, context)
    product = _words(labels, LabelRole.PRODUCT)
    return ReadTask(
        ordinal=node.ordinal,
        text=text,
        product_text=product,
        agency_text=agencies.text,
        deadline_text=time,
        note="\n".join(label.line for label in labels if label.role is LabelRole.NOTE),
        products=read_products(product, deadline.clauses),
        agencies=agencies,
        deadline=deadline,
        where=node.where,
    )


def words_of(node: Node) -> str:
    """The words of a paragraph with the details below it, each on a line with its mark."""
    return "\n".join((node.text, *(_marked(child) for child in node.children)))


def _marked(node: Node) -> str:
    mark = f"{node.marker}{')' if node.marker.isalpha() else '.'}" if node.is_numbered else node.marker
    return f"{mark} {words_of(node)}".strip()


def _words(labels: Sequence[Label], role: LabelRole) -> str:
    return "\n".join(label.words for label in labels if label.role is role and label.words)
