from django.urls import path

from meydan.meetings import desk, views

app_name = "meetings"
urlpatterns = [
    path("me/meetings/", views.mine, name="mine"),
    path("me/meetings/<int:pk>/", views.meeting, name="meeting"),
    path("me/meetings/<int:pk>/minutes.pdf", views.minutes_paper, name="minutes"),
    path("me/meetings/invitations/<int:pk>/", views.answer, name="answer"),
    path("desk/meetings/", desk.meetings, name="desk_list"),
    path("desk/meetings/call/", desk.call, name="call"),
    path("desk/meetings/sums/", desk.sums, name="sums"),
    path("desk/meetings/<int:pk>/", desk.meeting, name="desk_meeting"),
    path("desk/meetings/<int:pk>/minutes.pdf", desk.minutes_paper, name="desk_minutes"),
    path("desk/meetings/<int:pk>/move/", desk.move, name="move"),
    path("desk/meetings/<int:pk>/cancel/", desk.cancel, name="cancel"),
    path("desk/meetings/<int:pk>/invite/", desk.invite, name="invite"),
    path("desk/meetings/<int:pk>/item/", desk.add_item, name="add_item"),
    path("desk/meetings/<int:pk>/decide/", desk.decide, name="decide"),
    path("desk/meetings/<int:pk>/open/", desk.open_meeting, name="open"),
    path("desk/meetings/<int:pk>/unopen/", desk.unopen, name="unopen"),
    path("desk/meetings/<int:pk>/close/", desk.close, name="close"),
    path("desk/meetings/<int:pk>/approve/", desk.approve, name="approve"),
    path("desk/meetings/<int:pk>/next/", desk.follow, name="follow"),
    path("desk/meetings/invited/<int:pk>/came/", desk.came, name="came"),
    path("desk/meetings/invited/<int:pk>/missing/", desk.missing, name="missing"),
    path("desk/meetings/invited/<int:pk>/remove/", desk.uninvite, name="uninvite"),
    path("desk/meetings/items/<int:pk>/", desk.write, name="write"),
    path("desk/meetings/items/<int:pk>/begin/", desk.begin, name="begin"),
    path("desk/meetings/items/<int:pk>/unbegin/", desk.unbegin, name="unbegin"),
    path("desk/meetings/items/<int:pk>/up/", desk.raise_item, name="raise_item"),
    path("desk/meetings/items/<int:pk>/remove/", desk.remove_item, name="remove_item"),
]
