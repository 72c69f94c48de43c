"""Stations, their kiosks, and whom staff let into a kiosk."""

import datetime as dt
import hashlib
import hmac
import secrets

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from meydan.ballots import rules
from meydan.ballots.models import Pass, Poll, Station
from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.people import keys
from meydan.people.models import Person
from meydan.places.models import Venue


@action
def open_station(*, by: Person, poll: Poll, venue: Venue, name: str = "", is_sample: bool = False) -> Station:
    if not rules.may_lead(by, poll):
        raise Refusal(_("Only whoever leads this ballot opens stations for it."))
    if poll.state not in {Poll.State.PREPARED, Poll.State.OPEN}:
        raise Refusal(_("This ballot takes no more votes, so it needs no station."))
    if not poll.area.contains(venue.area):
        raise Refusal(_("This place lies outside the area of the ballot."), field="venue")
    try:
        with transaction.atomic():
            station = Station.objects.create(poll=poll, venue=venue, name=name, opened_by=by, is_sample=is_sample)
    except IntegrityError:
        raise Refusal(_("There is a station of this name in this place already."), field="name") from None
    note("ballots.open_station", on=station, area=venue.area_id)
    return station


@action
def set_station_open(*, by: Person, station: Station, is_open: bool) -> Station:
    """Closed: nobody votes at it, and its kiosk is a kiosk no more. What was voted at it stays."""
    if not rules.may_lead(by, station.poll):
        raise Refusal(_("Only whoever leads this ballot closes its stations."))
    station.is_open = is_open
    station.kiosk_key = ""
    station.save(update_fields=["is_open", "kiosk_key"])
    note("ballots.set_station_open", on=station, area=station.venue.area_id, open=is_open)
    return station


@action
def make_kiosk(*, by: Person, station: Station) -> str:
    """What the device keeps from now on, which is the station's kiosk until another is made or it is ended."""
    _must_serve(by, station)
    held = secrets.token_urlsafe(32)
    station.kiosk_key = kiosk_mark(held)
    station.save(update_fields=["kiosk_key"])
    note("ballots.make_kiosk", on=station, area=station.venue.area_id)
    return held


@action
def end_kiosk(*, by: Person, station: Station) -> Station:
    """The device shows nothing more, wherever it is: for one that was lost, or goes home in the evening."""
    if not rules.may_serve(by, station):
        raise Refusal(_("Only staff of this place serve at its station."))
    station.kiosk_key = ""
    station.save(update_fields=["kiosk_key"])
    note("ballots.end_kiosk", on=station, area=station.venue.area_id)
    return station


def kiosk_mark(held: str) -> str:
    return hashlib.sha256(held.encode()).hexdigest()


@action
def give_pass(*, by: Person, station: Station, person: Person) -> str:
    """Six digits that let this person into the station's kiosk once. An earlier one of theirs ends."""
    _must_serve(by, station)
    now = timezone.now()
    waiting = Pass.objects.filter(station=station, used_at__isnull=True)
    waiting.filter(Q(person=person) | Q(given_at__lt=now - lasts())).update(used_at=now)
    for _try in range(5):
        code = f"{secrets.randbelow(10**6):06}"
        try:
            with transaction.atomic():
                row = Pass.objects.create(
                    station=station, person=person, code_mac=_mac(station, code), given_by=by, given_at=now
                )
        except IntegrityError:
            continue  # the same digits wait for somebody else
        note("ballots.give_pass", on=row, area=station.venue.area_id)
        return code
    raise Refusal(_("So many passes wait at this station that none is free. Try again in a moment."))


@action
def use_pass(*, by: None, station: Station, code: str) -> Person:
    """Who it was given to. The view counts guesses before it asks."""
    now = timezone.now()
    waiting = Pass.objects.filter(
        station=station, code_mac=_mac(station, code), used_at__isnull=True, given_at__gte=now - lasts()
    )
    found = waiting.select_related("person").first()
    if found is None or not waiting.filter(pk=found.pk).update(used_at=now):
        raise Refusal(
            _("These digits are not waiting here. Ask the staff for new ones: each works once, for some minutes."),
            field="code",
        )
    note("ballots.use_pass", on=found, area=station.venue.area_id)
    return found.person


def lasts() -> dt.timedelta:
    return dt.timedelta(minutes=Pass.MINUTES)


def is_kiosk(station: Station, held: str) -> bool:
    return bool(station.kiosk_key) and hmac.compare_digest(station.kiosk_key, kiosk_mark(held))


def _mac(station: Station, code: str) -> bytes:
    return keys.mac("kiosk pass", str(station.pk), code)


def _must_serve(by: Person, station: Station) -> None:
    if not rules.may_serve(by, station):
        raise Refusal(_("Only staff of this place serve at its station."))
    if not rules.takes_votes(station):
        raise Refusal(_("Nobody can vote at this station now: it is closed, or the ballot is not open."))
