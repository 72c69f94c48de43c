"""Who may do what in an edition, and when its windows are open. Windows follow the stage, which people move."""

import datetime as dt
from typing import Final

from meydan.base.roles import Role
from meydan.engines import codes
from meydan.people.models import Person
from meydan.places.models import Area
from meydan.questions.models import Edition, Question, Tribune
from meydan.questions.models.edition import ASKING, SUPPORTING
from meydan.questions.models.question import CODE_LENGTH

OPENERS: Final = (Role.COMMUNICATIONS_OFFICER,)
MODERATORS: Final = (Role.MODERATOR, *OPENERS)
PRESENTERS: Final = (Role.PRESENTER, *OPENERS)
ANSWERERS: Final = (Role.SECRETARY, *OPENERS)
HOSTS: Final = (Role.TRIBUNE_HOST, *OPENERS)
LISTENERS: Final = tuple(dict.fromkeys([*MODERATORS, *PRESENTERS, *ANSWERERS]))
READERS: Final = (
    *OPENERS,
    Role.MODERATOR,
    Role.TRIBUNE_HOST,
    Role.PRESENTER,
    Role.SECRETARY,
    Role.MAYOR,
    Role.MANAGER,
)

Stage, State = Edition.Stage, Question.State

NEXT: Final = {  # stages only move forward
    Stage.DRAFT: Stage.COLLECTING,
    Stage.COLLECTING: Stage.LIVE,
    Stage.LIVE: Stage.ANSWERING,
    Stage.ANSWERING: Stage.FOLLOWING,
}
TRIBUNE_EARLY: Final = dt.timedelta(hours=2)  # a square is set up, and empties, when it wants to
TRIBUNE_LATE: Final = dt.timedelta(hours=6)
EARLY: Final = dt.timedelta(hours=1)  # before it begins an edition may go on air


def may_open(person: Person, area: Area) -> bool:
    """Open a series and its editions, announce them and move them on."""
    return person.reaches(area, *OPENERS)


def may_read(person: Person, edition: Edition) -> bool:
    return person.reaches(edition.area, *READERS)


def may_moderate(person: Person, edition: Edition) -> bool:
    """A moderator of the area; where an edition names its own, those and who opened it."""
    return person.reaches(edition.area, *MODERATORS)


def may_present(person: Person, edition: Edition) -> bool:
    return person.reaches(edition.area, *PRESENTERS)


def may_answer(person: Person, edition: Edition) -> bool:
    """Write answers and record orders, in the name of whoever answers."""
    return person.reaches(edition.area, *ANSWERERS)


def may_host(person: Person, edition: Edition) -> bool:
    return person.reaches(edition.area, *HOSTS)


def may_be_host(person: Person, area: Area) -> bool:
    return person.reaches(area, *HOSTS)


def may_speak_at(person: Person, tribune: Tribune) -> bool:
    """Bring in what was said at it: one of its hosts, as long as they are one."""
    return may_be_host(person, tribune.area) and person.pk in {host.pk for host in tribune.hosts.all()}


def was_at_tribune(tribune: Tribune, said_at: dt.datetime) -> bool:
    """Those of the sample city stand for ever: its evening is of 1400, and whoever tries them comes later."""
    return tribune.is_sample or tribune.starts_at - TRIBUNE_EARLY <= said_at <= tribune.ends_at + TRIBUNE_LATE


def stands(edition: Edition) -> bool:
    """Neither the edition nor its evening is called off: a closure cancels the evening alone."""
    return edition.stage != Stage.CANCELLED and not edition.occasion.is_cancelled


def may_ask(edition: Edition, now: dt.datetime) -> bool:
    """From its announcement until it is off the air."""
    announced = edition.announced_at is not None and edition.announced_at <= now
    return announced and edition.stage in ASKING and stands(edition)


def may_support(edition: Edition, now: dt.datetime) -> bool:
    """As long as something may still be answered."""
    announced = edition.announced_at is not None and edition.announced_at <= now
    return announced and edition.stage in SUPPORTING and stands(edition)


def may_go_live(edition: Edition, now: dt.datetime) -> bool:
    return edition.stage == Stage.COLLECTING and stands(edition) and edition.occasion.starts_at - EARLY <= now


def may_withdraw(person: Person, question: Question) -> bool:
    """Whose it is, as long as nobody has joined it and it was not answered."""
    if question.asker_id != person.pk or question.aired_at or question.on_air_since or question.answered_at:
        return False
    return question.state == State.RECEIVED or (question.state == State.PUBLISHED and not question.supports)


def may_read_words(person: Person | None, question: Question) -> bool:
    """What was published anybody reads; else whoever said it, and of what nobody signed, whoever has its code."""
    if question.state == State.PUBLISHED:
        return True
    return question.asker_id is None or (person is not None and person.pk == question.asker_id)


def may_hear(person: Person | None, question: Question) -> bool:
    """A recorded voice: anybody what was published; before, whoever said it and whoever works on the edition."""
    if question.state == State.PUBLISHED:
        return True
    if person is None or question.state == State.WITHDRAWN:
        return False
    return person.pk == question.asker_id or may_listen(person, question.edition)


def may_listen(person: Person, edition: Edition) -> bool:
    """Before anything is published."""
    return person.reaches(edition.area, *LISTENERS)


def read_code(typed: str) -> str:
    """A tracking code as it was typed or read out: small letters, Persian digits, a dash. "" when it is none."""
    return codes.read(typed, CODE_LENGTH, begins_with_letter=True)
