from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AssignmentsConfig(AppConfig):
    name = "meydan.assignments"

    def ready(self) -> None:
        autodiscover_modules("ordered")
