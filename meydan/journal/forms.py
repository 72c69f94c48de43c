"""The filters of the journal's page."""

import re
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meydan.base.fields import Choice, JalaliRange, Text
from meydan.base.forms import Filters
from meydan.journal import reach, verbs

_SUBJECT = re.compile(r"([a-z_]+\.[A-Za-z]+)(?:[:\s]\s*([A-Za-z0-9-]{1,40}))?")


class Subject(Text):
    """ "programs.Program", or with its number "programs.Program:41"; the value is both."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = _SUBJECT.fullmatch(text)
        if not found:
            raise ValidationError(_("Write it as it stands in the lines."))
        return found[1], found[2] or ""


class LineFilters(Filters):
    area = Choice(label=_("Area"))
    verb = Choice(label=_("What was done"))
    actor = Choice(label=_("Who"))
    subject = Subject(label=_("On what"), max_length=100)
    period = JalaliRange(label=_("Period"), names=("from", "to"))

    def __init__(self, *args: Any, reader: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("All"))
        above = reach.above()
        asked_area = str(self.data.get("area", ""))
        area = int(asked_area) if re.fullmatch("[0-9]{1,15}", asked_area) else None
        areas = above.areas_to_choose(reader, reach.ROLES, area)
        self._choose("area", [everything, *((str(one.key), one.label) for one in areas)])
        words = sorted(((verb, str(said)) for verb, said in verbs.all_verbs().items()), key=lambda pair: pair[1])
        self._choose("verb", [everything, *words])
        actors = [(str(one.key), one.label) for one in above.actors_to_choose(reader, reach.ROLES)]
        asked = self._asked_actor()
        if asked is not None and str(asked) not in dict(actors):
            actors.append((str(asked), f"{above.actor_names([asked])[asked]} · {reach.short(asked)}"))
        self._choose("actor", [everything, *actors])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, Choice)
        field.choices = choices

    def _asked_actor(self) -> UUID | None:
        """Somebody who holds no role, come upon in a line."""
        try:
            return UUID(str(self.data.get("actor", "")))
        except ValueError:
            return None

    @property
    def asked(self) -> dict[str, Any]:
        """What `queries.narrowed` takes, and the area."""
        values = dict(self.values)
        if "area" in values:
            values["area"] = int(values["area"])
        if "actor" in values:
            values["actor"] = UUID(values["actor"])
        return values
