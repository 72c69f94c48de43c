from django.urls import path

from meydan.messaging import desk, views

app_name = "messaging"

urlpatterns = [
    path("messages/", views.inbox, name="inbox"),
    path("messages/read/", views.read_all, name="read_all"),
    path("messages/<int:pk>/read/", views.read, name="read"),
    path("messages/settings/", views.choices, name="choices"),
    path("desk/outbox/", desk.outbox, name="outbox"),
    path("desk/outbox/<int:pk>/resend/", desk.resend, name="resend"),
    path("desk/outbox/<int:pk>/withhold/", desk.withhold, name="withhold"),
]
