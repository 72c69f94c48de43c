"""Questions to the mayor: an edition of a series, what citizens said, and what became of it."""

from meydan.questions.models.answer import Answer, Order
from meydan.questions.models.edition import Edition, Series, Topic
from meydan.questions.models.question import Mention, Question, Support
from meydan.questions.models.tribune import Tribune
from meydan.questions.models.voice import Voice

__all__ = ["Answer", "Edition", "Mention", "Order", "Question", "Series", "Support", "Topic", "Tribune", "Voice"]
