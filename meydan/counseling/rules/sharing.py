"""Who hands a file over, shows it to whom and for how long; who breaks the glass with whom; who reads the log."""

import datetime as dt
from typing import Final

from meydan.base.roles import Role
from meydan.counseling.models import Case, Counselor, Glass, Grant
from meydan.people.models import Person
from meydan.places.models import Area

LONGEST: Final = 90  # days a grant may last
OPEN_FOR: Final = dt.timedelta(minutes=60)  # an agreed glass
ASKED_FOR: Final = dt.timedelta(days=1)  # after it a question nobody answered is void
ASKERS: Final = (Role.COUNSELING_MANAGER,)
ANSWERERS: Final = (Role.COUNSELING_MANAGER, Role.MANAGER)


def may_share(counselor: Counselor, case: Case) -> bool:
    return counselor.is_active and case.counselor_id == counselor.pk and case.erased_at is None


def may_be_shown(giver: Counselor, to: Counselor) -> bool:
    """A colleague of the same city who counsels at present, or the giver's supervisor."""
    near = to.area_id == giver.area_id or to.pk == giver.supervisor_id
    return to.is_active and to.pk != giver.pk and near


def lasts(grant: Grant, now: dt.datetime) -> bool:
    return grant.ended_at is None and grant.given_at <= now < grant.ends_at


def may_ask_glass(person: Person, area: Area) -> bool:
    return person.reaches(area, *ASKERS)


def may_answer_glass(person: Person, glass: Glass, now: dt.datetime) -> bool:
    """Another one than who asked, and neither is the file's own counselor."""
    case = glass.case
    own = case.counselor is not None and case.counselor.person_id == person.pk
    return not own and person.pk != glass.asked_by_id and waits(glass, now) and person.reaches(case.area, *ANSWERERS)


def may_read_reason(person: Person, glass: Glass) -> bool:
    """Who asks, who may answer, and the counselor whose file it is."""
    case = glass.case
    own = case.counselor is not None and case.counselor.person_id == person.pk
    return own or person.reaches(case.area, *ANSWERERS)


def waits(glass: Glass, now: dt.datetime) -> bool:
    return glass.agreed_at is None and glass.refused_at is None and now < glass.asked_at + ASKED_FOR


def is_open(glass: Glass, now: dt.datetime) -> bool:
    return glass.open_until is not None and now < glass.open_until


def may_read_log(counselor: Counselor, case: Case) -> bool:
    """Its counselor, and who supervises them."""
    own = case.counselor
    near = own is not None and counselor.pk in {own.pk, own.supervisor_id}
    return counselor.is_active and near and case.erased_at is None
