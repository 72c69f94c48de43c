"""Addresses of this room."""

from django.urls import URLPattern, path

from meydan.campaigns.desk import costs, council, delivering, evaluation, inviting, planning, publishing, sessions
from meydan.campaigns.desk import stages as desk_stages
from meydan.campaigns.views import bringing, cards, compare, display, history, prints, public

app_name = "campaigns"
urlpatterns: list[URLPattern] = [
    # stages: opening, concerns, places, slots, history
    path("campaigns/", history.history, name="history"),
    path("desk/campaigns/", desk_stages.stages, name="desk_list"),
    path("desk/campaigns/found/", desk_stages.found, name="found"),
    path("desk/campaigns/new/", desk_stages.open_stage, name="open_stage"),
    path("desk/campaigns/history/new/", desk_stages.enter_history, name="enter_history"),
    path("desk/campaigns/<int:pk>/", desk_stages.stage, name="desk_stage"),
    path("desk/campaigns/<int:pk>/declare/", desk_stages.turn, {"to": "declare"}, name="open_declaring"),
    path("desk/campaigns/<int:pk>/close/", desk_stages.turn, {"to": "close"}, name="close_declaring"),
    path("desk/campaigns/<int:pk>/reopen/", desk_stages.turn, {"to": "reopen"}, name="reopen_declaring"),
    path("desk/campaigns/<int:pk>/call-off/", desk_stages.call_off, name="call_off"),
    path("desk/campaigns/<int:pk>/change/", desk_stages.change, name="change_stage"),
    path("desk/campaigns/<int:pk>/history/", desk_stages.change_history, name="change_history"),
    path("desk/campaigns/<int:pk>/concerns/", desk_stages.concerns, name="stage_concerns"),
    path("desk/campaigns/<int:pk>/supplies/", desk_stages.supplies, name="stage_supplies"),
    path("desk/campaigns/<int:pk>/times/", desk_stages.slots, name="stage_slots"),
    path("desk/campaigns/<int:pk>/places/", desk_stages.places, name="stage_places"),
    path("desk/campaigns/places/<int:pk>/spaces/", desk_stages.spaces, name="stage_spaces"),
    path("desk/campaigns/places/<int:pk>/host/", desk_stages.host, name="make_host"),
    path("desk/campaigns/places/<int:pk>/remove/", desk_stages.remove_place, name="remove_place"),
    # promises: invitations and what agencies bring, deliveries
    path("desk/campaigns/<int:pk>/invited/", inviting.invited, name="stage_invited"),
    path("desk/campaigns/<int:pk>/council/", council.council, name="council"),
    path("desk/campaigns/<int:pk>/invited/tell/", inviting.tell_all, name="tell_all"),
    path("desk/campaigns/invited/<int:pk>/tell/", inviting.tell, name="tell"),
    path("desk/campaigns/invited/<int:pk>/uninvite/", inviting.uninvite, name="uninvite"),
    path("campaigns/brings/", bringing.mine, name="my_parts"),
    path("campaigns/brings/<int:pk>/", bringing.brings, name="brings"),
    path("campaigns/brings/part/<int:pk>/", bringing.part, name="part"),
    path("campaigns/brings/part/<int:pk>/accept/", bringing.accept, name="accept"),
    path("campaigns/brings/part/<int:pk>/decline/", bringing.decline, name="decline"),
    path("campaigns/brings/part/<int:pk>/new/", bringing.add, name="promise"),
    path("campaigns/brings/part/<int:pk>/copy/<int:like>/", bringing.copy, name="copy_promises"),
    path("campaigns/brings/promises/<int:pk>/", bringing.change, name="change_promise"),
    path("campaigns/brings/promises/<int:pk>/withdraw/", bringing.withdraw, name="withdraw_promise"),
    path("campaigns/brings/promises/<int:pk>/delivered/", bringing.deliver, name="deliver"),
    path("campaigns/brings/delivered/<int:pk>/photo/", bringing.photo, name="delivery_photo"),
    # planning: the timetable
    path("desk/campaigns/<int:pk>/plan/", planning.plan, name="plan"),
    path("desk/campaigns/<int:pk>/plan/run/", planning.run, name="plan_run"),
    path("desk/campaigns/<int:pk>/plan/progress/", planning.progress, name="plan_progress"),
    path("desk/campaigns/<int:pk>/plan/stop/", planning.stop, name="plan_stop"),
    path("desk/campaigns/<int:pk>/plan/pins/", planning.pin_all, name="plan_pin_all"),
    path("desk/campaigns/<int:pk>/plan/clear/", planning.clear, name="plan_clear"),
    path("desk/campaigns/<int:pk>/plan/coverage/", planning.coverage, name="plan_coverage"),
    path("desk/campaigns/<int:pk>/plan/hole/", planning.hole, name="plan_hole"),
    path(
        "desk/campaigns/<int:pk>/plan/<int:promise>/<str:sessions>/<int:number>/", sessions.session, name="plan_session"
    ),
    path("desk/campaigns/<int:pk>/plan/<int:promise>/<str:sessions>/<int:number>/pin/", sessions.pin, name="plan_pin"),
    path(
        "desk/campaigns/<int:pk>/plan/<int:promise>/<str:sessions>/<int:number>/out/",
        sessions.take_out,
        name="plan_take_out",
    ),
    # public: the stage's page, print, display
    path("campaigns/<int:pk>/", public.stage, name="stage"),
    path("campaigns/<int:pk>/calendar.ics", public.stage_feed, name="stage_feed"),
    path("campaigns/sessions/<int:pk>/", public.session, name="session"),
    path("campaigns/sessions/<int:pk>/keep/", public.keep, name="keep"),
    path("campaigns/sessions/<int:pk>/let-go/", public.let_go, name="let_go"),
    path("campaigns/sessions/<int:pk>/calendar.ics", public.session_feed, name="session_feed"),
    path("campaigns/<int:pk>/program.pdf", prints.wall, name="wall"),
    path("campaigns/<int:pk>/handbill/<int:place>.pdf", prints.handbill, name="handbill"),
    path("campaigns/<int:pk>/display/<int:place>/", display.display, name="display"),
    path("campaigns/screen-worker.js", display.worker, name="display_worker"),
    path("desk/campaigns/<int:pk>/publish/", publishing.publish, name="publish"),
    path("desk/campaigns/<int:pk>/published/", publishing.published, name="published"),
    path("desk/campaigns/<int:pk>/published/print/", publishing.print_again, name="print_again"),
    path("desk/campaigns/<int:pk>/published/add/", publishing.add, name="add_session"),
    path("desk/campaigns/<int:pk>/published/call-off/", publishing.call_off, name="call_off_published"),
    path("desk/campaigns/sessions/<int:pk>/move/", publishing.move, name="move_session"),
    path("desk/campaigns/sessions/<int:pk>/cancel/", publishing.cancel, name="cancel_session"),
    # evaluation
    path("desk/campaigns/delivered/", delivering.now, name="delivered_now"),
    path("desk/campaigns/<int:pk>/delivered/", delivering.delivered, name="delivered"),
    path("desk/campaigns/<int:pk>/delivered/say/", delivering.say, name="say_delivered"),
    path("desk/campaigns/<int:pk>/costs/", costs.costs, name="costs"),
    path("desk/campaigns/costs/<int:pk>/", costs.change, name="change_cost"),
    path("desk/campaigns/costs/<int:pk>/remove/", costs.remove, name="remove_cost"),
    path("desk/campaigns/<int:pk>/evaluation/", evaluation.evaluation, name="evaluation"),
    path("desk/campaigns/<int:pk>/evaluation/rows/", evaluation.rows, name="evaluation_rows"),
    path("desk/campaigns/<int:pk>/evaluation/rows.csv", evaluation.rows_csv, name="evaluation_rows_csv"),
    path("desk/campaigns/<int:pk>/evaluation/table.csv", evaluation.csv, name="evaluation_csv"),
    path("desk/campaigns/<int:pk>/evaluation/workbook.xlsx", evaluation.xlsx, name="evaluation_xlsx"),
    path("desk/campaigns/<int:pk>/evaluation/both-sides/", evaluation.both_sides, name="both_sides"),
    path("campaigns/brings/part/<int:pk>/card/", cards.card, name="card"),
    path("campaigns/compare/", compare.compare, name="compare"),
]
