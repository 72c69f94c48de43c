from django.urls import URLPattern, URLResolver, path

from meydan.reports import desk, views

app_name = "reports"
urlpatterns: list[URLPattern | URLResolver] = [
    path("reports/<int:pk>/", views.area, name="area"),
    path("desk/reports/", desk.report, name="report"),
    path("desk/reports/around/", desk.around, name="around"),
    path("desk/reports/rows/", desk.rows, name="rows"),
    path("desk/reports/rows/csv/", desk.rows_csv, name="rows_csv"),
    path("desk/reports/csv/", desk.csv, name="csv"),
    path("desk/reports/xlsx/", desk.xlsx, name="xlsx"),
]
