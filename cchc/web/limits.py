"""How often one sender may do a thing: counted in the cache under a salted digest, gone when its time is over. Who sent
is never stored or logged. Without Redis each process counts for itself."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from django.core.cache import cache
from django.utils.crypto import salted_hmac

_HOUSEHOLD_BITS = 64


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times in `seconds`, counted from the first."""

    name: str
    most: int
    seconds: int

    def is_reached(self, who: str) -> bool:
        return int(cache.get(self._key(who), 0)) >= self.most

    def count(self, who: str) -> None:
        """One more."""
        key = self._key(who)
        if not cache.add(key, 1, timeout=self.seconds):
            try:
                cache.incr(key)
            except ValueError:
                cache.set(key, 1, timeout=self.seconds)

    def _key(self, who: str) -> str:
        return f"limit-{self.name}-{salted_hmac(f'limits.{self.name}', who).hexdigest()}"


def sender(address: str) -> str:
    """Who sends, as far as it can be told: an address, of the newer kind (IPv6) the line it belongs to, of which one
    household has billions."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return f"{int(found) >> _HOUSEHOLD_BITS:x}"
    return str(getattr(found, "ipv4_mapped", None) or found)
