"""Rounds of participatory budgeting: ideas, their review, and the projects that came of them."""

from meydan.budgets.models.idea import Abuse, Comment, Follow, Idea, Mention, Support
from meydan.budgets.models.project import Hearer, Project, Report
from meydan.budgets.models.review import Batch, BatchItem, Joining, Move, Phrase, Remark, Review
from meydan.budgets.models.round import Credit, Field, Round

__all__ = [
    "Abuse",
    "Batch",
    "BatchItem",
    "Comment",
    "Credit",
    "Field",
    "Follow",
    "Hearer",
    "Idea",
    "Joining",
    "Mention",
    "Move",
    "Phrase",
    "Project",
    "Remark",
    "Report",
    "Review",
    "Round",
    "Support",
]
