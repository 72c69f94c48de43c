from django.urls import path

from meydan.people import desk, views

app_name = "people"

urlpatterns = [
    path("me/", views.profile, name="profile"),
    path("me/name/", views.name, name="name"),
    path("me/national-id/", views.national_id, name="national_id"),
    path("me/consents/", views.consents, name="consents"),
    path("me/family/", views.family, name="family"),
    path("me/family/new/", views.add_family_member, name="add_family_member"),
    path("me/family/<int:pk>/", views.edit_family_member, name="edit_family_member"),
    path("me/family/<int:pk>/remove/", views.remove_family_member, name="remove_family_member"),
    path("me/data/", views.my_data, name="my_data"),
    path("me/data/download/", views.download, name="download"),
    path("me/data/erase/", views.erase, name="erase"),
    path("desk/people/", desk.roles, name="roles"),
    path("desk/people/appoint/", desk.appoint, name="appoint"),
    path("desk/people/roles/<int:pk>/end/", desk.end_role, name="end_role"),
    path("desk/people/organizations/", desk.organizations, name="organizations"),
    path("desk/people/organizations/new/", desk.found_organization, name="found_organization"),
    path("desk/people/organizations/<int:pk>/", desk.organization, name="organization"),
    path("desk/people/organizations/<int:pk>/representatives/", desk.add_representative, name="add_representative"),
    path("desk/people/representatives/<int:pk>/end/", desk.end_representative, name="end_representative"),
]
