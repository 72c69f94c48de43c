from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "ballots.cast": _("Received a ballot"),
    "ballots.change": _("Received a changed ballot"),
    "ballots.end_kiosk": _("Ended a kiosk"),
    "ballots.exchange_sheet": _("Exchanged a spoiled sheet"),
    "ballots.give_pass": _("Gave somebody digits for a kiosk"),
    "ballots.hand_out": _("Handed out a ballot on paper"),
    "ballots.make_kiosk": _("Made a device a kiosk"),
    "ballots.open": _("Opened a ballot"),
    "ballots.open_station": _("Opened a station"),
    "ballots.prepare": _("Prepared a ballot"),
    "ballots.print_batch": _("Had a batch of paper printed"),
    "ballots.put_off": _("Put off the closing of a ballot"),
    "ballots.root": _("Published the root of a ballot's log"),
    "ballots.set_options": _("Wrote the list of projects on a ballot"),
    "ballots.set_station_open": _("Opened or closed a station"),
    "ballots.settle_sheet": _("Settled a sheet that was typed differently"),
    "ballots.take_in": _("Took lines into a ballot's log"),
    "ballots.type_sheet": _("Typed a sheet"),
    "ballots.use_pass": _("Somebody entered a kiosk by digits"),
    "ballots.void": _("Declared a ballot void"),
    "ballots.withdraw": _("Took back a ballot"),
}
