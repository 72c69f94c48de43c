from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BallotsConfig(AppConfig):
    name = "meydan.ballots"

    def ready(self) -> None:
        autodiscover_modules("pollable")
