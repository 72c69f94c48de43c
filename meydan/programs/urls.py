from django.urls import path

from meydan.programs import views
from meydan.programs.desk import planning, reading, sessions

app_name = "programs"
urlpatterns = [
    path("programs/", views.programs, name="list"),
    path("programs/<int:pk>/", views.program, name="program"),
    path("programs/<int:pk>/register/", views.register, name="register"),
    path("programs/tickets/<slug:code>/", views.ticket, name="ticket"),
    path("programs/tickets/<slug:code>/cancel/", views.cancel, name="cancel"),
    path("me/programs/", views.mine, name="mine"),
    path("desk/programs/", reading.programs, name="desk_list"),
    path("desk/programs/new/", planning.plan, name="plan"),
    path("desk/programs/<int:pk>/", reading.program, name="desk_program"),
    path("desk/programs/<int:pk>/change/", planning.change, name="change"),
    path("desk/programs/<int:pk>/sessions/add/", sessions.add_sessions, name="add_sessions"),
    path("desk/programs/<int:pk>/publish/", planning.publish, name="publish"),
    path("desk/programs/<int:pk>/cancel/", planning.cancel_program, name="cancel_program"),
    path("desk/programs/<int:pk>/people/", reading.people, name="people"),
    path("desk/programs/sessions/<int:pk>/move/", sessions.move_session, name="move_session"),
    path("desk/programs/sessions/<int:pk>/cancel/", sessions.cancel_session, name="cancel_session"),
]
