"""Break the glass: one person asks with a reason, another agrees, the file's counselor is told."""

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from meydan.base import wording
from meydan.base.refusal import Refusal
from meydan.counseling import vault
from meydan.counseling.models import Case, Glass
from meydan.counseling.rules import sharing as rules
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.people.models import Holding, Person
from meydan.places.queries import ancestors


@action
def ask_glass(*, by: Person, case: Case, reason: str) -> Glass:
    """Nothing is opened by it."""
    now = timezone.now()
    row = Case.objects.select_for_update(no_key=True, of=("self",)).select_related("area").get(pk=case.pk)
    if row.erased_at is not None or not rules.may_ask_glass(by, row.area):
        raise Refusal(_("There is no file of this code in your city."), field="code")
    if not reason.strip():
        raise Refusal(_("Write why."), field="reason")
    if any(rules.waits(one, now) or rules.is_open(one, now) for one in Glass.objects.filter(case=row, asked_by=by)):
        raise Refusal(_("You have asked for this file already. It stands in the list of this page."), field="code")
    glass = Glass(case=row, asked_by=by, asked_at=now)
    glass.sealed_reason = vault.seal(row, glass, "sealed_reason", reason)
    glass.save(force_insert=True)
    _ask_others(by, row, glass)
    note("counseling.ask_glass", on=glass, area=row.area_id)
    return glass


@action
def agree_glass(*, by: Person, glass: Glass) -> Glass:
    """Both read the file for an hour from now on."""
    row = _answerable(by, glass)
    now = timezone.now()
    row.agreed_by, row.agreed_at, row.open_until = by, now, now + rules.OPEN_FOR
    row.save(update_fields=["agreed_by", "agreed_at", "open_until"])
    _tell(by, row)
    _tell_managers(by, row)
    note("counseling.agree_glass", on=row, area=row.case.area_id)
    return row


@action
def refuse_glass(*, by: Person, glass: Glass) -> Glass:
    row = _answerable(by, glass)
    row.refused_by, row.refused_at = by, timezone.now()
    row.save(update_fields=["refused_by", "refused_at"])
    with translation.override(row.asked_by.language):
        text = _("Your request on Meydan was not agreed to. Code %(code)s") % {"code": row.case.shown_code}
    messaging.send(
        by=by, person=row.asked_by, template="counseling.glass_refused", text=text, cause=row, area=row.case.area_id
    )
    note("counseling.refuse_glass", on=row, area=row.case.area_id)
    return row


def _answerable(by: Person, glass: Glass) -> Glass:
    rows = Glass.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("case__area", "case__counselor__person", "asked_by").get(pk=glass.pk)
    if row.case.erased_at is not None or not rules.may_answer_glass(by, row, timezone.now()):
        raise Refusal(_("Another manager of the city answers this, within a day, and once."))
    return row


def _ask_others(by: Person, case: Case, glass: Glass) -> None:
    """Managers of the city who may answer: the code, and nothing of the reason."""
    for person in _managers(case).exclude(pk=by.pk):
        with translation.override(person.language):
            text = _("A colleague asks you on Meydan to look at a request. Code %(code)s") % {"code": case.shown_code}
        messaging.send(
            by=by, person=person, template="counseling.glass_asked", text=text, cause=glass, area=case.area_id
        )


def _managers(case: Case) -> QuerySet[Person]:
    held = Holding.objects.current().filter(role__in=rules.ANSWERERS, area__in=[*ancestors(case.area), case.area])
    return Person.objects.filter(pk__in=held.values("person")).order_by("pk")


def _tell_managers(by: Person, glass: Glass) -> None:
    """Whoever asked, and all others who may answer: that nothing of this kind happens between two alone."""
    case = glass.case
    assert glass.open_until is not None
    for person in _managers(case).exclude(pk=by.pk):
        with translation.override(person.language):
            sentence = _("Two managers opened a file on Meydan, until %(clock)s. Code %(code)s")
            clock = wording.clock(timezone.localtime(glass.open_until))
            text = sentence % {"clock": clock, "code": case.shown_code}
        messaging.send(
            by=by, person=person, template="counseling.glass_opened", text=text, cause=glass, area=case.area_id
        )


def _tell(by: Person, glass: Glass) -> None:
    """The counselor whose file it is, with the code and nothing else."""
    case = glass.case
    if case.counselor is None or glass.open_until is None:
        return
    with translation.override("fa"):
        sentence = _("Two managers opened a file of yours on Meydan, until %(clock)s. Code %(code)s")
        clock = wording.clock(timezone.localtime(glass.open_until))
        text = sentence % {"clock": clock, "code": case.shown_code}
    messaging.send(
        by=by, person=case.counselor.person, template="counseling.glass", text=text, cause=glass, area=case.area_id
    )
