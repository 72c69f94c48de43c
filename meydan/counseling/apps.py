from django.apps import AppConfig


class CounselingConfig(AppConfig):
    name = "meydan.counseling"
