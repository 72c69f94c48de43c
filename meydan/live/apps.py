from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "meydan.live"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meydan.live import checks  # noqa: F401 - registers them
