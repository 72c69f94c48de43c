"""Addresses of this room."""

from django.urls import path

from meydan.ballots.desk import counter, paper, stations
from meydan.ballots.views import log, receipts, voting

app_name = "ballots"
urlpatterns = [
    # polls, voting, receipts and the log
    path("ballots/verify/", receipts.verify, name="verify"),
    path("ballots/receipts/<slug:serial>/", receipts.receipt, name="receipt"),
    path("ballots/receipts/<slug:serial>.json", receipts.receipt_file, name="receipt_file"),
    path("ballots/receipts/<slug:serial>/opened/", receipts.opened_file, name="opened_file"),
    path("ballots/<int:pk>/", voting.poll, name="poll"),
    path("ballots/<int:pk>/rulebook.json", voting.rulebook, name="rulebook"),
    path("ballots/<int:pk>/options.json", voting.options, name="options"),
    path("ballots/<int:pk>/vote/", voting.choose, name="choose"),
    path("ballots/<int:pk>/vote/<int:pot>/", voting.fill, name="fill"),
    path("ballots/<int:pk>/vote/<int:pot>/withdraw/", voting.withdraw, name="withdraw"),
    path("ballots/<int:pk>/log/", log.log, name="log"),
    path("ballots/<int:pk>/log/roots.json", log.roots, name="roots"),
    path("ballots/<int:pk>/log/log.txt", log.lines, name="lines"),
    path("ballots/<int:pk>/log/consistency.json", log.consistency, name="consistency"),
    path("me/ballots/", voting.mine, name="mine"),
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
