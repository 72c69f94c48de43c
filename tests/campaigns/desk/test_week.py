import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.campaigns.models import Placement, Slot, Space
from tests.architecture.test_doors import as_somebody
from tests.campaigns.week import Week, key
from tests.factories.campaigns import ConcernFactory
from tests.factories.people import PersonFactory, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]


def at(page, week, *args):
    return reverse(f"campaigns:{page}", args=[week.stage.pk, *args])


def test_who_reads_the_whole_week():
    week = Week()
    people = [week.officer, staff(Role.MANAGER, week.city), staff(Role.CAMPAIGN_OFFICER), week.speaker, PersonFactory()]
    told = [as_somebody(person).get(at("plan_week", week)).status_code for person in people]
    assert told == [200, 200, 404, 403, 403]


def test_each_session_is_a_tile_that_opens_and_can_be_dragged_and_what_waits_and_is_uncovered_stands_above():
    week = Week()
    ConcernFactory(stage=week.stage, name="تنهایی", in_every_place=False)
    one = week.promise("زهرا", title="مهارت", concern=week.concern)
    two = week.promise("زهرا", title="گفت‌وگو", together=1)
    week.stand(one, 1, week.spot(1), pinned=True)
    week.stand(two, 1, week.spot(1, there=True))
    client = as_somebody(week.officer)
    text = client.get(at("plan_week", week)).text
    assert text.count('class="week-tile campaign-grip') == 2
    assert text.count("week-tile free") == 2 * 2 * 7 - 2  # spaces × times × evenings
    assert text.count(" wrong") == 2  # one person in two places
    assert at("plan_session", week, *key(one)) + "?back=week" in text
    assert at("plan_session", week, *key(one, 2)) + "?back=week" in text  # what waits
    assert "«تنهایی»، هر جا" in text
    assert at("plan", week) + f"?day={week.spot(1).day}#evening" in text
    read = as_somebody(staff(Role.MANAGER, week.city)).get(at("plan_week", week)).text
    assert "draggable" not in read


def test_one_agency_or_concern_is_looked_for_and_titles_give_way_to_marks():
    week = Week()
    part, _speaker = week.agency()
    week.stand(week.promise(concern=week.concern), 1, week.spot(0))
    week.stand(week.promise(invited=part), 1, week.spot(1))
    client = as_somebody(week.officer)

    def shown(**asked):
        text = client.get(at("plan_week", week), asked).text
        return [text.count(" dim"), "week-plan titled" in text]

    assert shown() == [0, True]
    assert shown(of=f"concern-{week.concern.pk}", shown="marks") == [1, False]
    assert shown(of=f"agency-{part.pk}") == [1, True]
    assert [shown(of="concern-0"), shown(of="agency-x", shown="x")] == [[1, True], [0, True]]


def test_a_week_without_times_or_spaces_says_what_to_do():
    week = Week()
    Space.objects.all().delete()
    Slot.objects.all().delete()
    assert (
        at("desk_stage", week)
        in as_somebody(week.officer).get(at("plan_week", week)).text.partition('class="empty"')[2]
    )


def test_the_whole_week_asks_the_same_of_the_database_however_full_it_is(django_assert_num_queries):
    week = Week()
    client = as_somebody(week.officer)
    promise = week.promise("زهرا", together=14, concern=week.concern)

    def asked():
        with django_assert_num_queries(17):
            client.get(at("plan_week", week))

    week.stand(promise, 1, week.spot(0))
    asked()
    for day in range(1, 7):
        week.stand(promise, day + 1, week.spot(day))
    asked()


def test_whoever_came_from_the_whole_week_goes_back_to_it_and_can_step_back():
    week = Week()
    one = week.promise()
    week.stand(one, 1, week.spot(0))
    row = Placement.objects.get()
    client = as_somebody(week.officer)
    page = client.get(at("plan_session", week, *key(one)), {"back": "week"}).text
    assert page.count('name="back" value="week"') == 2  # of the form, and of taking it out
    spot = week.spot(2)
    said = {"day": spot.day.isoformat(), "slot": spot.slot, "space": spot.space}
    there = client.post(at("plan_session", week, *key(one)), {**said, "seen": f"{row.pk}.1", "back": "week"}).url
    was = week.spot(0)
    assert there.partition("?")[0] == at("plan_week", week)
    back = f"{at('plan_session', week, *key(one))}?day={was.day}&amp;slot={was.slot}&amp;space={was.space}#look"
    assert back in client.get(there).text
    row.refresh_from_db()
    row.day = was.day
    row.save()
    assert back not in client.get(there).text  # it stands there again
    assert client.get(at("plan_week", week) + "?undo=1.x.2.z").status_code == 200
    out = client.post(at("plan_take_out", week, *key(one)), {"seen": f"{row.pk}.{row.version}", "shown": "x"}).url
    assert out.startswith(at("plan", week) + "?undo=")
    assert back in client.get(out).text
