"""Forms: every one carries the key of its sending, keeps what was typed, and says in sentences what to mend."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from meydan.base.refusal import Refusal

CLIENT_KEY = "client_key"


class Field(BoundField):
    """A field in its form: knows its hint's and error's ids, and how it wants to be laid out."""

    @property
    def hint_id(self) -> str:
        return f"{self.auto_id}_hint" if self.auto_id and self.help_text else ""

    @property
    def error_id(self) -> str:
        return f"{self.auto_id}_error" if self.auto_id and self.errors else ""

    @property
    def again_id(self) -> str:
        """A file that came with a refused form is gone with that page, where no recorder keeps it."""
        is_lost = type(self.field.widget) is forms.FileInput and self.html_name in self.form.files and not self.errors
        return f"{self.auto_id}_again" if self.auto_id and is_lost else ""

    @property
    def aria_describedby(self) -> str:
        return " ".join(filter(None, [self.hint_id, self.error_id, self.again_id]))

    @property
    def is_check(self) -> bool:
        """One box to tick: its label stands beside it, not above."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def first_id(self) -> str:
        """Where a link in the error summary leads: the first box that can be typed in."""
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return f"{self.auto_id}_0"
        return widget.id_for_label(self.auto_id) or self.auto_id


class Renderer(TemplatesSetting):
    form_template_name = "base/forms/form.html"
    field_template_name = "base/forms/field.html"
    bound_field_class = Field


class Mistake(NamedTuple):
    """One line of the error summary."""

    label: str
    text: str
    target: str


class Form(forms.Form):
    """The form every other derives from.

    `client_key` is a UUID that stays the same while one sending is tried again, so that `@once` can tell a resend from
    a second wish. It is no field: `cleaned_data` and `values` hold only what the person said.
    """

    use_required_attribute = False  # the browser's own bubbles speak its language, not the reader's

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @cached_property
    def client_key(self) -> uuid.UUID:
        try:
            return uuid.UUID(self.data.get(CLIENT_KEY, ""))
        except (ValueError, AttributeError, TypeError):
            return uuid.uuid4()

    @property
    def values(self) -> dict[str, Any]:
        return self.cleaned_data

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Turn a `Refusal` inside into this form's own error, beside the field it names."""
        try:
            yield
        except Refusal as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.sentence))

    @property
    def mistakes(self) -> list[Mistake]:
        """What to mend, in the order of the page, each with the place it is mended at."""
        found = [Mistake("", str(text), "") for text in self.non_field_errors()]
        for field in self:
            assert isinstance(field, Field)
            found += [Mistake(str(field.label).rstrip(".:؟?"), str(text), field.first_id) for text in field.errors]
        return found

    def error_summary(self) -> SafeString:
        """The error summary alone, for a form laid out by hand."""
        return self.render("base/forms/summary.html", {"form": self})


class Filters(Form):
    """Filters in the address of a list: carries no key; a wrong value filters nothing and is shown as wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    @property
    def values(self) -> dict[str, Any]:
        """What is asked for: only what was given and is right."""
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return {name: value for name, value in given.items() if value not in (None, "", [], (None, None))}
