"""Sends nothing anywhere: the message shows at /desk/outbox/, and a code on the sign-in page. Sample mode only."""

from collections.abc import Mapping, Sequence

from meydan.messaging.inbound import Brought
from meydan.messaging.outcomes import Asked, Outcome, Result
from meydan.messaging.providers import file

RECEIPTS = False


def send(phone: str, text: str, reference: int, *, code: str = "") -> Outcome:  # noqa: ARG001 - a provider's signature
    return Outcome(Result.DELIVERED, f"console-{reference}")


def status(asked: Sequence[Asked]) -> Mapping[int, Outcome]:  # noqa: ARG001 - a provider's signature
    return {}


def missing_settings() -> list[str]:
    return []


def read_inbound(given: Mapping[str, str]) -> Brought | None:
    """Nobody brings it anything but whoever tries the house out, by hand."""
    return file.read_inbound(given)
