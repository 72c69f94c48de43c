from django.urls import URLPattern, path

from meydan.questions.desk import answers, console, moderation, tribune, tribunes
from meydan.questions.desk import editions as desk
from meydan.questions.views import asking, board, editions, following, live, photos, voices

app_name = "questions"
urlpatterns: list[URLPattern] = [
    # editions, asking, and what became of it
    path("questions/", editions.editions, name="list"),
    path("questions/<int:pk>/", editions.edition, name="edition"),
    path("questions/<int:pk>/calendar.ics", editions.calendar_entry, name="calendar_entry"),
    path("questions/<int:pk>/picture.png", editions.share_picture, name="share_picture"),
    path("questions/<int:pk>/ask/", asking.ask, name="ask"),
    path("questions/<int:pk>/similar/", asking.similar, name="similar"),
    path("questions/said/<int:pk>/", following.question, name="question"),
    path("questions/said/<int:pk>/support/", following.support, name="support"),
    path("questions/said/<int:pk>/unsupport/", following.unsupport, name="unsupport"),
    path("me/questions/", following.mine, name="mine"),
    # series and editions at the desk
    path("desk/questions/", desk.editions, name="desk_list"),
    path("desk/questions/series/new/", desk.open_series, name="open_series"),
    path("desk/questions/series/<int:pk>/", desk.change_series, name="change_series"),
    path("desk/questions/series/<int:pk>/open/", desk.open_edition, name="open_edition"),
    path("desk/questions/<int:pk>/", desk.edition, name="desk_edition"),
    path("desk/questions/<int:pk>/change/", desk.change, name="change"),
    path("desk/questions/<int:pk>/on/", desk.move_on, name="move_on"),
    path("desk/questions/<int:pk>/cancel/", desk.cancel, name="cancel"),
    # what moderators sort, secretaries answer and order, and everybody reads of it
    path("questions/board/", board.board, name="board"),
    path("questions/board.csv", board.board_csv, name="board_csv"),
    path("questions/answers.rss", board.feed, name="feed"),
    path("desk/questions/<int:pk>/queue/", moderation.queue, name="moderation"),
    path("desk/questions/said/<int:pk>/", moderation.word, name="word"),
    path("desk/questions/said/<int:pk>/publish/", moderation.publish, name="publish"),
    path("desk/questions/said/<int:pk>/refuse/", moderation.refuse, name="refuse"),
    path("desk/questions/said/<int:pk>/merge/", moderation.merge, name="merge"),
    path("desk/questions/said/<int:pk>/part/", moderation.part, name="part"),
    path("desk/questions/<int:pk>/answers/", answers.answers, name="answers"),
    path("desk/questions/said/<int:pk>/answer/", answers.answer, name="answer"),
    path("desk/questions/said/<int:pk>/order/", answers.order, name="order"),
    # photos and recorded voices
    path("questions/photos/<int:pk>/", photos.photo, name="photo"),
    path("questions/voices/<int:pk>/", voices.voice, name="voice"),
    path("desk/questions/voices/<int:pk>/consent/", voices.consent, name="consent"),
    # the evening live
    path("questions/<int:pk>/live/", live.audience, name="live"),
    path("questions/<int:pk>/live/me-too/", live.me_too, name="me_too"),
    path("questions/<int:pk>/overlay/", live.overlay, name="overlay"),
    path("desk/questions/<int:pk>/console/", console.console, name="console"),
    # tribunes
    path("desk/questions/tribunes/", tribunes.tribunes, name="tribunes"),
    path("desk/questions/tribunes/worker.js", tribune.worker, name="tribune_worker"),
    path("desk/questions/tribunes/shell/", tribune.shell, name="tribune_shell"),
    path("desk/questions/tribunes/token/", tribune.token, name="tribune_token"),
    path("desk/questions/tribunes/<int:pk>/", tribune.mode, name="tribune"),
    path("desk/questions/tribunes/<int:pk>/sync/", tribune.sync, name="tribune_sync"),
    path("desk/questions/tribunes/<int:pk>/change/", tribunes.change, name="change_tribune"),
    path("desk/questions/tribunes/<int:pk>/drop/", tribunes.drop, name="drop_tribune"),
    path("desk/questions/<int:pk>/tribunes/new/", tribunes.plan, name="plan_tribune"),
    # a tracking code is any other word: these stand last
    path("questions/track/", following.track_one, name="track_one"),
    path("questions/<slug:code>/", following.track, name="track"),
    path("questions/<slug:code>/withdraw/", following.withdraw, name="withdraw"),
]
