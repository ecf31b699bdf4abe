"""Initiatives: registered, mended and withdrawn by their authors until they are decided; adopted or refused once."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from cchc.orgs.actors import Actor
from cchc.orgs.audit import changes, record
from cchc.orgs.queries.bodies import hold
from cchc.orgs.refusals import Forbidden, Refused, Stale
from cchc.text import searchable, squeeze
from indices.actions.campaign_notices import tell_authors
from indices.authorship import Author, shared
from indices.enums import InitiativeState
from indices.models import Initiative, InitiativeAuthor
from indices.rules.initiatives import can_decide, can_edit, can_register, can_register_for_others

FIRST_YEAR = 2000
NO_RIGHT = "Chỉ công chức, Văn phòng - Thống kê và lãnh đạo của đơn vị đăng ký sáng kiến."
NOT_HIS = (
    "Anh chị không có tên trong các tác giả nên không đăng ký thay được; Văn phòng - Thống kê hoặc lãnh đạo của đơn vị "
    "đăng ký giúp người khác."
)
NOT_OPEN = "Sáng kiến này đã có kết quả hoặc đã rút nên không sửa, không rút được nữa."
NOT_EDITOR = "Chỉ tác giả, Văn phòng - Thống kê và lãnh đạo của đơn vị sửa, rút sáng kiến này."
NO_DECIDER = "Chỉ Văn phòng - Thống kê, lãnh đạo của đơn vị hoặc cơ quan theo dõi cấp trên ghi kết quả xét công nhận."
DECIDED = "Sáng kiến này đã có kết quả hoặc đã rút; hãy tải lại trang để xem."


@dataclass(frozen=True, slots=True)
class Idea:
    """What a form says of an initiative."""

    year: int
    name: str
    area: str
    problem: str
    solution: str
    effect: str
    applied_on: date | None


class Edited(Stale):
    """Somebody else saved the same initiative meanwhile; `theirs` is as it is now."""

    def __init__(self, theirs: Initiative) -> None:
        super().__init__(
            "Người khác vừa sửa sáng kiến này; hãy xem bản đã lưu bên dưới, rồi lưu lại để thay bằng bản của anh chị."
        )
        self.theirs = theirs


@transaction.atomic
def register_initiative(*, actor: Actor, idea: Idea, authors: Sequence[Author], now: datetime) -> Initiative:
    """Put an idea on the body's list. The same one of the same year once more (a double press) is the one there."""
    if not can_register(actor):
        raise Forbidden(NO_RIGHT)
    idea, authors, today = _checked(idea, localdate(now)), shared(authors), localdate(now)
    _require_own_idea(actor, authors)
    hold(actor.organization)
    same = {"organization": actor.organization, "year": idea.year, "name": idea.name}
    known = Initiative.objects.filter(**same, state=InitiativeState.REGISTERED).first()
    if known:
        return known
    initiative = Initiative.objects.create(
        organization=actor.organization,
        registered_on=today,
        author_name=actor.name,
        created_at=now,
        folded=_folded(idea, authors),
        **asdict(idea),
    )
    _name_authors(initiative, authors)
    _record("Đăng ký sáng kiến", initiative, actor, now, after=_told(idea, authors))
    return initiative


@transaction.atomic
def edit_initiative(
    *, actor: Actor, initiative_id: int, idea: Idea, authors: Sequence[Author], seen_revision: int, now: datetime
) -> Initiative:
    """Mend what is not decided yet. Raises Edited when somebody stored another version since `seen_revision`."""
    initiative = _open(actor, initiative_id)
    idea, authors = _checked(idea, localdate(now)), shared(authors)
    _require_own_idea(actor, authors)
    known, said = _authors_of(initiative), _idea_of(initiative)
    if said == idea and known == list(authors):
        return initiative
    if initiative.revision != seen_revision:
        raise Edited(initiative)
    before, after = changes(_told(said, known), _told(idea, authors))
    for name, value in asdict(idea).items():
        setattr(initiative, name, value)
    initiative.folded = _folded(idea, authors)
    initiative.revision += 1
    initiative.save()
    if known != list(authors):
        initiative.authors.all().delete()
        _name_authors(initiative, authors)
    _record("Sửa sáng kiến", initiative, actor, now, before=before, after=after)
    return initiative


@transaction.atomic
def withdraw_initiative(*, actor: Actor, initiative_id: int, now: datetime) -> Initiative:
    """Take back what is not decided yet; it stays to be read and counts no more."""
    initiative = _open(actor, initiative_id)
    initiative.state = InitiativeState.WITHDRAWN
    initiative.revision += 1
    initiative.save()
    _record("Rút sáng kiến", initiative, actor, now)
    return initiative


@transaction.atomic
def adopt_initiative(
    *, actor: Actor, initiative_id: int, adopter: str, decision: str, decided_on: date, now: datetime
) -> Initiative:
    """Record who recognised it, by which decision of which day."""
    initiative = _undecided(actor, initiative_id)
    adopter, decision = squeeze(adopter), squeeze(decision)
    if not (adopter and decision):
        raise Refused("Hãy ghi cơ quan công nhận và số quyết định công nhận.")
    if decided_on > localdate(now):
        raise Refused("Ngày quyết định không thể sau hôm nay; hãy ghi ngày của quyết định đã ký.")
    if decided_on.year < initiative.year:
        raise Refused(f"Quyết định công nhận sáng kiến năm {initiative.year} không thể ký từ năm trước đó.")
    initiative.state = InitiativeState.ADOPTED
    initiative.adopter, initiative.decision, initiative.decided_on = adopter, decision, decided_on
    initiative.revision += 1
    initiative.save()
    after = {"cơ quan công nhận": adopter, "quyết định": decision, "ngày": decided_on.isoformat()}
    _record("Công nhận sáng kiến", initiative, actor, now, after=after)
    said = f"Sáng kiến “{initiative.name}” được {adopter} công nhận theo Quyết định số {decision}."
    tell_authors(actor, initiative, said, now)
    return initiative


@transaction.atomic
def refuse_initiative(*, actor: Actor, initiative_id: int, reason: str, now: datetime) -> Initiative:
    """Record why it was not recognised."""
    initiative = _undecided(actor, initiative_id)
    reason = squeeze(reason)
    if not reason:
        raise Refused("Hãy ghi lý do không công nhận để tác giả biết.")
    initiative.state, initiative.reason = InitiativeState.REFUSED, reason
    initiative.decided_on = localdate(now)
    initiative.revision += 1
    initiative.save()
    _record("Không công nhận sáng kiến", initiative, actor, now, after={"lý do": reason})
    tell_authors(actor, initiative, f"Sáng kiến “{initiative.name}” không được công nhận; lý do: {reason}", now)
    return initiative


def _checked(idea: Idea, today: date) -> Idea:
    texts = {
        name: squeeze(value.replace("\r\n", "\n")) for name, value in asdict(idea).items() if isinstance(value, str)
    }
    found = Idea(**{**asdict(idea), **texts})
    if not (found.name and found.problem and found.solution):
        raise Refused("Hãy ghi tên sáng kiến, thực trạng và nội dung, giải pháp.")
    if not FIRST_YEAR <= found.year <= today.year + 1:
        raise Refused(f"Năm đăng ký phải từ {FIRST_YEAR} đến {today.year + 1}.")
    return found


def _require_own_idea(actor: Actor, authors: Iterable[Author]) -> None:
    is_named = any(one.user and actor.user and one.user.pk == actor.user.pk for one in authors)
    if not (is_named or can_register_for_others(actor)):
        raise Forbidden(NOT_HIS)


def _locked(actor: Actor, initiative_id: int) -> Initiative:
    found: QuerySet[Initiative] = Initiative.objects.visible_to(actor)
    return found.select_for_update(of=("self",)).select_related("organization__parent").get(pk=initiative_id)


def _open(actor: Actor, initiative_id: int) -> Initiative:
    initiative = _locked(actor, initiative_id)
    if initiative.state != InitiativeState.REGISTERED:
        raise Refused(NOT_OPEN)
    if not can_edit(actor, initiative):
        raise Forbidden(NOT_EDITOR)
    return initiative


def _undecided(actor: Actor, initiative_id: int) -> Initiative:
    initiative = _locked(actor, initiative_id)
    if initiative.state != InitiativeState.REGISTERED:
        raise Refused(DECIDED)
    if not can_decide(actor, initiative):
        raise Forbidden(NO_DECIDER)
    return initiative


def _name_authors(initiative: Initiative, authors: Iterable[Author]) -> None:
    rows = [
        InitiativeAuthor(initiative=initiative, user=one.user, name=one.name, title=one.title, share=one.share)
        for one in authors
    ]
    InitiativeAuthor.objects.bulk_create(rows)


def _authors_of(initiative: Initiative) -> list[Author]:
    rows = initiative.authors.select_related("user").order_by("pk")
    return [Author(one.name, one.user, one.title, one.share) for one in rows]


def _idea_of(initiative: Initiative) -> Idea:
    return Idea(**{name: getattr(initiative, name) for name in Idea.__slots__})


def _folded(idea: Idea, authors: Iterable[Author]) -> str:
    return searchable(idea.name, idea.area, *(one.name for one in authors))


def _told(idea: Idea, authors: Iterable[Author]) -> dict[str, Any]:
    return {
        "năm": idea.year,
        "tên": idea.name,
        "lĩnh vực": idea.area,
        "thực trạng": idea.problem,
        "giải pháp": idea.solution,
        "hiệu quả": idea.effect,
        "áp dụng từ": idea.applied_on.isoformat() if idea.applied_on else "",
        "tác giả": [f"{one.name} {one.share} %" for one in authors],
    }


def _record(verb: str, initiative: Initiative, actor: Actor, now: datetime, **said: Any) -> None:
    record(verb, initiative, actor=actor, organization=initiative.organization, now=now, **said)
