"""What is asked of officers, voters and staff of stations."""

from meydan.ballots.forms.stations import (
    BatchForm,
    CardForm,
    DigitsForm,
    PhoneForm,
    SheetForm,
    StationForm,
)

__all__ = ["BatchForm", "CardForm", "DigitsForm", "PhoneForm", "SheetForm", "StationForm"]
