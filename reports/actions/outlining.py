"""Setting the outline of reports and taking one away."""

from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import Organization
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Forbidden, Refused
from reports.models import ReportOutline
from reports.outline import Parts, faults, from_json, numbered, to_json
from reports.rules import can_set_outline
from tasks.enums import Audience
from tasks.periods import YEARS

NO_RIGHT = {
    Audience.OWN: "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của đơn vị đặt được đề cương báo cáo của đơn vị.",
    Audience.BELOW: (
        "Chỉ Văn phòng, lãnh đạo hoặc cơ quan theo dõi của chính quyền cấp trên đặt được đề cương báo cáo của các đơn "
        "vị cấp dưới."
    ),
}


@transaction.atomic
def set_outline(
    *, actor: Actor, organization: Organization, audience: Audience, from_year: int, parts: Parts, now: datetime
) -> ReportOutline:
    """Reports from a year on have this outline; what was set before for the same year is replaced. Drafts that are open
    take it when they are drafted again, reports that were sent keep theirs. Raises Refused with a sentence a line for
    everything that is wrong."""
    _require_right(actor, organization, audience)
    if from_year not in YEARS:
        raise Refused(f"Năm bắt đầu áp dụng phải từ {YEARS[0]} đến {YEARS[-1]}.")
    if found := faults(parts):
        raise Refused("\n".join(found))
    hold(organization)
    known = ReportOutline.objects.filter(organization=organization, audience=audience, from_year=from_year).first()
    before, after = (
        _told(audience, from_year, from_json(known.parts)) if known else {},
        _told(audience, from_year, parts),
    )
    if known and before == after:
        return known
    row = known or ReportOutline(organization=organization, audience=audience, from_year=from_year)
    row.parts, row.editor_name, row.edited_at = to_json(parts), actor.name, now
    row.save()
    record("Đặt đề cương báo cáo", row, actor=actor, organization=organization, now=now, before=before, after=after)
    return row


@transaction.atomic
def remove_outline(
    *, actor: Actor, organization: Organization, audience: Audience, from_year: int, now: datetime
) -> None:
    """What held before holds again: an earlier outline, that of the government above, or the built-in one."""
    _require_right(actor, organization, audience)
    row = ReportOutline.objects.filter(organization=organization, audience=audience, from_year=from_year).first()
    if row is None:
        raise Refused(
            f"Không có đề cương riêng nào đặt từ năm {from_year}; hãy tải lại trang để xem đề cương đang dùng."
        )
    before = _told(audience, from_year, from_json(row.parts))
    record("Bỏ đề cương báo cáo", row, actor=actor, organization=organization, now=now, before=before)
    row.delete()


def _require_right(actor: Actor, organization: Organization, audience: Audience) -> None:
    if not can_set_outline(actor, organization, audience):
        raise Forbidden(NO_RIGHT[audience])


def _told(audience: Audience, from_year: int, parts: Parts) -> dict[str, str]:
    """The outline in words, a part a line, for the audit trail."""
    lines = []
    for number, part in zip(numbered(part.level for part in parts), parts, strict=True):
        areas = f": {', '.join(part.areas)}" if part.areas else ""
        empty = "chỉ hiện khi có nội dung" if part.optional else part.missing and f"khi trống: {part.missing}"
        told = "; ".join(filter(None, (f"{part.filling.label}{areas}", empty)))
        lines.append(f"{number}. {part.heading} ({told})")
    return {"áp dụng cho": audience.label, "từ năm": str(from_year), "đề cương": "\n".join(lines)}
