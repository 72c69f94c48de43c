"""What Kavenegar's numbers mean, as https://kavenegar.com/rest.html lists them.

`return.status` says whether the call was taken; each entry's `status` says where its message is.
"""

from typing import Final

from meydan.messaging.models import Message
from meydan.messaging.outcomes import Outcome, Result, later, refused, unknown

Reason = Message.Reason

OK: Final = 200

_CALLS: Final[dict[int, Outcome]] = {
    # The house's own mistake or the account's: nothing was taken, and somebody has to look.
    **dict.fromkeys((400, 401, 403, 404, 405, 406, 407, 412, 416, 426, 427, 428, 501), later(Reason.ACCOUNT)),
    418: later(Reason.CREDIT),
    # "The operation failed", "try later", too many calls, too many to this number.
    **dict.fromkeys((402, 409, 429, 451), later(Reason.BUSY)),
    411: refused(Reason.RECEIVER),
    # Empty or too long, too large, a wrong date, a link, a character, the template, its tokens.
    **dict.fromkeys((413, 414, 417, 419, 420, 422, 424, 431, 432), refused(Reason.TEXT)),
    # Our reference is known there: an earlier try arrived after all. Its receipt will tell.
    503: unknown(Reason.NO_ANSWER),
}


def of_call(status: int) -> Outcome:
    """What a call that was not taken means; a number that is not listed may mean anything."""
    return _CALLS.get(status, unknown(Reason.GARBLED))


def of_entry(status: int, provider_reference: str) -> Outcome | None:
    """Where a message is; None for a number that says nothing new."""
    match status:
        case 1 | 2 | 4 | 5:  # queued, scheduled, with the operator
            return Outcome(Result.ACCEPTED, provider_reference)
        case 10:
            return Outcome(Result.DELIVERED, provider_reference)
        case 6 | 11:  # failed at the operator; off or out of reach
            return refused(Reason.NOT_DELIVERED, provider_reference)
        case 13:
            return refused(Reason.CANCELLED, provider_reference)
        case 14:
            return refused(Reason.BLOCKED, provider_reference)
    return None  # 100: it does not know this message, or not yet
