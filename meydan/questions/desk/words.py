"""What the script of the tribune mode says, in the reader's language. `{n}` is a number."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    return {
        "waiting": _("Waiting to be sent: {n}"),
        "sign_in": _("Sign in to send: {n}"),
        "no_right": _("This account may not send them: {n}"),
        "other_account": _("Recorded by another account, which has to sign in to send them: {n}"),
        "large": _("This is too large to be sent."),
        "said": _("Voices here: {n}"),
        "next": _("Next: number {n}"),
        "next_named": _("Next: number {n}, {name}"),
        "nobody_waits": _("Who wants to say something?"),
        "in_line": _("In line: {names}"),
        "line_empty": _("Nobody is in line."),
        "saved": _("Thank you! It is recorded."),
        "step": _("{n} of {all}"),
        "nothing_said": _("Record the voice or write it down first."),
        "wrong_phone": _("This is not a mobile number. Write it like 09121234567."),
        "no_consent": _("Record that they agree to giving their number, or take the number out."),
        "not_here": _("This tribune is not on this tablet. Open it once with network."),
        "not_now": _("This tribune is not open now. What is recorded outside its hours cannot be sent."),
        "full": _("The tablet has no room left. Find network, so that what waits is sent."),
        "leave": _("Something is not recorded yet."),
        "no_topic": _("Not chosen"),
    }
