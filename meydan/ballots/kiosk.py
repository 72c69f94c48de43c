"""What makes a device a kiosk, and who stands at it: a signed cookie, and a voter for some minutes in the session.

A kiosk is nobody's session: no member of staff is signed in on it, and a voter gets nothing of theirs but the ballot.
"""

import time
from typing import Final

from django.core import signing
from django.http import HttpRequest, HttpResponse

from meydan.ballots.actions.stations import is_kiosk
from meydan.ballots.models import Station
from meydan.ballots.queries import stations
from meydan.people.models import Person

COOKIE: Final = "kiosk"
VOTER: Final = "kiosk_voter"  # session key: who votes here, and since when nobody touched it
IDLE: Final = 180  # seconds; the page itself resets sooner
_SALT: Final = "meydan.ballots.kiosk"
_AGE: Final = 60 * 24 * 3600  # longer than any ballot is open


def remember(answer: HttpResponse, request: HttpRequest, station: Station, held: str) -> None:
    answer.set_cookie(
        COOKIE,
        signing.dumps([station.pk, held], salt=_SALT),
        max_age=_AGE,
        httponly=True,
        secure=request.is_secure(),
        samesite="Strict",
    )


def station_of(request: HttpRequest) -> Station | None:
    """The station whose kiosk this device is, while it is."""
    try:
        pk, held = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    station = stations().filter(pk=pk).first()
    return station if station and is_kiosk(station, str(held)) else None


def let_in(request: HttpRequest, station: Station, person: Person) -> None:
    request.session.flush()  # whatever the one before left, and whoever had signed in on this device
    request.session[VOTER] = [station.pk, person.pk, int(time.time())]


def voter_at(request: HttpRequest, station: Station) -> Person | None:
    """Who votes here now; nobody once nobody touched it for a while."""
    held = request.session.get(VOTER)
    if not held or held[0] != station.pk or time.time() - held[2] > IDLE:
        return None
    request.session[VOTER] = [*held[:2], int(time.time())]
    return Person.objects.filter(pk=held[1], is_active=True).select_related("neighborhood").first()


def leave(request: HttpRequest) -> None:
    """The next one finds nothing of this one."""
    request.session.flush()
