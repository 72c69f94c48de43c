from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FeedbackConfig(AppConfig):
    name = "meydan.feedback"

    def ready(self) -> None:
        autodiscover_modules("activities")
