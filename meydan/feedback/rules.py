"""Who reads, and until when one answers."""

import datetime as dt
from typing import Final

from meydan.base.roles import Role
from meydan.feedback.models import Round

READERS: Final = (Role.PROGRAM_OFFICER, Role.CENTER_STAFF, Role.COACH, Role.MANAGER)
AT_LEAST: Final = 5  # answers, before anything of them is shown


def is_open(round_: Round, now: dt.datetime) -> bool:
    return now < round_.closes_at
