"""What messaging knows of a person, to download and to erase."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.messaging import actions, queries
from meydan.messaging.models import Message
from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers


@gathers("messages", gettext_lazy("Messages"))
def _messages(person: Person) -> list[Row]:
    """Codes are left out: they were of use for two minutes."""
    told = person.messages.exclude(kind=Message.Kind.CODE).order_by("-created_at", "-pk")
    return [
        {
            _("Written"): message.created_at,
            _("Kind"): message.get_kind_display(),
            _("Text"): message.text,
            _("State"): message.get_state_display(),
            _("Read at"): message.read_at,
        }
        for message in told
    ]


@gathers("opt_outs", gettext_lazy("Messages I asked not to get"))
def _opt_outs(person: Person) -> list[Row]:
    return [{_("Kind"): one.get_kind_display(), _("Since"): one.at} for one in person.opt_outs.order_by("at")]


@gathers("inbound", gettext_lazy("What I wrote to the city"))
def _inbound(person: Person) -> list[Row]:
    return [
        {
            _("Came in at"): one.received_at,
            _("Way"): one.get_channel_display(),
            _("Text"): one.text,
            _("Voice"): bool(one.voice),
            _("Photo"): bool(one.photo),
            _("State"): one.get_state_display(),
        }
        for one in queries.sent_by(person).order_by("-received_at", "-pk")
    ]


@gathers("chats", gettext_lazy("Messengers in which I shared my number"))
def _chats(person: Person) -> list[Row]:
    return [{_("Messenger"): chat.provider, _("Since"): chat.at} for chat in person.chats.order_by("at")]


@erases("messaging")
def _erase(person: Person) -> None:
    actions.forget(by=None, person=person)
