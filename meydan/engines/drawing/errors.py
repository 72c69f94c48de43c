"""What can be wrong with a draw."""


class NotADraw(ValueError):  # noqa: N818 - says what is wrong
    """What was given cannot make a draw.

    `code` is "ticket", "no_tickets", "file", "id", "secret", "commitment", "dice", "prizes", "overseers", "times",
    "hash" or "words"; the message names the offender.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


class DrawMismatch(ValueError):  # noqa: N818 - says what is wrong
    """The published files do not bear each other out; the message is one line for a person.

    `code` names the step that fails: "form", "fingerprint", "tickets", "commitments", "times", "seed" or "order".
    """

    def __init__(self, code: str, line: str) -> None:
        super().__init__(line)
        self.code = code
        self.line = line
