"""Choosing from what is offered."""

from typing import Any

from django import forms

from meydan.engines import persian


def _folded(value: Any) -> Any:
    return persian.fold_digits(value) if isinstance(value, str) else value


class Choice(forms.ChoiceField):
    """One of several; `radio=True` shows them all, as a few should be."""

    def __init__(self, *, radio: bool = False, **kwargs: Any) -> None:
        if radio:
            kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(_folded(value)))


class MultiChoice(forms.MultipleChoiceField):
    """Any number of several, as boxes to tick."""

    widget: Any = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        return super().to_python([_folded(one) for one in value] if isinstance(value, list | tuple) else value)


class Check(forms.BooleanField):
    """One box to tick. `required=True` means it must be ticked."""
