from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """For whom something is."""

    EVERYBODY = "everybody", _("Everybody")
    FAMILIES = "families", _("Families")
    PARENTS = "parents", _("Parents")
    YOUTH = "youth", _("Young people")
    CHILDREN = "children", _("Children")
    ELDERLY = "elderly", _("Elderly people")


class Sessions(models.TextChoices):
    """Whom a session is held for: some are held for women and men apart."""

    TOGETHER = "together", _("Women and men together")
    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
