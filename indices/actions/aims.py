"""Setting what a body aims at in an index."""

from datetime import datetime

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import record
from cchc.orgs.models import Organization
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Forbidden, Refused
from cchc.text import squeeze
from indices.models import Aim
from indices.resulting.aims import AimWords
from indices.resulting.lines import DUTIES_ONLY, is_duty_only
from indices.rules.results import can_set_aim
from plans.models import Plan

NO_RIGHT = "Chỉ Văn phòng - Thống kê hoặc lãnh đạo của chính đơn vị mới đặt được mục tiêu chỉ số của đơn vị."


@transaction.atomic
def set_aim(
    *, actor: Actor, organization: Organization, words: AimWords, plan: Plan | None = None, now: datetime
) -> Aim:
    """One aim for an index and a year; saying it again with other words changes it."""
    _check(actor, organization, words)
    hold(organization)
    found = Aim.objects.select_for_update(of=("self",)).filter(
        organization=organization, kind=words.kind, year=words.year
    )
    aim = found.first() or Aim(organization=organization, kind=words.kind, year=words.year)
    before = _says(aim) if aim.pk else {}
    aim.rank, aim.score, aim.class_name = words.rank, words.score, squeeze(words.class_name)
    aim.text, aim.plan = squeeze(words.text) or aim.text, plan or aim.plan
    if aim.pk and _says(aim) == before:
        return aim
    aim.author_name, aim.written_at = actor.name, now
    aim.save()
    record("Đặt mục tiêu chỉ số", aim, actor=actor, organization=organization, now=now, before=before, after=_says(aim))
    return aim


@transaction.atomic
def drop_aim(*, actor: Actor, aim: Aim, now: datetime) -> None:
    """Take an aim back."""
    if not can_set_aim(actor, aim.organization):
        raise Forbidden(NO_RIGHT)
    record("Bỏ mục tiêu chỉ số", aim, actor=actor, organization=aim.organization, now=now, before=_says(aim))
    Aim.objects.filter(pk=aim.pk).delete()


def _check(actor: Actor, organization: Organization, words: AimWords) -> None:
    if not can_set_aim(actor, organization):
        raise Forbidden(NO_RIGHT)
    if is_duty_only(words.kind, organization.kind):
        raise Refused(DUTIES_ONLY)
    if words.rank is None and words.score is None and not words.class_name.strip():
        raise Refused("Hãy ghi ít nhất một mức phải đạt: hạng, điểm hoặc xếp loại.")


def _says(aim: Aim) -> dict[str, object]:
    return {
        "hạng": aim.rank,
        "điểm": None if aim.score is None else str(aim.score.normalize()),
        "xếp loại": aim.class_name,
        "lời văn bản": aim.text,
    }
