from django.urls import path

from meydan.ground import desk, views

app_name = "ground"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("desk/tasks/", desk.tasks, name="tasks"),
    path("desk/tasks/<uuid:pk>/retry/", desk.retry, name="retry"),
    path("desk/tasks/<uuid:pk>/discard/", desk.discard, name="discard"),
]
