from django.urls import path

from meydan.assignments import desk, views

app_name = "assignments"
urlpatterns = [
    path("assignments/<int:pk>/", views.assignment, name="assignment"),
    path("assignments/steps/<int:pk>/photo/", views.photo, name="photo"),
    path("me/assignments/", views.mine, name="mine"),
    path("me/assignments/<int:pk>/", views.answer, name="answer"),
    path("desk/assignments/", desk.assignments, name="desk_list"),
    path("desk/assignments/give/", desk.give, name="give"),
    path("desk/assignments/sums/", desk.sums, name="sums"),
    path("desk/assignments/<int:pk>/", desk.assignment, name="desk"),
    path("desk/assignments/<int:pk>/accept/", desk.accept, name="accept"),
    path("desk/assignments/<int:pk>/report/", desk.report, name="report"),
    path("desk/assignments/<int:pk>/finish/", desk.finish, name="finish"),
    path("desk/assignments/<int:pk>/send-back/", desk.send_back, name="send_back"),
    path("desk/assignments/<int:pk>/pass-on/", desk.pass_on, name="pass_on"),
    path("desk/assignments/<int:pk>/term/", desk.term, name="term"),
    path("desk/assignments/<int:pk>/reopen/", desk.reopen, name="reopen"),
    path("desk/assignments/<int:pk>/withdraw/", desk.withdraw, name="withdraw"),
]
