import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from meydan.base.roles import Role
from meydan.draws import queries
from tests.factories.people import staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"draws:{name}", args=args)


def photo():
    made = io.BytesIO()
    Image.new("RGB", (40, 30)).save(made, "PNG")
    return SimpleUploadedFile("receipt.png", made.getvalue(), "image/png")


def test_a_prize_is_handed_over_with_a_photo_only_staff_of_the_area_see(evening, enter):
    draw = evening.shown()
    place = queries.drawn(draw)[0]
    client = enter(evening.officer)
    assert client.post(address("hand_over", place.pk), {"words": "بدون عکس"}).status_code == 422
    client.post(address("hand_over", place.pk), {"evidence": photo(), "words": "رسید امضا شد"})
    place.refresh_from_db()
    assert (place.state, place.note) == ("handed_over", "رسید امضا شد")
    assert client.get(address("evidence", place.pk))["Content-Type"] == "image/webp"
    for person in (staff(Role.MANAGER, CityFactory()), staff(Role.DRAW_OFFICER, CityFactory())):
        assert enter(person).get(address("evidence", place.pk)).status_code == 404
    assert enter(place.ticket.person).get(address("evidence", place.pk)).status_code == 403


def test_the_next_reserve_follows_and_the_page_says_so(evening, enter):
    draw = evening.shown()
    place = queries.drawn(draw)[0]
    client = enter(evening.officer)
    answer = client.post(address("replace", place.pk), {"why": "unreachable"})
    assert (answer.status_code, "تا ۱۸ آذر ۱۴۰۵" in answer.content.decode()) == (422, True)
    client.post(address("replace", place.pk), {"why": "declined", "words": "نیازی نداشت"})
    assert "به‌جای ۱" in client.get(address("desk_draw", draw.pk)).content.decode()
    client.logout()
    assert "ذخیره‌هایی که جانشین شدند" in client.get(address("draw", draw.pk)).content.decode()
