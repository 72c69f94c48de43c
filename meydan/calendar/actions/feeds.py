"""A person's own calendar address. Whoever knows it reads the calendar, so it can be changed and given up."""

import secrets

from meydan.calendar.models import Feed
from meydan.journal.action import action, note
from meydan.people.models import Person


@action
def open_feed(*, by: Person, person: Person) -> Feed:
    """The address there is, or a new one."""
    feed, is_new = Feed.objects.get_or_create(person=person, defaults={"token": _token()})
    if is_new:
        note("calendar.open_feed", on=feed)
    return feed


@action
def renew_feed(*, by: Person, person: Person) -> Feed:
    """Another address; the old one leads nowhere from now on."""
    feed, _is_new = Feed.objects.update_or_create(person=person, defaults={"token": _token()})
    note("calendar.renew_feed", on=feed)
    return feed


@action
def close_feed(*, by: Person | None, person: Person) -> Person:
    """No address any more. Closing what is closed changes nothing."""
    for feed in Feed.objects.filter(person=person):
        note("calendar.close_feed", on=feed)
        feed.delete()
    return person


def _token() -> str:
    return secrets.token_urlsafe(32)
