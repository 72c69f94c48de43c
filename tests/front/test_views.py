import pytest

from tests.factories.counseling import CounselorFactory, TopicFactory
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db
HOME, FOUND = "گفت‌وگو با مشاور", "دلم شور می‌زند"


@pytest.fixture
def city():
    city = CityFactory(name="تبریز")
    CounselorFactory(area=city)
    heading = TopicFactory(area=city, name="رفتار")
    TopicFactory(area=city, parent=heading, name="اضطراب", about=FOUND)
    TopicFactory(area=city, parent=heading, name="خشم", about="زود از کوره درمی‌روم")
    return city


def test_the_way_to_counseling_stands_where_somebody_counsels(client, city):
    assert HOME in client.get("/").content.decode()
    city.counselors.update(is_active=False)
    assert HOME not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("text", "topics"), [("اضطراب", 1), ("شور", 1), ("کوره", 1), ("مشاوره", 2), ("رفتار", 0), ("نقاشی", 0)]
)
def test_a_search_leads_to_what_is_counseled(client, city, text, topics):
    shown = client.get("/search/", {"q": text}).content.decode()
    assert shown.count(f'href="/counseling/{city.pk}/"') == topics
