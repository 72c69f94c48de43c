"""What ambassadors and officers are told, in the language of whoever reads it."""

from django.utils.translation import gettext as _

from meydan.ambassadors.models import Ambassador

State = Ambassador.State


def decided(ambassador: Ambassador) -> str:
    about = {"title": ambassador.call.title, "reason": ambassador.reason}
    match ambassador.state:
        case State.ACCEPTED:
            return _("You are an ambassador of “%(title)s”. Your link, your kit and your log wait in Meydan.") % about
        case State.DECLINED:
            return _("Your application to be an ambassador of “%(title)s” was declined. Reason: %(reason)s") % about
        case _state:
            return _("You are no longer an ambassador of “%(title)s”. Reason: %(reason)s") % about


def applied(ambassador: Ambassador) -> str:
    return _("Somebody applied to be an ambassador of “%(title)s”. Decide in Meydan.") % {
        "title": ambassador.call.title
    }
