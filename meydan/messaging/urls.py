from django.urls import path

from meydan.messaging import desk, hooks, views

app_name = "messaging"

urlpatterns = [
    path("messages/", views.inbox, name="inbox"),
    path("messages/read/", views.read_all, name="read_all"),
    path("messages/<int:pk>/read/", views.read, name="read"),
    path("messages/settings/", views.choices, name="choices"),
    path("messaging/inbound/<slug:provider>/<str:token>/", hooks.sms, name="sms_hook"),
    path("messaging/bot/<str:token>/", hooks.bot, name="bot_hook"),
    path("desk/inbox/", desk.received, name="received"),
    path("desk/inbox/<int:pk>/voice/", desk.voice, name="received_voice"),
    path("desk/inbox/<int:pk>/photo/", desk.photo, name="received_photo"),
    path("desk/outbox/", desk.outbox, name="outbox"),
    path("desk/outbox/<int:pk>/resend/", desk.resend, name="resend"),
    path("desk/outbox/<int:pk>/withhold/", desk.withhold, name="withhold"),
]
