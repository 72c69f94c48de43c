"""What somebody has chosen so far, in the address of the next screen: sealed, so that neither the browser's history nor
a log of addresses can be read; not in the session, so that nothing of it stands in the database.
"""

import base64
import binascii
import json
import os
import time
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from meydan.people import keys

NONCE: Final = 12
GOOD_FOR: Final = 3 * 3600  # seconds
LONGEST: Final = 20_000  # characters


def seal(said: dict[str, Any]) -> str:
    plain = json.dumps({"at": int(time.time()), "said": said}, ensure_ascii=False).encode()
    nonce = os.urandom(NONCE)
    return base64.urlsafe_b64encode(nonce + AESGCM(_key()).encrypt(nonce, plain, None)).rstrip(b"=").decode()


def read(token: str) -> dict[str, Any]:
    """What was sealed; nothing, where it is too old or was not sealed here: then one begins anew."""
    try:
        sealed = base64.urlsafe_b64decode(token[:LONGEST] + "=" * (-len(token[:LONGEST]) % 4))
        kept = json.loads(AESGCM(_key()).decrypt(sealed[:NONCE], sealed[NONCE:], None))
    except (binascii.Error, ValueError, InvalidTag):
        return {}
    return kept["said"] if 0 <= time.time() - kept["at"] < GOOD_FOR else {}


def _key() -> bytes:
    return keys.key_for("counseling draft")
