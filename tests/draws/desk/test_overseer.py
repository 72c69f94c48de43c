import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.draws.models import Overseer
from meydan.engines import drawing
from tests.draws.evening import DICE
from tests.factories.people import staff

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(f"draws:{name}", args=args)


def page(client, draw):
    return client.get(address("oversee", draw.pk)).content.decode()


def test_a_phone_sends_the_commitment_and_never_the_secret(evening, enter):
    draw = evening.committing()
    person = evening.representatives[0]
    client = enter(person)
    assert f'data-draw="{draw.key}"' in page(client, draw)
    bound = drawing.commitment(drawing.new_secret(), draw.engine_id, "1")
    answer = client.post(address("commit", draw.pk), {"commitment": bound})
    row = Overseer.objects.get(draw=draw, person=person)
    assert (answer.status_code, row.commitment, row.reveal) == (302, bound, "")
    assert "شما به راز خود متعهد شده‌اید" in page(client, draw)


def test_a_forged_commitment_is_a_sentence(evening, enter):
    draw = evening.committing()
    client = enter(evening.representatives[0])
    for nonsense in ("", "x", "0" * 65, "ا" * 64, "0" * 63 + "\x00"):
        assert client.post(address("commit", draw.pk), {"commitment": nonsense}).status_code == 409


def test_each_stage_offers_what_is_to_be_done(evening, enter):
    draw = evening.revealing()
    client = enter(evening.representatives[0])
    assert "نوشتن تاس‌ها" in page(client, draw)
    draw = evening.rolled()
    assert "رازتان را آشکار کنید" in page(client, draw)
    answer = client.post(address("reveal", draw.pk), {"secret": "نه این"})
    assert (answer.status_code, "رازی که به آن متعهد شدید نیست" in answer.content.decode()) == (422, True)
    assert "نه این" in answer.content.decode()
    client.post(address("reveal", draw.pk), {"secret": evening.secrets[evening.representatives[0].pk]})
    assert "راز شما آشکار شد" in page(client, draw)


def test_a_draw_one_does_not_oversee_is_not_there(evening, enter):
    draw = evening.rolled()
    client = enter(staff(Role.OVERSIGHT, evening.area))
    statuses = [client.get(address(name, draw.pk)).status_code for name in ("oversee", "dice")]
    statuses += [client.post(address(name, draw.pk)).status_code for name in ("commit", "reveal", "dice")]
    assert statuses == [404] * 5
    assert draw.title not in client.get(address("overseen")).content.decode()


def test_dice_that_differ_are_told_without_telling_them(evening, enter):
    draw = evening.revealing()
    other = "6" + DICE[1:]
    enter(evening.officer).post(address("dice", draw.pk), {"values_read": other})
    client = enter(evening.representatives[0])
    assert other not in client.get(address("dice", draw.pk)).content.decode()
    client.post(address("dice", draw.pk), {"values_read": DICE})
    said = client.get(address("dice", draw.pk)).content.decode()
    assert ("یکسان نیست" in said, other in said) == (True, False)


def test_dice_wrongly_typed_stay_in_the_box(evening, enter):
    draw = evening.revealing()
    answer = enter(evening.officer).post(address("dice", draw.pk), {"values_read": "1234567"})
    assert (answer.status_code, 'value="1234567"' in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(evening, enter, django_assert_num_queries, count):
    for _number in range(count):
        evening.committing()
    client = enter(evening.representatives[0])
    client.get(address("overseen"))
    with django_assert_num_queries(5):
        client.get(address("overseen"))
