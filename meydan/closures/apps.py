from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ClosuresConfig(AppConfig):
    name = "meydan.closures"

    def ready(self) -> None:
        autodiscover_modules("closing")
