"""The authenticator app: its secret, sealed for the database, and the time step a code belongs to."""

import hmac
import secrets
import time

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.safestring import SafeString

from meydan.base import qr
from meydan.engines import identity
from meydan.people import keys
from meydan.people.models import Person

STEP = 30  # seconds
AROUND = (0, -1, 1)  # clocks differ, and typing takes a while
RECOVERY_DIGITS = 12
_NONCE = 12


def new_secret() -> str:
    return pyotp.random_base32()


def seal(person: Person, secret: str) -> bytes:
    """AES-256-GCM, bound to the person: moved to another's row it does not open."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(keys.key_for("second factor")).encrypt(nonce, secret.encode(), person.key.bytes)


def unseal(person: Person, sealed: bytes | memoryview) -> str | None:
    """None for what was sealed for somebody else, under another key, or never."""
    sealed = bytes(sealed)
    try:
        opened = AESGCM(keys.key_for("second factor")).decrypt(sealed[:_NONCE], sealed[_NONCE:], person.key.bytes)
    except (InvalidTag, ValueError):
        return None
    return opened.decode()


def step_of(secret: str, code: str) -> int | None:
    """The time step around now that this code belongs to."""
    now = int(time.time()) // STEP
    totp = pyotp.TOTP(secret)
    matching = [now + shift for shift in AROUND if hmac.compare_digest(totp.generate_otp(now + shift), code)]
    return matching[0] if matching else None


def address(person: Person, secret: str) -> str:
    """The otpauth:// address an app reads; the number is masked there as well."""
    named = identity.mask_mobile(person.phone or "").replace("•", "*")
    return pyotp.TOTP(secret).provisioning_uri(name=named, issuer_name=settings.SITE_NAME)


def picture(text: str) -> SafeString:
    return qr.inline(text, error="l", scale=5, dark="#000", light="#fff")


def in_groups(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def new_recovery_codes(how_many: int) -> list[str]:
    return [f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}}" for _ in range(how_many)]


def recovery_mac(person: Person, code: str) -> bytes:
    return keys.mac("recovery code", str(person.key), code)
