"""What the worker does for this room by itself."""

from meydan.counseling.tasks.booking import offer_earlier_times, remind_clients
from meydan.counseling.tasks.phones import drop_phone_checks

__all__ = ["drop_phone_checks", "offer_earlier_times", "remind_clients"]
