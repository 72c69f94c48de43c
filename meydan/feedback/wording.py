"""What people are asked."""

from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.feedback.models import Round
from meydan.people.models import Person


def asked(round_: Round, person: Person) -> str:
    return _(
        "How was “%(title)s” for %(name)s? Three short questions wait in Meydan under “My opinion”, until %(day)s."
    ) % {"title": round_.occasion.title, "name": person, "day": wording.day(round_.closes_at)}
