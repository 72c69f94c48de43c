from django.urls import path

from meydan.places import views
from meydan.places.desk import areas, imports, venues

app_name = "places"

urlpatterns = [
    path("places/", views.places, name="list"),
    path("places/areas/<int:pk>/", views.area, name="area"),
    path("places/venues/<int:pk>/", views.venue, name="venue"),
    path("places/venues/<int:pk>/photo/", views.photo, name="photo"),
    path("desk/places/", areas.areas, name="desk_areas"),
    path("desk/places/areas/<int:pk>/", areas.area, name="desk_area"),
    path("desk/places/areas/<int:pk>/add/", areas.add, name="desk_area_add"),
    path("desk/places/areas/<int:pk>/edit/", areas.edit, name="desk_area_edit"),
    path("desk/places/areas/<int:pk>/move/", areas.move, name="desk_area_move"),
    path("desk/places/venues/", venues.venues, name="desk_venues"),
    path("desk/places/venues/add/", venues.add, name="desk_venue_add"),
    path("desk/places/venues/<int:pk>/", venues.edit, name="desk_venue"),
    path("desk/places/venues/<int:pk>/close/", venues.close, name="desk_venue_close"),
    path("desk/places/venues/<int:pk>/reopen/", venues.reopen, name="desk_venue_reopen"),
    path("desk/places/imports/", imports.imports, name="desk_imports"),
    path("desk/places/imports/<int:pk>/", imports.preview, name="desk_import"),
]
