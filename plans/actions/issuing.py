"""The head of a plan that is written here: what it is called, what it carries out, under which number it is issued."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes, record
from cchc.orgs.refusals import Refused
from cchc.paper.words import clean
from plans.actions.correcting import Stale
from plans.actions.heading import Heading, correct_heading
from plans.actions.rows import cut
from plans.actions.writing import writable_plan
from plans.models import Plan
from plans.papers import USUAL_KIND, split_title

SIGNED_WITHOUT_NUMBER = "Hãy ghi đủ số, ký hiệu (ví dụ 03/KH-UBND) khi đã có ngày ban hành."


@dataclass(frozen=True, slots=True)
class Head:
    """Everything above the rows and below them, as it should be. `authority` are the words before the signer's title
    ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH")."""

    heading: Heading
    carries_out: str
    authority: str
    signer_title: str
    signer: str


@transaction.atomic
def write_head(*, actor: Actor, plan: Plan, seen: int, head: Head, now: datetime) -> Plan:
    """Other years or another day of issue change what deadlines mean, so all rows are read again then."""
    plan = writable_plan(actor, plan.pk)
    if plan.revision != seen:
        raise Stale
    heading = _cleaned(head.heading)
    if heading.issued_on and (not heading.number or heading.number.startswith("/")):
        raise Refused(SIGNED_WITHOUT_NUMBER)
    plan = correct_heading(actor=actor, plan=plan, seen=seen, heading=heading, now=now)
    before = _shown(plan)
    plan.carries_out = " ".join(clean(head.carries_out).split())
    plan.authority, plan.signer_title = cut(clean(head.authority), 120), cut(clean(head.signer_title), 120).upper()
    plan.signer = cut(clean(head.signer), 120)
    old, new = changes(before, _shown(plan))
    if new:
        plan.revision += 1
        plan.save()
        record("Sửa phần ký", plan, actor=actor, organization=plan.organization, now=now, before=old, after=new)
    return plan


def whole_title(text: str) -> str:
    """A title says what kind of document it is the title of."""
    title = " ".join(clean(text).split())
    is_whole = not title or split_title(title)[1] != title
    return cut(title if is_whole else f"{USUAL_KIND} {title}", 500)


def _cleaned(heading: Heading) -> Heading:
    number = clean(heading.number).replace(" ", "")
    return replace(heading, number=number, title=whole_title(heading.title))


def _shown(plan: Plan) -> dict[str, Any]:
    return {
        "căn cứ thực hiện": plan.carries_out,
        "quyền hạn ký": plan.authority,
        "chức vụ người ký": plan.signer_title,
        "người ký": plan.signer,
    }
