"""A set begun from another one: the next version of the same year, or another year's."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.refusals import Refused
from indices.actions.criteria import What, begin_copy, locked_set
from indices.enums import IndexKind, SetState
from indices.models import CriteriaSet
from indices.queries.criteria import outline_of
from indices.sheets.shifting import shifted


@transaction.atomic
def copy_set(
    *, actor: Actor, set_id: int, year: int, name: str, source: str, shifts_texts: bool, now: datetime
) -> CriteriaSet:
    """A draft with all criteria, rules, classes and tie rules of the set, lineage kept: of the same year the next
    version, else the other year's; `shifts_texts` moves the years named in the texts along. A copy that is there
    already and untouched is the one that is there."""
    found = locked_set(actor, set_id)
    if year == found.year and found.state == SetState.DRAFT:
        raise Refused("Bộ tiêu chí này còn đang soạn: hãy sửa ngay trong bộ, chưa cần phiên bản mới.")
    known = found.copies.filter(year=year, state=SetState.DRAFT, revision=1, name=name).first()
    if known:
        return known
    outline = outline_of(found)
    lines = shifted(outline.lines, found.year, year) if shifts_texts else outline.lines
    what = What(IndexKind(found.kind), OrganizationKind(found.level), year)
    head = replace(outline.head, name=name, source=source)
    verb = "Lập phiên bản mới của bộ tiêu chí" if year == found.year else "Sao chép bộ tiêu chí sang năm khác"
    return begin_copy(actor, found, what, head, lines, verb, now)
