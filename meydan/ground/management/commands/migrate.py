"""`meydan migrate`: Django's own, without rendering all models anew for each table it makes.

A new table's model is rendered alone: nothing points at it yet. What it points at does not know of it until all is
rendered again, as Django does by itself before any migration that runs code (`is_delayed`). A new house has a hundred
and fifty tables: half a minute becomes some seconds.
"""

from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState


def _add_model(self: ProjectState, model_state: ModelState) -> None:
    key = model_state.app_label, model_state.name_lower
    self.models[key] = model_state
    if self.__dict__["_relations"] is not None:  # once they were asked for, they are kept true
        self.resolve_model_relations(key)
    if "apps" in self.__dict__:
        self.is_delayed = True
        self.apps.render_multiple([model_state])


class Command(migrate.Command):
    def handle(self, *arguments: Any, **options: Any) -> None:
        djangos, ProjectState.add_model = ProjectState.add_model, _add_model  # type: ignore[method-assign]
        try:
            super().handle(*arguments, **options)
        finally:
            ProjectState.add_model = djangos  # type: ignore[method-assign]
