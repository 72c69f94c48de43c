"""My data: the second factor."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.people.models import Person
from meydan.people.personal import Row, erases, gathers
from meydan.signin import actions, queries
from meydan.signin.models import SecondFactor


@gathers("signin", gettext_lazy("Second factor"))
def gather(person: Person) -> list[Row]:
    return [
        {_("Set up at"): factor.confirmed_at, _("Recovery codes left"): queries.recovery_codes_left(person)}
        for factor in SecondFactor.objects.filter(person=person)
    ]


@erases("signin")
def erase(person: Person) -> None:
    actions.forget(by=None, person=person)
