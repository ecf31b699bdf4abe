"""What somebody typed before his session ended, carried through the sign-in page and sent again with one press.

The fields travel signed in a hidden field: nothing is stored for a stranger, and nobody else can make one up. A form
asks for it by a field `giu` (see `cchc.web.middleware.SignedInMiddleware`).
"""

from dataclasses import dataclass

from django.core import signing
from django.http import QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

SALT = "cchc.kept"
SECONDS = 3600
LONGEST = 200_000
OWN = ("csrfmiddlewaretoken", "giu")


@dataclass(frozen=True, slots=True)
class Kept:
    """The fields of a form and the address within this site that it was sent to."""

    to: str
    fields: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What a person wrote, as far as it is more than a word."""
        return tuple(value for _, value in self.fields if " " in value.strip())


def keep(posted: QueryDict, to: str) -> str:
    """The signed fields; "" where they are too long to carry or were sent to another site."""
    fields = [(name, value) for name, values in posted.lists() for value in values if name not in OWN]
    is_ours = to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    if not is_ours or sum(len(value) for _, value in fields) > LONGEST:
        return ""
    return signing.dumps({"to": to, "fields": fields}, salt=SALT, compress=True)


def kept(sealed: str) -> Kept | None:
    """The inverse of `keep`; None for anything else, or after an hour."""
    try:
        found = signing.loads(sealed, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return Kept(found["to"], tuple((name, value) for name, value in found["fields"]))
