from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "questions.answer": _("Wrote an answer"),
    "questions.announce": _("Announced an edition"),
    "questions.ask": _("Received a question, suggestion or criticism"),
    "questions.cancel": _("Canceled an edition"),
    "questions.change": _("Changed an edition"),
    "questions.change_topics": _("Changed the topics of a series"),
    "questions.end_live": _("Took an edition off the air"),
    "questions.follow": _("Began to follow up what an edition ordered"),
    "questions.forget": _("Took a person away from what they said"),
    "questions.go_live": _("Put an edition on air"),
    "questions.merge": _("Joined a question with another"),
    "questions.open_edition": _("Opened an edition"),
    "questions.open_series": _("Opened a series of editions"),
    "questions.order": _("Recorded an order to a question"),
    "questions.part": _("Took back that a question was joined with another"),
    "questions.publish": _("Published a question"),
    "questions.refuse": _("Did not publish a question"),
    "questions.sort": _("Sorted a question differently"),
    "questions.support": _("Said “me too” to a question"),
    "questions.tell_askers": _("Told the askers of an edition"),
    "questions.tell_concerned": _("Told those concerned by a question"),
    "questions.tell_moderators": _("Told moderators that something waits"),
    "questions.unsupport": _("Took back a “me too”"),
    "questions.withdraw": _("Took back a question"),
}
