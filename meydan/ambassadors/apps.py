from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AmbassadorsConfig(AppConfig):
    name = "meydan.ambassadors"

    def ready(self) -> None:
        autodiscover_modules("kit")
