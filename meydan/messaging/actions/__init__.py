"""Every write of messaging: what others ask for, what the worker reports, what comes in, what people decide."""

from meydan.messaging.actions.choosing import choose, forget, mark_all_read, mark_read, opt_in, opt_out
from meydan.messaging.actions.delivering import claim, give_up_lost, record_receipts, remember_asking, settle
from meydan.messaging.actions.emptying import empty_settled
from meydan.messaging.actions.handling import resend, take_back, withhold
from meydan.messaging.actions.receiving import handle, keep_file, refuse, take_in
from meydan.messaging.actions.roles import tell_of_roles
from meydan.messaging.actions.sending import Draft, send, send_code, send_many, send_sealed

__all__ = [
    "Draft",
    "choose",
    "claim",
    "empty_settled",
    "forget",
    "give_up_lost",
    "handle",
    "keep_file",
    "mark_all_read",
    "mark_read",
    "opt_in",
    "opt_out",
    "record_receipts",
    "refuse",
    "remember_asking",
    "resend",
    "send",
    "send_code",
    "send_many",
    "send_sealed",
    "settle",
    "take_back",
    "take_in",
    "tell_of_roles",
    "withhold",
]
