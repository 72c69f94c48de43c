"""Whether a receipt holds: the same steps that `verify_receipt.py` takes, against the roots published here."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from meydan.ballots import tree, written
from meydan.ballots.models import Ballot, Entry, Poll, Root
from meydan.engines import merkle
from meydan.engines.canonical import NotCanonical


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    holds: bool | None  # None: it cannot be looked at, and says nothing against the receipt


@dataclass(frozen=True, slots=True)
class Found:
    steps: list[Step]
    poll: Poll | None = None

    @property
    def holds(self) -> bool:
        return all(step.holds is not False for step in self.steps)

    @property
    def is_complete(self) -> bool:
        return all(step.holds for step in self.steps)


def proof_of(line: Entry) -> dict[str, Any] | None:
    """Where a line stands in the newest log that was published, and how anybody sees it; None while it waits."""
    if line.index is None:
        return None
    root = Root.objects.filter(poll=line.poll_id, size__gt=line.index).order_by("-size", "-at").first()
    if root is None:
        return None
    proof = tree.Log(line.poll, root.size).inclusion(line.index)
    return {
        "index": line.index,
        "size": root.size,
        "root": root.root,
        "proof": [beside.hex() for beside in proof],
    }


def look(raw: bytes) -> Found:
    """Each step, or the one that says that this is no receipt."""
    try:
        told = json.loads(raw)
        poll = Poll.objects.filter(key=UUID(told["poll"])).first()
        if told["format"] == written.RECEIPT and str(told["serial"]).isalnum():
            return Found(list(_steps(told, poll)), poll)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, NotCanonical):
        pass
    return Found([Step(_("This is a receipt of a vote"), False)])


def _steps(told: Mapping[str, Any], poll: Poll | None) -> Iterator[Step]:
    yield Step(_("It is of a vote that took place here"), poll is not None)
    opening = told.get("opening")
    if opening is not None:
        named = {name: told[name] for name in ("poll", "serial", "version")}
        same = {name: opening["ballot"][name] for name in named} == named
        holds = same and written.commitment(str(opening["salt"]), opening["ballot"]) == told["commitment"]
        yield Step(_("What it says was chosen is what was committed to"), holds)
    log = told.get("log")
    if log is None:
        yield Step(_("Its line is in the published log"), None)
        return
    line = written.line(
        act=told["act"], serial=told["serial"], version=told["version"], committed=told["commitment"]
    ).encode()
    proof = [bytes.fromhex(one) for one in log["proof"]]
    root = bytes.fromhex(log["root"])
    yield Step(_("Its line is in the published log"), merkle.includes(root, log["size"], log["index"], line, proof))
    published = poll is not None and Root.objects.filter(poll=poll, size=log["size"], root=log["root"]).exists()
    yield Step(_("The log's root is one that was published"), published)
    ballot = Ballot.objects.filter(serial=str(told["serial"]), poll=poll).first()
    newest = ballot is not None and ballot.version == told["version"]
    yield Step(_("It is the last word on this ballot: it was not changed or withdrawn later"), newest)
