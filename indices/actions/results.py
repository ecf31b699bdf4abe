"""Keeping published tables: whole ones and single lines, never those that a round of ours published."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Forbidden, Refused, Stale
from indices.models import PublishedResult, ResultTable
from indices.queries.results import default_name, differences_of, joined_components, kept_table
from indices.resulting.differences import Changed, Differences, words_of
from indices.resulting.lines import DUTIES_ONLY, Line, Wanted, is_duty_only, values_to_json
from indices.rules.results import can_change_table, can_keep_results, keeper_of, levels_of
from indices.scoring.bands import bands_to_json
from indices.scoring.composite import components_to_json

NO_RIGHT = (
    "Chỉ Văn phòng - Thống kê của đơn vị, hoặc cơ quan theo dõi cấp trên, mới ghi được kết quả chỉ số đã công bố."
)
OF_A_ROUND = (
    "Bảng này do đợt đánh giá trong hệ thống công bố nên không sửa, không xóa được; cơ quan chủ trì đợt mới đính chính "
    "được ở trang của đợt."
)
OVERTAKEN = "Người khác vừa sửa bảng kết quả này; hãy xem lại bảng rồi nhập lại phần của anh chị."
NOTHING = "Hãy ghi ít nhất một kết quả: tổng điểm, hạng hoặc điểm một thành phần."
LARGEST = 99_999


@transaction.atomic
def keep_table(*, actor: Actor, wanted: Wanted, seen: int | None, now: datetime) -> tuple[ResultTable, Differences]:
    """Add and change the lines that `wanted` names; others stay. What says nothing new changes nothing. `seen` is the
    revision of the table that was on the page, None where there was none: raises Stale when somebody was quicker."""
    _check(actor, wanted)
    keeper = keeper_of(actor)
    hold(keeper)
    table = kept_table(actor, wanted.kind, wanted.level, wanted.year)
    if table is not None and table.round_id:
        raise Refused(OF_A_ROUND)
    if (table.revision if table else None) != seen:
        raise Stale(OVERTAKEN)
    found = differences_of(actor, wanted, table)
    fields = _fields(table, wanted)
    if table is not None and not found.changed and not _moved(table, fields):
        return table, found
    if table is None:
        table = ResultTable(
            organization=keeper, kind=wanted.kind, level=wanted.level, year=wanted.year, revision=0, created_at=now
        )
        table.name = default_name(wanted.kind, wanted.level, wanted.year)
    for name, value in fields.items():
        setattr(table, name, value)
    table.revision += 1
    table.author_name = actor.name
    table.save()
    _write(table, found.changed)
    after = {"dòng thêm": [one.line.name for one in found.added], "dòng đổi": _said(found.moved)}
    record("Ghi kết quả chỉ số", table, actor=actor, organization=keeper, now=now, after=after)
    return table, found


@transaction.atomic
def drop_line(*, actor: Actor, result: PublishedResult, now: datetime) -> None:
    """Take a line out of a table of one's own."""
    table = _own_table(actor, result.table)
    before = {"đơn vị": result.name, "tổng điểm": words_of(result.total), "hạng": result.rank}
    PublishedResult.objects.filter(pk=result.pk, table=table).delete()
    table.revision += 1
    table.save(update_fields=["revision"])
    record("Xóa dòng kết quả chỉ số", table, actor=actor, organization=table.organization, now=now, before=before)


@transaction.atomic
def drop_table(*, actor: Actor, table: ResultTable, now: datetime) -> None:
    """Throw a table of one's own away with its lines."""
    held = _own_table(actor, table)
    before = {"bảng": held.name, "dòng": held.results.count()}
    record("Xóa bảng kết quả chỉ số", held, actor=actor, organization=held.organization, now=now, before=before)
    held.delete()


def _check(actor: Actor, wanted: Wanted) -> None:
    if not can_keep_results(actor):
        raise Forbidden(NO_RIGHT)
    if is_duty_only(wanted.kind, wanted.level):
        raise Refused(DUTIES_ONLY)
    if wanted.level not in levels_of(actor):
        raise Refused("Đơn vị của anh chị chỉ ghi kết quả của cấp mình và cấp dưới; hãy chọn lại cấp.")
    if not any(line.has_result for line in wanted.lines):
        raise Refused(NOTHING)
    numbers = (value for line in wanted.lines for value in (line.total, *line.values.values()) if value is not None)
    if any(value > LARGEST for value in numbers):
        raise Refused("Có điểm quá lớn; hãy xem lại dấu phẩy trước số lẻ.")


def _fields(table: ResultTable | None, wanted: Wanted) -> dict[str, Any]:
    """What the table says of itself; what was not given stays."""
    return {
        "components": components_to_json(joined_components(table, wanted)),
        "bands": bands_to_json(wanted.bands) if wanted.bands or table is None else table.bands,
        "places": max(wanted.places, table.places) if table else wanted.places,
        "source": wanted.source or (table.source if table else ""),
        "published_on": wanted.published_on or (table.published_on if table else None),
    }


def _moved(table: ResultTable, fields: dict[str, Any]) -> bool:
    return any(getattr(table, name) != value for name, value in fields.items())


def _write(table: ResultTable, changes: Sequence[Changed]) -> None:
    known = {one.pk: one for one in table.results.all()}
    new = []
    for change in changes:
        if change.pk is None:
            new.append(_filled(PublishedResult(table=table), change.line, change.body))
        else:
            _filled(known[change.pk], change.line, change.body).save()
    PublishedResult.objects.bulk_create(new)


def _filled(result: PublishedResult, line: Line, body: int | None) -> PublishedResult:
    result.name, result.organization_id = line.name, body
    result.values, result.total = values_to_json(line.values), line.total
    result.rank, result.of_how_many, result.class_name = line.rank, line.of_how_many, line.class_name
    return result


def _said(changes: Sequence[Changed]) -> dict[str, list[str]]:
    return {one.line.name: [f"{move.field}: {move.before} → {move.after}" for move in one.moves] for one in changes}


def _own_table(actor: Actor, table: ResultTable) -> ResultTable:
    held: ResultTable = (
        ResultTable.objects.select_for_update(of=("self",)).select_related("organization").get(pk=table.pk)
    )
    if held.round_id:
        raise Refused(OF_A_ROUND)
    if not can_change_table(actor, held):
        raise Forbidden(NO_RIGHT)
    return held
