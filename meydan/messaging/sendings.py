"""When and how urgently a message's sending is run. The task itself stands above the actions that start it."""

from typing import Any

from django_tasks.base import Task

from meydan.ground.queue import named
from meydan.messaging.models import Message

Kind = Message.Kind
PRIORITY = {Kind.CODE: 100, Kind.REPLY: 50, Kind.SERVICE: 10, Kind.REMINDER: 0, Kind.NEWS: -10}


def planned(message: Message) -> Task[Any, Any]:
    """The task that sends it when it may go out, codes before everything else."""
    deliver = named("meydan.messaging.tasks.deliver")
    return deliver.using(run_after=message.not_before, priority=PRIORITY[Kind(message.kind)])
