"""Criteria sets: begun, their head written, fixed by the first round, thrown away while unused."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes, record
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Forbidden, Refused, Stale
from cchc.text import squeeze
from indices.enums import SCORED, IndexKind, SetState
from indices.models import CriteriaSet, Criterion
from indices.queries.criteria import head_of, outline_of
from indices.rules.criteria import can_write_sets, levels_of, owns_set
from indices.scoring.bands import bands_to_json, in_order, words_of
from indices.scoring.numbers import HUNDRED
from indices.scoring.ranking import ties_to_json
from indices.scoring.writing import rule_to_json
from indices.sheets.flaws import flaws_of, head_flaws
from indices.sheets.outline import Head, Line, tidied
from indices.sheets.starting import LEVELS, starting_outline

NO_RIGHT = (
    "Chỉ cơ quan theo dõi cấp trên, hoặc Văn phòng của tỉnh, huyện, mới soạn bộ tiêu chí cho các đơn vị cấp dưới."
)
FIXED = "Bộ tiêu chí này đã dùng để chấm nên không sửa, không xóa được; hãy lập phiên bản mới từ bộ này."
NOT_SCORED = (
    "PAPI và PCI do cơ quan bên ngoài đo cho cấp tỉnh: xã, huyện, sở có nhiệm vụ góp phần, không có điểm để chấm; "
    "hãy chọn PAR INDEX hoặc SIPAS."
)
YEARS = range(2011, 2101)
MOST_FLAWS_TOLD = 3


@dataclass(frozen=True, slots=True)
class What:
    """For whom and when a set is."""

    kind: IndexKind
    level: OrganizationKind
    year: int


class Overtaken(Stale):
    """Somebody else changed the same set meanwhile; `theirs` is the set as it is now."""

    def __init__(self, theirs: CriteriaSet) -> None:
        super().__init__(
            "Người khác vừa sửa bộ tiêu chí này; hãy xem bản đã lưu bên dưới, rồi lưu lại nếu vẫn giữ ý của mình."
        )
        self.theirs = theirs


@transaction.atomic
def begin_set(*, actor: Actor, what: What, name: str, now: datetime) -> CriteriaSet:
    """An empty draft. The same one of the same person once more (a double press) is the one that is there."""
    _check_what(actor, what)
    words = squeeze(name)
    if not words:
        raise Refused("Hãy ghi tên bộ tiêu chí.")
    known = _of_what(actor, what).filter(name=words, author_name=actor.name, state=SetState.DRAFT, criteria=None)
    return known.first() or _begin(actor, what, Head(name=words), (), "Lập bộ tiêu chí", now)


@transaction.atomic
def begin_from_example(*, actor: Actor, what: What, name: str = "", now: datetime) -> CriteriaSet:
    """A draft that starts as the example of its level. One that is an unused example already is the one that is
    there."""
    _check_what(actor, what)
    if what.level not in LEVELS or what.kind != IndexKind.PAR_INDEX:
        raise Refused("Chỉ có bộ mẫu PAR INDEX cho cấp xã và cấp huyện; bộ khác hãy lập mới hoặc nhập từ Excel.")
    known = _of_what(actor, what).filter(is_example=True, state=SetState.DRAFT, revision=1).first()
    if known:
        return known
    outline = starting_outline(what.level, what.year)
    lineages = tuple(f"mau:{what.level.value}:{line.code}" for line in outline.lines)
    head = replace(outline.head, name=squeeze(name) or outline.head.name)
    return _begin(actor, what, head, outline.lines, "Lập bộ tiêu chí từ bộ mẫu", now, lineages)


@transaction.atomic
def write_head(*, actor: Actor, set_id: int, head: Head, seen_revision: int, now: datetime) -> CriteriaSet:
    """Change what holds for the whole draft. Raises Overtaken when somebody changed it since `seen_revision`."""
    found = open_draft(actor, set_id)
    head = _checked_head(head)
    before = head_of(found)
    if before == head:
        return found
    check_revision(found, seen_revision)
    for name, value in head_columns(head).items():
        setattr(found, name, value)
    touch(found)
    was, then = changes(_head_words(before), _head_words(head))
    note("Sửa bộ tiêu chí", found, actor, now, before=was, after=then)
    return found


@transaction.atomic
def fix_set(*, actor: Actor, criteria_set: CriteriaSet, now: datetime) -> CriteriaSet:
    """Fix the set, when its first round opens: from now on it never changes. Refused while it has flaws."""
    found = locked_set(actor, criteria_set.pk)
    if found.state == SetState.FIXED:
        return found
    flaws = flaws_of(outline_of(found))
    if flaws:
        told = " ".join(flaw.text for flaw in flaws[:MOST_FLAWS_TOLD])
        rest = len(flaws) - MOST_FLAWS_TOLD
        more = f" Còn {rest} lỗi khác." if rest > 0 else ""
        raise Refused(f"Bộ tiêu chí chưa dùng để chấm được, hãy sửa trước: {told}{more}")
    found.state = SetState.FIXED
    found.save(update_fields=["state"])
    note("Chốt bộ tiêu chí để chấm", found, actor, now)
    return found


@transaction.atomic
def drop_set(*, actor: Actor, set_id: int, now: datetime) -> None:
    """Throw away a draft that no round uses."""
    found = open_draft(actor, set_id)
    if found.rounds.exists():
        raise Refused("Bộ tiêu chí này đã có đợt đánh giá dùng nên không xóa được; hãy xóa đợt đánh giá trước.")
    note("Xóa bộ tiêu chí", found, actor, now, before={"tên": found.name, "số tiêu chí": found.criteria.count()})
    found.delete()


def locked_set(actor: Actor, set_id: int) -> CriteriaSet:
    """The set of the actor's own government, locked; Forbidden for any other."""
    rows = CriteriaSet.objects.visible_to(actor).select_related("organization")
    found = rows.select_for_update(of=("self",)).filter(pk=set_id).first()
    if found is None or not owns_set(actor, found):
        raise Forbidden(NO_RIGHT)
    return found


def open_draft(actor: Actor, set_id: int) -> CriteriaSet:
    """The draft, locked."""
    found = locked_set(actor, set_id)
    if found.state != SetState.DRAFT:
        raise Refused(FIXED)
    return found


def check_revision(found: CriteriaSet, seen: int) -> None:
    if found.revision != seen:
        raise Overtaken(found)


def touch(found: CriteriaSet) -> None:
    """Store the head with its next revision."""
    found.revision += 1
    found.save()


def note(verb: str, found: CriteriaSet, actor: Actor, now: datetime, **sides: dict[str, Any]) -> None:
    """One audit line."""
    record(verb, found, actor=actor, organization=found.organization, now=now, **sides)


def add_lines(found: CriteriaSet, lines: tuple[Line, ...], lineages: tuple[str, ...]) -> None:
    """Store lines of an empty set in their order."""
    above: list[Criterion] = []
    for at, (line, lineage) in enumerate(zip(tidied(lines), lineages, strict=True)):
        del above[line.depth - 1 :]
        parent = above[-1] if above else None
        row = Criterion(criteria_set=found, parent=parent, order=at + 1, lineage=lineage, **columns_of(line))
        row.save(force_insert=True)
        above.append(row)


def columns_of(line: Line) -> dict[str, Any]:
    """What is stored of a line beside its place."""
    return {
        "code": line.code,
        "name": line.name,
        "maximum": line.maximum,
        "rule_kind": line.rule.kind if line.rule else "",
        "rule_data": rule_to_json(line.rule) if line.rule else {},
        "is_bonus": line.is_bonus,
        "may_not_apply": line.may_not_apply,
        "proof": line.proof,
    }


def new_lineage() -> str:
    return uuid4().hex


def begin_copy(
    actor: Actor, source: CriteriaSet, what: What, head: Head, lines: tuple[Line, ...], verb: str, now: datetime
) -> CriteriaSet:
    """A draft with the criteria of another set, their lineage kept."""
    _check_what(actor, what)
    lineages = tuple(source.criteria.order_by("order", "pk").values_list("lineage", flat=True))
    return _begin(actor, what, _checked_head(head), lines, verb, now, lineages, source)


def _begin(
    actor: Actor,
    what: What,
    head: Head,
    lines: tuple[Line, ...],
    verb: str,
    now: datetime,
    lineages: tuple[str, ...] = (),
    source: CriteriaSet | None = None,
) -> CriteriaSet:
    last = _of_what(actor, what).aggregate(last=Max("version"))["last"] or 0
    made = CriteriaSet.objects.create(
        organization=actor.organization.government,
        kind=what.kind,
        level=what.level,
        year=what.year,
        version=last + 1,
        copied_from=source,
        author_name=actor.name,
        created_at=now,
        **head_columns(head),
    )
    add_lines(made, lines, lineages)
    note(verb, made, actor, now, after={"tên": made.name, "số tiêu chí": len(lines)})
    return made


def _of_what(actor: Actor, what: What) -> Any:
    """The versions that there are."""
    return CriteriaSet.objects.select_for_update(of=("self",)).filter(
        organization=actor.organization.government, kind=what.kind, level=what.level, year=what.year
    )


def _check_what(actor: Actor, what: What) -> None:
    """Whether there can be such a set; its versions are then one person's to count until the end."""
    if not can_write_sets(actor):
        raise Forbidden(NO_RIGHT)
    if what.kind not in SCORED:
        raise Refused(NOT_SCORED)
    if what.level not in levels_of(actor):
        raise Refused(f"{actor.organization.government} không chấm điểm cho “{what.level.label.lower()}”.")
    if what.year not in YEARS:
        raise Refused(f"Hãy ghi năm từ {YEARS[0]} đến {YEARS[-1]}.")
    hold(actor.organization.government)


def _checked_head(head: Head) -> Head:
    flaws = list(head_flaws(head))
    if not head.name:
        flaws.insert(0, "Hãy ghi tên bộ tiêu chí.")
    if not 0 <= head.threshold <= HUNDRED:
        flaws.append("Ngưỡng yếu phải từ 0 đến 100 %.")
    if flaws:
        raise Refused(" ".join(flaws))
    return head


def head_columns(head: Head) -> dict[str, Any]:
    return {
        "name": head.name,
        "source": head.source,
        "places": head.places,
        "threshold": head.threshold,
        "bands": bands_to_json(in_order(head.bands)),
        "ties": ties_to_json(head.ties),
        "is_example": head.is_example,
    }


def _head_words(head: Head) -> dict[str, Any]:
    """For the audit trail."""
    return {
        "tên": head.name,
        "căn cứ": head.source,
        "số lẻ": head.places,
        "ngưỡng yếu": str(head.threshold),
        "xếp loại": words_of(head.bands),
        "khi bằng điểm": ties_to_json(head.ties),
        "bộ mẫu": head.is_example,
    }
