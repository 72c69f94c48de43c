import pytest

from meydan.base.refusal import Refusal
from meydan.meetings import actions
from meydan.meetings.models import Invited
from meydan.messaging.models import Message
from tests.factories.people import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_whoever_speaks_for_an_organization_is_told_once(hall):
    meeting = hall.called()
    hall.invite(meeting)
    with pytest.raises(Refusal):
        hall.invite(meeting)
    assert [*Message.objects.values_list("person", "template")] == [(hall.speaker.pk, "meetings.invited")]


def test_an_organization_of_another_city_is_not_invited(hall):
    with pytest.raises(Refusal):
        actions.invite(by=hall.secretary, meeting=hall.called(), organizations=[OrganizationFactory()])


def test_an_organization_says_who_comes(hall):
    row = hall.invite(hall.called())
    with pytest.raises(Refusal) as refused:
        actions.answer(by=hall.speaker, invited=row, answer=Invited.Answer.COMES)
    said = actions.answer(by=hall.speaker, invited=row, answer=Invited.Answer.COMES, who="خانم رضایی")
    assert (refused.value.field, said.answer, said.who) == ("who", "comes", "خانم رضایی")


def test_nobody_answers_for_somebody_else(hall):
    row = hall.invite(hall.called())
    with pytest.raises(Refusal):
        actions.answer(by=PersonFactory(), invited=row, answer=Invited.Answer.DECLINES)


def test_an_invitation_is_taken_back_before_the_meeting(hall):
    meeting = hall.called()
    row = hall.invite(meeting)
    actions.uninvite(by=hall.secretary, invited=row)
    assert meeting.invited.count() == 0


def test_a_person_who_leaves_is_invited_to_nothing_any_more(hall):
    person = PersonFactory()
    actions.invite(by=hall.secretary, meeting=hall.called(), persons=[person])
    assert (actions.forget(by=None, person=person), Invited.objects.count()) == (1, 0)


def test_who_is_not_invited_any_more_is_told_once_and_once_that_they_are_again(hall):
    meeting = hall.called()
    for _time in range(3):
        actions.uninvite(by=hall.secretary, invited=hall.invite(meeting))
    told = Message.objects.order_by("pk").values_list("person", "template")
    templates = ["meetings.invited", "meetings.uninvited", "meetings.invited.again"]
    assert list(told) == [(hall.speaker.pk, template) for template in templates]


def test_who_still_comes_for_another_is_not_told_to_stay_away(hall):
    meeting = hall.called()
    row = hall.invite(meeting)
    actions.invite(by=hall.secretary, meeting=meeting, persons=[hall.speaker])
    actions.uninvite(by=hall.secretary, invited=row)
    assert not Message.objects.filter(template="meetings.uninvited").exists()
