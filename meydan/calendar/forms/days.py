"""Days chosen from a list that is shown beside the form: each box carries an ISO date."""

import datetime as dt
from contextlib import suppress
from typing import Any

from django import forms


class ChosenDays(forms.Field):
    """What is no date is nothing; which of the dates mean something the form knows."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[dt.date]:
        found = set()
        for text in value or []:
            with suppress(ValueError, TypeError):
                found.add(dt.date.fromisoformat(text))
        return sorted(found)
