"""What is asked of officers, citizens and staff."""

from meydan.programs.forms.planning import DeskFilters, ProgramForm, ReasonForm
from meydan.programs.forms.registering import ProgramFilters, RegisterForm
from meydan.programs.forms.roll import HeadCountForm, RollForm

__all__ = ["DeskFilters", "HeadCountForm", "ProgramFilters", "ProgramForm", "ReasonForm", "RegisterForm", "RollForm"]
