"""Reading of bodies, and holding one while it is written."""

from cchc.orgs.models import Organization


def hold(organization: Organization) -> None:
    """What is one for a body (a number, a setting) is read and written by one person at a time, until the end of the
    transaction."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)


def organization_by_code(code: str) -> Organization | None:
    """The body of that code, for commands; None when there is none."""
    return Organization.objects.filter(code=code).select_related("parent").first()


def root_of(organization: Organization) -> Organization:
    """The body with nobody above it, beneath which this one stands."""
    return Organization.objects.get(pk=int(organization.path.split("/")[1]))
