import pytest

from meydan.ballots import tasks
from meydan.ballots.models import Entry, Root
from tests.factories.ballots import PollFactory

pytestmark = pytest.mark.django_db


def test_each_night_the_log_takes_in_and_its_root_is_published_while_a_poll_is_open(city):
    for number in range(20):
        city.cast(city.somebody(number % 3), city.wide, 0)
    for other in ({"prepared": True}, {"closed": True}, {"counted": True}):
        PollFactory(**other)
    tasks.keep_log.call()
    tasks.keep_log.call()
    assert list(Root.objects.order_by("pk").values_list("poll", "size")) == [(city.poll.pk, 20), (city.poll.pk, 20)]
    assert Entry.objects.filter(index=None).count() == 0
