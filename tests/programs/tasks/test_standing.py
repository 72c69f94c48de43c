import datetime as dt

import pytest
import time_machine

from meydan.base.roles import Role
from meydan.calendar.models import Occasion
from meydan.ground.models import Task
from meydan.ground.queue import drain
from meydan.programs import actions, tasks
from tests.factories.people import staff
from tests.factories.programs import ProgramFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 9, 0, tzinfo=dt.UTC)
SATURDAY = dt.date(2026, 11, 28)


def test_groups_without_an_end_go_on_day_by_day_and_only_they():
    with time_machine.travel(NOW, tick=False):
        program = ProgramFactory(shape="standing")
        officer = staff(Role.PROGRAM_OFFICER, program.area)
        draft = ProgramFactory(shape="standing", status="draft", published_at=None, venue=program.venue)
        for one in (program, draft):
            actions.add_sessions(
                by=officer,
                program=one,
                rule="RSCALE=PERSIAN;FREQ=WEEKLY;BYDAY=SA",
                starts_on=SATURDAY,
                planned_until=SATURDAY,
                clock=dt.time(6, 0),
                minutes=45,
            )
    for number in range(15):
        with time_machine.travel(NOW + dt.timedelta(days=number), tick=False):
            tasks.extend_all.call()
            tasks.extend_all.call()
            drain()
    days = Occasion.objects.filter(session__program=program).order_by("day").values_list("day", flat=True)
    assert list(days) == [SATURDAY + dt.timedelta(weeks=number) for number in range(10)]
    assert draft.sessions.count() == 1
    assert Task.objects.filter(status="dead").count() == 0
