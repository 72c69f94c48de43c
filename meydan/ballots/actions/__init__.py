"""Every write of the register: polls, casting, the log; closing and counting; stations and paper."""

from meydan.ballots.actions.casting import Receipt, cast, withdraw
from meydan.ballots.actions.ceremony import (
    appoint_overseer,
    begin_anew,
    commit,
    dismiss_overseer,
    keep_looks,
    keep_lots,
    read_dice,
    reveal,
)
from meydan.ballots.actions.closing import blur, close_poll, cut_some, seal
from meydan.ballots.actions.counting import (
    ask_count,
    ask_recount,
    begin_count,
    fail_count,
    finish_count,
    forget_recounts,
    keep_pot,
    keep_recount,
    record_download,
)
from meydan.ballots.actions.log import publish_root, take_in
from meydan.ballots.actions.paper import exchange_sheet, hand_out, print_batch, settle_sheet, type_sheet
from meydan.ballots.actions.polls import (
    OptionDraft,
    PotDraft,
    open_poll,
    prepare_poll,
    put_off_closing,
    set_pots_and_options,
    void,
)
from meydan.ballots.actions.stations import end_kiosk, give_pass, make_kiosk, open_station, set_station_open, use_pass
from meydan.ballots.actions.voters import forget, settle

__all__ = [
    "OptionDraft",
    "PotDraft",
    "Receipt",
    "appoint_overseer",
    "ask_count",
    "ask_recount",
    "begin_anew",
    "begin_count",
    "blur",
    "cast",
    "close_poll",
    "commit",
    "cut_some",
    "dismiss_overseer",
    "end_kiosk",
    "exchange_sheet",
    "fail_count",
    "finish_count",
    "forget",
    "forget_recounts",
    "give_pass",
    "hand_out",
    "keep_looks",
    "keep_lots",
    "keep_pot",
    "keep_recount",
    "make_kiosk",
    "open_poll",
    "open_station",
    "prepare_poll",
    "print_batch",
    "publish_root",
    "put_off_closing",
    "read_dice",
    "record_download",
    "reveal",
    "seal",
    "set_pots_and_options",
    "set_station_open",
    "settle",
    "settle_sheet",
    "take_in",
    "type_sheet",
    "use_pass",
    "void",
    "withdraw",
]
