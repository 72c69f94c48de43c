import datetime as dt

import pytest
from django.utils import translation

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.campaigns import actions
from meydan.meetings import abouts
from tests.campaigns.neighborhood import BEFORE, Neighborhood
from tests.factories.people import staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]
THURSDAY = dt.datetime(2026, 12, 3, 6, tzinfo=dt.UTC)


def test_all_but_those_that_declined_are_invited_and_each_has_its_item():
    place = Neighborhood()
    coming = [place.agency()[0], place.agency("invited")[0]]
    place.agency("declined")
    meeting = actions.call_council(by=place.officer, stage=place.stage, starts_at=THURSDAY, minutes=75)
    assert sorted(meeting.invited.values_list("organization", flat=True)) == sorted(
        one.organization_id for one in coming
    )
    assert list(meeting.items.order_by("position").values_list("minutes", flat=True)) == [30, 30, 15]
    about = abouts.of(meeting)
    assert about is not None
    assert about.url == f"/desk/campaigns/{place.stage.pk}/"


def test_no_council_without_agencies_nor_too_short_nor_by_somebody_else():
    place = Neighborhood()
    said = {"stage": place.stage, "starts_at": THURSDAY, "minutes": 120}
    with pytest.raises(Refusal):
        actions.call_council(by=place.officer, **said)
    for _agency in range(3):
        place.agency()
    for wrong in ({"minutes": 20}, {"by": staff(Role.MANAGER, place.city)}):
        with pytest.raises(Refusal):
            actions.call_council(**{"by": place.officer, **said, **wrong})


def test_a_long_name_leaves_the_council_a_title_that_fits():
    place = Neighborhood()
    place.agency()
    place.stage.campaign.title = "م" * 120
    place.stage.campaign.save()
    place.stage.area.name = "خ" * 60
    place.stage.area.save()
    meeting = actions.call_council(
        by=place.officer, stage=place.stage, starts_at=BEFORE + dt.timedelta(days=1), minutes=60
    )
    assert (len(meeting.title), meeting.title[-1]) == (160, "…")


def test_what_is_kept_of_a_council_is_in_the_language_of_the_house():
    place = Neighborhood()
    place.agency()
    with translation.override("en"):
        meeting = actions.call_council(by=place.officer, stage=place.stage, starts_at=THURSDAY, minutes=75)
    assert meeting.title.startswith("شورای هماهنگی")
    assert [one.title.split()[0] for one in meeting.items.order_by("position")] == ["آنچه", "بستن"]
