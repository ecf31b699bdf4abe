"""Entering numbers, adding figures of one's own, and telling what a plan's targets achieved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localtime

from cchc.numbers import shown
from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import Organization
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import fold, squeeze
from plans.models import Plan
from reports.models import Measure, Measurement, StatIndicator, TargetMeasurement, TargetSource
from reports.queries.sources import recipient_of
from reports.queries.statistics import TargetLine, catalogue_of, indicator_coded
from reports.rules import can_define, can_measure, can_tie
from reports.statistics.formulas import OverYear
from tasks.models import ClosedPeriod
from tasks.periods import Period
from tasks.queries.timetables import government_of

NO_RIGHT = "Chỉ Văn phòng - Thống kê và công chức của {} mới nhập được số liệu của đơn vị mình."
NO_RIGHT_TO_DEFINE = (
    "Chỉ Văn phòng - Thống kê của đơn vị hoặc người theo dõi của cấp trên mới thêm, bớt chỉ tiêu thống kê."
)
NO_RIGHT_TO_TIE = "Chỉ Văn phòng - Thống kê của đơn vị mới chọn nguồn và ghi kết quả của chỉ tiêu kế hoạch."
NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """A number as it was typed (None: the field is empty), and the row that the field showed before."""

    code: str
    value: Decimal | None
    seen: int | None


class Clash(Refused):
    """Somebody else entered other numbers meanwhile; `theirs` are the rows that hold now, by code."""

    def __init__(self, message: str, theirs: dict[str, Measurement]) -> None:
        super().__init__(message)
        self.theirs = theirs


@transaction.atomic
def enter_numbers(
    *, actor: Actor, organization: Organization, period: Period, typed: Sequence[Typed], now: datetime
) -> int:
    """Store the numbers that differ from those seen: all of them or none. Returns how many.

    An emptied field withdraws its number. Raises Clash where another person's number would be overwritten unseen.
    """
    if not can_measure(actor, organization):
        raise Forbidden(NO_RIGHT.format(organization))
    hold(organization)
    _require_open(organization, period)
    measures = Measure.objects.in_bulk(catalogue_of(organization, period.year).codes, field_name="code")
    held = _held(organization, period)
    seen = Measurement.objects.filter(organization=organization).in_bulk([one.seen for one in typed if one.seen])
    changed = [one for one in typed if one.code in measures and one.value != _value(seen.get(one.seen or 0))]
    changed = [one for one in changed if one.value != _value(held.get(one.code))]
    theirs = {one.code: held[one.code] for one in changed if one.code in held and held[one.code].pk != one.seen}
    if theirs:
        raise Clash("\n".join(_clash(one, theirs[one.code]) for one in changed if one.code in theirs), theirs)
    for one in changed:
        Measurement.objects.create(
            organization=organization, measure_id=measures[one.code].pk, value=one.value, **_entry(actor, period, now)
        )
    if changed:
        names = {one.code: measures[one.code].name for one in changed}
        record(
            f"Ghi số liệu thống kê {period.name}",
            organization,
            actor=actor,
            organization=organization,
            now=now,
            before={names[one.code]: shown(_value(held.get(one.code))) for one in changed},
            after={names[one.code]: shown(one.value) or "chưa có số liệu" for one in changed},
        )
    return len(changed)


def _require_open(organization: Organization, period: Period) -> None:
    kind, year, number = period.key
    closed = ClosedPeriod.objects.filter(
        organization=organization, period_kind=kind, period_year=year, period_number=number
    )
    if closed.exists():
        recipient = recipient_of(organization)
        who = f"người theo dõi của {recipient}" if recipient else "cơ quan nhận báo cáo"
        raise Refused(
            f"Báo cáo {period.name} đã gửi nên số liệu của kỳ không sửa được nữa; "
            f"cần sửa thì đề nghị {who} mở lại kỳ này."
        )


def _held(organization: Organization, period: Period) -> dict[str, Measurement]:
    kind, year, number = period.key
    rows = Measurement.objects.filter(
        organization=organization, period_kind=kind, period_year=year, period_number=number
    )
    return {row.measure.code: row for row in rows.select_related("measure").order_by("pk")}


def _value(row: Measurement | None) -> Decimal | None:
    return row.value if row else None


def _clash(one: Typed, theirs: Measurement) -> str:
    return (
        f"{theirs.measure.name}: bạn ghi {shown(one.value) or 'để trống'}, {theirs.author_name} vừa ghi "
        f"{shown(theirs.value) or 'để trống'} lúc {localtime(theirs.recorded_at):%H:%M ngày %d/%m/%Y}."
    )


def _entry(actor: Actor, period: Period, now: datetime) -> dict[str, object]:
    kind, year, number = period.key
    return {
        "period_kind": kind,
        "period_year": year,
        "period_number": number,
        "author": actor.user,
        "author_name": actor.name,
        "recorded_at": now,
    }


@dataclass(frozen=True, slots=True)
class OwnIndicator:
    """A figure that a body wants beside those of the starting set. `whole` is "" where it is a bare number."""

    name: str
    unit: str
    area: str
    part: str
    whole: str
    over_year: OverYear
    from_year: int


@transaction.atomic
def add_indicator(*, actor: Actor, wanted: OwnIndicator, now: datetime) -> StatIndicator:
    """A figure with the numbers it is made of, for the actor's government and all bodies beneath it."""
    organization = government_of(actor.organization)
    if not can_define(actor, organization):
        raise Forbidden(NO_RIGHT_TO_DEFINE)
    hold(organization)
    name = squeeze(wanted.name)[:NAME_LENGTH]
    known = catalogue_of(organization, wanted.from_year)
    if fold(name) in {fold(formula.name) for formula in known.formulas}:
        raise Refused(f"Đã có chỉ tiêu “{name}” trong bảng; hãy nhập số liệu của chỉ tiêu ấy hoặc đặt tên khác.")
    codes = [_add_measure(organization, part, wanted) for part in (wanted.part or name, wanted.whole) if part]
    indicator = StatIndicator.objects.create(
        organization=organization,
        code=codes[0],
        name=name,
        numerator=codes[:1],
        denominator=codes[1:],
        order=StatIndicator.objects.count(),
        **_kind_of(wanted),
    )
    after = {"chỉ tiêu": name, "tử số": wanted.part or name, "mẫu số": wanted.whole, "từ năm": wanted.from_year}
    record("Thêm chỉ tiêu thống kê", indicator, actor=actor, organization=organization, now=now, after=after)
    return indicator


def _add_measure(organization: Organization, name: str, wanted: OwnIndicator) -> str:
    order = Measure.objects.count()
    measure = Measure.objects.create(
        organization=organization,
        code=f"{organization.code}-{order + 1}",
        name=squeeze(name)[:NAME_LENGTH],
        over_year=wanted.over_year,
        order=order,
        **_kind_of(wanted),
    )
    return str(measure.code)


def _kind_of(wanted: OwnIndicator) -> dict[str, object]:
    return {"unit": squeeze(wanted.unit), "area": wanted.area, "from_year": wanted.from_year}


@transaction.atomic
def end_indicator(*, actor: Actor, indicator: StatIndicator, last_year: int, now: datetime) -> None:
    """The figure and its numbers stand in no table after `last_year`; what was entered stays."""
    organization = government_of(actor.organization)
    if indicator.organization_id != organization.pk or not can_define(actor, organization):
        raise Forbidden(NO_RIGHT_TO_DEFINE)
    last_year = max(last_year, indicator.from_year - 1)
    indicator.to_year = last_year
    indicator.save(update_fields=["to_year"])
    own = Measure.objects.filter(organization=organization, code__in=[*indicator.numerator, *indicator.denominator])
    own.update(to_year=last_year)
    after = {"năm cuối": last_year}
    record("Bớt chỉ tiêu thống kê", indicator, actor=actor, organization=organization, now=now, after=after)


@transaction.atomic
def tie_target(*, actor: Actor, line: TargetLine, code: str, now: datetime) -> None:
    """Choose the figure that tells what a target achieves; "" for none: its results are then entered one by one."""
    plan: Plan = line.plan
    if not can_tie(actor, plan.organization_id):
        raise Forbidden(NO_RIGHT_TO_TIE)
    indicator = indicator_coded(plan.organization, code) if code else None
    if code and indicator is None:
        raise Refused("Đơn vị không có chỉ tiêu thống kê này; hãy tải lại trang rồi chọn trong danh sách.")
    chosen, _ = TargetSource.objects.update_or_create(
        plan=plan,
        key=line.key,
        defaults={
            "text": line.target.text,
            "indicator": indicator,
            "author_name": actor.name,
            "chosen_at": now,
        },
    )
    after = {"chỉ tiêu": line.target.text, "nguồn": str(indicator or "ghi từng kỳ")}
    record("Chọn nguồn của chỉ tiêu", chosen, actor=actor, organization=plan.organization, now=now, after=after)


@transaction.atomic
def measure_target(
    *,
    actor: Actor,
    line: TargetLine,
    period: Period,
    numerator: Decimal | None,
    denominator: Decimal | None,
    note: str,
    now: datetime,
) -> None:
    """What a target achieved by the end of a period; without a numerator an earlier one is withdrawn."""
    organization = line.plan.organization
    if not can_tie(actor, organization.pk):
        raise Forbidden(NO_RIGHT_TO_TIE)
    _require_open(organization, period)
    if numerator is None and denominator is not None:
        raise Refused("Hãy ghi tử số; chỉ có mẫu số thì chưa tính được kết quả.")
    if denominator == 0:
        raise Refused("Mẫu số không thể bằng 0; kỳ này không phát sinh thì để trống cả hai ô.")
    row = TargetMeasurement.objects.create(
        plan=line.plan,
        key=line.key,
        text=line.target.text,
        numerator=numerator,
        denominator=denominator,
        note=squeeze(note),
        **_entry(actor, period, now),
    )
    after = {period.name: f"{shown(numerator)}/{shown(denominator)}".rstrip("/") or "chưa có số liệu"}
    record("Ghi kết quả chỉ tiêu", row, actor=actor, organization=organization, now=now, after=after)
