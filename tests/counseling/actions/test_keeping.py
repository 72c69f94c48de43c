"""A file is kept as long as the rule says, held by law, and erased by its key."""

import datetime as dt

import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.counseling import actions, vault
from meydan.counseling.models import Appointment, Call, Case, CaseKey, Earlier, Note, Opened
from meydan.counseling.tasks import keep_and_erase
from meydan.people import actions as people
from tests.counseling.town import SATURDAY, WEEK
from tests.factories.counseling import (
    CallFactory,
    CaseFactory,
    GrantFactory,
    HomeworkFactory,
    NoteFactory,
    OpenedFactory,
    PolicyFactory,
)
from tests.factories.people import PersonFactory, staff

pytestmark = pytest.mark.django_db
State = Appointment.State


@pytest.fixture
def row(town):
    """An appointment ahead, with answers."""
    return town.booked(town.slot(day=SATURDAY + WEEK), answers={"about": "نگرانم"})


@pytest.fixture
def manager(town):
    return staff(Role.COUNSELING_MANAGER, town.city)


def test_erased_nothing_leads_to_anybody_and_the_rows_stay(town, row):
    NoteFactory(case=row.case)
    HomeworkFactory(case=row.case)
    GrantFactory(case=row.case, sealed_summary=b"x")
    CallFactory(case=row.case)
    actions.wait_for_earlier(by=None, appointment=row)
    case = actions.ask_erasure(by=None, case=row.case)
    row.refresh_from_db()
    assert (case.owner_mac, case.client_mac, case.sealed_who, row.client_mac, row.sealed_intake) == (None,) * 5
    assert (row.state, row.canceled_why) == (State.CANCELED, Appointment.Why.ERASED)
    assert not any(model.objects.exists() for model in (CaseKey, Note, Earlier))
    assert not case.homework.exists()
    assert (case.grants.get().sealed_summary, Call.objects.get().state) == (None, Call.State.CANCELED)
    assert (case.topic, case.area) == (town.topic, town.city)


def test_its_time_is_free_for_others_at_once(town, row):
    actions.ask_erasure(by=None, case=row.case)
    assert town.slot(day=SATURDAY + WEEK).starts_at == row.starts_at


def test_a_held_file_is_not_erased_before_the_hold_ends(town, row, manager):
    actions.hold(by=manager, case=row.case, reason="نامهٔ دادگاه")
    asked = actions.ask_erasure(by=None, case=row.case)
    assert (asked.erased_at, asked.erasure_asked_at is not None) == (None, True)
    keep_and_erase.call()
    assert CaseKey.objects.exists()
    actions.release(by=manager, case=row.case)
    keep_and_erase.call()
    assert not CaseKey.objects.exists()


def test_the_reason_of_a_hold_is_sealed(row, manager):
    held = actions.hold(by=manager, case=row.case, reason="نامهٔ دادگاه")
    assert vault.unseal(held, held, "sealed_hold") == "نامهٔ دادگاه"
    with pytest.raises(Refusal):
        actions.hold(by=manager, case=row.case, reason="باز هم")


@pytest.mark.parametrize("role", [Role.MANAGER, Role.COUNSELOR, Role.ADMINISTRATOR])
def test_only_the_counseling_manager_holds(town, row, role):
    with pytest.raises(Refusal):
        actions.hold(by=staff(role, town.city), case=row.case, reason="نامه")


@pytest.mark.parametrize(
    ("booked_for", "seen", "years"), [("oneself", True, 5), ("child", True, 10), ("oneself", False, 1)]
)
def test_it_is_kept_by_the_rule_of_the_city_and_no_longer(town, at, booked_for, seen, years):
    PolicyFactory(area=town.city)
    case = CaseFactory(area=town.city, booked_for=booked_for, counselor=town.counselor)
    Case.objects.update(last_seen_at=case.opened_at if seen else None)
    keep_and_erase.call()
    case.refresh_from_db()
    assert case.keep_until == dt.date(2026 + years, 11, 28)
    with at(days=365.25 * years - 2):
        keep_and_erase.call()
        assert CaseKey.objects.exists()
    with at(days=365.25 * years + 2):
        keep_and_erase.call()
        assert not CaseKey.objects.exists()


def test_an_appointment_ahead_keeps_it(town, row):
    keep_and_erase.call()
    case = Case.objects.get()
    assert case.keep_until == dt.date(2027, 12, 5)


def test_who_opened_it_is_known_for_two_years_more(town, row, at):
    OpenedFactory(case=row.case)
    actions.ask_erasure(by=None, case=row.case)
    keep_and_erase.call()
    assert Opened.objects.count() == 1
    with at(days=733):
        keep_and_erase.call()
    assert not Opened.objects.exists()


def test_whoever_leaves_meydan_takes_their_files_along(town, row):
    other = CaseFactory(area=town.city, owner=PersonFactory())
    people.erase(by=town.person, person=town.person)
    assert set(Case.objects.filter(erased_at=None)) == {other}


def test_whoever_came_since_the_list_was_made_keeps_their_file(town, row, at):
    case = row.case
    Case.objects.filter(pk=case.pk).update(keep_until=dt.date(2020, 1, 1))
    assert actions.erase_case(by=None, case=case).erased_at is None
    assert CaseKey.objects.exists()
