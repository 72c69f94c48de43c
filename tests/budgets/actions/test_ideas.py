import uuid

import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.budgets import actions
from meydan.budgets.models import Idea, Mention
from meydan.engines import likeness
from meydan.messaging.models import Message
from meydan.participation.models import Participation
from tests.budgets.proposing import Town
from tests.factories.budgets import FieldFactory, IdeaFactory, SupportFactory
from tests.factories.people import PersonFactory, staff
from tests.factories.places import VenueFactory

pytestmark = pytest.mark.django_db


def test_an_idea_is_received_with_its_code_its_words_and_its_row_in_the_ledger():
    town = Town()
    idea = actions.send_idea(by=town.citizen, **town.said(shows_name=True))
    row = Participation.objects.get()
    assert (idea.state, idea.author, len(idea.code), idea.shows_name) == ("sent", town.citizen, 7, True)
    assert (row.door, row.kind, row.activity, row.area, row.person) == (
        "budgets", "idea", town.round.pk, town.area, town.citizen,
    )  # fmt: skip
    assert set(Mention.objects.values_list("word", flat=True)) == set(likeness.numbers(f"{idea.title}\n{idea.what}"))
    assert idea.code in Message.objects.get(person=town.citizen).text


def test_sent_again_with_its_key_it_is_the_same():
    town, key = Town(), uuid.uuid4()
    first, second = (actions.send_idea(by=town.citizen, key=key, **town.said()) for _time in range(2))
    assert (first, Idea.objects.count(), Participation.objects.count()) == (second, 1, 1)


def test_a_key_somebody_else_used_opens_nothing():
    town, key = Town(), uuid.uuid4()
    actions.send_idea(by=town.citizen, key=key, **town.said())
    with pytest.raises(Refusal):
        actions.send_idea(by=town.somebody(), key=key, **town.said())


def test_who_had_not_said_how_old_they_are_and_where_they_live_is_asked_with_it():
    town = Town()
    newcomer = PersonFactory(birth_year=None, neighborhood=None)
    with pytest.raises(Refusal):
        actions.send_idea(by=newcomer, **town.said())
    actions.send_idea(by=newcomer, birth_year=1380, neighborhood=town.area, **town.said())
    newcomer.refresh_from_db()
    assert (newcomer.birth_year, newcomer.neighborhood) == (1380, town.area)


@pytest.mark.parametrize("changes", [{"title": " "}, {"what": " "}, {"what": "ا" * 2001}])
def test_what_says_nothing_or_too_much_is_refused(changes):
    town = Town()
    with pytest.raises(Refusal):
        actions.send_idea(by=town.citizen, **town.said(**changes))


def test_a_field_of_another_round_and_a_place_elsewhere_are_refused():
    town = Town()
    for changes in ({"field": FieldFactory()}, {"venue": VenueFactory()}):
        with pytest.raises(Refusal):
            actions.send_idea(by=town.citizen, **town.said(**changes))


def test_a_point_must_lie_in_the_neighborhood():
    town = Town()
    town.area.outline = {"type": "Polygon", "coordinates": [[[51.4, 35.7], [51.5, 35.7], [51.5, 35.8], [51.4, 35.7]]]}
    town.area.save()
    with pytest.raises(Refusal):
        actions.send_idea(by=town.citizen, **town.said(point=(34.6, 50.8)))
    idea = actions.send_idea(by=town.citizen, **town.said(point=(35.75, 51.45)))
    assert (idea.latitude, idea.longitude) == (35.75, 51.45)


def test_an_ambassador_whose_link_was_followed_is_credited_and_nobody_for_oneself():
    town, ambassador = Town(), PersonFactory()
    actions.send_idea(by=town.citizen, brought_by=ambassador, **town.said())
    assert Participation.objects.get().ambassador == ambassador
    own = actions.send_idea(by=town.citizen, brought_by=town.citizen, **town.said())
    assert own.brought_by is None


def test_staff_write_for_somebody_of_their_neighborhood_and_the_message_says_so():
    town = Town()
    helper = staff(Role.CENTER_STAFF, town.area)
    idea = actions.send_idea(by=helper, author=town.citizen, helper=helper, **town.said())
    assert (idea.author, idea.helper, Participation.objects.get().channel) == (town.citizen, helper, "in_person")
    assert Message.objects.get().person == town.citizen


def test_staff_of_elsewhere_do_not_write_here_and_nobody_helps_oneself():
    town, other = Town(), Town()
    stranger = staff(Role.CENTER_STAFF, other.area)
    with pytest.raises(Refusal):
        actions.send_idea(by=stranger, author=town.citizen, helper=stranger, **town.said())
    own = staff(Role.CENTER_STAFF, town.area)
    own.birth_year, own.neighborhood = 1360, town.area
    with pytest.raises(Refusal):
        actions.send_idea(by=own, helper=own, **town.said())


def test_taken_back_it_leaves_the_ledger_even_where_others_support_it():
    town = Town()
    idea = actions.send_idea(by=town.citizen, **town.said())
    Idea.objects.filter(pk=idea.pk).update(state="published", supports=1)
    SupportFactory(idea=idea)
    actions.withdraw_idea(by=town.citizen, idea=idea)
    idea.refresh_from_db()
    assert (idea.state, Participation.objects.count()) == ("withdrawn", 0)


@pytest.mark.parametrize("state", ["feasible", "not_feasible", "on_ballot", "chosen"])
def test_what_was_decided_on_is_not_taken_back(state):
    idea = IdeaFactory(**{state: True})
    with pytest.raises(Refusal):
        actions.withdraw_idea(by=idea.author, idea=idea)


def test_nobody_takes_back_what_is_not_theirs_or_what_others_joined():
    idea = IdeaFactory()
    with pytest.raises(Refusal):
        actions.withdraw_idea(by=PersonFactory(), idea=idea)
    IdeaFactory(round=idea.round, state="merged", merged_into=idea)
    with pytest.raises(Refusal):
        actions.withdraw_idea(by=idea.author, idea=idea)
