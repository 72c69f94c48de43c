import pytest

from meydan.counseling import files
from meydan.counseling.models import Opened
from tests.counseling.town import SATURDAY, WEEK
from tests.factories.counseling import OpenedFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town):
    return town.booked(town.slot(day=SATURDAY + WEEK)).case


def test_a_client_reads_who_opened_their_file_and_as_what(client, town, case):
    reader = PersonFactory(name="دکتر احمدی")
    OpenedFactory(case=case, by=reader, part=Opened.Part.NOTES)
    files.opened_by_client(case=case, parts={Opened.Part.WHO})
    client.force_login(town.person)
    answer = client.get(f"/counseling/mine/{case.key}/log/")
    assert {(line.by, line.capacity) for line in answer.context["lines"]} == {(reader, "counselor"), (None, "client")}
    assert ("دکتر احمدی" in answer.text, answer["Cache-Control"]) == (True, "no-store")


def test_the_file_leads_to_its_log(client, town, case):
    client.force_login(town.person)
    assert f"/counseling/mine/{case.key}/log/" in client.get(f"/counseling/mine/{case.key}/").text


def test_anothers_log_is_not_there(client, case):
    client.force_login(PersonFactory())
    assert client.get(f"/counseling/mine/{case.key}/log/").status_code == 404
