from django.urls import path

from meydan.programs.desk import absences, certificates, copying, planning, reading, sessions, waiting
from meydan.programs.views import content, finding, photos, registering, tickets
from meydan.programs.views import reading as citizens

app_name = "programs"
urlpatterns = [
    path("programs/", finding.programs, name="list"),
    path("programs/<int:pk>/", citizens.program, name="program"),
    path("programs/<int:pk>/photo/", photos.photo, name="photo"),
    path("programs/<int:pk>/draw/", citizens.draw, name="draw"),
    path("programs/<int:pk>/open/", content.open_content, name="open"),
    path("programs/<int:pk>/register/", registering.register, name="register"),
    path("programs/mine/", tickets.mine, name="mine"),
    path("programs/tickets/together/<uuid:party>/", tickets.party, name="party"),
    path("programs/tickets/<slug:code>/", tickets.ticket, name="ticket"),
    path("programs/tickets/<slug:code>/accept/", registering.accept, name="accept"),
    path("programs/tickets/<slug:code>/cancel/", registering.cancel, name="cancel"),
    path("desk/programs/", reading.programs, name="desk_list"),
    path("desk/programs/new/", planning.plan, name="plan"),
    path("desk/programs/<int:pk>/", reading.program, name="desk_program"),
    path("desk/programs/copy/", copying.copy_many, name="copy_many"),
    path("desk/programs/copies/<uuid:copying>/", copying.copies, name="copies"),
    path("desk/programs/copies/<uuid:copying>/publish/", copying.publish_copies, name="publish_copies"),
    path("desk/programs/<int:pk>/copy/", copying.copy, name="copy"),
    path("desk/programs/<int:pk>/series/<int:series>/end/", sessions.end_series, name="end_series"),
    path("desk/programs/<int:pk>/change/", planning.change, name="change"),
    path("desk/programs/<int:pk>/sessions/add/", sessions.add_sessions, name="add_sessions"),
    path("desk/programs/<int:pk>/publish/", planning.publish, name="publish"),
    path("desk/programs/<int:pk>/cancel/", planning.cancel_program, name="cancel_program"),
    path("desk/programs/absences/", absences.area, name="area_absences"),
    path("desk/programs/absences/<int:pk>/free/", absences.free, name="free_place"),
    path("desk/programs/<int:pk>/absences/", absences.of_program, name="absences"),
    path("desk/programs/<int:pk>/absences/miss/", absences.miss, name="miss"),
    path("desk/programs/<int:pk>/certificates/", certificates.certificates, name="certificates"),
    path("desk/programs/<int:pk>/people/", reading.people, name="people"),
    path("desk/programs/<int:pk>/waiting/", waiting.waiting, name="waiting"),
    path("desk/programs/waiting/<int:pk>/", waiting.order_line, name="order_line"),
    path("desk/programs/sessions/<int:pk>/move/", sessions.move_session, name="move_session"),
    path("desk/programs/sessions/<int:pk>/cancel/", sessions.cancel_session, name="cancel_session"),
]
