from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AttendanceConfig(AppConfig):
    name = "meydan.attendance"

    def ready(self) -> None:
        autodiscover_modules("rosters")
