from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "people.arrived": _("A new person arrived"),
    "people.consent_recorded": _("Answered a question of consent"),
    "people.erased": _("Erased somebody's data"),
    "people.family_member_added": _("Registered a family member"),
    "people.family_member_edited": _("Edited a family member"),
    "people.family_member_removed": _("Removed a family member"),
    "people.filled_in": _("Wrote down at a counter what somebody had not said yet"),
    "people.known_by_card": _("A new person came to a counter with their card"),
    "people.national_id_removed": _("Removed a national ID"),
    "people.national_id_set": _("Registered a national ID"),
    "people.organization_edited": _("Edited an organization"),
    "people.organization_founded": _("Added an organization"),
    "people.profile_updated": _("Updated a profile"),
    "people.representative_added": _("Appointed a representative"),
    "people.representative_ended": _("Ended a representative's term"),
    "people.role_ended": _("Ended a role"),
    "people.role_granted": _("Granted a role"),
    "people.sample_made": _("Made sample people"),
    "people.sessions_ended": _("Ended sign-ins on all devices"),
}
