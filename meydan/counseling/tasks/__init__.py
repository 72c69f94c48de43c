"""What the worker does for this room by itself."""

from meydan.counseling.tasks.booking import offer_earlier_times, remind_clients
from meydan.counseling.tasks.calls import free_lost_calls
from meydan.counseling.tasks.figures import freeze_figures
from meydan.counseling.tasks.keeping import keep_and_erase
from meydan.counseling.tasks.keys import rewrap_files
from meydan.counseling.tasks.phones import drop_phone_checks

__all__ = [
    "drop_phone_checks",
    "free_lost_calls",
    "freeze_figures",
    "keep_and_erase",
    "offer_earlier_times",
    "remind_clients",
    "rewrap_files",
]
