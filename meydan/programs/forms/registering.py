"""What is asked of whoever registers: who takes part, in what, and how; all in one small form."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meydan.base import fields, wording
from meydan.base.forms import Form
from meydan.calendar.models import Mode
from meydan.people import queries as people
from meydan.people.models import Person
from meydan.programs import rules
from meydan.programs.models import Program, Session


class RegisterForm(Form):
    """`quotas` are the program's places with `waiting_now`, those of closed sessions left out.

    Nothing is asked that has one answer: without a family not who, without a series not when.
    """

    def __init__(
        self,
        *args: Any,
        person: Person,
        program: Program,
        quotas: Sequence[Any],
        without: Collection[int] = (),
        **kwargs: Any,
    ) -> None:
        """`without`: the ids of those who are in already, and are not asked about again."""
        super().__init__(*args, **kwargs)
        self.program, self.quotas = program, quotas
        family = [one for one in people.oneself_and_family(person) if one.pk not in without]
        self.fields["guests"] = GuestsField(program, person, family)
        if program.is_by_session:
            self.fields["sessions"] = SessionsField(quotas)
        if program.mode == Program.Mode.HYBRID:
            self.fields["mode"] = fields.Choice(label=_("How do you take part?"), choices=self._modes(), radio=True)
        if program.protocols:
            self.fields["protocols"] = fields.Check(
                label=_("We read the health rules and keep to them."), required=False, help_text=program.protocols
            )
        if program.waiting != Program.Waiting.NONE:
            label = _("Put me on the waiting list")
            if len(family) > 1:
                label = _("If there is no room for all of us, put all of us on the waiting list")
            self.fields["or_wait"] = fields.Check(label=label, required=False, widget=forms.HiddenInput)
            if self.is_scarce(len(family)):
                self.show_waiting()

    def _modes(self) -> list[tuple[str, str]]:
        if self.program.is_by_session:
            return [(Mode.IN_PERSON.value, str(Mode.IN_PERSON.label)), (Mode.ONLINE.value, str(Mode.ONLINE.label))]
        return [(quota.mode, f"{quota.get_mode_display()} · {places_of(quota)}") for quota in self.quotas]

    def is_scarce(self, party: int) -> bool:
        """Whether somewhere there may be no room for the whole party."""
        return any(quota.left < party or quota.waiting_now for quota in self.quotas)

    def show_waiting(self) -> None:
        """Ask, where it was not asked before: the places went while the page was open."""
        if "or_wait" in self.fields:
            self.fields["or_wait"].widget = forms.CheckboxInput()

    @property
    def asks_somebody(self) -> bool:
        """Whether anybody of the family is not in already."""
        return bool(self.fields["guests"].choices)  # type: ignore[attr-defined]

    @property
    def is_full(self) -> bool:
        """Whether there is nothing but waiting."""
        return bool(self.quotas) and all(not quota.left or quota.waiting_now for quota in self.quotas)

    @property
    def answers(self) -> dict[str, Any]:
        """What `actions.register` takes."""
        given = self.cleaned_data
        return {
            "guests": given["guests"],
            "sessions": given.get("sessions", ()),
            "mode": given.get("mode", ""),
            "or_wait": given.get("or_wait", False),
            "accepts_protocols": given.get("protocols", False),
        }


class GuestsField(fields.MultiChoice):
    """Any of oneself and the family; whoever the program is not for is named with the reason."""

    def __init__(self, program: Program, person: Person, family: Sequence[Person]) -> None:
        self.people = {str(one.pk): one for one in family}
        alone = len(family) == 1
        super().__init__(
            label=_("Who takes part?"),
            choices=[(str(one.pk), _named(one, person, rules.unsuitable(program, one))) for one in family],
            initial=[key for key, one in self.people.items() if alone or (one == person and rules.suits(program, one))],
            widget=forms.MultipleHiddenInput if alone else forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Choose who takes part."),
                "invalid_choice": _("Choose yourself or one of your family."),
            },
        )

    def clean(self, value: Any) -> Any:
        return [self.people[key] for key in dict.fromkeys(super().clean(value))]


def _named(one: Person, person: Person, reason: str) -> str:
    name = str(one) if one.pk != person.pk else _("Myself (%(name)s)") % {"name": one.name} if one.name else _("Myself")
    return f"{name} — {reason}" if reason else name


class SessionsField(fields.MultiChoice):
    """The sessions of a series that can still be taken part in."""

    def __init__(self, quotas: Sequence[Any]) -> None:
        by_session: dict[Session, list[Any]] = {}
        for quota in quotas:
            by_session.setdefault(quota.session, []).append(quota)
        self.sessions = {str(session.pk): session for session in by_session}
        super().__init__(
            label=_("Which sessions?"),
            choices=[(str(session.pk), _session(session, some)) for session, some in by_session.items()],
            initial=list(self.sessions) if len(self.sessions) == 1 else [],
            error_messages={
                "required": _("Choose the sessions you come to."),
                "invalid_choice": _("This session can no longer be chosen. See the list again."),
            },
        )

    def clean(self, value: Any) -> Any:
        return [self.sessions[key] for key in dict.fromkeys(super().clean(value))]


def _session(session: Session, quotas: Sequence[Any]) -> str:
    occasion = session.occasion
    when = _("%(day)s, %(clock)s") % {
        "day": wording.day(occasion.day, "weekday").rsplit(" ", 1)[0],
        "clock": wording.clock(occasion.starts_at),
    }
    if len(quotas) == 1:
        return f"{when} · {places_of(quotas[0])}"
    return f"{when} · " + _(", ").join(f"{quota.get_mode_display()}: {places_of(quota)}" for quota in quotas)


def places_of(quota: Any) -> str:
    """«۵ جا مانده»، «پر · ۳ نفر در صف»."""
    if quota.waiting_now:
        return _("full, %(n)s waiting") % {"n": wording.number(quota.waiting_now)}
    if not quota.left:
        return _("full")
    return _("%(n)s places left") % {"n": wording.number(quota.left)}


class LineForm(Form):
    """What an officer does with somebody in the line, and why."""

    OFFER, GIVE, TAKE_OFF = "offer", "give", "take_off"
    act = fields.Choice(
        label=gettext_lazy("What is to be done?"),
        choices=[
            (OFFER, gettext_lazy("Offer a free place, out of turn")),
            (GIVE, gettext_lazy("Give a place at once, without asking")),
            (TAKE_OFF, gettext_lazy("Take off the waiting list")),
        ],
        radio=True,
    )
    reason = fields.Text(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("Kept with the registration; whoever is taken off the list is told this sentence."),
    )

    def __init__(self, *args: Any, offered: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if offered:
            self.fields["act"].choices = self.fields["act"].choices[1:]  # type: ignore[attr-defined]
