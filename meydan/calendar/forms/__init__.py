"""Forms of the calendar: when something takes place, and the holidays."""

from meydan.calendar.forms.when import MoveForm, StandingForm, TimingForm, WhenForm

__all__ = ["MoveForm", "StandingForm", "TimingForm", "WhenForm"]
