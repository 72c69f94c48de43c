import pytest
from django.urls import reverse

from meydan.base.roles import Role
from meydan.campaigns.models import Placement, Promise, Run, Stage
from tests.architecture.test_doors import as_somebody
from tests.campaigns.neighborhood import BEFORE
from tests.campaigns.week import Week
from tests.factories.campaigns import RunFactory, SpaceFactory
from tests.factories.people import PersonFactory, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_saturday")]
READ = ["plan", "plan_progress", "plan_coverage", "plan_hole"]
DONE = ["plan_run", "plan_stop", "plan_pin_all", "plan_clear"]


def at(page, week, *args):
    return reverse(f"campaigns:{page}", args=[week.stage.pk, *args])


def hole(week):
    return f"?concern={week.concern.pk}&place={week.satellite.pk}&audience="


@pytest.mark.parametrize("page", [*READ, *DONE])
def test_whose_door_is_open_to_whom(page):
    week = Week()
    week.promise()
    RunFactory(stage=week.stage)
    people = {
        "officer": week.officer,
        "manager": staff(Role.MANAGER, week.city),
        "officer of another city": staff(Role.CAMPAIGN_OFFICER),
        "representative": week.speaker,
        "citizen": PersonFactory(),
    }
    send, address = ("post", at(page, week)) if page in DONE else ("get", at(page, week) + hole(week))
    told = {who: getattr(as_somebody(person), send)(address).status_code for who, person in people.items()}
    seen = 302 if page == "plan_progress" else 200  # without htmx it leads back to the whole page
    assert told == {
        "officer": {"plan_run": 409}.get(page, 302) if page in DONE else seen,
        "manager": 403 if page in DONE else seen,
        "officer of another city": 404,
        "representative": 403,
        "citizen": 403,
    }


def test_an_evening_with_what_stands_waits_and_is_broken():
    week = Week()
    one, two = week.promise("زهرا", title="مهارت"), week.promise("زهرا", title="گفت‌وگو")
    week.stand(one, 1, week.spot(1), pinned=True)
    week.stand(two, 1, week.spot(1, there=True))
    client = as_somebody(week.officer)
    text = client.get(at("plan", week)).text
    assert "مهارت" in text
    assert 'class="campaign-placed' not in text  # the first evening is empty
    text = client.get(at("plan", week) + f"?day={week.spot(1).day}").text
    assert text.count('class="campaign-placed wrong"') == 2
    assert text.count("سنجاق‌شده</span>") == 2  # the figure above, and the session
    assert "زهرا هم‌زمان بیش از یک نشست خواهد داشت: «مهارت»، نشست ۱؛ «گفت‌وگو»، نشست ۱." in text
    assert 'draggable="true"' in text
    read = as_somebody(staff(Role.MANAGER, week.city)).get(at("plan", week)).text
    assert ["draggable" in read, "<form" in read.partition('id="main"')[2].partition("</main>")[0]] == [False, False]


def test_a_run_is_asked_for_followed_and_stopped():
    week = Week()
    week.promise()
    client = as_somebody(week.officer)
    assert client.post(at("plan_run", week)).url == at("plan", week)
    run = Run.objects.get()
    Run.objects.update(state=Run.State.RUNNING, began_at=BEFORE, placed=1, wanted=2, stepped_at=BEFORE)
    page = client.get(at("plan_progress", week), headers={"HX-Request": "true"})
    assert ("HX-Refresh" in page.headers, page.text.count("hx-trigger"), 'value="50"' in page.text) == (False, 1, True)
    assert "۱ نشست از ۲" in page.text
    assert client.post(at("plan_stop", week)).status_code == 302
    run.refresh_from_db()
    assert run.stop_asked_at == BEFORE
    assert at("plan_stop", week) not in client.get(at("plan", week)).text
    Run.objects.update(state=Run.State.DONE, ended_at=BEFORE, coverage=3, bound=4)
    page = client.get(at("plan_progress", week), headers={"HX-Request": "true"})
    assert ("HX-Refresh" in page.headers, "hx-trigger" in page.text, "۷۵٪" in page.text) == (True, False, True)


def test_a_run_that_failed_or_is_proven_says_so():
    week = Week()
    week.promise()
    run = RunFactory(stage=week.stage, state=Run.State.FAILED)
    client = as_somebody(week.officer)
    assert "بی‌جدول پایان یافت" in client.get(at("plan", week)).text
    told = {"state": Run.State.DONE, "began_at": BEFORE, "ended_at": BEFORE, "coverage": 4, "bound": 4}
    Run.objects.filter(pk=run.pk).update(**told)
    assert "هیچ جدولی بیش از این پوشش نمی‌دهد" in client.get(at("plan", week)).text
    Run.objects.filter(pk=run.pk).update(is_optimal=True)
    assert "هیچ جدولی بهتر از این نیست" in client.get(at("plan", week)).text


def test_an_evening_is_pinned_and_freed_as_a_whole():
    week = Week()
    one = week.promise()
    week.stand(one, 1, week.spot(0))
    week.stand(one, 2, week.spot(1))
    client = as_somebody(week.officer)
    day = week.spot(1).day.isoformat()
    assert (
        client.post(at("plan_pin_all", week), {"day": day, "place": "", "shown": day}).url
        == at("plan", week) + f"?day={day}"
    )
    assert list(Placement.objects.order_by("number").values_list("is_pinned", flat=True)) == [False, True]
    client.post(at("plan_pin_all", week), {"day": "", "place": week.host.pk, "free": "on", "shown": "x"})
    assert Placement.objects.filter(is_pinned=True).count() == 0
    client.post(at("plan_pin_all", week), {"day": "2020-01-01", "place": ""})
    assert Placement.objects.filter(is_pinned=True).count() == 0


def test_what_stands_nowhere_any_more_is_shown_and_taken_out():
    week = Week()
    gone = week.promise(title="کارگاه گم‌شده")
    week.stand(gone, 1, week.spot(0))
    Promise.objects.update(state=Promise.State.WITHDRAWN)
    client = as_somebody(week.officer)
    assert "کارگاه گم‌شده" in client.get(at("plan", week)).text
    assert client.post(at("plan_clear", week)).status_code == 302
    assert ("کارگاه گم‌شده" in client.get(at("plan", week)).text, Placement.objects.count()) == (False, 0)


def test_places_nobody_knows_on_the_map_and_stalls_are_told():
    week = Week()
    week.satellite.venue.latitude = None
    week.satellite.venue.save()
    yard = SpaceFactory(place=week.host, stalls=1)
    stalls = [week.promise(together=0, kind=Promise.Kind.STALL, title=f"غرفهٔ {name}") for name in ("نان", "کتاب")]
    text = as_somebody(week.officer).get(at("plan", week)).text
    assert f"مختصات {week.satellite.venue.name}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) in text
    assert f"{yard.name}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) in text
    assert all(one.title in text for one in stalls)
    assert "این‌ها جا نگرفتند" in text


def test_a_hole_opens_what_could_fill_it():
    week = Week()
    client = as_somebody(week.officer)
    assert hole(week).replace("&", "&amp;") in client.get(at("plan_coverage", week)).text
    assert "هنوز کسی این را نمی‌آورد" in client.get(at("plan_hole", week) + hole(week)).text
    one = week.promise(concern=week.concern)
    spot = week.spot(0, there=True)
    query = f"?day={spot.day}&amp;slot={spot.slot}&amp;space={spot.space}#look"
    assert (
        at("plan_session", week, one.pk, "together", 1) + query in client.get(at("plan_hole", week) + hole(week)).text
    )
    week.stand(one, 1, spot)
    assert hole(week).replace("&", "&amp;") not in client.get(at("plan_coverage", week)).text
    assert client.get(at("plan_hole", week) + "?concern=9&place=&audience=").status_code == 404


@pytest.mark.parametrize("state", [Stage.State.DECLARING, Stage.State.PUBLISHED])
def test_outside_planning_it_is_read_alone(state):
    week = Week()
    one = week.promise()
    week.stand(one, 1, week.spot(0))
    week.turn(state)
    client = as_somebody(week.officer)
    for page in (at("plan", week), at("plan_session", week, one.pk, "together", 1)):
        text = client.get(page).text.partition('id="main"')[2].partition("</main>")[0]
        assert (one.title.split()[0] in text, "<form" in text) == (True, False)


def test_history_has_no_timetable():
    week = Week()
    Stage.objects.update(is_history=True, state=Stage.State.HELD)
    client = as_somebody(week.officer)
    assert client.get(at("plan", week)).status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_the_pages_ask_the_same_however_much_stands(count, django_assert_num_queries):
    week = Week()
    for number in range(count):
        one = week.promise(f"مدرس {number}", invited=week.agency()[0], concern=week.concern)
        week.stand(one, 1, week.spot(number), pinned=bool(number % 2))
    run = RunFactory(stage=week.stage, state=Run.State.DONE, began_at=BEFORE, ended_at=BEFORE)
    run.unplaced.create(promise=one, sessions="together", count=1, reason={})
    client = as_somebody(week.officer)
    client.get(at("plan", week))
    for page, queries in {"plan": 18, "plan_coverage": 16, "plan_hole": 16}.items():
        with django_assert_num_queries(queries):
            client.get(at(page, week) + hole(week))
    with django_assert_num_queries(16):
        client.get(at("plan_session", week, one.pk, "together", 1))
