"""What addresses of indices name: a body ("don-vi=4"), an index ("loai=pci")."""

from django.http import Http404

from cchc.orgs.http import ActorRequest
from cchc.orgs.models import Organization
from indices.enums import IndexKind
from indices.queries.standing import body_asked


def chosen_body(request: ActorRequest) -> Organization:
    """The body that the address names, otherwise one's own; 404 for one out of reach."""
    given = request.GET.get("don-vi", "")
    is_number = given.isascii() and given.isdecimal() and len(given) < 16
    found = body_asked(request.actor, int(given) if is_number else None)
    if found is None:
        raise Http404
    return found


def chosen_kind(request: ActorRequest) -> str:
    """The index that the address names, "" for all."""
    given = request.GET.get("loai", "")
    return given if given in {kind.value for kind in IndexKind} else ""
