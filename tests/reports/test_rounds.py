"""Budgeting rounds in reports: counted from their rows, opened to them, small numbers kept from the public."""

import datetime as dt

import pytest
from django.utils import timezone

from meydan.base.roles import Role
from meydan.engines import jalali
from meydan.reports import evening as evenings
from meydan.reports import rounds
from meydan.reports.evening import Evening
from meydan.reports.measures import AMBASSADORS, BALLOTS, CHOSEN, FEASIBLE, IDEAS, PROJECTS, PROJECTS_DONE, ROUNDS
from meydan.reports.periods import Period
from meydan.reports.report import Report
from tests.budgets.city import district
from tests.factories.ambassadors import AmbassadorFactory
from tests.factories.ballots import EntitlementFactory, PollFactory, PotFactory
from tests.factories.budgets import ProjectFactory
from tests.factories.people import staff
from tests.reports.conftest import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """A round being carried out: six ideas, three of them feasible, two chosen, one done; four ballots."""
    found = district()
    row = found.round(carried_out=True, poll=PollFactory(area=found.area))
    for trait in ("sent", "not_feasible", "not_chosen"):
        found.idea(row, **{trait: True})
    found.idea(row, 1)
    ProjectFactory(idea=found.idea(row, 1, chosen=True))
    ProjectFactory(idea=found.idea(row, 1, chosen=True), state="done")
    pot = PotFactory(poll=row.poll, area=found.homes[0])
    for channel in ("web", "web", "kiosk", "assisted"):
        EntitlementFactory(pot=pot, poll=row.poll, channel=channel)
    AmbassadorFactory(call__area=found.area)
    return found


@pytest.fixture
def report(place):
    today = timezone.localdate()
    period = Period(today - dt.timedelta(days=30), today + dt.timedelta(days=1))
    return Report(place.area, period, today)


def test_every_number_is_the_number_of_its_rows(report):
    told = {one.number.measure: one.number.value for one in Evening(report).figures}
    assert {measure: told.get(measure) for measure in rounds.ALL} == {
        ROUNDS: 1, IDEAS: 6, FEASIBLE: 3, CHOSEN: 2, BALLOTS: 4, PROJECTS: 2, PROJECTS_DONE: 1, AMBASSADORS: 1,
    }  # fmt: skip
    assert {measure: evenings.behind(measure, report, {}).total for measure in rounds.ALL} == {
        measure: told[measure] for measure in rounds.ALL
    }


def test_ballots_are_told_by_channel(report):
    bars = Evening(report).bars(BALLOTS, "way")
    assert sorted(bar.value for bar in bars) == [1, 1, 2]
    assert evenings.behind(BALLOTS, report, {"way": "kiosk"}).total == 1


@pytest.mark.parametrize("measure", [measure.key for measure in rounds.ALL])
@pytest.mark.parametrize("page", ["rows/", "rows/csv/"])
def test_rows_open_on_a_page_and_as_a_file(client, place, measure, page):
    sign_in(client, staff(Role.MANAGER, place.area))
    today = jalali.to_jalali(timezone.localdate()).year
    days = {"area": place.area.pk, "from": f"{today}-01-01", "to": f"{today}-12-29", "of": measure}
    assert client.get(f"/desk/reports/{page}", days).status_code == 200
