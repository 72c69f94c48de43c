"""A campaign and its stages; what agencies promise; the timetable; what was delivered."""

from meydan.campaigns.models.audience import Audience, Sessions
from meydan.campaigns.models.closing import Closing
from meydan.campaigns.models.planning import Placement, Run, Unplaced
from meydan.campaigns.models.promises import Delivery, Invited, Leader, Promise
from meydan.campaigns.models.public import Kept
from meydan.campaigns.models.stages import Campaign, Concern, Cost, Place, Slot, Space, Stage, Supply

__all__ = [
    "Audience",
    "Campaign",
    "Closing",
    "Concern",
    "Cost",
    "Delivery",
    "Invited",
    "Kept",
    "Leader",
    "Place",
    "Placement",
    "Promise",
    "Run",
    "Sessions",
    "Slot",
    "Space",
    "Stage",
    "Supply",
    "Unplaced",
]
