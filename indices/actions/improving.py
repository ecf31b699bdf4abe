"""Drawing improvement plans: begun from a result or from nothing, mended, dropped; a plan is made of each once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import Organization
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Forbidden, Refused, Stale
from cchc.text import fold, nfc
from indices.enums import IndexKind, Side
from indices.improving.components import Component, sort_out
from indices.improving.words import KIND, opening_of, subject_of
from indices.models import Improvement, ImprovementRow
from indices.queries.improving import locked_improvement, same_year
from indices.queries.improving_hints import Hints, hints_for
from indices.queries.improving_sources import Source, body_words, source_of
from indices.rules.improving import can_begin_improvement, can_write_improvement

NO_RIGHT = "Chỉ Văn phòng - Thống kê của đơn vị mới được lập kế hoạch cải thiện."
IN_PLAN = "Kế hoạch cải thiện này đã đưa vào kế hoạch; hãy sửa ở trang kế hoạch."
NO_SOURCE = "Kết quả được chọn không còn hoặc không phải của đơn vị; hãy chọn lại."
NOTHING_CHOSEN = "Hãy chọn ít nhất một nội dung cần khắc phục hoặc duy trì."
BAD_YEARS = "Năm thực hiện phải sau năm của kết quả; hãy ghi lại năm thực hiện."
FIRST_YEAR, LAST_YEAR = 2011, 2100
LONGEST_NAME, LONGEST_CELL = 1000, 4000


@dataclass(frozen=True, slots=True)
class Start:
    """How a plan begins: codes of the components to be mended and to be kept, the year in which that is done."""

    source: str
    year: int
    threshold: Decimal
    mend: Sequence[str] = ()
    keep: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a person wrote of one row; `pk` is None for a new one."""

    pk: int | None
    side: str
    area: str
    name: str
    measure: str = ""
    agency: str = ""
    deadline: str = ""
    note: str = ""
    is_dropped: bool = False

    @property
    def is_blank(self) -> bool:
        return not any((self.name, self.measure, self.agency, self.deadline, self.note))


@dataclass(frozen=True, slots=True)
class Words:
    """The draft as a person wrote it."""

    title: str
    opening: str
    rows: tuple[RowWords, ...] = ()

    @classmethod
    def of(cls, improvement: Improvement, rows: Iterable[ImprovementRow]) -> "Words":
        """What a draft says, as its form writes it."""
        told = (
            RowWords(row.pk, row.side, row.area, row.name, row.measure, row.agency, row.deadline, row.note)
            for row in rows
        )
        return cls(improvement.title, improvement.opening, tuple(told))


@transaction.atomic
def begin_improvement(*, actor: Actor, start: Start, now: datetime) -> Improvement:
    """A draft from an own result, with the words that are known from earlier plans filled in. Begun already for that
    index and year, the one that is there (its `created_at` is then not `now`)."""
    _check_right(actor)
    source = source_of(actor, start.source)
    if source is None:
        raise Refused(NO_SOURCE)
    _check_years(source.year, start.year)
    body = actor.organization
    hold(body)
    known = same_year(actor, source.kind, start.year)
    if known:
        return known
    chosen = _chosen(source, start)
    if not chosen:
        raise Refused(NOTHING_CHOSEN)
    improvement = _create(
        actor, body, source.kind, source.year, start.year, now, source=source, threshold=start.threshold
    )
    hints = hints_for(body, start.year)
    rows = [_row(improvement, order, side, one, hints) for order, (side, one) in enumerate(chosen)]
    ImprovementRow.objects.bulk_create(rows)
    _tell_begun(actor, improvement, len(rows), now)
    return improvement


@transaction.atomic
def begin_by_hand(*, actor: Actor, kind: str, base_year: int, year: int, now: datetime) -> Improvement:
    """An empty draft; the one that is there for that index and year."""
    _check_right(actor)
    _check_years(base_year, year)
    body = actor.organization
    hold(body)
    known = same_year(actor, kind, year)
    if known:
        return known
    improvement = _create(actor, body, IndexKind(kind), base_year, year, now)
    _tell_begun(actor, improvement, 0, now)
    return improvement


@transaction.atomic
def write_improvement(*, actor: Actor, improvement_id: int, words: Words, seen: int, now: datetime) -> Improvement:
    """Keep the whole draft as written on revision `seen`; words that are the same write nothing. Raises Stale when
    somebody else was quicker."""
    improvement = _open(actor, improvement_id)
    rows = {row.pk: row for row in improvement.rows.all()}
    words = _checked(words)
    before = Words.of(improvement, rows.values())
    if _as_stored(words, rows) == before:
        return improvement
    if improvement.revision != seen:
        raise Stale(
            "Người khác vừa sửa kế hoạch này; lời anh chị gõ còn nguyên, hãy xem bản đã lưu bên dưới rồi lưu lại."
        )
    improvement.title, improvement.opening = words.title, words.opening
    improvement.revision += 1
    improvement.save(update_fields=["title", "opening", "revision"])
    _write_rows(improvement, rows, words.rows)
    after = {"tên": words.title, "số nội dung": improvement.rows.count()}
    record(
        "Sửa kế hoạch cải thiện",
        improvement,
        actor=actor,
        organization=improvement.organization,
        now=now,
        before={"tên": before.title, "số nội dung": len(rows)},
        after=after,
    )
    return improvement


@transaction.atomic
def drop_improvement(*, actor: Actor, improvement_id: int, now: datetime) -> None:
    """Throw a draft away; the audit trail keeps what it was about."""
    improvement = _open(actor, improvement_id)
    before = {"tên": improvement.title, "nội dung": [row.name for row in improvement.rows.all()]}
    record(
        "Xóa kế hoạch cải thiện",
        improvement,
        actor=actor,
        organization=improvement.organization,
        now=now,
        before=before,
    )
    improvement.delete()


def _check_right(actor: Actor) -> None:
    if not can_begin_improvement(actor):
        raise Forbidden(NO_RIGHT)


def _check_years(base_year: int, year: int) -> None:
    if not FIRST_YEAR <= base_year < year <= LAST_YEAR:
        raise Refused(BAD_YEARS)


def _open(actor: Actor, improvement_id: int) -> Improvement:
    improvement = locked_improvement(actor, improvement_id)
    if can_write_improvement(actor, improvement):
        return improvement
    raise Refused(IN_PLAN) if improvement.plan_id else Forbidden(NO_RIGHT)


def _chosen(source: Source, start: Start) -> list[tuple[Side, Component]]:
    """Area by area in the order of the result; in each what is mended first, by points lost. What has no points or
    does not apply cannot be chosen."""
    found = sort_out(source.components, start.threshold)
    known = (*found.weak, *found.fine)
    mend = [(Side.MEND, one) for one in known if one.code in start.mend]
    keep = [(Side.KEEP, one) for one in known if one.code in start.keep and one.code not in start.mend]
    areas = list(dict.fromkeys(one.area for one in source.components))
    return sorted((*mend, *keep), key=lambda pair: areas.index(pair[1].area))


def _create(
    actor: Actor,
    body: Organization,
    kind: IndexKind,
    base_year: int,
    year: int,
    now: datetime,
    *,
    source: Source | None = None,
    threshold: Decimal = Decimal(80),
) -> Improvement:
    return Improvement.objects.create(
        organization=body,
        kind=kind,
        base_year=base_year,
        year=year,
        title=f"{KIND} {_lower_first(subject_of(kind.words, body_words(body), year))}",
        opening=opening_of(source.outcome) if source else "",
        threshold=threshold,
        assessment=source.assessment if source else None,
        result=source.result if source else None,
        author_name=actor.name,
        created_at=now,
    )


def _row(improvement: Improvement, order: int, side: Side, one: Component, hints: Hints) -> ImprovementRow:
    hint = hints.of(one)
    return ImprovementRow(
        improvement=improvement,
        order=order,
        side=side,
        area=one.area,
        criterion_id=one.criterion_id,
        code=one.code,
        name=one.name,
        points=one.points,
        maximum=one.maximum,
        measure=hint.measure,
        agency=hint.agency,
        deadline=hint.deadline,
    )


def _tell_begun(actor: Actor, improvement: Improvement, count: int, now: datetime) -> None:
    after = {"chỉ số": IndexKind(improvement.kind).label, "năm": improvement.year, "số nội dung": count}
    record(
        "Lập kế hoạch cải thiện", improvement, actor=actor, organization=improvement.organization, now=now, after=after
    )


def _checked(words: Words) -> Words:
    """The words as they are stored; refused where something is missing or too long."""
    rows = tuple(_cleaned_row(row) for row in words.rows if row.pk or not row.is_blank)
    found = Words(" ".join(_cleaned(words.title).split()), _cleaned(words.opening), rows)
    kept = [row for row in rows if not row.is_dropped]
    if not found.title:
        raise Refused("Hãy ghi tên kế hoạch.")
    if any(not fold(row.name).strip() for row in kept):
        raise Refused("Có hàng chưa ghi nội dung khắc phục hoặc duy trì; hãy ghi, hoặc đánh dấu bỏ hàng đó.")
    if any(len(row.name) > LONGEST_NAME for row in kept):
        raise Refused(f"Tên nội dung dài quá {LONGEST_NAME} chữ; hãy viết gọn, phần còn lại ghi ở nhiệm vụ, giải pháp.")
    if any(max(map(len, (row.measure, row.agency, row.deadline, row.note))) > LONGEST_CELL for row in kept):
        raise Refused(f"Một ô dài quá {LONGEST_CELL} chữ; hãy chia thành nhiều hàng.")
    return found


def _cleaned_row(row: RowWords) -> RowWords:
    side = row.side if row.side in list(Side) else Side.MEND
    return replace(
        row,
        side=side,
        area=" ".join(_cleaned(row.area).split()),
        name=" ".join(_cleaned(row.name).split()),
        measure=_cleaned(row.measure),
        agency=_cleaned(row.agency),
        deadline=_cleaned(row.deadline),
        note=_cleaned(row.note),
    )


def _cleaned(text: str) -> str:
    return nfc(text.replace("\r\n", "\n")).strip()


def _as_stored(words: Words, rows: Mapping[int, ImprovementRow]) -> Words:
    """The words without rows that are to be dropped and are gone already."""
    return replace(words, rows=tuple(row for row in words.rows if not row.is_dropped or row.pk in rows))


def _write_rows(improvement: Improvement, rows: Mapping[int, ImprovementRow], words: Sequence[RowWords]) -> None:
    """Rows that the words do not name are left as they are; areas keep the order of their first row."""
    dropped = [one.pk for one in words if one.is_dropped and one.pk and one.pk in rows]
    improvement.rows.filter(pk__in=dropped).delete()
    kept = [row for pk, row in rows.items() if pk not in dropped]
    by_key = {one.pk: one for one in words if one.pk}
    for row in kept:
        if row.pk in by_key:
            _fill(row, by_key[row.pk])
    kept += [
        _fill(ImprovementRow(improvement=improvement), one)
        for one in words
        if not one.is_dropped and one.pk not in rows
    ]
    areas = list(dict.fromkeys(row.area for row in kept))
    for order, row in enumerate(sorted(kept, key=lambda row: (areas.index(row.area), row.side != Side.MEND))):
        row.order = order
        row.save()


def _fill(row: ImprovementRow, words: RowWords) -> ImprovementRow:
    for name in ("side", "area", "name", "measure", "agency", "deadline", "note"):
        setattr(row, name, getattr(words, name))
    return row


def _lower_first(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
