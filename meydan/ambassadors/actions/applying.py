"""Filling the form, and what ambassadors decide about themselves."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ambassadors import queries, rules, wording
from meydan.ambassadors.models import Ambassador, Call
from meydan.base.refusal import Refusal
from meydan.ground.counters import allow
from meydan.journal.action import action, note
from meydan.messaging import actions as messaging
from meydan.messaging.wording import in_language_of
from meydan.people import actions as people
from meydan.people.models import Person
from meydan.places.models import Area

State = Ambassador.State


@action
def apply(
    *,
    by: Person,
    call: Call,
    network: str,
    network_name: str,
    reach: int,
    about: str,
    neighborhoods: Collection[Area],
    shows_name: bool,
    name: str = "",
    is_sample: bool = False,
) -> Ambassador:
    """Once a call and person. Who was declined or stepped back applies again in the same row, under the same code."""
    now = timezone.now()
    if not rules.may_apply(call, timezone.localdate(now)):
        raise Refusal(_("Applications are no longer taken here."))
    _must_lie_in(call, neighborhoods)
    if not by.name:
        if not name:
            raise Refusal(_("Write your name, so that the officer knows who applies."), field="name")
        _name(by, name)
    said: dict[str, Any] = {
        "network": network,
        "network_name": network_name,
        "reach": reach,
        "about": about,
        "shows_name": shows_name,
        "consented_at": now,
        "applied_at": now,
    }
    row = Ambassador.objects.filter(call=call, person=by).first()
    row = _again(row, said) if row else _first(Ambassador(call=call, person=by, is_sample=is_sample, **said))
    row.neighborhoods.set(neighborhoods)
    if not is_sample:
        _wake(by, row)
    note("ambassadors.apply", on=row, area=call.area_id, call=call.pk, network=network, reach=reach)
    return row


@action
def step_back(*, by: Person, ambassador: Ambassador) -> Ambassador:
    """By themselves, before or after they were accepted. What they did and brought stays counted."""
    mine = Ambassador.objects.filter(pk=ambassador.pk, person=by, state__in=[State.APPLIED, State.ACCEPTED])
    changed = {"state": State.WITHDRAWN, "decided_at": timezone.now(), "decided_by": None, "shows_name": False}
    if not mine.update(**changed, decided_times=ambassador.decided_times + 1):
        raise Refusal(_("This changed in between. Open the page again and look."))
    note("ambassadors.step_back", on=ambassador, area=ambassador.call.area_id)
    ambassador.refresh_from_db()
    return ambassador


@action
def show_name(*, by: Person, ambassador: Ambassador, shows_name: bool) -> Ambassador:
    """Whether one's name stands on the call's page; it can be changed at any time."""
    mine = Ambassador.objects.filter(pk=ambassador.pk, person=by)
    if not mine.update(shows_name=shows_name, consented_at=timezone.now()):
        raise Refusal(_("This changed in between. Open the page again and look."))
    note("ambassadors.show_name", on=ambassador, area=ambassador.call.area_id, shows_name=shows_name)
    ambassador.shows_name = shows_name
    return ambassador


def _must_lie_in(call: Call, neighborhoods: Collection[Area]) -> None:
    if not neighborhoods:
        raise Refusal(_("Choose at least one neighborhood."), field="neighborhoods")
    offered = {area.pk for area in queries.neighborhoods_of(call)}
    if any(area.pk not in offered for area in neighborhoods):
        raise Refusal(_("Choose neighborhoods of this call."), field="neighborhoods")


def _name(by: Person, name: str) -> None:
    people.update_profile(
        by=by,
        person=by,
        name=name,
        birth_year=by.birth_year,
        sex=by.sex,
        neighborhood=by.neighborhood,
        interests=by.interests,
        language=by.language,
    )


def _first(row: Ambassador) -> Ambassador:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refusal(_("You have applied already. The officer is about to decide.")) from None
    return row


def _again(row: Ambassador, said: dict[str, Any]) -> Ambassador:
    sentences: dict[str, Any] = {
        State.APPLIED: _("You have applied already. The officer is about to decide."),
        State.ACCEPTED: _("You are an ambassador already."),
        State.ENDED: _("The officer ended your being an ambassador here; only they can take you back."),
    }
    if row.state in sentences:
        raise Refusal(sentences[row.state])
    if not rules.may_apply_again(row):
        raise Refusal(_("You have applied here as often as one may."))
    before = Ambassador.objects.filter(pk=row.pk, state=row.state, decided_times=row.decided_times)
    if not before.update(**said, state=State.APPLIED, reason="", decided_at=None, decided_by=None):
        raise Refusal(_("This changed in between. Open the page again and look."))
    row.refresh_from_db()
    return row


def _wake(by: Person, row: Ambassador) -> None:
    """Whoever decides, at most every quarter of an hour."""
    now = timezone.now()
    if not allow(f"ambassadors.waiting {row.call_id}", limit=1, window=rules.APART, inside=True).ok:
        return
    drafts = []
    for person in queries.nearest(row.call.area, rules.WAKES):
        if person.pk != by.pk:
            with in_language_of(person):
                text = wording.applied(row)
            template = f"ambassadors.applied.{now:%y%m%d%H%M}"
            until = now + dt.timedelta(hours=12)
            drafts.append(messaging.Draft(person, template, text, row.call, expires_at=until, area=row.call.area_id))
    if drafts:
        messaging.send_many(by=by, drafts=drafts)
