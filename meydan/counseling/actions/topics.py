"""Topics as a tree, each leaf with its own rules."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.counseling.actions.team import check_reach
from meydan.counseling.models import Topic
from meydan.counseling.rules import managing as rules
from meydan.journal.action import action, note
from meydan.people.models import Person
from meydan.places.models import Area


@action
def add_topic(*, by: Person | None, area: Area, parent: Topic | None, **facts: Any) -> Topic:
    check_reach(by, area)
    topic = Topic(area=area, parent=parent, **facts)
    _keep(topic)
    note("counseling.add_topic", on=topic, area=area.pk)
    return topic


@action
def change_topic(*, by: Person | None, topic: Topic, parent: Topic | None, **facts: Any) -> Topic:
    """What is booked stays as it was booked; a closed heading closes all that stands below it."""
    row = Topic.objects.select_for_update().get(pk=topic.pk)
    check_reach(by, row.area)
    was_open = row.is_open
    row.parent = parent
    for name, value in facts.items():
        setattr(row, name, value)
    _keep(row)
    if was_open and not row.is_open:
        Topic.objects.filter(pk__in=rules.below(row.pk, _parents(row.area_id))).update(is_open=False)
    note("counseling.change_topic", on=row, area=row.area_id, is_open=row.is_open)
    return row


def _parents(area: int) -> dict[int, int | None]:
    return dict(Topic.objects.filter(area=area).values_list("pk", "parent"))


def _keep(row: Topic) -> None:
    parents = _parents(row.area_id)
    parent = row.parent
    if parent is not None:
        if parent.pk not in parents:
            raise Refusal(_("Choose a topic of the same city."), field="parent")
        if row.pk is not None and parent.pk in rules.below(row.pk, parents):
            raise Refusal(_("A topic cannot stand below itself."), field="parent")
        tall = rules.height(row.pk, parents) if row.pk is not None else 1
        if rules.depth(parent, parents) + tall > rules.DEEPEST:
            sentence = _("The tree has at most %(levels)s levels.")
            raise Refusal(sentence % {"levels": wording.number(rules.DEEPEST)}, field="parent")
        if parent.counselors.exists():
            raise Refusal(
                _("Counselors counsel this topic itself. Take it from them before anything is put below it."),
                field="parent",
            )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refusal(_("The city has a topic of this name already."), field="name") from None
