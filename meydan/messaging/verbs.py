from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "messaging.send": _("Wrote a message to somebody"),
    "messaging.send_many": _("Wrote messages to many"),
    "messaging.settle": _("A message went out, or did not"),
    "messaging.receipt": _("A receipt of a message came"),
    "messaging.resend": _("Sent a message again by hand"),
    "messaging.take_back": _("Took back messages that had not gone out"),
    "messaging.withhold": _("Withheld a message by hand"),
    "messaging.read": _("Read a message"),
    "messaging.read_all": _("Read all messages"),
    "messaging.opt_out": _("Asked for no more messages of a kind"),
    "messaging.opt_in": _("Asked for messages of a kind again"),
    "messaging.receive": _("A message came in"),
    "messaging.keep_file": _("Kept a voice or photo that came in"),
    "messaging.settle_inbound": _("What came in was taken up, or was not"),
    "messaging.link_chat": _("Somebody shared their number with the bot"),
    "messaging.empty_inbound": _("Emptied what had come in"),
    "messaging.forget": _("Emptied somebody's messages"),
}
