"""The roles a person can hold on an area. The words stand here so that every storey can name them in its door marks."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator")
    MANAGER = "manager", _("Manager")
    PROGRAM_OFFICER = "program_officer", _("Program officer")
    CENTER_STAFF = "center_staff", _("Center staff")
    COACH = "coach", _("Coach")
    PUBLICITY_OFFICER = "publicity_officer", _("Publicity officer")
    CONTENT_OFFICER = "content_officer", _("Content officer")
    COMMUNICATIONS_OFFICER = "communications_officer", _("Communications officer")
    MODERATOR = "moderator", _("Moderator of questions")
    TRIBUNE_HOST = "tribune_host", _("Tribune host")
    PRESENTER = "presenter", _("Presenter")
    SECRETARY = "secretary", _("Secretary of orders")
    MAYOR = "mayor", _("Mayor")
    UNIT_HEAD = "unit_head", _("Head of a unit")
    BUDGET_OFFICER = "budget_officer", _("Budgeting officer")
    CAMPAIGN_OFFICER = "campaign_officer", _("Campaign officer")
    COUNSELING_MANAGER = "counseling_manager", _("Counseling manager")
    COUNSELOR = "counselor", _("Counselor")
    DRAW_OFFICER = "draw_officer", _("Draw officer")
    OVERSIGHT = "oversight", _("Oversight representative")
    AUDITOR = "auditor", _("Auditor")
