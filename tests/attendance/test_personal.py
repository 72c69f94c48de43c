import uuid

import pytest

from meydan.attendance import actions
from meydan.attendance.models import Entry, Mark, State
from meydan.attendance.sayings import Saying
from meydan.participation.models import Participation
from meydan.people import personal
from tests.attendance.actions.test_saying import mark
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_one_reads_ones_own_marks(occasion, coach, guest):
    actions.say(by=coach, occasion=occasion, sayings=[mark(guest, State.LATE)])
    _title, rows = personal.gathered(guest)["attendance"]
    assert [list(row.values())[:3] for row in rows] == [[occasion.title, occasion.day, "با تأخیر"]]


def test_after_an_erasure_the_mark_is_counted_and_leads_to_nobody(occasion, coach, guest):
    walk_in = PersonFactory()
    said = Saying(
        kind=Entry.Kind.WALK_IN, walk_in=uuid.uuid4(), name="خاله زری", phone=walk_in.phone, state=State.PRESENT
    )
    actions.say(by=coach, occasion=occasion, sayings=[mark(guest, State.PRESENT), said])
    for person in (guest, walk_in):
        actions.forget(by=None, person=person)
    assert list(Mark.objects.values_list("person", "name")) == [(None, "")] * 2
    assert list(Entry.objects.values_list("person", "name")) == [(None, "")] * 2
    assert Participation.objects.count() == 2
