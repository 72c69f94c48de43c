from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "ballots.cast": _("Received a ballot"),
    "ballots.change": _("Received a changed ballot"),
    "ballots.open": _("Opened a ballot"),
    "ballots.prepare": _("Prepared a ballot"),
    "ballots.put_off": _("Put off the closing of a ballot"),
    "ballots.root": _("Published the root of a ballot's log"),
    "ballots.set_options": _("Wrote the list of projects on a ballot"),
    "ballots.take_in": _("Took lines into a ballot's log"),
    "ballots.void": _("Declared a ballot void"),
    "ballots.withdraw": _("Took back a ballot"),
}
