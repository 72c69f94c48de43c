"""Who may register, for whom, and when."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.engines import jalali
from meydan.people.models import Person
from meydan.programs.models import Program
from meydan.programs.rules.windows import Window

GROWN_UP, OLDER = 18, 60  # years, where the officer named none


def registration_window(program: Program, last_start: dt.datetime | None, now: dt.datetime) -> Window:
    """Open from publication until the day the officer set, or until the last session starts."""
    if program.status != Program.Status.PUBLISHED or last_start is None:
        return Window.BEFORE if program.status == Program.Status.DRAFT else Window.AFTER
    closes = min(program.registration_closes_at or last_start, last_start)
    return Window.OPEN if now < closes else Window.AFTER


def may_register_for(person: Person, guest: Person) -> bool:
    """Oneself, or a family member one registered."""
    return guest == person or guest.guardian_id == person.pk


def suits(program: Program, guest: Person) -> bool:
    """Whether audience and ages cover a person, as far as they told us."""
    return not unsuitable(program, guest)


def unsuitable(program: Program, guest: Person, today: dt.date | None = None) -> str:
    """Why a program is not for somebody, as far as they told us; "" if it is.

    Only the year of birth is known, so whoever may be of the right age is.
    """
    other_sex = {Program.Audience.WOMEN: Person.Sex.MAN, Program.Audience.MEN: Person.Sex.WOMAN}
    if guest.sex and other_sex.get(Program.Audience(program.audience)) == guest.sex:
        return _("This program is for %(audience)s only.") % {"audience": program.get_audience_display()}
    if guest.birth_year is None:
        return ""
    least, most = ages(program)
    oldest = jalali.to_jalali(today or timezone.localdate()).year - guest.birth_year
    if least is not None and oldest < least:
        return _("This program is for people from %(age)s years of age; %(name)s is younger.") % {
            "age": wording.number(least),
            "name": guest,
        }
    if most is not None and oldest - 1 > most:
        return _("This program is for people up to %(age)s years of age; %(name)s is older.") % {
            "age": wording.number(most),
            "name": guest,
        }
    return ""


def ages(program: Program) -> tuple[int | None, int | None]:
    """From and to which age, both included: as the officer said, or as the audience says by itself."""
    if program.age_from is None and program.age_to is None:
        by_audience = {Program.Audience.CHILDREN: (None, GROWN_UP - 1), Program.Audience.OLDER: (OLDER, None)}
        return by_audience.get(Program.Audience(program.audience), (None, None))
    return program.age_from, program.age_to
