import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.campaigns import actions
from meydan.messaging.models import Message
from meydan.people.models import Organization, Representative
from tests.campaigns.neighborhood import PROMISED, Neighborhood
from tests.factories.people import OrganizationFactory, RepresentativeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]


def test_a_new_association_is_founded_and_its_representative_gets_the_link():
    place = Neighborhood()
    row = actions.invite(
        by=place.officer,
        stage=place.stage,
        kind=Organization.Kind.ASSOCIATION,
        name="انجمن رهایی",
        phone="+989121112233",
        speaker="مریم نوری",
    )
    assert row.organization.kind == Organization.Kind.ASSOCIATION
    assert Representative.objects.get(organization=row.organization).person.name == "مریم نوری"
    message = Message.objects.get(template__startswith="campaigns.invitation")
    assert f"/campaigns/brings/{place.stage.pk}/" in message.text
    assert row.told_at is not None


def test_whoever_is_invited_to_a_draft_is_told_when_it_is_opened_and_once():
    place = Neighborhood("draft")
    organization = RepresentativeFactory(organization__area=place.city).organization
    actions.invite(by=place.officer, stage=place.stage, organization=organization)
    assert not Message.objects.exists()
    place.turn("declaring")
    assert [actions.tell_all(by=place.officer, stage=place.stage) for _time in range(2)] == [1, 0]
    assert Message.objects.count() == 1


def test_an_invitation_needs_somebody_to_get_it_and_stands_once():
    place = Neighborhood()
    organization = OrganizationFactory(area=place.city)
    with pytest.raises(Refusal) as refused:
        actions.invite(by=place.officer, stage=place.stage, organization=organization)
    assert refused.value.field == "phone"
    actions.invite(by=place.officer, stage=place.stage, organization=organization, phone="+989121112233")
    with pytest.raises(Refusal):
        actions.invite(by=place.officer, stage=place.stage, organization=organization)
    with pytest.raises(Refusal):
        actions.invite(by=place.officer, stage=place.stage, organization=OrganizationFactory(), phone="+989121112234")
    with pytest.raises(Refusal):
        actions.invite(by=place.officer, stage=place.stage)


def test_an_invitation_is_taken_back_until_something_is_promised():
    place = Neighborhood()
    first, speaker = place.agency()
    second, _speaker = place.agency("invited")
    actions.promise(by=speaker, invited=first, **PROMISED)
    with pytest.raises(Refusal):
        actions.uninvite(by=place.officer, invited=first)
    actions.uninvite(by=place.officer, invited=second)
    assert list(place.stage.invited.all()) == [first]


def test_nobody_is_made_the_head_of_a_unit_by_an_invitation():
    """Whoever speaks for a unit heads it and answers its orders: an administrator says who, not an officer of campaigns."""
    place = Neighborhood()
    unit = OrganizationFactory(kind=Organization.Kind.UNIT, area=place.city)
    with pytest.raises(Refusal) as refused:
        actions.invite(by=place.officer, stage=place.stage, organization=unit, phone=place.officer.phone)
    assert refused.value.field == "phone"
    assert not Representative.objects.exists()
    RepresentativeFactory(organization=unit)
    assert actions.invite(by=place.officer, stage=place.stage, organization=unit).organization == unit


def test_an_invitation_taken_back_and_given_again_sends_no_second_message():
    place = Neighborhood()
    organization = RepresentativeFactory(organization__area=place.city).organization
    for _time in range(3):
        row = actions.invite(by=place.officer, stage=place.stage, organization=organization)
        actions.uninvite(by=place.officer, invited=row)
    assert Message.objects.filter(template__startswith="campaigns.invitation").count() == 1


def test_one_phone_is_sent_three_invitations_a_day_whatever_the_agency_and_the_stage():
    place, other = Neighborhood(), Neighborhood()
    phone = "+989121112233"

    def invite(at, name):
        actions.invite(by=at.officer, stage=at.stage, name=name, phone=phone)

    invite(place, "خیریهٔ یک")
    invite(place, "خیریهٔ دو")
    invite(other, "خیریهٔ سه")
    with pytest.raises(Refusal) as refused:
        invite(place, "خیریهٔ چهار")
    assert refused.value.field == "phone"
    assert not Organization.objects.filter(name="خیریهٔ چهار").exists()
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        invite(place, "خیریهٔ چهار")
    assert Message.objects.filter(template__startswith="campaigns.invitation").count() == 4


def test_opening_a_stage_sends_one_phone_no_more_than_a_day_holds_and_the_rest_waits():
    place = Neighborhood("draft")
    for name in ("یک", "دو", "سه", "چهار", "پنج"):
        actions.invite(by=place.officer, stage=place.stage, name=f"انجمن {name}", phone="+989121112233")
    place.turn("declaring")
    assert actions.tell_all(by=place.officer, stage=place.stage) == 3
    waiting = place.stage.invited.filter(told_at=None)
    with pytest.raises(Refusal):
        actions.tell(by=place.officer, invited=waiting.first())
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        assert actions.tell_all(by=place.officer, stage=place.stage) == 2
    assert not waiting.exists()


def test_whoever_is_invited_again_the_same_day_has_the_link_already():
    place = Neighborhood()
    said = {"by": place.officer, "stage": place.stage, "phone": "+989121112233"}
    row = actions.invite(**said, name="خیریهٔ یک")
    organization = row.organization
    actions.uninvite(by=place.officer, invited=row)
    again = actions.invite(**said, organization=organization)
    assert (again.told_at, Message.objects.count()) == (None, 1)
