"""Areas, criteria and components of a draft: written, moved, removed, taken in from a workbook."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from cchc.numbers import shown
from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes
from cchc.orgs.refusals import Refused
from indices.actions.criteria import (
    Overtaken,
    add_lines,
    check_revision,
    columns_of,
    head_columns,
    new_lineage,
    note,
    open_draft,
    touch,
)
from indices.models import CriteriaSet, Criterion
from indices.queries.criteria import criteria_of, depths_of, line_of, outline_of
from indices.scoring.rules import flaws_of
from indices.scoring.writing import words_of
from indices.sheets.differences import differences, lineages_for
from indices.sheets.outline import DEEPEST, DEPTH_NAMES, HOW_CODE, LARGEST, MOST_LINES, Line, Outline, read_code

GONE = "Tiêu chí này vừa được người khác bỏ; hãy mở lại bộ tiêu chí."
LAST = 32_000
"""Beyond every order."""


@transaction.atomic
def write_criterion(
    *,
    actor: Actor,
    set_id: int,
    criterion_id: int | None = None,
    parent_id: int | None,
    line: Line,
    seen_revision: int,
    now: datetime,
) -> Criterion:
    """Add a criterion at the end of those beneath its parent, or change one (`line.depth` counts for nothing). Raises
    Overtaken when somebody changed the set since `seen_revision`."""
    found = open_draft(actor, set_id)
    criteria = {one.pk: one for one in criteria_of(found)}
    known = criteria.get(criterion_id or 0) or _same(criteria, parent_id, line)
    if criterion_id and known is None:
        raise Overtaken(found) if found.revision != seen_revision else Refused(GONE)
    if known and known.parent_id == parent_id and _says(known) == replace(line, depth=1):
        return known
    check_revision(found, seen_revision)
    _check(criteria, known, parent_id, line)
    before = _words(_says(known)) if known else {}
    row = known or Criterion(criteria_set=found, order=LAST, lineage=new_lineage())
    if row.parent_id != parent_id:
        row.parent_id, row.order = parent_id, LAST
    for name, value in columns_of(line).items():
        setattr(row, name, value)
    row.save()
    _settle(found)
    was, then = changes(before, _words(line))
    verb = "Sửa tiêu chí" if known else "Thêm tiêu chí"
    note(verb, found, actor, now, before={"mã": line.code} | was, after={"mã": line.code} | then)
    return row


@transaction.atomic
def move_criterion(*, actor: Actor, set_id: int, criterion_id: int, step: int, now: datetime) -> None:
    """One place up (-1) or down (+1) among those of the same parent; at the end of them nothing moves."""
    found = open_draft(actor, set_id)
    row = _row(found, criterion_id)
    rows = list(found.criteria.filter(parent=row.parent_id).order_by("order", "pk"))
    place = next(at for at, one in enumerate(rows) if one.pk == row.pk)
    if not 0 <= place + step < len(rows):
        return
    other = rows[place + step]
    row.order, other.order = other.order, row.order
    Criterion.objects.bulk_update([row, other], ["order"])
    _settle(found)
    words = "lên" if step < 0 else "xuống"
    note("Chuyển chỗ tiêu chí", found, actor, now, after={"mã": row.code, "chuyển": words})


@transaction.atomic
def remove_criterion(*, actor: Actor, set_id: int, criterion_id: int, now: datetime) -> None:
    """Take a criterion out, with all beneath it; the audit trail keeps what they were."""
    found = open_draft(actor, set_id)
    row = _row(found, criterion_id)
    outline = outline_of(found)
    count = found.criteria.count()
    words = {"mã": row.code, "tên": row.name, "điểm": shown(row.maximum)}
    row.delete()
    removed = count - found.criteria.count()
    kept = {line.code for line in outline_of(found).lines}
    gone = [f"{line.code}. {line.name}" for line in outline.lines if line.code not in kept]
    _settle(found)
    note("Bỏ tiêu chí", found, actor, now, before=words | {"số dòng": removed, "đã bỏ": gone})


@transaction.atomic
def take_in_set(*, actor: Actor, set_id: int, outline: Outline, seen_revision: int, now: datetime) -> CriteriaSet:
    """Put what a workbook says in the place of a draft, all of it; what is the same criterion keeps its lineage. The
    same workbook once more changes nothing."""
    found = open_draft(actor, set_id)
    before = outline_of(found)
    changed = differences(before, outline)
    if not changed:
        return found
    check_revision(found, seen_revision)
    if len(outline.lines) > MOST_LINES:
        raise Refused(f"Bộ tiêu chí có nhiều nhất {MOST_LINES} dòng.")
    known = dict(found.criteria.values_list("code", "lineage"))
    lineages = tuple(known.get(code, "") or new_lineage() for code in lineages_for(before.lines, outline.lines))
    for name, value in head_columns(outline.head).items():
        setattr(found, name, value)
    found.criteria.all().delete()
    add_lines(found, outline.lines, lineages)
    touch(found)
    after: dict[str, Any] = {"số chỗ đổi": len(changed), "số tiêu chí": len(outline.lines)}
    note("Nhập bộ tiêu chí từ Excel", found, actor, now, before={"số tiêu chí": len(before.lines)}, after=after)
    return found


def _row(found: CriteriaSet, criterion_id: int) -> Criterion:
    row = found.criteria.filter(pk=criterion_id).first()
    if row is None:
        raise Refused(GONE)
    return row


def _same(criteria: dict[int, Criterion], parent_id: int | None, line: Line) -> Criterion | None:
    """The criterion that a double press added already."""
    same = (one for one in criteria.values() if one.code == line.code and one.parent_id == parent_id)
    return next((one for one in same if _says(one) == replace(line, depth=1)), None)


def _says(criterion: Criterion) -> Line:
    return line_of(criterion, 1)


def _check(criteria: dict[int, Criterion], known: Criterion | None, parent_id: int | None, line: Line) -> None:
    """Refused with what is wrong of a line in its place."""
    own = known.pk if known else 0
    if read_code(line.code) != line.code:
        raise Refused(f"Mã phải gồm {HOW_CODE}.")
    twin = next((one for one in criteria.values() if one.code == line.code and one.pk != own), None)
    if twin:
        raise Refused(f"Mã {line.code} đã dùng cho “{twin.name}”; hãy ghi mã khác.")
    if not line.name:
        raise Refused("Hãy ghi tên tiêu chí.")
    if not 0 < line.maximum <= LARGEST:
        raise Refused("Điểm tối đa phải lớn hơn 0.")
    _check_place(criteria, own, parent_id, line)
    flaws = list(flaws_of(line.rule, line.maximum)) if line.rule else []
    if flaws:
        raise Refused(" ".join(flaws))


def _check_place(criteria: dict[int, Criterion], own: int, parent_id: int | None, line: Line) -> None:
    beneath = _beneath(criteria, own)
    depths = depths_of(list(criteria.values()))
    above = criteria.get(parent_id or 0)
    if parent_id and (above is None or above.pk in {own, *beneath}):
        raise Refused("Hãy chọn lại mục cấp trên: mục đã chọn không còn, hoặc nằm trong chính tiêu chí này.")
    if above and above.is_leaf:
        raise Refused(
            f"Mục {above.code} đang có cách tính điểm nên không có mục con; hãy bỏ cách tính của mục đó trước."
        )
    height = max((depths[pk] for pk in beneath), default=depths.get(own, 0)) - depths.get(own, 0)
    if (depths[above.pk] if above else 0) + 1 + height > DEEPEST:
        raise Refused(f"Bộ tiêu chí có nhiều nhất {DEEPEST} cấp: {', '.join(DEPTH_NAMES).lower()}.")
    if line.rule and beneath:
        raise Refused(f"Mục {line.code} có mục con nên không có cách tính riêng; hãy chọn “Có mục con”.")
    if not own and len(criteria) >= MOST_LINES:
        raise Refused(f"Bộ tiêu chí có nhiều nhất {MOST_LINES} dòng.")


def _beneath(criteria: dict[int, Criterion], own: int) -> set[int]:
    """The criteria beneath; those above come first."""
    found: set[int] = set()
    for one in criteria.values():
        if own and one.parent_id in {own, *found}:
            found.add(one.pk)
    return found


def _settle(found: CriteriaSet) -> None:
    """Number all anew in reading order, and count the change."""
    beneath: dict[int | None, list[Criterion]] = defaultdict(list)
    for one in criteria_of(found):
        beneath[one.parent_id].append(one)
    ordered: list[Criterion] = []
    waiting = list(reversed(beneath[None]))
    while waiting:
        ordered.append(waiting.pop())
        waiting.extend(reversed(beneath[ordered[-1].pk]))
    for place, one in enumerate(ordered, start=1):
        one.order = place
    Criterion.objects.bulk_update(ordered, ["order"])
    touch(found)


def _words(line: Line) -> dict[str, Any]:
    """For the audit trail."""
    return {
        "mã": line.code,
        "tên": line.name,
        "điểm tối đa": shown(line.maximum),
        "cách tính": words_of(line.rule, line.maximum) if line.rule else "",
        "ngoài thang điểm": line.is_bonus,
        "có thể không áp dụng": line.may_not_apply,
        "tài liệu kiểm chứng": line.proof,
    }
