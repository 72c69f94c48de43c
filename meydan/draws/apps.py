from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DrawsConfig(AppConfig):
    name = "meydan.draws"

    def ready(self) -> None:
        autodiscover_modules("drawable")
