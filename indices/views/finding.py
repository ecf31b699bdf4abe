"""What the addresses of an assessment name, fetched through the door; 404 for what is out of reach."""

from django.http import Http404

from cchc.orgs.http import ActorRequest
from indices.models import Assessment, Criterion
from indices.queries.scoring import assessment_of, criterion_of


def found_assessment(request: ActorRequest, pk: int) -> Assessment:
    found = assessment_of(request.actor, pk)
    if found is None:
        raise Http404
    return found


def found_own(request: ActorRequest, pk: int) -> Assessment:
    """One of the actor's own body: what nobody else may write has no page for others."""
    found = found_assessment(request, pk)
    if not request.actor.belongs_to(found.organization_id):
        raise Http404
    return found


def found_leaf(assessment: Assessment, pk: int) -> Criterion:
    found = criterion_of(assessment, pk)
    if found is None:
        raise Http404
    return found
