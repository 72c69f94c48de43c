"""What a closure does to counseling: it goes on, by telephone or online."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from meydan.base import wording
from meydan.closures.besides import Besides, register
from meydan.closures.models import Closure
from meydan.counseling import actions
from meydan.counseling.actions.converting import touched
from meydan.counseling.times import CLOSED_KIND
from meydan.people.models import Person


class Counseling(Besides):
    kind: ClassVar[str] = CLOSED_KIND
    label: ClassVar[str | Promise] = _("Counseling in person")

    def count(self, closure: Closure) -> int:
        return len(touched(closure))

    def counted(self, number: int) -> str:
        sentence = ngettext(
            "%(count)s counseling session in person becomes a call or online, and its client is told.",
            "%(count)s counseling sessions in person become calls or online, and their clients are told.",
            number,
        )
        return sentence % {"count": wording.number(number)}

    def close_some(self, *, by: Person | None, closure: Closure, most: int) -> int:
        return actions.convert_some(by=by, closure=closure, most=most)

    def restore_some(self, *, by: Person | None, closure: Closure, most: int) -> int:
        return actions.restore_some(by=by, closure=closure, most=most)


register(Counseling())
