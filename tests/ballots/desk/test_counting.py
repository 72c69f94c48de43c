import pytest
import time_machine

from meydan.ballots.models import Overseer, Poll
from meydan.base.roles import Role
from meydan.engines import drawing
from meydan.ground.queue import drain
from tests.ballots.counted import DICE, Town
from tests.factories.people import staff
from tests.factories.places import CityFactory

pytestmark = pytest.mark.django_db


def test_officer_and_overseers_go_all_the_way_in_the_browser(signed_in):
    town = Town().cast(6)
    desk, oversee = f"/desk/ballots/{town.poll.pk}/count/", f"/desk/ballots/{town.poll.pk}/oversee/"
    for person in town.overseers:
        answer = signed_in(town.officer).post(f"{desk}overseers/", {"person": person.pk, "body": "شورا"})
        assert answer.status_code == 302
    engine_id = town.again().poll.ceremony.engine_id
    for person, secret in zip(town.overseers, town.secrets, strict=True):
        number = Overseer.objects.get(person=person).number
        bound = drawing.commitment(secret, engine_id, str(number))
        assert signed_in(person).post(f"{oversee}commit/", {"commitment": bound, "instead_of": ""}).status_code == 302
    assert signed_in(town.officer).post(f"{desk}close/").status_code == 409
    with time_machine.travel(town.poll.closes_at, tick=True):
        assert signed_in(town.officer).post(f"{desk}close/").status_code == 302
        drain()
        assert signed_in(town.officer).post(f"{desk}seal/").status_code == 302
        assert signed_in(town.officer).post(f"{desk}begin/").status_code == 409
        for person in (town.officer, town.overseers[1]):
            assert signed_in(person).post(f"{oversee}dice/", {"values_read": DICE}).status_code == 302
        for person, secret in zip(town.overseers, town.secrets, strict=True):
            assert signed_in(person).get(oversee).status_code == 200
            assert signed_in(person).post(f"{oversee}reveal/", {"secret": secret}).status_code == 302
        drain()
        assert signed_in(town.officer).get(desk).status_code == 200
        assert signed_in(town.officer).post(f"{desk}begin/").status_code == 302
        drain()
        assert town.again().poll.state == Poll.State.COUNTED
        lines = signed_in(town.overseers[0]).get(f"{oversee}lines/").content.decode()
        assert lines.count("tag good") == min(25, town.poll.openings.count())
        assert signed_in(town.overseers[0]).post(f"{oversee}lines/keep/").status_code == 302
        assert set(town.poll.openings.values_list("is_right", flat=True)) == {True}


@pytest.mark.parametrize("role", [Role.BUDGET_OFFICER, Role.MANAGER, Role.OVERSIGHT, Role.COACH])
def test_what_lies_outside_ones_reach_is_not_there(signed_in, role):
    town = Town()
    stranger = staff(role, CityFactory())
    allowed = role in {Role.BUDGET_OFFICER, Role.MANAGER}
    assert signed_in(stranger).get(f"/desk/ballots/{town.poll.pk}/count/").status_code == (404 if allowed else 403)
    assert signed_in(stranger).get(f"/desk/ballots/{town.poll.pk}/oversee/").status_code in {403, 404}


def test_a_manager_reads_and_takes_no_step(signed_in):
    town = Town().cast(2).closed()
    manager = staff(Role.MANAGER, town.area)
    page = signed_in(manager).get(f"/desk/ballots/{town.poll.pk}/count/")
    assert (page.status_code, "seal/" in page.content.decode()) == (200, False)
    assert signed_in(manager).post(f"/desk/ballots/{town.poll.pk}/count/seal/").status_code == 403


def test_an_overseer_sees_nobody_elses_ceremony(signed_in):
    town = Town().appointed()
    another = staff(Role.OVERSIGHT, town.area)
    assert signed_in(another).get(f"/desk/ballots/{town.poll.pk}/oversee/").status_code == 404
    assert "هستید" not in signed_in(town.overseers[0]).get("/desk/ballots/overseen/").content.decode()
