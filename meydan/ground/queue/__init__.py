"""Tasks: Django's standard task interface over a lease table in the same database (docs/decisions/0005).

    from django_tasks import task

    @task()
    def send(message_id: str) -> None: ...

    send.enqueue(str(message.pk))                      # part of the transaction around it
    send.using(run_after=at, priority=10).enqueue(…)   # later, or before others (100 first, -100 last)
    enqueue_once(send, f"reminder:{occasion.pk}", …)   # once per key
    enqueue_many((send, [message.pk]) for message in …)  # hundreds in one statement

    @every(minutes=5)
    @task()
    def sweep() -> None: ...

A task runs at least once: after a crash, or when it raises, it runs again (5 times at most, then it is dead and stands
at /desk/tasks/). So a handler looks whether its work is done already, by a unique row or a conditional update.
Arguments are ids, numbers, dates and choice values, never names or phones.
"""

from meydan.ground.queue.backend import enqueue_many, enqueue_once
from meydan.ground.queue.names import named
from meydan.ground.queue.run import drain, report_progress
from meydan.ground.queue.schedule import daily, every

__all__ = ["daily", "drain", "enqueue_many", "enqueue_once", "every", "named", "report_progress"]
