"""That somebody be forgotten: what everybody read stays, without a name; what nobody read loses its words."""

from meydan.budgets.models import Abuse, Comment, Follow, Idea, Mention, Support
from meydan.budgets.models.idea import HIDDEN
from meydan.journal.action import action, note
from meydan.people.models import Person

State = Idea.State


@action
def forget_ideas(*, by: Person | None, person: Person) -> int:
    """Counts stay as they are: so many supported it, whoever they were."""
    written = Idea.objects.filter(author=person)
    count = written.count()
    hidden = written.filter(state__in=HIDDEN)
    for idea in hidden.exclude(photo=""):
        idea.photo.delete(save=False)
    Mention.objects.filter(idea__in=hidden).delete()
    hidden.update(title="", what="", why="", words="", place="", photo="", latitude=None, longitude=None, venue=None)
    hidden.filter(state=State.SENT).update(state=State.WITHDRAWN)
    written.update(author=None, shows_name=False)
    said = Comment.objects.filter(person=person)
    said.exclude(state=Comment.State.PUBLISHED).update(text="")
    said.filter(state=Comment.State.SENT).delete()
    said.update(person=None)
    Support.objects.filter(person=person).update(person=None)
    Follow.objects.filter(person=person).delete()
    Abuse.objects.filter(person=person).update(person=None, words="")
    Idea.objects.filter(helper=person).update(helper=None)
    Idea.objects.filter(brought_by=person).update(brought_by=None)
    note("budgets.forget_ideas", on=person, count=count)
    return count
