"""Whether what somebody answers speaks of danger. It errs to the careful side: it shows numbers, it refuses nothing."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meydan.engines import persian


class Line(NamedTuple):
    number: str
    name: str | Promise


LINES: Final = (
    Line("123", _("Social emergency: violence at home, children in danger")),
    Line("115", _("Ambulance")),
    Line("110", _("Police")),
    Line("1480", _("The Welfare Organization’s counseling line")),
)

# People write in haste, so parts of words count, and spaces do not.
_SIGNS: Final = (
    "خودکشی",
    "خود کشی",
    "خودمو بکشم",
    "خودم را بکشم",
    "بکشم خودم",
    "بکشمش",
    "نمی خوام زنده",
    "نمیخوام زنده",
    "نمی خواهم زنده",
    "میخوام بمیرم",
    "می خوام بمیرم",
    "می خواهم بمیرم",
    "کاش بمیرم",
    "خودزنی",
    "خود زنی",
    "رگ دستم",
    "قرص خوردم",
    "کتک",
    "منو می زنه",
    "منو میزنه",
    "مرا می زند",
    "ما را می زند",
    "با چاقو",
    "تهدید به مرگ",
    "تهدیدم می کن",
    "تهدیدم میکن",
    "آزار جنسی",
    "تجاوز",
    "suicide",
    "kill myself",
    "want to die",
    "hurt myself",
    "beats me",
    "hits me",
    "raped",
)
_BETWEEN: Final = re.compile(r"[\W_]+")


def speaks_of_it(texts: Iterable[str]) -> bool:
    """Of harming oneself, or of violence, in Persian or English, however it is spelled and spaced."""
    said = _squeezed(" ".join(texts))
    return any(sign in said for sign in _KEYS)


def _squeezed(text: str) -> str:
    return persian.search_key(_BETWEEN.sub("", text))


_KEYS: Final = tuple(_squeezed(sign) for sign in _SIGNS)
