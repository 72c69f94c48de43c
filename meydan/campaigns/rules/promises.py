"""What an agency may say, and when: it declares until the council closes, and reports once its week has begun."""

import datetime as dt
from typing import Final

from meydan.campaigns.models import Invited, Promise, Stage
from meydan.campaigns.rules.stages import SHOWN, may_manage
from meydan.people.models import Person, Representative

LATE: Final = dt.timedelta(days=30)  # after the last day, what was delivered can still be said


def represents(by: Person, organization: int, day: dt.date) -> bool:
    """Whether this person speaks for the organization on the day."""
    return Representative.objects.current(day).filter(person=by, organization=organization).exists()


def may_speak(by: Person, invited: Invited, day: dt.date) -> bool:
    """Its representative; or the officer of the stage, who writes down what an agency said on the telephone."""
    return may_manage(by, invited.stage.area) or represents(by, invited.organization_id, day)


def can_answer(stage: Stage) -> bool:
    """Whether it takes part, and what it brings, until the council closes that."""
    return stage.state == Stage.State.DECLARING


def can_declare(invited: Invited) -> bool:
    return can_answer(invited.stage) and invited.state == Invited.State.TAKES_PART


def can_deliver(promise: Promise, today: dt.date) -> bool:
    return promise.state == Promise.State.DECLARED and is_spoken_of(promise.invited.stage, today)


def is_spoken_of(stage: Stage, today: dt.date) -> bool:
    """What was held can be said from the first evening to a month after the last, by either side; and later while the
    evaluation stands open again. While it is closed, what is said is late.
    """
    if stage.is_history or stage.state not in SHOWN or today < stage.first_day:
        return False
    return today <= stage.last_day + LATE or (stage.evaluated_at is None and stage.reopened_at is not None)
