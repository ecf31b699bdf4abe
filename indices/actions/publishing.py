"""Publication: what was decided is frozen, ranked and written as a table of results, once and in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from cchc.numbers import plain
from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Refused
from cchc.text import squeeze
from indices.actions.rounds import locked_round, tell_bodies
from indices.actions.stepping import take_step
from indices.enums import IndexKind
from indices.models import Assessment, Criterion, PublishedResult, ResultTable, Round
from indices.queries.appraising import areas_of, outside_hundred
from indices.queries.publishing import Outcome, outcome_of
from indices.scoring.bands import bands_to_json
from indices.scoring.composite import WEIGHT_PLACES, Component, components_to_json
from indices.scoring.numbers import HUNDRED, rounded
from indices.scoring.standings import Standing
from indices.transitions import Step

MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision by which a result is published."""

    number: str
    decided_on: date
    signer: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the rows of a table have in common."""

    table: ResultTable
    areas: Sequence[Criterion]
    places: int


@transaction.atomic
def publish(*, actor: Actor, round_id: int, decision: Decision, now: datetime) -> Round:
    """Publish the ranking by this decision. Refused while a body is undecided or a criterion without points: nothing
    missing becomes 0. Afterwards nothing of the round changes any more."""
    held = locked_round(actor, round_id)
    decision = _checked(decision, now)
    hold(held.organization)
    outcome = outcome_of(held)
    _check_ready(outcome)
    held.decision_number, held.decided_on, held.signer = decision.number, decision.decided_on, decision.signer
    held.published_at = now
    _freeze(actor, outcome, now)
    held.save(update_fields=["decision_number", "decided_on", "signer", "published_at"])
    _write_table(actor, held, outcome, now)
    after = {"quyết định": decision.number, "ngày": decision.decided_on.isoformat(), "đơn vị": len(outcome.assessments)}
    record("Công bố kết quả đánh giá", held, actor=actor, organization=held.organization, now=now, after=after)
    words = f"Đã công bố kết quả đợt “{held.name}” theo Quyết định {decision.number}; xem hạng và điểm từng lĩnh vực."
    tell_bodies(actor=actor, round_=held, key="published", words=words, now=now)
    return held


def _checked(decision: Decision, now: datetime) -> Decision:
    number, signer = squeeze(decision.number), squeeze(decision.signer)
    if not number:
        raise Refused("Hãy ghi số quyết định công bố, ví dụ 345/QĐ-UBND.")
    if not signer:
        raise Refused("Hãy ghi họ tên người ký quyết định công bố.")
    if decision.decided_on > localdate(now):
        raise Refused("Ngày quyết định không thể sau hôm nay; hãy công bố khi quyết định đã ký.")
    return Decision(number, decision.decided_on, signer)


def _check_ready(outcome: Outcome) -> None:
    if outcome.taken is not None:
        raise Refused(
            f"Đã có bảng kết quả “{outcome.taken}” của cùng chỉ số, cấp và năm; hãy bỏ bảng đó rồi công bố đợt này."
        )
    if outcome.undecided:
        names = _named([one.organization.name for one in outcome.undecided])
        raise Refused(f"Hội đồng chưa quyết định {names}; hãy hoàn tất rồi công bố.")
    if outcome.missing:
        said = "; ".join(f"{name}: {_named(codes)}" for name, codes in outcome.missing[:MOST_NAMED])
        raise Refused(f"Còn tiêu chí chưa có điểm nên chưa xếp hạng được: {said}.")


def _named(names: Sequence[str]) -> str:
    others = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" và {others} mục khác" if others > 0 else "")


def _freeze(actor: Actor, outcome: Outcome, now: datetime) -> None:
    """The numbers of each body stay in its assessment."""
    for one in outcome.assessments:
        take_step(actor=actor, assessment=one, step=Step.PUBLISH, now=now)
        one.refresh_from_db(fields=["state"])
        standing = outcome.standings[one.pk]
        total, place = standing.total, standing.place
        one.points, one.maximum, one.bonus = total.points, total.maximum, total.bonus
        one.final, one.class_name, one.rank = standing.final, standing.class_name, place.rank
        one.of_how_many, one.shared_with, one.decided_by = place.of, place.shared, place.decided_by
    fields = ("points", "maximum", "bonus", "final", "class_name", "rank", "of_how_many", "shared_with", "decided_by")
    Assessment.objects.bulk_update(outcome.assessments, fields, batch_size=100)


def _write_table(actor: Actor, round_: Round, outcome: Outcome, now: datetime) -> ResultTable:
    of = round_.criteria_set
    outside = outside_hundred(outcome.criteria)
    areas = [one for one in areas_of(outcome.criteria) if one.code not in outside]
    kind = IndexKind(of.kind).label
    table = ResultTable.objects.create(
        organization=round_.organization,
        kind=of.kind,
        level=of.level,
        year=of.year,
        name=f"{kind} {of.year}: {round_.name}",
        source=f"Quyết định {round_.decision_number} ngày {round_.decided_on:%d/%m/%Y}",
        published_on=round_.decided_on,
        components=components_to_json(_components(areas)),
        bands=bands_to_json(of.classes),
        places=of.places,
        round=round_,
        author_name=actor.name,
        created_at=now,
    )
    kept = _Kept(table, areas, of.places)
    PublishedResult.objects.bulk_create(_result(kept, one, outcome.standings[one.pk]) for one in outcome.assessments)
    return table


def _components(areas: Sequence[Criterion]) -> list[Component]:
    """Each area counts for its share of the hundred."""
    whole = sum((one.maximum for one in areas), Decimal(0))
    return [
        Component(one.code, one.name, one.maximum, rounded(one.maximum * HUNDRED / whole, WEIGHT_PLACES))
        for one in areas
    ]


def _result(kept: _Kept, one: Assessment, standing: Standing) -> PublishedResult:
    """The line of a body; an area of which nothing applies to it has no value."""
    totals = {area.code: standing.totals[area.code] for area in kept.areas}
    values = {
        code: plain(rounded(total.points, kept.places)) if total.maximum > 0 else None for code, total in totals.items()
    }
    maxima = {
        area.code: plain(totals[area.code].maximum) for area in kept.areas if totals[area.code].maximum != area.maximum
    }
    return PublishedResult(
        table=kept.table,
        organization=one.organization,
        name=one.organization.name,
        values=values,
        maxima=maxima,
        total=standing.final,
        rank=standing.place.rank,
        of_how_many=standing.place.of,
        class_name=standing.class_name,
    )
