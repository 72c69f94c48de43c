"""What a provider says of a message, in the same words for every provider."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from meydan.messaging.models import Message


class Result(Enum):
    ACCEPTED = "accepted"  # on its way; a receipt may follow
    DELIVERED = "delivered"
    REFUSED = "refused"  # for good: sending it again would change nothing
    LATER = "later"  # certainly not accepted, and worth another try
    UNKNOWN = "unknown"  # it may have been accepted, so it is never sent again by itself


@dataclass(frozen=True, slots=True)
class Outcome:
    result: Result
    provider_reference: str = ""
    reason: str = ""  # of `Message.Reason`


class Asked(NamedTuple):
    """One message whose receipt is asked for: by our reference, and by the provider's where it gave one."""

    reference: int
    provider_reference: str


def later(reason: Message.Reason) -> Outcome:
    return Outcome(Result.LATER, reason=reason)


def refused(reason: Message.Reason, provider_reference: str = "") -> Outcome:
    return Outcome(Result.REFUSED, provider_reference, reason)


def unknown(reason: Message.Reason) -> Outcome:
    return Outcome(Result.UNKNOWN, reason=reason)
