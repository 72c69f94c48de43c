import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from meydan.base.roles import Role
from tests.architecture.test_doors import as_somebody
from tests.campaigns.held import HeldStage
from tests.campaigns.neighborhood import DURING
from tests.factories.people import PersonFactory, RepresentativeFactory, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_third_evening():
    with time_machine.travel(DURING, tick=False):
        yield


def status(person, invited):
    return as_somebody(person).get(reverse("campaigns:card", args=[invited.pk])).status_code


def test_whose_card_is_open_to_whom():
    held = HeldStage()
    former = RepresentativeFactory(organization=held.one.organization, ends_on=dt.date(2026, 12, 1)).person
    seen = {
        "officer": held.officer,
        "manager": held.manager,
        "its representative": held.speaker,
        "its former representative": former,
        "representative of another agency": held.other_speaker,
        "manager of another city": staff(Role.MANAGER),
        "worker": held.worker,
        "citizen": PersonFactory(),
    }
    assert {who: status(person, held.one) for who, person in seen.items()} == {
        "officer": 200,
        "manager": 200,
        "its representative": 200,
        "its former representative": 404,
        "representative of another agency": 404,
        "manager of another city": 404,
        "worker": 404,
        "citizen": 404,
    }


def test_before_everybody_sees_the_stage_there_is_no_card():
    held = HeldStage()
    held.turn("planning")
    assert [status(one, held.one) for one in (held.officer, held.speaker)] == [404, 404]


@pytest.mark.parametrize(
    ("days", "words"), [(0, "هنوز چیزی گفته نشده"), (90, "چیزی گفته نشد")], ids=["in its time", "afterwards"]
)
def test_what_nobody_said_is_waited_for_as_long_as_it_can_be_said(days, words):
    held = HeldStage()
    with time_machine.travel(DURING + dt.timedelta(days=days), tick=False):
        page = as_somebody(held.speaker).get(reverse("campaigns:card", args=[held.one.pk])).text
    assert f">{words}<" in page
