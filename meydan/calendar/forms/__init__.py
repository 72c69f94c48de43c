"""Forms of the calendar: when something takes place, and the holidays."""

from meydan.calendar.forms.moment import Line, MoveForm, TimingForm
from meydan.calendar.forms.when import StandingForm, WhenForm

__all__ = ["Line", "MoveForm", "StandingForm", "TimingForm", "WhenForm"]
