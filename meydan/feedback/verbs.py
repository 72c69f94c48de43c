from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "feedback.answer": _("Gave an opinion"),
    "feedback.ask": _("Asked people for their opinion"),
    "feedback.open": _("Opened a round of opinions"),
}
