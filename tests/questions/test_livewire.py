import pytest
from django.utils import timezone

from meydan.base.roles import Role
from meydan.ground.models import Task
from meydan.ground.queue import drain
from meydan.live import topics
from meydan.questions import actions, livewire
from meydan.questions.models import Edition
from tests.factories.people import PersonFactory, staff
from tests.factories.questions import EditionFactory, QuestionFactory, VoiceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionFactory(stage=Edition.Stage.LIVE)


def shown(edition, language="fa"):
    return topics.current(f"questions.{edition.pk}").parts[language]


def test_what_comes_on_air_is_shown_in_both_languages_on_the_page_and_over_the_picture(edition):
    presenter = staff(Role.PRESENTER, edition.area)
    first, second = (QuestionFactory(edition=edition, supports=votes) for votes in (1234, 5))
    actions.put_on_air(by=presenter, question=first, instead_of=None)
    persian, english = shown(edition), shown(edition, "en")
    for part in ("now", "air"):
        assert first.text in persian[part]
        assert first.text in english[part]
    assert ("۱٬۲۳۴" in persian["air"], "1,234" in english["air"]) == (True, True)
    assert (second.text in persian["next"], first.text in persian["next"]) == (True, False)


def test_off_the_air_the_picture_is_bare(edition):
    presenter = staff(Role.PRESENTER, edition.area)
    question = QuestionFactory(edition=edition)
    actions.put_on_air(by=presenter, question=question, instead_of=None)
    actions.take_off_air(by=presenter, question=question, answered=True)
    assert (shown(edition)["air"].strip(), question.text in shown(edition)["now"]) == ("", False)


def test_only_what_is_published_is_shown_and_a_name_only_where_its_owner_shows_it(edition):
    waiting = QuestionFactory(edition=edition, waiting=True, text="هنوز کسی نخوانده")
    named = QuestionFactory(edition=edition, shows_name=True, name="مریم", supports=2)
    silent = QuestionFactory(edition=edition, asker=PersonFactory(name="زهرا پنهان"), supports=1)
    livewire.tell(edition)
    said = " ".join(shown(edition).values())
    assert (waiting.text in said, named.name in said, silent.text in said) == (False, True, True)
    assert "زهرا" not in said
    assert silent.asker.phone not in said


def test_what_somebody_typed_stays_words(edition):
    QuestionFactory(edition=edition, text="<script>meydan()</script>")
    livewire.tell(edition)
    assert "<script" not in shown(edition)["next"]


def test_a_voice_nobody_wrote_down_yet_says_so(edition):
    VoiceFactory(question=QuestionFactory(edition=edition, text=""))
    livewire.tell(edition)
    assert "صدایی که هنوز نوشته نشده" in shown(edition)["next"]


def test_me_toos_of_one_second_are_shown_at_once(time_machine):
    """The first at once; what follows within the second by one task, which runs when all of it is there."""
    time_machine.move_to("2021-06-23 16:00:00.5Z", tick=False)
    edition = EditionFactory(stage=Edition.Stage.LIVE)
    question = QuestionFactory(edition=edition)
    versions = []
    for _person in range(4):
        actions.support(by=PersonFactory(), question=question)
        versions.append(topics.current(livewire.topic(edition)).version)
        time_machine.shift(0.1)
    assert versions == [1, 1, 1, 1]
    assert 'class="num">۱<' in shown(edition)["count"]
    waiting = Task.objects.get(path="meydan.questions.tasks.tell_pages")
    assert 1 <= (waiting.run_after - timezone.now()).total_seconds() <= 2
    time_machine.move_to(waiting.run_after)
    drain()
    assert livewire.counts(edition) == {"said": 1, "answered": 0, "supports": 4}
    assert topics.current(livewire.topic(edition)).version == 2
    assert 'class="num">۴<' in shown(edition)["count"]


def test_a_draft_is_shown_to_nobody():
    edition = EditionFactory(stage=Edition.Stage.DRAFT)
    livewire.tell(edition)
    assert topics.current(livewire.topic(edition)) is None


def test_what_is_shown_costs_the_same_however_much_was_said(edition, django_assert_num_queries):
    for _round in range(2):
        QuestionFactory.create_batch(4, edition=edition, aired_at=None)
        QuestionFactory(edition=edition, aired_at=timezone.now())
        with django_assert_num_queries(6):  # the topic twice, the edition, on air, next, counts
            livewire.tell(edition)
