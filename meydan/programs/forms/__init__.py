"""What is asked of officers, citizens and staff."""

from meydan.programs.forms.planning import DeskFilters, ProgramForm, ReasonForm
from meydan.programs.forms.registering import ProgramFilters, RegisterForm

__all__ = ["DeskFilters", "HeadCountForm", "ProgramFilters", "ProgramForm", "ReasonForm", "RegisterForm", "RollForm"]
