"""Reading of plans: the list, one plan with everything read from it, the bodies that its rows may name."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import FormerName, Organization, Position
from cchc.orgs.scope import own_body
from plans.enums import PlanState
from plans.layout import Row as DocumentRow
from plans.models import Change, Doubt, Plan, PlanItem, PlanSource, Responsibility, Section, Target
from plans.reading.agencies import Directory
from plans.reading.results import Body, Former
from plans.versions.relations import Outline, Suggestion, suggest
from plans.versions.rows import Row

KNOWN_ABOVE = (PlanState.ACCEPTED, PlanState.CLOSED, PlanState.MERGED)


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan with its sections, rows, targets and points, all loaded; `items` are the rows in the document's order,
    each with its `children` (actions, subtasks)."""

    plan: Plan
    sections: tuple[Section, ...]
    items: tuple[PlanItem, ...]
    targets: tuple[Target, ...]
    doubts: tuple[Doubt, ...]

    @property
    def undecided(self) -> tuple[Doubt, ...]:
        return tuple(doubt for doubt in self.doubts if not doubt.settlement)


def plans_in_reach(actor: Actor) -> QuerySet[Plan]:
    """All plans of one's own body; of the bodies below what was put in force, earlier versions of it too: a draft is
    theirs alone."""
    plans: QuerySet[Plan] = Plan.objects.visible_to(actor)
    return plans.filter(own_body(actor) | Q(state__in=KNOWN_ABOVE))


def plan_list(actor: Actor) -> QuerySet[Plan]:
    """Plans within reach, the newest years first, with `row_count` and `undecided_count` (one query); earlier versions
    are listed with their plan."""
    return (
        plans_in_reach(actor)
        .exclude(state=PlanState.MERGED)
        .select_related("organization", "source")
        .defer("source__blocks")
        .annotate(
            row_count=Count("sections__items", filter=Q(sections__items__parent=None), distinct=True),
            undecided_count=Count("doubts", filter=Q(doubts__settlement=""), distinct=True),
        )
        .order_by("-from_year", "-pk")
    )


def plan_of(actor: Actor, pk: int) -> Plan | None:
    """One plan with its body and file (without the words of the document), or None when it is out of reach."""
    plans = plans_in_reach(actor).select_related("organization", "source__uploaded_by")
    return plans.defer("source__blocks").filter(pk=pk).first()


def plan_for_review(actor: Actor, pk: int) -> PlanView | None:
    """Everything that the review page shows, in a fixed number of queries."""
    plan = plans_in_reach(actor).select_related("organization", "source").filter(pk=pk).first()
    if plan is None:
        return None
    items = _items(actor).filter(section__plan=plan)
    return PlanView(
        plan=plan,
        sections=tuple(Section.objects.visible_to(actor).filter(plan=plan).select_related("lead", "parent")),
        items=tuple(items.filter(parent=None).order_by("section__order", "order")),
        targets=tuple(Target.objects.visible_to(actor).filter(plan=plan)),
        doubts=tuple(doubts_of(actor, plan)),
    )


def item_of(actor: Actor, plan_pk: int, pk: int) -> PlanItem | None:
    """One row, action or subtask of a plan within reach."""
    return _items(actor).filter(section__plan=plan_pk, pk=pk).first()


def section_of(actor: Actor, plan_pk: int, pk: int) -> Section | None:
    """One section of a plan within reach."""
    sections = Section.objects.visible_to(actor).filter(plan__in=plans_in_reach(actor))
    return sections.filter(plan=plan_pk, pk=pk).first()


def doubts_of(actor: Actor, plan: Plan) -> QuerySet[Doubt]:
    """All points of a plan, decided or not, in the document's order."""
    return Doubt.objects.visible_to(actor).filter(plan=plan).select_related("settled_by", "item__parent")


def target_of(actor: Actor, plan_pk: int, pk: int) -> Target | None:
    targets = Target.objects.visible_to(actor).filter(plan__in=plans_in_reach(actor))
    return targets.select_related("plan__organization").filter(plan=plan_pk, pk=pk).first()


def doubt_of(actor: Actor, plan_pk: int, pk: int) -> Doubt | None:
    doubts = Doubt.objects.visible_to(actor).filter(plan__in=plans_in_reach(actor))
    return doubts.select_related("plan__organization").filter(plan=plan_pk, pk=pk).first()


def source_of(actor: Actor, plan_pk: int) -> PlanSource | None:
    """The file of a plan within reach, for sending it to a person."""
    sources = PlanSource.objects.visible_to(actor).filter(plan__in=plans_in_reach(actor))
    return sources.defer("blocks").filter(plan=plan_pk).first()


def source_blocks(plan: Plan) -> list[dict[str, Any]]:
    """The words of the document that a plan was read from; nothing for one written here (one query)."""
    found: list[dict[str, Any]] | None = PlanSource.objects.filter(plan=plan).values_list("blocks", flat=True).first()
    return found or []


def blocks_of(plan: Plan) -> list[dict[str, Any]]:
    """The words of the document of a plan that was loaded with its source."""
    source = getattr(plan, "source", None)
    return source.blocks if source else []


def last_step(plan: Plan) -> Change | None:
    """The step of the review that can be undone (one query)."""
    return Change.objects.filter(plan=plan).defer("before", "after").order_by("-pk").first()


def sections_of(plan: Plan) -> list[Section]:
    """The sections that a row can stand in, in the document's order (one query)."""
    return list(Section.objects.filter(plan=plan).order_by("order"))


def document_rows(plan: Plan) -> list[DocumentRow]:
    """The rows of a plan in the words of its document, to be tied to it (one query)."""
    rows = PlanItem.objects.filter(section__plan=plan, parent=None).order_by("section__order", "order")
    return [document_row(item) for item in rows]


def document_row(item: PlanItem) -> DocumentRow:
    """One row in the words of its document, with the lines of its other cells."""
    cells = (item.product_text, item.agency_text, item.deadline_text, item.note)
    lines = tuple(line for cell in cells for line in cell.split("\n") if line)
    return DocumentRow(item.pk, item.document_text, item.section_id, lines, "hàng " not in item.place)


def plan_to_read(plan_pk: int) -> Plan | None:
    """The plan a job was asked to read; None when it was thrown away meanwhile."""
    return Plan.objects.select_related("organization", "source").filter(pk=plan_pk).first()


def directory_of(organization: Organization) -> Directory:
    """The bodies that a plan of this body may name (see `named_bodies`). Groups are known by their words
    (`plans.reading.agencies.fans_out`)."""
    named = named_bodies(organization)
    former = former_names([found for found in named.values() if isinstance(found, Organization)])
    return Directory(
        Body(name, _aliases(found), former=former.get(found.pk, ()) if isinstance(found, Organization) else ())
        for name, found in named.items()
    )


def named_bodies(organization: Organization) -> Mapping[str, Position | Organization]:
    """By canonical name: the posts of the body, itself, the governments above it with their departments, the communes
    beneath it (two queries). Of those that ended only the ones it stands under itself."""
    positions = Position.objects.filter(organization=organization)
    above = [int(pk) for pk in organization.path.strip("/").split("/")]
    beneath = Q(path__startswith=organization.path, kind=OrganizationKind.COMMUNE)
    departments = Q(parent__in=above, kind=OrganizationKind.DEPARTMENT)
    lives = Q(valid_to=None) | Q(pk__in=above)
    bodies = Organization.objects.filter(lives, Q(pk__in=above) | departments | beneath)
    named: list[Position | Organization] = [*bodies, *positions]
    return {found.name: found for found in named}


def former_names(bodies: Sequence[Organization]) -> dict[int, tuple[Former, ...]]:
    """The names that these bodies bore before, and those of the ended bodies whose work they carry on, by body (two
    queries)."""
    found: dict[int, list[Former]] = {body.pk: [] for body in bodies}
    names = {body.pk: body.name for body in bodies}
    for was in FormerName.objects.filter(organization__in=names):
        if was.name != names[was.organization_id]:
            told = f"đã đổi tên thành “{names[was.organization_id]}” từ {_day_after(was.until_on)}"
            found[was.organization_id].append(Former(was.name, (was.issuer_name,), was.until_on, told))
    for ended in Organization.objects.filter(merged_into__in=names):
        if ended.merged_into_id and ended.valid_to:
            told = f"đã kết thúc, “{names[ended.merged_into_id]}” kế thừa từ {_day_after(ended.valid_to)}"
            found[ended.merged_into_id].append(Former(ended.name, _aliases(ended), ended.valid_to, told))
    return {pk: tuple(formers) for pk, formers in found.items()}


def _day_after(day: date) -> str:
    return f"{day + timedelta(days=1):%d/%m/%Y}"


def choices_of_bodies(organization: Organization) -> tuple[list[Position], list[Organization]]:
    """Posts and bodies that a row can be given to by hand."""
    named = named_bodies(organization).values()
    posts = sorted((found for found in named if isinstance(found, Position)), key=lambda post: (post.order, post.name))
    return posts, [found for found in named if isinstance(found, Organization)]


def leaves_of(plan: Plan) -> list[PlanItem]:
    """What becomes duties: rows without parts and the smallest parts of the others, in the document's order, each with
    its section and its chain of parents (five queries)."""
    named = Responsibility.objects.select_related("position", "body").order_by("-role", "pk")
    found = PlanItem.objects.filter(section__plan=plan).order_by("section__order", "order")
    items = found.select_related("section__lead").prefetch_related(Prefetch("responsibilities", named), "products")
    below: dict[int | None, list[PlanItem]] = {}
    for item in items:
        below.setdefault(item.parent_id, []).append(item)
    return [leaf for item in below.get(None, ()) for leaf in _leaves(item, below)]


def row_of(item: PlanItem) -> Row:
    """A leaf as versions are compared by it: the document's words and its place."""
    above = []
    parent = item.parent
    while parent is not None:
        above.append(parent)
        parent = parent.parent
    numbers = [str(one.document_words.get("ordinal", one.ordinal)).strip() for one in (item, *above)]
    return Row(
        key=item.pk,
        text=item.document_text,
        above="\n".join(one.document_text for one in reversed(above)),
        product=item.product_text,
        agency=item.agency_text,
        deadline=item.deadline_text,
        note=str(item.document_words.get("note", item.note)),
        ordinal=next(filter(None, numbers), ""),
        section=str(item.section),
    )


def plans_to_relate(plan: Plan) -> QuerySet[Plan]:
    """Plans of the same body in force, the newest first: what a draft can revise, supplement or replace."""
    others = Plan.objects.filter(organization=plan.organization_id, state=PlanState.ACCEPTED)
    return others.exclude(pk=plan.pk).order_by("-from_year", "-pk")


def suggested_relation(plan: Plan, known: Sequence[Plan]) -> Suggestion | None:
    """What a draft seems to be to one of these plans in force (two queries)."""
    texts: dict[int, list[str]] = {one.pk: [] for one in (plan, *known)}
    items = PlanItem.objects.filter(section__plan__in=texts, children=None).order_by("section__order", "order")
    for key, text in items.values_list("section__plan", "text"):
        texts[key].append(text)
    blocks = PlanSource.objects.filter(plan=plan).values_list("blocks", flat=True).first() or []
    words = [plan.title, plan.replaces, *(block["text"] for block in blocks if block["kind"] == "p")]
    return suggest(_outline(plan, texts), words, [_outline(one, texts) for one in known])


def relatives_of(actor: Actor, plan: Plan) -> list[Plan]:
    """Plans tied to this one from either side, earlier versions of it among them, the newest first (one query)."""
    tied = Q(related=plan) | Q(pk=plan.related_id)
    found = plans_in_reach(actor).filter(tied).select_related("source__uploaded_by", "accepted_by", "related")
    return list(found.defer("source__blocks").order_by("-accepted_at", "-pk"))


def version_mark(draft: Plan) -> str:
    """A mark of which row goes on with which, as it stands: who decides on a difference decides on what was shown."""
    rows = PlanItem.objects.filter(section__plan__in=[draft.pk, draft.related_id]).order_by("pk")
    stood = list(rows.values_list("pk", "section__plan", "origin", "revision"))
    return hashlib.sha256(repr(stood).encode()).hexdigest()[:16]


def known_codes() -> list[str]:
    """Codes of all bodies, for the sentence of a command that was given an unknown one."""
    return list(Organization.objects.order_by("code").values_list("code", flat=True))


def _aliases(found: Position | Organization) -> tuple[str, ...]:
    if isinstance(found, Organization):
        return (*found.aliases, found.issuer_name)
    return (*found.aliases, *filter(None, (found.short_name,)))


def _items(actor: Actor) -> QuerySet[PlanItem]:
    below = PlanItem.objects.order_by("order").select_related("section__lead")
    wanted: list[Any] = [
        *_parts(""),
        Prefetch("children", below),
        *_parts("children__"),
        Prefetch("children__children", below),
        *_parts("children__children__"),
        "children__children__children",
    ]
    items = PlanItem.objects.visible_to(actor).filter(section__plan__in=plans_in_reach(actor))
    items = items.select_related("section__plan__organization", "section__lead")
    return items.prefetch_related(*wanted)


def _parts(prefix: str) -> list[Any]:
    """What every row is shown with, for `prefetch_related`."""
    named = Responsibility.objects.select_related("position", "body").order_by("-role", "pk")
    return [Prefetch(f"{prefix}responsibilities", named), f"{prefix}products", f"{prefix}doubts"]


def _leaves(item: PlanItem, below: Mapping[int | None, list[PlanItem]]) -> Iterator[PlanItem]:
    parts = below.get(item.pk, ())
    if not parts:
        yield item
    for part in parts:
        part.parent = item
        yield from _leaves(part, below)


def _outline(plan: Plan, texts: Mapping[int, list[str]]) -> Outline:
    return Outline(plan.pk, plan.number, plan.title, (plan.from_year, plan.to_year), texts[plan.pk])
