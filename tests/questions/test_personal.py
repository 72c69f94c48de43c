import pytest
from django.core.files.base import ContentFile

from meydan.people import actions, personal
from meydan.people.models import Person
from tests.factories.questions import QuestionFactory, SupportFactory, VoiceFactory

pytestmark = pytest.mark.django_db


def test_my_data_lists_what_i_said_and_what_i_joined():
    question = QuestionFactory(text="اتوبوس خط ۵ دیر می‌آید.")
    support = SupportFactory(person=question.asker)
    found = personal.gathered(question.asker)
    assert [row["متن"] for row in found["questions"][1]] == ["اتوبوس خط ۵ دیر می‌آید."]
    assert [row["متن"] for row in found["supports"][1]] == [support.question.text]


def test_erasing_leaves_what_was_published_without_a_name_and_empties_the_rest():
    asker = QuestionFactory(shows_name=True, name="مریم").asker
    public = asker.questions.get()
    photo = ContentFile(b"RIFF", name="photo.webp")
    hidden = QuestionFactory(asker=asker, waiting=True, place="کوچهٔ ۳", photo=photo)
    voice = VoiceFactory(question=hidden)
    support = SupportFactory(person=asker)
    actions.erase(by=asker, person=Person.objects.get(pk=asker.pk))
    for row in (public, hidden, support):
        row.refresh_from_db()
    assert (public.asker, public.name, bool(public.text)) == (None, "", True)
    assert (hidden.state, hidden.text, hidden.words, hidden.place, bool(hidden.photo)) == (
        "withdrawn",
        "",
        "",
        "",
        False,
    )
    assert (support.person, voice.original.storage.exists(voice.original.name)) == (None, False)
