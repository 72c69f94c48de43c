"""How the parts of a report are called."""

from collections.abc import Callable, Collection

from django.utils.translation import gettext as _

from meydan.calendar.models import Mode
from meydan.participation import figures as participation
from meydan.programs.models import Program, ProgramAim
from meydan.reports.counts import NO_AIM

CHOICES = {"aim": ProgramAim.Aim, "audience": Program.Audience, "mode": Mode}


def label(by: str, keys: Collection[str]) -> Callable[[str], str]:
    """How each of these keys is said, asked of the database once."""
    if by not in CHOICES:
        return participation.labels(by, keys)  # type: ignore[arg-type]
    choices = CHOICES[by]
    return lambda key: _("Without an aim") if key == NO_AIM else str(choices(key).label)


def is_known(by: str, key: str) -> bool:
    """Whether there can be such a part."""
    return by not in CHOICES or key in CHOICES[by].values or (by == "aim" and key == NO_AIM)


def kinds(asked: Collection[str]) -> str:
    """«فرهنگی، اجتماعی»"""
    return _(", ").join(str(Program.Kind(kind).label) for kind in asked)
