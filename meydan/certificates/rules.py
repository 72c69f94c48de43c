"""Who may issue, open and revoke; how a code is read; how much of a name anybody sees."""

from typing import Final

from meydan.base.roles import Role
from meydan.certificates.models import CODE_LENGTH, LETTERS, Certificate
from meydan.engines import persian
from meydan.people.models import Person
from meydan.places.models import Area

ISSUERS: Final = (Role.PROGRAM_OFFICER,)
READERS: Final = (*ISSUERS, Role.MANAGER)

_AS_READ: Final = str.maketrans("OIL", "011")  # letters that are none of ours are read as the digits they look like
_BETWEEN: Final = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\u2014\u2212\u200c\u200e\u200f.\u0640_/")


def may_issue(person: Person, area: Area) -> bool:
    return person.reaches(area, *ISSUERS)


def may_open(person: Person, certificate: Certificate) -> bool:
    """Whose it is, whose guardian one is, or staff of the area. Nobody opens that of a person whose data is erased."""
    own = person.pk in (certificate.person_id, certificate.person.guardian_id)
    return bool(certificate.name) and (own or person.reaches(certificate.issue.area, *READERS))


def has_earned(attended: int, held: int, threshold: int) -> bool:
    """Whether somebody attended the share asked for, in percent, of the sessions that were held."""
    return held > 0 and attended * 100 >= threshold * held


def read_code(typed: str) -> str:
    """A code as it was typed or read out: small letters, Persian digits, spaces, O for 0. "" when it is none."""
    code = persian.fold_digits(typed[:80]).upper().translate(_BETWEEN).translate(_AS_READ)
    return code if len(code) == CODE_LENGTH and set(code) <= set(LETTERS) else ""
