"""Sealing: AES-256-GCM under a data key a file, which is wrapped by a master key outside the database (decision 0018).

What is sealed is bound to its row and field, so that a sealed text moved into another row opens nowhere. Nothing but
`files.py` and `contacts.py` unseals (a test looks): whoever reads a file goes by them, and so leaves a line.
"""

import base64
import binascii
import json
import os
from typing import Any, Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.counseling.models import Case, CaseKey
from meydan.people import keys
from meydan.people.models import Person

NONCE: Final = 12  # bytes
OF_IDENTITY: Final = "identity"  # the master key that is always there, derived from IDENTITY_KEY


class Master(NamedTuple):
    name: str
    key: bytes


class Unreadable(Refusal):
    """The file was erased, its master key is not given any more, or somebody changed what is sealed or its key.

    Where no page tells it in words of its own, it is refused in these: also to whoever would write into such a file.
    """

    def __init__(self) -> None:
        super().__init__(_("This file cannot be opened now. Tell the people of the house: what is in it is not lost."))


def masters() -> list[Master]:
    """Newest first; the last one is derived from IDENTITY_KEY."""
    given = [_master(word) for word in settings.COUNSELING_KEYS]
    return [*given, Master(OF_IDENTITY, keys.key_for("counseling master key"))]


def of_person(person: Person) -> bytes:
    """What the files of an account are found by."""
    return keys.mac("counseling owner", str(person.key))


def of_phone(phone: str) -> bytes:
    """What the appointments of a phone (E.164) are found by."""
    return keys.mac("counseling client", phone)


def new_key(case: Case) -> CaseKey:
    """A data key for a new file, to be saved with it."""
    master = masters()[0]
    wrapped = _encrypt(master.key, os.urandom(32), f"data key:{case.key}")
    return CaseKey(case=case, wrapped=wrapped, master=master.name, wrapped_at=timezone.now())


def rewrap(case_key: CaseKey) -> bool:
    """Wrap by the newest master key; whether anything changed. Nothing is saved."""
    newest = masters()[0]
    if case_key.master == newest.name:
        return False
    case_key.wrapped = _encrypt(newest.key, _data_key(case_key), f"data key:{case_key.case.key}")
    case_key.master, case_key.wrapped_at = newest.name, timezone.now()
    return True


def opens(case: Case) -> bool:
    """Whether anything can be written into this file, and read of it."""
    try:
        return bool(_key_of(case))
    except Unreadable:
        return False


def seal(case: Case, row: models.Model, field: str, value: Any) -> bytes:
    """A text, or anything JSON has a word for. `row` has a `key` of its own, known before it is saved."""
    return _encrypt(_key_of(case), json.dumps(value, ensure_ascii=False).encode(), _place(row, field))


def unseal(case: Case, row: models.Model, field: str) -> Any:
    """What `seal` was given; None where nothing is sealed. Raises Unreadable."""
    sealed = getattr(row, field)
    return None if sealed is None else json.loads(_decrypt(_key_of(case), bytes(sealed), _place(row, field)))


def seal_outside(row: models.Model, field: str, value: Any) -> tuple[bytes, str]:
    """Under the newest master key itself, for what belongs to no file yet; and that key's name."""
    master = masters()[0]
    return _encrypt(master.key, json.dumps(value, ensure_ascii=False).encode(), _place(row, field)), master.name


def unseal_outside(row: models.Model, field: str, master: str) -> Any:
    return json.loads(_decrypt(_named(master), bytes(getattr(row, field)), _place(row, field)))


def _place(row: models.Model, field: str) -> str:
    return f"{row._meta.label}:{row.key}:{field}"  # type: ignore[attr-defined]  # noqa: SLF001


def _key_of(case: Case) -> bytes:
    try:
        return _data_key(case.data_key)
    except CaseKey.DoesNotExist:
        raise Unreadable from None


def _data_key(case_key: CaseKey) -> bytes:
    return _decrypt(_named(case_key.master), bytes(case_key.wrapped), f"data key:{case_key.case.key}")


def _named(name: str) -> bytes:
    for master in masters():
        if master.name == name:
            return master.key
    raise Unreadable


def _encrypt(key: bytes, plain: bytes, bound_to: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def _decrypt(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to.encode())
    except (InvalidTag, ValueError):  # changed, or cut off so that not even its nonce is whole
        raise Unreadable from None


def _master(word: str) -> Master:
    name, _colon, encoded = word.partition(":")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        key = b""
    if not name or name == OF_IDENTITY or len(name) > 20 or len(key) != 32:
        raise ImproperlyConfigured("COUNSELING_KEYS holds «name:key», the key 32 bytes in base64. See docs/operations.")
    return Master(name, key)
