from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    name = "meydan.people"

    def ready(self) -> None:
        autodiscover_modules("personal")
