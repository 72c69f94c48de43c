import pytest

from meydan.base.refusal import Refusal
from meydan.base.roles import Role
from meydan.ground.queue import drain
from meydan.journal.models import Line
from meydan.messaging.models import Message
from meydan.participation.models import Participation
from meydan.questions import actions, tallies
from meydan.questions.models import Question, Support
from tests.factories.people import PersonFactory, staff
from tests.factories.places import NeighborhoodFactory
from tests.factories.questions import EditionFactory, QuestionFactory, SupportFactory, TopicFactory, VoiceFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db

State = Question.State


@pytest.fixture
def edition():
    return EditionFactory()


@pytest.fixture
def moderator(edition):
    return staff(Role.MODERATOR, edition.area)


def a_word(edition, state=State.RECEIVED, supporters=0, **facts):
    word = QuestionFactory(edition=edition, state=state, asker=facts.pop("asker", None) or PersonFactory(), **facts)
    for _number in range(supporters):
        SupportFactory(question=word)
    Question.objects.filter(pk=word.pk).update(supports=supporters)
    word.refresh_from_db()
    return word


def sorting(word, **changes):
    return {"kind": word.kind, "topic": word.topic, "area": word.area} | changes


def told(word):
    drain()
    return sorted(Message.objects.filter(cause=f"questions.Question:{word.pk}").values_list("template", "person"))


class TestPublishing:
    def test_it_is_sorted_shown_counted_and_its_asker_told(self, edition, moderator):
        topic = TopicFactory(series=edition.series)
        area = NeighborhoodFactory(parent=edition.area)
        word = a_word(edition)
        actions.publish(by=moderator, question=word, kind="suggestion", topic=topic, area=area)
        word.refresh_from_db()
        assert (word.state, word.kind, word.topic, word.area, word.moderated_by) == (
            State.PUBLISHED, "suggestion", topic, area, moderator,
        )  # fmt: skip
        row = Participation.objects.get(door="questions", subject=f"questions.Question:{word.pk}")
        assert (row.kind, row.area, row.evidence) == ("suggestion", area, "contribution")
        assert told(word) == [("questions.published.0", word.asker_id)]

    def test_a_voice_is_published_with_what_is_heard(self, edition, moderator):
        word = a_word(edition, text="")
        VoiceFactory(question=word)
        with pytest.raises(Refusal):
            actions.publish(by=moderator, question=word, **sorting(word))
        actions.publish(by=moderator, question=word, **sorting(word), text="چراغ کوچه خاموش است")
        word.refresh_from_db()
        assert (word.text, word.voice.transcribed_by) == ("چراغ کوچه خاموش است", moderator)

    def test_written_words_stay_as_they_were_written(self, edition, moderator):
        word = a_word(edition, text="چراغ كوچه")
        actions.publish(by=moderator, question=word, **sorting(word), text="چیز دیگر")
        word.refresh_from_db()
        assert word.text == "چراغ كوچه"

    def test_what_was_refused_can_still_be_shown_and_counts_again(self, edition, moderator):
        word = a_word(edition)
        actions.refuse(by=moderator, question=word, reason="نام کسی در آن است")
        assert not Participation.objects.filter(door="questions").exists()
        actions.publish(by=moderator, question=word, **sorting(word))
        word.refresh_from_db()
        assert (word.state, word.reason, Participation.objects.filter(door="questions").count()) == (
            State.PUBLISHED, "", 1,
        )  # fmt: skip

    def test_a_topic_of_another_series_is_none(self, edition, moderator):
        word = a_word(edition)
        with pytest.raises(Refusal):
            actions.publish(by=moderator, question=word, **sorting(word, topic=TopicFactory()))

    def test_the_journal_says_nothing_of_its_words(self, edition, moderator):
        word = a_word(edition, text="راز محله")
        actions.publish(by=moderator, question=word, **sorting(word))
        assert "راز" not in str(list(Line.objects.values_list("facts", flat=True)))


class TestRefusing:
    def test_the_asker_reads_why(self, edition, moderator):
        word = a_word(edition)
        actions.refuse(by=moderator, question=word, reason="آگهی است")
        assert told(word) == [("questions.refused.0", word.asker_id)]
        assert "آگهی است" in Message.objects.get(template="questions.refused.0").text

    def test_without_a_reason_nothing_is_refused(self, edition, moderator):
        word = a_word(edition)
        with pytest.raises(Refusal):
            actions.refuse(by=moderator, question=word, reason=" ")
        word.refresh_from_db()
        assert word.state == State.RECEIVED


class TestMerging:
    def test_asker_and_supporters_go_along_each_once(self, edition, moderator):
        into, word = a_word(edition, State.PUBLISHED, 2), a_word(edition, State.PUBLISHED, 3)
        both = Support.objects.filter(question=into).first().person
        SupportFactory(question=word, person=both)
        SupportFactory(question=word, person=into.asker)
        actions.merge(by=moderator, question=word, into=into)
        into.refresh_from_db()
        word.refresh_from_db()
        assert (word.state, word.merged_into, into.supports) == (State.MERGED, into, 2 + 3 + 1)
        assert Support.objects.filter(question=into).count() == into.supports

    def test_all_who_asked_are_told_once(self, edition, moderator):
        into, word = a_word(edition, State.PUBLISHED), a_word(edition, State.PUBLISHED, 3)
        actions.merge(by=moderator, question=word, into=into)
        first = told(word)
        assert (len(first), {template for template, _person in first}) == (4, {f"questions.merged.{into.pk}"})

    def test_a_joining_that_was_none_is_taken_back_whole(self, edition, moderator):
        into, word = a_word(edition, State.PUBLISHED, 2), a_word(edition, State.PUBLISHED, 3)
        actions.merge(by=moderator, question=word, into=into)
        actions.part(by=moderator, question=word)
        into.refresh_from_db()
        word.refresh_from_db()
        assert (word.state, word.merged_into, word.supports, into.supports) == (State.PUBLISHED, None, 3, 2)
        assert Support.objects.filter(question=into).count() == 2

    def test_lineage_is_kept_when_the_joined_is_joined(self, edition, moderator):
        a, b, c = (a_word(edition, State.PUBLISHED, 1) for _number in range(3))
        actions.merge(by=moderator, question=a, into=b)
        actions.merge(by=moderator, question=b, into=c)
        c.refresh_from_db()
        assert (Question.objects.get(pk=a.pk).merged_into, Question.objects.get(pk=b.pk).merged_into) == (b, c)
        assert c.supports == 1 + 2 + 2
        with pytest.raises(Refusal):
            actions.part(by=moderator, question=Question.objects.get(pk=a.pk))

    @pytest.mark.parametrize("state", [State.RECEIVED, State.REFUSED, State.WITHDRAWN])
    def test_only_a_published_one_is_joined_with(self, edition, moderator, state):
        word = a_word(edition)
        facts = {"reason": "…"} if state == State.REFUSED else {}
        with pytest.raises(Refusal):
            actions.merge(by=moderator, question=word, into=a_word(edition, state, **facts))
        word.refresh_from_db()
        assert word.state == State.RECEIVED

    def test_neither_with_itself_nor_with_another_evenings(self, edition, moderator):
        word = a_word(edition, State.PUBLISHED)
        for other in (word, a_word(EditionFactory(), State.PUBLISHED)):
            with pytest.raises(Refusal):
                actions.merge(by=moderator, question=word, into=other)

    def test_it_counts_once_on_the_board(self, edition, moderator):
        into, word = a_word(edition, State.PUBLISHED), a_word(edition, State.PUBLISHED)
        actions.merge(by=moderator, question=word, into=into)
        assert tallies.board([edition]).whole.asked == 2


@pytest.mark.django_db(transaction=True)
class TestTogether:
    def test_of_two_moderators_one_does_it(self, edition, moderator):
        word = a_word(edition)
        other = staff(Role.MODERATOR, edition.area)

        def publish():
            actions.publish(by=moderator, question=Question.objects.get(pk=word.pk), **sorting(word))

        def refuse():
            actions.refuse(by=other, question=Question.objects.get(pk=word.pk), reason="آگهی")

        calls = [publish, refuse]
        results = at_once(2, lambda number: calls[number]())
        word.refresh_from_db()
        # Refusing after publishing is a second look; publishing after refusing too. Never both at once.
        assert word.state in {State.PUBLISHED, State.REFUSED}
        assert all(result is None or isinstance(result, Refusal) for result in results)

    def test_two_that_join_each_other_do_not_circle(self, edition, moderator):
        a, b = a_word(edition, State.PUBLISHED, 2), a_word(edition, State.PUBLISHED, 2)

        def join(one, other):
            fresh = Question.objects.select_related("edition").get(pk=one.pk)
            actions.merge(by=moderator, question=fresh, into=Question.objects.get(pk=other.pk))

        results = at_once(2, lambda number: join(*((a, b), (b, a))[number]))
        assert [type(result) for result in results if result is not None] == [Refusal]
        assert sorted(Question.objects.values_list("state", flat=True)) == [State.MERGED, State.PUBLISHED]

    def test_supports_that_come_while_two_are_joined_are_all_kept(self, edition, moderator):
        into, word = a_word(edition, State.PUBLISHED), a_word(edition, State.PUBLISHED)
        people = [PersonFactory() for _number in range(14)]

        def support(person, of):
            actions.support(by=person, question=Question.objects.get(pk=of.pk))

        def merge():
            fresh = Question.objects.select_related("edition").get(pk=word.pk)
            actions.merge(by=moderator, question=fresh, into=Question.objects.get(pk=into.pk))

        calls = [
            lambda person=person, of=of: support(person, of)
            for person, of in zip(people, [word, into] * 7, strict=True)
        ]
        calls.insert(7, merge)
        results = at_once(len(calls), lambda number: calls[number]())
        into.refresh_from_db()
        assert [result for result in results if result is not None] == []
        assert into.supports == Support.objects.filter(question=into).count() == len(people) + 1
