"""Addresses of this room."""

from django.urls import URLPattern, path

from meydan.budgets.desk import batches, coverage, listing, reviewing, stages
from meydan.budgets.desk import projects as desk_projects
from meydan.budgets.desk import rounds as desk_rounds
from meydan.budgets.views import moves, projects, rounds

app_name = "budgets"
urlpatterns: list[URLPattern] = [
    # rounds, their stages and money
    path("budgets/", rounds.rounds, name="list"),
    path("budgets/<int:pk>/", rounds.round, name="round"),
    path("desk/budgets/", desk_rounds.rounds, name="desk_list"),
    path("desk/budgets/new/", desk_rounds.open_round, name="open_round"),
    path("desk/budgets/<int:pk>/", desk_rounds.round, name="desk_round"),
    path("desk/budgets/<int:pk>/change/", desk_rounds.change, name="change_round"),
    path("desk/budgets/<int:pk>/credits/", desk_rounds.credits_, name="credits"),
    path("desk/budgets/<int:pk>/fields/", desk_rounds.fields, name="fields"),
    path("desk/budgets/<int:pk>/ballot/", desk_rounds.ballot, name="ballot"),
    path("desk/budgets/<int:pk>/ballot/open/", stages.open_ballot, name="open_ballot"),
    path("desk/budgets/<int:pk>/stages/", stages.stages, name="stages"),
    path("desk/budgets/<int:pk>/publish/", stages.publish, name="publish_round"),
    path("desk/budgets/<int:pk>/cancel/", stages.cancel, name="cancel_round"),
    path("desk/budgets/<int:pk>/coverage/", coverage.coverage, name="coverage"),
    path("desk/budgets/<int:pk>/coverage.csv", coverage.coverage_csv, name="coverage_csv"),
    path("desk/budgets/<int:pk>/coverage.xlsx", coverage.coverage_xlsx, name="coverage_xlsx"),
    # ideas, supporting, comments, moderation
    # review, joining, projects
    path("budgets/moves/", moves.moves, name="moves"),
    path("budgets/moves/<int:pk>/", moves.answer_move, name="answer_move"),
    path("budgets/asked/<int:pk>/", moves.answer_unit, name="answer_unit"),
    path("budgets/projects/", projects.projects, name="projects"),
    path("budgets/<int:pk>/projects/", projects.projects, name="projects"),
    path("budgets/projects.csv", projects.projects_csv, name="projects_csv"),
    path("budgets/projects/<int:pk>/", projects.project, name="project"),
    path("budgets/projects/<int:pk>/fixed/", moves.fixed, name="fixed"),
    path("budgets/reports/<int:pk>/<slug:which>/", projects.report_photo, name="report_photo"),
    path("desk/budgets/reviews/", reviewing.reviews, name="reviews"),
    path("desk/budgets/reviews/overview/", reviewing.overview, name="overview"),
    path("desk/budgets/reviews/phrases/", reviewing.phrases, name="phrases"),
    path("desk/budgets/reviews/many/", batches.many, name="many"),
    path("desk/budgets/reviews/many/<uuid:key>/", batches.batch, name="batch"),
    path("desk/budgets/reviews/<int:pk>/", reviewing.review, name="review"),
    path("desk/budgets/reviews/<int:pk>/decide/", reviewing.decide, name="review_decide"),
    path("desk/budgets/reviews/<int:pk>/cost/", reviewing.cost, name="review_cost"),
    path("desk/budgets/reviews/<int:pk>/ask/", reviewing.ask, name="review_ask"),
    path("desk/budgets/reviews/<int:pk>/pass-on/", reviewing.pass_on, name="review_pass_on"),
    path("desk/budgets/reviews/<int:pk>/reopen/", reviewing.reopen, name="review_reopen"),
    path("desk/budgets/reviews/<int:pk>/join/", reviewing.join, name="review_join"),
    path("desk/budgets/reviews/<int:pk>/part/", reviewing.part, name="review_part"),
    path("desk/budgets/<int:pk>/list/", listing.project_list, name="project_list"),
    path("desk/budgets/projects/", desk_projects.projects, name="desk_projects"),
    path("desk/budgets/projects/<int:pk>/", desk_projects.project, name="desk_project"),
    path("desk/budgets/projects/<int:pk>/report/<slug:kind>/", desk_projects.report, name="report"),
    path("desk/budgets/projects/<int:pk>/pass-on/", desk_projects.pass_on, name="pass_project_on"),
]
