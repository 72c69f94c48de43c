from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "places.add_area": _("Added an area"),
    "places.add_hall": _("Added a hall"),
    "places.add_venue": _("Added a venue"),
    "places.apply_import": _("Applied an import"),
    "places.close_venue": _("Closed a venue"),
    "places.edit_area": _("Edited an area"),
    "places.edit_hall": _("Edited a hall"),
    "places.edit_venue": _("Edited a venue"),
    "places.move_area": _("Moved an area in the tree"),
    "places.read_import": _("Read a file to import"),
    "places.reopen_venue": _("Reopened a venue"),
}
