"""What people are told of a published stage, each in their own language."""

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.campaigns.models import Placement, Stage
from meydan.campaigns.wording import named


def session_moved(placement: Placement) -> str:
    occasion = placement.occasion
    assert occasion is not None
    facts = _facts(placement) | {
        "day": wording.day(occasion.day, "weekday"),
        "clock": wording.clock(occasion.starts_at),
    }
    return _("“%(title)s” is moved: %(day)s at %(clock)s, %(place)s.") % facts


def session_cancelled(placement: Placement) -> str:
    occasion = placement.occasion
    assert occasion is not None
    facts = _facts(placement) | {"day": wording.day(occasion.day, "weekday"), "reason": occasion.status_reason}
    return _("“%(title)s” on %(day)s is cancelled: %(reason)s") % facts


def stage_called_off(stage: Stage, reason: str) -> str:
    return _("“%(stage)s” is called off: %(reason)s") % {"stage": named(stage), "reason": reason}


def _facts(placement: Placement) -> dict[str, object]:
    return {"title": wording.digits(placement.promise.title), "place": placement.space.place}
