"""Paragraphs of a document whose rows stand in its prose, with what a person corrected written into them."""

from collections.abc import Mapping, Sequence
from typing import Any

from plans.layout import Heading, tie
from plans.models import PlanItem
from plans.queries import PlanView, document_row
from plans.reading.prose.labels import LabelRole, cut_labels
from plans.row_words import agency_lines

_TIME, _PRODUCT = "Thời gian thực hiện", "Sản phẩm"
_ROLES = {
    "Chủ trì": LabelRole.LEAD,
    "Phối hợp": LabelRole.COORDINATE,
    _TIME: LabelRole.TIME,
    _PRODUCT: LabelRole.PRODUCT,
}
_NAMES = {"Chủ trì": "Đơn vị chủ trì", "Phối hợp": "Đơn vị phối hợp"}


def rewritten_paragraphs(view: PlanView, blocks: Sequence[Mapping[str, Any]]) -> dict[int, tuple[str, ...]]:
    """By the place of a block: the paragraphs that stand there now. A corrected deadline, product or body is written
    as a labelled line below its duty, in the place of the line that it corrects."""
    changed = {item.pk: item for item in view.items if _is_changed(item)}
    if not changed:
        return {}
    headings = [Heading(section.pk, section.label, section.title) for section in view.sections]
    ties = tie(blocks, [document_row(item) for item in view.items], headings)
    found: dict[int, tuple[str, ...]] = {}
    for place, rows in ties.rows.items():
        for item in (changed[pk] for pk in rows if pk in changed):
            if blocks[place.block]["kind"] != "p":
                continue
            followers = [after.block for after, own in ties.followers.items() if own == place]
            _rewrite(item, [place.block, *sorted(followers)], blocks, found)
    return found


def _is_changed(item: PlanItem) -> bool:
    is_corrected = bool(item.corrected_deadline or item.corrected_product or item.is_agency_corrected)
    return is_corrected or "text" in item.document_words


def _rewrite(
    item: PlanItem, places: Sequence[int], blocks: Sequence[Mapping[str, Any]], found: dict[int, tuple[str, ...]]
) -> None:
    lines = _labelled(item)
    roles = {_ROLES[name] for name in lines}
    if item.is_agency_corrected:
        roles |= {LabelRole.LEAD, LabelRole.COORDINATE}
    for place in places:
        own = found.get(place, (blocks[place]["text"],))
        texts = (_without(text, roles) for text in (_with_own_words(text, item) for text in own))
        found[place] = tuple(text for text in texts if text)
    written = (f"{_NAMES.get(name, name)}: {words}" for name, words in lines.items())
    found[places[-1]] = (*found[places[-1]], *written)


def _labelled(item: PlanItem) -> dict[str, str]:
    lines = dict(agency_lines(item)) if item.is_agency_corrected else {}
    if item.corrected_deadline:
        lines[_TIME] = _one_line(item.corrected_deadline)
    if item.corrected_product:
        lines[_PRODUCT] = _one_line(item.corrected_product)
    return lines


def _one_line(words: str) -> str:
    return "; ".join(line.strip(" ;") for line in words.split("\n") if line.strip(" ;"))


def _with_own_words(text: str, item: PlanItem) -> str:
    return text.replace(item.document_text, item.text, 1)


def _without(text: str, roles: set[LabelRole]) -> str:
    rest, labels = cut_labels(text)
    if not any(label.role in roles for label in labels):
        return text
    return " ".join(part for part in (rest, *(label.line for label in labels if label.role not in roles)) if part)
