"""The order of a project is seen to at the project's page; it and the project say the same (`assignments.owners`)."""

from django.urls import reverse

from meydan.assignments import owners
from meydan.assignments.models import Assignment

DOOR = "budgets"


def _page(assignment: Assignment) -> str:
    project = getattr(assignment, "project", None)
    return reverse("budgets:desk_project", args=[project.pk]) if project else reverse("budgets:desk_projects")


owners.register(DOOR, _page)
