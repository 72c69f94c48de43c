"""What a counselor writes and says of a session, and the code that is read at a house's door."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from meydan.base import fields
from meydan.base.forms import Form
from meydan.counseling.models import Appointment
from meydan.engines import codes

LONGEST_NOTE = 8000
LONGEST_TASK = 1000
CODE = 8
_SEALED = _l("It is sealed under this client's own key, and is never changed: what you correct stands beside it.")


class NoteForm(Form):
    text = fields.LongText(
        label=_l("Note"),
        max_length=LONGEST_NOTE,
        rows=8,
        help_text=_SEALED,
    )


class HomeworkForm(Form):
    text = fields.LongText(
        label=_l("What is the family to do?"),
        max_length=LONGEST_TASK,
        rows=4,
        help_text=_l("The client reads it, as you write it here."),
    )
    due_on = fields.JalaliDate(label=_l("Until which day?"), required=False)

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day is not None and day < timezone.localdate():
            raise ValidationError(_("Give today or a later day."))
        return day


class CloseForm(Form):
    """A session was held: how it ended, and what the counselor writes at once."""

    outcome = fields.Choice(label=_l("How did it end?"), choices=Appointment.Outcome.choices, radio=True)
    referred_to = fields.Choice(
        label=_l("Referred to whom?"),
        choices=[("", _l("Nobody")), *Appointment.ReferredTo.choices],
        required=False,
        help_text=_l("Only when you choose “Referred” above."),
    )
    note_text = fields.LongText(
        label=_l("Note of the session"),
        max_length=LONGEST_NOTE,
        rows=6,
        required=False,
        help_text=_SEALED,
    )
    homework = fields.LongText(
        label=_l("Task for the family"),
        max_length=LONGEST_TASK,
        rows=3,
        required=False,
        help_text=_l("The client reads it, as you write it here."),
    )
    due_on = fields.JalaliDate(label=_l("Until which day?"), required=False)

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day is not None and day < timezone.localdate():
            raise ValidationError(_("Give today or a later day."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        referred = given.get("outcome") == Appointment.Outcome.REFERRED
        if referred and not given.get("referred_to"):
            self.add_error("referred_to", _("Say where the client was referred to."))
        if given.get("outcome") and not referred and given.get("referred_to"):
            self.add_error("referred_to", _("Choose “Referred” above, or “Nobody” here."))
        if given.get("due_on") and not given.get("homework"):
            self.add_error("homework", _("Write what the family is to do."))
        return given


class CheckInForm(Form):
    code = fields.Text(
        label=_l("Code of the time"),
        max_length=30,
        help_text=_l("Eight letters and digits, as they stand in the client's message."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update({"dir": "ltr", "autocomplete": "off", "data-private": ""})

    def clean_code(self) -> str:
        return codes.read(self.cleaned_data["code"], CODE)
