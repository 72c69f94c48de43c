"""Who may listen: so many in all, so many from one address, and from pages of this house only."""

import ipaddress
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host


def sender(seen: str, forwarded: str) -> str:
    """Whose connection counts: behind TRUSTED_PROXIES=n, the n-th from the right of what proxies appended, as in
    `meydan.ground.middleware.Arrival`. Of IPv6 a home has a /64."""
    behind: int = settings.TRUSTED_PROXIES
    passed = [part.strip() for part in forwarded.split(",") if part.strip()]
    address = passed[-behind] if behind and len(passed) >= behind else seen
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    return str(ip) if ip.version == 4 else str(ipaddress.ip_network((ip.packed, 64), strict=False))


def is_ours(origin: str) -> bool:
    """A page of this house asks from another port, or through the proxy from the same one, and then names no origin."""
    host, _port = split_domain_port(urlsplit(origin).netloc.lower())
    return bool(host) and validate_host(host, settings.ALLOWED_HOSTS)


class Full(Exception):  # noqa: N818 - a state, not a fault
    """No place for one more."""


class Places:
    def __init__(self, limit: int, limit_from_address: int) -> None:
        self.limit, self.limit_from_address = limit, limit_from_address
        self.taken = 0
        self._from: Counter[str] = Counter()

    @contextmanager
    def one(self, address: str) -> Iterator[None]:
        if self.taken >= self.limit or self._from[address] >= self.limit_from_address:
            raise Full
        self.taken += 1
        self._from[address] += 1
        try:
            yield
        finally:
            self.taken -= 1
            self._from[address] -= 1
            if not self._from[address]:
                del self._from[address]
