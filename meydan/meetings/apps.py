from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MeetingsConfig(AppConfig):
    name = "meydan.meetings"

    def ready(self) -> None:
        autodiscover_modules("met")
