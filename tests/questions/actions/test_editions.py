import datetime as dt

import pytest
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.calendar.models import Occasion
from meydan.messaging.models import Message
from meydan.people.models import Person
from meydan.questions import actions, tasks
from meydan.questions.actions.editions import checklist
from meydan.questions.models import Edition, Series, Topic
from tests.factories.people import PersonFactory, staff
from tests.factories.places import CityFactory, VenueFactory
from tests.factories.questions import EditionFactory, QuestionFactory, SeriesFactory, SupportFactory, TopicFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db

Stage = Edition.Stage
LINK = "https://www.aparat.com/qom.ir/live"


def officer(area) -> Person:
    return staff(Role.COMMUNICATIONS_OFFICER, area)


def opened(series: Series, **facts) -> Edition:
    day = timezone.localdate() + dt.timedelta(days=3)
    said = {"title": "نوبت دوم", "day": day, "clock": dt.time(19, 30), "minutes": 90, "broadcast_url": LINK}
    return actions.open_edition(by=officer(series.area), series=series, **(said | facts))


def ready(series: Series) -> Edition:
    topics = [TopicFactory(series=series)]
    return opened(series, topics=topics, moderators=[PersonFactory()], answered_by="شهردار قم")


def test_a_pilot_and_what_follows_keep_one_history():
    series = SeriesFactory()
    pilot, official = opened(series, is_pilot=True), opened(series)
    assert [(one.number, one.is_pilot) for one in (pilot, official)] == [(1, True), (2, False)]
    assert {one.stage for one in (pilot, official)} == {Stage.DRAFT}


def test_its_evening_stands_in_the_calendar_and_leads_to_it():
    edition = opened(SeriesFactory())
    occasion = edition.occasion
    assert (occasion.kind, occasion.status, occasion.url) == ("edition", "planned", f"/questions/{edition.pk}/")


@pytest.mark.parametrize(("place", "link", "mode"), [(0, 1, "online"), (1, 1, "hybrid"), (1, 0, "in_person")])
def test_how_people_take_part_follows_from_place_and_broadcast(place, link, mode):
    series = SeriesFactory()
    venue = VenueFactory(area=series.area) if place else None
    assert opened(series, venue=venue, broadcast_url=LINK if link else "").occasion.mode == mode


def test_a_draft_is_announced_only_when_nothing_is_missing():
    edition = opened(SeriesFactory(), broadcast_url="")
    assert [done for _text, done in checklist(edition)] == [True, False, False, False, False]
    with pytest.raises(Refusal, match="آماده"):
        actions.announce(by=officer(edition.area), edition=edition)


def test_announcing_shows_the_edition_and_its_evening():
    edition = ready(SeriesFactory())
    actions.announce(by=officer(edition.area), edition=edition)
    assert (edition.stage, edition.occasion.status) == (Stage.COLLECTING, "announced")


def test_stages_only_go_forward():
    edition = ready(SeriesFactory())
    by = officer(edition.area)
    with pytest.raises(Refusal):
        actions.end_live(by=by, edition=edition)
    actions.announce(by=by, edition=edition)
    Occasion.objects.filter(pk=edition.occasion_id).update(starts_at=timezone.now())
    edition.refresh_from_db()
    seen = []
    for step in (actions.go_live, actions.end_live, actions.follow):
        step(by=by, edition=edition)
        seen.append(edition.stage)
    assert seen == [Stage.LIVE, Stage.ANSWERING, Stage.FOLLOWING]
    for step in (actions.announce, actions.go_live, actions.end_live, actions.follow):
        with pytest.raises(Refusal):
            step(by=by, edition=edition)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.COMMUNICATIONS_OFFICER, (True, True)),
        (Role.PRESENTER, (True, False)),
        (Role.MODERATOR, (False, False)),
        (Role.SECRETARY, (False, False)),
        (Role.MAYOR, (False, False)),
    ],
)
def test_who_puts_it_on_air_and_who_calls_it_off(role, allowed):
    done = []
    for step in (actions.go_live, lambda **facts: actions.cancel(reason="جلسهٔ دولت", **facts)):
        edition = EditionFactory(occasion__starts_at=timezone.now())
        try:
            step(by=staff(role, edition.area), edition=edition)
            done.append(True)
        except Refusal:
            done.append(False)
    assert tuple(done) == allowed


@pytest.mark.parametrize(("hours", "allowed"), [(-48, True), (0.5, True), (2, False)])
def test_it_goes_on_air_an_hour_before_its_time_at_the_earliest(hours, allowed):
    edition = EditionFactory(occasion__starts_at=timezone.now() + dt.timedelta(hours=hours))
    by = officer(edition.area)
    if allowed:
        assert actions.go_live(by=by, edition=edition).stage == Stage.LIVE
    else:
        with pytest.raises(Refusal):
            actions.go_live(by=by, edition=edition)


def test_what_was_on_air_when_it_ended_was_answered_there():
    edition = EditionFactory(stage=Stage.LIVE, occasion__starts_at=timezone.now())
    question = QuestionFactory(edition=edition, on_air_since=timezone.now())
    actions.end_live(by=officer(edition.area), edition=edition)
    question.refresh_from_db()
    assert (question.on_air_since, question.aired_at is not None) == (None, True)


def test_calling_off_tells_askers_and_whoever_joined_once_each():
    edition = EditionFactory()
    question = QuestionFactory(edition=edition)
    SupportFactory(question=question), SupportFactory(question=question, person=question.asker)
    QuestionFactory(edition=edition, state="withdrawn")
    actions.cancel(by=officer(edition.area), edition=edition, reason="جلسهٔ فوری شورا.")
    for _time in range(2):
        tasks.tell_askers.func(edition.pk, "cancelled")
    told = Message.objects.filter(template__startswith="questions.cancelled")
    assert {message.person_id for message in told} == {
        question.asker_id,
        *question.supporters.values_list("person", flat=True),
    }
    assert (told.count(), all("جلسهٔ فوری شورا." in message.text for message in told)) == (2, True)


def test_a_new_time_is_told_and_a_new_title_is_not():
    edition = EditionFactory()
    asker = QuestionFactory(edition=edition).asker
    local = timezone.localtime(edition.occasion.starts_at).replace(second=0, microsecond=0)
    when = {"day": local.date(), "clock": edition.occasion.clock, "minutes": edition.occasion.minutes}
    by = officer(edition.area)
    actions.change(by=by, edition=edition, **when | {"venue": edition.occasion.venue}, title="نوبت تازه")
    when["day"] += dt.timedelta(days=7)
    actions.change(by=by, edition=edition, **when | {"venue": edition.occasion.venue})
    tasks.tell_askers.func(edition.pk, "moved")
    assert [message.person for message in Message.objects.filter(template__startswith="questions.moved")] == [asker]


def test_topics_left_out_are_closed_and_kept():
    area = CityFactory()
    by = officer(area)
    series = actions.open_series(by=by, area=area, title="شهروند و شهردار", topics=["ترافیک", "فضای سبز"])
    QuestionFactory(topic=Topic.objects.get(name="ترافیک"))
    topics = ["فضای سبز", "پسماند", "پسماند"]
    actions.change_series(by=by, series=series, title=series.title, about="", topics=topics)
    assert [topic.name for topic in series.topics.filter(is_open=True)] == ["فضای سبز", "پسماند"]
    assert Topic.objects.get(name="ترافیک").is_open is False


def test_a_series_has_its_name_once_in_its_area():
    area = CityFactory()
    by = officer(area)
    actions.open_series(by=by, area=area, title="شهروند و شهردار")
    with pytest.raises(Refusal) as refused:
        actions.open_series(by=by, area=area, title="شهروند و شهردار")
    assert refused.value.field == "title"


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_move_it_one_stage():
    edition = EditionFactory(occasion__starts_at=timezone.now())
    by = officer(edition.area)
    done = at_once(8, lambda _number: actions.go_live(by=by, edition=Edition.objects.get(pk=edition.pk)))
    assert (sum(isinstance(one, Edition) for one in done), sum(isinstance(one, Refusal) for one in done)) == (1, 7)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_editions_opened_at_once_have_numbers_of_their_own():
    series = SeriesFactory()
    by = officer(series.area)
    day = timezone.localdate() + dt.timedelta(days=3)
    facts = {"title": "نوبت", "day": day, "clock": dt.time(19, 30), "minutes": 90, "broadcast_url": LINK}
    rows = at_once(8, lambda _number: actions.open_edition(by=by, series=series, **facts))
    assert sorted(row.number for row in rows) == list(range(1, 9))
