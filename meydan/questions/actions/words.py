"""The words a question is found by, kept in step with its text."""

from meydan.engines import likeness, persian
from meydan.questions.models import Mention, Question


def keyed(text: str) -> str:
    """As `words` keeps it, a space around each word."""
    return f" {persian.search_key(text)} "


def keep_words(question: Question) -> None:
    """After its text was written or changed; the row's own `words` are saved by whoever saves the text."""
    question.words = keyed(question.text)
    Mention.objects.filter(question=question).delete()
    add_words(question)


def add_words(question: Question) -> None:
    Mention.objects.bulk_create(
        [
            Mention(edition_id=question.edition_id, word=number, question=question)
            for number in likeness.numbers(question.text)
        ],
        batch_size=200,
    )
