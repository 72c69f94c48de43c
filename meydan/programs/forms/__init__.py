"""What is asked of officers, citizens and staff."""

from meydan.programs.forms.afterwards import AbsenceFilters, CertifyForm, ThresholdForm
from meydan.programs.forms.desk import CopyForm, CopyManyForm, DeskFilters
from meydan.programs.forms.finding import ProgramFilters
from meydan.programs.forms.planning import ProgramForm, ReasonForm
from meydan.programs.forms.registering import LineForm, RegisterForm

__all__ = [
    "AbsenceFilters",
    "CertifyForm",
    "CopyForm",
    "CopyManyForm",
    "DeskFilters",
    "LineForm",
    "ProgramFilters",
    "ProgramForm",
    "ReasonForm",
    "RegisterForm",
    "ThresholdForm",
]
