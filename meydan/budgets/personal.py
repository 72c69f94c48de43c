"""What this room keeps about a person: each part in a file of its own."""

from meydan.budgets import personal_ideas, personal_review  # noqa: F401 - register themselves
