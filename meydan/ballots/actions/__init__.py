"""Every write of the register: polls, casting, the log; closing and counting; stations and paper."""

from meydan.ballots.actions.casting import Receipt, cast, withdraw
from meydan.ballots.actions.log import publish_root, take_in
from meydan.ballots.actions.polls import (
    OptionDraft,
    PotDraft,
    open_poll,
    prepare_poll,
    put_off_closing,
    set_pots_and_options,
    void,
)

__all__ = [
    "OptionDraft",
    "PotDraft",
    "Receipt",
    "cast",
    "open_poll",
    "prepare_poll",
    "publish_root",
    "put_off_closing",
    "set_pots_and_options",
    "take_in",
    "void",
    "withdraw",
]
