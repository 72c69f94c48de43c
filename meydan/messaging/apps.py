from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MessagingConfig(AppConfig):
    name = "meydan.messaging"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meydan.messaging import checks  # noqa: F401 - registers them

        autodiscover_modules("inbound", "contacts")
