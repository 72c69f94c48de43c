"""A refusal: the one way a write says no, in a sentence for the person who asked."""

from django.utils.functional import Promise


class Refusal(Exception):  # noqa: N818 - a word of the house, not an error of the program
    """Bad input or a closed window: what is wrong and what to do, in the reader's language."""

    def __init__(self, sentence: str | Promise, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
