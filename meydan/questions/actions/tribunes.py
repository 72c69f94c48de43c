"""Tribunes in the city: planned, changed, called off; and what is said at them."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.core.files.base import File
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from meydan.base.refusal import Refusal
from meydan.journal.action import action, note
from meydan.people import actions as people
from meydan.people.models import Person
from meydan.places.models import Area
from meydan.questions import rules
from meydan.questions.actions.asking import ask
from meydan.questions.models import Edition, Question, Topic, Tribune
from meydan.questions.models.edition import ASKING


@action
def plan_tribune(
    *,
    by: Person | None,
    edition: Edition,
    area: Area,
    place: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    hosts: Sequence[Person],
    scenario: Sequence[str],
    is_sample: bool = False,
) -> Tribune:
    if edition.stage not in {Edition.Stage.DRAFT, *ASKING}:
        raise Refusal(_("This edition takes no questions any more."))
    tribune = Tribune(edition=edition, is_sample=is_sample)
    _write(by, tribune, area=area, place=place, starts_at=starts_at, ends_at=ends_at, hosts=hosts, scenario=scenario)
    note("questions.plan_tribune", on=tribune, area=area.pk, edition=edition.pk, hosts=len(hosts))
    return tribune


@action
def change_tribune(
    *,
    by: Person,
    tribune: Tribune,
    area: Area,
    place: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    hosts: Sequence[Person],
    scenario: Sequence[str],
) -> Tribune:
    """What was said at it stays with it; a host taken out can send nothing any more."""
    _write(by, tribune, area=area, place=place, starts_at=starts_at, ends_at=ends_at, hosts=hosts, scenario=scenario)
    note("questions.change_tribune", on=tribune, area=area.pk, edition=tribune.edition_id, hosts=len(hosts))
    return tribune


@action
def drop_tribune(*, by: Person, tribune: Tribune) -> int:
    """Call one off at which nothing was said."""
    if not rules.may_open(by, tribune.area):
        raise Refusal(_("You do not plan tribunes in this area."))
    number = tribune.pk
    note("questions.drop_tribune", on=tribune, area=tribune.area_id, edition=tribune.edition_id)
    try:
        tribune.delete()
    except ProtectedError:
        raise Refusal(_("Something was said at this tribune already, so it stays. Change its times instead.")) from None
    return number


@action
def hear_at_tribune(
    *,
    by: Person,
    tribune: Tribune,
    key: uuid.UUID,
    said_at: dt.datetime,
    kind: str,
    text: str = "",
    topic: Topic | None = None,
    area: Area | None = None,
    voice: File[Any] | None = None,
    phone: str = "",
    consent: File[Any] | None = None,
) -> Question:
    """What a host's tablet sends, maybe hours later; sent again it is the first row. A phone needs spoken consent."""
    if not rules.may_speak_at(by, tribune):
        raise Refusal(_("You are not a host of this tribune."))
    if not rules.was_at_tribune(tribune, said_at):
        raise Refusal(_("This was not said while the tribune stood there. Look at the clock of the tablet."))
    if phone and not consent:
        raise Refusal(_("A phone number is taken only with consent that was recorded."))
    return ask(
        by=by,
        edition=tribune.edition,
        kind=kind,
        channel=Question.Channel.TRIBUNE,
        text=text,
        topic=topic,
        area=area or tribune.area,
        place=tribune.place,
        voice=voice,
        asker=people.arrive(by=by, phone=phone) if phone else None,
        key=key,
        said_at=said_at,
        tribune=tribune,
        host=by,
        consent_spoken=consent is not None,
        consent=consent,
    )


def _write(by: Person | None, tribune: Tribune, *, area: Area, hosts: Sequence[Person], **facts: Any) -> None:
    if by is not None and not rules.may_open(by, area):
        raise Refusal(_("You do not plan tribunes in this area."))
    if not tribune.edition.area.contains(area):
        raise Refusal(_("Choose a place inside the area of the edition."), field="area")
    if not all(rules.may_be_host(person, area) for person in hosts):
        raise Refusal(_("Somebody of the hosts has no such role in this area. Appoint them first."), field="hosts")
    for name, value in facts.items():
        setattr(tribune, name, value)
    tribune.area, tribune.scenario = area, list(facts["scenario"])
    tribune.save()
    tribune.hosts.set(hosts)
