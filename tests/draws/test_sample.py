import pytest

from meydan.base.roles import Role
from meydan.draws import queries, sample
from meydan.draws.models import Draw
from meydan.engines import drawing
from meydan.messaging.models import Message
from tests.factories.participation import ParticipationFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, VenueFactory


@pytest.mark.django_db
def test_the_sample_draw_bears_itself_out_and_nobody_is_told_of_the_past():
    area = CityFactory(name="قم")
    venue = VenueFactory(area=area)
    for activity in (1, 2):
        for person in PersonFactory.create_batch(20):
            ParticipationFactory(person=person, venue=venue, door="questions", activity=activity)
    overseers = [staff(Role.OVERSIGHT, area) for _number in range(3)]
    officer = staff(Role.DRAW_OFFICER, area)
    made = sample.make_some(by=None, area=area, officer=officer, overseers=overseers, door="questions", evenings=[1, 2])
    assert [draw.state for draw in made] == ["drawn", "void", "committing", "preparing"]
    drawn = Draw.objects.get(pk=made[0].pk)
    assert drawing.verify(drawn.transcript.encode(), drawn.tickets_file.open("rb").read()) is None
    assert (drawn.tickets_count, queries.places_of(drawn).count(), Message.objects.count()) == (20, 12, 0)
    assert queries.preview(made[2]).entrants == 20
