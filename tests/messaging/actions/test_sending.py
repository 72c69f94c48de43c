import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from meydan.base.refusal import Refusal
from meydan.ground.models import Task
from meydan.journal.models import Line
from meydan.messaging.actions import Draft, opt_out, send, send_code, send_many
from meydan.messaging.models import Message
from meydan.people.models import Consent
from tests.factories.people import ConsentFactory, PersonFactory
from tests.factories.places import CityFactory, NeighborhoodFactory, VenueFactory
from tests.together import at_once

NOON = "2026-11-22 08:30:00+00:00"  # 12:00 in Tehran
LATE = "2026-11-22 18:31:00+00:00"  # 22:01
EARLY = "2026-11-22 04:29:00+00:00"  # 07:59
TEXT = "برنامهٔ «کارگاه سفال» لغو شد."


def tell(person, cause=None, **given):
    return send(
        **{"by": None, "person": person, "template": "places.told", "text": TEXT, "cause": cause or CityFactory()}
        | given
    )


@pytest.mark.django_db
class TestSend:
    @time_machine.travel(NOON, tick=False)
    def test_the_message_waits_with_its_task_and_leaves_a_line_without_names(self):
        person, cause = PersonFactory(), CityFactory()
        message = tell(person, cause=cause)
        assert (message.person, message.phone, message.text, message.parts) == (person, person.phone, TEXT, 1)
        assert (message.cause, message.state) == (f"places.Area:{cause.pk}", Message.State.WAITING)
        assert message.not_before == timezone.now()
        task = Task.objects.get()
        assert (task.args, task.run_after, task.priority) == ([message.pk], message.not_before, 10)
        line = Line.objects.get()
        assert (line.verb, line.subject_id, line.actor) == ("messaging.send", str(message.pk), None)
        assert line.facts == {"kind": "service", "template": "places.told"}

    def test_the_same_about_the_same_is_told_once(self):
        person, cause = PersonFactory(), CityFactory()
        first = tell(person, cause=cause)
        assert tell(person, cause=cause, text="دیگر") == first
        assert (Message.objects.count(), Task.objects.count(), Line.objects.count()) == (1, 1, 1)

    def test_another_sentence_cause_or_person_is_told_as_well(self):
        person, cause = PersonFactory(), CityFactory()
        tell(person, cause=cause)
        tell(person, cause=cause, template="places.other")
        tell(person)
        tell(PersonFactory(), cause=cause)
        assert Message.objects.count() == 4

    def test_a_family_members_message_goes_to_the_guardians_phone(self):
        guardian = PersonFactory()
        child = PersonFactory(phone=None, guardian=guardian)
        message = tell(child)
        assert (message.person, message.phone) == (child, guardian.phone)

    def test_without_a_phone_it_stands_in_the_inbox_only(self):
        message = tell(PersonFactory(phone=None))
        assert (message.state, message.reason) == (Message.State.WITHHELD, Message.Reason.NO_PHONE)
        assert Task.objects.count() == 0

    @pytest.mark.parametrize(
        ("given", "found"),
        [
            (("said", "its own", "home"), "said"),
            ((None, "its own", "home"), "its own"),
            ((None, None, "home"), "home"),
            ((None, None, None), None),
        ],
    )
    def test_it_belongs_to_the_area_said_else_of_the_cause_else_of_the_person(self, given, found):
        areas = {name: NeighborhoodFactory() for name in ("said", "its own", "home")}
        said, own, home = (areas.get(name) for name in given)
        cause = VenueFactory(area=own) if own else PersonFactory()
        message = tell(PersonFactory(neighborhood=home), cause=cause, area=said and said.pk)
        assert message.area == areas.get(found)
        assert Line.objects.get().area_id == message.area_id

    def test_a_childs_message_belongs_where_the_guardian_lives(self):
        home = NeighborhoodFactory()
        child = PersonFactory(phone=None, guardian=PersonFactory(neighborhood=home))
        assert tell(child, cause=PersonFactory()).area == home

    def test_nobody_tells_the_erased(self):
        erased = PersonFactory(phone=None, name="", is_active=False, erased_at=timezone.now())
        assert tell(erased) is None
        assert Message.objects.count() == 0

    @pytest.mark.parametrize("text", ["", "   ", "س" * 901])
    def test_an_empty_or_endless_text_is_refused(self, text):
        with pytest.raises(Refusal):
            tell(PersonFactory(), text=text)

    @pytest.mark.parametrize(
        ("at", "kind", "sent_at"),
        [
            (NOON, "service", "2026-11-22T08:30:00+00:00"),
            (LATE, "service", "2026-11-23T04:30:00+00:00"),
            (EARLY, "service", "2026-11-22T04:30:00+00:00"),
            ("2026-11-22 04:30:00+00:00", "service", "2026-11-22T04:30:00+00:00"),
            ("2026-11-22 18:29:59+00:00", "service", "2026-11-22T18:29:59+00:00"),
            ("2026-11-22 18:30:00+00:00", "news", "2026-11-23T04:30:00+00:00"),
        ],
    )
    def test_quiet_hours_move_it_to_the_morning(self, at, kind, sent_at):
        person = PersonFactory()
        ConsentFactory(person=person, purpose=Consent.Purpose.NEWS)
        with time_machine.travel(at, tick=False):
            assert tell(person, kind=Message.Kind(kind)).not_before == dt.datetime.fromisoformat(sent_at)

    def test_nine_queries_tell_one_person(self, django_assert_num_queries):
        person, cause = PersonFactory(), CityFactory()
        with django_assert_num_queries(9):  # three are the journal's, four savepoints
            tell(person, cause=cause)


@pytest.mark.django_db
class TestNews:
    def test_only_those_whose_newest_answer_is_yes_get_news_and_how_to_stop_them(self):
        willing, unwilling, silent, stopped = PersonFactory.create_batch(4)
        for person, answers in ((willing, [False, True]), (unwilling, [True, False]), (stopped, [True])):
            for given in answers:
                ConsentFactory(person=person, purpose=Consent.Purpose.NEWS, given=given)
        opt_out(by=stopped, kind=Message.Kind.NEWS)
        told = [tell(person, kind=Message.Kind.NEWS) for person in (willing, unwilling, silent, stopped)]
        assert [bool(message) for message in told] == [True, False, False, False]
        assert told[0].text == TEXT + "\nلغو۱۱"
        assert told[0].parts == 1

    def test_a_guardian_answers_for_the_family(self):
        guardian = PersonFactory()
        child = PersonFactory(phone=None, guardian=guardian)
        assert tell(child, kind=Message.Kind.NEWS) is None
        ConsentFactory(person=guardian, purpose=Consent.Purpose.NEWS)
        assert tell(child, kind=Message.Kind.NEWS).phone == guardian.phone


@pytest.mark.django_db
class TestSendCode:
    @time_machine.travel(LATE, tick=False)
    def test_a_code_goes_at_once_before_everything_and_each_time(self):
        person = PersonFactory()
        expires_at = timezone.now() + dt.timedelta(minutes=2)
        sent = [
            send_code(by=None, phone=person.phone, text="کد: ۱۲۳۴۵۶", person=person, expires_at=expires_at)
            for _ in range(2)
        ]
        assert [message.not_before for message in sent] == [timezone.now()] * 2
        assert list(Task.objects.values_list("priority", flat=True)) == [100, 100]

    def test_a_code_may_go_to_a_number_nobody_is_known_by(self):
        message = send_code(by=None, phone="+989000000001", text="کد: ۱۲۳۴", expires_at=timezone.now())
        assert (message.person, message.phone, message.kind) == (None, "+989000000001", Message.Kind.CODE)

    def test_the_journal_learns_neither_phone_nor_code(self):
        send_code(by=None, phone="+989000000001", text="کد: 123456", expires_at=timezone.now())
        line = Line.objects.get()
        assert line.facts == {"kind": "code", "template": "signin.code"}


@pytest.mark.django_db
class TestSendMany:
    def test_five_hundred_are_told_in_few_queries_with_one_line(self, django_assert_max_num_queries):
        people, cause = PersonFactory.create_batch(500), CityFactory()
        drafts = [Draft(person=person, template="places.told", text=TEXT, cause=cause) for person in people]
        with django_assert_max_num_queries(80):  # SQLite takes 999 values at a time
            assert send_many(by=None, drafts=drafts) == 500
        assert (Message.objects.count(), Task.objects.count()) == (500, 500)
        line = Line.objects.get()
        assert (line.verb, line.subject, line.facts) == (
            "messaging.send_many",
            "places.Area",
            {"count": 500, "template": "places.told"},
        )

    def test_each_area_has_a_line_of_its_own(self):
        areas = NeighborhoodFactory.create_batch(2)
        drafts = [
            Draft(person=PersonFactory(), template="places.told", text=TEXT, cause=CityFactory(), area=area.pk)
            for area in [*areas, areas[0]]
        ]
        assert send_many(by=None, drafts=drafts) == 3
        counts = Line.objects.order_by("number").values_list("area_id", "facts__count")
        assert list(counts) == [(areas[0].pk, 2), (areas[1].pk, 1)]

    def test_who_was_told_already_is_not_told_again(self):
        people, cause = PersonFactory.create_batch(3), CityFactory()
        tell(people[0], cause=cause)
        drafts = [Draft(person=person, template="places.told", text=TEXT, cause=cause) for person in people]
        assert send_many(by=None, drafts=drafts) == 2
        assert send_many(by=None, drafts=drafts) == 0
        assert (Message.objects.count(), Task.objects.count(), Line.objects.count()) == (3, 3, 2)

    def test_nobody_to_tell_is_no_error(self):
        assert send_many(by=None, drafts=[]) == 0


@pytest.mark.django_db(transaction=True)
class TestTogether:
    def test_sixteen_connections_tell_one_person_once(self):
        person, cause = PersonFactory(), CityFactory()
        results = at_once(64, lambda _number: tell(person, cause=cause).pk)
        assert set(results) == {Message.objects.get().pk}
        assert Task.objects.count() == 1
