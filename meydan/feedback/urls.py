from django.urls import path

from meydan.feedback import desk, views

app_name = "feedback"
urlpatterns = [
    path("feedback/", views.mine, name="mine"),
    path("feedback/<int:occasion>/", views.answer, name="answer"),
    path("desk/feedback/", desk.rounds, name="desk_list"),
    path("desk/feedback/<int:pk>/", desk.round_, name="round"),
]
