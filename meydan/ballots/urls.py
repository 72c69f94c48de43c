"""Addresses of this room."""

from django.urls import path

from meydan.ballots.desk import counter, paper, stations

app_name = "ballots"
urlpatterns = [
    # polls, voting, receipts and the log
    # closing, the ceremony, the count and what came out
    # stations, the kiosk and paper
    path("desk/ballots/stations/", stations.stations, name="stations"),
    path("desk/ballots/<int:pk>/stations/", stations.of_poll, name="stations_of_poll"),
    path("desk/ballots/stations/<int:pk>/", stations.station, name="station"),
    path("desk/ballots/stations/<int:pk>/print/", stations.print_batch, name="print_batch"),
    path("desk/ballots/stations/<int:pk>/close/", stations.close_station, name="close_station"),
    path("desk/ballots/stations/<int:pk>/reopen/", stations.reopen_station, name="reopen_station"),
    path("desk/ballots/stations/<int:pk>/kiosk/", stations.make_kiosk, name="make_kiosk"),
    path("desk/ballots/stations/<int:pk>/kiosk/end/", stations.end_kiosk, name="end_kiosk"),
    path("desk/ballots/stations/<int:pk>/voter/", counter.come, name="counter_come"),
    path("desk/ballots/stations/<int:pk>/voter/card/", counter.card, name="counter_card"),
    path("desk/ballots/stations/<int:pk>/voter/code/<uuid:key>/", counter.code, name="counter_code"),
    path("desk/ballots/stations/<int:pk>/voter/now/", counter.counter, name="counter"),
    path("desk/ballots/stations/<int:pk>/voter/pass/", counter.give_pass, name="give_pass"),
    path("desk/ballots/stations/<int:pk>/voter/paper/<int:batch>/", counter.hand_out, name="hand_out"),
    path("desk/ballots/stations/<int:pk>/voter/done/", counter.done, name="counter_done"),
    path("desk/ballots/batches/<int:pk>/", paper.batch, name="batch"),
    path("desk/ballots/batches/<int:pk>/sheets.pdf", paper.sheets_pdf, name="sheets_pdf"),
    path("desk/ballots/batches/<int:pk>/exchange/", paper.exchange_sheet, name="exchange_sheet"),
    path("desk/ballots/sheets/", paper.different, name="different_sheets"),
    path("desk/ballots/sheets/<int:pk>/", paper.settle, name="settle_sheet"),
]
