"""Campaigns and meetings in reports: counted from their rows, opened to them, few people kept from the public."""

import datetime as dt

import pytest
import time_machine

from meydan.base.roles import Role
from meydan.reports import evening as evenings
from meydan.reports import neighborhoods
from meydan.reports.evening import Evening
from meydan.reports.measures import AGENCIES, CAMPAIGN_VISITS, DECISIONS, MEETINGS, SERVICES, STAGES, VISITS
from meydan.reports.periods import Period
from meydan.reports.public import PublicReport
from meydan.reports.report import Report
from tests.campaigns.held import FIRST, HeldStage
from tests.factories.calendar import OccasionFactory
from tests.factories.campaigns import DeliveryFactory, StageFactory
from tests.factories.meetings import DecisionFactory, MeetingFactory
from tests.factories.people import staff
from tests.reports.conftest import sign_in

pytestmark = pytest.mark.django_db
AZAR = Period(dt.date(2026, 11, 22), dt.date(2026, 12, 21))
LATER = dt.datetime(2027, 1, 5, 9, tzinfo=dt.UTC)


@pytest.fixture
def held():
    """A stage with two agencies, three sessions said to be held (the agency of one says two, staff one), 52 visits; and
    a meeting with two decisions.
    """
    held = HeldStage()
    held.came(held.placed[0], 40, women=25, men=10)
    held.came(held.placed[2], 12, women=12)
    DeliveryFactory(promise=held.talk, place=held.host, day=FIRST, sessions=2)
    DeliveryFactory(promise=held.talk, place=held.host, day=FIRST, sessions=1, by_agency=False)
    DeliveryFactory(promise=held.circle, place=held.satellite, day=FIRST, sessions=2)
    DeliveryFactory(promise=held.stall, place=held.host, day=FIRST, sessions=0)
    StageFactory(campaign=held.stage.campaign, area=held.stage.area, state="planning")
    meeting = MeetingFactory(area=held.city, held=True, occasion=OccasionFactory(day=FIRST))
    DecisionFactory.create_batch(2, meeting=meeting)
    MeetingFactory(area=held.city, occasion=OccasionFactory(day=FIRST))
    with time_machine.travel(LATER, tick=False):
        yield held


@pytest.fixture
def report(held):
    return Report(held.city, AZAR, LATER.date())


def test_every_number_is_the_number_of_its_rows(report):
    told = {one.number.measure: one.number.value for one in Evening(report).figures}
    assert told == {STAGES: 1, AGENCIES: 2, SERVICES: 3, CAMPAIGN_VISITS: 52, MEETINGS: 1, DECISIONS: 2}
    assert {one: evenings.behind(one, report, {}).total for one in neighborhoods.ALL} == told


def test_visits_of_campaigns_stand_among_visits_and_are_not_added(report):
    assert next(one.number.value for one in report.figures if one.number.measure is VISITS) == 52


def test_sessions_are_parted_by_kind_and_visits_by_venue(report, held):
    evening = Evening(report)
    assert [bar.value for bar in evening.bars(SERVICES, "brought")] == [3]
    assert [bar.value for bar in evening.bars(CAMPAIGN_VISITS, "campaign_venue")] == [40, 12]
    assert evenings.behind(CAMPAIGN_VISITS, report, {"campaign_venue": str(held.satellite.venue_id)}).total == 12
    assert evenings.named(SERVICES, {"brought": "workshop"}) == ["کارگاه"]


def test_a_stage_counts_in_the_month_it_began_in_and_a_known_year_only_in_the_whole_year(held):
    campaign, area = held.stage.campaign, held.stage.area
    year = Period(dt.date(2018, 3, 21), dt.date(2019, 3, 20))
    early = {"campaign": campaign, "area": area, "is_history": True, "state": "held"}
    StageFactory(**early, first_day=year.first, last_day=year.last, known="year")
    StageFactory(**early, first_day=dt.date(2018, 8, 23), last_day=dt.date(2018, 9, 22), known="month")

    def count(first, last):
        return evenings.behind(STAGES, Report(held.city, Period(first, last), LATER.date()), {}).total

    assert count(*year) == 2
    assert count(dt.date(2018, 3, 21), dt.date(2018, 4, 20)) == 0
    assert count(dt.date(2018, 8, 23), dt.date(2018, 9, 22)) == 1


@pytest.mark.parametrize("measure", [measure.key for measure in neighborhoods.ALL])
@pytest.mark.parametrize("page", ["rows/", "rows/csv/"])
def test_rows_open_on_a_page_and_as_a_file(client, held, measure, page):
    sign_in(client, staff(Role.MANAGER, held.city))
    days = {"area": held.city.pk, "from": "1405-09-01", "to": "1405-09-30", "of": measure}
    assert client.get(f"/desk/reports/{page}", days).status_code == 200


def test_the_public_reads_what_is_about_no_person_and_visits_only_by_kind(held):
    told = dict(PublicReport(Report(held.stage.area, AZAR, LATER.date())).evening_figures)
    assert told == {STAGES: 1, AGENCIES: 2, SERVICES: 3}
