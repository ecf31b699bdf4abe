"""Rounds and the bodies in them, as far as the actor reaches: what the pages of the team stand on."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from cchc.orgs.actors import Actor
from cchc.orgs.enums import OrganizationKind
from cchc.orgs.models import Membership, Organization
from cchc.orgs.queries.people import is_in_force
from cchc.text import sort_key
from indices.enums import AssessmentState
from indices.models import Assessment, CriteriaSet, Criterion, Proof, Round, TeamMember


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round of the list: how many bodies stand in each state, and for a body that is scored its own assessment."""

    round: Round
    states: Counter[str] = field(default_factory=Counter)
    own: Assessment | None = None

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def scoring(self) -> int:
        return self.states[AssessmentState.SCORING]

    @property
    def decided(self) -> int:
        return self.states[AssessmentState.DECIDED] + self.states[AssessmentState.PUBLISHED]


def round_lines(actor: Actor) -> list[RoundLine]:
    """Every round within reach, the latest first (two queries)."""
    rounds = list(_rounds(actor))
    found = {one.pk: RoundLine(one) for one in rounds}
    own: dict[int, Assessment] = {}
    reached: QuerySet[Assessment] = Assessment.objects.visible_to(actor).filter(round__in=found).order_by()
    for assessment in reached:
        found[assessment.round_id].states[assessment.state] += 1
        if actor.belongs_to(assessment.organization_id):
            own[assessment.round_id] = assessment
    return [RoundLine(one, found[one.pk].states, own.get(one.pk)) for one in rounds]


def round_of(actor: Actor, pk: int) -> Round | None:
    """One round within reach, with its set and its government."""
    return _rounds(actor).filter(pk=pk).first()


def _rounds(actor: Actor) -> QuerySet[Round]:
    found: QuerySet[Round] = Round.objects.visible_to(actor)
    return found.select_related("criteria_set", "organization__parent")


def team_of(round_: Round) -> list[TeamMember]:
    """The team and the council, each with person and body (one query)."""
    return list(round_.team.select_related("user", "organization"))


def assessments_of(round_: Round) -> list[Assessment]:
    """Every body of the round by name; for those who oversee it, and after publication for everybody in it."""
    found = list(round_.assessments.select_related("organization"))
    for one in found:
        one.round = round_
    return sorted(found, key=lambda one: sort_key(one.organization.name))


def assessment_of(actor: Actor, pk: int) -> Assessment | None:
    """One body's assessment within reach, with its round, its set and its body."""
    found: QuerySet[Assessment] = Assessment.objects.visible_to(actor)
    return (
        found.select_related("organization__parent", "round__organization__parent", "round__criteria_set")
        .filter(pk=pk)
        .first()
    )


def criteria_of(criteria_set: CriteriaSet) -> list[Criterion]:
    """Every criterion of a set in its order (one query)."""
    return list(criteria_set.criteria.all())


def proofs_of(assessment: Assessment) -> dict[int, list[Proof]]:
    """What proves the self-score and was not taken away, by criterion (one query)."""
    found: dict[int, list[Proof]] = {}
    for proof in Proof.objects.filter(assessment=assessment, removed_at=None):
        found.setdefault(proof.criterion_id, []).append(proof)
    return found


def usable_sets(actor: Actor) -> list[CriteriaSet]:
    """The sets of the actor's own government, the latest first (one query)."""
    found: QuerySet[CriteriaSet] = CriteriaSet.objects.filter(organization__in=actor.government_ids)
    return list(found.select_related("organization__parent"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that can be assessed for a year: what its life in that year asks one to think of; `is_usual` where it is
    chosen unless somebody says otherwise."""

    body: Organization
    words: str
    is_usual: bool


def candidates(criteria_set: CriteriaSet) -> list[Candidate]:
    """The bodies of the set's level beneath its government that existed in its year, by name. One that ended within the
    year is carried on by another, which is assessed; one that began is assessed over the part that it existed (one
    query)."""
    first, last = date(criteria_set.year, 1, 1), date(criteria_set.year, 12, 31)
    lived = (Q(valid_from=None) | Q(valid_from__lte=last)) & (Q(valid_to=None) | Q(valid_to__gte=first))
    found = Organization.objects.filter(lived, _beneath(criteria_set), kind=criteria_set.level)
    ordered = sorted(found.select_related("merged_into"), key=lambda body: sort_key(body.name))
    return [_candidate(body, first, last) for body in ordered]


def _candidate(body: Organization, first: date, last: date) -> Candidate:
    words = []
    if body.valid_from and body.valid_from > first:
        words.append(f"thành lập ngày {body.valid_from:%d/%m/%Y}: đánh giá phần năm đã hoạt động")
    ended = body.valid_to is not None and body.valid_to <= last
    if ended and body.valid_to:
        heir = f", {body.merged_into} kế tục" if body.merged_into else ""
        words.append(f"kết thúc ngày {body.valid_to:%d/%m/%Y}{heir}: không đánh giá riêng, trừ khi được yêu cầu")
    return Candidate(body, "; ".join(words), not ended)


def _beneath(criteria_set: CriteriaSet) -> Q:
    """Departments are the government's own; communes and districts stand anywhere in its territory."""
    government = criteria_set.organization
    if criteria_set.level == OrganizationKind.DEPARTMENT:
        return Q(parent=government)
    return Q(path__startswith=government.path) & ~Q(pk=government.pk)


def people_for(actor: Actor, *, today: date) -> list[Membership]:
    """Who can be of the team of a round that the actor runs: the people of his government, which may carry on the one
    that opened it, and of its departments, one line a person and body (one query)."""
    government = actor.organization.government
    of_government = Q(organization=government)
    of_departments = Q(organization__parent=government, organization__kind=OrganizationKind.DEPARTMENT)
    held = Membership.objects.filter(is_in_force(today), of_government | of_departments, user__is_active=True)
    found = {(one.user_id, one.organization_id): one for one in held.select_related("user", "organization")}
    return sorted(found.values(), key=lambda one: (sort_key(one.organization.name), sort_key(one.user.full_name)))


def known_bodies(bodies: Iterable[int]) -> list[Organization]:
    """Bodies by their ids (one query)."""
    return list(Organization.objects.filter(pk__in=list(bodies)))
