"""Forms of the evening with the mayor."""

from meydan.questions.forms.asking import AskForm
from meydan.questions.forms.editions import CancelForm, EditionForm, SeriesForm
from meydan.questions.forms.finding import QuestionFilters, TrackForm

__all__ = ["AskForm", "CancelForm", "EditionForm", "QuestionFilters", "SeriesForm", "TrackForm"]
