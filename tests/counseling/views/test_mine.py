"""A client's own pages: the code of a file without a name, and where somebody who has booked finds it."""

import io

import pytest
from django.test import Client
from django.urls import reverse

from meydan.counseling import draft, phones
from tests.counseling.town import SATURDAY, WEEK

pytestmark = pytest.mark.django_db


@pytest.fixture
def nameless(town):
    """Booked without a name, and the browser that did."""
    check = town.check()
    row = town.booked(town.slot(day=SATURDAY + WEEK), check=check)
    check.refresh_from_db()
    client = Client()
    session = client.session
    session[phones.HELD] = draft.seal({"check": str(check.key)})
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client, row


def test_the_code_can_be_copied_printed_and_kept_and_it_is_said_what_if_it_is_lost(nameless):
    client, row = nameless
    told = client.get(reverse("counseling:mine_case", args=[row.case.key])).content.decode()
    picture = reverse("counseling:code_picture", args=[row.case.key])
    assert all(words in told for words in ("data-copy", "data-print", f'href="{picture}"', "اگر گمش کنم"))


def test_the_picture_is_small_and_its_name_tells_nothing(nameless):
    from PIL import Image

    client, row = nameless
    answer = client.get(reverse("counseling:code_picture", args=[row.case.key]))
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert (picture.format, picture.width > picture.height) == ("PNG", True)
    assert len(answer.content) < 100_000
    assert "meydan.png" in answer["Content-Disposition"]
    assert (row.case.code in answer["Content-Disposition"], answer["Cache-Control"]) == (False, "no-store")


def test_with_a_name_no_code_has_to_be_kept(client, town):
    client.force_login(town.person)
    row = town.booked(town.slot(day=SATURDAY + WEEK))
    assert "data-copy" not in client.get(reverse("counseling:mine_case", args=[row.case.key])).content.decode()


def test_who_has_booked_sees_it_first_on_the_page_of_the_city(client, town):
    row = town.booked(town.slot(day=SATURDAY + WEEK))
    page = reverse("counseling:city", args=[town.city.pk])
    client.force_login(town.person)
    told = client.get(page).content.decode()
    mine = reverse("counseling:mine_case", args=[row.case.key])
    assert told.index(mine) < told.index(reverse("counseling:book", args=[town.city.pk])) < told.index("tel:123")
    told = Client().get(page).content.decode()
    assert (mine in told, told.index(reverse("counseling:come_back")) < told.index("tel:123")) == (False, True)


def test_whoever_leaves_the_device_leaves_no_draft_that_opens(nameless, town):
    client, _row = nameless
    client.get(reverse("counseling:book", args=[town.city.pk]))
    left = client.post(reverse("counseling:leave"), {"sent": "1"})
    assert left.cookies[draft.COOKIE].value == ""
    assert phones.HELD not in client.session
