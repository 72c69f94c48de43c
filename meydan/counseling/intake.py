"""The questions of a booking, and its answers in words for whoever may read them."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

UNSAID: Final = ("", _("I would rather not say"))
QUESTIONS: Final[dict[str, Words]] = {
    "about": _("What would you like help with?"),
    "since": _("Since when?"),
    "before": _("Have you been to counseling before?"),
    "danger": _("Is somebody in danger now: do you think of harming yourself, or is there violence at home?"),
}
CHOICES: Final[dict[str, list[tuple[str, Words]]]] = {
    "since": [
        UNSAID,
        ("weeks", _("for some weeks")),
        ("months", _("for some months")),
        ("years", _("for a year or more")),
    ],
    "before": [UNSAID, ("no", _("No")), ("yes", _("Yes"))],
    "danger": [("no", _("No")), ("yes", _("Yes"))],
}


def in_words(answers: Mapping[str, str]) -> dict[str, str]:
    """Question → answer, in the order they are asked; what a later house does not ask any more stands by its name."""
    known = [name for name in QUESTIONS if name in answers]
    others = [name for name in answers if name not in QUESTIONS]
    return {
        str(QUESTIONS.get(name, name)): str(dict(CHOICES.get(name, [])).get(answers[name], answers[name]))
        for name in [*known, *others]
    }
