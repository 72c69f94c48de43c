"""Every write of this room: counting a day, saying that it was closed, and bringing in a door counter's file."""

from meydan.visits.actions.counting import close_day, count_day, reopen_day, take_counter
from meydan.visits.actions.files import apply_file, choose_columns, read_file, start_file, write_part

__all__ = [
    "apply_file",
    "choose_columns",
    "close_day",
    "count_day",
    "read_file",
    "reopen_day",
    "start_file",
    "take_counter",
    "write_part",
]
