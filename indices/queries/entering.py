"""What can be taken over instead of typed: results that plans state, aims that plans name."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.models import Organization
from indices.models import Aim, PublishedResult
from indices.queries.contributing import plans_in_force, words_of_plans
from indices.resulting.aims import AimWords, read_aims
from indices.resulting.lines import Line, Wanted, is_duty_only
from indices.resulting.stated import Stated, stated_result
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class FromPlan:
    """A result that a plan states and that is not kept yet."""

    plan: Plan
    stated: Stated


@dataclass(frozen=True, slots=True)
class ProposedAim:
    """An aim that a plan names and that is not set yet."""

    plan: Plan
    aim: AimWords


def stated_of(actor: Actor, body: Organization) -> list[FromPlan]:
    """Results in the openings of the body's own plans, without those that are kept already (two queries)."""
    found = []
    for plan in plans_in_force(actor, body):
        stated = stated_result(plan.figures, plan.span[0])
        if stated is not None and not is_duty_only(stated.kind, body.kind):
            found.append(FromPlan(plan, stated))
    if not found:
        return []
    kept: QuerySet[PublishedResult] = PublishedResult.objects.visible_to(actor)
    known = set(kept.filter(organization=body).values_list("table__kind", "table__year"))
    return [one for one in found if (one.stated.kind.value, one.stated.year) not in known]


def wanted_of(found: FromPlan, body: Organization) -> Wanted:
    """The table of one line that keeps it."""
    stated = found.stated
    line = Line(body.name, stated.values, stated.total, stated.rank, stated.of_how_many)
    source = stated.source or found.plan.title
    return Wanted(stated.kind, body.kind, stated.year, stated.components, (line,), source=source[:300])


def proposed_aims(actor: Actor, body: Organization) -> list[ProposedAim]:
    """What the body's plans name and is not set yet, in the words of the newest plan (four queries)."""
    plans = plans_in_force(actor, body)
    words = words_of_plans(plans)
    aims: QuerySet[Aim] = Aim.objects.visible_to(actor)
    seen = set(aims.filter(organization=body).values_list("kind", "year"))
    found = []
    for plan in plans:
        for aim in read_aims(words[plan.pk], *plan.span):
            if (aim.kind.value, aim.year) not in seen and not is_duty_only(aim.kind, body.kind):
                seen.add((aim.kind.value, aim.year))
                found.append(ProposedAim(plan, aim))
    return found
