"""What the open pages of an edition show, kept true by every action that changes it."""

from meydan.questions.models import Edition


def tell(edition: Edition) -> None:
    """Show it to whoever looks at the edition now."""
