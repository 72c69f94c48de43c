"""Keys for one purpose each, derived from IDENTITY_KEY, which stands outside the database.

What they make (MACs of national IDs and codes, sealed secrets) tells nothing to whoever reads the database alone.
Another IDENTITY_KEY makes all of it useless, so the key is kept as carefully as the database.
"""

import hmac
from functools import cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def key_for(purpose: str) -> bytes:
    return _derived(settings.IDENTITY_KEY, purpose)


def mac(purpose: str, *parts: str) -> bytes:
    """HMAC-SHA-256 of the parts, under the purpose's own key."""
    return hmac.digest(key_for(purpose), "\0".join(parts).encode(), "sha256")


@cache
def _derived(master: str, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"meydan {purpose}".encode()).derive(master.encode())
