"""Asking an agency or association to take part: its representative gets the link by SMS."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.base.wording import number
from meydan.campaigns import wording
from meydan.campaigns.actions.stages import lock
from meydan.campaigns.models import Invited, Stage
from meydan.campaigns.rules import stages as rules
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.models import Message
from meydan.messaging.wording import in_language_of
from meydan.people import actions as people
from meydan.people.models import Organization, Person, Representative

INVITATION = "campaigns.invitation."


@action
def invite(
    *,
    by: Person | None,
    stage: Stage,
    organization: Organization | None = None,
    kind: str = Organization.Kind.AGENCY,
    name: str = "",
    phone: str = "",
    speaker: str = "",
    title: str = "",
) -> Invited:
    """One of the city's organizations, or a new one by its name. Whoever has the phone number speaks for it."""
    held = lock(by, stage)
    if not rules.can_invite(held):
        raise Refusal(_("Nobody can be invited to this stage any more."))
    if organization is None:
        organization = _new(held, kind, name)
    elif not held.campaign.area.contains(organization.area):
        raise Refusal(_("This organization is of another city."), field="organization")
    elif organization.kind == Organization.Kind.UNIT and phone:
        # whoever speaks for a unit heads it, and is given orders: that is for an administrator to say
        raise Refusal(_("A unit of the municipality is spoken for by its head. Leave the number empty."), field="phone")
    speaking = Representative.objects.current().filter(organization=organization)
    if phone and not speaking.filter(person__phone=phone).exists():
        people.add_representative(by=None, organization=organization, phone=phone, name=speaker, title=title)
    elif not phone and not speaking.exists():
        raise Refusal(_("Nobody speaks for this organization yet. Give a phone number."), field="phone")
    try:
        with transaction.atomic():
            row = Invited.objects.create(stage=held, organization=organization, invited_by=by)
    except IntegrityError:
        raise Refusal(_("This organization is invited already."), field="organization") from None
    note("campaigns.invite", on=row, area=held.area_id, stage=held.pk, organization=organization.pk)
    if held.state == Stage.State.DECLARING and not _tell(by, row) and phone and not _has_link(row, phone):
        sentence = _("This number was sent %(most)s invitations today. Invite it tomorrow, or give another number.")
        raise Refusal(sentence % {"most": number(rules.MOST_INVITATIONS)}, field="phone")
    return row


@action
def tell(*, by: Person | None, invited: Invited) -> int:
    """Send the link to everybody who speaks for it; each of them is told once a day. Says how many were told."""
    held = lock(by, invited.stage)
    if held.state != Stage.State.DECLARING:
        raise Refusal(_("Open the stage to agencies first."))
    _must_stand(invited)
    told = _tell(by, invited)
    if not told:
        raise Refusal(_("Its representatives were told today already, of this stage or others. Send it tomorrow."))
    note("campaigns.tell", on=invited, area=held.area_id, stage=held.pk, told=told)
    return told


@action
def tell_all(*, by: Person | None, stage: Stage) -> int:
    """Everybody who was not told and has not answered yet. Says how many agencies were."""
    held = lock(by, stage)
    if held.state != Stage.State.DECLARING:
        raise Refusal(_("Open the stage to agencies first."))
    rows = list(held.invited.filter(told_at__isnull=True, state=Invited.State.INVITED).order_by("pk"))
    count = sum(bool(_tell(by, row)) for row in rows)
    note("campaigns.tell_all", on=held, area=held.area_id, agencies=count)
    return count


@action
def uninvite(*, by: Person | None, invited: Invited) -> Stage:
    """Only where nothing was declared yet."""
    held = lock(by, invited.stage)
    if not rules.can_invite(held) or invited.promises.exists():
        raise Refusal(_("It has said already what it brings; the invitation stands."))
    _must_stand(invited)
    organization = invited.organization_id
    invited.delete()
    note("campaigns.uninvite", on=held, area=held.area_id, organization=organization)
    return held


def _must_stand(invited: Invited) -> None:
    if not Invited.objects.filter(pk=invited.pk).exists():
        raise Refusal(_("The invitation was taken back meanwhile."))


def _new(stage: Stage, kind: str, name: str) -> Organization:
    """By the house: an officer of campaigns keeps no organizations elsewhere."""
    if not name:
        raise Refusal(_("Choose an organization, or write the name of a new one."), field="organization")
    if kind not in (Organization.Kind.AGENCY, Organization.Kind.ASSOCIATION):
        raise Refusal(_("A new one is an agency or an association."), field="kind")
    try:
        return people.found_organization(by=None, kind=kind, name=name, area=stage.campaign.area)
    except Refusal as refusal:
        raise Refusal(refusal.sentence, field="name") from None


def _tell(by: Person | None, invited: Invited) -> int:
    """Not to a phone that was sent as many invitations today, of whatever agencies and stages, as one is sent a day."""
    drafts = []
    speaking = Representative.objects.current().filter(organization=invited.organization_id)
    rows = list(speaking.select_related("person__guardian").order_by("pk"))
    full = _full(row.person for row in rows)
    for one in rows:
        if _phone(one.person) in full:
            continue
        with in_language_of(one.person):
            text = wording.invitation(invited)
        # once a day whoever takes the invitation back and gives it again: the row is then another, these are not
        template = f"{INVITATION}{invited.organization_id}.{timezone.localdate():%y%m%d}"
        drafts.append(messaging.Draft(one.person, template, text, invited.stage, area=invited.stage.area_id))
    told = messaging.send_many(by=by, drafts=drafts) if drafts else 0
    if told:
        invited.told_at = timezone.now()
        invited.save(update_fields=["told_at"])
    return told


def _has_link(invited: Invited, phone: str) -> bool:
    """Invited again, after the invitation was taken back: the link it was sent today leads there still."""
    template = f"{INVITATION}{invited.organization_id}.{timezone.localdate():%y%m%d}"
    return Message.objects.filter(template=template, person__phone=phone).exists()


def _phone(person: Person) -> str:
    return str((person.guardian.phone if person.guardian else person.phone) or "")


def _full(persons: Iterable[Person]) -> set[str]:
    """Their phones that get no further invitation today. The persons' rows order whoever invites them at once."""
    known = list(persons)
    keys = {person.guardian_id or person.pk for person in known}
    list(Person.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").values_list("pk"))
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    sent = Message.objects.filter(
        phone__in={_phone(person) for person in known} - {""},
        template__startswith=INVITATION,
        created_at__gte=today.astimezone(dt.UTC),
    )
    counted = sent.order_by().values_list("phone").annotate(number=Count("pk"))
    return {phone for phone, found in counted if found >= rules.MOST_INVITATIONS}
