from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "ambassadors.accept": _("Accepted an ambassador"),
    "ambassadors.apply": _("Applied to be an ambassador"),
    "ambassadors.change_activity": _("Changed what an ambassador did"),
    "ambassadors.change_call": _("Changed a call for ambassadors"),
    "ambassadors.close_call": _("Closed a call for ambassadors"),
    "ambassadors.decline": _("Declined an ambassador"),
    "ambassadors.delete_activity": _("Deleted what an ambassador did"),
    "ambassadors.end": _("Ended somebody’s being an ambassador"),
    "ambassadors.forget": _("Removed somebody’s words from ambassadors"),
    "ambassadors.log_activity": _("Logged what an ambassador did"),
    "ambassadors.open_call": _("Opened a call for ambassadors"),
    "ambassadors.sample": _("Made sample ambassadors"),
    "ambassadors.show_name": _("Said whether an ambassador’s name is shown"),
    "ambassadors.step_back": _("Stepped back as an ambassador"),
}
