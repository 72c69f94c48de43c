"""Tasks by name, as addresses are reversed by name: an action starts what stands above it without importing it."""

from typing import Any

from django.utils.module_loading import import_string
from django_tasks.base import Task


def named(path: str) -> Task[Any, Any]:
    """`named("meydan.messaging.tasks.deliver")`. Raises ImportError or TypeError for a name that is none."""
    found = import_string(path)
    if not isinstance(found, Task):
        raise TypeError(f"{path} is no task")
    return found
