import pytest

from meydan.base.roles import Role
from tests.architecture.test_doors import as_somebody
from tests.factories.calendar import OccasionFactory
from tests.factories.feedback import ReplyFactory, RoundFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def venue():
    return VenueFactory()


def a_round(venue, answers):
    from django.utils import timezone

    round_ = RoundFactory(occasion=OccasionFactory(venue=venue, day=timezone.localdate(), title="سفال"))
    for number in range(answers):
        person = PersonFactory(name=f"نام‌نشان {number}")
        ReplyFactory(round=round_, person=person, answered=True, sentence="جا سرد بود")
    return round_


def text(answer):
    return answer.content.decode()


def test_sums_pictures_and_sentences_without_names(venue):
    round_ = a_round(venue, 5)
    answer = text(as_somebody(staff(Role.COACH, venue.area)).get(f"/desk/feedback/{round_.pk}/"))
    assert (answer.count("جا سرد بود"), answer.count("<figure"), "نام‌نشان" in answer) == (5, 2, False)


def test_below_five_answers_only_how_many(venue):
    round_ = a_round(venue, 4)
    answer = text(as_somebody(staff(Role.PROGRAM_OFFICER, venue.area)).get(f"/desk/feedback/{round_.pk}/"))
    assert ("جا سرد بود" in answer, "<figure" in answer, "از پنج پاسخ به بالا" in answer) == (False, False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_is_of_an_area_and_a_period(venue, count, django_assert_num_queries):
    for _number in range(count):
        a_round(venue, 5)
    a_round(VenueFactory(), 5)
    client = as_somebody(staff(Role.MANAGER, venue.area))
    with django_assert_num_queries(12):
        answer = text(client.get("/desk/feedback/"))
    assert answer.count('scope="row"><a') == count
    assert 'scope="row"><a' not in text(client.get("/desk/feedback/", {"from": "1380/1/1", "to": "1380/2/1"}))


def test_another_areas_opinions_are_not_there(venue):
    round_ = a_round(venue, 5)
    assert as_somebody(staff(Role.MANAGER)).get(f"/desk/feedback/{round_.pk}/").status_code == 404
