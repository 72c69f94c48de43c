import datetime as dt

import pytest
from django.utils import timezone

from meydan.draws import sources
from tests.factories.places import CityFactory
from tests.factories.questions import EditionFactory

pytestmark = pytest.mark.django_db


def test_editions_of_ones_area_can_be_drawn_from_the_latest_first():
    older, newer = (
        EditionFactory(occasion__starts_at=dt.datetime(2021, 3, 10, 16, 30, tzinfo=dt.UTC)),
        EditionFactory(stage="draft"),
    )
    newest = EditionFactory(series=older.series, announced_at=timezone.now())
    EditionFactory()
    source = sources.of("questions")
    assert source is not None
    found = [number for number, _title in source.activities([older.area, newer.area])]
    assert (found, list(source.activities([CityFactory()]))) == ([newest.pk, older.pk], [])
    assert [kind for kind, _name in source.kinds] == ["question", "suggestion", "criticism", "support"]
