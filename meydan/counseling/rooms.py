"""The private room of an online session: an address nobody guesses, derived anew each time and stored nowhere.

A session that is moved or converted has another room, so that an old link leads to nobody.
"""

import base64

from meydan.counseling.models import Appointment, Policy
from meydan.people import keys

LETTERS = 26  # of 32 signs each: 130 bits


def address(appointment: Appointment, policy: Policy) -> str:
    """Jitsi-shaped: a base and one long name. The name says nothing of whose it is or what for."""
    mac = keys.mac("counseling room", str(appointment.key), str(appointment.sequence))
    name = base64.b32encode(mac).decode().lower()[:LETTERS]
    return f"{policy.room_base.rstrip('/')}/{name}"
