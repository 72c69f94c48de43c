from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "meydan.ground"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meydan.ground import checks  # noqa: F401 - registers them
