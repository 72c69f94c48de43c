import datetime as dt

import pytest

from meydan.counseling import log
from tests.factories.counseling import NOW, OpenedFactory

pytestmark = pytest.mark.django_db


def test_parts_opened_at_once_stand_in_one_line(house):
    second = dt.timedelta(seconds=1)
    rows = [
        OpenedFactory(case=house.case, by=by, part=part, at=at)
        for by, part, at in [
            (house.person, "notes", NOW),
            (house.person, "who", NOW + second),
            (house.colleague, "who", NOW + second),
            (house.colleague, "who", NOW + 90 * second),
        ]
    ]
    told = [(line.by, line.at, len(line.parts)) for line in log.lines(rows)]
    minute = dt.timedelta(minutes=1)
    assert told == [(house.person, NOW, 2), (house.colleague, NOW, 1), (house.colleague, NOW + minute, 1)]
