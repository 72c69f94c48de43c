"""That somebody be forgotten: what was said stays said, and nothing leads from it to whoever said it."""

from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.questions.models import Edition, Mention, Question, Support, Tribune, Voice

State = Question.State


@action
def forget(*, by: Person | None, person: Person) -> int:
    """What was not published loses its words, place, photo and voice; what was published stays, without a name.

    Counts stay as they are: so many joined, whoever they were.
    """
    own = Question.objects.filter(asker=person)
    count = own.count()
    hidden = own.exclude(state=State.PUBLISHED)
    for question in hidden.exclude(photo=""):
        question.photo.delete(save=False)
    voices = Voice.objects.filter(question__asker=person)
    for voice in voices:
        for file in voice.files:
            file.delete(save=False)
    voices.delete()
    Mention.objects.filter(question__in=hidden).delete()
    hidden.update(text="", words="", place="", photo="")
    hidden.filter(state=State.RECEIVED).update(state=State.WITHDRAWN)
    own.update(asker=None, name="", shows_name=False)
    Support.objects.filter(person=person).update(person=None)
    Edition.moderators.through.objects.filter(person=person).delete()
    Tribune.hosts.through.objects.filter(person=person).delete()
    note("questions.forget", on=person, count=count)
    return count
