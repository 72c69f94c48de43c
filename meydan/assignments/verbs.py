from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "assignments.accept": _("Accepted an order"),
    "assignments.answer": _("Said whether an order was carried out"),
    "assignments.confirm": _("Took an order for carried out: nobody objected"),
    "assignments.escalate": _("Told further up that an order is late"),
    "assignments.finish": _("Reported an order carried out"),
    "assignments.forget": _("Removed somebody’s words from orders"),
    "assignments.give": _("Gave an order"),
    "assignments.join": _("Joined people to an order"),
    "assignments.pass_on": _("Passed an order on to a unit"),
    "assignments.reopen": _("Opened an order again"),
    "assignments.report": _("Reported on an order"),
    "assignments.sample": _("Made sample orders"),
    "assignments.send_back": _("Sent an order back"),
    "assignments.set_term": _("Gave an order another term"),
    "assignments.tell": _("Told those concerned by an order"),
    "assignments.withdraw": _("Withdrew an order"),
}
