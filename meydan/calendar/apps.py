from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CalendarConfig(AppConfig):
    name = "meydan.calendar"

    def ready(self) -> None:
        autodiscover_modules("occasions")
